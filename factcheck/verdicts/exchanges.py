"""Which slots of two statements an entailment model is asked about by exchanging their values."""

from __future__ import annotations

import re

from factcheck.model import Claim, Moment
from factcheck.verdicts.alignment import Alignment
from factcheck.verdicts.evidence import alike, other_owner
from factcheck.verdicts.lexicon import words
from factcheck.verdicts.sequence import precision
from factcheck.verdicts.slots import Slot, slots

_SHARED = 2
"""Names and telling words that two statements must have in common."""
_CLOSE = 0.15
"""Share of all their words and names that two statements must have in common."""
_ALONE = 0.35
"""The same, where one name or telling word is all that they share."""
_MOST_SPARE = 3
"""Names that only one of the two has, for each particular in common beyond the first; with more, they tell of different people."""
_PASSIVE = re.compile(r"(?:\w+ ){0,2}(?:be|been|being|is|are|was|were|got) \w")


def exchangeable(alignment: Alignment, shared: int) -> tuple[Slot, ...]:
    """The slots to exchange: all, or the dates where the times lie apart; none where the two share too little, or differ in who."""
    few = alignment.spare_names <= _MOST_SPARE * max(1, shared - 1)
    if shared < 1 or alignment.closeness < (_CLOSE if shared >= _SHARED else _ALONE) or not few:
        return ()
    found = tuple(slots(alignment.a, alignment.b))
    if not alignment.same_time:
        found = tuple(slot for slot in found if slot.kind == "date")
    if other_owner(alignment):
        found = tuple(slot for slot in found if slot.kind != "number")
    if _several_days(alignment.a) or _several_days(alignment.b):
        found = tuple(slot for slot in found if slot.kind != "date")
    if _turned(alignment):
        found = tuple(slot for slot in found if slot.kind != "number")
    return () if _only_said(alignment.a) and _only_said(alignment.b) else found


def _turned(alignment: Alignment) -> bool:
    """One is told of who did it, the other of whom it was done to, and not to one and the same ("paid taxes", "was paid for it")."""
    passive = [_PASSIVE.match(claim.predicate.lower()) is not None for claim in (alignment.a, alignment.b)]
    return alignment.same_verb and passive[0] != passive[1] and not alike(alignment.a.theme, alignment.b.theme)


def _several_days(claim: Claim) -> bool:
    """The clause names several days, each of which may be of something else."""
    return sum(isinstance(value, Moment) and precision(value) == "day" for value in claim.values) > 1


def _only_said(claim: Claim) -> bool:
    """The clause tells no more than that somebody said something: many do, and on many days."""
    return claim.verb in words("saying") and claim.theme == claim.subject_key
