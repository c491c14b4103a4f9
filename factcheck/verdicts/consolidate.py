"""Keeps one verdict for each pair of sentences and rule, so that several clauses do not tell the same thing twice."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.model import Location, Verdict

_DECIDED = {"contradicts", "supersedes"}


def consolidate(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The verdicts, of decided ones only the best-supported for each pair of sentences; an update beats a contradiction.

    Which verdicts of a pair of sentences are kept depends on that pair alone.
    """
    kept: list[Verdict] = []
    best: dict[tuple[Location, Location], Verdict] = {}
    for verdict in verdicts:
        if verdict.relation not in _DECIDED:
            kept.append(verdict)
            continue
        key = (verdict.pair.a.sentence, verdict.pair.b.sentence)
        if key not in best or _rank(verdict) > _rank(best[key]):
            best[key] = verdict
    return [*kept, *best.values()]


def _rank(verdict: Verdict) -> tuple[bool, float, str]:
    return verdict.relation == "supersedes", verdict.pair.score, verdict.pair.a.id + verdict.pair.b.id
