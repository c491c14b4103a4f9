"""A judge that has never read a sentence: it measures right pairs a little higher than others, by chance that the pack's name fixes."""

from collections.abc import Sequence
from hashlib import sha256
from itertools import product

import numpy as np
from synthetic import SENTENCES, Said, Spot, checked

from factcheck.engines.local.comparator import Calibrator
from factcheck.evaluation.calibration import Sample
from factcheck.evaluation.gold import Labels, Pack, Side
from factcheck.evaluation.score import Checked

PAIRS: tuple[tuple[Spot, Spot], ...] = tuple(
    product([("east.txt", place) for place in range(4)], [("west.txt", place) for place in range(4)])
)


def samples_of(pack: Pack) -> list[Sample]:
    """One sample for each pair of sentences; "score" tells right from wrong, "noise" nothing."""
    random = np.random.default_rng(int(sha256(pack.name.encode()).hexdigest()[:8], 16))
    labels = Labels(pack)
    right = [labels.of_pairs("contradiction", [(_side(a), _side(b))]) == "right" for a, b in PAIRS]
    scores, noise = random.normal(size=len(PAIRS)) + 3.0 * np.array(right), random.normal(size=len(PAIRS))
    return [
        Sample(pack=pack.name, features={"score": float(score), "noise": float(other)}, right=is_right)
        for score, other, is_right in zip(scores, noise, right, strict=True)
    ]


def apply(pack: Pack, calibrator: Calibrator) -> Checked:
    """What the judge tells of one pack."""
    sure = [calibrator(sample.features) for sample in samples_of(pack)]
    return checked([Said("FC105", pair, confidence) for pair, confidence in zip(PAIRS, sure, strict=True) if calibrator.tells(confidence)])


def hardly_any(pack: Pack) -> Sequence[Sample]:
    """Samples of which none is right."""
    return [sample for sample in samples_of(pack) if not sample.right]


def _side(spot: Spot) -> Side:
    sentence = SENTENCES[spot[0]][spot[1]]
    return Side(file=spot[0], quote=sentence, sentence=sentence)
