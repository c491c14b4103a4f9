"""Which pairs a judge is asked about, where typed comparison leaves them open."""

from __future__ import annotations

from datetime import timedelta

from factcheck.model import Pair
from factcheck.verdicts.alignment import FACTUAL, Alignment
from factcheck.verdicts.slots import slots

_DAY = timedelta(days=1)
_TOLD = FACTUAL | {"forecast"}


def askable(pair: Pair) -> bool:
    """Whether the two sides can conflict at all: in one affair, as facts or as plans of one day, of times that may be one.

    Named times that lie apart may be the very conflict (two days for one event); what changed within years is no conflict.
    """
    alignment = Alignment(pair)
    a, b = pair.a, pair.b
    if not alignment.same_story or a.correction or b.correction or not {a.modality, b.modality} <= _TOLD:
        return False
    if a.modality != b.modality and "forecast" in {a.modality, b.modality} and alignment.apart > _DAY:
        return False
    if alignment.years_apart and not a.tense == b.tense == "past":
        return False
    return alignment.same_time or any(slot.kind == "date" for slot in slots(a, b))
