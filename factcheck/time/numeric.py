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


def numeric(match: Match, context: Context) -> Reading | None:
    """03/04/2024: the month stands first unless it cannot; dotted dates begin with the day; 2024/03/04 with the year."""
    text = match.words("numeric")[0]
    fields = re.split(r"[/.-]", text)
    if len(fields[0]) > 2:
        year, month, day = (int(field) for field in fields)
        certain = True
    else:
        first, second, year = (int(field) for field in fields)
        if len(fields[2]) == 3 or (("-" in text or "." in text) and len(fields[2]) == 2 and not match.has("time")):
            return None
        month, day = (second, first) if first > 12 or "." in text else (first, second)
        year = century_of(year, context.anchor) if len(fields[2]) == 2 else year
        certain = first > 12 or second > 12 or first == second
    found = calendar.possible(year, month, day)
    if found is None:
        return None
    reading = at_clock(found, match.words("time")[0], "explicit") if match.has("time") else dated(calendar.the_day(found))
    return reading if certain or reading is None else reading._replace(certainty="assumed")
