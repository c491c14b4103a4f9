"""What two sentences have in common as wholes: rows of a list, sums, one speaker's words, events in another order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from factcheck.claims.alignment import one_thing
from factcheck.claims.frame import Frame, Told, Unit
from factcheck.claims.names import names_match
from factcheck.claims.wording import heard
from factcheck.meanings import deed_of, same_meaning
from factcheck.model import Claim, Event, Link, Moment, Quantity, Word
from factcheck.words import listed, table

WHOLE = 5
"""Words and names that two claims of nothing else have in common before they are taken for one sentence told twice."""
_MOST = 0.8
_FIGURES = re.compile(r"\d[\d.,]*")
_TELLING = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})


def are_rows(a: str, b: str) -> bool:
    """Two sentences that are alike but for their figures are rows of a list, each of what a heading names."""
    return _FIGURES.sub("", a).strip() == _FIGURES.sub("", b).strip()


def add_up(a: Sequence[Claim], b: Sequence[Claim]) -> bool:
    """The one tells the sum of what the other tells part by part: "4 million on roads and 6 million on schools", "10 million on both"."""
    parts = [{(v.unit, v.low) for claim in claims for v in claim.values if isinstance(v, Quantity) and v.low} for claims in (a, b)]
    only = [parts[0] - parts[1], parts[1] - parts[0]]
    sums = [{unit: sum(low for u, low in own if u == unit) for unit, _ in own} for own in only]
    several = any(len(own) > 1 for own in only)
    return several and any(sums[0].get(unit) == total for unit, total in sums[1].items())


def one_occasion(a: Sequence[Claim], b: Sequence[Claim]) -> bool:
    """Nearly all that the shorter sentence says beside numbers and times stands in the other, two names among it: one event told twice."""
    told = [
        {word.lemma.lower(): word.pos for claim in claims for word in claim.words if word.pos in _TELLING and not _valued(claim, word)}
        for claims in (a, b)
    ]
    both = set(told[0]) & set(told[1])
    named = [word for word in both if told[0][word] == "PROPN"]
    happened = {word for word in both if told[0][word] == "VERB"} - listed("claims", "being") - {"have"}
    return bool(happened) and len(named) > 1 and len(both) >= WHOLE and len(both) >= _MOST * min(map(len, told))


def _valued(claim: Claim, word: Word) -> bool:
    return any(isinstance(value, Quantity | Moment) and value.start <= word.start < value.end for value in claim.values)


# What each of two sentences says alone.


def differ_in_values(a: Told, b: Told) -> bool:
    """Two sentences differ in numbers, times and names alone, or in how these are written: rules compare them better than a model does."""
    units = _units(a.every), _units(b.every)
    left = [*_left(*units), *_left(*reversed(units))]
    return all(map(_is_value, left)) if left else _typed(units[0]) != _typed(units[1])


def _is_value(unit: Unit) -> bool:
    """It is a name, a time or a number, or a word with a number in it: "his 90s"."""
    return unit.kind != "word" or any(map(str.isdigit, unit.text))


def _units(frames: Iterable[Frame]) -> list[Unit]:
    """The units of a sentence, each once."""
    return list({unit.span: unit for frame in frames if not frame.claim.ascribed for unit in frame.units}.values())


def _left(own: Sequence[Unit], other: Sequence[Unit]) -> list[Unit]:
    return [unit for unit in own if not any(one_thing(unit, there) for there in other)]


def _typed(units: Sequence[Unit]) -> set[str]:
    """Numbers and times as they are written: in other words they may be one, which the model cannot reckon."""
    return {unit.text.lower() for unit in units if unit.kind in {"number", "time"}}


# One speaker, quoted with nearly the same sentence in other words.

Span = tuple[int, int]
_LEAST = 5
"""A quotation of fewer words may well have been said twice."""
_MOST_CHANGED = 2
"""Words that may differ: of a longer stretch nobody knows which part of the sentence either outlet cut."""
_ALIKE = 0.75
"""Share of the longer quotation's words that both must have, in the same order."""


def misquoted(a: Claim, b: Claim) -> Iterator[tuple[Span, Span, str]]:
    """The spans of the words that differ: one speaker, nearly the same sentence, other words at one place of it."""
    if a.article == b.article or not a.quotation or not b.quotation or not _one_speaker(a, b):
        return
    first, second = heard(a.quotation), heard(b.quotation)
    shorter, longer = sorted((first, second), key=len)
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    changed = [operation for operation in matcher.get_opcodes() if operation[0] == "replace"]
    if len(shorter) < _LEAST or " ".join(shorter) in " ".join(longer) or shared < _ALIKE * len(longer) or len(changed) != 1:
        return
    _, a_start, a_end, b_start, b_end = changed[0]
    wording, other = first[a_start:a_end], second[b_start:b_end]
    if max(len(wording), len(other)) > _MOST_CHANGED or "".join(wording) == "".join(other) or "[" in a.quotation + b.quotation:
        return
    if {*first[a_start:a_end], *second[b_start:b_end]} <= set(table("claims", "heard")["slips"]["words"]):
        return
    why = f"Both quote {a.attributed_to} with nearly the same sentence, but the words differ."
    yield _placed(a, first, a_start, a_end), _placed(b, second, b_start, b_end), why


def _placed(claim: Claim, heard_words: list[str], start: int, end: int) -> Span:
    """Where the words stand: those of the claim that sound so, else the claim."""
    wanted = set(heard_words[start:end])
    found = [word for word in claim.words if wanted & set(heard(word.text))]
    return (found[0].start, found[-1].end) if found else (claim.span.start, claim.span.end)


def _one_speaker(a: Claim, b: Claim) -> bool:
    """Both sides name the speaker, and it is the same one."""
    first, second = a.attributed_to or "", b.attributed_to or ""
    return first[:1].isupper() and second[:1].isupper() and names_match(first, second)


# Two claims that put two events in another order.

_FACTUAL = {"asserted", "reported"}


Turned = tuple[tuple[int, int], tuple[int, int], str]


def turned_round(a: Claim, b: Claim) -> Iterable[Turned]:
    """The spans of both claims and what they put in another order; only what happens once has one order."""
    return _turned_round(a, b) if a.links and b.links else ()


def _turned_round(a: Claim, b: Claim) -> Iterator[Turned]:
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
