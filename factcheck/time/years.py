"""Which year a date without one belongs to, in news and in stories of former years."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from factcheck.time import calendar
from factcheck.time.grammar import Match, compiled
from factcheck.time.lexicon import table
from factcheck.time.reading import Context
from factcheck.time.scan import Scan

_AGAINST_THE_PAST = 5
"""How many times nearer a day ahead must be in a clause of the past: "they set a March 9 deadline" said in early March."""


@cache
def _later_year() -> re.Pattern[str]:
    """The rest of a list or range of days or months that ends in a year, which then holds for all of it."""
    rest = "(<month>? (<dayth> | <wordday>)? | <dayth> 'of'? <month>) ('of' | 'in' | ',')? (year: YEAR)"
    return compiled(f"('and' | 'or' | ','){{1,2}} {rest} | ('to' | '-' | '–' | 'through' | 'until') {rest}")


def shared_year(match: Match) -> int | None:
    """The year that a list or range which begins with this match names at its end: of "March 3 to April 5, 1987"; else None."""
    found = _later_year().match(match.scan.letters, match.last)
    if found is None or (found.end() - match.last > 7):
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


def on_side(candidates: list[date], base: date, direction: int, *, strictly: bool = False) -> date:
    """The nearest candidate, the past rather; a future counts wholly, a past clause can still name a day that is near ahead.

    `strictly` keeps a past clause to the past: what "collapsed on 30 March" had done so when it was written.
    """
    if direction > 0:
        return min((found for found in candidates if found >= base), default=candidates[-1])
    if direction < 0 and strictly:
        return max((found for found in candidates if found <= base), default=candidates[0])
    reluctance = _AGAINST_THE_PAST if direction < 0 else 2
    return min(candidates, key=lambda found: (abs(found - base) * (reluctance if found > base else 1), found))


_YEARS_FOR_A_DAY = 3
"""News names its own weekdays; a text is a story where it names so many former years for each of them."""
_YEARS_OF_HISTORY = 10


def story(reference: date | None, anchor: date | None) -> date | None:
    """The last date named, where it lies more than a year before the anchor's; else None."""
    return reference if reference is not None and anchor is not None and reference.year < anchor.year - 1 else None


def is_narrative(scanned: Scan, anchor: date | None) -> bool:
    """The text tells mostly of former years; a text without weekdays may go on with a story begun before it."""
    return _outweighs(scanned, anchor, _YEARS_FOR_A_DAY, 0)


def is_history(scanned: Scan, anchor: date | None) -> bool:
    """The text tells of hardly anything but former years: what was to come in it has come and gone."""
    return _outweighs(scanned, anchor, _YEARS_FOR_A_DAY, _YEARS_OF_HISTORY)


def _outweighs(scanned: Scan, anchor: date | None, for_a_day: int, least: int) -> bool:
    if anchor is None:
        return False
    days = {*table("words")["roles"]["WEEKDAY"], *table("words")["roles"]["DAYNAME"]}
    former = sum(token.form == "YEAR" and int(token.text) < anchor.year - 1 for token in scanned.tokens)
    return former >= least + for_a_day * sum(token.text in days for token in scanned.tokens)
