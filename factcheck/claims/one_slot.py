"""Two claims that are the same but for one phrase: does it fill a slot that holds one thing at a time?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Literal

from factcheck.claims.alignment import Alignment, Difference, is_person, is_place, may_be_one_deed
from factcheck.claims.asserting import passive
from factcheck.claims.frame import ROOT, Frame, Told, Unit
from factcheck.claims.names import may_be_one_person
from factcheck.claims.themes import definite
from factcheck.meanings import exclusive, known, opposed, part_of
from factcheck.model import Moment, Quantity, Word
from factcheck.words import listed

_DAYS = frozenset({"day", "hour", "minute"})
_DATED = _DAYS | {"month", "year"}
_LIMITING = frozenset({"only", "without", "before", "after", "until", "than", "if", "unless", "or", "and", "but"})
_STEM = 5
_RULED = frozenset({"will", "must", ""})
_CAUSES = frozenset({"because", "due"})
_GOING = frozenset({"on", "by", "in"})
_WAY = frozenset({"off", "on", "into", "onto", "over", "to", "from", "down", "out"})
_NAMED = frozenset({"amod", "nmod", "poss", "of"})
_THEMES = frozenset({"subject", "object", "attr"})
_WHICH = frozenset({"amod", "compound", "nmod", "poss", "nsubj", "nsubjpass", "det", "nummod", "appos", "relcl", "acl"})

Kind = Literal["number", "date", "place", "who", "status", "order"]
Slot = tuple[Kind, tuple[int, int], tuple[int, int]]
"""Of what kind the difference is, and its words on either side."""


def slots_apart(first: Told, second: Told) -> Iterator[tuple[Alignment, Slot, Difference | None]]:
    """Of any two claims of two sentences the slot that holds one thing and in which they differ; the units, where more may differ."""
    for a, b in product(first.frames, second.frames):
        if not (_same_statement(a, b) and may_be_one_deed(a, b)):
            continue
        alignment = Alignment(a, b)
        if not alignment.same_deed:
            continue
        slot = _one_slot(alignment)
        if slot is not None:
            yield alignment, slot, None
            continue
        for difference in alignment.differences:
            kind = _kind(alignment, difference)
            if kind is not None:
                yield alignment, _slot(alignment, difference, kind), difference


def _slot(alignment: Alignment, difference: Difference, kind: Kind) -> Slot:
    return kind, alignment.a.units[difference.a].span, alignment.b.units[difference.b].span


def _one_slot(alignment: Alignment) -> Slot | None:
    """The one phrase in which two claims differ, if its slot holds one thing at a time; None where both may hold."""
    turned = _opposite_word(alignment) or _changed_places(alignment) or _not_all(alignment)
    if turned is not None:
        return turned
    for difference in _sole(alignment):
        kind = _kind(alignment, difference)
        if kind is not None:
            return _slot(alignment, difference, kind)
    return None


def _same_statement(a: Frame, b: Frame) -> bool:
    """Both are told as fact or plan of one time, neither denies or leaves room for others beside what it names."""
    claims = a.claim, b.claim
    alike = claims[0].tense == claims[1].tense and claims[0].modality == claims[1].modality and claims[0].modal == claims[1].modal
    if not alike or "negative" in {claim.polarity for claim in claims} or (claims[0].modal or "") not in _RULED:
        return False
    room = (a.lemmas | b.lemmas) & listed("claims", "leaving_room") or (a.function_words ^ b.function_words) & _LIMITING
    return not room and not any(claim.ascribed for claim in claims)


def _sole(alignment: Alignment) -> Iterator[Difference]:
    """The units, one of each claim, of which nothing but what hangs on them is said by one alone."""
    for a in alignment.only_a:
        for b in alignment.only_b:
            sides = ((alignment.a, a, alignment.only_a), (alignment.b, b, alignment.only_b))
            if all({*own} <= {at, *frame.below(at)} for frame, at, own in sides):
                yield Difference(a, b)


def _kind(alignment: Alignment, difference: Difference) -> Kind | None:
    one, other = alignment.a.units[difference.a], alignment.b.units[difference.b]
    apart = one.label != other.label
    if apart and not _by_bare_means(alignment, difference):
        return None
    if isinstance(one.value, Moment) and isinstance(other.value, Moment):
        return "date" if _one_date(alignment, one, other, one.value, other.value) else None
    if not {one.kind, other.kind} <= {"word", "name"} or _several(alignment, difference) or may_be_one(alignment, difference):
        return None
    if one.governor != ROOT != other.governor:
        one, other = _lifted(alignment, one, other) or (one, other)
    if not (_hangs_free(alignment.a, one) and _hangs_free(alignment.b, other)):
        return None
    if one.kind != other.kind and one.text.split()[-1:] != other.text.split()[-1:] and not (_common(one) and _common(other)):
        return None  # "in Selm", "in the town hall"; "by Ida Lund", "by the mayor"
    return _of_tie(alignment, one, other)


def _common(unit: Unit) -> bool:
    """A word of the language, though a sentence begins with it."""
    return unit.kind == "word" or (unit.value is None and known(unit.text.lower()))


def _hangs_free(frame: Frame, unit: Unit) -> bool:
    """On the verb, or on an adverb or a way that does: "handed back to", "came off the rails near"."""
    above = frame.units[unit.governor]
    return unit.governor == ROOT or above.pos == "ADV" or (above.governor == ROOT and above.label in _WAY)


def _lifted(alignment: Alignment, one: Unit, other: Unit) -> tuple[Unit, Unit] | None:
    """What names describe hangs where the names tell which it is: "in the Garth hills"."""
    types = {one.label, other.label} <= {"compound", "amod"} and one.text.isupper() and other.text.isupper()  # "a JSON file"
    named = types or (one.label == other.label and (one.label == "compound" or (one.kind == other.kind == "name" and one.label in _NAMED)))
    if not named or alignment.matched.get(one.governor) != other.governor or alignment.a.units[one.governor].pos == "ADV":
        return None
    return alignment.a.units[one.governor], alignment.b.units[other.governor]


def _of_tie(alignment: Alignment, one: Unit, other: Unit) -> Kind | None:
    """By the tie that both phrases have: who or what it is, where, from what cause, by what means, to whom."""
    if one.label == "object":
        named = one.kind == other.kind == "name" and alignment.a.claim.tense == "past"
        return "who" if named and _of_occasion(alignment) else None
    if not _of_known(alignment, one):
        return None
    if one.label == "subject":
        return _of_doer(alignment)
    if one.label == "attr":
        return "status" if {one.lemma, other.lemma} <= listed("claims", "family") and _of_both(alignment) else None
    if one.label in listed("claims", "where") - {"to"} | listed("claims", "by_way") | listed("claims", "directions") | {"by"}:
        return _of_place(alignment, one, other)
    return _of_deed(alignment, one, other) if alignment.a.claim.tense in {"past", "future"} else None


def _of_deed(alignment: Alignment, one: Unit, other: Unit) -> Kind | None:
    """From what cause, with what and to whom something was or will be done."""
    if one.label in _CAUSES:
        return "order"
    if one.label == "with":
        tools = one.indefinite and other.indefinite and one.kind == other.kind == "word"
        return "status" if tools and _has_object(alignment) else None
    return _of_receiver(alignment, one, other) if one.label == "to" else None


def _of_receiver(alignment: Alignment, one: Unit, other: Unit) -> Kind | None:
    """Who got one known thing, or where something went at a time that both name."""
    if (_has_object(alignment) and not _among(alignment, "many_receivers")) or (is_person(one) and is_person(other) and _goes(alignment)):
        return "who"
    times = any(alignment.a.units[p].kind == "time" and alignment.a.units[p].governor == ROOT for p in alignment.matched)
    return "place" if times and is_place(one) and is_place(other) else None


def _goes(alignment: Alignment) -> bool:
    """A thing goes to somebody: "the prize went to"."""
    subject = next((unit for unit in alignment.a.units if unit.label == "subject" and unit.governor == ROOT), None)
    verb = alignment.a.verb
    return verb is not None and verb.lemma == "go" and subject is not None and not is_person(subject)


def _of_doer(alignment: Alignment) -> Kind | None:
    """Who did it by himself to one known thing, told in the passive; or what brought it about."""
    claims = alignment.a.claim, alignment.b.claim
    if any(passive(claim) for claim in claims) or _among(alignment, "of_one_doer", "meanings") or _among(alignment, "held_alone"):
        lone = claims[0].tense == "past" or _among(alignment, "held_alone")
        return "who" if lone and _has_object(alignment) and not _among(alignment, "of_many_doers", "meanings") else None
    if alignment.a.light and alignment.b.light and _one_alone(alignment):
        return "who"  # "was the first to cross"
    return "order" if claims[0].tense == "past" and _has_object(alignment) and _among(alignment, "bringing_about") else None


def _of_both(alignment: Alignment) -> bool:
    """Whose it is, which both name."""
    return any(alignment.a.units[place].label in {"of", "poss", "appos"} for place in _named(alignment))


def _of_occasion(alignment: Alignment) -> bool:
    """Whom one beat on one occasion: "in Sunday's final"; who was given one post."""
    post = [unit for p in alignment.matched for unit in [alignment.a.units[p]] if unit.label in {"oprd", "as"} and unit.governor == ROOT]
    if post and _among(alignment, "appointing", "meanings"):
        return True
    where = [p for p in alignment.matched if alignment.a.units[p].governor == ROOT and alignment.a.units[p].label in {"in", "at"}]
    return _among(alignment, "beating", "meanings") and any(_known(alignment.a, place) for place in where)


def _one_alone(alignment: Alignment) -> bool:
    """It is the first, the last or the most of its kind."""
    ends = listed("claims", "ends")
    return all(any(w.tag in {"JJS", "RBS"} or w.lemma.lower() in ends for w in frame.claim.words) for frame in (alignment.a, alignment.b))


def _named(alignment: Alignment) -> Iterator[int]:
    return (place for place in alignment.matched if alignment.a.units[place].kind == "name")


def _of_place(alignment: Alignment, one: Unit, other: Unit) -> Kind | None:
    """Where one event was, or where a thing lies that stays where it is."""
    kind: Kind = "place" if is_place(one) and is_place(other) else "status"
    again = _among(alignment, "many_times") and not _one_alone(alignment)
    journey = one.label == "by" and any(alignment.a.units[p].label in {"to", "from"} for p in alignment.matched)
    if alignment.a.claim.tense in {"past", "future"}:
        return kind if _timed(alignment) or journey or not again else None
    own = any(unit.label == "object" and alignment.a.modifiers(place) & {"its"} for place, unit in enumerate(alignment.a.units))
    return kind if (_among(alignment, "lying") and one.label != "through") or (own and not again) else None


def _by_bare_means(alignment: Alignment, difference: Difference) -> bool:
    """By what one goes, without an article in one of the two at least: "on foot", "by train", "in a silver van"."""
    sides = ((alignment.a, difference.a), (alignment.b, difference.b))
    units = [frame.units[at] for frame, at in sides]
    bare = [
        unit.label in {"on", "by"} and not frame.modifiers(at) and not frame.below(at)
        for unit, (frame, at) in zip(units, sides, strict=True)
    ]
    known = all(own or unit.indefinite for own, unit in zip(bare, units, strict=True))
    return any(bare) and known and {unit.label for unit in units} <= _GOING and all(unit.pos == "NOUN" for unit in units)


def _one_date(alignment: Alignment, one: Unit, other: Unit, first: Moment, second: Moment) -> bool:
    """When something comes about of which nobody says that it comes about again."""
    fine = first.granularity == second.granularity and first.granularity in _DATED and first.value != second.value
    hung = one.governor == other.governor == ROOT or alignment.matched.get(one.governor) == other.governor
    again = _among(alignment, "many_times") and not _one_alone(alignment)
    if not fine or not hung or one.label != other.label or not _of_known(alignment, one) or again:
        return False
    if alignment.a.claim.tense == "past":
        return first.granularity == "day" and first.value[:7] == second.value[:7]
    return alignment.a.claim.modality == "forecast" or _among(alignment, "at_an_hour", "meanings")


def _among(alignment: Alignment, kind: str, room: str = "claims") -> bool:
    """The verb, or the infinitive of a light one, is in the word list of that name."""
    return any(not listed(room, kind).isdisjoint(_verbs(frame)) for frame in (alignment.a, alignment.b))


def _verbs(frame: Frame) -> Iterator[str]:
    if frame.root is not None and frame.units[frame.root].lemma != (frame.verb.lemma if frame.verb else ""):
        yield frame.units[frame.root].lemma  # "belongs to": is owned by
    due = [unit for unit in frame.units if unit.label in {"xcomp", "acomp", "oprd"} and unit.governor == ROOT]
    if frame.light and due:
        yield from (unit.lemma for unit in due)
    elif frame.verb is not None:
        yield from (frame.verb.lemma, *(deed for deed in frame.deeds if " " in deed))


def _timed(alignment: Alignment) -> bool:
    """Both name the day."""
    shared = (alignment.a.units[place] for place in alignment.matched)
    return any(isinstance(unit.value, Moment) and unit.value.granularity in _DAYS and unit.governor == ROOT for unit in shared)


def _has_object(alignment: Alignment) -> bool:
    """One known thing is what it is done to."""
    return any(
        unit.label == "object" and unit.governor == ROOT and _known(alignment.a, place) and place in alignment.matched
        for place, unit in enumerate(alignment.a.units)
    )


def _of_known(alignment: Alignment, but: Unit | None = None) -> bool:
    """What it is told of is known in both, and so is all that is done to it: nothing of which there may be another."""
    core = [p for p, unit in enumerate(alignment.a.units) if unit.governor == ROOT and unit.label in _THEMES and unit is not but]
    shared = [place for place in core if place in alignment.matched]
    known = [place for place in shared if _known(alignment.a, place) and _known(alignment.b, alignment.matched[place])]
    return bool(known) and all(place in known or _is_mass(alignment.a, place) for place in shared)


def _known(frame: Frame, place: int) -> bool:
    """A name, one definite thing, or several that are told as the ones that they are ("the two climbers")."""
    the = frame.modifiers(place) & {"the", "this", "its", "their", "his", "her"}
    return definite(frame, place) or (bool(the) and not frame.units[place].indefinite)


def _is_mass(frame: Frame, place: int) -> bool:
    """An object without any article that is one with its verb: "enter circulation"."""
    unit = frame.units[place]
    return unit.label == "object" and not unit.indefinite and frame.head_of(place).tag == "NN" and not frame.below(place)


def _several(alignment: Alignment, difference: Difference) -> bool:
    """One of the phrases names more than one."""
    sides = ((alignment.a, difference.a), (alignment.b, difference.b))
    return any(frame.units[at].label == "list" for frame, place in sides for at in frame.below(place))


def may_be_one(alignment: Alignment, difference: Difference) -> bool:
    """One may be the other, or a part of it, in more or fewer words."""
    one, other = alignment.a.units[difference.a], alignment.b.units[difference.b]
    if one.kind == other.kind == "name" and may_be_one_person(one.key, other.key):
        return True
    first, second = _phrase(alignment.a, difference.a), _phrase(alignment.b, difference.b)
    stem = one.kind == other.kind == "word" and one.lemma[:_STEM] == other.lemma[:_STEM]  # "the council", "councillors"
    sides = ((one, first), (other, second))
    anybody = any(unit.lemma in listed("claims", "somebody") and len(phrase) == 1 for unit, phrase in sides)  # "a railway worker" is told
    of_one_office = not _offices(alignment.a, difference.a).isdisjoint(_offices(alignment.b, difference.b))
    return first <= second or second <= first or stem or anybody or of_one_office


def _offices(frame: Frame, place: int) -> set[str]:
    """The names that stand before it: "the Selm district attorney", "Selm prosecutors"."""
    below = [at for at in frame.below(place) if frame.units[at].label in {"compound", "poss", "nmod"}]
    units = [frame.units[each] for at in below for each in (at, *frame.below(at))]
    return {unit.key for unit in units if unit.kind == "name"}


def _phrase(frame: Frame, place: int) -> set[str]:
    return {word for at in (place, *frame.below(place)) for word in frame.units[at].text.casefold().split()}


# Differences that are no other phrase of one slot: one word turned round, two that have changed places, all and not all.


def _opposite_word(alignment: Alignment) -> Slot | None:
    """Word for word the same but for one that excludes the other's, which tells not which thing is meant: "is on by default"."""
    first, second = alignment.a.claim.words, alignment.b.claim.words
    if len(first) != len(second):
        return None
    apart = [(one, other) for one, other in zip(first, second, strict=True) if one.text.lower() != other.text.lower()]
    if len(apart) != 1 or not (_of_known(alignment) or _of_one(alignment)):
        return None
    one, other = apart[0]
    if _counted(alignment.a, one) and _counted(alignment.b, other):
        return "number", (one.start, one.end), (other.start, other.end)
    if {one.dependency, other.dependency} & _WHICH or not _exclude(one, other):
        return None
    return "status", (one.start, one.end), (other.start, other.end)


def _of_one(alignment: Alignment) -> bool:
    """Something singular that a name tells from others: "location sharing in Ferro Chat"."""
    core = [p for p in alignment.matched if alignment.a.units[p].governor == ROOT and alignment.a.units[p].label in _THEMES]
    single = core and all(alignment.a.head_of(p).tag == "NN" and not alignment.a.units[p].indefinite for p in core)
    return bool(single) and any(_named(alignment))


def _counted(frame: Frame, word: Word) -> bool:
    """How manieth of somebody's own it was, or in which part of a whole: "his second goal", "in the first half"."""
    words = frame.claim.words
    if word.lemma.lower() not in listed("claims", "ordinals") or word.head < 0:
        return False
    noun = words[word.head]
    own = any(w.dependency == "poss" and w.head == word.head for w in words)
    part = noun.lemma in listed("claims", "parts") and noun.dependency == "pobj" and frame.claim.tense == "past"
    return own or (part and frame.verb is not None and frame.verb.lemma not in listed("meanings", "repeated"))


def _exclude(one: Word, other: Word) -> bool:
    pairs = ((one.lemma.lower(), other.lemma.lower()), (one.text.lower(), other.text.lower()))
    parts = part_of(one.pos), part_of(other.pos)
    same = parts if parts[0] == parts[1] else ("", "")
    return any(a != b and (bool(exclusive(a, b, *same)) or opposed(a, b, *same)) for a, b in pairs)


def _changed_places(alignment: Alignment) -> Slot | None:
    """Who did it in the one is to whom it was done in the other, and the other way, of a deed that both cannot have done at once."""
    if alignment.only_a or alignment.only_b or not _among(alignment, "one_way"):
        return None
    pairs = [(alignment.a.units[place], alignment.b.units[at]) for place, at in alignment.matched.items()]
    moved = [(one, other) for one, other in pairs if one.label != other.label]
    if len(moved) != 2:
        return None
    (one, there), (other, here) = moved
    swapped = one.label == here.label and other.label == there.label and "subject" in {one.label, other.label}
    rest = [unit for unit, _ in pairs if unit.label != "root" and unit not in {one, other}]
    told_apart = any(unit.kind in {"name", "time"} for unit in rest) or len(rest) > 1  # one occasion, or one matter
    named = any(unit.kind == "name" for unit, _ in moved) and not _among(alignment, "of_each_other")
    return ("who", one.span, there.span) if swapped and (told_apart or named) else None


def _not_all(alignment: Alignment) -> Slot | None:
    """Of so many, all in the one and fewer in the other: "all seven divers", "five of the seven divers"."""
    sides = ((alignment.a, alignment.only_a, alignment.b, alignment.only_b), (alignment.b, alignment.only_b, alignment.a, alignment.only_a))
    for whole, none_more, part, alone in sides:
        if none_more or len(alone) != 1 or "all" not in whole.lemmas:
            continue
        fewer = part.units[alone[0]]
        counted = [unit for at in part.below(alone[0]) for unit in [part.units[at]] if unit.label == "of"]
        total = [unit.value for unit in whole.units if isinstance(unit.value, Quantity) and unit.label == "nummod"]
        if not (isinstance(fewer.value, Quantity) and counted and len(total) == 1) or fewer.governor != ROOT:
            continue
        if fewer.value.high is not None and total[0].low is not None and fewer.value.high < total[0].low:
            every = next(unit for unit in whole.units if unit.value is total[0])
            return ("number", every.span, fewer.span) if whole is alignment.a else ("number", fewer.span, every.span)
    return None
