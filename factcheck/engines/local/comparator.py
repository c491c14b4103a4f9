"""The local comparator: typed evidence says what may conflict, the entailment model doubts it, a calibrator weighs both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from factcheck.comparison import Evidence, Opinion, Proven, Span, StorySentence
from factcheck.engines.local.calibrator import Calibrator, load
from factcheck.model import Failure

if TYPE_CHECKING:
    from factcheck.engines.local.entailment import EntailmentModel


_LIKELY = 0.5
"""How probable the entailment model finds a contradiction that is told on its word alone."""
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
            by_meaning.get(place) or self._opinion(strongest(one), own and own[1])
            for place, (one, own) in enumerate(zip(proven, found, strict=True))
        )

    def _settled(self, features: Mapping[str, float]) -> bool | None:
        return (self._calibrator or _packaged()).settled(features)

    def _opinion(self, evidence: Evidence | None, features: Mapping[str, float] | None) -> Opinion:
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
    from factcheck.engines.local.entailment import EntailmentModel  # noqa: PLC0415  keeps the start fast

    return EntailmentModel.load()


def _clashing_meanings(proven: Sequence[Proven], contradictory: Doubt) -> Iterator[tuple[int, Opinion]]:
    """Of sentences that are one but for words of which no rule knows what they mean: where the model alone takes them to conflict.

    Measured on pairs so alike: of those above the threshold, which share most of their words, nearly all conflict.
    """
    untyped = [(at, evidence) for at, one in enumerate(proven) for evidence in one.evidence[:1] if evidence.kind == "meaning"]
    pairs = [proven[at].proposal.pair for at, _ in untyped]
    doubts = contradictory([(pair.a.text, pair.b.text) for pair in pairs])
    for (at, evidence), doubt in zip(untyped, doubts, strict=True):
        yield at, Opinion("contradicts" if doubt >= _LIKELY else "other", by="entailment", why=evidence.note)


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
    return max((e for e in one.evidence if e.same_slot and e.kind != "meaning"), key=_strength, default=None)


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
