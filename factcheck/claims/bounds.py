"""What a number with the words around it leaves open: "about", "more than", "nearly"."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from factcheck.claims.numerals import SPACE
from factcheck.model import Quantity
from factcheck.words import table

Comparator = Literal["exactly", "about", "at least", "at most", "more than", "less than"]
_TOLERANCE = 0.1


class Told(NamedTuple):
    """A number or range as read at [start, end) of a text, in its base unit; `phrase` is the words that leave a side open."""

    start: int
    end: int
    low: float
    high: float
    unit: str
    precision: float
    phrase: str | None = None


def quantity_of(text: str, told: Told) -> Quantity:
    """The quantity that is told in the text, without what it counts."""
    lower, upper = _bounds(told.low, told.high, told.phrase)
    return Quantity(
        start=told.start,
        end=told.end,
        text=text[told.start : told.end],
        low=lower,
        high=upper,
        unit=told.unit,
        comparator=_comparator(told.phrase),
        precision=told.precision,
    )


def _comparator(phrase: str | None) -> Comparator:
    if phrase is None:
        return "exactly"
    names: dict[Comparator, list[str]] = table("claims", "quantities")["comparators"]
    return next(name for name, phrases in names.items() if _tidied(phrase) in phrases)


def _bounds(low: float, high: float, phrase: str | None) -> tuple[float | None, float | None]:
    """The interval that a number with the words before it leaves open; "about" allows a tenth either way, "nearly" one below."""
    comparator = _comparator(phrase)
    if comparator == "about":
        leaning = table("claims", "quantities")["leaning"].get(_tidied(phrase or ""), "")
        return low if leaning == "above" else low - abs(low) * _TOLERANCE, high if leaning == "below" else high + abs(high) * _TOLERANCE
    if comparator in {"at least", "more than"}:
        return low, None
    if comparator in {"at most", "less than"}:
        return None, high
    return low, high


def _tidied(phrase: str) -> str:
    return re.sub(rf"{SPACE}+", " ", phrase.strip().lower())
