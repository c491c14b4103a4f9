"""Is a condition settled: by another article, or because its time has passed?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from factcheck.model import Claim, TimeSensitivity, Verdict
from factcheck.verdicts.developments import conditions


def settled(claim: Claim, condition: TimeSensitivity, verdicts: Sequence[Verdict], as_of: date) -> tuple[str, Claim | None]:
    """(what settled the condition, the claim that tells so); ("", None) while it is open."""
    for verdict in verdicts:
        if verdict.by != conditions.__name__:
            continue
        older, newer = (verdict.pair.a, verdict.pair.b) if verdict.pair.order == "a_first" else (verdict.pair.b, verdict.pair.a)
        if older.sentence == claim.sentence:
            return "another article tells how it came out", newer
    if condition.expires is not None and condition.expires.on < as_of:
        return f"its time has passed ({condition.expires.because})", None
    return "", None
