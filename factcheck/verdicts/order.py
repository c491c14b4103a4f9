"""FC107 by order: two statements that put the same two events in the opposite order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from factcheck.model import Claim, Event, Link
from factcheck.verdicts.alignment import FACTUAL, Alignment, names_match
from factcheck.verdicts.evidence import elsewhere, other_turn
from factcheck.verdicts.lexicon import kin, same, table, words
from factcheck.verdicts.outcome import Outcome

_STEM = 5
"""How many letters are left of a word without its ending."""


def order(alignment: Alignment) -> Outcome | None:
    """The one says that an event came before another, the other that it came after."""
    for one in ordered(alignment.a):
        for other in ordered(alignment.b):
            if _opposed(one, other) and _one_affair(alignment):
                return Outcome(
                    relation="contradicts",
                    code="FC107",
                    evidence_a=(one.text,),
                    evidence_b=(other.text,),
                    rationale=f'One puts "{one.of.head}" {one.kind} "{one.to.head}", the other the other way round.',
                )
    return None


def ordered(claim: Claim) -> Iterator[Link]:
    """The links of order in a clause that tells a fact and means one order."""
    if claim.modality not in FACTUAL or claim.polarity == "negative" or set(claim.lemmas.split()) & set(table("order")["open"]):
        return
    yield from (link for link in claim.links if link.kind != "cause" and not link.of.negated and not link.to.negated)


def orders(claim: Claim) -> frozenset[str]:
    """Candidate keys: the events that the clause puts in an order."""
    return frozenset(f"order of {_stem(event.head)}" for link in ordered(claim) for event in (link.of, link.to) if event.head)


def _one_affair(alignment: Alignment) -> bool:
    return alignment.same_story and alignment.same_time and not elsewhere(alignment) and not other_turn(alignment)


def _opposed(one: Link, other: Link) -> bool:
    if one.kind != other.kind:
        return _once(one.of, other.of) and _one_event(one.of, other.of) and _one_event(one.to, other.to)
    return _once(one.of, other.to) and _one_event(one.of, other.to) and _one_event(one.to, other.of)


def _once(*events: Event) -> bool:
    """One of the words for the event means something that happens once."""
    return any(event.head in table("order")["once"] or same(event.head) in words("once") for event in events)


def _one_event(one: Event, other: Event) -> bool:
    """Words of one stem or meaning, and something else in common where both say more."""
    if one.head in words("pronouns") or other.head in words("pronouns"):
        return False
    shared = _shared(one, other)
    if akin(one.head, other.head):
        return bool(shared) or _bare(one) or _bare(other)
    return len(shared) >= 2 and (any(akin(one.head, term) for term in other.terms) or any(akin(other.head, term) for term in one.terms))


def _bare(event: Event) -> bool:
    return not set(event.terms) - {event.head} - words("everyday") and not event.names


def _shared(one: Event, other: Event) -> set[str]:
    """What both name beside the event itself."""
    first, second = (set(event.terms) - words("everyday") - {one.head, other.head} for event in (one, other))
    alike = (first & second) | ({kin(term) for term in first} & {kin(term) for term in second} - words("everyday"))
    names = {name for name in one.names if any(names_match(name, known) for known in other.names)}
    return (alike - {kin(one.head), kin(other.head)}) | names


@cache
def _groups() -> dict[str, str]:
    return {word: group[0] for group in reversed(table("order")["akin"]) for word in group}


def _meaning(word: str) -> str:
    return _groups().get(word, kin(word))


def akin(one: str, other: str) -> bool:
    """The words mean one kind of event, or are verb and noun of one stem ("announce", "announcement")."""
    if not one or not other:
        return False
    return _meaning(one) == _meaning(other) or _stem(one) == _stem(other)


def _stem(word: str) -> str:
    """The word without the endings that make a noun of a verb."""
    meaning = _meaning(word)
    for ending in table("order")["endings"]:
        if meaning.endswith(ending) and len(meaning) - len(ending) >= _STEM:
            return meaning.removesuffix(ending).removesuffix("e")
    return meaning.removesuffix("e")
