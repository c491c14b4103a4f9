"""The arithmetic of dates: a length of time between two of them, an anniversary, and how long ago something was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from factcheck.claims.quantities import plain
from factcheck.model import Moment
from factcheck.reckoning.checks import Found, Mismatch
from factcheck.words import table

_LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?)([YMWDH])")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T(\d{2}):(\d{2}))?")
_MINUTES = {"DE": 5_259_600.0, "Y": 525_960.0, "M": 43_830.0, "W": 10_080.0, "D": 1_440.0, "TH": 60.0, "TM": 1.0}
"""How many minutes each unit of an ISO length of time has on average."""
_UNITS = {"decade": "DE", "year": "Y", "month": "M", "week": "W", "day": "D", "hour": "TH", "minute": "TM"}
_IN_BASE = {"month": {"Y": 12}, "day": {"W": 7}, "second": {"TH": 3600, "TM": 60}}
"""How many of the unit that a quantity is told in make one of these."""
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_AGAIN = re.compile(r"\b(?:following|next|coming|each|every|weekends?)\b", re.IGNORECASE)
"""A length in which the days between come again and again, or which begins after them."""
_FEAST = re.compile(r"\b[A-Z]\w+ $")
_YEAR = re.compile(r"\b\d{4}\b")
_WEEKS = 45
"""How many days from the article a date without a year lies at most."""
_LOOSE = 0.12
_ROUND = 20


class Length(NamedTuple):
    """A length of time in minutes, and how many minutes its unit has."""

    minutes: float
    unit: float


def length(moment: Moment) -> Length | None:
    """The length that a duration's value gives ("P3W"); None for vague ones."""
    found = _LENGTH.fullmatch(moment.value)
    if found is None or found[1] + found[3] not in _MINUTES:
        return None
    unit = _MINUTES[found[1] + found[3]]
    return Length(float(found[2]) * unit, unit)


class Stretch(NamedTuple):
    """A date as the first and the last minute that it can mean, counted from the year 1; `grain` is the length of what it names."""

    low: float
    high: float
    grain: float


def stretch(moment: Moment) -> Stretch | None:
    """What a date's value covers; None where it has no year."""
    found = _DATE.fullmatch(moment.value)
    if found is None:
        return None
    year, month, day, hour, minute = (int(part) if part else None for part in found.groups())
    grain = "Y" if month is None else "M" if day is None else "D" if hour is None else "TM"
    months = (year or 1) * 12 + (month or 1) - 1
    begin = months * _MINUTES["M"] + ((day or 1) - 1) * _MINUTES["D"] + (hour or 0) * 60 + (minute or 0)
    return Stretch(begin, begin + _MINUTES[grain], _MINUTES[grain])


def _day(day: date) -> Stretch:
    begin = (day.year * 12 + day.month - 1) * _MINUTES["M"] + (day.day - 1) * _MINUTES["D"]
    return Stretch(begin, begin + _MINUTES["D"], _MINUTES["D"])


def _apart(start: Stretch, end: Stretch) -> tuple[float, float]:
    """The least and the greatest time between two dates."""
    return end.low - start.high, end.high - start.low


def fits(told: Length, start: Stretch, end: Stretch) -> bool:
    """The length may lie between the dates: to a unit of its own, more where it is round, and counting both ends or neither."""
    least, greatest = _apart(start, end)
    number = told.minutes / told.unit
    slack = told.unit * (0.99 if number < _ROUND else max(0.99, _LOOSE * number))
    return least - slack <= told.minutes <= greatest + slack


def _length(found: Found) -> Mismatch | None:
    (first,), (last,), (told,) = (found.passage.moments(found.groups[name]) for name in ("start", "end", "length"))
    start, end, span = stretch(first), stretch(last), length(told) or _told_length(told)
    if told.text.lower().endswith(("ago", "earlier")) or _AGAIN.search(told.text) is not None:
        return None
    if span is not None and span.unit > _MINUTES["D"] and _WEEKDAY.fullmatch(first.text) and _WEEKDAY.fullmatch(last.text):
        return None  # on these days of each week
    if start is None or end is None or span is None or fits(span, start, end) or span.unit * 40 < min(start.grain, end.grain):
        return None
    return Mismatch(first=(first, last), second=(told,), why=f'Between "{first.text}" and "{last.text}" there is not "{told.text}".')


def _told_length(moment: Moment) -> Length | None:
    """The length in "30 years ago" or "two decades later"; None for vague ones."""
    unit = next((unit for word, unit in _UNITS.items() if word in moment.text.lower()), None)
    numbers = plain(moment.text, [])
    if unit is None or len(numbers) != 1 or numbers[0].low is None:
        return None
    number = (
        int(written[0])
        if (written := re.match(r"\d+", moment.text))
        else float(numbers[0].low) / _IN_BASE.get(numbers[0].unit, {}).get(unit, 1)
    )
    return Length(number * _MINUTES[unit], _MINUTES[unit])


def _ago(found: Found) -> Mismatch | None:
    """How long ago, counted from the day of the article."""
    (first,), (told,) = (found.passage.moments(found.groups[name]) for name in ("start", "length"))
    start, span, day = stretch(first), _told_length(told), found.passage.day
    if start is None or span is None or day is None or not told.text.lower().endswith("ago"):
        return None
    if fits(span, start, _day(day)):
        return None
    return Mismatch(
        first=(first,), second=(told,), why=f'On the day of the article, {day.isoformat()}, "{first.text}" is not "{told.text}" ago.'
    )


def _anniversary(found: Found) -> Mismatch | None:
    (first,), (last,) = (found.passage.moments(found.groups[name]) for name in ("start", "end"))
    start, end = stretch(first), stretch(last)
    nth = re.match(r"\d+", found.groups["nth"])
    number = int(nth[0]) if nth else table("claims", "quantities")["ordinals"][found.groups["nth"]]
    if start is None or end is None:
        return None
    least, greatest = (time / _MINUTES["Y"] for time in _apart(start, end))
    if least - 0.3 <= number <= greatest + 0.3:
        return None
    return Mismatch(first=(first,), second=(last,), why=f'From "{first.text}" to "{last.text}" there are not {number} years.')


def weekday(moment: Moment, day: date | None) -> Mismatch | None:
    """A date that is told with its weekday ("Monday, 3 March 2026") falls on another; without a year it is that of the article's weeks."""
    named, written = _WEEKDAY.search(moment.text), _DATE.fullmatch(moment.value)
    if named is None or written is None or written[3] is None or written[4] is not None:
        return None
    if _FEAST.search(moment.text, 0, named.start()) is not None or re.match(r"s?,? (?:of|in)\b", moment.text[named.end() :]):
        return None  # "Ash Wednesday", "the third Monday in January"
    told = date.fromisoformat(moment.value)
    if not _YEAR.search(moment.text):
        near = [] if day is None else [d for d in _same_days(told, day) if abs((d - day).days) <= _WEEKS]
        if not near:
            return None
        told = near[0]
    if told.strftime("%A").lower() == named[0].lower():
        return None
    first = moment.model_copy(update={"text": named[0], "start": moment.start + named.start(), "end": moment.start + named.end()})
    rest = moment.text[named.end() :].strip(" ,") or moment.text[: named.start()].strip(" ,(")
    second = moment.model_copy(update={"text": rest, "start": moment.start + moment.text.index(rest)})
    return Mismatch(first=(first,), second=(second,), why=f"{told.isoformat()} is a {told.strftime('%A')}, not a {named[0]}.")


def _same_days(told: date, day: date) -> Iterator[date]:
    """The day and month in the years around the article's, where the calendar has them."""
    for year in (day.year, day.year - 1, day.year + 1):
        if (told.month, told.day) != (2, 29) and date.min.year <= year <= date.max.year:
            yield told.replace(year=year)


def _years(start: Stretch, end: Stretch) -> tuple[int, int]:
    """The youngest and the oldest that somebody born then can be."""
    least, greatest = _apart(start, end)
    return int(least // _MINUTES["Y"]), int(greatest // _MINUTES["Y"])


def _age(found: Found) -> Mismatch | None:
    """An age on the day of the article, where the sentence tells of no other time; what is told of the past may be of a younger age."""
    (born,), told, day = found.passage.moments(found.groups["start"]), found.number("age"), found.passage.day
    begun = stretch(born)
    others = [m for m in found.passage.moments(found.passage.line) if m.start != born.start and stretch(m) is not None]
    if begun is None or day is None or told.low is None or others:
        return None
    age = told.low / 12 if told.unit == "month of age" else told.low
    youngest, oldest = _years(begun, _day(day))
    now = not told.unit or re.search(r"\b(?:is|are|has|lives|works|plays|leads|runs|says)\b", found.passage.line) is not None
    if age <= oldest and (age >= youngest - 1 or not now):
        return None
    why = f'Who was born in "{born.text}" is not {told.text.strip()} on the day of the article, {day.isoformat()}.'
    return Mismatch(first=(born,), second=(told,), why=why)


def _lifetime(found: Found) -> Mismatch | None:
    (born,), (died,), told = found.passage.moments(found.groups["start"]), found.passage.moments(found.groups["end"]), found.number("age")
    start, end = stretch(born), stretch(died)
    if start is None or end is None or told.low is None or _years(start, end)[0] <= told.low <= _years(start, end)[1]:
        return None
    return Mismatch(first=(born, died), second=(told,), why=f'Who was born in "{born.text}" was not {told.text} in "{died.text}".')


def _lifespan(found: Found) -> Mismatch | None:
    """Somebody with the years of birth and death in brackets died at their difference or one less."""
    (born,), (died,), told = found.passage.moments(found.groups["start"]), found.passage.moments(found.groups["end"]), found.number("age")
    if born.granularity != "year" or died.granularity != "year" or told.low is None:
        return None
    lived = int(died.value) - int(born.value) if born.value.isdigit() and died.value.isdigit() else 0
    if lived <= 0 or lived - 1 <= told.low <= lived:
        return None
    return Mismatch(first=(born, died), second=(told,), why=f'Who lived from "{born.text}" to "{died.text}" did not die at {told.text}.')


def _sequence(found: Found) -> Mismatch | None:
    """The dates of two events stand in the order that the words tell."""
    (first,), (second,) = (found.passage.moments(found.groups[name]) for name in ("start", "end"))
    one, other = stretch(first), stretch(second)
    if one is None or other is None:
        return None
    apart = other.high <= one.low if found.groups["way"] == "before" else one.high <= other.low
    if not apart:
        return None
    why = f'"{first.text}" does not lie {found.groups["way"]} "{second.text}".'
    return Mismatch(first=(first,), second=(second,), why=why, code="FC107")


TIME_CHECKS: Mapping[str, Callable[[Found], Mismatch | None]] = {
    "length": _length,
    "ago": _ago,
    "anniversary": _anniversary,
    "age": _age,
    "lifetime": _lifetime,
    "lifespan": _lifespan,
    "sequence": _sequence,
}
"""By the name that arithmetic.toml gives them."""
