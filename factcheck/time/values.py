"""What one matched expression means: type, TIMEX3 value, interval, granularity."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from factcheck.model import Granularity, Interval, TimexType
from factcheck.time import calendar
from factcheck.time.lexicon import month_numbers, table


class Reading(NamedTuple):
    """The meaning of an expression; `anchored` = it needed the publication date; an interval of None = not known."""

    type: TimexType
    value: str
    interval: Interval | None
    granularity: Granularity
    anchored: bool = False


Reader = Callable[[re.Match[str], date | None, int], Reading | None]
_UNKNOWN = Reading("DATE", "", None, "unknown", anchored=True)


def _month(text: str) -> int:
    return month_numbers()[text.lower().rstrip(".")]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _on(day: date | None, *, anchored: bool = False) -> Reading | None:
    return Reading("DATE", day.isoformat(), calendar.days(day), "day", anchored) if day else None


def iso(match: re.Match[str], anchor: date | None, direction: int) -> Reading | None:
    """2024-03-04."""
    try:
        return _on(date.fromisoformat(match["iso"]))
    except ValueError:
        return None


def full(match: re.Match[str], anchor: date | None, direction: int) -> Reading | None:
    """March 4, 2024; 4 March 2024."""
    return _on(_day(int(match["year"]), _month(match["month"]), int(match["day"])))


def _modified(interval: Interval, modifier: str | None) -> Interval:
    """The first, middle or last third of the interval for "early", "mid" and "late"."""
    if modifier is None or interval.start is None or interval.end is None:
        return interval
    third = (interval.end - interval.start) / 3
    first = next(
        (
            i
            for i, words in enumerate((("early", "start", "beginning"), ("mid",), ("late", "end")))
            if any(w in modifier.lower() for w in words)
        ),
        None,
    )
    if first is None:
        return interval
    return Interval(start=interval.start + first * third, end=interval.start + (first + 1) * third)


def month_year(match: re.Match[str], anchor: date | None, direction: int) -> Reading | None:
    """March 2024, early March 2024."""
    first = date(int(match["year"]), _month(match["month"]), 1)
    return Reading("DATE", f"{first:%Y-%m}", _modified(calendar.months(first, 1), match["modifier"]), "month")


def _year_of(anchor: date, month: int, day: int, direction: int) -> int:
    """The year that puts this month and day on the side of the anchor that the tense tells."""
    candidate = (month, day)
    here = (anchor.month, anchor.day)
    if direction > 0:
        return anchor.year if candidate >= here else anchor.year + 1
    return anchor.year if candidate <= here or month == anchor.month else anchor.year - 1


def month_day(match: re.Match[str], anchor: date | None, direction: int) -> Reading | None:
    """March 4; 4 March: the year comes from the anchor and the tense."""
    month, day = _month(match["month"]), int(match["day"])
    if not 1 <= day <= 31:
        return None
    if anchor is None:
        return Reading("DATE", f"XXXX-{month:02d}-{day:02d}", None, "day", anchored=True)
    return _on(_day(_year_of(anchor, month, day, direction), month, day), anchored=True)


def season_year(match: re.Match[str], anchor: date | None, direction: int) -> Reading | None:
    """Spring 2024."""
    first, name = table("words")["seasons"][match["season"].lower()]
    return Reading("DATE", *calendar.season(int(match["year"]), first, name))


_OFFSETS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}


def relative_unit(match: re.Match[str], anchor: date | None, direction: int) -> Reading | None:
    """Last week, this year, next Monday, last March."""
    if anchor is None:
        return _UNKNOWN
    offset, unit = _OFFSETS[match["which"].lower()], match["unit"].lower()
    words = table("words")
    if unit in words["weekdays"]:
        weekday = words["weekdays"].index(unit)
        if offset < 0:
            return _on(calendar.nearest_weekday(anchor - timedelta(days=1), weekday, -1), anchored=True)
        return _on(calendar.nearest_weekday(anchor, weekday, direction if offset == 0 else 1), anchored=True)
    if unit in words["months"] or unit in words["seasons"]:
        month = month_numbers().get(unit) or words["seasons"][unit][0]
        year = _year_of(anchor, month, 1, offset or direction)
        if unit in words["seasons"]:
            return Reading("DATE", *calendar.season(year, month, words["seasons"][unit][1]), anchored=True)
        return Reading("DATE", f"{year}-{month:02d}", calendar.months(date(year, month, 1), 1), "month", anchored=True)
    found = calendar.unit_around(anchor, words["units"][unit], offset)
    return Reading("DATE", *found, anchored=True) if found else _UNKNOWN


def _count(text: str) -> int:
    return int(text) if text.isdigit() else int(table("words")["numbers"][text.lower()])


_DAYS = {"D": 1, "W": 7, "F": 14, "WE": 7}
_MONTHS = {"MO": 1, "Q": 3, "SE": 3, "Y": 12, "DE": 120, "CE": 1200}


def _moved(anchor: date, unit: str, count: int) -> tuple[date, Granularity] | None:
    try:
        if unit in _DAYS:
            return anchor + timedelta(days=count * _DAYS[unit]), "day"
        if unit in _MONTHS:
            return calendar.shifted(anchor, count * _MONTHS[unit]), "month" if unit in {"MO", "Q", "SE"} else "year"
    except OverflowError:
        return None
    return None


def ago(match: re.Match[str], anchor: date | None, direction: int) -> Reading | None:
    """Three days ago, two years later; "earlier" and "later" hang on another date and stay open."""
    count, unit, side = _count(match["number"]), table("words")["units"][match["unit"].lower()], match["side"].lower()
    if anchor is None or count == 0 or side not in {"ago", "from now"}:
        return Reading("DATE", "", None, "unknown", anchored=side in {"ago", "from now"})
    moved = _moved(anchor, unit, -count if side == "ago" else count)
    if moved is None:
        return _UNKNOWN
    day, granularity = moved
    if granularity == "day":
        return _on(day, anchored=True)
    if granularity == "month":
        return Reading("DATE", f"{day:%Y-%m}", calendar.months(day, 1), "month", anchored=True)
    return Reading("DATE", f"{day.year:04d}", calendar.months(date(day.year, 1, 1), 12), "year", anchored=True)


def _duration(number: str, unit: str) -> str:
    code, count = table("words")["units"][unit.lower()], _count(number)
    amount = "X" if count == 0 else str(count)
    if code in {"S", "M", "H"}:
        return f"PT{amount}{code}"
    scaled = {"F": (2, "W"), "WE": (1, "W"), "MO": (1, "M"), "Q": (3, "M"), "SE": (3, "M"), "DE": (10, "Y"), "CE": (100, "Y")}.get(code)
    if scaled is None:
        return f"P{amount}{code}"
    return f"P{'X' if count == 0 else count * scaled[0]}{scaled[1]}"


def within(match: re.Match[str], anchor: date | None, direction: int) -> Reading | None:
    """In the past three years, within 90 days: a duration that ends or begins at the anchor."""
    which = (match["side"] or match["which"]).lower()
    value = _duration(match["number"], match["unit"])
    if which not in {"past", "last", "next", "coming"}:
        return Reading("DURATION", value, None, "unknown")
    if anchor is None:
        return Reading("DURATION", value, None, "unknown", anchored=True)
    ahead = which in {"next", "coming"}
    moved = _moved(anchor, table("words")["units"][match["unit"].lower()], _count(match["number"]) * (1 if ahead else -1))
    if moved is None:
        return Reading("DURATION", value, None, "unknown", anchored=True)
    first, last = sorted((anchor, moved[0]))
    return Reading(
        "DURATION",
        value,
        Interval(start=calendar.midnight(first), end=calendar.midnight(last) + timedelta(days=1)),
        "unknown",
        anchored=True,
    )


def weekday(match: re.Match[str], anchor: date | None, direction: int) -> Reading | None:
    """Tuesday, Tuesday evening: the last one, or with a future tense the next."""
    if match["several"]:
        return Reading("SET", "XXXX-WXX", None, "day")
    if anchor is None:
        return _UNKNOWN
    return _on(calendar.nearest_weekday(anchor, table("words")["weekdays"].index(match["weekday"].lower()), direction), anchored=True)


_NAMED = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}


def named_day(match: re.Match[str], anchor: date | None, direction: int) -> Reading | None:
    """Today, yesterday, tonight."""
    if anchor is None:
        return _UNKNOWN
    if "weekend" in match["named"].lower():
        found = calendar.unit_around(anchor, "WE", -1 if direction < 0 and anchor.weekday() < 5 else 0)
        return Reading("DATE", *found, anchored=True) if found else _UNKNOWN
    return _on(anchor + timedelta(days=_NAMED.get(match["named"].lower(), 0)), anchored=True)


def month_alone(match: re.Match[str], anchor: date | None, direction: int) -> Reading | None:
    """In May: the nearest one on the side that the tense tells; "since May" and "until May" stay open on one side."""
    month = _month(match["month"])
    if anchor is None:
        return Reading("DATE", f"XXXX-{month:02d}", None, "month", anchored=True)
    before = match["before"].lower()
    side = {"last": -1, "since": -1, "next": 1, "until": 1, "by": 1}.get(before, direction)
    year = _year_of(anchor, month, 1, side)
    return Reading("DATE", f"{year}-{month:02d}", calendar.months(date(year, month, 1), 1), "month", anchored=True)


def season_alone(match: re.Match[str], anchor: date | None, direction: int) -> Reading | None:
    """In the spring."""
    first, name = table("words")["seasons"][match["season"].lower()]
    if anchor is None:
        return Reading("DATE", f"XXXX-{name}", None, "season", anchored=True)
    return Reading("DATE", *calendar.season(_year_of(anchor, first, 1, direction), first, name), anchored=True)


def decade(match: re.Match[str], anchor: date | None, direction: int) -> Reading | None:
    """The 1990s."""
    return Reading("DATE", match["decade"][:3], calendar.months(date(int(match["decade"]), 1, 1), 120), "decade")


def years(match: re.Match[str], anchor: date | None, direction: int) -> Reading | None:
    """Between 2014 and 2017, 2014-2017."""
    first, last = int(match["first"] or match["begin"]), int(match["last"] or match["end"])
    if last < first:
        return None
    return Reading("DURATION", f"P{last - first}Y", Interval(start=datetime(first, 1, 1), end=datetime(last + 1, 1, 1)), "year")  # noqa: DTZ001


def year(match: re.Match[str], anchor: date | None, direction: int) -> Reading | None:
    """In 2019; "since 2019" has no end; a bare number with no word that makes it a year is none."""
    context = (match["in"] or "").lower()
    number = int(match["bare"])
    if not (context or match["modifier"] or match["open"] or 1900 <= number <= 2099):
        return None
    interval = _modified(calendar.months(date(number, 1, 1), 12), match["modifier"] or context or None)
    if context == "since":
        interval = Interval(start=interval.start, end=None)
    return Reading("DATE", str(number), interval, "year")


def present(match: re.Match[str], anchor: date | None, direction: int) -> Reading | None:
    """Now, currently."""
    return Reading("DATE", "PRESENT_REF", None, "unknown", anchored=True)


def repeated(match: re.Match[str], anchor: date | None, direction: int) -> Reading | None:
    """Every Monday, annually."""
    return Reading("SET", "P1Y" if match["set"].lower() in {"annually", "yearly", "every year", "each year"} else "XXXX", None, "unknown")


def clock(match: re.Match[str], anchor: date | None, direction: int) -> Reading | None:
    """9:30 p.m., 14:00, noon."""
    if match["noon"]:
        return Reading("TIME", "T12:00" if match["noon"].lower() == "noon" else "T24:00", None, "minute")
    hour = int(match["hour"] or match["hour24"])
    minute = int(match["minute"] or match["minute24"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
    return Reading("TIME", f"T{hour:02d}:{minute:02d}", None, "minute") if hour <= 24 and minute < 60 else None


def duration(match: re.Match[str], anchor: date | None, direction: int) -> Reading | None:
    """Three days, a six-week course."""
    return Reading("DURATION", _duration(match["number"], match["unit"]), None, "unknown")


READERS: dict[str, Reader] = {
    "iso": iso,
    "full_month_first": full,
    "full_day_first": full,
    "month_year": month_year,
    "month_day": month_day,
    "day_month": month_day,
    "season_year": season_year,
    "relative_unit": relative_unit,
    "ago": ago,
    "within": within,
    "weekday": weekday,
    "named_day": named_day,
    "month_alone": month_alone,
    "season_alone": season_alone,
    "decade": decade,
    "years": years,
    "year": year,
    "present": present,
    "set": repeated,
    "clock": clock,
    "duration": duration,
}
"""Pattern name -> what reads its match."""
