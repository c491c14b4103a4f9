"""Intervals of the calendar: days, weeks, months, quarters, seasons, years."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from factcheck.model import Granularity, Interval

_SEASON_MONTHS = 3


def midnight(day: date) -> datetime:
    """The start of a day."""
    return datetime.combine(day, time())


def shifted(day: date, months: int) -> date:
    """The first of the month that lies `months` after the month of `day`; clamps to years 1 to 9998."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9998 * 12 + 11)
    return date(index // 12, index % 12 + 1, 1)


def days(start: date, count: int = 1) -> Interval:
    """`count` days from `start`."""
    return Interval(start=midnight(start), end=midnight(start) + timedelta(days=count))


def months(start: date, count: int) -> Interval:
    """`count` whole months from the month of `start`."""
    return Interval(start=midnight(start.replace(day=1)), end=midnight(shifted(start, count)))


def unit_around(  # noqa: PLR0911  one for each unit
    day: date, unit: str, offset: int
) -> tuple[str, Interval, Granularity] | None:
    """TIMEX3 value, interval and granularity of this (0), last (-1) or next (1) unit, seen from `day`; None for other units."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=offset)
    match unit:
        case "D":
            moved = day + timedelta(days=offset)
            return moved.isoformat(), days(moved), "day"
        case "W" | "WE":
            year, week, _ = monday.isocalendar()
            weekend = unit == "WE"
            return (
                f"{year}-W{week:02d}" + ("-WE" if weekend else ""),
                days(monday + timedelta(days=5), 2) if weekend else days(monday, 7),
                "week",
            )
        case "MO":
            first = shifted(day, offset)
            return f"{first:%Y-%m}", months(first, 1), "month"
        case "Q":
            first = shifted(day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1), 3 * offset)
            return f"{first.year}-Q{(first.month - 1) // 3 + 1}", months(first, 3), "quarter"
        case "Y" | "SE":
            year = day.year + offset
            return f"{year:04d}", months(date(year, 1, 1), 12), "year"
        case "DE":
            start = (day.year // 10 + offset) * 10
            return str(start)[:3], months(date(start, 1, 1), 120), "decade"
        case _:
            return None


def season(year: int, first_month: int, name: str) -> tuple[str, Interval, Granularity]:
    """A season of the northern year; winter begins in December of that year."""
    return f"{year:04d}-{name}", months(date(year, first_month, 1), _SEASON_MONTHS), "season"


def nearest_weekday(anchor: date, weekday: int, direction: int) -> date:
    """The day with this weekday (0 = Monday) on or before the anchor (-1), or after it (1)."""
    back = (anchor.weekday() - weekday) % 7
    return anchor - timedelta(days=back) if direction < 0 else anchor + timedelta(days=7 - back)
