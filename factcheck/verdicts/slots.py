"""Where two claims fill one kind of slot with values that cannot both be right: two numbers, dates, places or names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from factcheck.model import Claim, Frozen, Moment, Name, Quantity, Value
from factcheck.verdicts.alignment import names, names_match, overlap
from factcheck.verdicts.evidence import located
from factcheck.verdicts.lexicon import same, words
from factcheck.verdicts.rounding import compatible
from factcheck.verdicts.sequence import precision

Kind = Literal["number", "date", "place", "person"]
_CODES: dict[Kind, str] = {"number": "FC101", "date": "FC102", "place": "FC103", "person": "FC104"}
_WORD = re.compile(r"[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?")
_OWNING = ("'s", "’s")
_POINTING = ("that ", "the same ", "same ")
"""What a time begins with that points at another time of the text."""
_ALIKE = 0.7
"""From here on two last words are two spellings of one name ("Gadhafi", "Qaddafi")."""


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
    theirs = [value for value in b.values if _fills(value, b) and not _found(value, a)]
    for first in a.values:
        if not _fills(first, a) or _found(first, b):
            continue
        for second in theirs:
            kind = _kind(first, second)
            if kind is not None and _owns(first, a) == _owns(second, b):
                yield Slot(kind=kind, a=first, b=second)


def exchanged(claim: Claim, own: Value, other: Value) -> str:
    """The claim's quotation with the other's value in the place of its own."""
    start, end = own.start - claim.span.start, own.end - claim.span.start
    return claim.quote[:start] + other.text + claim.quote[end:]


def _owns(value: Value, claim: Claim) -> bool:
    """The value is a name that owns something ("Holm's"): another that owns nothing cannot stand in its place."""
    after = claim.quote[max(0, value.end - claim.span.start) :]
    return isinstance(value, Name) and (value.text.endswith(_OWNING) or after.startswith(_OWNING))


def _kind(a: Value, b: Value) -> Kind | None:
    """What kind of slot both values fill; None where they fill none in common, or agree."""
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        alike = a.ordinal == b.ordinal and a.unit == b.unit and (a.unit != "" or a.noun != "")
        return "number" if alike and same(a.noun) == same(b.noun) and not compatible(a, b) else None
    if isinstance(a, Moment) and isinstance(b, Moment):
        return "date" if _other_time(a, b) else None
    if isinstance(a, Name) and isinstance(b, Name) and a.category == b.category and not _one_name(a.canonical, b.canonical):
        return "place" if a.category == "place" else "person"
    return None


def _fills(value: Value, claim: Claim) -> bool:
    """The value can be one of two that exclude each other: of names, persons and where something is, but no pronouns."""
    if not isinstance(value, Name):
        return True
    if value.category == "place":
        return located(claim, value)
    return value.category == "person" and value.text[:1].isupper() and value.text.lower() not in words("pronouns")


def _one_name(a: str, b: str) -> bool:
    """One name in two forms or spellings, as far as their last words or their beginnings tell ("Calif.", "California")."""
    first, second = _WORD.findall(a.casefold()), _WORD.findall(b.casefold())
    if not first or not second or names_match(a, b):
        return True
    shorter, longer = sorted((first[-1], second[-1]), key=len)
    return longer.startswith(shorter) or SequenceMatcher(None, shorter, longer, autojunk=False).ratio() >= _ALIKE


def _other_time(a: Moment, b: Moment) -> bool:
    """Two days, two months or two years, apart on the calendar, or by name where neither is placed on it."""
    if not precision(a) or precision(a) != precision(b) or a.text.lower().startswith(_POINTING) or b.text.lower().startswith(_POINTING):
        return False
    if a.interval is None or b.interval is None:
        return a.interval is b.interval and a.value != b.value
    return not overlap(a.interval, b.interval) and not _one_word(a.text, b.text)


def _one_word(a: str, b: str) -> bool:
    """One of both says what the other does and a little more ("Wednesday", "last Wednesday"): the calendar has guessed."""
    first, second = set(a.lower().split()), set(b.lower().split())
    return first <= second or second <= first


def _found(value: Value, claim: Claim) -> bool:
    """The claim has the value itself, in any of its slots."""
    if isinstance(value, Name):
        return any(_one_name(value.canonical, name) for name in names(claim))
    return any(_equal(value, other) for other in _of_kind(value, claim.values))


def _of_kind(value: Value, values: Sequence[Value]) -> Iterator[Value]:
    return (other for other in values if other.kind == value.kind)


def _equal(a: Value, b: Value) -> bool:
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return a.unit == b.unit and compatible(a, b)
    return isinstance(a, Moment) and isinstance(b, Moment) and a.value == b.value
