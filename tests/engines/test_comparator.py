"""The local comparator: typed evidence is weighed with the entailment model's doubt, each pair by itself alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from comparing import ClaimsOf, told
from conftest import make_article
from factcheck.comparison import Evidence, Proposal, Proven, Story
from factcheck.engines.local import comparator
from factcheck.engines.local.comparator import CALIBRATOR, Calibrator, EvidenceComparator, in_common, load, measured

DAY = date(2024, 3, 4)
FERRIES = "The ferry in Harrow carries 60 cars.", "The ferry in Harrow carries 45 cars."
CLASH = Evidence("number", (0, 0), (0, 0), "", same_slot=True, by="value: number")
EVEN = Calibrator(names=("contradictory",), centres=(0.5,), scales=(0.1,), weights=(1.0,), intercept=0.0, threshold=0.5)
"""Tells what the model takes for a contradiction rather than for none."""


def proven(claims_of: ClaimsOf, first: str, second: str, evidence: Evidence = CLASH) -> Proven:
    articles = {name: make_article(text, DAY, name[2:]) for name, text in (("a_a.txt", first), ("a_b.txt", second))}
    claims = [claim for name, text in (("a.txt", first), ("b.txt", second)) for claim in claims_of(text, DAY, name)]
    pair = next(pair for story in told(claims, articles) for pair in story.near)
    spans = [(side.claims[0].values[-1].start, side.claims[0].values[-1].end) for side in pair.sentences]
    found = replace(evidence, a_span=spans[0], b_span=spans[1])
    return Proven(Proposal(pair, "contradicts", "meaning", *spans, "", "nearest"), (found,), "overlap", Story((), ()))


def labels(items: Sequence[Proven], doubt: float) -> list[str]:
    weighing = EvidenceComparator(EVEN, lambda pairs: [doubt] * len(pairs))
    return [opinion.label for opinion in weighing(items)]  # type: ignore[union-attr]


@pytest.fixture(name="ferry")
def _ferry(claims_of: ClaimsOf) -> Proven:
    return proven(claims_of, *FERRIES)


def test_the_model_confirms_or_doubts_typed_evidence(ferry: Proven) -> None:
    assert labels([ferry], 0.9) == ["contradicts"]
    assert labels([ferry], 0.1) == ["other"]


def test_evidence_of_another_slot_is_never_told_however_sure_the_model_is(claims_of: ClaimsOf) -> None:
    loose = proven(claims_of, *FERRIES, replace(CLASH, same_slot=False))
    assert labels([loose], 1.0) == ["other"]


def test_a_state_and_its_end_are_not_doubted(claims_of: ClaimsOf) -> None:
    ended = proven(claims_of, *FERRIES, replace(CLASH, kind="status", relation="supersedes", by="opposite"))
    assert labels([ended], 0.0) == ["supersedes"]
    moved = proven(claims_of, *FERRIES, replace(CLASH, relation="supersedes"))
    assert labels([moved], 0.0) == ["other"]


def test_clashing_words_count_for_nothing_in_common(ferry: Proven) -> None:
    pair, evidence = ferry.proposal.pair, ferry.evidence[0]
    assert in_common((pair.a, evidence.a_span), (pair.b, evidence.b_span)) == 1.0
    assert in_common((pair.a, (0, 0)), (pair.b, (0, 0))) < 1.0


def test_nothing_is_loaded_where_there_is_nothing_to_weigh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparator, "_model", lambda: pytest.fail("the entailment model was loaded"))
    assert list(EvidenceComparator()([])) == []


@pytest.mark.parametrize(("in_common", "asked"), [(0.95, 0), (0.3, 1), (0.02, 0)])
def test_the_model_is_asked_only_where_its_answer_can_change_anything(
    in_common: float, asked: int, ferry: Proven, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcheck.engines.local.comparator.in_common", lambda *_: in_common)
    pairs: list[tuple[str, str]] = []

    def doubts(given: Sequence[tuple[str, str]]) -> list[float]:
        pairs.extend(given)
        return [0.5] * len(given)

    calibrator = Calibrator(
        names=("contradictory", "in common"), centres=(0.73, 0.83), scales=(0.28, 0.3), weights=(0.63, 1.87), intercept=3.7, threshold=0.39
    )
    (opinion,) = EvidenceComparator(calibrator, doubts)([ferry])
    assert len(pairs) == asked
    whole = calibrator.tells(calibrator({"contradictory": 0.5, "in common": in_common}))
    assert opinion.label == ("contradicts" if whole else "other")  # type: ignore[union-attr]


def test_what_is_settled_without_a_share_is_so_whatever_it_is() -> None:
    falling = Calibrator(names=("a", "b"), centres=(0.5, 0.5), scales=(0.3, 0.2), weights=(-1.0, 2.0), intercept=0.3, threshold=0.6)
    for calibrator in (falling, load(CALIBRATOR)):
        known, other = reversed(calibrator.names)
        told = set()
        for step in range(21):
            settled = calibrator.settled({known: step / 20})
            each = {calibrator.tells(calibrator({known: step / 20, other: share / 50})) for share in range(51)}
            assert (settled is None) == (len(each) == 2)
            assert settled is None or {settled} == each
            told.add(settled)
        assert told == {True, False, None}


def test_a_pair_is_weighed_alike_alone_and_among_others(claims_of: ClaimsOf, ferry: Proven) -> None:
    other = proven(claims_of, "The hall in Lowmere seats 300 people.", "The hall in Lowmere seats 450 people, all of them on benches.")
    together, alone = list(measured([ferry, other], comparator.contradictory)), [*measured([other], comparator.contradictory)]
    assert together[1] == alone[0]
    assert together[0] != together[1]


def test_the_packaged_calibrator_tells_a_near_copy_and_drops_what_has_little_in_common() -> None:
    calibrator = load(CALIBRATOR)
    assert calibrator.tells(calibrator({"contradictory": 0.9, "in common": 0.9}))
    assert not calibrator.tells(calibrator({"contradictory": 0.1, "in common": 0.1}))
