"""What a later statement presupposes: that a relation of two has turned, or that what the other awaits is over; words order the two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.claims.naming import names, names_match
from factcheck.comparison import Order, Span
from factcheck.model import Claim
from factcheck.verdicts.changes import Overtaken, Side
from factcheck.words import table

_TOLD = {"asserted", "reported"}
_BOTH = 2


def presupposed(a: Claim, b: Claim, order: Order, people: tuple[frozenset[str], frozenset[str]]) -> Iterator[Overtaken]:
    """Which of the two is overtaken by the other; where dates order them, only the later can overtake.

    `people` are those whom the whole sentence of either side names.
    """
    sides: tuple[tuple[Side, Claim, Claim], ...] = (("a", a, b), ("b", b, a))
    for side, before, after in sides:
        told = after.modality in _TOLD and after.polarity == "positive" and before.article != after.article
        if not told or order == ("b_first" if side == "a" else "a_first"):
            continue
        for old, new, why in (*_turned(before, after, order), *_settled(before, after, people)):
            yield Overtaken(side, *((old, new) if side == "a" else (new, old)), why)


def _turned(before: Claim, after: Claim, order: Order) -> Iterator[tuple[Span, Span, str]]:
    """Good relations of two, and a later word that they have turned, or the other way round."""
    if before.tense == "past" or before.polarity == "negative":
        return
    others = names(after)
    if sum(any(names_match(name, other) for other in others) for name in names(before)) < _BOTH:
        return
    for turn in table("meanings", "states")["turns"]:
        old, new = _word(before, turn["before"]), _word(after, turn["after"])
        ordered = order != "unknown" or _word(after, turn["change"]) is not None
        if old is not None and new is not None and ordered:
            yield old, new, str(turn["because"])


def _settled(before: Claim, after: Claim, people: tuple[frozenset[str], frozenset[str]]) -> Iterator[tuple[Span, Span, str]]:
    """What hung on a condition, and a statement that tells how it came out."""
    if before.modality != "conditional" and not any(word.lemma in {"if", "should", "unless"} for word in before.words):
        return
    if not any(names_match(name, other) for name in people[0] for other in people[1]):
        return
    for condition in table("meanings", "states")["conditions"]:
        old, new = _word(before, condition["if"]), _word(after, condition["settled"])
        if old is not None and new is not None:
            yield old, new, str(condition["because"])


def _word(claim: Claim, lemmas: Sequence[str]) -> Span | None:
    """Where one of the words stands, or a phrase of several in a row."""
    said = [word.lemma for word in claim.words]
    for phrase in lemmas:
        parts = phrase.split()
        for at in range(len(said) - len(parts) + 1):
            if said[at : at + len(parts)] == parts:
                return claim.words[at].start, claim.words[at + len(parts) - 1].end
    return None
