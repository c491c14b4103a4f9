"""Tells stories of former years from news: in the former a date without a year goes on from the last date named."""

from __future__ import annotations

from datetime import date

from factcheck.time.lexicon import table
from factcheck.time.scan import Scan

_YEARS_FOR_A_DAY = 3
"""News names its own weekdays; a text is a story where it names so many former years for each of them."""


def story(reference: date | None, anchor: date | None) -> date | None:
    """The last date named, where it lies more than a year before the anchor's; else None."""
    return reference if reference is not None and anchor is not None and reference.year < anchor.year - 1 else None


def is_narrative(scanned: Scan, anchor: date | None) -> bool:
    """The text tells mostly of former years; a text without weekdays may go on with a story begun before it."""
    if anchor is None:
        return False
    days = {*table("words")["roles"]["WEEKDAY"], *table("words")["roles"]["DAYNAME"]}
    former = sum(token.form == "YEAR" and int(token.text) < anchor.year - 1 for token in scanned.tokens)
    return former >= _YEARS_FOR_A_DAY * sum(token.text in days for token in scanned.tokens)
