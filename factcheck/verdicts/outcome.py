"""What one rule says about a pair, before it becomes a verdict."""

from __future__ import annotations

from factcheck.model import Frozen, Relation


class Outcome(Frozen):
    """A relation with its rule code, the clashing words of either side, the reason, and how sure the rule is (0 to 1)."""

    relation: Relation
    code: str | None
    evidence_a: tuple[str, ...] = ()
    evidence_b: tuple[str, ...] = ()
    rationale: str
    older: str | None = None
    """"a" or "b" where words in the texts tell which statement came first."""
