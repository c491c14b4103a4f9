"""FC105 by quantifiers: all of a counted whole, and none of it ("all four works were insured", "none of the four was")."""

from __future__ import annotations

import re

from factcheck.model import Claim, Quantity
from factcheck.verdicts.alignment import Alignment
from factcheck.verdicts.evidence import elsewhere, other_turn
from factcheck.verdicts.lexicon import same, words
from factcheck.verdicts.outcome import Outcome
from factcheck.verdicts.states import stated

_FACTUAL = {"asserted", "reported"}


def whole(claim: Claim) -> tuple[str, int] | None:
    """("all" or "none", how many there are) of a clause whose subject is a counted whole; None for every other."""
    found = re.match(r"(?:the )?(\w+)\b", claim.subject.lower())
    quantifier = found[1] if found else ""
    kind = next((kind for kind in ("all", "none") if quantifier in words(f"whole_{kind}")), None)
    counts = [
        v for v in claim.values if isinstance(v, Quantity) and v.comparator == "exactly" and v.text.strip().lower() in claim.subject.lower()
    ]
    if kind is None or claim.modality not in _FACTUAL:
        return None
    number = 2 if quantifier in {"both", "neither"} else int(counts[0].low or 0) if len(counts) == 1 else 0
    return (kind, number) if number > 1 else None


def wholes(alignment: Alignment) -> Outcome | None:
    """What the one says of all, the other of none."""
    first, second = whole(alignment.a), whole(alignment.b)
    if first is None or second is None or first[1] != second[1] or first[0] == second[0]:
        return None
    if not (alignment.same_story and alignment.same_time) or elsewhere(alignment) or other_turn(alignment) or not _same_deed(alignment):
        return None
    return Outcome(
        relation="contradicts",
        code="FC105",
        evidence_a=(alignment.a.subject,),
        evidence_b=(alignment.b.subject,),
        rationale=f"One says of all {first[1]} what the other says of none.",
    )


def _same_deed(alignment: Alignment) -> bool:
    """One verb with another word in common, or one state."""
    a, b = (stated(claim.model_copy(update={"polarity": "positive"})) for claim in (alignment.a, alignment.b))
    if any(a[group][0] == b[group][0] for group in a.keys() & b.keys()):
        return True
    verb = same(alignment.a.verb)
    return verb == same(alignment.b.verb) and (verb not in words("hollow") or bool(alignment.shared - {verb} - words("everyday")))


def counted_wholes(claim: Claim) -> frozenset[str]:
    """Candidate keys: the size of the whole that the clause is about."""
    found = whole(claim)
    return frozenset({f"whole of {found[1]}"}) if found else frozenset()
