"""What a calibrator learns from: what was measured on the proven pairs of a pack, and whether gold calls each a conflict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from factcheck.comparison import Conflict, Opinion, Proven
from factcheck.engines.local.calibrator import Calibrator
from factcheck.engines.local.comparator import EvidenceComparator, measured
from factcheck.evaluation.checking import Checked, check_pack, with_comparator
from factcheck.evaluation.folds import Apply
from factcheck.evaluation.gold import Pack
from factcheck.evaluation.labels import Labels, PairKind
from factcheck.evaluation.samples import Sample
from factcheck.model import Article, Failure
from factcheck.settings import Settings

_KINDS: dict[Conflict, PairKind] = {"contradicts": "contradiction", "supersedes": "superseded"}


class _Recorder:
    """Keeps what was proven and leaves all of it open."""

    name = "recorder"

    def __init__(self) -> None:
        self.proven: list[Proven] = []

    def __call__(self, proven: Sequence[Proven]) -> Iterator[Opinion | Failure]:
        self.proven.extend(proven)
        return (Opinion("other", by=self.name) for _ in proven)


def samples(pack: Pack) -> list[Sample]:
    """One sample for each proven pair of sentences and relation; pairs that gold calls arguable teach nothing.

    The day does not matter: expiry is no part of it.
    """
    recorder = _Recorder()
    run = check_pack(pack, date.min, Settings(), with_comparator(recorder)).run
    articles, labels = {article.id: article for article in run.articles}, Labels(pack)
    found = []
    for one in recorder.proven:
        evidence, features = measured(one)
        if evidence is not None:
            label = _label(one, evidence.relation, labels, articles)
            if label != "neither":
                found.append(Sample(pack=pack.name, features=features, right=label == "right"))
    return found


def _label(one: Proven, relation: Conflict, labels: Labels, articles: dict[str, Article]) -> str:
    return labels.of_sentences(_KINDS[relation], one.proposal.pair, articles)


def apply(as_of: date) -> Apply:
    """A check of packs on the day `as_of` with a comparator that believes its measurements as far as the given calibrator does."""

    def check(pack: Pack, calibrator: Calibrator) -> Checked:
        return check_pack(pack, as_of, Settings(), with_comparator(EvidenceComparator(calibrator)))

    return check
