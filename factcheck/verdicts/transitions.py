"""What a later statement makes of an older state of the same thing: rows of words, before and after; "no longer"; another holder."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.claims.alignment import describes, is_person
from factcheck.claims.frame import ROOT, Frame
from factcheck.claims.phrases import Found, another, begun, people, roots, said, unsaid, whole
from factcheck.claims.themes import definite, told_of_it
from factcheck.model import Quantity
from factcheck.verdicts.particulars import OFFICES
from factcheck.words import listed, table

_CORE = frozenset({"subject", "object"})
_OTHER = listed("meanings", "other_turns") | listed("meanings", "not_holding")


def transitions(older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    """The state of a thing that the later statement tells to be over, or to be another one."""
    return _rows(older, newer, matched, standing=False)


def undone(older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    """What was done and stands, which the later statement undoes: a plea, an order."""
    return _rows(older, newer, matched, standing=True)


def may_end(older: Frame, newer: Frame) -> set[int]:
    """The rows of words that have phrases which may begin in both."""
    return begun(older, "transitions", "row", "before") & begun(newer, "transitions", "row", "after")


def _rows(older: Frame, newer: Frame, matched: Mapping[int, int], *, standing: bool) -> Found | None:
    rows = may_end(older, newer)
    if not rows or newer.lemmas & (listed("meanings", "in_part") | listed("meanings", "planning")):
        return None
    if any(isinstance(value, Quantity) and "percent" in value.unit for value in newer.claim.values):
        return None  # "was 22% contained"
    plan = newer.claim.modality == "forecast"
    for row in (table("meanings", "transitions")["row"][number] for number in sorted(rows)):
        if (standing and not row.get("stands")) or (plan and not (row.get("plan") and "time" in newer.kinds)):
            continue
        if row.get("freely") and older.claim.polarity not in row.get("told", ("positive",)):
            continue
        before = said(older, row["before"])
        after = None if before is None else said(newer, row["after"])
        if before is not None and after is not None and told_of_it(older, newer, matched, (before, after), row):
            return before.span, after.span, "The state has ended."
    return None


def no_longer(older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    """What is denied with "no longer" was so before: all that is denied stands in the older statement."""
    denied = newer.claim.polarity == "negative" != older.claim.polarity
    longer = next((word for word in newer.claim.words if word.text.lower() in {"longer", "anymore"}), None) if denied else None
    if longer is None:
        return None
    alone = [
        unit
        for at, unit in enumerate(newer.units)
        if at not in matched.values()
        and unit.kind != "time"
        and unit.pos != "ADV"
        and unit.start != longer.start
        and not (describes(unit) and newer.units[unit.governor].kind == "name")  # "the probe Halcyon"
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
    looked = older.deeds & {"look", "search", "seek", "hunt", "recruit", "advertise", "need"} or said(older, ["vacant", "unfilled"])
    none = older.light and older.claim.polarity == "negative"
    offices = [
        p
        for p in matched
        if older.units[p].pos == "NOUN"
        and (looked or older.units[p].lemma in OFFICES or (none and older.units[p].label in {"object", "attr"}))
    ]
    if not offices or (older.lemmas | newer.lemmas) & listed("meanings", "not_holding"):
        return None
    sought = bool(looked) or none
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
