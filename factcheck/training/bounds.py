"""Numbers that are told as a least or a most: which other number contradicts one for sure."""

from __future__ import annotations

import re

from factcheck.syntax import Syntax
from factcheck.training.values import NUMBERS, WORDS, Value

_REACH = 24
"""Characters before a number in which "at least" or "up to" speaks of it."""
SIDES = ("higher", "lower")


def contradicting(a: Syntax, one: Value, b: Syntax, other: Value) -> tuple[str, ...]:
    """On which sides of a value in `a` another would contradict `b`: of "12" against "at least 12" only lower, of two least ones none."""
    if one.kind not in NUMBERS:
        return SIDES
    here, there = bound(a, one), bound(b, other)
    if here is not None and there is not None:
        return ()
    if here is not None:
        return ("higher",) if here == "least" else ("lower",)
    if there is not None:
        return ("lower",) if there == "least" else ("higher",)
    return SIDES


def bound(syntax: Syntax, value: Value) -> str | None:
    """Whether a number is told as a "least" or a "most"; None for one that is told as it is, or about."""
    before = syntax.text[max(0, value.start - _REACH) : value.start].lower()
    for name in ("least", "most"):
        if any(re.search(rf"\b{re.escape(word)}\W*(?:about|some)?\W*$", before) for word in WORDS[name]):
            return name
    return None
