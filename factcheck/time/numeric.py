"""Dates in digits: 2024-03-04, 03/04/2024."""

from __future__ import annotations

import re
from datetime import date

from factcheck.time import calendar
from factcheck.time.clock import at_clock
from factcheck.time.grammar import Match
from factcheck.time.reading import IMPOSSIBLE, Context, Reading, century_of, dated


def iso(match: Match, context: Context) -> Reading | None:
    """2024-03-04, 2024-03-04T10:30."""
    text = match.words("iso")[0]
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return IMPOSSIBLE
    if len(text) > 10:
        return at_clock(day, text[11:].rstrip("z"), "explicit")
    return at_clock(day, match.words("time")[0], "explicit") if match.has("time") else dated(calendar.the_day(day))


_SLASHED = re.compile(r"(?<![\w/])(?=\d\d/\d\d\b|\d+/\d+/\d)(\d{1,2})/(\d{1,2})(?:/(?:\d{4}|\d\d))?(?![\w/])")


def day_first(text: str) -> bool | None:
    """Whether the slashed dates of a text begin with the day, as those that leave no choice show (13/04); None where none does, or both."""
    found = {
        first > second
        for first, second in ((int(m[1]), int(m[2])) for m in _SLASHED.finditer(text))
        if max(first, second) in range(13, 32) and 0 < min(first, second) < 13
    }
    return found.pop() if len(found) == 1 else None


def numeric(match: Match, context: Context) -> Reading | None:
    """03/04/2024: the month stands first unless it cannot or the text shows otherwise; dotted dates begin with the day."""
    text = match.words("numeric")[0]
    fields = re.split(r"[/.-]", text)
    if len(fields[0]) > 2:
        year, month, day = (int(field) for field in fields)
        certain = True
    else:
        first, second, year = (int(field) for field in fields)
        if len(fields[2]) == 3 or (("-" in text or "." in text) and len(fields[2]) == 2 and not match.has("time")):
            return None
        shown = context.day_first if "/" in text else None
        month, day = (second, first) if first > 12 or "." in text or (shown and second < 13) else (first, second)
        year = century_of(year, context.anchor) if len(fields[2]) == 2 else year
        certain = first > 12 or second > 12 or first == second or shown is not None
    found = calendar.possible(year, month, day)
    if found is None:
        return None
    reading = at_clock(found, match.words("time")[0], "explicit") if match.has("time") else dated(calendar.the_day(found))
    return reading if certain or reading is None else reading._replace(certainty="assumed")
