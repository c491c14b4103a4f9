"""Which claims of two articles agree: both say the same, and no number, name, time or negation differs or is the one's alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.claims.alignment import Alignment
from factcheck.claims.asserting import finite
from factcheck.claims.frame import Frames
from factcheck.comparison import SentencePair, Story, StorySentence, Verdict
from factcheck.model import Claim, Moment, Quantity
from factcheck.processes import ALONE, Died, Processes, together
from factcheck.verdicts.agreement import Agreement
from factcheck.words import listed

_SAYING = frozenset({"NOUN", "VERB", "ADJ"})
_RELATIVE = frozenset({"WDT", "WP", "WRB", "WP$"})
_TYPED = frozenset({"number", "time"})
_LEAST = 3
"""Units that two claims have in common at least before they are shown as agreeing."""
_NEAR = 0.5
_PAIRS_A_SECOND = 4_000


def agreements(
    stories: Sequence[Story], verdicts: Sequence[Verdict], copied: Mapping[str, str], processes: Processes = ALONE
) -> tuple[tuple[str, str], ...]:
    """The ids of claims that agree, sorted; a copy confirms nothing, and sentences that conflict agree in nothing."""
    conflicting = {(verdict.pair.a.place, verdict.pair.b.place) for verdict in verdicts}
    asked: list[SentencePair] = []
    for pair in (pair for story in stories for pair in (*story.near, *story.retold)):
        origins = {copied.get(pair.a.article, pair.a.article), copied.get(pair.b.article, pair.b.article)}
        if pair.near >= _NEAR and len(origins) > 1 and (pair.a.place, pair.b.place) not in conflicting:
            asked.append(pair)
    answers = processes.map(_Agreeing(), asked, len(asked) / _PAIRS_A_SECOND, together(len(asked)))
    return tuple(sorted({each for found in answers if not isinstance(found, Died) for each in found}))


class _Agreeing:
    """Which claims of a pair agree, as their ids."""

    def __init__(self) -> None:
        self._frame = Frames()

    def __call__(self, pair: SentencePair) -> list[tuple[str, str]]:
        """Each two, the smaller id first."""
        values = _values(pair.a), _values(pair.b)
        if not (values[0] <= values[1] or values[1] <= values[0]):
            return []
        main = [[claim for claim in side.claims if _is_main(claim)] for side in pair.sentences]
        both = ((a, b) for a in main[0] for b in main[1] if _told_alike(a, b))
        return [(min(a.id, b.id), max(a.id, b.id)) for a, b in both if _same(Alignment(self._frame(a), self._frame(b)))]


def _values(sentence: StorySentence) -> set[tuple[object, ...]]:
    """The numbers, with their bounds, and the times of all that the sentence says."""
    numbers = {(v.low, v.high, v.unit) for claim in sentence.claims for v in claim.values if isinstance(v, Quantity)}
    times = {(v.value,) for claim in sentence.claims for v in claim.values if isinstance(v, Moment)}
    return {*numbers, *times}


def _is_main(claim: Claim) -> bool:
    """What is said in passing ("when a crane fell", "trapped in the mine") may be the same where the rest is not."""
    return finite(claim) and claim.words[0].lemma not in listed("claims", "connectives") and claim.words[0].tag not in _RELATIVE


def _told_alike(a: Claim, b: Claim) -> bool:
    return a.polarity == b.polarity and a.modality == b.modality and not any(claim.correction or claim.ascribed for claim in (a, b))


def _same(alignment: Alignment) -> bool:
    """All that either says but its own descriptions is in the other: no number or time is one's alone, no two names oppose each other."""
    only = [[alignment.a.units[place] for place in alignment.only_a], [alignment.b.units[place] for place in alignment.only_b]]
    typed = any(unit.kind in _TYPED for own in only for unit in own)
    named = all(any(unit.kind == "name" for unit in own) for own in only)
    parted = all(any(unit.pos in _SAYING for unit in own) for own in only)
    if typed or named or parted or not alignment.same_deed or len(alignment.matched) < _LEAST:
        return False
    small = [frame.function_words & (listed("claims", "denials") | listed("claims", "limits")) for frame in (alignment.a, alignment.b)]
    return small[0] == small[1] and Agreement(alignment, ()).alike
