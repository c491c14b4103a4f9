"""Where a phrase of several words stands in a claim, and what the claim tells it of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from factcheck.claims.alignment import is_person
from factcheck.claims.asserting import passive
from factcheck.claims.frame import ROOT, Frame, Unit
from factcheck.words import listed, table

Found = tuple[tuple[int, int], tuple[int, int], str]
"""The words of the older statement and of the later one, and what became of it."""
_CORE = frozenset({"subject", "object"})
_NAMING = frozenset({"amod", "compound", "nmod", "of", "poss", "for", "about", "nummod", "against"})
"""How what tells a thing from others of its kind hangs on it."""
_SMALL = frozenset({"PRON", "DET", "ADJ", "ADV", "PART", "AUX", "NUM", "SPACE"})


@dataclass(frozen=True)
class Said:
    """Where a phrase stands in a claim: the places of its units, and its span."""

    units: frozenset[int]
    span: tuple[int, int]


def said(frame: Frame, phrases: Iterable[str]) -> Said | None:
    """The first phrase that the claim's verb is part of, or carries if it is a light one; small words may stand between its words."""
    words = frame.claim.words
    verb = next((i for i, word in enumerate(words) if word.dependency == "ROOT"), None)
    for phrase in phrases:
        if phrase.partition(" ")[0] not in frame.lemmas:
            continue
        for at in _standing(frame, phrase.split(), verb):
            carried = frame.light and any(words[i].head in {-1, verb} or words[words[i].head].head in {-1, verb} for i in at)
            if verb in at or carried:
                start, end = words[at[0]].start, words[at[-1]].end
                return Said(frozenset(p for p, unit in enumerate(frame.units) if _meets(frame, unit, at)), (start, end))
    return None


def in_a_row(frame: Frame, phrases: Iterable[str]) -> tuple[int, int] | None:
    """Where one of the words stands, or a phrase of several in a row, whatever the claim's verb has to do with it."""
    words = frame.claim.words
    lemmas = [word.lemma for word in words]
    for phrase in phrases:
        parts = phrase.split()
        for at in range(len(lemmas) - len(parts) + 1):
            if lemmas[at : at + len(parts)] == parts:
                return words[at].start, words[at + len(parts) - 1].end
    return None


def begun(frame: Frame, name: str, kind: str, side: str) -> set[int]:
    """The places of those rows of a data file of meanings that have a phrase on that side which begins with a word of the claim.

    Of all others `said` and `in_a_row` find nothing.
    """
    begin = _begin(name, kind, side)
    return {row for lemma in frame.lemmas & beginnings(name, kind, side) for row in begin[lemma]}


@cache
def beginnings(name: str, kind: str, side: str) -> frozenset[str]:
    """The first words of all those phrases."""
    return frozenset(_begin(name, kind, side))


@cache
def _begin(name: str, kind: str, side: str) -> Mapping[str, frozenset[int]]:
    rows = [{phrase.split(" ")[0] for phrase in row[side]} for row in table("meanings", name)[kind]]
    return {word: frozenset(number for number, own in enumerate(rows) if word in own) for word in set[str]().union(*rows)}


def _meets(frame: Frame, unit: Unit, at: Collection[int]) -> bool:
    return any(unit.start <= frame.claim.words[i].start < unit.end for i in at)


def _standing(frame: Frame, parts: list[str], verb: int | None) -> Iterator[list[int]]:
    """Where the words of a phrase stand, in their order; what hangs on the verb may stand farther off ("declared the strike over")."""
    words = frame.claim.words
    for start, word in enumerate(words):
        if word.lemma != parts[0]:
            continue
        found, far = [start], False
        for at in range(start + 1, len(words)):
            if len(found) == len(parts):
                break
            if parts[len(found)] in {words[at].lemma, words[at].text.lower()} and (
                not far or words[at].head in {-1, verb, start, found[-1]}
            ):
                found.append(at)
            elif words[at].pos not in _SMALL and words[at].dependency != "compound":
                far = True
        if len(found) == len(parts):
            yield found


def aside(frame: Frame, told: Said, more: Iterable[str]) -> set[int]:
    """What only tells how the state came about: "shut for repairs", "blocked by snow"; and what hangs on that."""
    loose = {"for", "with", "because", "after", "during", "to", "since", *more, *(["subject"] if passive(frame.claim) else [])}
    found = {p for p, u in enumerate(frame.units) if u.label in loose and (u.governor == ROOT or u.governor in told.units)}
    below = {at for p in (*found, *told.units) for at in frame.below(p)}
    return found | below


def carries(frame: Frame, place: int, told: Said, labels: Collection[str]) -> bool:
    """The unit is what the verb is told of, or hangs on the phrase that tells of it or on such a thing."""
    unit = frame.units[place]
    if unit.governor == ROOT:
        return unit.label in labels
    above = frame.units[unit.governor]
    if above.kind == unit.kind == "name" and unit.label in {"nmod", "list", "compound"}:
        return carries(frame, unit.governor, told, labels)
    whole = unit.governor in told.units or above.lemma in listed("meanings", "standing_for")
    return whole or (unit.label == "poss" and above.governor == ROOT) or unit.label in {*labels} - _CORE


def another(frame: Frame, known: Collection[int], place: int, told: Said, words: Collection[str]) -> bool:
    """What hangs on the thing in the later statement alone makes another one of it; `known` are the places of what both say."""
    return any(
        at not in known
        and at not in told.units
        and unit.label in _NAMING
        and frame.head_of(at).pos != "PRON"
        and frame.units[place].kind != "name"
        and (unit.kind in {"name", "number"} or unit.pos == "NOUN" or unit.lemma in words)
        for at in frame.below(place)
        for unit in [frame.units[at]]
    )


def unsaid(older: Frame, matched: Mapping[int, int], but: Collection[int] = ()) -> list[Unit]:
    """Names, nouns and verbs of the older statement that the later one leaves out."""
    quiet = listed("meanings", "passing") | listed("meanings", "planning")
    return [
        unit
        for place, unit in enumerate(older.units)
        if place not in matched
        and place not in but
        and unit.kind in {"name", "word"}
        and unit.pos not in {"ADV", "ADJ", "PRON"}
        and unit.lemma not in quiet
    ]


def whole(frame: Frame) -> tuple[int, int]:
    """The span of the verb, else of the claim."""
    verb = frame.verb
    return (frame.claim.span.start, frame.claim.span.end) if verb is None else (verb.start, verb.end)


def people(frame: Frame) -> list[int]:
    """The places of people."""
    return [at for at, unit in enumerate(frame.units) if is_person(unit)]


def roots(frame: Frame) -> list[int]:
    """The place of the verb, if it has one."""
    return [] if frame.root is None else [frame.root]
