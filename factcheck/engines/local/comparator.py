"""The local comparator: goes by typed evidence, and by how well all around the two values agrees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from factcheck.comparison import Evidence, Opinion, Proven
from factcheck.engines.local.calibrator import Calibrator
from factcheck.model import Failure

_KINDS = ("number", "date", "place", "who", "negation", "status", "order", "quotation")


class EvidenceComparator:
    """Takes two sentences to conflict that are alike but for one typed difference of one slot, and leaves all others open.

    With a calibrator, what is measured on the evidence becomes a probability, and its threshold decides.
    """

    name = "typed evidence"

    def __init__(self, calibrator: Calibrator | None = None) -> None:
        self._calibrator = calibrator

    def __call__(self, proven: Sequence[Proven]) -> Iterator[Opinion | Failure]:
        """One opinion for each, in their order."""
        return map(self._opinion, proven)

    def _opinion(self, one: Proven) -> Opinion:
        evidence, features = measured(one)
        if evidence is None:
            return Opinion("other", by=self.name)
        if self._calibrator is None:
            told = evidence.same_slot and evidence.kind != "meaning"
            return Opinion(evidence.relation if told else "other", by=self.name, why=evidence.note)
        probability = round(self._calibrator(features), 3)
        label = evidence.relation if self._calibrator.tells(probability) else "other"
        if evidence.relation == "supersedes":
            return Opinion(label, by=self.name, supersedes=probability, why=evidence.note)
        return Opinion(label, by=self.name, contradicts=probability, why=evidence.note)


def measured(one: Proven) -> tuple[Evidence | None, Mapping[str, float]]:
    """The strongest evidence and what is measured on it, by name: 0 to 1, counts as they are; (None, {}) where there is none."""
    found = max(one.evidence, key=_strength, default=None)
    if found is None:
        return None, {}
    kinds = {kind: float(found.kind == kind) for kind in _KINDS}
    return found, {
        "near": one.proposal.pair.near,
        "one slot": float(found.same_slot),
        "one article": float(one.proposal.pair.a.article == one.proposal.pair.b.article),
        "one story": float(one.proposal.pair.one_story),
        "overtaken": float(found.relation == "supersedes"),
        **kinds,
        **found.measures,
    }


def _strength(evidence: Evidence) -> tuple[bool, bool, int]:
    return evidence.same_slot, evidence.relation == "supersedes", -evidence.a_span[0]
