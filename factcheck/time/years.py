"""Which year a date without one belongs to."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from factcheck.time import calendar
from factcheck.time.grammar import Match, compiled
from factcheck.time.reading import Context

_AGAINST_THE_PAST = 5
"""How many times nearer a day ahead must be in a clause of the past: "they set a March 9 deadline" said in early March."""


@cache
def _later_year() -> re.Pattern[str]:
    """The rest of a list or range of days or months that ends in a year, which then holds for all of it."""
    return compiled("(',' | 'and' | 'or' | 'to' | '-' | '–' | 'through' | 'until'){1,2} <month>? <dayth>? ','? (year: YEAR)")


def shared_year(match: Match) -> int | None:
    """The year that a list or range which begins with this match names at its end: of "March 3 to April 5, 1987"; else None."""
    found = _later_year().match(match.scan.letters, match.last)
    if found is None or (found.end() - match.last > 6):
        return None
    between = [token.text for token in match.scan.tokens[match.last : found.end()]]
    alone = all(word in {",", "and", "or"} for word in between[:-1])
    return None if alone else int(between[-1])


def year_beside(match: Match, context: Context, month: int) -> int | None:
    """The year of "30 January 2023" for the "1 February" of "30 January 2023 to 1 February"; the next one for an earlier month."""
    if context.latest is None or match.before() not in {"and", "or", "to", "until", "through", "-", "–"}:
        return None
    before, reading = context.latest
    start = reading.interval.start if reading.interval else None
    if before.last != match.first - 1 or not before.has("year") or start is None or reading.granularity not in {"day", "month"}:
        return None
    return start.year + (month < start.month)


def going_on(told: date, month: int, day: int) -> date:
    """The day nearest to the date told of, rather after it: stories go forward."""
    candidates = [found for year in range(told.year - 4, told.year + 5) if year > 0 and (found := calendar.possible(year, month, day))]
    return min(candidates, key=lambda found: (abs(found - told) * (2 if found < told else 1), found))


def on_side(candidates: list[date], base: date, direction: int) -> date:
    """The nearest candidate, the past rather; a future counts wholly, a past clause can still name a day that is near ahead."""
    if direction > 0:
        return min((found for found in candidates if found >= base), default=candidates[-1])
    reluctance = _AGAINST_THE_PAST if direction < 0 else 2
    return min(candidates, key=lambda found: (abs(found - base) * (reluctance if found > base else 1), found))
