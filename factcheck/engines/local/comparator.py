"""The local comparator: typed evidence says what may conflict, the entailment model doubts it, a calibrator weighs both."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator

from factcheck.comparison import Evidence, Opinion, Proven, Span, StorySentence
from factcheck.errors import EngineError
from factcheck.model import Failure, Frozen

if TYPE_CHECKING:
    from factcheck.engines.local.models import EntailmentModel


_LIKELY, _LIKELY_AMONG_MANY = 0.9, 0.93
"""How probable the model must find a conflict that is told on its word alone."""
_FEW = 8
"""Sentences of both articles that are few; among more, many pairs are looked at for one that clashes."""
CALIBRATOR = files(__package__) / "weights" / "calibrator.json"


class EvidenceComparator:
    """Takes two sentences to conflict that typed evidence sets apart, where the calibrator finds what was measured on them sure enough.

    The entailment model, which takes most of the time, is asked only of pairs on which its answer can change anything.

    It gives no probability: the mix of the samples that taught the calibrator is not the mix of anybody's texts, so that its numbers
    rank, and are compared with thresholds, but are not shares of what a reader will find right.
    """

    name = "typed evidence"

    def __init__(self, calibrator: Calibrator | None = None, contradictory: Doubt | None = None) -> None:
        """None for the package's calibrator and entailment model, which are loaded where evidence has to be weighed."""
        self._calibrator, self._contradictory = calibrator, contradictory

    def __call__(self, proven: Sequence[Proven]) -> Iterator[Opinion | Failure]:
        """One opinion for each, in their order, each by itself alone."""
        doubt = self._contradictory or contradictory
        by_meaning = dict(_clashing_meanings(proven, doubt))
        found = measured(proven, doubt, lambda features: self._settled(features) is None)
        return (
            by_meaning.get(place) or self._opinion(one, own and own[1]) for place, (one, own) in enumerate(zip(proven, found, strict=True))
        )

    def _settled(self, features: Mapping[str, float]) -> bool | None:
        return (self._calibrator or _packaged()).settled(features)

    def _opinion(self, one: Proven, features: Mapping[str, float] | None) -> Opinion:
        evidence = strongest(one) or next((each for each in one.evidence if each.softly), None)
        if evidence is None:
            return Opinion("other", by=self.name)
        if features is None:
            return Opinion(evidence.relation, by=self.name, why=evidence.note)
        label = evidence.relation if self._settled(features) else "other"
        return Opinion(label, by=self.name, why=evidence.note)


def contradictory(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """What the package's entailment model gives for each pair; nothing is loaded where there is none."""
    return [float(share) for share in _model().contradictory(pairs)] if pairs else []


@cache
def _packaged() -> Calibrator:
    return load(CALIBRATOR)


@cache
def _model() -> EntailmentModel:
    from factcheck.engines.local.models import EntailmentModel  # noqa: PLC0415  keeps the start fast

    return EntailmentModel.load()


def _clashing_meanings(proven: Sequence[Proven], contradictory: Doubt) -> Iterator[tuple[int, Opinion]]:
    """Of sentences near in meaning that nothing typed tells apart: where the model alone takes them to conflict."""
    untyped = [(at, evidence) for at, one in enumerate(proven) for evidence in one.evidence[-1:] if evidence.kind == "meaning"]
    pairs = [proven[at].proposal.pair for at, _ in untyped]
    doubts = contradictory([(pair.a.text, pair.b.text) for pair in pairs])
    for (at, evidence), pair, doubt in zip(untyped, pairs, doubts, strict=True):
        least = _LIKELY if pair.among <= _FEW else _LIKELY_AMONG_MANY
        yield at, Opinion(evidence.relation if doubt >= least else "other", by="entailment", why=evidence.note)


# What is measured on two sentences with typed evidence: what else they have in common, and the entailment model's doubt.

Doubt = Callable[[Sequence[tuple[str, str]]], Sequence[float]]
"""How probable it is that the two sentences of each pair contradict each other, 0 to 1, in the order of the pairs."""
Measured = tuple[Evidence, Mapping[str, float]]
Open = Callable[[Mapping[str, float]], bool]
"""Whether the model's doubt can change what comes of a pair of which all the rest is measured."""
_UNWEIGHED = frozenset({"ordering", "quotation", "negation of all", "value: age", "changed places"})
"""Mechanisms of which there was too little to learn from: their evidence stands as it is."""
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN", "NUM"})


def _always(_: Mapping[str, float]) -> bool:
    return True


def measured(proven: Sequence[Proven], contradictory: Doubt, is_open: Open = _always) -> Iterator[Measured | None]:
    """For each the strongest evidence of one slot with its measurements by name, 0 to 1; None where there is none to weigh.

    The model reads the whole sentences as they stand; it is not asked, and its doubt is missing, where nothing hangs on it.
    """
    found = [_weighed(one) for one in proven]
    asked = [place for place, own in enumerate(found) if own is not None and is_open(own[1])]
    pairs = [proven[place].proposal.pair for place in asked]
    doubts = dict(zip(asked, contradictory([(pair.a.text, pair.b.text) for pair in pairs]), strict=True))
    for place, own in enumerate(found):
        yield own if own is None or place not in doubts else (own[0], {"contradictory": doubts[place], **own[1]})


def strongest(one: Proven) -> Evidence | None:
    """The evidence of one slot that counts, what overtakes before what contradicts; None where there is none."""
    return max((e for e in one.evidence if e.same_slot), key=_strength, default=None)


def _weighable(one: Proven) -> Evidence | None:
    """The evidence, unless it tells of a state and its end: those two need not look as if they contradicted each other."""
    found = strongest(one)
    ended = found is not None and found.kind == "status" and found.relation == "supersedes"
    return None if found is None or ended or found.by in _UNWEIGHED else found


def _strength(evidence: Evidence) -> tuple[bool, int]:
    return evidence.relation == "supersedes", -evidence.a_span[0]


def _weighed(one: Proven) -> Measured | None:
    """The evidence with all that is measured without the model."""
    evidence, pair = _weighable(one), one.proposal.pair
    return None if evidence is None else (evidence, {"in common": in_common((pair.a, evidence.a_span), (pair.b, evidence.b_span))})


def in_common(*sides: tuple[StorySentence, Span]) -> float:
    """The share of the content words of two sentences, their clashing words left out, that stand in both, 0 to 1."""
    one, other = (_words(sentence, clashing) for sentence, clashing in sides)
    return len(one & other) / max(1, len(one | other))


def _words(sentence: StorySentence, but: Span) -> frozenset[str]:
    return frozenset(
        word.lemma.lower()
        for claim in sentence.claims
        for word in claim.words
        if word.pos in _CONTENT and not but[0] <= word.start < but[1]
    )


Finite = Annotated[float, Field(allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1)]


class Steps(Frozen):
    """A non-decreasing map from confidences to shares: straight lines between the points (at, share), level beyond the outermost."""

    at: tuple[Finite, ...] = Field(min_length=1)
    share: tuple[Share, ...]

    @model_validator(mode="after")
    def _sorted(self) -> Self:
        if len(self.at) != len(self.share) or list(self.at) != sorted(set(self.at)) or list(self.share) != sorted(self.share):
            raise ValueError("points must have one share each, rise in `at`, and not fall in `share`")
        return self

    def __call__(self, confidence: float) -> float:
        """The share at this confidence, from 0 to 1."""
        after = bisect_right(self.at, confidence)
        if after in {0, len(self.at)}:
            return self.share[max(0, after - 1)]
        low, high = self.at[after - 1], self.at[after]
        return self.share[after - 1] + (self.share[after] - self.share[after - 1]) * (confidence - low) / (high - low)


class Calibrator(Frozen):
    """Logistic regression on named measurements, each made comparable by its centre and scale; `steps` correct what comes out, if given.

    `threshold` is the probability from which a verdict is told; None where no threshold was precise enough, so that none is told.
    """

    form: Literal["factcheck calibrator 1"] = "factcheck calibrator 1"
    names: tuple[str, ...]
    centres: tuple[Finite, ...]
    scales: tuple[Annotated[float, Field(gt=0, allow_inf_nan=False)], ...]
    weights: tuple[Finite, ...]
    intercept: Finite
    steps: Steps | None = None
    threshold: Share | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if not len(self.names) == len(set(self.names)) == len(self.centres) == len(self.scales) == len(self.weights):
            raise ValueError("every name must stand once and have one centre, scale and weight")
        return self

    def __call__(self, measured: Mapping[str, float]) -> float:
        """The probability (0 to 1) for these measurements; others than the named ones are passed over.

        Raises ValueError where a named one is missing or not finite: no probability is made up for what was not measured.
        """
        total = self.intercept
        for name, centre, scale, weight in zip(self.names, self.centres, self.scales, self.weights, strict=True):
            value = measured.get(name)
            if value is None or not math.isfinite(value):
                raise ValueError(f"{name}: is {'missing' if value is None else 'not finite'}, so that no probability can be given")
            total += weight * (value - centre) / scale
        probability = _logistic(total)
        return probability if self.steps is None else self.steps(probability)

    def settled(self, measured: Mapping[str, float]) -> bool | None:
        """Whether a verdict is to be told where some shares (0 to 1) are not measured; None where it hangs on them.

        The probability rises or falls with each share, whatever the others are: it lies between those at the ends.
        """
        ends = [dict(measured), dict(measured)]
        for name, weight in zip(self.names, self.weights, strict=True):
            if name not in measured:
                ends[0][name], ends[1][name] = (0.0, 1.0) if weight >= 0 else (1.0, 0.0)
        least, most = (self.tells(self(end)) for end in ends)
        return least if least == most else None

    def tells(self, probability: float) -> bool:
        """A verdict of this probability is to be told."""
        return self.threshold is not None and probability >= self.threshold


def load(file: Traversable) -> Calibrator:
    """The calibrator that stands in a JSON file; raises EngineError where there is none that can be read."""
    try:
        return Calibrator.model_validate_json(file.read_bytes())
    except OSError as error:
        raise EngineError(f"{file}: cannot be read ({error.strerror}); install factcheck again") from error
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
        raise EngineError(f"{file}: is no calibrator ({reason}); write it with python -m factcheck.evaluation.fit") from error


def _logistic(value: float) -> float:
    if value >= 0:
        return 1 / (1 + math.exp(-value))
    return math.exp(value) / (1 + math.exp(value))
