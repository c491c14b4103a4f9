"""What an article contradicts in itself, found sentence by sentence; what two statements say is compared elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.claims.parsed import ParsedArticle
from factcheck.model import Claim, Verdict
from factcheck.verdicts.arithmetic import arithmetic


def alone(parsed: ParsedArticle, claims: Sequence[Claim]) -> list[Verdict]:
    """The contradictions that one article holds by itself, in the order of its text; `claims` are its own."""
    return arithmetic(parsed, claims)
