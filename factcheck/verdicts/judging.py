"""Which pairs a judge is asked about, where typed comparison leaves them open."""

from __future__ import annotations

from factcheck.model import Pair
from factcheck.verdicts.alignment import FACTUAL, Alignment


def askable(pair: Pair) -> bool:
    """Both sides state facts of overlapping times in one affair, none in a correction notice: only there can two statements conflict."""
    alignment = Alignment(pair)
    factual = {pair.a.modality, pair.b.modality} <= FACTUAL and not (pair.a.correction or pair.b.correction)
    return factual and alignment.same_story and alignment.same_time and not alignment.years_apart
