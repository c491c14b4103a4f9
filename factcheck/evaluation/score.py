"""Runs the check on one pack and scores it: what was found, missed and falsely told, how sure it was, and where a miss was lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from factcheck import pipeline
from factcheck.articles.read import read_paths
from factcheck.comparison import SentencePair
from factcheck.engines import Comparator, Engines
from factcheck.errors import FactcheckError
from factcheck.evaluation import Alarm, Kind, Labelled, Loss, Place
from factcheck.evaluation.gold import (
    PAIR_KINDS,
    Answers,
    GoldPair,
    GoldSide,
    GoldTime,
    Label,
    Labels,
    Pack,
    PairKind,
    Side,
    Told,
    content_words,
    is_pair,
    same,
    side_of,
    time_kinds,
)
from factcheck.model import Claim, Frozen, Location, Run
from factcheck.pipeline import Comparison
from factcheck.settings import Settings
from factcheck.words import amount

# The check of one pack, with what the run itself does not hold: what was proposed, proven and thought of it.


@dataclass(frozen=True)
class Checked:
    """A run with what came of comparing."""

    run: Run
    comparison: Comparison = field(default_factory=Comparison)


Check = Callable[[Pack], Checked]


def checking(as_of: date, settings: Settings | None = None, engines: Engines | None = None) -> Check:
    """A check of packs on the day `as_of`, all with one set of engines; it raises FactcheckError where an embedded engine fails."""
    given = settings or Settings()
    engines = engines or Engines(given.chosen, given)

    def check(pack: Pack) -> Checked:
        return check_pack(pack, as_of, given, engines)

    return check


def check_pack(pack: Pack, as_of: date, settings: Settings, engines: Engines) -> Checked:
    """One pack's articles in one run; raises FactcheckError where it is incomplete, unless a model was asked, which may fail."""
    traced: list[Comparison] = []
    root = pack.folder.resolve()
    articles, failures = read_paths([str(pack.folder / name) for name in pack.articles], root=root, fields=settings.mapped)
    run = pipeline.check(articles, failures, settings=settings, root=root, as_of=as_of, trace=traced.append, engines=engines)
    if run.failures and (engines.usage is None or any(failure.stage == "reading" for failure in run.failures)):
        raise FactcheckError(f"{pack.folder}: the run is incomplete ({run.failures[0].message})")
    return Checked(run, traced[0])


def with_comparator(comparator: Comparator) -> Engines:
    """The embedded engines with another comparator."""
    settings = Settings()
    engines = Engines(settings.chosen, settings)
    engines.comparator = comparator
    return engines


# Where on the way through the program a gold pair or sentence was lost.


class Losses:
    """Follows gold sentences through one run: their claims, the proposals on them, what was proven, thought and decided."""

    def __init__(self, checked: Checked) -> None:
        articles = {article.id: article for article in checked.run.articles}
        self._texts = {Path(article.path).name: article.text for article in checked.run.articles}
        self._claims: defaultdict[Location, list[Claim]] = defaultdict(list)
        for claim in checked.run.claims:
            self._claims[claim.sentence].append(claim)
        self._sides = {
            place: side_of(articles[place.article].text[place.start : place.end], articles[place.article]) for place in self._claims
        }
        self._comparison = checked.comparison

    def of_sentence(self, gold: GoldSide) -> Loss:
        """Why a time-sensitive sentence was not told."""
        if not self._places(gold):
            return Loss(stage="no claim", because=self._unclaimed("it", gold))
        return Loss(stage="no trigger", because="none of its words was taken for a tie to the moment of writing")

    def of_pair(self, gold: GoldPair, told: Iterable[Told], *, ordered: bool) -> Loss:
        """Why a pair was not told as what it is; `told` is all that was told of the pack's pairs."""
        instead = next((each for each in told if is_pair(each.sides, gold.a, gold.b)), None)
        if instead is not None:
            return Loss(stage="other kind", because=_instead(instead, ordered=ordered))
        first, second = self._places(gold.a), self._places(gold.b)
        if not first or not second:
            lacking = [(name, side) for name, side, places in (("A", gold.a, first), ("B", gold.b, second)) if not places]
            return Loss(stage="no claim", because="; ".join(self._unclaimed(name, side) for name, side in lacking))
        wanted = {frozenset({(a.article, a.start), (b.article, b.start)}) for a in first for b in second if a != b}
        if not any(_key(proposal.pair) in wanted for proposal in self._comparison.proposals):
            return self._unpaired(gold, first, second)
        return self._weighed(wanted)

    def _unclaimed(self, name: str, gold: GoldSide) -> str:
        stands = gold.quote in self._texts.get(gold.article, "")
        return f"no claim was made of {name}{'' if stands else f', and {gold.article} does not hold it word for word'}"

    def _unpaired(self, gold: GoldPair, first: Sequence[Location], second: Sequence[Location]) -> Loss:
        claims = [sum(len(self._claims[place]) for place in places) for places in (first, second)]
        shared = sorted(content_words(gold.a.quote) & content_words(gold.b.quote))
        words = f"the sentences share {', '.join(shared)}" if shared else "the sentences share no word"
        first_claims, second_claims = (amount(number, "claim") for number in claims)
        because = f"none of A's {first_claims} was paired with one of B's {second_claims}; {words}"
        return Loss(stage="not proposed", because=because)

    def _places(self, gold: GoldSide) -> list[Location]:
        return [place for place, side in self._sides.items() if same(side, gold)]

    def _weighed(self, wanted: set[frozenset[tuple[str, int]]]) -> Loss:
        """What became of the proposals on a lost gold pair: the one that came nearest to being told."""
        weighed = [(proven, opinion) for proven, opinion in self._comparison.weighed if _key(proven.proposal.pair) in wanted]
        if not weighed:
            return Loss(stage="not proven", because="no typed evidence, or the gate objected")
        verdict = next((verdict for verdict in self._comparison.verdicts if _key(verdict.pair) in wanted), None)
        if verdict is not None:
            return Loss(stage="limited", because=f"{verdict.by}: told as {verdict.code}, which is of no kind of gold's")
        proven, opinion = max(weighed, key=lambda item: (item[1].contradicts or 0.0) + (item[1].supersedes or 0.0))
        kinds = ", ".join(dict.fromkeys(f"{e.kind} {e.relation}" for e in proven.evidence)) or "none"
        if opinion.label in {"contradicts", "supersedes"}:
            return Loss(stage="limited", because=f"{opinion.by}: {opinion.label}, but not told (times: {proven.times}; evidence: {kinds})")
        return Loss(stage="not confirmed", because=f"{opinion.by}: {opinion.label} (evidence: {kinds})")


def _key(pair: SentencePair) -> frozenset[tuple[str, int]]:
    return frozenset({pair.a.place, pair.b.place})


def _instead(told: Told, *, ordered: bool) -> str:
    finding = told.finding
    turned = ordered and finding.kind == "superseded"
    return f"told by {finding.code} {finding.by}, {'the other way round' if turned else f'as {finding.kind}'}"


# What was found, missed and falsely told, and how sure the findings were.

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
