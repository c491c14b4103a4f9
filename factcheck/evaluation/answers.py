"""Folds a run's findings to pairs of sentences and to time-sensitive sentences."""

from __future__ import annotations

from pathlib import Path

from factcheck.evaluation.match import Side, sentence_of
from factcheck.model import Finding, Frozen, Run

Key = tuple[str, str]


class Told(Frozen):
    """A finding about two sentences, the primary one first, or about one (then both are the same)."""

    first: Side
    second: Side
    finding: Finding

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both sides, the primary one first."""
        return self.first, self.second


class Answers:
    """What a run said of one pack: pairs by kind, and time-sensitive sentences; each with the findings that say so."""

    def __init__(self, run: Run, folder: Path) -> None:
        self.pairs: dict[str, dict[tuple[Key, Key], list[Told]]] = {"contradiction": {}, "superseded": {}}
        self.timed: dict[Key, list[Told]] = {}
        self._names = {article.id: Path(article.path).name for article in run.articles}
        self._texts = {name: (folder / name).read_text(encoding="utf-8", errors="replace") for name in self._names.values()}
        for finding in run.findings:
            if finding.state not in {"suppressed", "dismissed"}:
                self._add(finding)

    def _add(self, finding: Finding) -> None:
        sides = [
            (statement.role, self._side(statement.article, statement.quote))
            for statement in finding.statements
            if statement.claim and statement.quote
        ]
        if finding.kind in self.pairs:
            for _, first in [side for side in sides if side[0] == "primary"] or sides[:1]:
                for _, second in sides:
                    self._pair(Told(first=first, second=second, finding=finding))
        elif finding.kind == "time_sensitive" and sides:
            side = sides[0][1]
            self.timed.setdefault(_key(side), []).append(Told(first=side, second=side, finding=finding))

    def _side(self, article: str, quote: str) -> Side:
        name = self._names[article]
        return Side(file=name, quote=quote, sentence=sentence_of(self._texts[name], quote))

    def _pair(self, told: Told) -> None:
        a, b = _key(told.first), _key(told.second)
        if a == b:
            return
        kind = told.finding.kind
        key = (a, b) if kind == "superseded" or a <= b else (b, a)
        self.pairs[kind].setdefault(key, []).append(told)

    def merged(self) -> None:
        """Where gold does not tell the kinds apart, a pair may be told under either."""
        self.pairs = {"contradiction": {**self.pairs["contradiction"], **self.pairs["superseded"]}, "superseded": {}}


def time_kinds(told: list[Told]) -> set[str]:
    """The kinds of time-sensitivity that the findings about one sentence name."""
    times = [each.finding.time for each in told if each.finding.time is not None]
    return {kind for time in times for kind in (time.kind, *time.also)}


def _key(side: Side) -> Key:
    return side.file, side.sentence
