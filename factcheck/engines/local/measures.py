"""What is measured on two sentences with typed evidence: what else they have in common, and the entailment model's doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from factcheck.comparison import Evidence, Proven, Span, StorySentence

Doubt = Callable[[Sequence[tuple[str, str]]], Sequence[float]]
"""How probable it is that the two sentences of each pair contradict each other, 0 to 1, in the order of the pairs."""
Measured = tuple[Evidence, Mapping[str, float]]
Open = Callable[[Mapping[str, float]], bool]
"""Whether the model's doubt can change what comes of a pair of which all the rest is measured."""
_UNWEIGHED = frozenset({"ordering", "quotation", "negation of all", "value: age"})
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
