"""Keeps one verdict for each pair of sentences and rule, so that several clauses do not tell the same thing twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck.model import Claim, Location, Verdict
from factcheck.verdicts.alignment import NEAR, ONE_TIME

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
    return [*kept, *_one_development(_one_estimate(best.values()))]


def _one_estimate(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    """Of what is only estimated to conflict, each sentence's surest with one other article; what a rule decides stands beside it."""
    taken: set[tuple[Location, str]] = set()
    for verdict in sorted(verdicts, key=lambda verdict: (-(verdict.confidence or 0.0), verdict.pair.a.id, verdict.pair.b.id)):
        a, b = verdict.pair.a, verdict.pair.b
        both = {(a.sentence, b.article), (b.sentence, a.article)}
        if verdict.confidence_from != "calibrated" or not taken & both:
            taken |= both if verdict.confidence_from == "calibrated" else set()
            yield verdict


def _one_development(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Of what one article tells to overtake one sentence of another, the best-supported for each rule, of equals the first told."""
    kept: list[Verdict] = []
    best: dict[tuple[Location, str, str], Verdict] = {}
    for verdict in verdicts:
        if verdict.relation != "supersedes" or verdict.pair.order == "unknown":
            kept.append(verdict)
            continue
        older, newer = _sides(verdict)
        key = (older.sentence, newer.article, verdict.by)
        if key not in best or _support(verdict) > _support(best[key]):
            best[key] = verdict
    return [*kept, *best.values()]


def _sides(verdict: Verdict) -> tuple[Claim, Claim]:
    pair = verdict.pair
    return (pair.a, pair.b) if pair.order == "a_first" else (pair.b, pair.a)


def _support(verdict: Verdict) -> tuple[int, int, str]:
    shared = set(verdict.pair.reasons) - {NEAR, ONE_TIME}
    return len(shared), -_sides(verdict)[1].sentence.start, verdict.pair.a.id + verdict.pair.b.id


def _rank(verdict: Verdict) -> tuple[bool, float, str]:
    return verdict.relation == "supersedes", verdict.pair.score, verdict.pair.a.id + verdict.pair.b.id
