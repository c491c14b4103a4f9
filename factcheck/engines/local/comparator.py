"""The local comparator: typed evidence says what may conflict, the entailment model doubts it, a calibrator weighs both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from factcheck.comparison import Evidence, Opinion, Proven
from factcheck.engines.local.calibrator import Calibrator, load
from factcheck.engines.local.measures import Doubt, measured, strongest
from factcheck.model import Failure

if TYPE_CHECKING:
    from factcheck.engines.local.entailment import EntailmentModel

CALIBRATOR = files(__package__) / "weights" / "calibrator.json"


class EvidenceComparator:
    """Takes two sentences to conflict that typed evidence sets apart, where the calibrator finds what was measured on them sure enough.

    The entailment model, which takes most of the time, is asked only of pairs on which its answer can change anything.

    It gives no probability: the mix of the samples that taught the calibrator is not the mix of anybody's texts, so that its numbers
    rank, and are compared with thresholds, but are not shares of what a reader will find right.
    """

    name = "typed evidence"

    def __init__(self, calibrator: Calibrator | None = None, contradictory: Doubt | None = None) -> None:
        """None for the package's calibrator and entailment model, which are loaded where evidence has to be weighed."""
        self._calibrator, self._contradictory = calibrator, contradictory

    def __call__(self, proven: Sequence[Proven]) -> Iterator[Opinion | Failure]:
        """One opinion for each, in their order, each by itself alone."""
        found = measured(proven, self._contradictory or contradictory, lambda features: self._settled(features) is None)
        return (self._opinion(strongest(one), own and own[1]) for one, own in zip(proven, found, strict=True))

    def _settled(self, features: Mapping[str, float]) -> bool | None:
        return (self._calibrator or _packaged()).settled(features)

    def _opinion(self, evidence: Evidence | None, features: Mapping[str, float] | None) -> Opinion:
        if evidence is None:
            return Opinion("other", by=self.name)
        if features is None:
            return Opinion(evidence.relation, by=self.name, why=evidence.note)
        label = evidence.relation if self._settled(features) else "other"
        return Opinion(label, by=self.name, why=evidence.note)


def contradictory(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """What the package's entailment model gives for each pair; nothing is loaded where there is none."""
    return [float(share) for share in _model().contradictory(pairs)] if pairs else []


@cache
def _packaged() -> Calibrator:
    return load(CALIBRATOR)


@cache
def _model() -> EntailmentModel:
    from factcheck.engines.local.entailment import EntailmentModel  # noqa: PLC0415  keeps the start fast

    return EntailmentModel.load()
