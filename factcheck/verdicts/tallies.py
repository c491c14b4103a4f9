"""FC101 by tallies: one vote or match with two results ("143 to 54" and "134-63")."""

from __future__ import annotations

import re

from factcheck.model import Claim
from factcheck.verdicts.alignment import FACTUAL, Alignment
from factcheck.verdicts.evidence import alike, elsewhere, other_occasion, other_turn, particulars
from factcheck.verdicts.lexicon import words
from factcheck.verdicts.outcome import Outcome

_SCORE, _FINAL = 10, {"beat", "defeat", "win", "lose"}
"""Small numbers are goals or games, and tell a result only where somebody won."""
_BETWEEN = r"(?:\s+votes)?(?:\s*(?:-to-|–|-)\s*|\s+(?:to|votes to|votes against|against)\s+)"
_TALLY = re.compile(rf"(?<![\d$€£.,-])(\d{{1,3}}){_BETWEEN}(\d{{1,3}})(?!\d|[,.]\d|%|-|\s*(?:percent|per cent|million|years?))")


def tally(claim: Claim) -> tuple[int, int, str] | None:
    """(more, fewer, the words) of the one result that a clause about a vote or match gives, or None."""
    if not words("counted") & set(claim.lemmas.split()) or claim.modality not in FACTUAL:
        return None
    found = list(_TALLY.finditer(claim.quote))
    if len(found) != 1:
        return None
    first, second = int(found[0][1]), int(found[0][2])
    if first + second < _SCORE and claim.verb not in _FINAL:
        return None
    return max(first, second), min(first, second), found[0][0]


def tallies(alignment: Alignment) -> Outcome | None:
    """Two results of one vote or match."""
    one, other = tally(alignment.a), tally(alignment.b)
    if one is None or other is None or one[:2] == other[:2] or alignment.inside_one_article:
        return None
    chambers = words("chambers")
    first, second = (chambers & set(claim.lemmas.split()) for claim in (alignment.a, alignment.b))
    if (first and second and not first & second) or other_turn(alignment) or elsewhere(alignment) or not alignment.same_time:
        return None
    a, b = alignment.a, alignment.b
    if other_occasion(alignment):
        return None
    parties = alike(a.subject_key, b.subject_key) or alike(a.theme, b.theme)
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
