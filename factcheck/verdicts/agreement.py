"""Does all around a difference agree: the deed, who and what takes part, where, when, of which scope?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from factcheck.claims.alignment import Alignment, Difference, describes, is_place, moves
from factcheck.claims.asserting import passive, perfect
from factcheck.claims.frame import ROOT, Frame, Unit
from factcheck.claims.themes import definite, hyphened, limited, of_known_event
from factcheck.model import Moment, Quantity
from factcheck.verdicts.particulars import NAMING, OFFICES, one_light_deed
from factcheck.words import listed

Weight = Literal["none", "minor", "other thing"]
_NARROWING = frozenset(
    {"amod", "compound", "nmod", "of", "poss", "for", "on", "in", "at", "with", "without", "against", "from", "to", "between", "among"}
    | {"amongst", "under", "over", "before", "after", "within", "across"}
)
_CORE = frozenset({"subject", "object", "xcomp", "ccomp", "attr", "acomp", "oprd", "dative", "root"})
_COARSE = frozenset({"week", "month", "quarter", "season", "year", "decade", "century"})
_TELLING_WHICH = frozenset({"amod", "compound", "with", "without", "of", "under", "over"})
_MOST_MINOR = 2


@dataclass(frozen=True)
class Agreement:
    """What two claims have in common beside the told differences, and what parts them."""

    alignment: Alignment
    told: tuple[Difference, ...]
    settled: bool = False
    """The verbs are what clashes, though they stand in no one slot."""
    denied: str = ""
    """The side ("a", "b") that denies what the other tells: whatever more the other one tells of it takes nothing from that."""
    beside: frozenset[str] = frozenset()
    """Kinds of units whose differences may stand beside the told ones: of what happens once, several particulars can be wrong."""
    limited: int | None = None
    """The place, on the denying side, of what "only" limits: what tells it further is told by the limit."""
    turned: bool = False
    """That the two have changed places is what clashes."""

    @cached_property
    def _found(self) -> tuple[tuple[Weight, str], ...]:
        """All that parts the two: how much, and why ("time" where one alone names it)."""
        return (
            *self._unnamed(),
            *self._opposed(),
            *self._limited_to(),
            *self._otherwise_tied(),
            *self._turned(),
            *self._one_sided(self.alignment.a, self.alignment.only_a),
            *self._one_sided(self.alignment.b, self.alignment.only_b),
        )

    @cached_property
    def objections(self) -> tuple[str, ...]:
        """Why the two tell of different things."""
        return tuple(reason for weight, reason in self._found if weight == "other thing")

    @cached_property
    def minor(self) -> int:
        """How much parts them only a little."""
        return sum(weight == "minor" for weight, _ in self._found)

    @cached_property
    def timeless(self) -> int:
        """The same, times left out."""
        return sum(weight == "minor" and reason != "time" for weight, reason in self._found)

    @property
    def counted_alone(self) -> bool:
        """One side alone counts: "my train", "400 trains"."""
        return any(frame.units[at].kind == "number" for frame, own in self.alignment.alone for at in own)

    @property
    def nothing_else_differs(self) -> bool:
        """No tie is there to which each hangs its own: "closed to lorries", "open to cars"."""
        told = {d.a for d in self.told}, {d.b for d in self.told}
        ties = [
            {frame.units[at].label for at in only if at not in own} for (frame, only), own in zip(self.alignment.alone, told, strict=True)
        ]
        return ties[0].isdisjoint(ties[1])

    @cached_property
    def shared(self) -> int:
        """Units that both say, without times and numbers; two words that exclude each other speak of one thing, too."""
        opposites = sum(self.alignment.a.units[d.a].kind == self.alignment.b.units[d.b].kind == "word" for d in self.told)
        units = [self.alignment.a.units[place] for place in self.alignment.matched]
        said = sum(unit.kind in {"word", "name"} or (unit.is_ordinal and unit.label in NAMING) for unit in units)
        counted = sum(self.alignment.in_place_of_noun(difference) for difference in self.told)
        return opposites + counted + self.settled + self.of_nobody + one_light_deed(self.alignment) + said

    @cached_property
    def of_nobody(self) -> bool:
        """One says of nobody what the other says of somebody."""
        denying = self._denying
        affirming = self.alignment.b if denying is self.alignment.a else self.alignment.a
        return (
            denying is not None
            and denying.of_nobody
            and any(unit.label in {"subject", "object"} and unit.governor == ROOT for unit in affirming.units)
        )

    @cached_property
    def names(self) -> int:
        """Names that both say."""
        return sum(self.alignment.a.units[place].kind == "name" for place in self.alignment.matched)

    @property
    def alike(self) -> bool:
        """The two claims differ in nothing that matters but what is told."""
        return not self.objections and self.minor <= max(_MOST_MINOR, self.shared - 1) and self.shared >= 1

    def _unnamed(self) -> Iterator[tuple[Weight, str]]:
        """What only what stands before it could tell: for whom a pronoun stands, which thing is pointed at; or another stretch of time."""
        rates = [self.alignment.a.rates, self.alignment.b.rates]
        times = [any(frame.units[place].kind == "time" for place in own) for frame, own in self.alignment.alone]
        if self._told("number") and (all(times) or (all(rates) and rates[0] != rates[1])):
            yield "other thing", "each is told of another time"
        if (
            any(frame.unnamed_subject and not self._whoever(frame) for frame in (self.alignment.a, self.alignment.b))
            and not self._one_speaker()
        ):
            yield "other thing", "nothing tells for whom a pronoun stands"
        within = self.alignment.a.claim.article == self.alignment.b.claim.article
        if within and self._anew():
            yield "other thing", "each is told of anew"
        pointers = listed("meanings", "pointing") | (listed("meanings", "pointing_at_one") if within else frozenset())
        for place, at in self.alignment.matched.items():
            one, other = self.alignment.a.units[place], self.alignment.b.units[at]
            pointing = (self.alignment.a.modifiers(place) | self.alignment.b.modifiers(at)) & pointers
            if pointing and one.kind == "word" and one.pos == "NOUN":
                yield "other thing", f'nothing tells which "{one.text}" is meant'
            timed = isinstance(one.value, Moment) and isinstance(other.value, Moment) and one.value.granularity != other.value.granularity
            if timed and self._told("number"):
                yield "other thing", "one tells of a longer time"

    def _whoever(self, frame: Frame) -> bool:
        """All that the one outlet says of "them" or of what "we" do, the other says of those whom it names, or in a passive."""
        other, own = (self.alignment.b, self.alignment.only_a) if frame is self.alignment.a else (self.alignment.a, self.alignment.only_b)
        told = {place for difference in self.told for place in ((difference.a,) if frame is self.alignment.a else (difference.b,))}
        subjects = [place for place, unit in enumerate(other.units) if unit.label == "subject" and unit.governor == ROOT]
        several = frame.pronouns <= {"they"} and any(other.is_several(place) for place in subjects)
        untold = frame.pronouns <= {"we", "they"} and not subjects and passive(other.claim)
        return (
            (several or untold)
            and frame.claim.article != other.claim.article
            and all(frame.units[place].kind == "time" or place in told for place in own)
        )

    def _one_speaker(self) -> bool:
        """Both quote one person who speaks of himself."""
        first, second = self.alignment.a, self.alignment.b
        speaker = first.claim.attributed_to
        return bool(speaker) and speaker == second.claim.attributed_to and first.speaks_of_itself and second.speaks_of_itself

    @cached_property
    def _beside(self) -> frozenset[str]:
        """Beside a step in an order ("the second round") nothing may differ: it says of which step the rest is told."""
        return frozenset() if any(self.alignment.a.units[d.a].is_ordinal for d in self.told) else self.beside

    def _anew(self) -> bool:
        """Both tell of something that nobody knows yet: one article that tells twice of "a quake" tells of two."""
        pairs = [*self.alignment.matched.items(), *((d.a, d.b) for d in self.alignment.differences)]
        units = [(self.alignment.a.units[place], self.alignment.b.units[at]) for place, at in pairs]
        return all(any(unit.indefinite for unit in side) for side in zip(*units, strict=True))

    def _opposed(self) -> Iterator[tuple[Weight, str]]:
        for difference in self.alignment.differences:
            one, other = self.alignment.a.units[difference.a], self.alignment.b.units[difference.b]
            manner = "ADV" in {one.pos, other.pos} and not (self._restricts(one) or self._restricts(other))
            if self._in_told(difference) or manner or (self.settled and one.label == other.label == "root"):
                continue
            if self._result_of_told(one, other):
                continue
            if any((d.a == difference.a) != (d.b == difference.b) for d in self.told):
                told_a = any(d.a == difference.a for d in self.told)
                frame, left = (self.alignment.b, other) if told_a else (self.alignment.a, one)
                yield self._weight(frame, left), f'only one has "{left.key}"'  # "is open", "the swimming pool is closed"
                continue
            if any((d.a, d.b) == (one.governor, other.governor) and self.alignment.a.units[d.a].kind == "word" for d in self.told):
                continue  # what describes two different things
            hung = one.kind == "number" and one.label in _NARROWING - NAMING  # "gold in the 800 metres"
            naming = one.kind == "name" or hung or (one.kind == "time" and one.label in NAMING)
            own = not naming or one.governor == other.governor == ROOT  # what hangs on a thing tells which it is
            own = own and not (one.kind == "number" and not self._told("number") and self._counts_doers(one))
            if one.kind == other.kind and one.kind in self._beside and own and one.label != "subject" and not one.is_ordinal:
                continue
            if describes(one) and describes(other) and (self._of_name(one, self.alignment.a) or self._aside(one)):
                yield "other thing" if self._namesakes else "minor", f'"{one.text}" and "{other.text}"'
                continue
            yield "other thing", f'"{one.text}" and "{other.text}"'

    def _counts_doers(self, number: Unit) -> bool:
        """So many did the one, and so many the other: "ten voted for it", "four voted against it"; "opened at 9 euros", "closed at 8"."""
        at = number.label == "at" and number.governor == ROOT
        return at or (number.governor != ROOT and number.label == "nummod" and self.alignment.a.units[number.governor].label == "subject")

    def _limited_to(self) -> Iterator[tuple[Weight, str]]:
        """What excludes each other is said of two things: "closed to lorries", "open to cyclists"."""
        for difference in self.told if any(self.alignment.a.units[d.a].kind == "word" for d in self.told) else ():
            of_a, of_b = (limited(frame, at) for frame, at in ((self.alignment.a, difference.a), (self.alignment.b, difference.b)))
            for label in sorted(of_a.keys() & of_b.keys()):
                if self.alignment.matched.get(of_a[label]) != of_b[label]:
                    yield "other thing", f'"{self.alignment.a.units[of_a[label]].text}" and "{self.alignment.b.units[of_b[label]].text}"'

    def _result_of_told(self, one: Unit, other: Unit) -> bool:
        """The two results go with what the verbs say of one side: "drew 2-2", "won 2-1"; "won 3-1", "lost 1-3"."""
        told = any(self.alignment.a.units[d.a].label == "root" for d in self.told)
        return one.label == other.label == "score" and told and self._one_subject()

    @cached_property
    def _namesakes(self) -> bool:
        """Both where and when differ: who is described otherwise as well is somebody else."""
        kinds = {self.alignment.a.units[d.a].kind for d in self.alignment.differences if self.alignment.a.units[d.a].governor == ROOT}
        return {"name", "time"} <= kinds

    def _one_subject(self) -> bool:
        units = ((self.alignment.a.units[place], self.alignment.b.units[at]) for place, at in self.alignment.matched.items())
        return any(one.label == other.label == "subject" and one.governor == other.governor == ROOT for one, other in units)

    def _in_told(self, difference: Difference) -> bool:
        """It is what is told, or one of two roots the other of which is: "found guilty" against "cleared"."""
        roots = self.alignment.a.units[difference.a].label == self.alignment.b.units[difference.b].label == "root"
        return difference in self.told or (roots and any(difference.a == d.a or difference.b == d.b for d in self.told))

    def _otherwise_tied(self) -> Iterator[tuple[Weight, str]]:
        """What both say is a bound for the one alone, or another bound: until May, since May; by 5 million, to 5 million."""
        limits = listed("claims", "limits")
        verbs_clash = any(self.alignment.a.units[d.a].label == "root" for d in self.told)  # "allowed on", "banned from"
        for place, at in self.alignment.matched.items():
            one, other = self.alignment.a.units[place], self.alignment.b.units[at]
            bounds = set[str]() if verbs_clash and one.kind in {"word", "name"} else {one.label, other.label} & limits
            if self._told("number") and {one.label, other.label} == {"for", "against"}:
                yield "other thing", "for and against"
            if bounds and one.label != other.label and "subject" not in {one.label, other.label}:
                yield "other thing", f"{one.label} and {other.label}"
            elif bounds and isinstance(one.value, Moment) and isinstance(other.value, Moment) and one.value.value != other.value.value:
                yield "other thing", f'{one.label} "{one.text}" and "{other.text}"'

    def _turned(self) -> Iterator[tuple[Weight, str]]:
        """Who does it in the one is to whom it is done in the other, and the other way: landlord and tenant."""
        subjects = [
            (one, other)
            for place, at in self.alignment.matched.items()
            for one, other in [(self.alignment.a.units[place], self.alignment.b.units[at])]
            if one.governor == other.governor == ROOT and "subject" in {one.label, other.label} and one.label != other.label
        ]
        if not self.turned and {one.label == "subject" for one, _ in subjects} == {True, False}:
            yield "other thing", "the two have changed places"

    def _one_sided(self, frame: Frame, places: Iterable[int]) -> Iterator[tuple[Weight, str]]:
        used = {d.a if frame is self.alignment.a else d.b for d in (*self.told, *self.alignment.differences)}
        affirms = {"a": self.alignment.b, "b": self.alignment.a}.get(self.denied)
        for place in places:
            if place not in used and frame is not affirms:
                unit = frame.units[place]
                yield self._weight(frame, unit), "time" if unit.kind == "time" else f'only one has "{unit.key}"'

    def _weight(self, frame: Frame, unit: Unit) -> Weight:
        """What it means that one of the two alone says this."""
        if unit.pos == "ADV":
            return "other thing" if self._restricts(unit) else "minor"
        turn = unit.lemma in listed("meanings", "other_turns")
        which = turn and unit.governor != ROOT and self._told("number")  # "in the last vote"
        if not which and (self._says_nothing(frame, unit) or self._limits(frame, unit) or self._adds_nothing(frame, unit)):
            return "none"
        if turn or self._bounds(frame, unit):
            return "other thing"
        if isinstance(unit.value, Moment):
            return "other thing" if self._told("number") and unit.value.granularity in _COARSE else "minor"
        if unit.governor != ROOT:
            return self._narrowing(frame, unit)
        return self._of_verb(frame, unit)

    def _adds_nothing(self, frame: Frame, unit: Unit) -> bool:
        """Whoever is appointed is new in the office; for how long is paid what costs nothing in the other: "is free", "4 euros a month"."""
        if unit.governor == ROOT:
            return False
        above = frame.units[unit.governor]
        told = [(self.alignment.a.units[d.a].value, self.alignment.b.units[d.b].value) for d in self.told]
        free = any(isinstance(value, Quantity) and value.high == 0 for pair in told for value in pair)
        for_each = free and isinstance(unit.value, Moment) and above.kind == "number"
        return for_each or (unit.lemma == "new" and above.lemma in OFFICES and self._told("name"))

    def _restricts(self, unit: Unit) -> bool:
        """Without the adverb it is another statement; how or how far something is so makes another number of it ("seriously hurt")."""
        scope = self._told("number") and (unit.lemma.endswith(("ly", "wide")) or unit.lemma in listed("meanings", "how_far"))
        return unit.lemma in listed("meanings", "restricting") or (scope and unit.lemma not in listed("meanings", "how_told"))

    def _says_nothing(self, frame: Frame, unit: Unit) -> bool:
        """The verb that clashes or moves the value, people of no kind, what hangs on something that is counted already."""
        if unit.label == "root" and (
            self.settled
            or self.alignment.has
            or self.alignment.measured
            or frame.denied is not None
            or {unit.lemma, unit.key} & listed("claims", "shifting")
        ):
            return True
        measured = self.alignment.measured if frame is self.alignment.a else self.alignment.measured.values()
        if any(frame.units.index(unit) == frame.units[number].governor for number in measured):
            return True  # "24,000 spectators", "a capacity of 24,000"
        again = unit.kind == "name" and sum(other.key == unit.key for other in frame.units) > 1  # "denied the charges against her"
        nobody = unit.lemma in listed("claims", "anybody") and not self._described(frame, unit)
        return nobody or again or (unit.governor != ROOT and self._unshared(frame, unit.governor))

    def _described(self, frame: Frame, unit: Unit) -> bool:
        """Words tell which people are meant: "people with kidney disease"."""
        described = frame.below(frame.units.index(unit))
        return any(frame.units[at].kind == "word" and frame.units[at].label in _TELLING_WHICH for at in described)

    def _limits(self, frame: Frame, unit: Unit) -> bool:
        """It only tells what "only" limits."""
        return self.limited is not None and frame is self._denying and (unit.governor == self.limited or unit.kind == "number")

    def _bounds(self, frame: Frame, unit: Unit) -> bool:
        """A time or number that limits the whole ("until May", "from 4 crowns"), unless times are what differs."""
        if unit.label == "since" and perfect(frame.claim) and not (moves(self.alignment.a) or moves(self.alignment.b)):
            return False  # what has been so since then is so now
        return unit.label in listed("claims", "limits") and unit.kind in {"time", "number"} and not self._told("time")

    def _of_verb(self, frame: Frame, unit: Unit) -> Weight:
        """What hangs on the verb: who takes part makes another thing of it; where and how does not, unless only that is denied."""
        if of_known_event(frame, unit):
            return "none"
        if unit.label not in _CORE:
            other = self._of_part(frame, unit) or (frame is self._denying and unit.kind != "time")
            return "other thing" if other else "minor"
        excluding = any(self.alignment.a.units[d.a].label == "root" for d in self.told)
        if unit.label == "subject" and self._passive():
            return "none" if self._told("name") and not frame.below(frame.units.index(unit)) else "minor"
        return "minor" if unit.label == "object" and excluding else "other thing"

    def _of_part(self, frame: Frame, unit: Unit) -> bool:
        """The place says of what part a number that holds now is: "employs 900 people in Norland"."""
        counted = unit.governor == ROOT or any(frame.units[at].kind == "number" for at in frame.below(unit.governor))
        word = unit.kind == "word" and unit.governor == ROOT
        owned = word and bool(frame.modifiers(frame.units.index(unit)) & {"its", "their", "his", "her"})
        named = unit.kind == "name" and frame.claim.tense == "present" and is_place(unit) and counted
        return self._told("number") and (owned or named or (word and unit.lemma in listed("claims", "portions")))

    @property
    def _denying(self) -> Frame | None:
        return {"a": self.alignment.a, "b": self.alignment.b}.get(self.denied)

    def _told(self, kind: str) -> bool:
        """A difference of this kind is what is told."""
        return any(self.alignment.a.units[d.a].kind == kind for d in self.told)

    def _narrowing(self, frame: Frame, unit: Unit) -> Weight:
        """A modifier of a thing that both name makes another thing of it, unless it hangs on a name or names a definite thing."""
        governor = frame.units[unit.governor]
        if governor.kind == "name":
            return _of_named(frame, governor, unit)
        if unit.label not in _NARROWING and not (self._told("name") and unit.label == "nummod"):
            return "minor"
        if self._told("name") and unit.kind != "word" and unit.label in {"compound", "nmod", "nummod"}:
            return "other thing"  # who won the race, and who the under-18 race
        if unit.kind == "name" and not governor.indefinite and unit.label in {"compound", "nmod", "of", "in", "at", "poss"}:
            return "other thing" if self._of_part(frame, unit) else "minor"
        if unit.label == "compound" and self._known_by_both(frame, unit.governor):
            return "minor"  # "the round", "the funding round"
        return "minor" if unit.kind == "number" and unit.label == "nummod" else "other thing"

    def _known_by_both(self, frame: Frame, place: int) -> bool:
        """Both take the thing for known, and no number of it is told."""
        other, at = (self.alignment.b, self.alignment.matched) if frame is self.alignment.a else (self.alignment.a, self.alignment.back)
        return place in at and definite(frame, place) and definite(other, at[place]) and not self._told("number")

    def _unshared(self, frame: Frame, governor: int) -> bool:
        """What the unit hangs on is itself said by one side alone, and counted there; a told number is said by both."""
        at_a = frame is self.alignment.a
        numbers = {d.a if at_a else d.b for d in self.told if self.alignment.a.units[d.a].kind == "number"}
        return governor in (self.alignment.only_a if at_a else self.alignment.only_b) and governor not in numbers

    def _passive(self) -> bool:
        """One of the two is a passive that need not tell who did it."""
        return any(frame.verb is not None and passive(frame.claim) for frame in (self.alignment.a, self.alignment.b))

    def _aside(self, unit: Unit) -> bool:
        """What the unit describes, without naming it, is neither subject nor object nor what is ascribed, and bounds no number."""
        return (
            unit.kind != "name"
            and not self._told("number")
            and unit.governor != ROOT
            and self.alignment.a.units[unit.governor].label not in _CORE
        )

    def _of_name(self, unit: Unit, frame: Frame) -> bool:
        return unit.governor != ROOT and frame.units[unit.governor].kind == "name"


def _of_named(frame: Frame, governor: Unit, unit: Unit) -> Weight:
    """What it means that one of the two alone says this of a name."""
    if unit.kind == "name" and hyphened(frame, governor, unit):
        return "other thing"
    return "none" if describes(unit) or unit.label in {"amod", "poss"} else "minor"
