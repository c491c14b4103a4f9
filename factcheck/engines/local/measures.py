"""What is measured on two sentences with typed evidence: what else they have in common, and the entailment model's doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from factcheck.comparison import Evidence, Proven, Span, StorySentence

Doubt = Callable[[Sequence[tuple[str, str]]], Sequence[float]]
"""How probable it is that the two sentences of each pair contradict each other, 0 to 1, in the order of the pairs."""
Measured = tuple[Evidence, Mapping[str, float]]
_UNWEIGHED = frozenset({"ordering", "quotation", "negation of all", "value: age"})
"""Mechanisms of which there was too little to learn from: their evidence stands as it is."""
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN", "NUM"})


def measured(proven: Sequence[Proven], contradictory: Doubt) -> Iterator[Measured | None]:
    """For each the strongest evidence of one slot with its measurements by name, 0 to 1; None where there is none to weigh.

    The model reads the whole sentences as they stand.
    """
    found = [_weighable(one) for one in proven]
    pairs = [one.proposal.pair for one, evidence in zip(proven, found, strict=True) if evidence is not None]
    probabilities = iter(contradictory([(pair.a.text, pair.b.text) for pair in pairs]))
    for one, evidence in zip(proven, found, strict=True):
        yield None if evidence is None else (evidence, _features(one, evidence, next(probabilities)))


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


def _features(one: Proven, evidence: Evidence, probability: float) -> Mapping[str, float]:
    pair = one.proposal.pair
    return {"contradictory": probability, "in common": in_common((pair.a, evidence.a_span), (pair.b, evidence.b_span))}


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
