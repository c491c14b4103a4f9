"""Claims of which one denies the other: by negation, by excluding words, or by all against none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from factcheck.claims.alignment import Alignment, Difference
from factcheck.claims.frame import ROOT, Frame, Unit
from factcheck.claims.themes import only
from factcheck.comparison import Kind, Span
from factcheck.meanings import exclusive, opposed, part_of
from factcheck.verdicts.particulars import has_one, one_light_deed
from factcheck.words import listed

_PREDICATE = frozenset({"root", "acomp", "oprd", "attr"})
_ASCRIBED = frozenset({"root", "acomp", "oprd", "attr", "xcomp", "ccomp", "prt"})


@dataclass(frozen=True)
class Opposition:
    """What is affirmed and denied: the difference where words exclude each other, else the spans of the denying and denied words."""

    kind: Kind
    a_span: Span
    b_span: Span
    difference: Difference | None = None
    settled: bool = False
    """The one says that what the other tells of will not be."""
    denied: str = ""
    """Which side denies: "a", "b" or "" """
    of_verbs: bool = False
    """The two verbs exclude each other."""
    turned: bool = False
    """Who did it to whom is told the other way round."""
    limited: int | None = None
    """The place, on the denying side, of what "only" limits: what tells it further is the limit itself."""


def oppositions(alignment: Alignment) -> Iterator[Opposition]:
    """Negation where both tell one deed with other polarity, words that exclude each other where polarity is the same."""
    if alignment.a.denies == alignment.b.denies:
        yield from _excluded(alignment)
        yield from _complement_denied(alignment)
        yield from _quantified(alignment)
        yield from _for_and_against(alignment)
    elif any(frame.of_some for frame in (alignment.a, alignment.b)) and not any(frame.of_none for frame in (alignment.a, alignment.b)):
        return  # some do, some do not
    elif (
        alignment.same_deed
        and not alignment.differences
        and (_says_something(alignment) or _of_nobody(alignment) or _all_the_same(alignment))
    ):
        denied = "a" if alignment.a.denies else "b"
        yield Opposition("negation", _verb(alignment.a), _verb(alignment.b), denied=denied)
    elif not any(frame.function_words & listed("claims", "denials") for frame in (alignment.a, alignment.b)):
        yield from (found for found in _excluded(alignment) if found.difference is not None)  # "allowed on", "banned from"


def _says_something(alignment: Alignment) -> bool:
    """Both say the same of their subject: the verb, or what a linking verb ascribes."""
    return one_light_deed(alignment) or any(
        one.kind == "word"
        and one.governor == other.governor == ROOT
        and (_said(alignment.a, one), _said(alignment.b, other)) == (True, True)
        for place, at in alignment.matched.items()
        for one, other in [(alignment.a.units[place], alignment.b.units[at])]
    )


def _all_the_same(alignment: Alignment) -> bool:
    """Nothing else is said by one alone: "will stand for the leadership", "will not stand for the leadership"."""
    told = [alignment.a.units[place] for place in alignment.matched]
    return not (alignment.only_a or alignment.only_b) and len(told) > 2 and {"name", "word"} <= {unit.kind for unit in told}


def _of_nobody(alignment: Alignment) -> bool:
    """Nobody was where the other tells of somebody: "nobody was aboard the boat"."""
    where = [alignment.a.units[p] for p, at in alignment.matched.items() if alignment.a.units[p].label == alignment.b.units[at].label]
    beside = any(unit.kind in {"word", "name"} and unit.governor == ROOT and unit.label not in {"subject", "object"} for unit in where)
    return (alignment.a.of_nobody or alignment.b.of_nobody) and alignment.a.light and alignment.b.light and beside


def _said(frame: Frame, unit: Unit) -> bool:
    """The unit is the verb, what a linking verb ascribes, or what a light verb carries ("made no arrests", "has to register")."""
    carried = unit.label in {"object", "xcomp"} and frame.light
    return unit.label in _PREDICATE or carried or (frame.denied is not None and frame.units[frame.denied] is unit)


def _complements(frame: Frame) -> tuple[bool, bool]:
    """Does an infinitive follow the verb ("came to believe"), do two objects ("left him the keys")? Either makes another verb of it."""
    words = frame.claim.words
    own = [word for word in words if word.head < 0 or words[word.head] == frame.verb]
    infinitive = any(word.dependency in {"xcomp", "advcl"} and word.tag == "VB" for word in own)
    return infinitive, sum(word.dependency in {"dobj", "dative"} for word in own) > 1


def _excluded(alignment: Alignment) -> Iterator[Opposition]:
    meet = alignment.a.sides.meet(alignment.b.sides)
    yield from (*_exclude_each_other(alignment), *_phrases(alignment)) if meet else ()
    yield from _changed_places(alignment)


def _exclude_each_other(alignment: Alignment) -> Iterator[Opposition]:
    for a, b in product(_asserted(alignment.a, alignment.only_a), _asserted(alignment.b, alignment.only_b)):
        one, other = alignment.a.units[a], alignment.b.units[b]
        verbs = one.label == other.label == "root"
        if verbs and _complements(alignment.a) != _complements(alignment.b):
            continue
        ascribed = {one.label, other.label} <= _ASCRIBED and one.governor == other.governor == ROOT and _exclude(one, other)
        if ascribed or _modifies_opposed(alignment, one, other) or _two_ways(alignment, one, other) or _otherwise(alignment, a, b):
            yield Opposition("status", one.span, other.span, Difference(a, b), of_verbs=verbs)


def _changed_places(alignment: Alignment) -> Iterator[Opposition]:
    """Each is told to have beaten the other."""
    if not alignment.a.deeds & alignment.b.deeds & listed("meanings", "beating"):
        return
    pairs = [(alignment.a.units[place], alignment.b.units[at]) for place, at in alignment.matched.items()]
    named = [(one, other) for one, other in pairs if one.kind == "name" and one.governor == other.governor == ROOT]
    beater = next((one for one, other in named if (one.label, other.label) == ("subject", "object")), None)
    there = next((other for one, other in named if (one.label, other.label) == ("object", "subject")), None)
    if beater is not None and there is not None:
        yield Opposition("who", beater.span, there.span, turned=True)


def _two_ways(alignment: Alignment, one: Unit, other: Unit) -> bool:
    """Two ways of doing it of which one thing has one: "taken with food", "taken on an empty stomach"."""
    verbs = {frame.verb.lemma for frame in (alignment.a, alignment.b) if frame.verb is not None}
    if one.governor != other.governor or one.governor != ROOT or len(verbs) != 1:
        return False
    return has_one(verbs, one.label, other.label) and bool(exclusive(one.lemma, other.lemma, "noun"))


def _otherwise(alignment: Alignment, a: int, b: int) -> bool:
    """All else is the same: "closed 3% lower", "closed 3% higher"; "the wettest month", "the driest month"; "broke his left hand"."""
    one, other = alignment.a.units[a], alignment.b.units[b]
    if one.label != other.label or not only(alignment, Difference(a, b)) or not _exclude(one, other):
        return False
    if one.label == "amod" and one.governor != ROOT and alignment.matched.get(one.governor) == other.governor:
        superlative = alignment.a.head_of(a).tag == alignment.b.head_of(b).tag == "JJS"
        owned = any(alignment.a.units[at].label == "poss" for at in alignment.a.below(one.governor))
        return superlative or (owned and alignment.a.units[one.governor].label == "object" and alignment.a.claim.tense == "past")
    prize = one.label == "object" and exclusive(one.lemma, other.lemma, "noun") == "medal"
    described = prize or one.label == "advmod" or one.pos == other.pos == "ADJ"  # "tested positive"
    return described and one.governor == other.governor == ROOT


def _asserted(frame: Frame, places: Iterable[int]) -> list[int]:
    """The words among the units, but for what somebody only attempts or wants to do."""
    return [
        place
        for place in places
        for unit in [frame.units[place]]
        if unit.kind == "word" and not (unit.label == "xcomp" and frame.root is not None and unit.pos == "VERB")
    ]


def _modifies_opposed(alignment: Alignment, one: Unit, other: Unit) -> bool:
    """Of one part of a definite thing: "at the northern tip", "at the southern tip"; not of who does it, which tells another one."""
    if (
        not {one.label, other.label} <= {"amod", "compound"}
        or alignment.matched.get(one.governor) != other.governor
        or one.governor == ROOT
    ):
        return False
    part = alignment.a.units[one.governor]
    somewhere = listed("claims", "where") | listed("claims", "by_way")
    return part.governor == ROOT and part.label in somewhere and not part.indefinite and _exclude(one, other)


def _exclude(one: Unit, other: Unit) -> bool:
    if one.text.lower() == f"un{other.text.lower()}" or other.text.lower() == f"un{one.text.lower()}":
        return True  # "paid", "unpaid"
    parts = part_of(one.pos), part_of(other.pos)
    return opposed(one.lemma, other.lemma, *parts) or bool(exclusive(one.lemma, other.lemma, *parts))


def _phrases(alignment: Alignment) -> Iterator[Opposition]:
    """A phrase of which the verb alone says nothing: "was cancelled" against "will take place"."""
    phrases = [(one, other) for one in sorted(alignment.a.deeds) for other in sorted(alignment.b.deeds) if " " in one or " " in other]
    if any(exclusive(one, other) for one, other in phrases):
        yield Opposition("status", _verb(alignment.a), _verb(alignment.b), settled=True)


def _complement_denied(alignment: Alignment) -> Iterator[Opposition]:
    """What is ascribed is denied beside itself, not at the verb: "guilty" against "not guilty"."""
    denies = any(not frame.function_words.isdisjoint(listed("claims", "denials")) for frame in (alignment.a, alignment.b))
    if alignment.a.claim.polarity == "negative" or not denies:
        return
    for place, at in alignment.matched.items():
        one, other = alignment.a.units[place], alignment.b.units[at]
        denials = [frame.modifiers(p) & listed("claims", "denials") for frame, p in ((alignment.a, place), (alignment.b, at))]
        if one.label in _ASCRIBED - {"root"} and bool(denials[0]) != bool(denials[1]) and not alignment.differences:
            yield Opposition("negation", one.span, other.span, denied="a" if denials[0] else "b")


def _quantified(alignment: Alignment) -> Iterator[Opposition]:
    """The same noun, limited by the one and unlimited by the other: "only on one plan" against "on all plans"."""
    if not ("only" in alignment.a.function_words or "only" in alignment.b.function_words):
        return
    for place, at in alignment.matched.items():
        one, other = alignment.a.units[place], alignment.b.units[at]
        if one.kind != "word" or (one.governor != ROOT != other.governor and one.pos != "NOUN"):
            continue
        for limited, free, swapped in ((alignment.a, (alignment.b, at), False), (alignment.b, (alignment.a, place), True)):
            if "only" in limited.function_words and free[0].modifiers(free[1]) & listed("meanings", "all"):
                spans = (one.span, other.span)
                yield Opposition("negation", *spans, denied="b" if swapped else "a", limited=at if swapped else place)


def _for_and_against(alignment: Alignment) -> Iterator[Opposition]:
    """Of the same thing: "voted for the bypass", "voted against the bypass"; "on duty", "off duty"."""
    for place, at in alignment.matched.items() if alignment.same_deed else ():
        one, other = alignment.a.units[place], alignment.b.units[at]
        if {one.label, other.label} in ({"for", "against"}, {"on", "off"}) and one.governor == other.governor == ROOT:
            yield Opposition("status", one.span, other.span)


def _verb(frame: Frame) -> Span:
    """The verb with its negation."""
    verb = frame.verb
    if verb is None:
        return frame.claim.span.start, frame.claim.span.end
    denying = [w for w in frame.claim.words if w.dependency == "neg" or w.lemma in listed("claims", "denials")]
    words = [verb, *denying] if frame.claim.polarity == "negative" else [verb]
    return min(w.start for w in words), max(w.end for w in words)
