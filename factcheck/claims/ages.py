"""Two ages that are told of one person."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.claims.alignment import Alignment
from factcheck.claims.frame import Frame, Unit
from factcheck.claims.themes import definite
from factcheck.model import Quantity


def ages(alignment: Alignment) -> Iterator[tuple[Unit, Unit]]:
    """The two ages that are told of one person beside what happens: of a full name, or of one definite somebody ("the bus driver")."""
    for place, at in alignment.matched.items() if tells_age(alignment.a) and tells_age(alignment.b) else ():
        one, other = alignment.a.units[place], alignment.b.units[at]
        named = one.kind == other.kind == "name" and " " in one.key and one.key == other.key
        known = named or (one.kind == other.kind == "word" and definite(alignment.a, place) and definite(alignment.b, at))
        if known and _more_in_common(alignment, place):
            yield from ((first, second) for first in _ages_of(alignment.a, place) for second in _ages_of(alignment.b, at))


def _more_in_common(alignment: Alignment, person: int) -> bool:
    """Both name something else as well, so that neither tells of a time long before the other's."""
    described = {person, *alignment.a.below(person)}
    return any(alignment.a.units[p].pos in {"NOUN", "PROPN", "VERB"} for p in alignment.matched if p not in described)


def tells_age(frame: Frame) -> bool:
    """One of its numbers may be an age."""
    return "number" in frame.kinds and any(_is_age(unit) or unit.label == "appos" for unit in frame.units if unit.kind == "number")


def _is_age(unit: Unit) -> bool:
    return isinstance(unit.value, Quantity) and unit.value.unit.endswith(" of age")


def _ages_of(frame: Frame, place: int) -> Iterator[Unit]:
    """The ages in what describes the unit: "a 52-year-old woman", and of a name ", 34,"."""
    for below in frame.below(place):
        unit = frame.units[below]
        beside = unit.label == "appos" and frame.units[place].kind == "name" and unit.text.isdigit()
        if _is_age(unit) or (isinstance(unit.value, Quantity) and beside and not unit.value.unit):
            yield unit
        elif unit.label in {"appos", "amod"}:
            yield from _ages_of(frame, below)
