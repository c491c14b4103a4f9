"""Pooled figures, their intervals and the reliability of confidences."""

from pathlib import Path

import numpy as np
import pytest
from synthetic import DAY, Said, checked, contradiction, make_pack

from factcheck.errors import UsageError
from factcheck.evaluation import Evaluation
from factcheck.evaluation import figures as ratios
from factcheck.evaluation.figures import differences, intervals, pool, reliability
from factcheck.evaluation.report import as_text
from factcheck.evaluation.score import score

LORRIES = ("east.txt", 0), ("west.txt", 0)
TOKENS = ("east.txt", 3), ("west.txt", 3)
RECALL = {"recall": ratios.Ratio(over=("found",), under=("all",))}


def evaluation(folder: Path, confidence: float | None = None) -> Evaluation:
    gold = [contradiction(*LORRIES), contradiction(*TOKENS, "negation", "subtle")]
    packs = [make_pack(folder, name, contradictions=gold) for name in ("one", "two", "three")]
    said = [[Said("FC101", LORRIES, confidence)], [Said("FC101", LORRIES), Said("FC105", TOKENS)], []]
    return pool([score(pack, checked(own)) for pack, own in zip(packs, said, strict=True)], DAY)


def test_figures_by_kind_difficulty_and_code(tmp_path: Path) -> None:
    figures = evaluation(tmp_path)
    assert (figures.packs, figures.articles) == (3, 6)
    assert (figures.contradiction.P, figures.contradiction.R, figures.contradiction.F1) == (1.0, 0.5, 0.667)
    assert {name: (own.found, own.all) for name, own in figures.kinds.items()} == {
        "contradiction/negation": (1, 3),
        "contradiction/number": (2, 3),
    }
    assert {name: (own.found, own.all) for name, own in figures.difficulties.items()} == {
        "contradiction/plain": (2, 3),
        "contradiction/subtle": (1, 3),
    }
    assert (figures.codes["FC101"].right, figures.codes["FC105"].right) == (2, 1)
    assert figures.superseded.P == 0.0
    assert figures.intervals["superseded.P"] is None


def test_the_order_of_packs_changes_nothing(tmp_path: Path) -> None:
    packs = [make_pack(tmp_path, name, contradictions=[contradiction(*LORRIES)]) for name in "abc"]
    scores = [score(pack, checked([Said("FC101", LORRIES)] * (pack.name == "b"))) for pack in packs]
    assert pool(scores, DAY).model_dump_json() == pool(scores[::-1], DAY).model_dump_json()
    with pytest.raises(UsageError, match="two have one name"):
        pool([scores[0], scores[0]], DAY)


def test_the_interval_is_that_of_the_packs() -> None:
    """Of n packs, all right or all wrong with equal chance, the share right lies within two standard errors in 95 of 100 draws."""
    for number in (16, 100):
        packs = [{"found": 5 * (place % 2), "all": 5} for place in range(number)]
        interval = intervals(packs, RECALL)["recall"]
        assert interval is not None
        assert np.allclose(interval, (0.5 - 0.98 / number**0.5, 0.5 + 0.98 / number**0.5), atol=0.04)
        assert intervals(packs, RECALL)["recall"] == interval


def test_a_pack_alone_and_no_cases_have_no_interval() -> None:
    assert intervals([{"found": 1, "all": 2}], RECALL) == {"recall": None}
    assert intervals([{"other": 1}, {"other": 2}], RECALL) == {"recall": None}
    assert intervals([{"found": 1, "all": 1}, {}], RECALL) == {"recall": (1.0, 1.0)}


def test_what_is_hard_for_both_does_not_widen_a_difference() -> None:
    before = [{"found": place % 5, "all": 5} for place in range(30)]
    now = [{"found": own["found"] + 1, "all": 5} for own in before]
    assert differences(before, now, RECALL) == {"recall": (0.2, 0.2)}


def test_reliability_of_well_and_badly_calibrated_findings() -> None:
    good = reliability([(0.75, place < 3) for place in range(4)] + [(0.3, False)])
    bins = {(own.low, own.high): own for own in good.bins}
    assert (bins[0.7, 0.8].findings, bins[0.7, 0.8].confidence, bins[0.7, 0.8].right) == (4, 0.75, 0.75)
    assert (bins[0.0, 0.5].findings, bins[0.0, 0.5].right, bins[0.9, 1.0].right) == (1, 0.0, None)
    assert good.expected_calibration_error == pytest.approx(0.3 / 5)
    assert good.brier_score == pytest.approx((3 * 0.0625 + 0.5625 + 0.09) / 5, abs=1e-4)
    bad = reliability([(1.0, False), (0.9, False), (0.5, True)], without=4)
    assert bad.bins[-1].findings == 2
    assert (bad.findings, bad.without) == (3, 4)
    assert bad.expected_calibration_error == pytest.approx((1.9 + 0.5) / 3, abs=1e-4)


def test_without_confidences_there_is_no_reliability(tmp_path: Path) -> None:
    figures = evaluation(tmp_path)
    assert figures.reliability.expected_calibration_error is None
    assert "reliability of confidences: n/a (none of 3 findings has one)" in as_text(figures, 1.0)


def test_the_text_tells_counts_and_intervals_in_80_columns(tmp_path: Path) -> None:
    text = as_text(evaluation(tmp_path, 0.85), 1.0)
    assert max(map(len, text.splitlines())) <= 80
    assert "contradiction   1.000              0.500 (0.00-1.00)  0.667 (0.00-1.00)\n                3 of 3             3 of 6" in text
    assert "superseded      n/a                n/a                n/a" in text
    assert "0.8 to 0.9                         1   0.850  1.000" in text
    assert "without a confidence               2\nexpected calibration error 0.150, Brier score 0.022" in text
    assert "not proposed                         3               0               0" in text
