"""Which pairs an entailment model is asked about where typed comparison leaves them open, what it is asked, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Literal

from factcheck.model import Article, Claim, Frozen, Location, Pair, Verdict
from factcheck.verdicts.alignment import FACTUAL, ONE_AFFAIR, Alignment
from factcheck.verdicts.calibrator import Calibrator
from factcheck.verdicts.evidence import alike, particulars
from factcheck.verdicts.exchanges import exchangeable
from factcheck.verdicts.lexicon import words
from factcheck.verdicts.slots import Slot, exchanged

Way = Literal["exchange", "meaning"]
Question = tuple[str, str]
"""A premise and a hypothesis."""
Answer = tuple[float, float, float]
"""Probabilities of entailment, neutral and contradiction."""

_DAY = timedelta(days=1)
_TOLD = FACTUAL | {"forecast"}
_SHARED_MEANING = 3
"""Names and telling words that two statements must have in common to be asked about by meaning."""
_NEAR = 0.3
"""How alike in meaning statements must be for a judge that reads by itself: 21 of 24 labelled conflicts stay, and 668 of 1,046 pairs."""


class Doubt(Frozen):
    """A pair that can conflict, and how to find out: by exchanging the values of a slot, or by meaning alone."""

    pair: Pair
    way: Way
    slots: tuple[Slot, ...] = ()
    closeness: float = 0.0
    """Of exchanges: the share of all their words and names that the two have in common, 0 to 1."""


def doubt(pair: Pair) -> Doubt | None:
    """How to ask about the pair; None where it cannot conflict, or too little shows that both tell of one thing.

    Only statements of two articles about one affair are asked about, as facts or as plans of one day, of times that may be one.
    Named times that lie apart may be the very conflict (two days for one event); what changed within years is none.
    """
    if pair.a.article == pair.b.article or ONE_AFFAIR not in pair.reasons:
        return None
    alignment = Alignment(pair)
    if not told(alignment):
        return None
    shared = particulars(alignment, frozenset())
    found = exchangeable(alignment, shared)
    if found:
        return Doubt(pair=pair, way="exchange", slots=found, closeness=alignment.closeness)
    factual = {pair.a.modality, pair.b.modality} <= FACTUAL
    if factual and shared >= _SHARED_MEANING and alignment.same_time and _one_subject(alignment) and _whole(pair.a) and _whole(pair.b):
        return Doubt(pair=pair, way="meaning")
    return None


def told(alignment: Alignment) -> bool:
    """Whether both are told, as facts or as plans of one day, in words of their own; of years apart, only what is past for both."""
    a, b = alignment.a, alignment.b
    if a.correction or b.correction or not {a.modality, b.modality} <= _TOLD or a.text.casefold() == b.text.casefold():
        return False
    if a.modality != b.modality and "forecast" in {a.modality, b.modality} and alignment.apart > _DAY:
        return False
    return not alignment.years_apart or a.tense == b.tense == "past"


def _one_subject(alignment: Alignment) -> bool:
    return alignment.same_subject or alike(alignment.a.theme, alignment.b.theme)


def _whole(claim: Claim) -> bool:
    """The clause has a verb with a tense and names its subject."""
    return claim.tense != "none" and claim.subject.lower() not in words("pronouns")


def questions(doubt: Doubt, articles: Mapping[str, Article]) -> list[Question]:
    """What to ask.

    By meaning, whether either sentence contradicts the other's clause. By exchange, whether either entails the other's clause as it
    stands, and then, for each slot, with its own value in it.
    """
    a, b = doubt.pair.a, doubt.pair.b
    first, second = _sentence(a, articles), _sentence(b, articles)
    if doubt.way == "meaning":
        return [(first, b.text), (second, a.text)]
    stand = [(first, b.quote), (second, a.quote)]
    return stand + [ask for slot in doubt.slots for ask in ((first, exchanged(b, slot.b, slot.a)), (second, exchanged(a, slot.a, slot.b)))]


def _sentence(claim: Claim, articles: Mapping[str, Article]) -> str:
    return articles[claim.article].text[claim.sentence.start : claim.sentence.end]


class Measured(Frozen):
    """What the answers come to, by the names of `measured`, and the slot that they speak of (none by meaning)."""

    values: dict[str, float]
    slot: Slot | None = None


def measured(doubt: Doubt, answers: Sequence[Answer]) -> Measured:
    """What the answers to `questions`, in their order, come to; values from 0 to 1 (`gain` from -1), those of the other way are 0.

    By exchange, of the slot that tells most: how surely one statement follows from the other once both have one value (`follows`), and
    how much more surely than as they stand (`gain`), with the share of their words that the two have in common
    (`closeness`). By meaning: how surely either contradicts the other (`contradicts`).
    """
    if doubt.way == "meaning":
        return _values(contradicts=max(contradiction for _, _, contradiction in answers), meaning=1.0)
    stand, told = answers[:2], answers[2:]
    found = [
        _values(
            follows=max(there[0], back[0]),
            gain=max(there[0] - stand[0][0], back[0] - stand[1][0]),
            closeness=doubt.closeness,
            slot=slot,
        )
        for slot, there, back in zip(doubt.slots, told[::2], told[1::2], strict=True)
    ]
    return max(found, key=lambda one: one.values["follows"] + one.values["gain"])


_MEASURED = ("follows", "gain", "closeness", "contradicts", "meaning")


def _values(slot: Slot | None = None, **told: float) -> Measured:
    return Measured(values={name: told.get(name, 0.0) for name in _MEASURED}, slot=slot)


def verdict(doubt: Doubt, found: Measured, calibrator: Calibrator) -> Verdict:
    """A contradiction where the calibrated confidence reaches the threshold, else "unsure" with that confidence.

    The rule comes from what differs (a slot, polarity), never from the model.
    """
    a, b = doubt.pair.a, doubt.pair.b
    confidence = round(calibrator(found.values), 3)
    told = calibrator.tells(calibrator(found.values))
    code = found.slot.code if found.slot else "FC105" if a.polarity != b.polarity else "FC108"
    evidence = ((found.slot.a.text,), (found.slot.b.text,)) if found.slot else ((a.quote.strip(),), (b.quote.strip(),))
    return Verdict(
        pair=doubt.pair,
        relation="contradicts" if told else "unsure",
        code=code if told else None,
        confidence=confidence,
        confidence_from="calibrated",
        evidence=evidence if told else ((), ()),
        rationale=_reason(found) if told else "The entailment model is not sure enough that both cannot be true.",
        by=f"entailment ({doubt.way})",
    )


def _reason(found: Measured) -> str:
    if found.slot is None:
        return f"Both speak of one subject at one time; the entailment model takes them to contradict ({found.values['contradicts']:.2f})."
    return (
        f"But for {found.slot.a.text.strip()} and {found.slot.b.text.strip()}, one follows from the other: with one value in both, the "
        f"entailment model is sure to {found.values['follows']:.2f}, as they stand to {found.values['follows'] - found.values['gain']:.2f}."
    )


def debatable(pair: Pair) -> bool:
    """Whether a reader who understands both could find that they conflict: statements of two articles about one affair.

    Both are told, near in meaning, and a name or a telling word is in both. Wider than `doubt`, for a judge that sees for itself what a
    small model must be shown: whether subject and time are the same.
    """
    if pair.a.article == pair.b.article or ONE_AFFAIR not in pair.reasons:
        return False
    alignment = Alignment(pair)
    return pair.score >= _NEAR and told(alignment) and particulars(alignment, frozenset()) >= 1


def doubtful(verdicts: Sequence[Verdict], asks: Callable[[Pair], bool]) -> list[Pair]:
    """The pairs that typed comparison leaves open and that the judge `asks` about, nearest in meaning first.

    Two sentences about which a rule has decided are not asked about. Whether a pair is asked about depends on its two articles alone.
    """
    decided = {_sentences(verdict.pair) for verdict in verdicts if verdict.relation in {"contradicts", "supersedes"}}
    pairs = [verdict.pair for verdict in verdicts if verdict.relation == "unsure" and _sentences(verdict.pair) not in decided]
    return sorted(filter(asks, pairs), key=lambda pair: (-pair.score, pair.a.id, pair.b.id))


def _sentences(pair: Pair) -> frozenset[Location]:
    return frozenset((pair.a.sentence, pair.b.sentence))
