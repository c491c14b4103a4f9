"""FC101, FC303 and growing counts: two numbers for one slot."""

from __future__ import annotations

from factcheck.model import Claim, Quantity
from factcheck.verdicts.alignment import Alignment
from factcheck.verdicts.lexicon import same, words
from factcheck.verdicts.outcome import Outcome

_ROUND = 0.05
_LIKE, _LIKE_INSIDE = 0.6, 0.75


def _quantities(claim: Claim) -> list[Quantity]:
    return [value for value in claim.values if isinstance(value, Quantity) and not value.ordinal]


def _slot(quantity: Quantity) -> tuple[str, str]:
    return quantity.unit, same(quantity.noun)


def _significant(value: float) -> int:
    digits = f"{value:.10g}".replace(".", "").lstrip("0")
    return len(digits.rstrip("0"))


def compatible(a: Quantity, b: Quantity) -> bool:
    """Their intervals meet, or the rounder of two plain numbers is the other one rounded."""
    if (a.low is None or b.high is None or a.low <= b.high) and (b.low is None or a.high is None or b.low <= a.high):
        return True
    if None in (a.low, a.high, b.low, b.high):
        return False
    low, high = sorted((float(a.low or 0), float(b.low or 0)))
    rounder = low if _significant(low) < _significant(high) else high
    return high > 20 and _significant(rounder) <= 2 and (high - low) <= _ROUND * high


def _clash(alignment: Alignment) -> tuple[Quantity, Quantity] | None:
    """The one pair of numbers for the same slot that cannot both be right; None where slots are several or agree."""
    first, second = _quantities(alignment.a), _quantities(alignment.b)
    for a in first:
        if not (a.noun or a.unit) or sum(_slot(other) == _slot(a) for other in first) > 1:
            continue
        rivals = [b for b in second if _slot(b) == _slot(a)]
        if len(rivals) == 1 and not compatible(a, rivals[0]):
            return a, rivals[0]
    return None


def _same_slot(alignment: Alignment, noun: str) -> bool:
    others = alignment.shared - {same(noun)}
    anchored = alignment.same_subject or bool(alignment.shared_names)
    like = alignment.likeness >= (_LIKE_INSIDE if alignment.inside_one_article else _LIKE)
    return alignment.same_verb and bool(others) and anchored and like and alignment.same_scope


def numbers(alignment: Alignment) -> Outcome | None:
    """Contradiction, a growing count, sources that differ, or None where the numbers do not meet in one slot."""
    clash = _clash(alignment)
    if clash is None:
        return None
    a, b = clash
    if _grows(alignment, a, b):
        older, newer = (a, b) if alignment.pair.order == "a_first" else (b, a)
        return Outcome(
            relation="supersedes",
            code="FC205",
            evidence_a=(a.text,),
            evidence_b=(b.text,),
            rationale=f"Both count the same thing; {older.text.strip()} was the figure first, the later article has {newer.text.strip()}.",
        )
    if not _same_slot(alignment, a.noun) or not alignment.same_time:
        return None
    estimate = "opinion" in {alignment.a.modality, alignment.b.modality}
    return Outcome(
        relation="contradicts",
        code="FC303" if estimate else "FC101",
        evidence_a=(a.text,),
        evidence_b=(b.text,),
        rationale=f"Both measure the same thing at overlapping times; {a.text.strip()} and {b.text.strip()} differ by more than rounding.",
    )


def _grows(alignment: Alignment, a: Quantity, b: Quantity) -> bool:
    """A count that can only grow, lower in the earlier article than in the later one."""
    if alignment.pair.order == "unknown" or a.unit != "" or a.low is None or b.low is None:
        return False
    older, newer = (a, b) if alignment.pair.order == "a_first" else (b, a)
    growing = same(alignment.a.verb) in words("growing") and same(alignment.a.verb) == same(alignment.b.verb)
    return growing and (newer.low or 0) > (older.low or 0) and alignment.same_scope
