"""Learns how sure to be, and from which confidence on to speak, from what was measured on pairs with evidence, each right or false."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field

from factcheck import pipeline
from factcheck.articles.read import read_paths
from factcheck.comparison import Conflict, Opinion, Proven, SentencePair
from factcheck.engines.local.comparator import Calibrator, EvidenceComparator, Steps, contradictory, measured
from factcheck.errors import UsageError
from factcheck.evaluation.gold import Label, Labels, Pack, PairKind
from factcheck.evaluation.score import Checked, check_pack, with_comparator
from factcheck.model import Failure, Frozen
from factcheck.settings import Settings

if TYPE_CHECKING:
    from factcheck.evaluation.fit import Apply

# What a calibrator learns from: measurements on verdicts, and whether each verdict is right.

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


class Sample(Frozen):
    """One possible verdict on a pair: what was measured by name, and whether gold says that the verdict is right.

    `pack` is the pack, or any other group, of which all samples are learned from together, or none.

    Give one sample for each pair of sentences and kind, so that shares of samples are shares of what an editor sees.
    """

    pack: str
    features: dict[str, Annotated[float, Field(allow_inf_nan=False)]]
    right: bool


SamplesOf = Callable[[Pack], Sequence[Sample]]
"""Makes the samples of one pack; what they depend on is that pack alone."""


def table(samples: Sequence[Sample]) -> tuple[Floats, Bools, tuple[str, ...]]:
    """Features (n, k), right (n,), and the k names in order; raises UsageError where there are no samples or their names differ."""
    if not samples:
        raise UsageError("samples: there are none to learn from; name packs that have some")
    names = tuple(sorted(samples[0].features))
    other = next((sample for sample in samples if tuple(sorted(sample.features)) != names), None)
    if other is not None:
        raise UsageError(f"samples: {other.pack} and {samples[0].pack} have different features; measure the same of every pair")
    features = np.array([[sample.features[name] for name in names] for sample in samples], dtype=np.float64)
    return features.reshape(len(samples), len(names)), np.array([sample.right for sample in samples], dtype=np.bool_), names


# Learns how sure to be, and from which confidence on to speak.

_MOST_STEPS = 100
_NEAR_ENOUGH = 1e-10
_DIGITS, _DIGITS_OF_SCALE = 9, 15
"""Significant digits kept of weights, and of centres and scales, so that machines that add in another order write the same file."""


class Threshold(Frozen):
    """The confidence from which to tell (None = nothing is), with what is told then on the samples: number, precision and recall."""

    at: float | None
    told: int
    precision: float | None
    recall: float | None


def fit(features: Floats, right: Bools, names: Sequence[str], *, l2: float = 1.0) -> Calibrator:
    """Logistic regression of `right` (n,) on `features` (n, k) with the k `names`, without a threshold.

    The features are standardised; `l2` (> 0) weighs the squares of their weights, not that of the intercept, in the sum of the
    negative log-likelihood and l2 / 2 times the squares, which Newton's method minimises. Classes are weighted as they come, so that
    probabilities stay those of the samples. With one feature, a score, this is Platt's scaling (Platt, Advances in Large Margin
    Classifiers, 1999), with the penalty in the place of his smoothed targets.
    Raises UsageError where shapes differ, a value is not finite, `l2` is not positive, or the samples are all right or all wrong.
    """
    _checked(features, right, names, l2)
    centres, spread = features.mean(axis=0), features.std(axis=0)
    scales = np.where(spread > 0, spread, 1.0)
    design = np.column_stack([np.ones(len(right)), (features - centres) / scales])
    weights = _minimised(design, right.astype(np.float64), np.array([0.0, *[l2] * len(names)]))
    return Calibrator(
        names=tuple(names),
        centres=_kept(centres, _DIGITS_OF_SCALE),
        scales=_kept(scales, _DIGITS_OF_SCALE),
        weights=_kept(weights[1:], _DIGITS),
        intercept=_kept(weights[:1], _DIGITS)[0],
    )


def _checked(features: Floats, right: Bools, names: Sequence[str], l2: float) -> None:
    if features.shape != (len(right), len(names)):
        raise UsageError(f"features: have shape {features.shape}, but there are {len(right)} samples and {len(names)} names")
    if not np.isfinite(features).all():
        raise UsageError("features: one is not finite; leave out what could not be measured")
    if l2 <= 0:
        raise UsageError(f"l2: {l2} is not positive; without a penalty, samples that a line divides have no best weights")
    if right.all() or not right.any():
        raise UsageError("samples: all are right or all are wrong; nothing can be learned without both")


def _minimised(design: Floats, target: Floats, penalty: Floats) -> Floats:
    """The weights (k + 1,), the intercept's first; each step is halved until it does not lead uphill."""
    weights = np.zeros(design.shape[1])
    weights[0] = np.log(target.mean() / (1 - target.mean()))
    for _ in range(_MOST_STEPS):
        expected = _logistic(design @ weights)
        slope = design.T @ (expected - target) + penalty * weights
        bend = (design.T * (expected * (1 - expected))) @ design + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        loss = _loss(design, target, penalty, weights)
        while np.abs(step).max() > _NEAR_ENOUGH and _loss(design, target, penalty, weights - step) > loss:
            step = step / 2
        weights = weights - step
        if np.abs(step).max() <= _NEAR_ENOUGH:
            break
    return weights


def _loss(design: Floats, target: Floats, penalty: Floats, weights: Floats) -> float:
    """The penalised negative log-likelihood."""
    totals = design @ weights
    return float(np.logaddexp(0, totals).sum() - target @ totals + (penalty * weights**2).sum() / 2)


def _logistic(totals: Floats) -> Floats:
    return np.exp(-np.logaddexp(0, -totals))


def _kept(values: Floats, digits: int) -> tuple[float, ...]:
    return tuple(float(f"{value:.{digits}g}") for value in values)


def isotonic(confidence: Floats, right: Bools) -> Steps:
    """The non-decreasing map from `confidence` (n,) to shares of `right` (n,) with the least squared error.

    By pooling adjacent violators (Ayer et al., Annals of Mathematical Statistics 26, 1955): neighbours in the wrong order become one
    block with their mean. Needs more samples than logistic regression does, a thousand rather than a hundred (Niculescu-Mizil and
    Caruana, ICML 2005). Raises UsageError where there are none or shapes differ.
    """
    if not len(confidence) or confidence.shape != right.shape:
        raise UsageError("samples: there must be some, with one confidence for each")
    blocks: list[tuple[float, float, float, int]] = []
    for value in np.unique(confidence):
        own = right[confidence == value]
        low = high = float(value)
        total, number = float(own.sum()), len(own)
        while blocks and blocks[-1][2] / blocks[-1][3] >= total / number:
            low, _, before, earlier = blocks.pop()
            total, number = total + before, number + earlier
        blocks.append((low, high, total, number))
    points = [(at, total / number) for low, high, total, number in blocks for at in sorted({low, high})]
    return Steps(at=tuple(at for at, _ in points), share=tuple(share for _, share in points))


def choose_threshold(confidences: Sequence[float], right: Sequence[bool], gold: int, precision: float, *, even: bool = False) -> Threshold:
    """The lowest confidence of a sample from which on the samples told have at least this `precision` (0 to 1).

    All samples of one confidence are told together. `gold` is the number of gold pairs, found or not, that recall is a share of
    (None for 0). The precision is that on these very samples, or (`even`) what it would be if as many were right as wrong; on others
    expect less. Raises UsageError for a precision outside (0, 1] and for sequences of different length.
    """
    if not 0 < precision <= 1:
        raise UsageError(f"precision: {precision} is not above 0 and at most 1")
    if len(confidences) != len(right):
        raise UsageError(f"samples: {len(confidences)} confidences for {len(right)} answers; give one for each")
    best = Threshold(at=None, told=0, precision=None, recall=0.0 if gold else None)
    told = hits = 0
    wrongs = (sum(right) / max(1, len(right) - sum(right))) if even else 1.0
    ordered = sorted(zip(confidences, right, strict=True), reverse=True)
    for position, (confidence, is_right) in enumerate(ordered):
        told, hits = told + 1, hits + is_right
        last = position + 1 == len(ordered) or ordered[position + 1][0] < confidence
        share = hits / (hits + wrongs * (told - hits)) if hits else 0.0
        if last and share >= precision:
            best = Threshold(at=confidence, told=told, precision=share, recall=hits / gold if gold else None)
    return best


# Samples for the local comparator: what was measured on pairs with evidence, and whether each is a conflict.

_KINDS: dict[Conflict, PairKind] = {"contradicts": "contradiction", "supersedes": "superseded"}
Of = Callable[[SentencePair, PairKind], Label]
"""The label of a pair that would be told as this kind."""


class _Recorder:
    """Keeps what was proven and leaves all of it open."""

    name = "recorder"

    def __init__(self) -> None:
        self.proven: list[Proven] = []

    def __call__(self, proven: Sequence[Proven]) -> Iterator[Opinion | Failure]:
        self.proven.extend(proven)
        return (Opinion("other", by=self.name) for _ in proven)


def samples(pack: Pack) -> list[Sample]:
    """One sample for each pair of sentences with evidence of one slot.

    Pairs that gold calls arguable teach nothing, nor do those of the other kind: the editor was told. The day does not matter.
    """
    recorder = _Recorder()
    run = check_pack(pack, date.min, Settings(), with_comparator(recorder)).run
    articles, labels = {article.id: article for article in run.articles}, Labels(pack)

    def label(pair: SentencePair, kind: PairKind) -> Label:
        own = labels.of_sentences(kind, pair, articles)
        others = (labels.of_sentences(other, pair, articles) for other in _KINDS.values() if other != kind)
        return "neither" if own == "false" and "right" in others else own

    return list(_samples(recorder.proven, label, lambda _: pack.name))


def of_cases(file: Path) -> Iterator[Sample]:
    """Those of cases: each line of the file holds `id`, `articles` and `expect`, the kinds of finding of which one has to be told.

    Raises UsageError where a line is no case.
    """
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            case = json.loads(line)
            name, expected, articles = case["id"], set(case["expect"]), list(case["articles"])
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{file}:{number}: is no case ({error}); each line holds id, articles and expect") from error
        with tempfile.TemporaryDirectory() as folder:
            for place, article in enumerate(articles):
                Path(folder, f"{place}.jsonl").write_text(json.dumps(article), encoding="utf-8")
            proven = _proven(Path(folder))
        yield from _samples(proven, partial(_of_case, expected), partial(_named, name))


def _named(name: str, _: Proven) -> str:
    return name


def _of_case(expected: set[str], _: SentencePair, kind: PairKind) -> Label:
    if kind in expected:
        return "right"
    return "neither" if expected & set(_KINDS.values()) else "false"


def agreeing(file: Path) -> Iterator[Sample]:
    """Those of articles in which no conflict is known, so that each is false; pairs of one story are of one group."""
    yield from _samples(_proven(file), lambda _, __: "false", lambda one: one.story.articles[0].id)


def _proven(path: Path) -> list[Proven]:
    recorder = _Recorder()
    articles, failures = read_paths([str(path)], root=path.parent)
    engines = with_comparator(recorder)
    pipeline.check(articles, failures, settings=Settings(), root=path.parent, as_of=date.min, engines=engines)
    return recorder.proven


def _samples(proven: Sequence[Proven], label_of: Of, group_of: Callable[[Proven], str]) -> Iterator[Sample]:
    for one, found in zip(proven, measured(proven, contradictory), strict=True):
        if found is not None:
            evidence, features = found
            label: Literal["right", "false", "neither"] = label_of(one.proposal.pair, _KINDS[evidence.relation])
            if label != "neither":
                yield Sample(pack=group_of(one), features=dict(features), right=label == "right")


def apply(as_of: date) -> Apply:
    """A check of packs on the day `as_of` with a comparator that weighs what was measured as the given calibrator does."""

    def check(pack: Pack, calibrator: Calibrator) -> Checked:
        return check_pack(pack, as_of, Settings(), with_comparator(EvidenceComparator(calibrator)))

    return check
