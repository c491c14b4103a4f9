"""Each planted conflict against the same two sentences before the edit: figures that recognising one event does not raise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from factcheck.training.near import nearest, overlap, prose
from factcheck.training.planted import PlantedConflict, PlantedEvent

TOLD = 0.5
"""The probability of a contradiction from which a pair counts as called one."""
RISE = 0.02
"""By how much the probability must rise with the edit for the model to have seen it."""
OVERLAPS = ((0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 1.01))
_NEAREST = 2

Shares = NDArray[np.float64]


@dataclass(frozen=True)
class Paired:
    """Shares of the planted conflicts: seen (the probability rises by RISE), called with the edit, called before it, called by it alone."""

    conflicts: int
    rises: float
    after: float
    before: float
    by_edit: float


def paired(before: Shares, after: Shares) -> Paired:
    """The figures from the probabilities of the same pairs before and after the edit: shape (n,) each."""
    return Paired(
        conflicts=len(after),
        rises=float((after - before > RISE).mean()) if len(after) else 0.0,
        after=float((after >= TOLD).mean()) if len(after) else 0.0,
        before=float((before >= TOLD).mean()) if len(before) else 0.0,
        by_edit=float(((after >= TOLD) & (before < TOLD)).mean()) if len(after) else 0.0,
    )


def by_overlap(conflicts: Sequence[PlantedConflict], before: Shares, after: Shares) -> Iterator[tuple[float, float, Paired]]:
    """The figures for the conflicts of each stretch of overlap (from, below), measured on the sentences before the edit."""
    shared = np.array([overlap(one.before_a, one.before_b) for one in conflicts])
    for low, high in OVERLAPS:
        inside = (shared >= low) & (shared < high)
        yield low, high, paired(before[inside], after[inside])


def near_pairs(event: PlantedEvent) -> list[tuple[str, str]]:
    """The near sentence pairs of the articles of an event as they were published, without those known to differ."""
    found = [pair for one, other in combinations(sorted(event.texts), 2) for pair in _near(event.texts[one], event.texts[other])]
    return [pair for pair in found if not any(_same(pair, known) for known in event.natural)]


def web_pairs(stories: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """The near sentence pairs between the texts of each story."""
    return [pair for story in stories for one, other in combinations(story, 2) for pair in _near(one, other)]


def _near(one: str, other: str) -> Iterator[tuple[str, str]]:
    return nearest(prose(one), prose(other), _NEAREST)


def _same(pair: tuple[str, str], known: tuple[str, str]) -> bool:
    """The two sentences of a pair are those of another, in either order, whole or in part."""
    return any(all(a in b or b in a for a, b in zip(pair, turned, strict=True)) for turned in (known, known[::-1]))
