"""FC101 by tallies: one vote or match with two results ("143 to 54" and "134-63")."""

from __future__ import annotations

import re

from factcheck.model import Claim
from factcheck.verdicts.alignment import FACTUAL, Alignment, names, names_match
from factcheck.verdicts.evidence import alike, elsewhere, other_occasion, other_turn, particulars
from factcheck.verdicts.lexicon import words
from factcheck.verdicts.outcome import Outcome

_SCORE, _FINAL = 10, {"beat", "defeat", "win", "lose"}
"""Small numbers are goals or games, and tell a result only where somebody won."""
_BETWEEN = r"(?:\s+votes)?(?:\s*(?:-to-|–|-)\s*|\s+(?:to|votes to|votes against|against)\s+)"
_TALLY = re.compile(rf"(?<![\d$€£.,-])(\d{{1,3}}){_BETWEEN}(\d{{1,3}})(?!\d|[,.]\d|%|-|\s*(?:percent|per cent|million|years?))")


def tally(claim: Claim) -> tuple[int, int, str] | None:
    """(more, fewer, the words) of the one result of a vote or match that a clause gives, or None."""
    return _result(claim) if words("counted") & set(claim.lemmas.split()) else None


def _bare(claim: Claim) -> tuple[int, int, str] | None:
    """The result in a clause that does not say of what; small numbers may be anything."""
    found = _result(claim)
    return found if found is not None and found[1] >= _SCORE else None


def _result(claim: Claim) -> tuple[int, int, str] | None:
    if claim.modality not in FACTUAL:
        return None
    found = list(_TALLY.finditer(claim.quote))
    if len(found) != 1:
        return None
    first, second = int(found[0][1]), int(found[0][2])
    if first + second < _SCORE and claim.verb not in _FINAL:
        return None
    return max(first, second), min(first, second), found[0][0]


def _shared_people(alignment: Alignment) -> list[str]:
    people = names(alignment.b, "person")
    return [name for name in names(alignment.a, "person") if any(names_match(name, other) for other in people)]


def tallies(alignment: Alignment) -> Outcome | None:
    """Two results of one vote or match."""
    said = tally(alignment.a), tally(alignment.b)
    if said == (None, None):
        return None
    one, other = said[0] or _bare(alignment.a), said[1] or _bare(alignment.b)
    if one is None or other is None or one[:2] == other[:2] or alignment.inside_one_article:
        return None
    chambers = words("chambers")
    first, second = (chambers & set(claim.lemmas.split()) for claim in (alignment.a, alignment.b))
    if (first and second and not first & second) or other_turn(alignment) or elsewhere(alignment) or not alignment.same_time:
        return None
    a, b = alignment.a, alignment.b
    if other_occasion(alignment):
        return None
    rivals = len(_shared_people(alignment)) > 1
    parties = rivals or (None not in said and (alike(a.subject_key, b.subject_key) or alike(a.theme, b.theme)))
    found = particulars(alignment, words("counted"))
    if not parties or found < (1 if alignment.same_story else 2):
        return None
    return Outcome(
        relation="contradicts",
        code="FC101",
        evidence_a=(one[2],),
        evidence_b=(other[2],),
        rationale=f"Both give the result of one vote or match; {one[2]} and {other[2]} differ.",
    )
