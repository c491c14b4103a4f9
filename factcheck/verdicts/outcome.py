"""What one rule says about a pair, before it becomes a verdict."""

from __future__ import annotations

from factcheck.model import Frozen, Relation
from factcheck.verdicts.alignment import Alignment


class Outcome(Frozen):
    """A relation with its rule code, the clashing words of either side, the reason, and how sure the rule is (0 to 1)."""

    relation: Relation
    code: str | None
    evidence_a: tuple[str, ...] = ()
    evidence_b: tuple[str, ...] = ()
    rationale: str
    older: str | None = None
    """"a" or "b" where words in the texts tell which statement came first."""


def overtaken(alignment: Alignment, older: str | None, rationale: str) -> Outcome:
    """FC205 with the predicates of both sides as the words that clash; `older` is "a" or "b", None where dates order the two."""
    return Outcome(
        relation="supersedes",
        code="FC205",
        evidence_a=(alignment.a.predicate,),
        evidence_b=(alignment.b.predicate,),
        older=older,
        rationale=rationale,
    )
