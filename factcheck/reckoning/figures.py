"""Numbers with the room that their wording leaves, and arithmetic on them: every result is an interval."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from factcheck.model import Frozen, Quantity

_EXACT = 1000
_ROUNDING, _SHARE = 0.05, 1.0
"""How far a large round number may lie from what it stands for, and a whole percentage (in points)."""
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Figure(Frozen):
    """A number as an interval [low, high], infinite where open, with its unit and its words."""

    low: float
    high: float
    unit: str = ""
    text: str = ""

    def __add__(self, other: Figure) -> Figure:
        """The sum; the unit is this one's."""
        return Figure(low=self.low + other.low, high=self.high + other.high, unit=self.unit)

    def __sub__(self, other: Figure) -> Figure:
        """The difference; the unit is this one's."""
        return Figure(low=self.low - other.high, high=self.high - other.low, unit=self.unit)

    def meets(self, other: Figure) -> bool:
        """Some number lies in both."""
        return self.low <= other.high and other.low <= self.high

    def times(self, other: Figure) -> Figure:
        """The product of two figures that are not negative."""
        return Figure(low=self.low * other.low, high=_product(self.high, other.high), unit=other.unit)

    def over(self, other: Figure) -> Figure:
        """This as a percentage of the other, both not negative; the whole line where the other may be nothing."""
        if other.low <= 0:
            return Figure(low=-math.inf, high=math.inf, unit="percent")
        low = 0.0 if math.isinf(other.high) else 100 * self.low / other.high
        return Figure(low=low, high=100 * self.high / other.low, unit="percent")


def _product(a: float, b: float) -> float:
    return 0.0 if 0.0 in {a, b} else a * b


def total(figures: Iterable[Figure]) -> Figure:
    """The sum of all; 0 of none."""
    found = list(figures)
    return Figure(low=sum(f.low for f in found), high=sum(f.high for f in found), unit=found[0].unit if found else "")


def figure(quantity: Quantity) -> Figure:
    """The quantity with the room that rounding leaves: none for small whole numbers, half of the last digit that counts for others.

    One zero before a scale counts: "310 million" is rounder than "312 million" by chance, "300 million" by habit.
    """
    low = -math.inf if quantity.low is None else quantity.low
    high = math.inf if quantity.high is None else quantity.high
    slack = _slack(quantity, max((abs(end) for end in (low, high) if not math.isinf(end)), default=0.0))
    return Figure(low=low - slack, high=high + slack, unit=quantity.unit, text=quantity.text)


def _slack(quantity: Quantity, value: float) -> float:
    written = _DIGITS.search(quantity.text)
    decimals = len(written[0].partition(".")[2]) if written else 0
    if quantity.unit == "percent":
        return max(0.5 * math.pow(10, -decimals), _SHARE if not decimals else 0.1)
    if value == 0 or (value < _EXACT and not decimals):
        return 0.0
    plain = float(written[0].replace(",", "")) if written else value
    scale = value / plain if plain else 1.0
    place = math.pow(10, -decimals if decimals else max(0, _zeros(plain) - (plain < _EXACT and scale > 1)))
    return min(0.5 * place * scale, _ROUNDING * value)


def _zeros(value: float) -> int:
    digits = f"{value:.0f}"
    return len(digits) - len(digits.rstrip("0"))
