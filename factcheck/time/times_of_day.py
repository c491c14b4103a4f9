"""Times of day: clock times, parts of the day; all in naive local time, a time zone belongs to the words but not to the value."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from factcheck.model import Certainty, Interval
from factcheck.time import almanac
from factcheck.time.discourse import Discourse, Sense, number_of, phase_of
from factcheck.time.grammar import Match, compiled, table
from factcheck.time.grammar import context as words

_HALF_DAY = re.compile(r"\b([ap])\.?\s?m\b")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?::(\d\d))?")


def _spoken(text: str) -> tuple[int, int] | None:
    """Half past three, quarter to five, ten minutes to three."""
    found = re.match(r"(?:a )?(half|quarter|[\w-]+?) (?:minutes )?(past|after|to|before) (\w+)", text)
    if found is None:
        return None
    named = {"half": 30, "quarter": 15}
    minutes = named.get(found[1]) or int(number_of([found[1]]) or 0)
    hour = int(number_of([found[3]]) or 0)
    total = hour * 60 + (minutes if found[2] in {"past", "after"} else -minutes)
    return (total // 60 % 24, total % 60) if 0 < hour <= 12 and 0 < minutes < 60 else None


def _hour_and_minute(text: str) -> tuple[int, int, int | None] | None:
    """Hour, minute and second that clock words say, on a clock of 24 hours; None where there is no such time."""
    for name, time in table("words")["roles"]["NOON"].items():
        if text.startswith(name):
            return int(time[:2]), int(time[3:]), None
    spoken = _spoken(text)
    found = _CLOCK.match(text)
    if spoken:
        hour, minute, second = *spoken, None
    elif found and len(text.split(" ", maxsplit=1)[0]) == 4 and text[:4].isdecimal():
        hour, minute, second = int(text[:2]), int(text[2:4]), None
    elif found:
        hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3]) if found[3] else None
    else:
        hour, minute, second = int(number_of([text.split(" ", maxsplit=1)[0]]) or 0), 0, None
    half = _HALF_DAY.search(text)
    evening = "afternoon" in text or "evening" in text or ("night" in text and 5 <= hour < 12)
    if half or evening or "morning" in text:
        if not 1 <= hour <= 23:
            return None
        late = evening or (half is not None and half[1] == "p")
        hour = (hour % 12 + (12 if late else 0)) if hour <= 12 else hour
    return (hour, minute, second) if hour <= 24 and minute < 60 and (second or 0) < 60 else None


def at_clock(day: date | None, text: str, certainty: Certainty) -> Sense | None:
    """A minute of a day; without a day a value that begins with "T" and no interval."""
    found = _hour_and_minute(text)
    if found is None:
        return None
    hour, minute, second = found
    value = f"T{hour:02d}:{minute:02d}" + (f":{second:02d}" if second is not None else "")
    if day is None:
        return Sense("TIME", value, None, "minute", anchored=True, certainty="anchored")
    start = almanac.midnight(day) + timedelta(hours=hour, minutes=minute, seconds=second or 0)
    step = timedelta(seconds=1) if second is not None else timedelta(minutes=1)
    interval = Interval(start=start, end=start + step)
    return Sense("TIME", day.isoformat() + value, interval, "minute" if second is None else "second", certainty != "explicit", certainty)


def at_part(day: date | None, code: str, certainty: Certainty, phase: str | None = None) -> Sense:
    """A part of a day, such as its morning; the night reaches into the next day."""
    if day is None:
        return Sense("TIME", f"T{code}", None, "hour", anchored=True, certainty="anchored")
    first, last = table("words")["parts"][code]
    start = almanac.midnight(day)
    interval = almanac.third(Interval(start=start + timedelta(hours=first), end=start + timedelta(hours=last)), phase)
    return Sense("TIME", f"{day.isoformat()}T{code}", interval, "hour", certainty != "explicit", certainty)


def clock(match: Match, discourse: Discourse) -> Sense | None:
    """9 a.m., 9 a.m. Tuesday, Tuesday at noon, 4 in the morning, 1430 GMT, 18:00."""
    texts = match.words("clock") or match.words("hour")
    bare = len(texts) == 1 and match.tokens("clock") and match.tokens("clock")[0].form == "CLOCK"
    helped = match.has("tail") or match.has("zone") or match.has("day") or match.before() in words("before_clock")
    loose = len(texts) in {3, 4} and texts[-2] in {"to", "before", "after"} and texts[0] not in {"half", "quarter", "a"}
    if (bare and not helped) or (loose and match.before() != "at"):
        return None
    if texts[0] in {"noon", "midday", "midnight"} and match.before() == "high":
        return None
    day, certainty = _day_of(match, discourse)
    text = " ".join([*texts, *match.words("tail"), *([] if texts[0].startswith("0") else match.words("daypart"))])
    sense = at_clock(day, text, certainty)
    if sense is not None and not match.has("day") and not match.has("other"):
        sense = sense._replace(anchored=False, certainty="assumed")
    if sense is None or not match.has("other"):
        return sense
    return sense._replace(span=(match.first, match.parts["other"][0]))


@cache
def _later_day() -> re.Pattern[str]:
    """The rest of a stretch of hours that ends in its day: "9 a.m." in "9 a.m. to 5 p.m. on 3 June"."""
    return compiled("('to' | '-' | '–' | 'until' | 'and') <clock> <zone>? ','? 'on'? (day: <day>)")


def _day_of(match: Match, discourse: Discourse) -> tuple[date | None, Certainty]:
    """The day that stands beside a time or a later one of its stretch, else one named shortly before, else the anchor."""
    later = _later_day().match(match.scan.letters, match.last) if not match.has("day") else None
    if later is not None:
        match = match._replace(parts={**match.parts, "day": later.span("day")}, last=later.end())
    if match.has("day"):
        beside = discourse.read(match, "day", discourse)
        if beside and beside.interval and beside.interval.start:
            return beside.interval.start.date(), beside.certainty
        return None, "anchored"
    if discourse.latest and match.first - discourse.latest[0].last <= 12:
        interval, fine = discourse.latest[1].interval, discourse.latest[1].granularity in {"day", "minute", "hour"}
        if fine and interval and interval.start and not _sentence_ends(match, discourse.latest[0].last):
            return interval.start.date(), "assumed"
    story = discourse.day if discourse.day is not None and discourse.narrated(match) is not None else None
    return story or discourse.anchor, "assumed"


def _sentence_ends(match: Match, place: int) -> bool:
    return any(token.text in {".", "!", "?", ""} for token in match.scan.tokens[place : match.first])


def part(match: Match, discourse: Discourse) -> Sense | None:
    """The morning, that evening, at dawn."""
    word = match.words("part")[0]
    code = table("words")["roles"]["PART"][word]
    determiner = match.scan.tokens[match.first].text
    if match.has("late"):
        return _late(match, discourse, code)
    if determiner == word and match.before() not in {"at", "by", "before", "after", "until", "since", "from", "to", "around"}:
        return None
    if match.after() == "of" or (determiner == "the" and match.before() not in {"in", "during", "by", "until", "of", "into", "through"}):
        return None
    if determiner == "this":
        return at_part(discourse.anchor, code, "anchored", phase_of(match, "mod"))
    fine = discourse.latest is not None and discourse.latest[1].granularity in {"day", "hour", "minute"}
    day = discourse.told() if fine or discourse.latest is None or determiner == "that" else discourse.anchor
    return at_part(day, code, "assumed", phase_of(match, "mod"))._replace(anchored=determiner == "that", certainty="assumed")


def _late(match: Match, discourse: Discourse, code: str) -> Sense | None:
    """By late afternoon."""
    if match.before() not in {"by", "in", "until", "since", "from", "to"} or match.after().isalpha():
        return None
    return at_part(discourse.anchor, code, "assumed", phase_of(match, "late"))._replace(anchored=False, certainty="assumed")


def of_day(match: Match, name: str, sense: Sense | None) -> Sense | None:
    """The part of a day that a named part of the match adds to a day: "Tuesday" becomes "Tuesday morning"."""
    if sense is None or not match.has(name):
        return sense
    code = table("words")["roles"]["PART"][match.words(name)[-1]]
    if sense.interval is None or sense.interval.start is None:
        return Sense("TIME", sense.value + f"T{code}", None, "hour", anchored=True, certainty=sense.certainty)
    return at_part(sense.interval.start.date(), code, sense.certainty)
