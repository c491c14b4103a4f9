"""FC205 by polarity: what the earlier statement says is, the later one says is no longer, or the other way round."""

from __future__ import annotations

import re

from factcheck.model import Claim
from factcheck.verdicts.alignment import FACTUAL, Alignment, Side
from factcheck.verdicts.evidence import alike, other_people, particulars
from factcheck.verdicts.lexicon import kin, words
from factcheck.verdicts.outcome import Outcome, overtaken
from factcheck.verdicts.sequence import before, by_dates, dated, is_bare, looks_back

_NO_PLAN = re.compile(r" no (?:current |immediate )?(?:plan|intention|wish|reason|desire) (?:to|of) ([a-z]+) ")


def turned(alignment: Alignment) -> Outcome | None:
    """One deed of one subject in articles of different days: a present state first, and its opposite later."""
    side = by_dates(alignment) if alignment.pair.order != "unknown" else None
    if side is None:
        return None
    earlier, later = (alignment.a, alignment.b) if side == "a" else (alignment.b, alignment.a)
    if _ruled_out(earlier, later, alignment) or _ended(earlier, later, alignment):
        return _outcome(alignment, side, earlier, later)
    if alignment.a.polarity == alignment.b.polarity:
        return None
    if not _state(earlier) or not _fact(later, earlier) or before(later, earlier) or not _one_deed(alignment):
        return None
    if "not" in later.lemmas.split() and later.tense == "past":
        return None
    return _outcome(alignment, side, earlier, later)


def _outcome(alignment: Alignment, side: Side, earlier: Claim, later: Claim) -> Outcome:
    return overtaken(
        alignment, side, f"What the earlier statement {dated(earlier)} says of its subject, the later {dated(later)} says the opposite of."
    )


def _ruled_out(earlier: Claim, later: Claim, alignment: Alignment) -> bool:
    """The earlier says that nothing of the kind is planned, the later that it was done, by the same one."""
    denied = _NO_PLAN.search(f" {earlier.lemmas} ")
    if denied is None or later.polarity == "negative" or not _fact(later, later) or before(later, earlier):
        return False
    same = alike(earlier.subject_key, later.subject_key) and kin(denied[1]) == kin(_deed(later))
    return same and particulars(alignment, frozenset({denied[1], "plan"})) >= 1


def _ended(earlier: Claim, later: Claim, alignment: Alignment) -> bool:
    """The earlier tells of something that goes on, the later that this very thing has ended ("is rationed": "ended the rationing")."""
    if later.verb not in words("ending") or later.polarity == "negative" or not _fact(later, later) or before(later, earlier):
        return False
    deed = _deed(earlier)
    lasts = earlier.tense == "present" and earlier.polarity == "positive" and earlier.modality in FACTUAL and len(deed) >= 5
    named = any(noun.startswith(deed[: max(5, len(deed) - 1)]) for noun in (later.theme, later.subject_key))
    return lasts and named and (particulars(alignment, frozenset({deed, later.theme})) >= 1 or alignment.same_story)


def _state(claim: Claim) -> bool:
    """The clause tells how things stand, or what is meant to be, when it is written."""
    return (claim.tense == "present" and claim.modality in FACTUAL) or claim.modality == "forecast"


def _fact(claim: Claim, earlier: Claim) -> bool:
    """The clause tells what is so, or where both speak of what is meant to be, what now is meant."""
    told = claim.modality in FACTUAL if earlier.modality in FACTUAL else claim.modality == "forecast"
    return told and not is_bare(claim) and not looks_back(claim)


def _deed(claim: Claim) -> str:
    """The verb that carries the meaning."""
    return next((deed for deed in claim.deeds if deed not in words("hollow") and deed not in {"plan", "expect", "set"}), "")


def _one_deed(alignment: Alignment) -> bool:
    """The same verb of the same subject, and the same object where there is one."""
    a, b = alignment.a, alignment.b
    deed = _deed(a)
    if not deed or kin(deed) != kin(_deed(b)) or other_people(alignment, a.subject_key, b.subject_key):
        return False
    objects = a.theme != a.subject_key or b.theme != b.subject_key
    if not alike(a.subject_key, b.subject_key) or (objects and not alike(a.theme, b.theme)):
        return False
    found = particulars(alignment, frozenset({deed, _deed(b)}))
    return found >= 3 or (found >= 1 and alignment.same_story)
