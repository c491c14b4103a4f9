"""What two sentences have in common as wholes: near copies, rows of a list, sums, one speaker's words, events in another order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product

from factcheck.claims.alignment import Alignment, one_thing
from factcheck.claims.frame import ROOT, Frame, Told, Unit
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

_PREDICATED = frozenset({"acomp", "oprd", "xcomp", "as"})
_LEAST_COMMON = 0.5
_MOST_LEFT = 2
_LONGEST = 25
"""Content words of a sentence that the entailment model reads to its end, the other sentence before it."""


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


# Near copies: what each says alone, of which no list of words knows whether both can be true.


@dataclass(frozen=True)
class NearCopy:
    """The two claims that have most in common, side by side, and the spans of what either sentence says alone."""

    alignment: Alignment
    a_span: tuple[int, int]
    b_span: tuple[int, int]


def near_copy(a: Told, b: Told) -> NearCopy | None:
    """What two sentences, of the same subject, numbers, times and names, leave unmatched; None where that is much or may add up."""
    fewer, more = sorted((len(a.content), len(b.content)))
    common = len(a.content & b.content) if fewer >= _LEAST_COMMON * more else 0
    if not common or common < _LEAST_COMMON * (fewer + more - common):
        return None
    if any(frame.claim.correction for frame in (*a.every, *b.every)):
        return None
    if _says_again(a, b) or _says_again(b, a):
        return None
    units = _units(a.every), _units(b.every)
    left = _left(*units), _left(*reversed(units))
    said_anew = any(unit.kind != "word" for own in left for unit in own) or _typed(units[0]) != _typed(units[1])
    if said_anew or max(map(len, left)) > _MOST_LEFT or max(len(a.content), len(b.content)) > _LONGEST:
        return None
    both = _most_alike(a.every, b.every)
    if both is None or not _of_one_subject(both) or _may_add_up(both, left) or not (any(left) or _small(a.every) != _small(b.every)):
        return None  # where nothing else is left, who says it may differ, or when
    return NearCopy(both, _span(left[0], both.a), _span(left[1], both.b))


def _says_again(one: Told, other: Told) -> bool:
    """All that the one says is among what the other says: "Man is the goal.", "That is not the goal, man is the goal."."""
    said = [[word.text.lower() for word in frame.claim.words] for frame in one.every]
    return len(said) == 1 and any([word.text.lower() for word in frame.claim.words] == said[0] for frame in other.every)


def _small(frames: Iterable[Frame]) -> frozenset[str]:
    return frozenset().union(*(frame.function_words for frame in frames))


def _units(frames: Iterable[Frame]) -> list[Unit]:
    """The units of a sentence, each once."""
    return list({unit.span: unit for frame in frames if not frame.claim.ascribed for unit in frame.units}.values())


def _left(own: Sequence[Unit], other: Sequence[Unit]) -> list[Unit]:
    return [unit for unit in own if not any(one_thing(unit, there) for there in other)]


def _typed(units: Sequence[Unit]) -> set[str]:
    """Numbers and times as they are written: in other words they may be one, which the model cannot reckon."""
    return {unit.text.lower() for unit in units if unit.kind in {"number", "time"}}


def _most_alike(a: Iterable[Frame], b: Iterable[Frame]) -> Alignment | None:
    both = [Alignment(*told) for told in product(*([frame for frame in own if not frame.claim.ascribed] for own in (a, b)))]
    return max(both, key=lambda each: (len(each.matched), each.same_deed, -len(each.only_a) - len(each.only_b)), default=None)


def _of_one_subject(alignment: Alignment) -> bool:
    """Neither tells of another subject, nor of some that may be others."""
    some = any(frame.of_some for frame in (alignment.a, alignment.b))
    first, second = list(_subjects(alignment.a)), list(_subjects(alignment.b))
    return not some and (not first or not second or any(alignment.matched.get(place) in second for place in first))


def _may_add_up(alignment: Alignment, left: tuple[list[Unit], list[Unit]]) -> bool:
    """Both may be true: one denies in other words ("is not closed", "is open"), or there are several such things ("speaks French").

    What is told of a thing by its verb, an adjective or an adverb is one, and so is where one event was.
    """
    denied = [bool(frame.function_words & listed("claims", "denials")) for frame in (alignment.a, alignment.b)]
    if all(denied) or _otherwise_bound(alignment):
        return True
    if any(denied):
        return all(left)
    if not all(left):
        return any(left)
    sides = ((alignment.a, alignment.only_a, left[0]), (alignment.b, alignment.only_b, left[1]))
    own = [(frame, [place for place in only if frame.units[place] in alone]) for frame, only, alone in sides]
    parts = [[place for place in places if frame.units[place].governor not in places] for frame, places in own]
    if min(map(len, parts)) > 1:
        return True  # who does it and to what both differ: "came to believe", "left a message"
    return any(places and not any(_single(frame, place, places) for place in places) for frame, places in own)


def _otherwise_bound(alignment: Alignment) -> bool:
    """A number or time that both name is another bound in the one: "kept for 30 days", "deleted after 30 days"."""
    pairs = ((alignment.a.units[place], alignment.b.units[at]) for place, at in alignment.matched.items())
    return any(one.kind in {"number", "time"} and one.label != other.label for one, other in pairs)


def _single(frame: Frame, place: int, left: Collection[int]) -> bool:
    unit = frame.units[place]
    told = (unit.pos in {"VERB", "ADJ", "ADV"} or unit.label in _PREDICATED) and unit.governor not in left
    somewhere = listed("claims", "where") | listed("claims", "by_way")
    return told or (unit.label in somewhere and frame.claim.tense != "present")


def _subjects(frame: Frame) -> Iterator[int]:
    return (place for place, unit in enumerate(frame.units) if unit.label == "subject" and unit.governor == ROOT)


def _span(left: Sequence[Unit], frame: Frame) -> tuple[int, int]:
    """From the first to the last word that is said by this sentence alone; the claim where small words alone differ."""
    if not left:
        return frame.claim.span.start, frame.claim.span.end
    return min(unit.start for unit in left), max(unit.end for unit in left)


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
