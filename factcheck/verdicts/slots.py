"""Where two claims fill one kind of slot with values that cannot both be right: two numbers, dates, places or names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from factcheck.model import Claim, Frozen, Moment, Name, Quantity, Value
from factcheck.verdicts.alignment import names, names_match, overlap
from factcheck.verdicts.lexicon import same
from factcheck.verdicts.rounding import compatible

Kind = Literal["number", "date", "place", "person", "organisation"]
_PRECISIONS = {"day": "day", "hour": "day", "minute": "day", "week": "week", "month": "month", "year": "year"}
_CODES: dict[Kind, str] = {"number": "FC101", "date": "FC102", "place": "FC103", "person": "FC104", "organisation": "FC104"}
_CATEGORIES: dict[str, Kind] = {"place": "place", "person": "person", "organisation": "organisation"}


class Slot(Frozen):
    """Two values of one kind that exclude each other, if both claims tell of the same thing."""

    kind: Kind
    a: Value
    b: Value

    @property
    def code(self) -> str:
        """The rule that two different values of this kind break."""
        return _CODES[self.kind]


def slots(a: Claim, b: Claim) -> Iterator[Slot]:
    """The slots in which the claims differ, in the order of a's values; a value that the other claim has as well fills none."""
    for first in a.values:
        if _found(first, b):
            continue
        for second in b.values:
            kind = _kind(first, second)
            if kind is not None and not _found(second, a):
                yield Slot(kind=kind, a=first, b=second)


def exchanged(claim: Claim, own: Value, other: Value) -> str:
    """The claim's quotation with the other's value in the place of its own."""
    start, end = own.start - claim.span.start, own.end - claim.span.start
    return claim.quote[:start] + other.text + claim.quote[end:]


def _kind(a: Value, b: Value) -> Kind | None:
    """What kind of slot both values fill; None where they fill none in common, or agree."""
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        alike = a.ordinal == b.ordinal and a.unit == b.unit and (not a.noun or not b.noun or same(a.noun) == same(b.noun))
        return "number" if alike and not compatible(a, b) else None
    if isinstance(a, Moment) and isinstance(b, Moment):
        return "date" if _other_time(a, b) else None
    if isinstance(a, Name) and isinstance(b, Name) and a.category == b.category and not names_match(a.canonical, b.canonical):
        return _CATEGORIES.get(a.category)
    return None


def _other_time(a: Moment, b: Moment) -> bool:
    """Two days, two months or two years, apart on the calendar, or by name where neither is placed on it."""
    if a.granularity not in _PRECISIONS or _PRECISIONS[a.granularity] != _PRECISIONS.get(b.granularity):
        return False
    if a.interval is None or b.interval is None:
        return a.interval is b.interval and a.value != b.value
    return not overlap(a.interval, b.interval)


def _found(value: Value, claim: Claim) -> bool:
    """The claim has the value itself, in any of its slots."""
    if isinstance(value, Name):
        return any(names_match(value.canonical, name) for name in names(claim))
    return any(_equal(value, other) for other in _of_kind(value, claim.values))


def _of_kind(value: Value, values: Sequence[Value]) -> Iterator[Value]:
    return (other for other in values if other.kind == value.kind)


def _equal(a: Value, b: Value) -> bool:
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return a.unit == b.unit and compatible(a, b)
    return isinstance(a, Moment) and isinstance(b, Moment) and a.value == b.value
