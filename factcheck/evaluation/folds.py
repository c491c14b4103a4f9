"""Cross-validation by pack: what was learned is only ever tried on packs that it was not learned from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple

import numpy as np

from factcheck.engines.local.calibrator import Calibrator
from factcheck.errors import UsageError
from factcheck.evaluation.calibration import choose_threshold, fit, isotonic
from factcheck.evaluation.checking import Checked
from factcheck.evaluation.contract import Evaluation
from factcheck.evaluation.figures import pool
from factcheck.evaluation.gold import Pack
from factcheck.evaluation.samples import Bools, Floats, Sample, SamplesOf, table
from factcheck.evaluation.score import score
from factcheck.model import Frozen

Apply = Callable[[Pack, Calibrator], Checked]
"""Checks one pack with a comparator that uses this calibrator and its threshold."""


class Learning(Frozen):
    """How to learn: the precision that the threshold is to reach on the samples, the penalty, and whether to correct by steps."""

    precision: float = 0.6
    even: bool = False
    """The precision is that which would be reached if as many samples were right as wrong: of sources that are mixed by hand."""
    l2: float = 1.0
    by_steps: bool = False


class Fold(Frozen):
    """The packs that were held out, and what was learned from the others."""

    packs: tuple[str, ...]
    calibrator: Calibrator


class CrossValidation(Frozen):
    """The figures over all packs, each checked with what the other folds taught, and the folds."""

    evaluation: Evaluation
    folds: tuple[Fold, ...]


SILENT = Calibrator(names=(), centres=(), scales=(), weights=(), intercept=0.0)
"""Tells nothing: what packs teach in whose samples nothing is right, or nothing is wrong."""


def split(packs: Sequence[Pack], folds: int) -> list[list[Pack]]:
    """The packs in so many parts of nearly one size, by a hash of their names; the order of `packs` does not matter.

    Raises UsageError where there are fewer than two folds, fewer packs than folds, or two packs of one name.
    """
    if not 2 <= folds <= len(packs):
        raise UsageError(f"folds: {folds} does not go; give a number from 2 to {len(packs)}, that of the packs")
    names = sorted({pack.name for pack in packs}, key=lambda name: (sha256(name.encode()).hexdigest(), name))
    if len(names) < len(packs):
        raise UsageError("packs: two have one name; rename one")
    places = {name: place % folds for place, name in enumerate(names)}
    return [[pack for pack in sorted(packs, key=lambda pack: pack.name) if places[pack.name] == part] for part in range(folds)]


def cross_validate(  # noqa: PLR0913  the seam and three things that a caller may choose
    packs: Sequence[Pack], samples_of: SamplesOf, apply: Apply, *, folds: int, as_of: date, learning: Learning | None = None
) -> CrossValidation:
    """Learns for each fold from the samples of all others, applies that to the fold's packs, and pools the figures of all.

    Raises UsageError for what `split` and `learn` refuse.
    """
    samples = {pack.name: list(samples_of(pack)) for pack in packs}
    learned, scores = [], []
    for held_out in split(packs, folds):
        names = {pack.name for pack in held_out}
        others = [pack for pack in packs if pack.name not in names]
        own = [sample for pack in sorted(others, key=lambda pack: pack.name) for sample in samples[pack.name]]
        teaching = {sample.right for sample in own} == {True, False}
        calibrator = learn(own, sum(pack.conflicts for pack in others), learning or Learning()) if teaching else SILENT
        scores += [score(pack, apply(pack, calibrator)) for pack in held_out]
        learned.append(Fold(packs=tuple(sorted(names)), calibrator=calibrator))
    return CrossValidation(evaluation=pool(scores, as_of), folds=tuple(learned))


def learn(samples: Sequence[Sample], gold: int, learning: Learning) -> Calibrator:
    """A calibrator with its threshold, from samples of `gold` conflicts; raises UsageError where nothing can be learned."""
    features, right, names = table(samples)
    calibrator = fit(features, right, names, l2=learning.l2)
    if learning.by_steps:
        calibrator = _stepped(calibrator, samples, right)
    confidences, rights = [calibrator(sample.features) for sample in samples], [sample.right for sample in samples]
    threshold = choose_threshold(confidences, rights, gold, learning.precision, even=learning.even)
    return calibrator.model_copy(update={"threshold": threshold.at})


class HeldOut(NamedTuple):
    """How many samples there are of held-out groups, and how many are told."""

    all: int
    told: int


def held_out(samples: Sequence[Sample], folds: int, learning: Learning) -> dict[bool, HeldOut]:
    """For right samples and for others (True, False): each is weighed by what the groups of the other folds have taught."""
    names = sorted({sample.pack for sample in samples}, key=lambda name: (sha256(name.encode()).hexdigest(), name))
    part = {name: place % folds for place, name in enumerate(names)}
    counts = {right: [0, 0] for right in (True, False)}
    for number in range(folds):
        calibrator = learn([sample for sample in samples if part[sample.pack] != number], 0, learning)
        for sample in (sample for sample in samples if part[sample.pack] == number):
            told = calibrator.tells(calibrator(sample.features))
            counts[sample.right] = [counts[sample.right][0] + 1, counts[sample.right][1] + told]
    return {right: HeldOut(*found) for right, found in counts.items()}


def _stepped(calibrator: Calibrator, samples: Sequence[Sample], right: Bools) -> Calibrator:
    confidences: Floats = np.array([calibrator(sample.features) for sample in samples], dtype=np.float64)
    return calibrator.model_copy(update={"steps": isotonic(confidences, right)})
