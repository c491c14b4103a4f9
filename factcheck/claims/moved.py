"""What later words tell to have moved: a number, a place or time, what was so of one thing alone, what could not be done."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.claims.frame import ROOT, Frame
from factcheck.claims.phrases import Found, roots, unsaid, whole
from factcheck.claims.rounding import one_number
from factcheck.model import Quantity
from factcheck.words import listed

_CORE = frozenset({"subject", "object"})


def moved(older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    """It was moved from where, when or how much it was to be."""
    deeds = listed("meanings", "moving") | listed("claims", "shifting")
    if not newer.deeds & deeds or unsaid(older, matched, roots(older)):
        return None
    thing = any(older.units[p].label in _CORE and newer.units[at].label in _CORE for p, at in matched.items())
    named = any(older.units[p].kind == "name" for p in matched)
    for place, at in matched.items():
        unit = older.units[place]
        if newer.units[at].label == "from" and (unit.label in {"in", "at", "on", "for", "to"} or unit.kind == "number") and thing and named:
            return unit.span, newer.units[at].span, "It was moved."
    return None


def raised(older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    """The number that the older statement tells is the one from which the later one says that it was moved."""
    core = any(older.units[p].label in _CORE and older.units[p].pos in {"NOUN", "PROPN"} for p in matched)
    if not core or unsaid(older, matched, roots(older)) or not any(older.units[p].kind == "name" for p in matched):
        return None
    for one in (unit for unit in older.units if isinstance(unit.value, Quantity)):
        for other in (value for value in newer.claim.values if isinstance(value, Quantity)):
            left = other.model_copy(update={"high": other.low})  # "from £5 to £6"
            before = newer.claim.quote[: other.start - newer.claim.span.start].split()[-1:] == ["from"]
            if isinstance(one.value, Quantity) and (other.role == "from" or before) and one_number(one.value, left):
                return one.span, (other.start, other.end), "The number was moved."
    return None


def allowed(older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    """What could or might not be done can be done now: "cannot marry", "have been able to marry"."""
    barred = older.claim.polarity == "negative" and older.claim.modal in {"can", "may"}
    can = next((word for word in newer.claim.words if word.lemma in {"able", "allow", "permit", "let", "possible"}), None)
    done = older.root is not None and matched.get(older.root) is not None
    if not barred or can is None or not done or unsaid(older, matched) or not any(older.units[p].kind == "name" for p in matched):
        return None
    return whole(older), (can.start, can.end), "It can be done now."


def widened(older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    """What was so only of one thing is now so of another too: "for Windows only", "for Linux too"."""
    more = [unit for at, unit in enumerate(newer.units) if at not in matched.values()]
    too = {word.lemma for word in newer.claim.words} & {"too", "also", "well"}
    left = [unit for p, unit in enumerate(older.units) if p not in matched]
    left = left or [unit for unit in older.units if more and unit.label == more[0].label]
    if "only" not in older.function_words or not too or len(left) != 1 or len(more) != 1 or left[0].label != more[0].label:
        return None
    tied = left[0].governor == more[0].governor == ROOT or matched.get(left[0].governor) == more[0].governor
    core = any(older.units[p].label in _CORE and newer.units[at].label in _CORE for p, at in matched.items())
    if not tied or not core or not any(older.units[p].kind == "name" for p in matched):
        return None
    return left[0].span, more[0].span, "It is no longer so of one alone."
