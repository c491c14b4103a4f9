"""What two claims are told of: whether it is one definite thing, or the one in a state, and whether they differ in one unit alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from factcheck.claims.alignment import Alignment, Difference
from factcheck.claims.frame import ROOT, Frame, Unit
from factcheck.claims.phrases import Said, another, aside, carries, unsaid
from factcheck.meanings import deed_of
from factcheck.model import Moment
from factcheck.words import listed

_HOURS = frozenset({"hour", "minute", "second"})


def definite(frame: Frame, place: int) -> bool:
    """The unit is a name, or one thing that the text takes for known ("the inquiry", "its budget")."""
    unit = frame.units[place]
    if unit.kind == "name":
        return True
    head = frame.head_of(place)
    owned = any(frame.units[at].label in {"poss", "det"} for at in frame.below(place))  # "the" may stand for a name
    single = head.tag not in {"NNS", "NNPS"}
    named = any(frame.units[at].kind == "name" and frame.units[at].label == "compound" for at in frame.below(place)) and head.tag == "NN"
    numbered = any(frame.units[at].kind == "name" and frame.head_of(at).pos == "NUM" for at in frame.below(place))
    return (
        not unit.indefinite
        and single
        and (owned or named or numbered or bool(frame.modifiers(place) & {"the", "this", "its", "their", "his", "her"}))
    )


def _theme(frame: Frame) -> int | None:
    """The object, or where there is none the subject."""
    core = {u.label: p for p, u in enumerate(frame.units) if u.governor == ROOT and u.label in {"subject", "object"}}
    return core.get("object", core.get("subject"))


def theme_is_named(alignment: Alignment) -> bool:
    """What it happens to is a name, or something that both name by one."""
    theme = _theme(alignment.a)
    places = [] if theme is None else [theme, *alignment.a.below(theme)]
    return any(place in alignment.matched and alignment.a.units[place].kind == "name" for place in places)


def themes_meet(alignment: Alignment) -> bool:
    """What the one is told of, which a name tells from others, is what the other is told of."""
    first, second = _theme(alignment.a), _theme(alignment.b)
    return first is not None and alignment.matched.get(first) == second and theme_is_named(alignment)


def _is_definite(frame: Frame, shared: set[int]) -> bool:
    theme = _theme(frame)
    return theme is not None and theme in shared and definite(frame, theme)


def one_theme(alignment: Alignment) -> bool:
    """What it happens to is one definite thing in both: "the election", "the Fen Folk Festival", never "trains" or "a fair"."""
    frames = ((alignment.a, set(alignment.matched)), (alignment.b, set(alignment.back)))
    return all(_is_definite(frame, shared) for frame, shared in frames)


def limited(frame: Frame, place: int) -> dict[str, int]:
    """For what the word is said, by the tie: "open to cyclists", "guilty of arson", "cleared of murder"."""
    above = {place, ROOT} if frame.units[place].label == "root" else {place}
    said = [
        (unit.label, at) for at, unit in enumerate(frame.units) if unit.governor in above and unit.kind in {"word", "name"} and at != place
    ]
    return {label: at for label, at in said if label in {"to", "of"}}


def only(alignment: Alignment, difference: Difference) -> bool:
    """All but the difference is said by both, a name or one definite thing among it; of an hour to come, one definite thing."""
    core = {p for p, unit in enumerate(alignment.a.units) if unit.governor == ROOT and unit.label in {"subject", "object"}}
    hour = (
        alignment.a.claim.tense != "past"
        and isinstance(value := alignment.a.units[difference.a].value, Moment)
        and value.granularity in _HOURS
    )
    known = any(
        definite(alignment.a, p) or (alignment.a.units[p].kind == "name" and not hour) for p in alignment.matched if p in core or not hour
    )
    sides = ((alignment.a, difference.a, alignment.only_a), (alignment.b, difference.b, alignment.only_b))
    return known and all({*own} <= {at, *frame.below(at)} for frame, at, own in sides)


def of_one_thing(alignment: Alignment) -> bool:
    """Whom or what both tell of is a name or one definite thing in both: "books are banned" may be true of some and not of others."""
    core = {"subject", "object"}
    return any(
        alignment.a.units[place].label in core
        and alignment.b.units[at].label in core
        and alignment.a.units[place].governor == alignment.b.units[at].governor == ROOT
        and definite(alignment.a, place)
        and definite(alignment.b, at)
        for place, at in alignment.matched.items()
    )


def hyphened(frame: Frame, first: Unit, second: Unit) -> bool:
    """The two are one name, written with hyphens: "Orlen-on-Sea"."""
    start = frame.claim.span.start
    between = frame.claim.quote[first.end - start : second.start - start]
    return first.end < second.start and between.startswith("-") and between.endswith("-")


def of_known_event(frame: Frame, unit: Unit) -> bool:
    """What happened in an event that the text takes for known ("in the crash") is of the affair that both tell of."""
    event = unit.kind == "word" and unit.label in {"in", "after", "during"} and bool(deed_of(unit.lemma))
    return event and definite(frame, frame.units.index(unit)) and not frame.below(frame.units.index(unit))


# Whether later words are told of the thing that an older statement tells to be in a state.

_CORE = frozenset({"subject", "object"})
_MATTER = frozenset({"on", "about", "over", "against"})
_TELLING = frozenset({"NOUN", "PROPN", "VERB"})
Phrases = tuple[Said, Said]
"""The words for the state, and the later ones that tell what became of it."""


def told_of_it(older: Frame, newer: Frame, matched: Mapping[int, int], told: Phrases, row: Mapping[str, Any]) -> bool:
    """The thing that is in the state is in the later statement, and nothing there makes another one of it."""
    if row.get("freely"):
        return _whatever_else(older, newer, matched, told, row)
    before, _ = told
    spare = {p for p in aside(older, before, row.get("loose", ())) if older.units[p].kind == "word"} - {
        p for p, u in enumerate(older.units) if u.label in row.get("of", ())
    }
    beside = {p for p, unit in enumerate(older.units) if unit.lemma in row.get("beside", ())}
    tied = {
        p for p, unit in enumerate(older.units) if unit.kind == "number" and unit.governor != ROOT and unit.label not in {"nummod", "of"}
    }
    if unsaid(older, matched, {*before.units, *spare, *beside}) or any(
        p not in matched and older.units[p].text.split()[0] not in newer.claim.quote for p in tied - spare
    ):
        return False
    things = [p for p in _things(older, newer, matched, told, row) if older.units[p].pos != "VERB"]
    if not things or any(_another(older, newer, matched, p, told) for p in things):
        return False
    names = sum(older.units[p].kind == "name" for p in matched)
    told_which = any(
        definite(older, p)
        and definite(newer, matched[p])
        and any(newer.units[matched[at]].kind == "word" for at in older.below(p) if at in matched)
        for p in things
    )
    return names >= row.get("names", 1) or (told_which and "names" not in row)


def _whatever_else(older: Frame, newer: Frame, matched: Mapping[int, int], told: Phrases, row: Mapping[str, Any]) -> bool:
    """All that tells which thing it is stands in the later statement; where, why and with whom it was so may be left out."""
    things = list(_things(older, newer, matched, told, row))
    if not things and _cut_off(older, newer, told, row):
        return True
    known = [p for p in things if not any(_left_out(older, newer, matched, at, row) for at in _within(older, p) - told[0].units)]
    if not known or any(_another(older, newer, matched, p, told) for p in things) or _elsewhere(older, newer, matched):
        return False
    if any(_other_company(older, newer, matched, p) for p in known) or _other_matter(older, newer, matched, row):
        return False
    said = [unit for p, unit in enumerate(older.units) if unit.kind == "name" and _is_said(older, newer, matched, p)]
    beside = {p for p in matched if p not in known and (older.units[p].pos in {"NOUN", "VERB"} or " " in older.units[p].key)}
    told_which = any(definite(older, p) and definite(newer, matched[p]) for p in known) and (beside - told[0].units or row.get("known"))
    if row.get("also") and not beside:
        return False
    return len(said) >= row.get("names", 1) or (bool(told_which) and "names" not in row)


def _things(older: Frame, newer: Frame, matched: Mapping[int, int], told: Phrases, row: Mapping[str, Any]) -> Iterator[int]:
    """What both are told of: the places in the older statement of what is in the state, and in the later one meets its end."""
    before, after = told
    for place, at in matched.items():
        unit = older.units[place]
        deed = unit.pos == "VERB" and unit.label in {"xcomp", *_CORE}
        if (
            place in before.units
            or unit.lemma in row.get("beside", ())
            or not (unit.kind == "name" or unit.pos in {"NOUN", "PROPN"} or deed)
        ):
            continue
        if unit.lemma not in row.get("thing", {unit.lemma}) or not carries(older, place, before, {*row.get("of", _CORE)}):
            continue
        if _of_another(older, newer, matched, place) or (newer.units[at].indefinite and not unit.indefinite):
            continue
        if carries(newer, at, after, {*row.get("in", _CORE)}) or _through(newer, at, row) or _found_so(newer, at, row):
            yield place


def _of_another(older: Frame, newer: Frame, matched: Mapping[int, int], place: int) -> bool:
    """The later statement is told of something that belongs to it: "his brother was released"."""
    unit = newer.units[matched[place]]
    return unit.label == "poss" != older.units[place].label and unit.governor not in matched.values()


def _is_said(older: Frame, newer: Frame, matched: Mapping[int, int], place: int) -> bool:
    return not _of_another(older, newer, matched, place) if place in matched else _stands(older.units[place].text, newer)


def _found_so(frame: Frame, place: int, row: Mapping[str, Any]) -> bool:
    """It is the object of the verb, for which the parser takes what it is found to be ("found him alive"), or of what is paid for."""
    unit = frame.units[place]
    above = None if unit.governor == ROOT else frame.units[unit.governor]
    if above is None or above.governor != ROOT or "object" not in row.get("in", _CORE):
        return False
    return (above.pos == "ADJ" and unit.label == "subject") or ("alone" in row and above.label == "xcomp" and unit.label == "object")


def _cut_off(older: Frame, newer: Frame, told: Phrases, row: Mapping[str, Any]) -> bool:
    """The later verb has lost its object to a clause of its own ("lifted the warning for Selm"), and all its words stand in the quote."""
    if "object" not in row.get("in", _CORE):
        return False
    objects = {unit.text.lower() for unit in newer.units if unit.label in {"object", "oprd"}}
    after = newer.claim.quote[told[1].span[1] - newer.claim.span.start :].lower().split()
    for place, unit in enumerate(older.units):
        words = {word for at in _within(older, place) for word in older.units[at].text.lower().split()}
        named = any(each.kind == "name" and each.text.lower().split()[0] in after for each in older.units)
        if unit.kind == "word" and unit.pos == "NOUN" and carries(older, place, told[0], {*row.get("of", _CORE)}) and named:
            thing = row.get("thing", row.get("through", {unit.lemma}))
            if unit.lemma in thing and place not in told[0].units and objects <= words <= {*after}:
                return True
    return False


def _through(frame: Frame, place: int, row: Mapping[str, Any]) -> bool:
    """It hangs on a word that stands for it: "the order to boil water was lifted"."""
    above = frame.units[place].governor
    while above != ROOT:
        unit = frame.units[above]
        if unit.lemma in row.get("through", ()):
            return unit.governor == ROOT and unit.label in _CORE
        above = unit.governor
    return False


def _another(older: Frame, newer: Frame, matched: Mapping[int, int], place: int, told: Phrases) -> bool:
    known = {*matched.values(), *(at for at, unit in enumerate(newer.units) if f" {unit.text}" in f" {older.claim.quote}")}
    return another(newer, known, matched[place], told[1], listed("meanings", "other_turns") | listed("meanings", "not_holding"))


def _within(frame: Frame, place: int) -> set[int]:
    """The unit and all that hangs on it."""
    found, new = set[int](), {place}
    while new:
        found |= new
        new = {at for p in new for at in frame.below(p)} - found
    return found


def _left_out(older: Frame, newer: Frame, matched: Mapping[int, int], place: int, row: Mapping[str, Any]) -> bool:
    """The unit tells which thing it is, and the later statement does not say it; what somebody named in full does tells nothing."""
    unit = older.units[place]
    above = None if unit.governor == ROOT else older.units[unit.governor]
    if unit.label == "det":
        return False  # what "the" stands for is not said
    titled = _describes_somebody(older, unit) and unit.kind in {"word", "number"}
    further = above is not None and above.kind == "word" and above.label == "object" and unit.label in {"compound", "amod"}
    apart = ((unit.pos in _TELLING or unit.label == "amod") and unit.kind != "number") or unit.kind == "name"  # "the old hall"
    deed = bool(row.get("through")) and further
    return place not in matched and apart and unit.kind != "time" and not titled and not deed and not _stands(unit.text, newer)


def _describes_somebody(frame: Frame, unit: Unit) -> bool:
    """It hangs on a full name, or on what does: "Ida Moe, a chemist by training"."""
    while unit.governor != ROOT:
        unit = frame.units[unit.governor]
        if unit.kind == "name" and " " in unit.key:
            return True
    return False


def _stands(text: str, frame: Frame) -> bool:
    return f" {text} " in f" {frame.claim.quote} ".replace(",", " ").replace("'", " ").replace("’", " ")


def _elsewhere(older: Frame, newer: Frame, matched: Mapping[int, int]) -> bool:
    """The older statement names a place that the later one leaves out, and the later one names another."""
    places = listed("claims", "where") | {"on", "off", "of", "for", "with", "compound", "det"}
    left = any(
        unit.kind == "name" and unit.label in places and p not in matched and not _stands(unit.text, newer)
        for p, unit in enumerate(older.units)
    )
    more = any(
        unit.kind == "name" and unit.label in places and at not in matched.values() and not _stands(unit.text, older)
        for at, unit in enumerate(newer.units)
    )
    return left and more


def _other_company(older: Frame, newer: Frame, matched: Mapping[int, int], place: int) -> bool:
    """Beside the thing each names another: "Norvik and its pilots", "Norvik and its cabin crew"."""
    left = any(older.units[p].label == "list" and p not in matched for p in older.below(place))
    return left and any(newer.units[at].label == "list" and at not in matched.values() for at in newer.below(matched[place]))


def _other_matter(older: Frame, newer: Frame, matched: Mapping[int, int], row: Mapping[str, Any]) -> bool:
    """Each says on or about what it is, and it is not the same; or the later one tells more than a row allows."""
    told = [
        {unit.label for p, unit in enumerate(frame.units) if p not in said and unit.label in _MATTER and unit.kind in {"word", "name"}}
        for frame, said in ((older, set(matched)), (newer, set(matched.values())))
    ]
    if told[0] & told[1]:
        return True
    more = [
        u for at, u in enumerate(newer.units) if at not in matched.values() and u.pos in {"NOUN", "PROPN"} and u.kind in {"word", "name"}
    ]
    return "alone" in row and any(unit.lemma not in row["alone"] for unit in more)
