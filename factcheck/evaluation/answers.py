"""Folds a run's findings to pairs of sentences and to time-sensitive sentences."""

from __future__ import annotations

from pathlib import Path

from factcheck.evaluation.match import Side, sentence_of
from factcheck.model import Finding, Run

SidePair = tuple[Side, Side]
Key = tuple[str, str]


class Answers:
    """What a run said of one pack: pairs by kind, and the kinds of time-sensitivity of each sentence."""

    def __init__(self, run: Run, folder: Path) -> None:
        self.pairs: dict[str, dict[tuple[Key, Key], list[SidePair]]] = {"contradiction": {}, "superseded": {}}
        self.timed: dict[Key, tuple[Side, set[str]]] = {}
        self._names = {article.id: Path(article.path).name for article in run.articles}
        self._texts = {name: (folder / name).read_text(encoding="utf-8") for name in self._names.values()}
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
                    self._pair(finding.kind, first, second)
        elif finding.kind == "time_sensitive" and sides:
            time = finding.time
            kinds = {time.kind, *time.also} if time else set()
            self.timed.setdefault(_key(sides[0][1]), (sides[0][1], set()))[1].update(kinds)

    def _side(self, article: str, quote: str) -> Side:
        name = self._names[article]
        return Side(file=name, quote=quote, sentence=sentence_of(self._texts[name], quote))

    def _pair(self, kind: str, first: Side, second: Side) -> None:
        a, b = _key(first), _key(second)
        if a == b:
            return
        key = (a, b) if kind == "superseded" or a <= b else (b, a)
        self.pairs[kind].setdefault(key, []).append((first, second))

    def merged(self) -> None:
        """Where gold does not tell the kinds apart, a pair may be told under either."""
        self.pairs = {"contradiction": {**self.pairs["contradiction"], **self.pairs["superseded"]}, "superseded": {}}


def _key(side: Side) -> Key:
    return side.file, side.sentence
