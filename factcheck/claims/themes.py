"""What two claims are told of: whether it is one definite thing, named or known, and whether they differ in nothing but one unit."""

from __future__ import annotations

from factcheck.claims.alignment import Alignment, Difference
from factcheck.claims.frame import ROOT, Frame, Unit
from factcheck.meanings import deed_of
from factcheck.model import Moment

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
