"""Lengths of time, and what repeats: three days, the past two weeks, every Monday, twice a year."""

from __future__ import annotations

from datetime import date, timedelta

from factcheck.model import Interval
from factcheck.time import calendar
from factcheck.time.grammar import Match
from factcheck.time.lexicon import context as words
from factcheck.time.lexicon import meaning, table
from factcheck.time.reading import Context, Reading, number_of, which_of, written, year_of

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


def span(match: Match, context: Context) -> Reading | None:
    """The past two weeks, the next 90 days, recent years, the first nine months of 1998: with an interval where the anchor fixes one."""
    if aged(match):
        return None
    if match.has("past"):
        return _past_one(match, context)
    code = unit_code(match, "unit") if match.has("unit") else _last_unit(match)
    if match.words_all() == ["these", "days"]:
        return None
    if match.words("which")[-1:] in (["that"], ["this"]):
        return None
    verb = match.words("which") == ["last"] and match.before() in words("before_verb")
    if match.words("unit") == ["second"] or verb:
        return None
    if match.has("ordinal"):
        return _first_units(match, context, code)
    count = amount_of(match, "number") if match.has("number") else 0
    value = length(count, code)
    side, told = which_of(match)
    told = told and "next" not in match.words("which")
    if match.words("which")[-1:] in (["these"], ["recent"], ["this"], ["that"], ["same"]) or not match.has("which"):
        return Reading("DURATION", value, None, "unknown")
    if code in {"S", "M", "H"} or match.before() in words("before_age"):
        return Reading("DURATION", value)
    if context.anchor is None or side == 0 or told or not count:
        return Reading("DURATION", value, None, "unknown", anchored=True, certainty="anchored")
    return Reading("DURATION", value, _beside(context.anchor, code, side * count), "unknown", anchored=True, certainty="anchored")


def period_ended(match: Match, context: Context) -> Reading | None:
    """The year ended 31 March 2019, the three months to June 30: so long a stretch, of which the last day is named."""
    rest = context.read(match, "rest", context)
    if rest is None or rest.interval is None or rest.interval.end is None or rest.granularity != "day":
        return None
    if match.words("ending") == ["to"] and match.scan.tokens[match.first].text != "the":
        return None
    code, count = unit_code(match, "unit"), int(amount_of(match, "number")) if match.has("number") else 1
    if not count:
        return None
    end = rest.interval.end
    start = end - timedelta(weeks=count) if code == "W" else calendar.midnight(_months_before(end.date(), count * calendar.MONTHS[code]))
    return Reading("DURATION", length(count, code), Interval(start=start, end=end), "unknown", rest.anchored, rest.certainty)


def _months_before(day: date, count: int) -> date:
    """The same day of an earlier month, or its last where it has none such."""
    first = calendar.shifted(day, -count)
    return calendar.possible(first.year, first.month, day.day) or calendar.shifted(first, 1) - timedelta(days=1)


def _beside(anchor: date, code: str, count: float) -> Interval | None:
    """From the anchor's day so many units back or ahead; the anchor's day belongs to it."""
    if count != int(count):
        return None
    start = calendar.midnight(anchor)
    if code in calendar.DAYS:
        there = start + timedelta(days=int(count) * calendar.DAYS[code])
    elif code in calendar.MONTHS:
        first = calendar.shifted(anchor, int(count) * calendar.MONTHS[code])
        there = calendar.midnight(first) + timedelta(days=min(anchor.day, 28) - 1)
    else:
        return None
    first_day, last_day = sorted((start, there))
    return Interval(start=first_day, end=last_day + timedelta(days=1))


def _past_one(match: Match, context: Context) -> Reading | None:
    """The past year: the year up to the anchor, not the last one of the calendar."""
    code = unit_code(match, "single")
    if code in {"S", "M", "D", "N", "WE"}:
        return None
    interval = _beside(context.anchor, code, -1) if context.anchor else None
    return Reading(
        "DURATION", length(1, code), interval, "unknown", anchored=code != "H", certainty="explicit" if code == "H" else "anchored"
    )


def next_one(context: Context, code: str) -> Reading:
    """The year that begins with the anchor."""
    interval = _beside(context.anchor, code, 1) if context.anchor else None
    return Reading("DURATION", length(1, code), interval, "unknown", anchored=True, certainty="anchored")


def _last_unit(match: Match) -> str:
    return str(meaning("UNITS", match.scan.tokens[match.last - 1].text))


def _first_units(match: Match, context: Context, code: str) -> Reading | None:
    """The first nine months of 1998; without a year of the anchor's, whose interval is left open."""
    if code == "S" or (match.words("ordinal")[0] in {"second", "third"} and not match.has("year")):
        return None
    count, year = amount_of(match, "number"), year_of(match, context)
    interval = None
    if year and code in {"MO", "Q"} and match.words("ordinal") == ["first"] and 0 < count * calendar.MONTHS[code] <= 12:
        interval = calendar.months(calendar.the_year(year).interval.start.date(), int(count * calendar.MONTHS[code]))  # type: ignore[union-attr]
    return Reading("DURATION", length(count, code), interval, "unknown")


def aged(match: Match) -> bool:
    """Six years old, a six-year-old, six years of age."""
    after, second = match.after(), match.after(2)
    return after in {"old", "olds"} or (after == "-" and second in {"old", "olds"}) or (after == "of" and second == "age")


def duration(match: Match, context: Context) -> Reading | None:
    """Three days, a six-week course, 5 1/2 hours, two years and six months; "a year" after a price repeats."""
    if match.has("long"):
        return Reading("DURATION", length(1, unit_code(match, "long")))
    if match.has("lone"):
        return _lone(match)
    code, count = unit_code(match, "unit"), amount_of(match, "number")
    if not _duration_is_meant(match, code) or (match.words("number") == ["many"] and match.before() == "as"):
        return None
    if match.has("half"):
        count += 0.5
    first = match.words("number")
    if first == ["a"] and match.words("unit")[0] in table("words")["roles"]["UNITS"]:
        return Reading("DURATION", length(0, code), span=(match.first + 1, match.last))
    if first == ["a"] and match.scan.tokens[match.last - 1].text == "long":
        return Reading("DURATION", length(1, code), span=(match.first + 1, match.last))
    if first[0] in {"a", "an"} and len(first) == 1 and not match.has("hedge") and _rate(match):
        return Reading("SET", length(1, code))
    if match.has("years"):
        bigger = unit_code(match, "bigger")
        if _SIZES.index(bigger) <= _SIZES.index(code):
            return None
        larger, smaller = length(amount_of(match, "years"), bigger), length(count, code).removeprefix("P")
        return Reading("DURATION", larger + (smaller.removeprefix("T") if "T" in larger else smaller))
    return Reading("DURATION", length(count, code))


def _lone(match: Match) -> Reading | None:
    """Weeks, decades: only after "for" and its like, or with "-long"."""
    word = match.words("lone")[0]
    code = unit_code(match, "lone")
    if match.last - match.first > 1 and match.scan.tokens[match.last - 1].text in {"long", "old"}:
        single = word in table("words")["roles"]["UNIT"]
        return Reading("DURATION", length(1 if single else 0, code))
    fine = match.before() in words("lone_units") and match.after() not in {"and", "of"}
    article = match.scan.tokens[match.first].text == "the"
    if article or not fine or code in {"S", "M", "Q"} or match.before() in {"of", "the", "through", "last"}:
        return None
    return Reading("DURATION", length(0, code))


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
