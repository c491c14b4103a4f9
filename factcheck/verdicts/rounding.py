"""Can two numbers be one, told with different precision?"""

from __future__ import annotations

from factcheck.model import Quantity

_ROUND = 0.05


def _significant(value: float) -> int:
    digits = f"{value:.10g}".replace(".", "").lstrip("0")
    return len(digits.rstrip("0"))


def _decimals(value: float) -> int:
    return len(f"{value:.10g}".partition(".")[2])


def _cut(low: float, high: float) -> bool:
    """One is the other told to fewer decimals, one at least ("35.7" and "35.72")."""
    decimals = min(_decimals(low), _decimals(high))
    return decimals > 0 and abs(high - low) <= 0.5 * 10.0**-decimals


def compatible(a: Quantity, b: Quantity) -> bool:
    """Their intervals meet, or the rounder of two plain numbers is the other one rounded."""
    if (a.low is None or b.high is None or a.low <= b.high) and (b.low is None or a.high is None or b.low <= a.high):
        return True
    if None in (a.low, a.high, b.low, b.high):
        return False
    low, high = sorted((float(a.low or 0), float(b.low or 0)))
    if _cut(low, high):
        return True
    rounder = low if _significant(low) < _significant(high) else high
    return high > 20 and _significant(rounder) <= 2 and (high - low) <= _ROUND * high
