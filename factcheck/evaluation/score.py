"""Scores one pack: counts, what was found, missed and falsely told, and how sure the findings were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from factcheck.evaluation.answers import PAIR_KINDS, Answers, Label, Labels, PairKind, Told, time_kinds
from factcheck.evaluation.contract import Alarm, Kind, Labelled, Loss, Place
from factcheck.evaluation.gold import GoldPair, GoldSide, GoldTime, Pack, Side, is_pair, same
from factcheck.evaluation.losses import Checked, Losses
from factcheck.model import Frozen

FAILURES = "failures"
"""The name under which the failures of a pack's run are counted, where there are any."""


class PackScore(Frozen):
    """One pack's counts by name, its gold and its false alarms; `confidences` = (confidence, right) of the findings that have one."""

    pack: str
    counts: dict[str, int]
    gold: tuple[Labelled, ...]
    false_alarms: tuple[Alarm, ...]
    confidences: tuple[tuple[float, bool], ...]
    without: int


def score(pack: Pack, checked: Checked) -> PackScore:
    """Holds what was told of one pack against its gold."""
    return _Scoring(pack, checked).result()


class _Scoring:
    """The work on one pack, step by step."""

    def __init__(self, pack: Pack, checked: Checked) -> None:
        self._pack = pack
        self._labels = Labels(pack)
        self._losses = Losses(checked)
        self._answers = Answers(checked.run, pack.folder)
        if self._labels.merged:
            self._answers.merged()
        self._told = [each for groups in self._answers.pairs.values() for group in groups.values() for each in group]
        self._counts = Counter({"articles": len(pack.articles)})
        if checked.run.failures:
            self._counts[FAILURES] = len(checked.run.failures)
        self._gold: list[Labelled] = []
        self._alarms: list[Alarm] = []
        self._sure: list[tuple[float, bool]] = []
        self._without = 0

    def result(self) -> PackScore:
        """All of it."""
        for kind in PAIR_KINDS:
            self._golds(kind)
            for group in self._answers.pairs[kind].values():
                label = self._labels.of_pairs(kind, [each.sides for each in group])
                self._tell(kind, group, label)
                self._counts[f"{kind} fp"] += label == "false"
        self._quiet()
        self._times()
        return PackScore(
            pack=self._pack.name,
            counts=dict(sorted(self._counts.items())),
            gold=tuple(self._gold),
            false_alarms=tuple(self._alarms),
            confidences=tuple(self._sure),
            without=self._without,
        )

    def _golds(self, kind: PairKind) -> None:
        ordered = kind == "superseded"
        told = [each for group in self._answers.pairs[kind].values() for each in group]
        for gold in self._labels.golds[kind]:
            hit = any(is_pair(each.sides, gold.a, gold.b, ordered=ordered) for each in told)
            anyhow = hit or any(is_pair(each.sides, gold.a, gold.b) for each in self._told)
            self._counts.update({f"{kind} tp": hit, f"{kind} fn": not hit, "conflicts told": anyhow, "conflicts": 1})
            self._found(f"kind {kind}/{gold.kind or 'any'}", found=hit)
            self._found(f"difficulty {kind}/{gold.difficulty or 'any'}", found=hit)
            self._gold.append(self._labelled(kind, gold, None if hit else self._losses.of_pair(gold, self._told, ordered=ordered)))

    def _labelled(self, kind: Kind, gold: GoldPair, lost: Loss | None) -> Labelled:
        return Labelled(
            pack=self._pack.name,
            kind=kind,
            label=gold.kind,
            difficulty=gold.difficulty,
            a=_gold_place(gold.a),
            b=_gold_place(gold.b),
            found=lost is None,
            lost=lost,
        )

    def _found(self, label: str, *, found: bool) -> None:
        self._counts.update({f"{label} found": found, f"{label} all": 1})

    def _tell(self, kind: Kind, group: Sequence[Told], label: Label) -> None:
        """Counts what was told of one pair or sentence under each of its codes."""
        for code in {each.finding.code for each in group}:
            self._counts[f"{code} {label}"] += 1
        for by in {each.finding.by for each in group} if kind != "time_sensitive" else ():
            self._counts[f"by {by} {label}"] += 1
        if label != "neither":
            surest = max((each.finding.confidence for each in group if each.finding.confidence is not None), default=None)
            if surest is None:
                self._without += 1
            else:
                self._sure.append((surest, label == "right"))
        if label == "false":
            self._alarms.append(_alarm(self._pack.name, kind, group[0]))

    def _quiet(self) -> None:
        told = [each.sides for group in self._answers.pairs["contradiction"].values() for each in group]
        decoys = self._pack.consistent
        hit = sum(any(is_pair(pair, decoy.a, decoy.b) for pair in told) for decoy in decoys)
        self._counts.update({"decoys": len(decoys), "decoys told": hit})
        if not self._pack.contradictions:
            self._counts.update({"quiet packs": 1, "quiet packs kept": not told})

    def _times(self) -> None:
        if self._pack.time_sensitive is None:
            return
        for gold in self._pack.time_sensitive:
            found = [time_kinds(told) for told in self._answers.timed.values() if same(told[0].first, gold.side)]
            kind_right = any(gold.kind in kinds for kinds in found)
            self._counts.update({"time_sensitive tp": bool(found), "time_sensitive fn": not found, "time kinds right": kind_right})
            self._found(f"kind time_sensitive/{gold.kind}", found=bool(found))
            self._gold.append(self._timed(gold, found=bool(found)))
        for told in self._answers.timed.values():
            label = self._labels.of_sentence(told[0].first)
            self._tell("time_sensitive", told, label)
            self._counts["time_sensitive fp"] += label == "false"

    def _timed(self, gold: GoldTime, *, found: bool) -> Labelled:
        return Labelled(
            pack=self._pack.name,
            kind="time_sensitive",
            label=gold.kind,
            difficulty="",
            a=_gold_place(gold.side),
            b=None,
            found=found,
            lost=None if found else self._losses.of_sentence(gold.side),
        )


def _gold_place(side: GoldSide) -> Place:
    return Place(file=side.article, quote=side.quote)


def _place(side: Side) -> Place:
    return Place(file=side.file, quote=side.sentence)


def _alarm(pack: str, kind: Kind, told: Told) -> Alarm:
    finding = told.finding
    return Alarm(
        pack=pack,
        kind=kind,
        code=finding.code,
        rule=finding.by,
        message=finding.message,
        because=finding.explanation,
        confidence=finding.confidence,
        a=_place(told.first),
        b=None if kind == "time_sensitive" else _place(told.second),
    )
