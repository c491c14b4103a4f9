"""What a claim says, as units with their slots: names, numbers, times and content words, and what each of them hangs on."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from factcheck.claims.asserting import counterfactual, invented
from factcheck.claims.names import SCORE, marks, measures
from factcheck.meanings import Sides, deed_of, grouping, known, part_of, sides
from factcheck.model import Claim, Moment, Name, Quantity, Value, Word
from factcheck.words import listed, table

UnitKind = Literal["word", "name", "number", "time"]
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN"})
_SUBJECT = frozenset({"nsubj", "csubj", "agent"})
_OBJECT = frozenset({"dobj", "nsubjpass", "obj", "csubjpass"})
_PREPOSITION = frozenset({"prep", "agent", "dative"})
_BEFORE_NOUN = frozenset({"ADJ", "NOUN", "NUM", "PROPN"})
_LIST = frozenset({"conj"})
_TYPED = (Quantity, Moment)
_INDEFINITE = frozenset({"a", "an", "another", "some"})
_INSIDE = frozenset({"compound", "nmod", "flat", "nummod", "quantmod", "punct"})
_DASHED = re.compile(r"\d[-–/]\d")
_SEASON = re.compile(r"(?P<first>(?:19|20)\d\d)[-–/](?P<second>\d\d)")
_SCORED = 3
"""Words of a result: two numbers and what stands between them."""
_MOST_KEPT = 3_000
ROOT = -1
"""The governor of what hangs on the clause's verb."""


class Unit(NamedTuple):
    """One thing that a claim says: its key, its words' span, its slot: the label of the tie, and the place of the unit it hangs on."""

    kind: UnitKind
    key: str
    start: int
    end: int
    label: str
    governor: int
    pos: str
    lemma: str
    text: str = ""
    value: Value | None = None
    indefinite: bool = False

    @property
    def is_ordinal(self) -> bool:
        """A place in an order: "the 19th"."""
        return isinstance(self.value, Quantity) and self.value.ordinal

    @property
    def span(self) -> tuple[int, int]:
        """Code points of the article's text."""
        return self.start, self.end


class Frame:
    """The units of one claim; `root` is the place of the verb's unit, None where the verb is a light one that says nothing itself."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self._words = claim.words
        self.quotes, self.orders = bool(claim.quotation), bool(claim.links)
        self._modifiers: dict[int, frozenset[str]] = {}

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """What the claim says, thing by thing."""
        return tuple(self._unit(place) for place in range(len(self._values)))

    @cached_property
    def _values(self) -> Sequence[tuple[UnitKind, Value | None, tuple[int, ...]]]:
        return list(self._found())

    @cached_property
    def _owner(self) -> Mapping[int, int]:
        """For the index of each word of a unit, the unit's place."""
        return {index: place for place, (_, _, members) in enumerate(self._values) for index in members}

    @cached_property
    def marks(self) -> tuple[frozenset[str], ...]:
        """What each unit shares with every unit that says the same."""
        return tuple(marks(unit.kind, unit.key, unit.lemma, unit.pos, unit.text) for unit in self.units)

    @cached_property
    def all_marks(self) -> frozenset[str]:
        """The marks of all units."""
        return frozenset().union(*self.marks)

    @cached_property
    def invented(self) -> bool:
        """The claim is no account of what is."""
        return invented(self.claim)

    @cached_property
    def counterfactual(self) -> bool:
        """The claim tells what would have been."""
        return counterfactual(self.claim)

    @cached_property
    def kinds(self) -> frozenset[UnitKind]:
        """The kinds of its units."""
        return frozenset(kind for kind, _, _ in self._values)

    @cached_property
    def typed(self) -> tuple[int, int]:
        """How many numbers and how many times it tells."""
        kinds = [kind for kind, _, _ in self._values]
        return kinds.count("number"), kinds.count("time")

    @cached_property
    def sides(self) -> Sides:
        """What its words, texts of words and deeds stand for, and what they stand against."""
        words = [unit for unit in self.units if unit.kind == "word"]
        found = [sides(lemma) for lemma in {*self.deeds, *(unit.lemma for unit in words)}]
        texts = [unit.text.lower() for unit in words]
        undone = frozenset(text[2:] for text in texts if text.startswith("un"))
        return Sides(frozenset(texts).union(*(each.told for each in found)), undone.union(*(each.against for each in found)))

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """The lemmas of all words of the clause."""
        return frozenset(word.lemma for word in self._words)

    @cached_property
    def verb(self) -> Word | None:
        """The clause's verb."""
        return next((word for word in self._words if word.dependency == "ROOT"), None)

    @cached_property
    def root(self) -> int | None:
        """The place of the unit of the clause's verb."""
        return next((place for place, unit in enumerate(self.units) if unit.label == "root"), None)

    @cached_property
    def of_nobody(self) -> bool:
        """The subject is nobody: "no one was hurt"."""
        subjects = [(i, word) for i, word in enumerate(self._words) if word.dependency in {"nsubj", "nsubjpass"}]
        return any((w.pos == "PRON" and w.lemma in listed("claims", "denials")) or self._is_no_one(i) for i, w in subjects)

    @cached_property
    def of_some(self) -> bool:
        """It is told of some, or most, of what the subject names, so that it may not be so of others."""
        return bool(self._shares & listed("claims", "some"))

    @cached_property
    def of_none(self) -> bool:
        """It is told of none of what the subject names."""
        return bool(self._shares & {"none", "neither", "no"})

    @cached_property
    def _shares(self) -> frozenset[str]:
        subjects = [place for place, unit in enumerate(self.units) if unit.governor == ROOT and unit.label in {"subject", "object"}]
        modifiers = {lemma for place in subjects[:2] for lemma in self.modifiers(place) if self.units[place].start < self.verb_start}
        return frozenset(modifiers | {word.lemma.lower() for word in self._words if self._is_share(word) and word.start < self.verb_start})

    @property
    def verb_start(self) -> int:
        """Where the clause's verb begins."""
        return self.verb.start if self.verb is not None else self.claim.span.end

    def _is_no_one(self, index: int) -> bool:
        return index > 0 and self._words[index].text.lower() == "one" and self._words[index - 1].text.lower() == "no"

    @cached_property
    def denied(self) -> int | None:
        """The place of the deed that the verb says was not done: "refused to sign", "avoided relegation"."""
        verb = self.verb
        if verb is None or verb.lemma not in listed("claims", "negative_verbs") | listed("claims", "sparing"):
            return None
        deeds = ("xcomp",) if verb.lemma in listed("claims", "negative_verbs") else ("object",)
        return next((place for place, unit in enumerate(self.units) if unit.governor == ROOT and unit.label in deeds), None)

    @cached_property
    def deed(self) -> int | None:
        """The place of the deed that is told or denied; None where the verb is a light one."""
        return self.root if self.denied is None else self.denied

    @cached_property
    def denies(self) -> bool:
        """Another deed is said not to be; to refuse something, with no word of what is not done, is a deed itself."""
        verb = self.verb
        itself = verb is not None and verb.lemma in listed("claims", "negative_verbs") and self.denied is None
        return (self.claim.polarity == "negative") != itself

    @cached_property
    def deeds(self) -> frozenset[str]:
        """What the verb is called: its lemma, the group of its meaning, and the phrase that it makes with particle or object."""
        if self.verb is None:
            return frozenset()
        heads = {-1, self._verb_at}
        parts = [w.lemma for w in self._words if w.head in heads and w.dependency in {"prt", "dobj", "advmod"}]
        keys = {self.units[self.root].key} if self.root is not None else set[str]()
        ties = [(i, w.text.lower()) for i, w in enumerate(self._words) if w.dependency == "prep" and w.head in heads]
        bare = [f"{text} {w.lemma}" for i, text in ties for at, w in enumerate(self._words) if w.head == i and not self._hung_on(at)]
        return frozenset({self.verb.lemma, *keys, *(f"{self.verb.lemma} {part}" for part in (*parts, *bare))})

    def _hung_on(self, index: int) -> bool:
        return any(word.head == index for word in self._words)

    @cached_property
    def function_words(self) -> frozenset[str]:
        """Lemmas and texts of the words that are no unit: negations, determiners, prepositions, auxiliaries."""
        return frozenset(text for i, word in enumerate(self._words) if i not in self._owner for text in (word.lemma, word.text.lower()))

    @cached_property
    def unnamed_subject(self) -> bool:
        """The subject is a pronoun, and nothing tells for whom it stands."""
        subjects = [i for i, w in enumerate(self._words) if w.dependency in {"nsubj", "nsubjpass"} and w.head in {-1, self._verb_at}]
        return bool(subjects) and all(self._words[i].pos == "PRON" and i not in self._owner and not self._generic(i) for i in subjects)

    @cached_property
    def pronouns(self) -> frozenset[str]:
        """The pronouns that are the verb's subjects."""
        own = [word for word in self._words if word.dependency in {"nsubj", "nsubjpass"} and word.head in {-1, self._verb_at}]
        return frozenset(word.text.lower() for word in own if word.pos == "PRON")

    def is_several(self, place: int) -> bool:
        """The unit is a plural, or others are named beside it: "the union and the trust"."""
        listed_too = any(self.units[at].label == "list" for at in self.below(place))
        return listed_too or self.head_of(place).tag in {"NNS", "NNPS"}

    @cached_property
    def speaks_of_itself(self) -> bool:
        """The subject is "I" or "we"."""
        return any(w.text in {"I", "We", "we"} and w.dependency == "nsubj" and w.head in {-1, self._verb_at} for w in self._words)

    @cached_property
    def rates(self) -> frozenset[str]:
        """The lengths of time for each of which something is so much: "a day", "per week"."""
        for_each = {"a", "an", "per", "each", "every"}
        times = ((unit.value, unit.text.lower().split(" ")[0]) for unit in self.units)
        return frozenset(value.value for value, first in times if isinstance(value, Moment) and first in for_each)

    def _generic(self, index: int) -> bool:
        return self._words[index].lemma in listed("claims", "denials") | {"it", "you"} or self._is_share(self._words[index])

    @cached_property
    def _verb_at(self) -> int:
        return next((i for i, w in enumerate(self._words) if w.dependency == "ROOT"), -1)

    @cached_property
    def _converse(self) -> Mapping[str, str]:
        """How a verb that tells a deed from the other side is read: who belongs is owned; what one receives, others did."""
        told: Mapping[str, str] = table("claims", "words")["converse"].get(self.verb.lemma if self.verb is not None else "", {})
        return told if "verb" in told or self._receives_deed else {}

    @cached_property
    def _receives_deed(self) -> bool:
        objects = [word for word in self._words if word.dependency == "dobj" and word.pos == "NOUN"]
        return any(deed_of(word.lemma) for word in objects)

    @cached_property
    def light(self) -> bool:
        """The verb only ties subject and complement together ("is", "has", "made")."""
        return self.verb is None or self.root is None

    def below(self, place: int) -> list[int]:
        """The places of the units that hang on this one, directly."""
        return [at for at, unit in enumerate(self.units) if unit.governor == place]

    @cached_property
    def carriers(self) -> Mapping[int, int]:
        """For the place of each number that a verb, noun or adjective says what it measures, the place of that word."""
        subject = next((place for place, unit in enumerate(self.units) if unit.label == "subject" and unit.governor == ROOT), None)
        top = subject if self.root is None else self.root
        found: dict[int, int] = {}
        for place in (place for place, unit in enumerate(self.units) if unit.kind == "number"):
            at = place
            for _ in self.units:
                above = self.units[at].governor
                above = top if above == ROOT and top is not None and at not in {self.root, subject} else above
                if above == ROOT or measures(self.units[above].lemma):
                    found.update({place: above} if above != ROOT else {})
                    break
                at = above
        return found

    def nearly(self, preposition: int) -> bool:
        """The word with this index only says that it was near a time: "shortly before 7am"."""
        word = self._words[preposition]
        if word.lemma not in {"before", "after"}:
            return False
        beside = {w.lemma for w in self._words if w.head == preposition and w.dependency == "advmod"}
        return bool(beside & {"shortly", "just", "soon", "right", "immediately"})

    def told_nearly(self, place: int) -> bool:
        """The time is told as one that it was near to."""
        return self.nearly(self.head_of(place).head)

    def head_of(self, place: int) -> Word:
        """The word of the unit that the rest of the clause is tied to."""
        return self._words[self._head(place)]

    def modifiers(self, place: int) -> frozenset[str]:
        """The lemmas of determiners and other small words that hang on the unit's words."""
        found = self._modifiers.get(place)
        if found is None:
            members = self._values[place][2]
            found = frozenset(w.lemma for i, w in enumerate(self._words) if w.head in members and i not in self._owner)
            self._modifiers[place] = found
        return found

    def _found(self) -> Iterator[tuple[UnitKind, Value | None, tuple[int, ...]]]:
        """The units' words: typed values first, then runs of capitalised words, then single content words."""
        taken = set(self._attributing())
        for at in self._scores:
            if at not in taken:
                taken.update(range(at, at + _SCORED))
                yield "name", None, tuple(range(at, at + _SCORED))
        for season in self._seasons():
            taken.update(season)
            yield "name", None, season
        for value in sorted(
            self.claim.values,
            key=lambda v: (not isinstance(v, _TYPED), -len(v.text.removesuffix(" long")), not isinstance(v, Quantity)),
        ):
            kind: UnitKind | None = (
                "number"
                if isinstance(value, Quantity)
                else "time"
                if isinstance(value, Moment)
                else "name"
                if isinstance(value, Name)
                else None
            )
            members = tuple(i for i, w in enumerate(self._words) if value.start <= w.start < value.end and i not in taken)
            if isinstance(value, Quantity) and members and (self._tells_which(members) or self._of_street(members)):
                taken.update(members)
                yield "name", None, members
            elif isinstance(value, Moment) and value.value.endswith("_REF"):
                taken.update(members)  # "now" and "currently" are how a thing is told, not when it was
            elif kind is not None and members and any(self._words[i].pos != "PRON" or kind == "name" for i in members):
                taken.update(members)
                yield kind, value, members
        yield from ((kind, None, members) for kind, members in self._untyped(taken))

    @cached_property
    def _dashed(self) -> bool:
        return _DASHED.search(self.claim.quote) is not None

    @cached_property
    def _scores(self) -> tuple[int, ...]:
        """Where the words of a result begin that counts nothing else: "3-1"."""
        if not self._dashed:
            return ()
        typed = [(value.start, value.end) for value in self.claim.values if isinstance(value, Quantity | Moment)]
        return tuple(
            at
            for at, word in enumerate(self._words[: 1 - _SCORED])
            if SCORE.fullmatch("".join(each.text for each in self._words[at : at + _SCORED]))
            and self._words[at + _SCORED - 1].end - word.start == sum(len(each.text) for each in self._words[at : at + _SCORED])
            and not any(start <= word.start < end for start, end in typed)
        )

    def _seasons(self) -> Iterator[tuple[int, ...]]:
        """The words of a season or a financial year, which are two years to the tagger: "2022-23", "2022/23"."""
        if not self._dashed:
            return
        told = [(value.start, value.end) for value in self.claim.values if isinstance(value, Moment)]
        for at, end in ((at, at + length) for length in (1, _SCORED) for at in range(len(self._words) - length + 1)):
            words = self._words[at:end]
            years = _SEASON.fullmatch("".join(word.text for word in words))
            whole = any(first <= words[0].start and last >= words[-1].end for first, last in told)
            if years and not whole and (int(years["first"]) + 1) % 100 == int(years["second"]):
                yield tuple(range(at, end))

    def _in_score(self, index: int) -> bool:
        return any(at <= index < at + _SCORED for at in self._scores)

    def _tells_which(self, members: Sequence[int]) -> bool:
        """A number right after its noun tells one thing from the others: "phase two", "platform 4", "the phase two trial"."""
        number, before = self._words[members[0]], self._words[members[0] - 1]
        measure = bool(measures(before.lemma))  # "a magnitude 6.1 earthquake"
        noun = before.pos == "NOUN" and not measure
        beside = number.dependency == "appos" and number.head == members[0] - 1 and before.end + 1 == number.start
        tied = number.dependency == "nummod" or beside
        after = len(members) == 1 and members[0] > 0 and tied and number.pos == "NUM" and noun
        compound = after and number.head > members[0] and self._words[number.head].tag == "NN" and before.tag == "NN"
        return after and (number.head == members[0] - 1 or compound)

    def _of_street(self, members: Sequence[int]) -> bool:
        """A house number: "12 Fennel Street"."""
        number = self._words[members[-1]]
        street = self._words[number.head] if number.head > members[-1] else number
        return street.pos == "PROPN" and street.lemma in listed("claims", "streets") and number.dependency == "nummod"

    def _attributing(self) -> Iterator[int]:
        """The words of "according to the fire service", which tell who says it and not what is said."""
        within, phrases, texts = set[int](), listed("claims", "attributing_phrases"), [word.text.lower() for word in self._words]
        for index, said in enumerate(pairwise(texts)):
            if " ".join(said) in phrases:
                within |= {index, index + 1}
        while within:
            yield from within
            within = {index for index, word in enumerate(self._words) if word.head in within} - within

    def _untyped(self, taken: set[int]) -> Iterator[tuple[UnitKind, tuple[int, ...]]]:
        run: list[int] = []
        for index, word in enumerate(self._words):
            named = self._is_name(index)
            if index not in taken and named and (not run or self._words[index - 1].end + 1 >= word.start):
                run.append(index)
                continue
            if run:
                yield "name", tuple(run)
                run = []
            if index not in taken and named:
                run.append(index)
            elif index not in taken and word.pos == "NUM" and -1 < word.head < index:
                yield "name", (index,)  # "Version 3", "Flight 370": a number that tells one from the others
            elif index not in taken and word.pos in _CONTENT and not self._is_light(word) and not self._is_no_one(index):
                yield "word", (index,)
        if run:
            yield "name", tuple(run)

    def _is_name(self, index: int) -> bool:
        """A proper noun, or a capitalised word that the tagger takes for another: not at the start, where any word may have a capital."""
        word = self._words[index]
        if word.pos not in {"NOUN", "ADJ", "ADV"}:
            return word.pos == "PROPN"
        if not word.text[:1].isupper() or word.text.isupper() or self.claim.headline:
            return False
        return index > 0 or not self._is_common(word)

    @staticmethod
    def _is_common(word: Word) -> bool:
        """A capital says nothing of it where it begins a sentence."""
        lemma = word.lemma.lower()
        common = known(word.lemma) or word.tag == "NNS" or word.lemma.endswith(tuple(listed("claims", "noun_endings")))
        return common or lemma in listed("claims", "denials") or lemma in listed("claims", "shares")

    def _is_light(self, word: Word) -> bool:
        if word.dependency in {"aux", "auxpass", "neg", "mark"} or self._is_share(word):
            return True
        if word.dependency == "dobj" and self.verb is not None and f"{self.verb.lemma} {word.lemma}" in listed("claims", "happening"):
            return True
        if word is self.verb and word.lemma in table("claims", "words")["converse"] and self._receives_deed:
            return True
        if word is self.verb and self._converse.get("verb") in listed("claims", "light_verbs"):
            return True
        if word is self.verb and word.lemma in listed("claims", "alone") and not self._complemented:
            return False
        return word.lemma in listed("claims", "light_verbs" if word.pos == "VERB" else "light_words")

    def _is_share(self, word: Word) -> bool:
        """It tells how many of what follows: "most of the beaches"."""
        share = word.lemma.lower() in listed("claims", "shares")
        return share and any(w.lemma == "of" and w.head >= 0 and self._words[w.head] is word for w in self._words)

    @cached_property
    def _complemented(self) -> bool:
        """Something follows the verb that it ties to its subject."""
        own = [word for word in self._words if word.head == self._verb_at]
        return any(w.dependency in {"dobj", "attr", "acomp", "oprd", "xcomp", "prt"} or w.lemma in {"at", "by", "to", "for"} for w in own)

    def _head(self, place: int) -> int:
        members = self._values[place][2]
        if len(members) == 1:
            return members[0]
        return next((i for i in reversed(members) if self._words[i].head not in members), members[-1])

    def _unit(self, place: int) -> Unit:
        kind, value, members = self._values[place]
        index = self._head(place)
        head, (label, governor) = self._words[index], ("score", ROOT) if members[0] in self._scores else self._slot(index, place)
        lemma = head.lemma
        if governor == ROOT and self._converse:
            label = self._converse.get(label, label)
            lemma = self._converse.get("verb", lemma) if label == "root" else lemma
        return Unit(
            kind=kind,
            key=grouping(lemma, part_of(head.pos)) if lemma != head.lemma else self._key(kind, value, members),
            start=self._words[members[0]].start if value is None else value.start,
            end=self._words[members[-1]].end if value is None else value.end,
            label=label,
            governor=governor,
            pos=head.pos,
            lemma=lemma,
            text=head.text if len(members) == 1 else " ".join(self._words[i].text for i in members),
            value=value,
            indefinite=self._indefinite(members),
        )

    def _indefinite(self, members: Sequence[int]) -> bool:
        first = members[0]
        while first > 0 and self._words[first - 1].pos in _BEFORE_NOUN:
            first -= 1  # the parser hangs the article of "a magnitude 7.6 earthquake" on "magnitude"
        before = self._words[first - 1].lemma if first > 0 else ""
        return before in _INDEFINITE or not self._indefinites.isdisjoint(members)

    @cached_property
    def _indefinites(self) -> frozenset[int]:
        """The indices of the words on which an indefinite determiner hangs."""
        return frozenset(word.head for word in self._words if word.dependency == "det" and word.lemma in _INDEFINITE)

    @cached_property
    def _particles(self) -> Mapping[int, str]:
        """For the index of each verb that has one, its first particle."""
        return {word.head: word.lemma for word in reversed(self._words) if word.dependency == "prt"}

    def _key(self, kind: UnitKind, value: Value | None, members: Sequence[int]) -> str:
        if kind == "name":
            between = "" if members[0] in self._scores else " "
            return value.canonical if isinstance(value, Name) else between.join(self._words[i].text for i in members)
        if kind in {"number", "time"}:
            return kind
        word = self._words[members[0]]
        particle = self._particles.get(members[0], "")
        return grouping(f"{word.lemma} {particle}" if particle else word.lemma, part_of(word.pos))

    def _slot(self, index: int, own: int) -> tuple[str, int]:
        """(label, governor) of the word: climbs over prepositions, lists and light words to the next unit, or to the verb."""
        word, label = self._words[index], "list"
        if word.dependency == "ROOT":
            return "root", ROOT
        for _ in range(len(self._words)):
            label = ("at" if self.nearly(index) else _label(word)) or label  # that nearest the governor which says anything
            if word.head == -1:
                return label, ROOT
            index, word = word.head, self._words[word.head]
            while self._in_score(index) and word.head >= 0:
                label, index, word = _beaten(_label(word)), word.head, self._words[word.head]
            place = self._owner.get(index)
            if place is not None and place != own:
                return label, ROOT if word.dependency == "ROOT" else place
            if word.dependency == "ROOT":
                return label, ROOT
        return label, ROOT


def _beaten(label: str) -> str:
    """How the name before a score hangs, which the parser hangs on the score."""
    return "object" if label == "npadvmod" else label


def _label(word: Word) -> str:
    if word.dependency in _SUBJECT and word.pos != "ADP":
        return "subject"
    if word.dependency in _OBJECT:
        return "object"
    if word.dependency == "agent":
        return "subject"
    if word.dependency in _PREPOSITION:
        return word.lemma
    return "" if word.dependency in {"pobj", "pcomp", *_LIST} else word.dependency


class Told:
    """What a sentence tells: the frames of every claim, of those that are telling, and what any of these has."""

    def __init__(self, claims: Iterable[Claim], telling: Callable[[Claim], bool]) -> None:
        self.every = tuple(Frame(claim) for claim in claims)
        self.frames = tuple(frame for frame in self.every if telling(frame.claim))
        self.quotes, self.orders = (any(getattr(frame, name) for frame in self.frames) for name in ("quotes", "orders"))

    @cached_property
    def all_marks(self) -> frozenset[str]:
        """The marks of all frames."""
        return frozenset[str]().union(*(frame.all_marks for frame in self.frames))

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """The lemmas of all frames."""
        return frozenset[str]().union(*(frame.lemmas for frame in self.frames))

    @cached_property
    def values(self) -> frozenset[tuple[object, ...]]:
        """The numbers, with their bounds, and the times of every claim."""
        values = [value for frame in self.every for value in frame.claim.values]
        times = {(value.value,) for value in values if isinstance(value, Moment)}
        return frozenset(times.union((v.low, v.high, v.unit) for v in values if isinstance(v, Quantity)))


class Frames:
    """The frames of what sentences claim, the latest of which are kept, so that memory does not grow with the number of claims."""

    def __init__(self, telling: Callable[[Claim], bool]) -> None:
        """Claims that are not `telling` are left out."""
        self._kept: dict[Hashable, Told] = {}
        self._telling = telling

    def __call__(self, place: Hashable, claims: Iterable[Claim]) -> Told:
        """What the sentence at this place tells."""
        found = self._kept.get(place)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            found = self._kept[place] = Told(claims, self._telling)
        return found
