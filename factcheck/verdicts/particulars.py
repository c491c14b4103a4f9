"""Two values of one slot that cannot both be true: numbers, dates, places, people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from factcheck.claims.alignment import Alignment, Difference, describes, is_person, is_place
from factcheck.claims.asserting import passive
from factcheck.claims.frame import ROOT, Frame, Unit
from factcheck.claims.names import may_be_one_person
from factcheck.claims.numerals import comparable
from factcheck.claims.occasions import bounded, first_or_last, nearly_one_hour, of_event, of_one_month, rates, told_anew
from factcheck.claims.one_slot import may_be_one
from factcheck.claims.posts import relation
from factcheck.claims.themes import definite, one_theme, only
from factcheck.comparison import Kind
from factcheck.model import Moment, Name, Quantity
from factcheck.time.meeting import can_be_one, lengths_differ
from factcheck.words import listed, table

OFFICES = relation("held") | relation("lasting")
NAMING = frozenset({"amod", "nummod", "compound", "nmod"})
"""How an ordinal hangs on what it tells from others ("the 19th amendment")."""
_FINE = frozenset({"day", "hour", "minute", "second"})
_MANY = 3
_CLOCK = re.compile(r"\d{1,2}[.:]\d\d")
_ATTRIBUTED = frozenset({"attr", "appos", "oprd"})


@dataclass(frozen=True)
class Clash:
    """A difference that is a conflict where all around it agrees; `once` = of something that happens once, or holds one at a time."""

    difference: Difference
    kind: Kind
    once: bool = False


def clashes(alignment: Alignment) -> Iterator[Clash]:
    """The differences of typed values, those of numbers first."""
    for difference in alignment.differences:
        one, other = alignment.a.units[difference.a], alignment.b.units[difference.b]
        if isinstance(one.value, Quantity) and isinstance(other.value, Quantity):
            if _counts_one(alignment, one, other) and comparable(one.value, other.value):
                yield Clash(difference, "number")
        elif isinstance(one.value, Moment) and isinstance(other.value, Moment):
            yield from _times(alignment, difference, one.value, other.value)
        elif one.kind == other.kind == "name":
            yield from (_results if "score" in {one.label, other.label} else _names)(alignment, difference, one, other)
        elif one.kind == other.kind == "word" and _particular(alignment, difference):
            yield Clash(difference, "who" if one.label == "subject" else "status", once=True)
        elif one.kind == other.kind == "word" and one.label == other.label == "subject" and _one_cause(alignment):
            yield Clash(difference, "order", once=True)
        elif one.kind == other.kind == "word" and (_single(alignment, one, other) or _of_kin(alignment, one, other)):
            yield Clash(difference, "status", once=True)


def _of_kin(alignment: Alignment, one: Unit, other: Unit) -> bool:
    """Whose child somebody is: "the daughter of a baker", "the daughter of a miner"."""
    if one.label != other.label or one.label not in {"of", "poss"} or alignment.matched.get(one.governor) != other.governor:
        return False
    return alignment.a.units[one.governor].lemma in listed("meanings", "kin") and alignment.a.units[one.governor].label in _ATTRIBUTED


def _single(alignment: Alignment, one: Unit, other: Unit) -> bool:
    """What a definite thing has one of: what it is made of, where it is buried, under which licence it is."""
    verbs = alignment.a.deeds & alignment.b.deeds
    if one.governor != ROOT and describes(one) and alignment.matched.get(one.governor) == other.governor:
        one, other = alignment.a.units[one.governor], alignment.b.units[other.governor]  # "the MIT licence"
    tied = one.label == other.label and one.governor == other.governor == ROOT
    once = one.label == "to" and alignment.a.claim.tense == alignment.b.claim.tense == "past"
    given = once and any(alignment.a.units[place].lemma in listed("meanings", "given") for place in alignment.matched)
    return tied and (given or has_one(verbs, one.label)) and one_theme(alignment)


def has_one(verbs: Iterable[str], *labels: str) -> bool:
    """What follows one of the verbs by any of these ties is something of which a thing has one."""
    return any({f"{verb} {label}" for label in labels} <= listed("meanings", "single") for verb in verbs)


def deed(alignment: Alignment, kind: str, room: str = "meanings") -> bool:
    """The verb of either claim is in the word list of that name."""
    return any(frame.deeds & listed(room, kind) for frame in (alignment.a, alignment.b))


def one_light_deed(alignment: Alignment) -> bool:
    """The verb, which says little by itself, is one in both and tells what is done: "take", "make"; being and having are no deeds."""
    verbs = {frame.verb.lemma if frame.verb is not None and frame.light else "" for frame in (alignment.a, alignment.b)}
    return len(verbs) == 1 and bool(verbs & listed("meanings", "light_deeds"))


def _counts_one(alignment: Alignment, one: Unit, other: Unit) -> bool:
    """The numbers do not tell who or what is meant ("a 34-year-old man"), and both or none come on top of others ("seven more")."""
    naming = one.is_ordinal and one.label in NAMING and (not _steps(alignment, one) or deed(alignment, "repeated"))
    at_an_hour = {one.label, other.label} == {"at"} and all(_CLOCK.fullmatch(unit.text) for unit in (one, other))
    if naming or at_an_hour or _counts_on(alignment.a, one) != _counts_on(alignment.b, other):
        return False
    for unit, frame in ((one, alignment.a), (other, alignment.b)):
        of_age = isinstance(unit.value, Quantity) and unit.value.unit.endswith(" of age")
        if frame.verb is not None and frame.verb.lemma == "age":
            return False  # "adults aged 18 to 49"
        if unit.governor == ROOT:
            continue
        governor = frame.units[unit.governor]
        if of_age and governor.kind == "word" and governor.label != "acomp":
            return False
        attributive = governor.pos == "ADJ" and governor.label == "amod" and governor.governor != ROOT
        if attributive and frame.units[governor.governor].indefinite:
            return False
    return True


def _steps(alignment: Alignment, ordinal: Unit) -> bool:
    """The ordinal says where or when in an order it was, not which of several things is meant: "the 70th minute", "the third floor"."""
    if ordinal.governor not in alignment.matched:
        return False
    counted = alignment.a.units[ordinal.governor]
    return counted.lemma in listed("meanings", "steps") and counted.label in {"in", "on", "at", "after"}


def _counts_on(frame: Frame, unit: Unit) -> bool:
    """The number comes on top of what was counted before."""
    return any("more" in frame.modifiers(place) for place in (frame.units.index(unit), unit.governor) if place != ROOT)


def _times(alignment: Alignment, difference: Difference, one: Moment, other: Moment) -> Iterator[Clash]:
    if {alignment.a.units[difference.a].label, alignment.b.units[difference.b].label} == {"npadvmod"} and rates(alignment, difference):
        return  # "a month", "a year": for how long a price is
    if one.text.lower() == other.text.lower() or {alignment.a.units[difference.a].label, alignment.b.units[difference.b].label} <= NAMING:
        return  # "today" said on two days; "the 2023 index"
    if nearly_one_hour(alignment, difference):
        return
    if lengths_differ(one, other):
        yield Clash(difference, "number")
    elif can_be_one(one, other) is False and not bounded(alignment, difference) and not _elsewhere(alignment):
        happens = deed(alignment, "once", "claims") or (deed(alignment, "happening", "claims") and not _more_differs(alignment, difference))
        known = (happens and one_theme(alignment)) or of_event(alignment, difference)
        known = known or first_or_last(alignment, difference)
        if known:
            yield Clash(difference, "date", once=True)
        elif only(alignment, difference) and (
            _appointed(alignment, difference) or told_anew(alignment) or of_one_month(alignment, one, other)
        ):
            yield Clash(difference, "date")


def _appointed(alignment: Alignment, difference: Difference) -> bool:
    """Since or until when it is so, or when it is to begin or end: "works here since 1998", "applications close on 31 January"."""
    labels = {alignment.a.units[difference.a].label, alignment.b.units[difference.b].label}
    appointed = deed(alignment, "at_an_hour") or deed(alignment, "happening", "claims") or (alignment.a.light and alignment.b.light)
    to_come = alignment.a.claim.tense != "past" and labels <= {"on", "at", "in", "attr"} and appointed
    return len(labels) == 1 and (to_come or labels <= {"since", "until", "till"})


def _more_differs(alignment: Alignment, told: Difference) -> bool:
    """How often or how much it was differs too: each tells of its own time that is over."""
    if alignment.a.claim.tense != "past":
        return False
    others = (alignment.a.units[d.a] for d in alignment.differences if d != told)
    return any(unit.kind in {"number", "time"} for unit in others)


def _elsewhere(alignment: Alignment) -> bool:
    """It came to two markets, each at its time."""
    places = any(is_place(alignment.a.units[d.a]) and is_place(alignment.b.units[d.b]) for d in alignment.differences)
    return places and deed(alignment, "by_market")


def _results(_: Alignment, difference: Difference, one: Unit, other: Unit) -> Iterator[Clash]:
    """Two results of one match, whoever tells it first: "won 3-1", "lost 1-3"."""
    if sorted(one.key) != sorted(other.key):
        yield Clash(difference, "number")


def _names(alignment: Alignment, difference: Difference, one: Unit, other: Unit) -> Iterator[Clash]:
    if any(unit.lemma in listed("meanings", "not_holding") for frame in (alignment.a, alignment.b) for unit in frame.units):
        return
    if _versions(alignment, one, other) or _numbered(alignment, difference):
        yield Clash(difference, "number")
        return
    if may_be_one_person(one.key, other.key) or one.text.casefold() == other.text.casefold():
        return
    if _single(alignment, one, other) or _nationality(alignment, one, other):
        yield Clash(difference, "status", once=True)
    elif _bond(alignment, one, other):
        yield Clash(difference, "who", once=True)
    elif _particular(alignment, difference) and not _within(one.key, other.key):
        yield Clash(difference, "place" if is_place(one) and is_place(other) else "who", once=True)
    elif is_place(one) and is_place(other) and one.label == other.label and one.label in listed("claims", "where"):
        once = (deed(alignment, "once", "claims") or _one_time(alignment)) and one_theme(alignment)
        if not _within(one.key, other.key) and (once or _seat(alignment, one) or _met(alignment)):
            yield Clash(difference, "place", once=True)
    elif (
        (_may_be_who(one) or alignment.a.light)
        and (_may_be_who(other) or alignment.b.light)
        and _one_holder(alignment, difference, one, other)
    ):
        yield Clash(difference, "who", once=True)


def _versions(alignment: Alignment, one: Unit, other: Unit) -> bool:
    """The version of one named thing that something requires, or with which something came or went."""
    if not (one.pos == other.pos == "NUM") or ROOT in {one.governor, other.governor}:
        return False
    of = alignment.a.units[one.governor]
    required = deed(alignment, "requiring") and of.kind == "name" and of.label == "object"
    return required or (deed(alignment, "once", "claims") and of.lemma in {"version", "release"} and of.label in {"in", "with", "from"})


def _numbered(alignment: Alignment, difference: Difference) -> bool:
    """Which of several numbered things it is, and nothing else differs: "listens on port 7410"."""
    one, other = alignment.a.units[difference.a], alignment.b.units[difference.b]
    if not (one.pos == other.pos == "NUM") or ROOT in {one.governor, other.governor} or not only(alignment, difference):
        return False
    return alignment.a.units[one.governor].governor == ROOT and alignment.a.units[one.governor].label not in {"subject", "object"}


def _particular(alignment: Alignment, difference: Difference) -> bool:
    """Where, by whom or how one event was, which both tell in the same words with a time or a circumstance that tells it from others."""
    one, other = alignment.a.units[difference.a], alignment.b.units[difference.b]
    claims = alignment.a.claim, alignment.b.claim
    by_whom = one.label == "subject" and not deed(alignment, "of_many_doers")
    by_whom = by_whom and (
        all(passive(claim) for claim in claims) or (deed(alignment, "of_one_doer") and {one.kind, other.kind} == {"word"})
    )
    tied = (
        one.label == other.label
        and one.governor == other.governor
        and (by_whom or one.label in listed("claims", "where") | {"on", "into", "onto"})
    )
    anybody = {one.lemma, other.lemma} & listed("claims", "anybody") or (by_whom and may_be_one(alignment, difference))
    past = all(claim.tense == "past" and claim.modality in {"asserted", "reported"} and not claim.modal for claim in claims)
    if not (tied and past and only(alignment, difference) and one_theme(alignment)) or anybody:
        return False
    shared = [alignment.a.units[place] for place in alignment.matched]
    days = _FINE | {"year"} if by_whom else _FINE
    timed = any(isinstance(unit.value, Moment) and unit.value.granularity in days for unit in shared)
    return (
        timed
        or deed(alignment, "once", "claims")
        or any(unit.label in {"after", "before", "during"} and unit.governor == ROOT for unit in shared)
    )


def _nationality(alignment: Alignment, one: Unit, other: Unit) -> bool:
    """Two adjectives made of names are ascribed to one definite person or thing: "was Danish", "was Swedish"."""
    ascribed = {one.label, other.label} <= {"acomp", "attr"} and alignment.a.light and alignment.b.light
    return ascribed and "ADJ" in {one.pos, other.pos} and " " not in one.key + other.key and one_theme(alignment)


def _may_be_who(unit: Unit) -> bool:
    """Somebody, or an organisation that acts; a name of unknown kind where an actor stands."""
    acts = unit.label in {"subject", "attr", "object", "appos"}
    return acts and (not isinstance(unit.value, Name) or unit.value.category in {"person", "organisation", "other"} or is_person(unit))


def _seat(alignment: Alignment, place: Unit) -> bool:
    """It tells where something has its one seat: "is based in", "has its headquarters in", "its head office is in"."""
    if any(alignment.a.units[at].pos == "NOUN" and _is_chief(alignment.a, at) for at in alignment.matched):
        return alignment.a.light and alignment.b.light
    return deed(alignment, "seated") or (place.governor != ROOT and alignment.a.units[place.governor].lemma in listed("meanings", "seated"))


def _is_chief(frame: Frame, place: int) -> bool:
    return any(frame.units[below].text.lower() in {"head", "main"} for below in frame.below(place))


def _within(one: str, other: str) -> bool:
    """One place lies in the other, or may: a town in a country."""
    first, second = one.lower().split(), other.lower().split()
    regions = {one, other} & relation("wide")
    return len(regions) == 1 or set(first) <= set(second) or set(second) <= set(first)


def _one_time(alignment: Alignment) -> bool:
    """Both name the same day, or an hour of it."""
    return any(
        isinstance(unit.value, Moment) and unit.value.granularity in {"day", "hour", "minute"} and unit.governor == ROOT
        for place in alignment.matched
        for unit in [alignment.a.units[place]]
    )


def _met(alignment: Alignment) -> bool:
    """Two that are named did something to each other, and both tell it on one day: "beat", "met"."""
    said = [claim.stated_at and claim.stated_at.start for claim in (alignment.a.claim, alignment.b.claim)]
    core = [u for p in alignment.matched for u in [alignment.a.units[p]] if u.kind == "name" and u.governor == ROOT]
    return said[0] == said[1] and {"subject", "object"} <= {unit.label for unit in core} and alignment.a.claim.tense == "past"


def _one_holder(alignment: Alignment, difference: Difference, one: Unit, other: Unit) -> bool:
    """Only one can have done it, hold it or be it."""
    if one.label == other.label == "subject":
        return _one_doer(alignment) or _done_by(alignment, one, other) or _office(alignment, difference) or _is_the(alignment)
    if one.label == other.label and one.label in _ATTRIBUTED:
        return _is_the(alignment)
    return one.label == other.label == "object" and deed(alignment, "appointing") and _office_named(alignment)


def _bond(alignment: Alignment, one: Unit, other: Unit) -> bool:
    """Whom somebody named works for, plays for or is married to: one at a time."""
    verb = alignment.a.verb
    if one.label != other.label or verb is None or ({one.key} <= relation("wide")) != ({other.key} <= relation("wide")):
        return False
    word = verb.lemma if one.governor == ROOT else alignment.a.units[one.governor].lemma
    known = {unit.label for p in alignment.matched for unit in [alignment.a.units[p]] if unit.kind == "name" and unit.governor == ROOT}
    return one.label in table("claims", "relations")["bonds"].get(word, ()) and bool(known & {"subject", "object"})


def never_changes(alignment: Alignment, clash: Clash) -> bool:
    """Who it is never changes: a founder, an author, the director of a film; not whom somebody works for."""
    if _bond(alignment, alignment.a.units[clash.difference.a], alignment.b.units[clash.difference.b]):
        return False
    shared = [alignment.a.units[place] for place in alignment.matched]
    named = any(unit.kind == "name" and unit.label in {"object", "of", "poss", "compound"} for unit in shared)
    lemmas = {unit.lemma for unit in shared}
    told = lemmas & relation("lasting") or ("director" in lemmas and lemmas & relation("lasting_of"))
    deed_told = any(frame.deeds & relation("lasting_deeds") for frame in (alignment.a, alignment.b))
    return deed(alignment, "once", "claims") or (named and bool(told or deed_told))


def _one_doer(alignment: Alignment) -> bool:
    """The deed is one that one party does ("won", "directed"), to one definite thing that both name."""
    return deed(alignment, "of_one_doer") and any(
        "object" in labels <= {"object", "of"} and definite(alignment.a, place) and definite(alignment.b, at)
        for place, at in alignment.matched.items()
        for labels in [{alignment.a.units[place].label, alignment.b.units[at].label}]  # "chairs the board", "is the chair of the board"
    )


def _done_by(alignment: Alignment, one: Unit, other: Unit) -> bool:
    """Somebody with a full name did it, by himself, to one definite thing: "the bomb was defused by …"."""
    people = all(is_person(unit) and " " in unit.key for unit in (one, other))
    done = all(passive(claim) and claim.tense == "past" for claim in (alignment.a.claim, alignment.b.claim))
    also = "also" in alignment.a.lemmas | alignment.b.lemmas
    return people and done and not (also or deed(alignment, "of_many_doers")) and one_theme(alignment)


def _one_cause(alignment: Alignment) -> bool:
    """Both tell what caused, or causes, one definite thing."""
    tenses = {alignment.a.claim.tense, alignment.b.claim.tense}
    return tenses in ({"past"}, {"present"}) and deed(alignment, "causing") and one_theme(alignment)


def _office(alignment: Alignment, difference: Difference) -> bool:
    """Both are described by one office in one body ("Castellan Foods chief executive …", "…, mayor of Selm,")."""
    for place in alignment.a.below(difference.a):
        at = alignment.matched.get(place)
        if at is None or alignment.b.units[at].governor != difference.b or not describes(alignment.a.units[place]):
            continue
        around = {*alignment.a.below(place), *alignment.a.below(difference.a)} - {place}
        beside = {*alignment.b.below(at), *alignment.b.below(difference.b)} - {at}
        named = any(alignment.matched.get(below) in beside and alignment.a.units[below].kind == "name" for below in around)
        if named and alignment.a.units[place].lemma in OFFICES:
            return True
    return False


def _is_the(alignment: Alignment) -> bool:
    """What both ascribe ("X is the mayor of Selm") is one definite office or thing that one alone can be."""
    if not (alignment.a.light and alignment.b.light):
        return False
    ascribed = alignment.a.claim.ascribed or alignment.b.claim.ascribed
    return any(
        unit.governor == ROOT
        and (
            not ascribed or any(alignment.a.units[below].kind == "name" for below in alignment.a.below(place) if below in alignment.matched)
        )
        and unit.label in {"attr", "subject"}
        and (unit.lemma in OFFICES or _superlative(alignment.a, place))
        and not unit.indefinite
        and not alignment.b.units[at].indefinite
        for place, at in alignment.matched.items()
        for unit in [alignment.a.units[place]]
    )


def _superlative(frame: Frame, place: int) -> bool:
    """Only one thing is "the tallest building"."""
    return any(frame.head_of(at).tag == "JJS" for at in frame.below(place))


def _office_named(alignment: Alignment) -> bool:
    return any(alignment.a.units[place].lemma in OFFICES for place in alignment.matched)
