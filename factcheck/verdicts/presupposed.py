"""What a later statement presupposes: that a relation of two has turned, or that what the other awaits is over; words order the two."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.claims.frame import Frame
from factcheck.claims.names import names, names_match
from factcheck.claims.phrases import beginnings, in_a_row
from factcheck.comparison import Order, SentencePair, Span, StorySentence
from factcheck.verdicts.changes import Overtaken, Side
from factcheck.words import table

_TOLD = {"asserted", "reported"}
_BOTH = 2
_IF = frozenset({"if", "should", "unless"})
_BEGIN = beginnings("states", "turns", "before") | beginnings("states", "conditions", "if")


def presupposed(a: Frame, b: Frame, pair: SentencePair) -> Iterator[Overtaken]:
    """Which of two claims of the sentences is overtaken by the other; where dates order them, only the later can overtake."""
    sides: tuple[tuple[Side, Frame, Frame], ...] = (("a", a, b), ("b", b, a))
    for side, before, after in sides:
        told = after.claim.modality in _TOLD and after.claim.polarity == "positive" and before.claim.article != after.claim.article
        if not (told and may_presuppose(before.lemmas)) or pair.order == ("b_first" if side == "a" else "a_first"):
            continue
        for old, new, why in (*_turned(before, after, pair.order), *_settled(before, after, pair)):
            yield Overtaken(side, *((old, new) if side == "a" else (new, old)), why)


def may_presuppose(lemmas: frozenset[str]) -> bool:
    """One of the words may begin what a later statement can overtake."""
    return not lemmas.isdisjoint(_BEGIN)


def _turned(before: Frame, after: Frame, order: Order) -> Iterator[tuple[Span, Span, str]]:
    """Good relations of two, and a later word that they have turned, or the other way round."""
    if before.claim.tense == "past" or before.claim.polarity == "negative":
        return
    others = names(after.claim)
    if sum(any(names_match(name, other) for other in others) for name in names(before.claim)) < _BOTH:
        return
    for turn in table("meanings", "states")["turns"]:
        old, new = in_a_row(before, turn["before"]), in_a_row(after, turn["after"])
        ordered = order != "unknown" or in_a_row(after, turn["change"]) is not None
        if old is not None and new is not None and ordered:
            yield old, new, str(turn["because"])


def _settled(before: Frame, after: Frame, pair: SentencePair) -> Iterator[tuple[Span, Span, str]]:
    """What hung on a condition, and a statement that tells how it came out."""
    if before.claim.modality != "conditional" and before.lemmas.isdisjoint(_IF):
        return
    if not any(names_match(name, other) for name in _people(pair.a) for other in _people(pair.b)):
        return
    for condition in table("meanings", "states")["conditions"]:
        old, new = in_a_row(before, condition["if"]), in_a_row(after, condition["settled"])
        if old is not None and new is not None:
            yield old, new, str(condition["because"])


def _people(sentence: StorySentence) -> frozenset[str]:
    """Those whom the whole sentence names."""
    return frozenset(name for claim in sentence.claims for name in names(claim, "person"))
