"""Which claims of two articles agree: both say the same, and no number, name, time or negation differs or is the one's alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from factcheck.claims.alignment import Alignment, may_be_one_deed
from factcheck.claims.asserting import finite
from factcheck.claims.frame import Frame, Frames
from factcheck.claims.wording import what_follows
from factcheck.comparison import SentencePair, Story, Verdict
from factcheck.model import Claim
from factcheck.verdicts.agreement import Agreement
from factcheck.words import listed

_SAYING = frozenset({"NOUN", "VERB", "ADJ"})
_SCOPE = {"only", "alone", "both", "all", "every"}
_PASSING = frozenset({"that", "which", "who", "whose", "whom", "what", "when", "where", "why", "how"})
_TURNING = frozenset({"on", "off", "for", "against", "with", "without"})
_TYPED = frozenset({"number", "time"})
_LEAST = 3
"""Units that two claims have in common at least before they are shown as agreeing."""
_NEAR = 0.65
"""How near in meaning they are at least: of 1,200 agreements in 2,000 web articles three are less near, in two thirds of all pairs."""


def agreements(stories: Sequence[Story], verdicts: Sequence[Verdict], copied: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The ids of claims that agree, sorted; a copy confirms nothing, and sentences that conflict agree in nothing."""
    conflicting = {(verdict.pair.a.place, verdict.pair.b.place) for verdict in verdicts}
    agreeing = _Agreeing()
    found: set[tuple[str, str]] = set()
    for pair in (pair for story in stories for pair in (*story.near, *story.retold)):
        origins = {copied.get(pair.a.article, pair.a.article), copied.get(pair.b.article, pair.b.article)}
        if pair.near >= _NEAR and len(origins) > 1 and (pair.a.place, pair.b.place) not in conflicting:
            found.update(agreeing(pair))
    return tuple(sorted(found))


class _Agreeing:
    """Which claims of a pair agree, as their ids."""

    def __init__(self) -> None:
        self._told = Frames(_tells)

    def __call__(self, pair: SentencePair) -> list[tuple[str, str]]:
        """Each two, the smaller id first."""
        first, second = (self._told(side.place, side.claims) for side in pair.sentences)
        if not (first.values <= second.values or second.values <= first.values):
            return []
        main = [[frame for frame in told.frames if _is_main(frame.claim)] for told in (first, second)]
        both = [(a.claim, b.claim) for a, b in product(*main) if _may_be_same(a, b) and _same(Alignment(a, b))]
        told = [(a.id, b.id) for a, b in both if _ends_alike(a, b, pair)]
        return [(min(ids), max(ids)) for ids in told]


def _ends_alike(a: Claim, b: Claim, pair: SentencePair) -> bool:
    rests = what_follows(a, pair.a.text, pair.a.start), what_follows(b, pair.b.text, pair.b.start)
    return rests[0] == rests[1] or not all(rests)


def _tells(claim: Claim) -> bool:
    return not (claim.correction or claim.ascribed)


def _is_main(claim: Claim) -> bool:
    """What is said in passing ("when a crane fell", "trapped in the mine") may be the same where the rest is not."""
    first = claim.words[0] if claim.words else None
    passing = claim.quote.partition(" ")[0].lower() in _PASSING
    return first is None or (finite(claim) and first.lemma not in listed("claims", "connectives") and not passing)


def _may_be_same(a: Frame, b: Frame) -> bool:
    """They are told alike, with as many numbers and times, and of one deed perhaps."""
    scope = [{word.lemma for word in frame.claim.words} & _SCOPE for frame in (a, b)]
    alike = scope[0] == scope[1] and a.claim.polarity == b.claim.polarity and a.claim.modality == b.claim.modality and a.typed == b.typed
    return alike and not a.all_marks.isdisjoint(b.all_marks) and may_be_one_deed(a, b)


def _same(alignment: Alignment) -> bool:
    """All that either says but its own descriptions is in the other: no number or time is one's alone, no two names oppose each other."""
    only = [[alignment.a.units[place] for place in alignment.only_a], [alignment.b.units[place] for place in alignment.only_b]]
    typed = any(unit.kind in _TYPED for own in only for unit in own)
    named = all(any(unit.kind == "name" for unit in own) for own in only)
    parted = all(any(unit.pos in _SAYING for unit in own) for own in only)
    if typed or named or parted or not alignment.same_deed or len(alignment.matched) < _LEAST:
        return False
    small = [
        frame.function_words & (listed("claims", "denials") | listed("claims", "limits") | _TURNING) for frame in (alignment.a, alignment.b)
    ]
    doers = [{place for place, unit in enumerate(frame.units) if unit.label == "subject"} for frame in (alignment.a, alignment.b)]
    one_doer = {alignment.matched.get(place) for place in doers[0]} == doers[1]
    return one_doer and small[0] == small[1] and Agreement(alignment, ()).alike
