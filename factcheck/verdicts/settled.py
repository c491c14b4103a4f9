"""Is a condition settled: by another article, or because its time has passed?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from factcheck.model import Claim, Location, TimeSensitivity, Verdict
from factcheck.verdicts.developments import conditions


def settlements(verdicts: Iterable[Verdict]) -> dict[Location, Claim]:
    """Each sentence whose condition another statement settles, with the first such statement."""
    found: dict[Location, Claim] = {}
    for verdict in verdicts:
        if verdict.by == conditions.__name__:
            pair = verdict.pair
            older, newer = (pair.a, pair.b) if pair.order == "a_first" else (pair.b, pair.a)
            found.setdefault(older.sentence, newer)
    return found


def settled(claim: Claim, condition: TimeSensitivity, told: Mapping[Location, Claim], as_of: date) -> tuple[str, Claim | None]:
    """(what settled the condition, the claim that tells so); ("", None) while it is open. `told` is what `settlements` gives."""
    if claim.sentence in told:
        return "another article tells how it came out", told[claim.sentence]
    if condition.expires is not None and condition.expires.on < as_of:
        return f"its time has passed ({condition.expires.because})", None
    return "", None
