"""Counts hits, misses and false alarms of one pack, and makes the figures of all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from factcheck.evaluation.answers import Answers, SidePair
from factcheck.evaluation.gold import GoldPair, Pack
from factcheck.evaluation.match import GoldSide, is_pair, same

Tell = Callable[[str], None]


class Score:
    """Counts over packs: `n` by name, `by` = [found, all] by kind and difficulty."""

    def __init__(self, tell: Tell) -> None:
        self.n: Counter[str] = Counter()
        self.by: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        self._tell = tell

    def add(self, pack: Pack, answers: Answers) -> None:
        """Counts one pack."""
        self.n["packs"] += 1
        self.n["articles"] += len(pack.articles)
        if pack.superseded is None:
            answers.merged()
        every = [pair for groups in answers.pairs.values() for group in groups.values() for pair in group]
        neither = [(pair.a, pair.b) for pair in pack.arguable_pairs]
        self._pairs(pack, "contradiction", pack.contradictions, answers, every, neither)
        if pack.superseded is not None:
            self._pairs(pack, "superseded", pack.superseded, answers, every, neither + _chained(pack.superseded))
        told = [pair for group in answers.pairs["contradiction"].values() for pair in group]
        self.n["decoy all"] += len(pack.consistent)
        self.n["decoy hit"] += sum(any(is_pair(pair, decoy.a, decoy.b) for pair in told) for decoy in pack.consistent)
        if not pack.contradictions:
            self.n["quiet all"] += 1
            self.n["quiet ok"] += not told
        self._times(pack, answers)

    def _pairs(  # noqa: PLR0913
        self,
        pack: Pack,
        kind: str,
        golds: Sequence[GoldPair],
        answers: Answers,
        every: Sequence[SidePair],
        free: Sequence[tuple[GoldSide, GoldSide]],
    ) -> None:
        ordered = kind == "superseded"
        groups = list(answers.pairs[kind].values())
        for gold in golds:
            hit = any(is_pair(pair, gold.a, gold.b, ordered=ordered) for group in groups for pair in group)
            told = hit or any(is_pair(pair, gold.a, gold.b) for pair in every)
            self.n.update({f"{kind} tp": hit, f"{kind} fn": not hit, "told": told, "pairs": 1})
            for label in (gold.kind or "any", gold.difficulty or "any"):
                self.by[f"{kind}/{label}"][0] += hit
                self.by[f"{kind}/{label}"][1] += 1
            if not hit:
                other = " (told as the other kind or the other way round)" if told else ""
                self._tell(f"MISS {pack.folder.name} {kind}/{gold.kind}/{gold.difficulty}{other}\n   A {gold.a.quote}\n   B {gold.b.quote}")
        for group in groups:
            right = any(is_pair(pair, gold.a, gold.b, ordered=ordered) for pair in group for gold in golds)
            if not right and not any(is_pair(pair, a, b) for pair in group for a, b in free):
                self.n[f"{kind} fp"] += 1
                self._tell(f"FALSE {pack.folder.name} {kind}\n   A {group[0][0].quote}\n   B {group[0][1].quote}")

    def _times(self, pack: Pack, answers: Answers) -> None:
        if pack.time_sensitive is None:
            return
        for gold in pack.time_sensitive:
            found = [kinds for side, kinds in answers.timed.values() if same(side, gold.side)]
            self.n.update({"time tp": bool(found), "time fn": not found, "time kind": any(gold.kind in kinds for kinds in found)})
            self.by[f"time_sensitive/{gold.kind}"][0] += bool(found)
            self.by[f"time_sensitive/{gold.kind}"][1] += 1
            if not found:
                self._tell(f"MISS {pack.folder.name} time_sensitive/{gold.kind} [{gold.trigger}] {gold.side.quote}")
        known = [*(gold.side for gold in pack.time_sensitive), *pack.arguable_sentences]
        for side, _ in answers.timed.values():
            if not any(same(side, gold) for gold in known):
                self.n["time fp"] += 1
                self._tell(f"FALSE {pack.folder.name} time_sensitive {side.quote}")

    def figures(self, seconds: float) -> dict[str, Any]:
        """The figures over all packs so far, in the order in which they are shown."""
        n = self.n
        false = n["contradiction fp"] + n["superseded fp"]
        return {
            "packs": n["packs"],
            "articles": n["articles"],
            "seconds": round(seconds, 1),
            "contradiction": _precision_recall(n, "contradiction"),
            "superseded": _precision_recall(n, "superseded"),
            "conflict_recall": round(n["told"] / max(1, n["pairs"]), 3),
            "false_per_article": round(false / max(1, n["articles"]), 3),
            "decoy_alarm_rate": round(n["decoy hit"] / max(1, n["decoy all"]), 3),
            "time_sensitive": {**_precision_recall(n, "time"), "kind_accuracy": round(n["time kind"] / max(1, n["time tp"]), 3)},
            "quiet": f"{n['quiet ok']}/{n['quiet all']}",
            "by": {label: f"{found}/{all_}" for label, (found, all_) in sorted(self.by.items())},
        }


def _precision_recall(n: Counter[str], kind: str) -> dict[str, float]:
    tp, fp, fn = n[f"{kind} tp"], n[f"{kind} fp"], n[f"{kind} fn"]
    precision, recall = tp / (tp + fp) if tp + fp else 0.0, tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"P": round(precision, 3), "R": round(recall, 3), "F1": round(f1, 3), "tp": tp, "fp": fp, "fn": fn}


def _chained(golds: Sequence[GoldPair]) -> list[tuple[GoldSide, GoldSide]]:
    """Pairs of gold sentences that are linked through others: longer steps along one development."""
    groups: list[set[tuple[str, str]]] = []
    for gold in golds:
        keys = {(gold.a.article, gold.a.quote), (gold.b.article, gold.b.quote)}
        for group in [g for g in groups if g & keys]:
            groups.remove(group)
            keys |= group
        groups.append(keys)
    return [
        (GoldSide(article=a[0], quote=a[1]), GoldSide(article=b[0], quote=b[1]))
        for group in groups
        for a in sorted(group)
        for b in sorted(group)
        if a != b
    ]
