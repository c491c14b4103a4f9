"""Lengths of time, and what repeats: three days, the past two weeks, every Monday, twice a year."""

from __future__ import annotations

from datetime import date, timedelta

from factcheck.model import Interval
from factcheck.time import almanac
from factcheck.time.discourse import Discourse, Sense, number_of, ordinal_of, weekday_of, which_of, written, year_of
from factcheck.time.grammar import Match, meaning, table
from factcheck.time.grammar import context as words

_SCALED = {"F": (2, "W"), "Q": (3, "M"), "MO": (1, "M"), "WE": (1, "W"), "N": (1, "D"), "ML": (1000, "Y")}

_SIZES = ["S", "M", "H", "D", "N", "WE", "W", "F", "MO", "Q", "Y", "DE", "CE", "ML"]


def unit_code(match: Match, name: str) -> str:
    """The code of the unit that a part names."""
    known = table("words")["roles"]
    word = match.words(name)[0]
    return str(known["UNIT"].get(word) or known["UNITS"].get(word) or known["LONG"][word])


def amount_of(match: Match, name: str) -> float:
    """How many; 0 where the words leave it open."""
    return number_of(match.words(name)) or 0


def length(count: float, code: str) -> str:
    """A duration as a TIMEX3 value: P3D, PT2H, PXY, P2DE."""
    if code == "H" and count != int(count):
        minutes = round((count - int(count)) * 60)
        return "PT" + (f"{int(count)}H" if count >= 1 else "") + f"{minutes}M"
    if code in {"S", "M", "H"}:
        return f"PT{written(count)}{code}"
    scale, unit = _SCALED.get(code, (1, code))
    if count != int(count) and unit in {"Y", "DE", "CE"}:
        return _fraction(count, unit)
    return f"P{written(count * scale)}{unit}"


def _fraction(count: float, unit: str) -> str:
    years = count * {"Y": 1, "DE": 10, "CE": 100}[unit]
    return f"P{written(years)}Y" if years >= 1 else f"P{written(round(years * 12))}M"


def span(match: Match, discourse: Discourse) -> Sense | None:
    """The past two weeks, the next 90 days, recent years, the first nine months of 1998: with an interval where the anchor fixes one."""
    if aged(match):
        return None
    if match.has("past"):
        return _past_one(match, discourse)
    code = unit_code(match, "unit") if match.has("unit") else _last_unit(match)
    if match.words_all() == ["these", "days"]:
        return None
    if match.words("which")[-1:] in (["that"], ["this"]) or (
        match.words("which") == ["following"] and match.words("number")[:1] in (["a"], ["an"])
    ):
        return None
    verb = match.words("which") == ["last"] and match.before() in words("before_verb")
    if match.words("unit") == ["second"] or verb:
        return None
    if match.has("ordinal"):
        return _first_units(match, discourse, code)
    count = amount_of(match, "number") if match.has("number") else 0
    value = length(count, code)
    side, told = which_of(match)
    told = told and "next" not in match.words("which")
    if match.words("which")[-1:] in (["these"], ["recent"], ["this"], ["that"], ["same"]) or not match.has("which"):
        return Sense("DURATION", value, None, "unknown")
    if code in {"S", "M", "H"} or match.before() in words("before_age"):
        return Sense("DURATION", value)
    if discourse.anchor is None or side == 0 or told or not count:
        return Sense("DURATION", value, None, "unknown", anchored=True, certainty="anchored")
    return Sense("DURATION", value, _beside(discourse.anchor, code, side * count), "unknown", anchored=True, certainty="anchored")


def period_ended(match: Match, discourse: Discourse) -> Sense | None:
    """The year ended 31 March 2019, the three months to June 30: so long a stretch, of which the last day is named."""
    rest = discourse.read(match, "rest", discourse)
    if rest is None or rest.interval is None or rest.interval.end is None or rest.granularity != "day":
        return None
    if match.words("ending") == ["to"] and match.scan.tokens[match.first].text != "the":
        return None
    code, count = unit_code(match, "unit"), int(amount_of(match, "number")) if match.has("number") else 1
    if not count:
        return None
    end = rest.interval.end
    start = end - timedelta(weeks=count) if code == "W" else almanac.midnight(_months_before(end.date(), count * almanac.MONTHS[code]))
    return Sense("DURATION", length(count, code), Interval(start=start, end=end), "unknown", rest.anchored, rest.certainty)


def _months_before(day: date, count: int) -> date:
    """The same day of an earlier month, or its last where it has none such."""
    first = almanac.shifted(day, -count)
    return almanac.possible(first.year, first.month, day.day) or almanac.shifted(first, 1) - timedelta(days=1)


def _beside(anchor: date, code: str, count: float) -> Interval | None:
    """From the anchor's day so many units back or ahead; the anchor's day belongs to it."""
    if count != int(count):
        return None
    start = almanac.midnight(anchor)
    if code in almanac.DAYS:
        there = start + timedelta(days=int(count) * almanac.DAYS[code])
    elif code in almanac.MONTHS:
        first = almanac.shifted(anchor, int(count) * almanac.MONTHS[code])
        there = almanac.midnight(first) + timedelta(days=min(anchor.day, 28) - 1)
    else:
        return None
    first_day, last_day = sorted((start, there))
    return Interval(start=first_day, end=last_day + timedelta(days=1))


def _past_one(match: Match, discourse: Discourse) -> Sense | None:
    """The past year: the year up to the anchor, not the last one of the calendar."""
    code = unit_code(match, "single")
    if code in {"S", "M", "D", "N", "WE"}:
        return None
    interval = _beside(discourse.anchor, code, -1) if discourse.anchor else None
    return Sense(
        "DURATION", length(1, code), interval, "unknown", anchored=code != "H", certainty="explicit" if code == "H" else "anchored"
    )


def next_one(discourse: Discourse, code: str) -> Sense:
    """The year that begins with the anchor."""
    interval = _beside(discourse.anchor, code, 1) if discourse.anchor else None
    return Sense("DURATION", length(1, code), interval, "unknown", anchored=True, certainty="anchored")


def _last_unit(match: Match) -> str:
    return str(meaning("UNITS", match.scan.tokens[match.last - 1].text))


def _first_units(match: Match, discourse: Discourse, code: str) -> Sense | None:
    """The first nine months of 1998; without a year of the anchor's, whose interval is left open."""
    if code == "S" or (match.words("ordinal")[0] in {"second", "third"} and not match.has("year")):
        return None
    count, year = amount_of(match, "number"), year_of(match, discourse)
    interval = None
    if year and code in {"MO", "Q"} and match.words("ordinal") == ["first"] and 0 < count * almanac.MONTHS[code] <= 12:
        interval = almanac.months(almanac.the_year(year).interval.start.date(), int(count * almanac.MONTHS[code]))  # type: ignore[union-attr]
    return Sense("DURATION", length(count, code), interval, "unknown")


def aged(match: Match) -> bool:
    """Six years old, a six-year-old, six years of age."""
    after, second = match.after(), match.after(2)
    return after in {"old", "olds"} or (after == "-" and second in {"old", "olds"}) or (after == "of" and second == "age")


def duration(match: Match, discourse: Discourse) -> Sense | None:
    """Three days, a six-week course, 5 1/2 hours, two years and six months; "a year" after a price repeats."""
    if match.has("long"):
        return Sense("DURATION", length(1, unit_code(match, "long")))
    if match.has("lone"):
        return _lone(match)
    code, count = unit_code(match, "unit"), amount_of(match, "number")
    if not _duration_is_meant(match, code) or (match.words("number") == ["many"] and match.before() == "as"):
        return None
    if match.has("half"):
        count += 0.5
    first = match.words("number")
    if first == ["a"] and match.words("unit")[0] in table("words")["roles"]["UNITS"]:
        return Sense("DURATION", length(0, code), span=(match.first + 1, match.last))
    if first == ["a"] and match.scan.tokens[match.last - 1].text == "long":
        return Sense("DURATION", length(1, code), span=(match.first + 1, match.last))
    if first[0] in {"a", "an"} and len(first) == 1 and not match.has("hedge") and _rate(match):
        return Sense("SET", length(1, code))
    if match.has("years"):
        bigger = unit_code(match, "bigger")
        if _SIZES.index(bigger) <= _SIZES.index(code):
            return None
        larger, smaller = length(amount_of(match, "years"), bigger), length(count, code).removeprefix("P")
        return Sense("DURATION", larger + (smaller.removeprefix("T") if "T" in larger else smaller))
    return Sense("DURATION", length(count, code))


def _lone(match: Match) -> Sense | None:
    """Weeks, decades: only after "for" and its like, or with "-long"."""
    word = match.words("lone")[0]
    code = unit_code(match, "lone")
    if match.before() == "-":
        return None
    if match.last - match.first > 1 and match.scan.tokens[match.last - 1].text in {"long", "old"}:
        single = word in table("words")["roles"]["UNIT"]
        return Sense("DURATION", length(1 if single else 0, code))
    article = match.scan.tokens[match.first].text == "the"
    if code in {"S", "M", "Q"} or not (_years_told_of(match) if article else _days_are_meant(match)):
        return None
    return Sense("DURATION", length(0, code))


def _days_are_meant(match: Match) -> bool:
    """For days, just weeks after the vote, after months of talks."""
    if match.after() in {"after", "before"}:
        return not match.before().isdigit() and match.before() not in {"the", "of", "and", "or", *table("words")["roles"]["ORDINAL"]}
    if match.after() == "of":
        return match.before() in {"after", "for", "despite", "following", "with", "amid"}
    return match.before() in words("lone_units") and match.after() != "and" and match.before() not in {"of", "the", "through", "last"}


def _years_told_of(match: Match) -> bool:
    """Over the years, in the weeks before the vote."""
    if match.before() in {"over", "throughout"}:
        return match.after() not in {"of", "ahead"}
    near = match.before() in {"in", "during", "for", "within"}
    return near and match.after() in {"before", "after", "since", "following", "leading", "preceding", "until"}


def _duration_is_meant(match: Match, code: str) -> bool:
    """Ages, ordinals and the quarter of a thing are no durations."""
    number = match.words("number")
    alone = number[0] in {"a", "an", "another", "one"} and len(number) == 1
    if (
        aged(match)
        or (alone and code in {"S", "Q", "WE", "N"})
        or match.words("unit")[0] == "quarter"
        or (code == "Q" and match.after() == "of")
    ):
        return False
    tokens = match.tokens("number")
    if tokens[0].form == "YEAR" and len(tokens) == 1 and match.scan.text[tokens[0].end : tokens[0].end + 1] == "-":
        return False
    return not (match.words("unit")[0] in {"min", "sec", "m"} and not tokens[0].text[0].isdigit())


def _rate(match: Match) -> bool:
    """As in "$1 billion a year", "three times a day": nothing that leads into a duration stands before."""
    before = match.before()
    if before in words("before_duration") or not before:
        return False
    near = [match.before(distance) for distance in range(1, 5)]
    return any(
        word[:1].isdigit()
        or word in table("words")["roles"]["SMALL"]
        or word in {"million", "billion", "percent", "%", "$", "times", "twice", "once"}
        for word in near
    )


def _is_a_name(match: Match) -> bool:
    """The Daily Mail, Annual Review: capitals, as names have."""
    return match.capital() and match.capital(1)


def every(match: Match, discourse: Discourse) -> Sense | None:
    """Every Monday, every two weeks, annually, twice a week, Mondays, weekends."""
    if match.has("often"):
        return None if _is_a_name(match) else Sense("SET", str(meaning("OFTEN", match.words("often")[0])))
    if match.has("days"):
        return Sense("SET", f"XXXX-WXX-{weekday_of(match, 'days') + 1}", None, "day")
    if match.has("day"):
        parts = table("words")["roles"]["PARTS"][match.scan.tokens[match.last - 1].text]
        return Sense("SET", f"XXXX-WXX-{weekday_of(match, 'day') + 1}T{parts}", None, "hour")
    if match.has("plural"):
        return Sense("SET", "XXXX-WXX-WE" if match.words("plural") == ["weekends"] else "XXXX-WXX-WD", None, "day")
    if match.has("festival"):
        return Sense("SET", "P1Y", None, "day")
    unit = match.words("unit")[0]
    known = table("words")["roles"]
    if unit in known["WEEKDAY"]:
        part = f"T{known['PART'][match.words('part')[-1]]}" if match.has("part") else ""
        return Sense("SET", f"XXXX-WXX-{known['WEEKDAY'][unit] + 1}{part}", None, "hour" if part else "day")
    if unit in known["MONTH"]:
        day = f"-{ordinal_of(match.words('date')):02d}" if match.has("date") else ""
        return Sense("SET", f"XXXX-{known['MONTH'][unit]:02d}{day}", None, "day" if day else "month")
    if unit in known["SEASON"]:
        return Sense("SET", f"XXXX-{known['SEASON'][unit]}", None, "season")
    if (unit in known["PART"] and unit not in known["UNIT"]) or unit == "night":
        return Sense("SET", f"XXXX-XX-XXT{known['PART'][unit]}", None, "hour")
    count = amount_of(match, "number") if match.has("number") else 2 if match.words("other") in (["other"], ["second"]) else 1
    return Sense("SET", length(count, unit_code(match, "unit")))
