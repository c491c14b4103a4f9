"""Quarters and halves of years, and the nth unit of a longer one."""

from __future__ import annotations

from datetime import date, timedelta

from factcheck.time import calendar
from factcheck.time.grammar import Match
from factcheck.time.lexicon import table
from factcheck.time.reading import Context, Reading, dated, month_of, ordinal_of, unknown, weekday_of, which_of, year_of


def quarter(match: Match, context: Context) -> Reading | None:
    """The third quarter of 1998, Q3 2024, the first half of last year; without a year the latest that has begun."""
    if match.has("code"):
        code = match.words("code")[0]
        if code.startswith("fy"):
            return None
        number, half = int(code[1]), code[0] == "h"
    else:
        number, half = ordinal_of(match.words("ordinal")), match.words("unit") == ["half"]
    if number == -1:
        return None
    if not 1 <= number <= (2 if half else 4):
        return None
    year = year_of(match, context)
    make = calendar.the_half if half else calendar.the_quarter
    if year is not None:
        return dated(make(year, number))
    if half and not match.has("yearwhich") and "year" not in match.scan.tokens[match.last - 1].text and not _half_of_a_firm(match):
        return None
    base = context.anchor or context.reference
    if base is None:
        return unknown(f"XXXX-{'H' if half else 'Q'}{number}", "quarter")
    if match.has("yearwhich"):
        offset, told = which_of(match, "yearwhich")
        base = (context.told() or base) if told else base
        return dated(make(base.year + offset, number), "anchored")
    if match.scan.tokens[match.last - 1].text == "year":
        return dated(make(base.year, number), "assumed")
    started = make(base.year, number).interval.start
    begun = started is not None and started <= calendar.midnight(base)
    side = context.direction(match)
    return dated(make(base.year - (side <= 0 and not begun) + (side > 0 and begun and number * 3 < base.month), number), "assumed")


_ACCOUNTS = {"profit", "profits", "loss", "losses", "earnings", "results", "revenue", "revenues", "sales", "income", "turnover", "net"}


def _half_of_a_firm(match: Match) -> bool:
    """Second-half profit; the half of a match or of a book has no place in the calendar."""
    return bool({match.after(), match.after(2)} & _ACCOUNTS)


def nth_unit(match: Match, context: Context) -> Reading | None:
    """The first week of May, the second Tuesday in November 2024, the last day of the year."""
    number = ordinal_of(match.words("ordinal"))
    outer = _outer(match, context)
    if outer is None or outer.interval is None or outer.interval.start is None or outer.interval.end is None:
        return outer and Reading("DATE", "", None, "unknown", outer.anchored, outer.certainty)
    unit = match.words("unit")[0]
    first, last = outer.interval.start.date(), outer.interval.end.date() - timedelta(days=1)
    if unit in table("words")["roles"]["WEEKDAY"]:
        found = _nth_weekday(first, last, weekday_of(match, "unit"), number)
        return dated(calendar.the_day(found), outer.certainty) if found else None
    code = table("words")["roles"]["UNIT"][unit]
    stretch = _nth(first, last, code, number)
    return dated(stretch, outer.certainty) if stretch else None


def _nth_weekday(first: date, last: date, weekday: int, number: int) -> date | None:
    if number < 0:
        return calendar.nearest_weekday(last, weekday, -1)
    found = calendar.nearest_weekday(first, weekday, 1) + timedelta(weeks=number - 1)
    return found if found <= last else None


def _nth(first: date, last: date, code: str, number: int) -> calendar.Stretch | None:
    if code == "W" and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        weeks = date(first.year, 12, 28).isocalendar().week
        return calendar.the_week(date.fromisocalendar(first.year, weeks if number < 0 else number, 1)) if number <= weeks else None
    if code in {"D", "W", "WE"}:
        step = calendar.DAYS[code]
        day = last if number < 0 else first + timedelta(days=(number - 1) * step)
        if day > last:
            return None
        return calendar.the_day(day) if code == "D" else calendar.the_week(day, weekend=code == "WE")
    if code in {"MO", "Q", "Y"}:
        size = calendar.MONTHS[code]
        day = calendar.shifted(last, 1 - size) if number < 0 else calendar.shifted(first, (number - 1) * size)
        return calendar.unit_around(day, code, 0) if day <= last else None
    return None


def _outer(match: Match, context: Context) -> Reading | None:
    """The longer stretch in which the unit is counted."""
    if match.has("month"):
        return _outer_month(match, context)
    year = year_of(match, context)
    if year is not None:
        return dated(calendar.the_year(year))
    code = table("words")["roles"]["UNIT"][match.words("out")[0]]
    if code in {"D", "S", "M", "H", "N"}:
        return None
    offset, told = which_of(match, "outwhich")
    base = context.told() if told or not match.has("outwhich") else context.anchor
    if base is None:
        return unknown("")
    stretch = calendar.unit_around(base, code, offset)
    return dated(stretch, "anchored" if match.has("outwhich") else "assumed") if stretch else None


def _outer_month(match: Match, context: Context) -> Reading | None:
    number, year = month_of(match), year_of(match, context)
    if year is not None:
        return dated(calendar.the_month(year, number))
    base = context.anchor or context.reference
    if base is None:
        return unknown(f"XXXX-{number:02d}", "month")
    side = context.direction(match)
    shift = (number < base.month) if side > 0 else -(number > base.month and (side < 0 or number - base.month > 6))
    return dated(calendar.the_month(base.year + shift, number), "assumed")
