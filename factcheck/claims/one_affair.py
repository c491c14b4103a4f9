"""Two sentences from two accounts of one affair that tell of one thing, though not in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

from factcheck.claims.alignment import Alignment, Difference
from factcheck.claims.asserting import told_apart
from factcheck.claims.frame import ROOT, Frame, Told, Unit
from factcheck.claims.rounding import comparable, one_number
from factcheck.claims.themes import stand_ins
from factcheck.model import Quantity
from factcheck.words import listed

_CORE = frozenset({"subject", "object"})
_NAMING = frozenset({"amod", "compound", "nmod", "poss", "of", "for", "nummod"})
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_WEEK = timedelta(days=7)
NEAR = 0.5
"""How alike in meaning two such sentences are at least."""
_LEAST_SHARED = 2
_MOST_ALONE = 3
_LONGEST = 25
"""Content words of a sentence that the entailment model reads to its end, the other sentence before it."""


@dataclass(frozen=True)
class OneMatter:
    """Two claims of one matter side by side, and the spans of what they say differently."""

    alignment: Alignment
    a_span: tuple[int, int]
    b_span: tuple[int, int]
    counted: bool = False
    """Each tells one number, and both count or measure the same."""


def one_matter(first: Told, second: Told) -> OneMatter | None:
    """The claims of two sentences that have most in common, where neither tells of another thing; None where one does."""
    if max(len(first.content), len(second.content)) > _LONGEST or len(first.content & second.content) < _LEAST_SHARED:
        return None
    both = [Alignment(*told) for told in product(_stated(first), _stated(second))]
    best = max(both, key=lambda each: (_shared(each), each.same_deed, -len(each.only_a) - len(each.only_b)), default=None)
    counted = best is not None and _rivals(best, first, second)
    if best is None or _shared(best) + (counted and best.same_deed) < _LEAST_SHARED or _of_anothers(best):
        return None
    said = second.content, first.content
    if (_counts_others(best) if counted else not _meet(best) or _of_other_things(best, said)) or best.a.rates != best.b.rates:
        return None
    gap = told_apart(best.a.claim, best.b.claim)
    if gap is None or gap > _WEEK:
        return None
    return OneMatter(best, _span(best.a, best.only_a), _span(best.b, best.only_b), counted)


def _rivals(alignment: Alignment, first: Told, second: Told) -> bool:
    """Each sentence tells one number and no other, and the two are of one unit and count the same."""
    numbers = [
        {(v.start, v.unit, v.noun, v.low, v.high) for frame in told.every for v in frame.claim.values if isinstance(v, Quantity)}
        for told in (first, second)
    ]
    own = [[unit.value for unit in frame.units if isinstance(unit.value, Quantity)] for frame in (alignment.a, alignment.b)]
    if [len(each) for each in numbers] != [1, 1] or [len(each) for each in own] != [1, 1]:
        return False
    one, other = own[0][0], own[1][0]
    if not alignment.same_deed and any(_has_all(frame) for frame in (alignment.a, alignment.b)):
        return False  # "has 900 inhabitants", "forty inhabitants were brought to safety"
    limits = one.comparator == other.comparator != "about"
    differ = not one_number(one, other) or (limits and (one.low, one.high) != (other.low, other.high))
    return comparable(one, other) and differ and not (one.ordinal or other.ordinal)


def _of_anothers(alignment: Alignment) -> bool:
    """What takes part in the one only tells whose is what takes part in the other: "she", "her brother"; "the Aster", "the Aster Max"."""
    for place, at in alignment.matched.items():
        ends = (alignment.a, place, alignment.matched.keys()), (alignment.b, at, alignment.back.keys())
        for (frame, here, own), (rest, there, _) in (ends, ends[::-1]):
            above = frame.units[here].governor
            hung = above != ROOT and above not in own and frame.units[above].pos in {"NOUN", "PROPN"} and _takes_part(frame.units[above])
            if hung and _takes_part(rest.units[there]):
                return True
    return False


def _has_all(frame: Frame) -> bool:
    """It tells how many there are in all, and of no deed."""
    return frame.light and frame.verb is not None and frame.verb.lemma in {"have", "be"} and not frame.claim.modal


def _counts_others(alignment: Alignment) -> bool:
    """Another subject, others of the kind, another time, or more on both sides: the two numbers count different things."""
    stood = stand_ins(alignment)
    told = {frame.units[p].kind for frame, p in _ends(alignment, [d for d in alignment.differences if d not in stood])}
    differing = [d for d in alignment.differences if d not in stood and alignment.a.units[d.a].kind != "number"]
    if told & {"name", "time"} or any(alignment.a.units[d.a].label != "root" for d in differing):
        return True
    used = {d.a for d in alignment.differences}, {d.b for d in alignment.differences}
    alone = [_lone(alignment.a, alignment.only_a, used[0]), _lone(alignment.b, alignment.only_b, used[1])]
    top = [[unit for unit in own if unit.governor == ROOT and unit.kind in {"word", "name"} and unit.label != "root"] for own in alone]
    another = any(unit.lemma in listed("meanings", "other_turns") | listed("claims", "some") for own in alone for unit in own)
    naming = [[unit for unit in own if unit.label in {"amod", "compound", "nmod", "poss"} and unit.kind != "number"] for own in alone]
    twice = any(all(parts) for parts in (naming, [[u for u in own if u.kind == "time"] for own in alone]))
    return another or twice or max(map(len, top)) > _LEAST_SHARED or all(any(_takes_part(unit) for unit in own) for own in top)


def _ends(alignment: Alignment, differences: Iterable[Difference]) -> Iterator[tuple[Frame, int]]:
    for difference in differences:
        yield alignment.a, difference.a
        yield alignment.b, difference.b


def _stated(told: Told) -> list[Frame]:
    return [
        frame
        for frame in told.frames
        if not (frame.claim.ascribed or frame.claim.headline) and frame.verb is not None and not frame.unnamed_subject
    ]


def _shared(alignment: Alignment) -> int:
    """Words and names that both say; numbers and times are what may differ."""
    units = [alignment.a.units[place] for place in alignment.matched]
    return sum(unit.kind == "name" or (unit.kind == "word" and unit.pos in _TELLING) for unit in units)


def _meet(alignment: Alignment) -> bool:
    """Who or what takes part, or has something of it, is the same in both."""
    pairs = ((alignment.a.units[place], alignment.b.units[at]) for place, at in alignment.matched.items())
    return any(one.pos in {"NOUN", "PROPN", "PRON"} and _takes_part(one) and _takes_part(other) for one, other in pairs)


def _takes_part(unit: Unit) -> bool:
    return unit.governor == ROOT and unit.label in _CORE


def _of_other_things(alignment: Alignment, said: tuple[AbstractSet[str], AbstractSet[str]]) -> bool:
    """Another subject, another one of several, another deed at another time, or more on both sides."""
    stood = stand_ins(alignment)
    differences = [d for d in alignment.differences if d not in stood]
    labels = {alignment.a.units[d.a].label for d in differences}
    several = len(differences) > 1
    numbers = any(alignment.a.units[d.a].kind == "number" for d in differences) and not alignment.same_deed
    if numbers or "subject" in labels or (several and labels & (_NAMING | {"root"})):
        return True
    if any(_may_both_be(alignment, d) for d in differences):
        return True
    alone = [_lone(alignment.a, alignment.only_a, (d.a for d in alignment.differences))]
    alone.append(_lone(alignment.b, alignment.only_b, (d.b for d in alignment.differences)))
    alone = [[unit for unit in own if unit.lemma.lower() not in there] for own, there in zip(alone, said, strict=True)]
    kinds = [{unit.kind for unit in own} for own in alone]
    if max(map(len, alone)) > _MOST_ALONE or all("time" in own for own in kinds) or (differences and all(own - {"time"} for own in kinds)):
        return True
    if alignment.a.denies != alignment.b.denies:
        return bool(differences) or bool(alone[0] if alignment.a.denies else alone[1])  # what limits a denial leaves room for the rest
    return all(any(_takes_part(unit) for unit in own) for own in alone) or not (differences or _counted(alignment))


def _counted(alignment: Alignment) -> bool:
    """Each tells a number of its own, or another limit of the same."""
    alone = [
        any(frame.units[p].kind == "number" for p in own)
        for frame, own in ((alignment.a, alignment.only_a), (alignment.b, alignment.only_b))
    ]
    pairs = [(alignment.a.units[p].value, alignment.b.units[at].value) for p, at in alignment.matched.items()]
    limits = [(a, b) for a, b in pairs if isinstance(a, Quantity) and isinstance(b, Quantity) and a.comparator == b.comparator != "about"]
    return all(alone) or any((a.low, a.high) != (b.low, b.high) for a, b in limits)


def _may_both_be(alignment: Alignment, difference: Difference) -> bool:
    """Times, of which there may be two; two things that somebody does it to; other words for one; a name and what is short for it."""
    one, other = alignment.a.units[difference.a], alignment.b.units[difference.b]
    two_things = one.kind != "number" and one.label == "object" and one.governor == ROOT
    two_names = one.kind == other.kind == "word" and one.label in _NAMING  # "the man's wrist", "the reporter's wrist"
    return one.kind == "time" or two_things or two_names or bool(_written(one.text) & _written(other.text))


def _written(name: str) -> set[str]:
    """How the name may be written otherwise: as one word, or by its initials."""
    words = name.split()
    return {"".join(words).casefold(), "".join(word[0] for word in words if word[0].isupper() and len(words) > 1).casefold()} - {""}


def _lone(frame: Frame, only: Iterable[int], used: Iterable[int]) -> list[Unit]:
    """The units that the claim alone says, in no slot of the other."""
    told = set(used)
    return [frame.units[place] for place in only if place not in told]


def _span(frame: Frame, only: Iterable[int]) -> tuple[int, int]:
    """From the first to the last word that this claim alone says; the claim where it says nothing alone."""
    units = [frame.units[place] for place in only]
    if not units:
        return frame.claim.span.start, frame.claim.span.end
    return min(unit.start for unit in units), max(unit.end for unit in units)
