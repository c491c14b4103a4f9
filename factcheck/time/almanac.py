"""Intervals and values of the calendar: days, weeks, months, quarters, seasons, years, decades, centuries."""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, date, datetime, time, timedelta
from typing import NamedTuple

from factcheck.model import Granularity, Interval
from factcheck.words import table

DAYS = {"D": 1, "N": 1, "W": 7, "F": 14, "WE": 7}
MONTHS = {"MO": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}


class Stretch(NamedTuple):
    """A named stretch of the calendar: its TIMEX3 value, interval and granularity."""

    value: str
    interval: Interval
    granularity: Granularity


def midnight(day: date) -> datetime:
    """The start of a day."""
    return datetime.combine(day, time())


def shifted(day: date, months: int) -> date:
    """The first of the month that lies `months` after the month of `day`; OverflowError outside the years 1 to 9998."""
    index = day.year * 12 + day.month - 1 + months
    if not 12 <= index < MAXYEAR * 12:
        raise OverflowError("beyond the calendar")
    return date(index // 12, index % 12 + 1, 1)


def days(start: date, count: int = 1) -> Interval:
    """`count` days from `start`."""
    return Interval(start=midnight(start), end=midnight(start) + timedelta(days=count))


def months(start: date, count: int) -> Interval:
    """`count` whole months from the month of `start`."""
    return Interval(start=midnight(start.replace(day=1)), end=midnight(shifted(start, count)))


def possible(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def the_day(day: date) -> Stretch:
    """One day."""
    return Stretch(day.isoformat(), days(day), "day")


def the_month(year: int, month: int) -> Stretch:
    """One month."""
    return Stretch(f"{year:04d}-{month:02d}", months(date(year, month, 1), 1), "month")


def the_year(year: int) -> Stretch:
    """One year."""
    return Stretch(f"{year:04d}", months(date(year, 1, 1), 12), "year")


def the_quarter(year: int, number: int) -> Stretch:
    """One quarter, 1 to 4."""
    return Stretch(f"{year:04d}-Q{number}", months(date(year, number * 3 - 2, 1), 3), "quarter")


def the_half(year: int, number: int) -> Stretch:
    """One half of a year, 1 or 2."""
    return Stretch(f"{year:04d}-H{number}", months(date(year, number * 6 - 5, 1), 6), "quarter")


def the_season(year: int, code: str) -> Stretch:
    """A season of the northern year; the winter of a year begins in its December."""
    return Stretch(f"{year:04d}-{code}", months(date(year, table("time", "words")["seasons"][code], 1), 3), "season")


def the_decade(first: int) -> Stretch:
    """The ten years from `first`, which ends in 0."""
    return Stretch(f"{first:04d}"[:3], months(date(max(first, 1), 1, 1), 120), "decade")


def the_century(number: int) -> Stretch:
    """The nth century by its usual numbers: the 20th is 1900 to 1999, value "19"."""
    return Stretch(f"{number - 1:02d}", months(date(max(number * 100 - 100, 1), 1, 1), 1200), "century")


def monday(day: date) -> date:
    """The Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def the_week(day: date, *, weekend: bool = False) -> Stretch:
    """The ISO week of `day`, or the Saturday and Sunday in it."""
    first = monday(day)
    year, week, _ = first.isocalendar()
    value = f"{year:04d}-W{week:02d}"
    return Stretch(value + "-WE", days(first + timedelta(days=5), 2), "day") if weekend else Stretch(value, days(first, 7), "week")


def unit_around(day: date, unit: str, offset: int) -> Stretch | None:  # noqa: PLR0911  one for each unit
    """This (0), last (-1) or next (1) unit, seen from `day`; None for units that have no place in the calendar."""
    match unit:
        case "D":
            return the_day(day + timedelta(days=offset))
        case "W" | "WE":
            return the_week(day + timedelta(weeks=offset), weekend=unit == "WE")
        case "MO":
            first = shifted(day, offset)
            return the_month(first.year, first.month)
        case "Q":
            first = shifted(day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1), 3 * offset)
            return the_quarter(first.year, (first.month + 2) // 3)
        case "Y":
            return the_year(day.year + offset)
        case "DE":
            return the_decade((day.year // 10 + offset) * 10)
        case "CE":
            return the_century(day.year // 100 + 1 + offset)
        case _:
            return None


def moved(day: date, unit: str, count: int) -> Stretch | None:
    """What lies `count` units from `day`, as fine as the unit is; None for units below a day. OverflowError beyond the calendar."""
    if unit in DAYS:
        there = day + timedelta(days=count * DAYS[unit])
        return the_week(there) if unit in {"W", "F"} else the_day(there)
    if unit in MONTHS:
        first = shifted(day, count * MONTHS[unit])
        return the_month(first.year, first.month) if unit in {"MO", "Q"} else the_year(first.year)
    return None


def nearest_weekday(anchor: date, weekday: int, direction: int) -> date:
    """The day with this weekday (0 = Monday) on or before the anchor (-1), or on or after it (1)."""
    back = (anchor.weekday() - weekday) % 7
    return anchor - timedelta(days=back) if direction < 0 else anchor + timedelta(days=(7 - back) % 7)


def third(interval: Interval, which: str | None) -> Interval:
    """The first, middle or last third of the interval for START, MID and END; all of it for others."""
    place = {"START": 0, "MID": 1, "END": 2}.get(which or "")
    if place is None or interval.start is None or interval.end is None:
        return interval
    part = (interval.end - interval.start) / 3
    return Interval(start=interval.start + place * part, end=interval.start + (place + 1) * part)


def easter(year: int) -> date:
    """Easter Sunday of the western church (the anonymous Gregorian computus, as in Meeus, Astronomical Algorithms)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    full = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * full) // 451
    month, day = divmod(h + full - 7 * m + 114, 31)
    return date(year, month, day + 1)


def festival(year: int, kind: str, numbers: tuple[int, ...]) -> date:
    """The day of a festival in a year, by its rule: a fixed day, the nth weekday of a month, or days after Easter."""
    if kind == "fixed":
        return date(year, numbers[0], numbers[1])
    if kind == "easter":
        return easter(year) + timedelta(days=numbers[0])
    return nth_weekday(year, numbers[0], numbers[1], numbers[2]) + timedelta(days=numbers[3] if len(numbers) > 3 else 0)


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    """The nth such weekday of a month, or the last for -1; ValueError where the month has no fifth."""
    if which < 0:
        return nearest_weekday(date(year, month, calendar.monthrange(year, month)[1]), weekday, -1)
    found = nearest_weekday(date(year, month, 1), weekday, 1) + timedelta(weeks=which - 1)
    if found.month != month:
        raise ValueError("the month has no such weekday")
    return found
