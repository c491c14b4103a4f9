"""What the local comparator's calibrator learns from: what was measured on pairs with evidence, and whether each is a conflict."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from factcheck import pipeline
from factcheck.articles.read import read_paths
from factcheck.comparison import Conflict, Opinion, Proven, SentencePair
from factcheck.engines.local.calibrator import Calibrator
from factcheck.engines.local.comparator import EvidenceComparator, contradictory, measured
from factcheck.errors import UsageError
from factcheck.evaluation.answers import Label, Labels, PairKind
from factcheck.evaluation.calibration import Sample
from factcheck.evaluation.gold import Pack
from factcheck.evaluation.losses import Checked, check_pack, with_comparator
from factcheck.model import Failure
from factcheck.settings import Settings

if TYPE_CHECKING:
    from factcheck.evaluation.fit import Apply

_KINDS: dict[Conflict, PairKind] = {"contradicts": "contradiction", "supersedes": "superseded"}
Of = Callable[[SentencePair, PairKind], Label]
"""The label of a pair that would be told as this kind."""


class _Recorder:
    """Keeps what was proven and leaves all of it open."""

    name = "recorder"

    def __init__(self) -> None:
        self.proven: list[Proven] = []

    def __call__(self, proven: Sequence[Proven]) -> Iterator[Opinion | Failure]:
        self.proven.extend(proven)
        return (Opinion("other", by=self.name) for _ in proven)


def samples(pack: Pack) -> list[Sample]:
    """One sample for each pair of sentences with evidence of one slot.

    Pairs that gold calls arguable teach nothing, nor do those of the other kind: the editor was told. The day does not matter.
    """
    recorder = _Recorder()
    run = check_pack(pack, date.min, Settings(), with_comparator(recorder)).run
    articles, labels = {article.id: article for article in run.articles}, Labels(pack)

    def label(pair: SentencePair, kind: PairKind) -> Label:
        own = labels.of_sentences(kind, pair, articles)
        others = (labels.of_sentences(other, pair, articles) for other in _KINDS.values() if other != kind)
        return "neither" if own == "false" and "right" in others else own

    return list(_samples(recorder.proven, label, lambda _: pack.name))


def of_cases(file: Path) -> Iterator[Sample]:
    """Those of cases: each line of the file holds `id`, `articles` and `expect`, the kinds of finding of which one has to be told.

    Raises UsageError where a line is no case.
    """
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            case = json.loads(line)
            name, expected, articles = case["id"], set(case["expect"]), list(case["articles"])
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{file}:{number}: is no case ({error}); each line holds id, articles and expect") from error
        with tempfile.TemporaryDirectory() as folder:
            for place, article in enumerate(articles):
                Path(folder, f"{place}.jsonl").write_text(json.dumps(article), encoding="utf-8")
            proven = _proven(Path(folder))
        yield from _samples(proven, partial(_of_case, expected), partial(_named, name))


def _named(name: str, _: Proven) -> str:
    return name


def _of_case(expected: set[str], _: SentencePair, kind: PairKind) -> Label:
    if kind in expected:
        return "right"
    return "neither" if expected & set(_KINDS.values()) else "false"


def agreeing(file: Path) -> Iterator[Sample]:
    """Those of articles in which no conflict is known, so that each is false; pairs of one story are of one group."""
    yield from _samples(_proven(file), lambda _, __: "false", lambda one: one.story.articles[0].id)


def _proven(path: Path) -> list[Proven]:
    recorder = _Recorder()
    articles, failures = read_paths([str(path)], root=path.parent)
    engines = with_comparator(recorder)
    pipeline.check(articles, failures, settings=Settings(), root=path.parent, as_of=date.min, engines=engines)
    return recorder.proven


def _samples(proven: Sequence[Proven], label_of: Of, group_of: Callable[[Proven], str]) -> Iterator[Sample]:
    for one, found in zip(proven, measured(proven, contradictory), strict=True):
        if found is not None:
            evidence, features = found
            label: Literal["right", "false", "neither"] = label_of(one.proposal.pair, _KINDS[evidence.relation])
            if label != "neither":
                yield Sample(pack=group_of(one), features=dict(features), right=label == "right")


def apply(as_of: date) -> Apply:
    """A check of packs on the day `as_of` with a comparator that weighs what was measured as the given calibrator does."""

    def check(pack: Pack, calibrator: Calibrator) -> Checked:
        return check_pack(pack, as_of, Settings(), with_comparator(EvidenceComparator(calibrator)))

    return check
