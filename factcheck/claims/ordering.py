"""Two claims that put two events in another order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck.claims.naming import names_match
from factcheck.meanings import deed_of, same_meaning
from factcheck.model import Claim, Event, Link
from factcheck.words import listed

_FACTUAL = {"asserted", "reported"}


Told = tuple[tuple[int, int], tuple[int, int], str]


def turned_round(a: Claim, b: Claim) -> Iterable[Told]:
    """The spans of both claims and what they put in another order; only what happens once has one order."""
    return _turned_round(a, b) if a.links and b.links else ()


def _turned_round(a: Claim, b: Claim) -> Iterator[Told]:
    for one in _ordered(a):
        for other in _ordered(b):
            if _opposed(one, other):
                why = f'One puts "{one.of.head}" {one.kind} "{one.to.head}", the other the other way round.'
                yield (a.span.start, a.span.end), (b.span.start, b.span.end), why


def _ordered(claim: Claim) -> Iterator[Link]:
    """The links of order in a clause that tells a fact and means one order."""
    said = {word.lemma for word in claim.words}
    if claim.modality in _FACTUAL and claim.polarity == "positive" and not said & listed("claims", "either_order"):
        yield from (link for link in claim.links if link.kind != "cause" and not link.of.negated and not link.to.negated)


def _opposed(one: Link, other: Link) -> bool:
    if one.kind != other.kind:
        return _once(one.of, other.of) and _one_event(one.of, other.of) and _one_event(one.to, other.to)
    return _once(one.of, other.to) and _one_event(one.of, other.to) and _one_event(one.to, other.of)


def _once(*events: Event) -> bool:
    return any({event.head, deed_of(event.head)} & listed("claims", "once") for event in events)


def _one_event(one: Event, other: Event) -> bool:
    """Verb or noun of one deed, and something else in common unless one of them says nothing more."""
    first, second = deed_of(one.head) or one.head, deed_of(other.head) or other.head
    if not first or not second or not (first == second or same_meaning(first, second)):
        return False
    shared = (set(one.terms) & set(other.terms)) - {one.head, other.head}
    named = any(names_match(name, known) for name in one.names for known in other.names)
    return bool(shared) or named or _bare(one) or _bare(other)


def _bare(event: Event) -> bool:
    return not set(event.terms) - {event.head} and not event.names
