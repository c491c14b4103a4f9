"""FC101: two values of one measured thing ("an effective tax rate"), whatever the verbs that tell them."""

from __future__ import annotations

from factcheck.model import Claim, Quantity
from factcheck.verdicts.alignment import FACTUAL, Alignment, name_key, names
from factcheck.verdicts.evidence import elsewhere, other_turn
from factcheck.verdicts.outcome import Outcome
from factcheck.verdicts.rounding import compatible

_DESCRIBED = 2
"""Words of a measure that many things have, a "tax rate"."""


def measures(alignment: Alignment) -> Outcome | None:
    """Both give one measure of one owner at one time, and the values cannot both be right."""
    if not {alignment.a.modality, alignment.b.modality} <= FACTUAL or "negative" in {alignment.a.polarity, alignment.b.polarity}:
        return None
    for one in _measured(alignment.a):
        for other in _measured(alignment.b):
            if _one_measure(one, other) and not compatible(one, other) and _one_thing(alignment, one):
                return Outcome(
                    relation="contradicts",
                    code="FC101",
                    evidence_a=(one.text,),
                    evidence_b=(other.text,),
                    rationale=f"One measure at one time: {one.text.strip()} and {other.text.strip()} differ by more than rounding.",
                )
    return None


def _measured(claim: Claim) -> list[Quantity]:
    """The numbers that are values of something, where the clause gives that thing one value only."""
    found = [value for value in claim.values if isinstance(value, Quantity) and value.measure and not value.ordinal]
    return [one for one in found if sum(other.measure == one.measure for other in found) == 1]


def _one_measure(one: Quantity, other: Quantity) -> bool:
    """The same words name both, or those of one, three at least, are among the other's; a share may lack its "percent"."""
    first, second = (set(quantity.measure.split(" ")) for quantity in (one, other))
    if {one.unit, other.unit} not in ({one.unit}, {"", "percent"}):
        return False
    shorter = min(first, second, key=len)
    return first == second or (len(shorter) > _DESCRIBED and (shorter == first & second))


def _one_thing(alignment: Alignment, quantity: Quantity) -> bool:
    """A measure that is described in several words, of one owner in one affair, or of the same owner by name."""
    described = len(quantity.measure.split(" ")) > 1
    if elsewhere(alignment) or other_turn(alignment) or not alignment.same_scope or not _one_time(alignment):
        return False
    if len(quantity.measure.split(" ")) > _DESCRIBED and _one_family(alignment):
        return True
    return bool(alignment.shared_names) and (described or alignment.same_story)


def _one_family(alignment: Alignment) -> bool:
    """One tells it of a couple or family, the other of one of them ("the Holms", "Holm")."""
    first, second = ({name_key(name) for name in names(claim)} for claim in (alignment.a, alignment.b))
    return any(f"{one}s" in second for one in first) or any(f"{one}s" in first for one in second)


def _one_time(alignment: Alignment) -> bool:
    """Both name one time, or neither names any and both were said on one day."""
    first, second = alignment.a.named_time, alignment.b.named_time
    explicit = [first is not None, second is not None]
    if all(explicit):
        return alignment.same_time and alignment.same_span
    said = [claim.stated_at.start.date() if claim.stated_at and claim.stated_at.start else None for claim in (alignment.a, alignment.b)]
    return not any(explicit) and said[0] == said[1]
