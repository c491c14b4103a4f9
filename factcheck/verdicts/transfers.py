"""FC104 by transfers: what only one can receive ("the post went to …") is said to have gone to two."""

from __future__ import annotations

from factcheck.model import Claim, Name
from factcheck.verdicts.alignment import FACTUAL, Alignment, names_match
from factcheck.verdicts.evidence import alike, elsewhere, other_turn, people_after
from factcheck.verdicts.lexicon import words
from factcheck.verdicts.outcome import Outcome


def recipient(claim: Claim) -> Name | None:
    """Who is given what the clause is about, if it is something that one alone can have."""
    things = {claim.theme, claim.subject_key} & words("indivisible")
    if (
        not things
        or not set(claim.deeds[:1]) & words("given")
        or claim.polarity == "negative"
        or claim.modality not in {*FACTUAL, "forecast"}
    ):
        return None
    given = people_after(claim, "to")
    return given[0] if len(given) == 1 else None


def transfers(alignment: Alignment) -> Outcome | None:
    """One thing, two recipients."""
    first, second = recipient(alignment.a), recipient(alignment.b)
    if first is None or second is None or names_match(first.canonical, second.canonical) or not alignment.same_story:
        return None
    a, b = alignment.a, alignment.b
    one_thing = any(alike(x, y) for x in (a.theme, a.subject_key) for y in (b.theme, b.subject_key) if x in words("indivisible"))
    if not one_thing or other_turn(alignment) or elsewhere(alignment) or not alignment.same_time:
        return None
    return Outcome(
        relation="contradicts",
        code="FC104",
        evidence_a=(first.text,),
        evidence_b=(second.text,),
        rationale=f"Only one can have received it, and the two name different ones: {first.canonical} and {second.canonical}.",
    )
