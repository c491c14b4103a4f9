"""Lays two claims side by side: which of their units say the same, which differ in one slot, and what only one of them says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from factcheck.claims.asserting import RULING
from factcheck.claims.frame import ROOT, Frame, Unit
from factcheck.claims.names import measures, names_match, spelling
from factcheck.claims.numerals import comparable, one_number
from factcheck.meanings import deed_of, same_meaning
from factcheck.model import Moment, Name, Quantity
from factcheck.time.meeting import can_be_one, lasts, lengths_differ, one_length
from factcheck.words import listed

_NEUTRAL = frozenset({"of", "attr", "object", "appos", "npadvmod", "at", "nummod", "acomp", "compound", "nmod", "amod", "with", "dep"})
"""Ties that leave a value what it is: "revenue of $4 billion", "revenue was $4 billion"."""
_WHEN = frozenset({"on", "in", "at", "npadvmod", "during", "nmod", "amod", "compound", "advmod", "of", "for"})
_DESCRIBING = frozenset({"appos", "compound", "nmod", "amod"})
_RANK = {"number": 0, "time": 0, "name": 1, "word": 2}


@dataclass(frozen=True)
class Difference:
    """Two units of one slot that do not say the same: their places in the two frames."""

    a: int
    b: int


class Alignment:
    """Two frames and what they share; `matched` pairs places of a with places of b."""

    def __init__(self, a: Frame, b: Frame) -> None:
        self.a, self.b = a, b
        self.matched: dict[int, int] = {}
        if a.all_marks.isdisjoint(b.all_marks):
            return
        free = dict.fromkeys(range(len(b.units)))
        for place, unit in enumerate(a.units):
            own = a.marks[place]
            if own.isdisjoint(b.all_marks):
                continue
            fitting = [at for at in free if not own.isdisjoint(b.marks[at]) and self._fit(unit, b.units[at])]
            if fitting:
                self.matched[place] = min(fitting, key=lambda at: (*_unlike(unit, b.units[at]), abs(at - place)))
                del free[self.matched[place]]

    @property
    def alone(self) -> tuple[tuple[Frame, tuple[int, ...]], tuple[Frame, tuple[int, ...]]]:
        """Each frame with the places of what it alone says."""
        return (self.a, self.only_a), (self.b, self.only_b)

    def _fit(self, one: Unit, other: Unit) -> bool:
        """The two say the same; two numbers not where what either counts stands with another number in the other claim."""
        if self._other_limit(one, other) or not (one_thing(one, other) or self._one_measure(one, other)):
            return False
        if not (one.kind == other.kind == "number") or ROOT in {one.governor, other.governor}:
            return True
        counted, there = self.a.units[one.governor], self.b.units[other.governor]
        return one_thing(counted, there) or not (
            any(one_thing(counted, unit) for unit in self.b.units) or any(one_thing(there, unit) for unit in self.a.units)
        )

    def _one_measure(self, one: Unit, other: Unit) -> bool:
        """Words that say of a number each that it is of one measure: "holds 2 litres", "has a capacity of 3 litres"."""
        told_otherwise = (one.lemma, one.pos) != (other.lemma, other.pos)
        shared = one.kind == other.kind == "word" and told_otherwise and measures(one.lemma) & measures(other.lemma)
        return bool(shared) and all(
            any(frame.units[at] is unit for at in frame.carriers.values()) for frame, unit in ((self.a, one), (self.b, other))
        )

    def _other_limit(self, one: Unit, other: Unit) -> bool:
        """A rule has one limit: who can take up to 4 tablets may not be told that it is up to 2."""
        first, second = one.value, other.value
        if not (isinstance(first, Quantity) and isinstance(second, Quantity)) or first.comparator in {"exactly", "about"}:
            return False
        ends = [(quantity.low, quantity.high) for quantity in (first, second)]
        one_claim, other_claim = self.a.claim, self.b.claim
        limits = self.a.deeds & self.b.deeds & listed("claims", "limiting") or self.a.lemmas & self.b.lemmas & listed("claims", "entitled")
        ruled = one_claim.modal in RULING or (not one_claim.modal and limits)
        rule = bool(ruled) and one_claim.modal == other_claim.modal and one_claim.tense == other_claim.tense
        return rule and first.comparator == second.comparator and first.unit == second.unit and ends[0] != ends[1]

    @cached_property
    def back(self) -> dict[int, int]:
        """`matched` the other way."""
        return {b: a for a, b in self.matched.items()}

    @cached_property
    def only_a(self) -> tuple[int, ...]:
        """Places of a that b does not say."""
        return tuple(place for place in range(len(self.a.units)) if place not in self.matched)

    @cached_property
    def only_b(self) -> tuple[int, ...]:
        """Places of b that a does not say."""
        return tuple(place for place in range(len(self.b.units)) if place not in self.back)

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Units that stand in one slot and say different things, each unit once, typed ones first."""
        found: list[Difference] = []
        used_a, used_b = set[int](), set[int]()
        ranked = sorted(
            (rank, a, b) for a in self.only_a for b in self.only_b if (rank := self._rank(self.a.units[a], self.b.units[b])) is not None
        )
        for _, a, b in ranked:
            if a not in used_a and b not in used_b and self._one_slot(a, b):
                used_a.add(a)
                used_b.add(b)
                found.append(Difference(a, b))
        return tuple(found)

    def in_place_of_noun(self, difference: Difference) -> bool:
        """The two numbers count the same, and one of them stands for its noun."""
        one, other = self.a.units[difference.a], self.b.units[difference.b]
        return _stands_for_its_noun(one, other, self.b) or _stands_for_its_noun(other, one, self.a)

    @cached_property
    def same_deed(self) -> bool:
        """Both tell the same deed: their verbs are one, or a light verb's noun tells the other's, or both verbs are light."""
        root_a, root_b = self.a.deed, self.b.deed
        if self.measured:
            return True
        if root_a is None and root_b is None:
            return self._one_light_verb()
        if (root_a is None or root_b is None) and (moves(self.a) or moves(self.b) or self.has):
            return True
        return (root_a is not None and self._tells(root_a, self.matched, self.b)) or (
            root_b is not None and self._tells(root_b, self.back, self.a)
        )

    @cached_property
    def has(self) -> bool:
        """One verb says in a fuller word what the other's says in a light one: "holds 19 seats", "has 23 seats"; "won it", "took it"."""
        return _has(self.a, self.b)

    def _one_light_verb(self) -> bool:
        """Both verbs say that something is, or both that somebody has or makes it, or the value hangs on a noun that both name."""
        verbs = [frame.verb.lemma for frame in (self.a, self.b) if frame.verb is not None]
        there = [any(word.dependency == "expl" for word in frame.claim.words) for frame in (self.a, self.b)]
        being = [verb in listed("claims", "being") and not is_there for verb, is_there in zip(verbs, there, strict=False)]
        return len(set(being)) < 2 or any(self._through_light(self.a.units[a], self.b.units[b]) for a in self.only_a for b in self.only_b)

    def _tells(self, root: int, matched: dict[int, int], other: Frame) -> bool:
        at = matched.get(root)
        return at is not None and (
            other.units[at].label == "root" or at == other.denied or (other.light and other.units[at].governor == ROOT)
        )

    def _rank(self, a: Unit, b: Unit) -> int | None:
        if a.kind != b.kind:
            return 3 if {a.kind, b.kind} == {"name", "word"} else None
        if isinstance(a.value, Moment) and isinstance(b.value, Moment):
            return None if can_be_one(a.value, b.value) is not False and not lengths_differ(a.value, b.value) else 0
        if a.kind == "number" and one_thing(a, b) and not self._other_limit(a, b):
            return None
        return _RANK[a.kind]

    def _one_slot(self, a: int, b: int) -> bool:
        """The two hang on the same thing by the same tie."""
        one, other = self.a.units[a], self.b.units[b]
        if one.label == "root" or other.label == "root":
            return one.label == other.label
        bare = one.kind == other.kind == "number" and (self.in_place_of_noun(Difference(a, b)) or self.measured.get(a) == b)
        if bare or not _one_label(one, other):
            return bare or self._moved_to(one, other)
        if ROOT in {one.governor, other.governor}:
            tied = one.governor == other.governor or self._through_light(one, other) or self._of_infinitive(one, other)
            return tied or self._hung_elsewhere(one, other)
        if self.matched.get(one.governor) == other.governor:
            return not _bounds_differ(self.a.units[one.governor], self.b.units[other.governor])
        if any(d.a == one.governor and d.b == other.governor for d in self._of_nouns):
            return True
        return self._of_people(one, other) or self._of_people(one, other, turned=True)

    @cached_property
    def measured(self) -> dict[int, int]:
        """The numbers of a, and those of b, of which two different words say that they are of one measure."""
        if not (self.a.carriers and self.b.carriers):
            return {}
        pairs = (
            (a, b) for a, first in self.a.carriers.items() for b, second in self.b.carriers.items() if self.matched.get(first) == second
        )
        words = [(a, b, self.a.units[self.a.carriers[a]], self.b.units[self.b.carriers[b]]) for a, b in pairs]
        return {a: b for a, b, one, other in words if (one.lemma, one.pos) != (other.lemma, other.pos)}

    @cached_property
    def _of_nouns(self) -> tuple[Difference, ...]:
        """Nouns of one slot that differ: what hangs on them is in one slot too, and differs with them."""
        return tuple(
            Difference(a, b)
            for a in self.only_a
            for b in self.only_b
            if self.a.units[a].kind == self.b.units[b].kind
            and self.a.units[a].kind in {"word", "number"}
            and self.a.units[a].label == self.b.units[b].label
            and self.a.units[a].governor == self.b.units[b].governor == ROOT
        )

    def _of_people(self, one: Unit, other: Unit, *, turned: bool = False) -> bool:
        """Of whom the verb tells, and a noun for the same deed: "employs 200 people", "has 200 employees"."""
        frame, rest, matched = (self.b, self.a, self.back) if turned else (self.a, self.b, self.matched)
        unit, there = (other, one) if turned else (one, other)
        people = frame.units[unit.governor].lemma in listed("claims", "anybody")
        return people and frame.root is not None and matched.get(frame.root) == there.governor and rest.light

    def _moved_to(self, one: Unit, other: Unit) -> bool:
        """A value that something has, and the value to which it was moved ("the rate is 5 percent", "cut the rate to 4 percent")."""
        labels = {one.label, other.label}
        return (
            one.governor == other.governor == ROOT and "to" in labels and bool(labels & {"attr", "at"}) and moves(self.a) != moves(self.b)
        )

    def _hung_elsewhere(self, one: Unit, other: Unit) -> bool:
        """Where or when it was hangs on the verb in the one, on what both tell of in the other, as a parser may take it either way."""
        if one.label not in listed("claims", "where") or one.label != other.label:
            return False
        hung, there = (one, self.matched) if other.governor == ROOT else (other, self.back)
        frame = self.a if hung is one else self.b
        return hung.governor in there and frame.units[hung.governor].governor == ROOT

    def _of_infinitive(self, one: Unit, other: Unit) -> bool:
        """One hangs on the verb, the other on the same verb as an infinitive ("will begin in May", "was to begin in June")."""
        sides = ((one, other, self.a, self.matched, self.b), (other, one, self.b, self.back, self.a))
        return any(
            unit.governor == ROOT != rest.governor
            and frame.root is not None
            and matched.get(frame.root) == rest.governor
            and there.units[rest.governor].label == "xcomp"
            for unit, rest, frame, matched, there in sides
        )

    def _through_light(self, one: Unit, other: Unit) -> bool:
        """One hangs on a noun, the other on a light verb whose subject or object is that noun ("revenue was …", "revenue of …")."""
        for unit, matched, frame in ((one, self.matched, self.b), (other, self.back, self.a)):
            rest = other if unit is one else one
            tied = unit.label == rest.label or {unit.label, rest.label} <= _NEUTRAL
            if unit.governor != ROOT and rest.governor == ROOT and frame.light and tied:
                at = matched.get(unit.governor)
                return at is not None and frame.units[at].governor == ROOT and frame.units[at].label in {"subject", "object"}
        return False


def may_be_one_deed(a: Frame, b: Frame) -> bool:
    """Only of two such claims can `same_deed` say so."""
    if a.carriers and b.carriers:
        return True
    if a.deed is None or b.deed is None:
        light = a.deed is b.deed is None or moves(a) or moves(b) or _has(a, b)
        return light or any(
            frame.deed is not None and not frame.marks[frame.deed].isdisjoint(other.all_marks) for frame, other in ((a, b), (b, a))
        )
    return not (a.marks[a.deed].isdisjoint(b.all_marks) and b.marks[b.deed].isdisjoint(a.all_marks))


def _has(a: Frame, b: Frame) -> bool:
    return _in_fuller_words(a, b, listed("claims", "having"), {"have", "be"}) or _in_fuller_words(a, b, {"win"}, {"take"})


def _in_fuller_words(a: Frame, b: Frame, fuller: Collection[str], lighter: Collection[str]) -> bool:
    full = [frame for frame in (a, b) if frame.root is not None and not frame.deeds.isdisjoint(fuller)]
    light = [frame for frame in (a, b) if frame.light and frame.verb is not None and frame.verb.lemma in lighter]
    return len(full) == len(light) == 1


def _stands_for_its_noun(count: Unit, other: Unit, frame: Frame) -> bool:
    """The one number stands where the other's noun does: "two died", "three people died"."""
    if not isinstance(count.value, Quantity) or not isinstance(other.value, Quantity) or other.governor == ROOT or count.governor != ROOT:
        return False
    noun = frame.units[other.governor]
    if count.pos == "ADV" and noun.lemma == "time":
        return noun.governor == ROOT  # "twice", "three times"
    return count.value.noun == noun.lemma and noun.governor == ROOT and {count.label, noun.label} <= {"subject", "object"}


def one_thing(a: Unit, b: Unit) -> bool:
    """The two units say the same."""
    if a.kind == b.kind == "name":
        return _one_name(a, b)
    if isinstance(a.value, Quantity) and isinstance(b.value, Quantity):
        return comparable(a.value, b.value) and one_number(a.value, b.value)
    if isinstance(a.value, Moment) and isinstance(b.value, Moment):
        return _one_time(a.value, b.value)
    if {a.kind, b.kind} == {"name", "word"}:
        return a.text.casefold() == b.text.casefold()
    if a.kind == b.kind == "word":
        return a.key == b.key or spelling(a.text) == spelling(b.text) or same_meaning(a.lemma, b.lemma) or _one_deed(a, b)
    return False


def _one_time(a: Moment, b: Moment) -> bool:
    if lasts(a) or lasts(b):
        return one_length(a, b)
    other = a.interval is b.interval is None and a.value != b.value  # weekdays and weekends
    return can_be_one(a, b) is True and not other


def _one_name(a: Unit, b: Unit) -> bool:
    """People go by their surnames; of anything else a single word may be short for several things ("Dow" for an index of it)."""
    if not names_match(a.key, b.key):
        return False
    person = any(isinstance(unit.value, Name) and unit.value.category == "person" for unit in (a, b))
    first, second = sorted((a.key.casefold().split(), b.key.casefold().split()), key=len)
    untyped = a.value is None and b.value is None
    surname = (person or untyped) and second[-1:] == first[-1:]
    return surname or len(first) > 1 or a.key.casefold() == b.key.casefold()


def _one_deed(a: Unit, b: Unit) -> bool:
    """Verb and noun of one deed: "arrested", "an arrest"."""
    first = deed_of(a.lemma) if a.pos == "NOUN" else a.lemma
    second = deed_of(b.lemma) if b.pos == "NOUN" else b.lemma
    return bool(first and second) and {a.pos, b.pos} == {"NOUN", "VERB"} and (first == second or same_meaning(first, second))


def _unlike(a: Unit, b: Unit) -> tuple[bool, bool]:
    """How little two slots are alike, for choosing between units: "deep" and "deepest" have one lemma."""
    return not _one_label(a, b), a.label != b.label


def _one_label(a: Unit, b: Unit) -> bool:
    if a.label == b.label:
        return True
    if a.kind == b.kind == "time":
        return {a.label, b.label} <= _WHEN
    return {a.label, b.label} <= _NEUTRAL


def moves(frame: Frame) -> bool:
    """The verb tells that a value was changed ("cut", "rose")."""
    if frame.root is None or not {frame.units[frame.root].lemma, frame.units[frame.root].key} & listed("claims", "shifting"):
        return False
    valued = any(unit.kind == "number" and unit.governor == ROOT for unit in frame.units)
    return valued or frame.units[frame.root].lemma != "bring"  # "brought to 40", "brought to safety"


def _bounds_differ(a: Unit, b: Unit) -> bool:
    return a.label != b.label and bool({a.label, b.label} & listed("claims", "limits"))


def describes(unit: Unit) -> bool:
    """The unit only describes what it hangs on ("chief executive", "Tarnow Hill mayor")."""
    return unit.label in _DESCRIBING and unit.governor != ROOT


def is_person(unit: Unit) -> bool:
    """The unit names somebody."""
    return isinstance(unit.value, Name) and unit.value.category == "person"


def is_place(unit: Unit) -> bool:
    """The unit names a place, or stands where places stand."""
    named = isinstance(unit.value, Name) and unit.value.category == "place"
    return unit.kind == "name" and (named or unit.label in listed("claims", "where"))
