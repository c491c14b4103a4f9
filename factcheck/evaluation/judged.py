"""What the entailment judge's calibrator learns from, and how one is tried: what was measured on the doubtful pairs of a pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from factcheck.engines.local.judge import EntailmentJudge
from factcheck.evaluation.checking import Checked, check_pack
from factcheck.evaluation.folds import Apply
from factcheck.evaluation.gold import Pack
from factcheck.evaluation.labels import Labels
from factcheck.evaluation.samples import Sample
from factcheck.model import Article, Failure, Location, Pair, Verdict
from factcheck.settings import Settings
from factcheck.verdicts.calibrator import Calibrator
from factcheck.verdicts.judging import Measured, doubt


class _Recorder:
    """Measures as the judge does, keeps what was measured, and leaves every pair open."""

    name = "recorder"

    def __init__(self) -> None:
        self.measured: list[tuple[Pair, Measured]] = []
        self._judge = EntailmentJudge()

    def asks(self, pair: Pair) -> bool:
        return doubt(pair) is not None

    def __call__(self, pairs: Sequence[Pair], articles: Mapping[str, Article]) -> Iterator[Verdict | Failure]:
        for pair, found in zip(pairs, self._judge.measure([doubt(pair) for pair in pairs], articles), strict=True):
            if not isinstance(found, str):
                self.measured.append((pair, found))
            yield Verdict(
                pair=pair,
                relation="unsure",
                code=None,
                confidence=None,
                confidence_from="none",
                evidence=((), ()),
                rationale="",
                by=self.name,
            )


def samples(pack: Pack) -> list[Sample]:
    """One sample for each pair of sentences that the judge is asked about, of its clauses the one that speaks loudest of a conflict.

    Pairs that gold calls arguable, or overtaken, teach nothing. The day does not matter: expiry is no part of it.
    """
    recorder = _Recorder()
    run = check_pack(pack, date.min, Settings(), judge=recorder).run
    articles, labels = {article.id: article for article in run.articles}, Labels(pack)
    best: dict[frozenset[Location], tuple[float, Pair, Measured]] = {}
    for pair, found in recorder.measured:
        key, loud = frozenset((pair.a.sentence, pair.b.sentence)), sum(found.values.values())
        if key not in best or (loud, pair.a.id, pair.b.id) > (best[key][0], best[key][1].a.id, best[key][1].b.id):
            best[key] = (loud, pair, found)
    told = [
        (labels.of_claims("contradiction", pair, articles), labels.of_claims("superseded", pair, articles), found)
        for _, pair, found in best.values()
    ]
    return [
        Sample(pack=pack.name, features=found.values, right=label == "right")
        for label, overtaken, found in told
        if label == "right" or (label == "false" and overtaken == "false")
    ]


def apply(as_of: date) -> Apply:
    """A check of packs on the day `as_of` with a judge that believes the model as far as the given calibrator does."""

    def check(pack: Pack, calibrator: Calibrator) -> Checked:
        return check_pack(pack, as_of, Settings(), judge=EntailmentJudge(calibrator=calibrator))

    return check
