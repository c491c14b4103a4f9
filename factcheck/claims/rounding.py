"""Can two quantities be one number, told in other units, rounded otherwise, or with other bounds?"""

from __future__ import annotations

import math
from typing import NamedTuple

from factcheck.claims.numerals import place_of
from factcheck.model import Quantity
from factcheck.words import table

_ROOM = 0.05 * (1 - 1e-6)
"""A rounded number lies less than this share of it from what it stands for: 7 for 7.26, but no 5 for 5.25."""
_ROOM_IN_TIME = 0.08
"""Of lengths of time: 45 days are six weeks, 18 months no two years."""
_SAME = 1e-9
_DEGREES = "temperature"
"""On this scale a round number is as exact as any other, and nothing is small."""


class _Told(NamedTuple):
    """A quantity on the scale of its dimension, infinite where open; `slack` is how far rounding may have moved either end."""

    low: float
    high: float
    place: float
    slack: float


def one_number(a: Quantity, b: Quantity) -> bool:
    """Some true value fits both, as people round and convert: 85.19 and 85 percent, 16 hectares and 39 acres, "nearly 62" and 61.7.

    Numbers told to the same digit are the same or differ: 35 and 36 dead, six and eight years. A place in an order is exact.
    False where the units measure different things; whether both are said of one thing is not asked here (`comparable`).
    """
    return a.ordinal == b.ordinal and any(_meet(_told(a, *first), _told(b, *second)) for first, second in _shared_scales(a, b))


def comparable(a: Quantity, b: Quantity) -> bool:
    """Both are of one dimension and of one kind: two levels or two changes, two places in an order or two amounts.

    A share and a change of it in percentage points differ in kind. A number without a unit is comparable with another such number.
    """
    points = (a.unit == "percentage point") == (b.unit == "percentage point")
    levels = {a.role, b.role} <= {"", "to"}
    return a.ordinal == b.ordinal and points and (levels or a.role == b.role) and bool(_shared_scales(a, b))


def in_years(age: Quantity) -> float:
    """An age, which is told in months where a unit stands beside it."""
    return (age.low or 0) / (12 if age.unit == "month of age" else 1)


class _Scale(NamedTuple):
    """How a unit is read: its dimension, how many of the dimension's unit it has, and where its zero lies."""

    dimension: str
    factor: float
    zero: float


def _scales(unit: str) -> list[_Scale]:
    return [_Scale(*scale) for scale in table("claims", "quantities")["dimensions"].get(unit, [(unit, 1.0, 0.0)])]


def _shared_scales(a: Quantity, b: Quantity) -> list[tuple[_Scale, _Scale]]:
    return [(one, other) for one in _scales(a.unit) for other in _scales(b.unit) if one.dimension == other.dimension]


def _told(quantity: Quantity, dimension: str, factor: float, zero: float) -> _Told:
    low = -math.inf if quantity.low is None else quantity.low * factor + zero
    high = math.inf if quantity.high is None else quantity.high * factor + zero
    size = max((abs(end) for end in (low, high) if not math.isinf(end)), default=0.0)
    place = (quantity.precision or _place(quantity)) * factor
    if dimension == _DEGREES:
        return _Told(low, high, min(place, factor), min(place, factor) / 2)
    room = min(place / 2, size * (_ROOM_IN_TIME if dimension == "time" else _ROOM))
    slack = 0.0 if quantity.ordinal or quantity.comparator != "exactly" else room
    return _Told(low, high, place, slack)


def _place(quantity: Quantity) -> float:
    """The same of a number whose writing is not known."""
    return place_of(next((abs(end) for end in (quantity.low, quantity.high) if end), 0.0))


def _meet(a: _Told, b: _Told) -> bool:
    gap = max(a.low - b.high, b.low - a.high)
    tiny = _SAME * max(abs(end) for end in (1.0, a.low, a.high, b.low, b.high) if not math.isinf(end))
    return gap <= tiny or gap <= _room(a, b) + tiny


def _room(a: _Told, b: _Told) -> float:
    """Of two numbers on one decimal scale the rounder one may be the other rounded; of converted ones either may have been rounded."""
    if not a.place or not b.place:
        return a.slack + b.slack
    steps = math.log10(a.place / b.place)
    if abs(steps - round(steps)) > 1e-6:
        return a.slack + b.slack
    return 0.0 if round(steps) == 0 else a.slack if steps > 0 else b.slack
