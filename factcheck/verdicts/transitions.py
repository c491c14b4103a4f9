"""What a later statement makes of an older state of the same thing: rows of words, before and after; "no longer"; another holder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factcheck.claims.alignment import is_person
from factcheck.claims.frame import ROOT, Frame
from factcheck.claims.phrases import Said, another, aside, begun, carries, people, roots, said, unsaid, whole
from factcheck.claims.themes import definite
from factcheck.comparison import Span
from factcheck.model import Quantity
from factcheck.verdicts.particulars import OFFICES
from factcheck.words import listed, table

Found = tuple[Span, Span, str]
_CORE = frozenset({"subject", "object"})
_MOVING = listed("meanings", "moving") | listed("claims", "shifting")
_OTHER = listed("meanings", "other_turns") | listed("meanings", "not_holding")


def transitions(older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    """The state of a thing that the later statement tells to be over, or to be another one."""
    rows = begun(older, "transitions", "row", "before") & begun(newer, "transitions", "row", "after")
    if not rows or newer.lemmas & (listed("meanings", "in_part") | listed("meanings", "planning")):
        return None
    if any(isinstance(value, Quantity) and "percent" in value.unit for value in newer.claim.values):
        return None  # "was 22% contained"
    for row in (table("meanings", "transitions")["row"][number] for number in sorted(rows)):
        before, after = said(older, row["before"]), said(newer, row["after"])
        if before is not None and after is not None and _of_one_thing(older, newer, matched, (before, after), row):
            return before.span, after.span, "The state has ended."
    return None


def _of_one_thing(older: Frame, newer: Frame, matched: Mapping[int, int], told: tuple[Said, Said], row: Mapping[str, Any]) -> bool:
    """The thing that is in the state is in the later statement, and nothing there makes another one of it."""
    before, after = told
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
    known = {*matched.values(), *(at for at, unit in enumerate(newer.units) if f" {unit.text} " in older.claim.quote)}
    things = [
        p
        for p in matched
        if p not in before.units | beside
        and older.units[p].pos in {"NOUN", "PROPN"}
        and older.units[p].lemma in row.get("thing", {older.units[p].lemma})
        and carries(older, p, before, {*row.get("of", _CORE)})
        and carries(newer, matched[p], after, {*row.get("in", _CORE)})
    ]
    if not things or any(another(newer, known, matched[p], after, _OTHER) for p in things):
        return False
    names = sum(older.units[p].kind == "name" for p in matched)
    told_which = any(
        definite(older, p)
        and definite(newer, matched[p])
        and any(newer.units[matched[at]].kind == "word" for at in older.below(p) if at in matched)
        for p in things
    )
    return names >= row.get("names", 1) or (told_which and "names" not in row)


def no_longer(older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    """What is denied with "no longer" was so before: all that is denied stands in the older statement."""
    denied = newer.claim.polarity == "negative" != older.claim.polarity
    longer = next((word for word in newer.claim.words if word.text.lower() in {"longer", "anymore"}), None) if denied else None
    if longer is None:
        return None
    alone = [
        unit
        for at, unit in enumerate(newer.units)
        if at not in matched.values() and unit.kind != "time" and unit.pos != "ADV" and unit.start != longer.start
    ]
    core = any(older.units[p].label in _CORE and newer.units[at].label in _CORE for p, at in matched.items())
    lost = [unit for unit in unsaid(older, matched) if unit.label in {*_CORE, "root", "xcomp", "compound"}]
    named = any(older.units[p].kind == "name" or definite(older, p) for p in matched)
    if alone or lost or not core or not named:
        return None
    told = [longer, *(word for word in newer.claim.words if word is newer.verb or word.text.lower() == "no")]
    return whole(older), (min(w.start for w in told), max(w.end for w in told)), "What is told before holds no longer."


def new_holder(older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    """An office that was held by somebody else, or that was to be filled, has been taken up."""
    sought = older.deeds & {"look", "search", "seek", "hunt", "recruit", "advertise", "need"} or said(older, ["vacant", "unfilled"])
    offices = [p for p in matched if older.units[p].pos == "NOUN" and (sought or older.units[p].lemma in OFFICES)]
    if not offices or (older.lemmas | newer.lemmas) & listed("meanings", "not_holding"):
        return None
    taken = said(newer, listed("meanings", "taking_office"))
    if taken is None:
        return None
    taker = [
        unit
        for at, unit in enumerate(newer.units)
        if is_person(unit) and at not in matched.values() and " " in unit.key and unit.label != "poss"
    ]
    body = [p for p in matched if older.units[p].kind == "name"]
    holder = [p for p, u in enumerate(older.units) if u.kind == "name" and " " in u.key and u.governor == ROOT and u.label == "subject"]
    held = older.light and bool(holder) and holder[0] not in matched and any(older.units[p].label == "attr" for p in offices)
    vacancy = {
        p for p, unit in enumerate(older.units) if unit.lemma in {"post", "office", "position", "job", "role", "look", "search", "seek"}
    }
    if not taker or not body or not (sought or held) or unsaid(older, matched, {*holder, *vacancy, *roots(older)}):
        return None
    if any(
        another(newer, {*matched.values()}, matched[p], taken, _OTHER) and not set(newer.below(matched[p])) & set(people(newer))
        for p in offices
    ):
        return None
    return whole(older), taken.span, "The office is held by somebody else."


def moved(older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    """It was moved from where, when or how much it was to be."""
    if newer.deeds.isdisjoint(_MOVING) or unsaid(older, matched, roots(older)):
        return None
    thing = any(older.units[p].label in _CORE and newer.units[at].label in _CORE for p, at in matched.items())
    named = any(older.units[p].kind == "name" for p in matched)
    for place, at in matched.items():
        unit = older.units[place]
        if newer.units[at].label == "from" and (unit.label in {"in", "at", "on", "for", "to"} or unit.kind == "number") and thing and named:
            return unit.span, newer.units[at].span, "It was moved."
    return None
