"""What a calibrator learns and from what, how it predicts, and which threshold is chosen."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.engines.local.comparator import Calibrator, Steps, load
from factcheck.errors import EngineError, UsageError
from factcheck.evaluation.calibration import Sample, agreeing, choose_threshold, fit, isotonic, of_cases, table
from factcheck.evaluation.fit import Learning, held_out

RANDOM = np.random.default_rng(7)
SIGNAL = RANDOM.normal(size=(4000, 2)) * [3.0, 0.1] + [10.0, -1.0]
CHANCE = 1 / (1 + np.exp(-(0.5 * (SIGNAL[:, 0] - 10) - 12.0 * (SIGNAL[:, 1] + 1) - 1.0)))
RIGHT = RANDOM.random(4000) < CHANCE


def test_the_fit_finds_the_weights_that_made_the_samples() -> None:
    """On 4,000 samples the true weights 0.5 and -12 (per unit) come back within a tenth."""
    learned = fit(SIGNAL, RIGHT, ("score", "distance"), l2=1e-6)
    slopes = [weight / scale for weight, scale in zip(learned.weights, learned.scales, strict=True)]
    assert slopes == pytest.approx([0.5, -12.0], rel=0.1)
    told = np.array([learned({"score": score, "distance": distance}) for score, distance in SIGNAL])
    assert np.abs(told - CHANCE).mean() < 0.02
    assert told.mean() == pytest.approx(RIGHT.mean(), abs=1e-6)


def test_one_feature_has_the_known_solution() -> None:
    """Two groups and next to no penalty: the probabilities are the groups' shares."""
    features = np.array([[0.0]] * 10 + [[1.0]] * 10)
    right = np.array([True] * 2 + [False] * 8 + [True] * 7 + [False] * 3)
    learned = fit(features, right, ("score",), l2=1e-9)
    assert (learned({"score": 0.0}), learned({"score": 1.0})) == pytest.approx((0.2, 0.7), abs=1e-6)


def test_the_penalty_keeps_divided_samples_finite_and_pulls_towards_the_mean() -> None:
    features, right = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([False, False, True, True])
    weak, strong = (fit(features, right, ("score",), l2=l2) for l2 in (0.01, 100.0))
    assert 0.98 < weak({"score": 3.0}) < 1
    assert 0.5 < strong({"score": 3.0}) < 0.53


def test_a_feature_that_never_changes_has_no_weight() -> None:
    features = np.array([[5.0, 0.0], [5.0, 1.0], [5.0, 0.0], [5.0, 1.0]])
    learned = fit(features, np.array([False, True, True, True]), ("same", "score"))
    assert learned.weights[0] == 0
    assert learned({"same": 99.0, "score": 1.0}) > learned({"same": 5.0, "score": 0.0})


def test_far_away_values_give_probabilities() -> None:
    learned = fit(SIGNAL, RIGHT, ("score", "distance"))
    assert learned({"score": 1e9, "distance": 0.0}) == 1.0
    assert learned({"score": -1e9, "distance": 0.0}) == 0.0


@pytest.mark.parametrize("measured", [{}, {"score": math.nan}, {"score": math.inf}])
def test_no_probability_is_made_up(measured: dict[str, float]) -> None:
    learned = fit(SIGNAL[:, :1], RIGHT, ("score",))
    with pytest.raises(ValueError, match=r"score: is (missing|not finite)"):
        learned(measured)


@pytest.mark.parametrize(
    ("features", "right", "l2", "says"),
    [
        (np.zeros((3, 2)), np.array([True, False, True]), 1.0, "features: have shape"),
        (np.zeros((2, 1)), np.array([True, True]), 1.0, "all are right or all are wrong"),
        (np.array([[math.nan], [0.0]]), np.array([True, False]), 1.0, "is not finite"),
        (np.zeros((2, 1)), np.array([True, False]), 0.0, "is not positive"),
    ],
)
def test_what_teaches_nothing_is_refused(features: np.ndarray, right: np.ndarray, l2: float, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        fit(features, right, ("score",), l2=l2)


def test_isotonic_pools_what_is_in_the_wrong_order() -> None:
    steps = isotonic(np.array([0.1, 0.2, 0.3, 0.4, 0.5]), np.array([False, True, False, True, True]))
    assert steps == Steps(at=(0.1, 0.2, 0.3, 0.4, 0.5), share=(0.0, 0.5, 0.5, 1.0, 1.0))
    assert (steps(0.0), steps(0.25), steps(0.35), steps(0.9)) == pytest.approx((0.0, 0.5, 0.75, 1.0))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 8), st.booleans()), min_size=1, max_size=30))
def test_isotonic_is_a_monotone_mean(samples: list[tuple[int, bool]]) -> None:
    """No other non-decreasing map that keeps the mean is asked for: order of samples does not matter, shares never fall, means agree."""
    confidence, right = np.array([c for c, _ in samples], dtype=float), np.array([r for _, r in samples])
    steps = isotonic(confidence, right)
    assert steps == isotonic(confidence[::-1], right[::-1])
    assert list(steps.share) == sorted(steps.share)
    assert sum(steps(c) for c in confidence) == pytest.approx(right.sum())


def test_the_threshold_is_the_lowest_that_is_precise_enough() -> None:
    confidences, right = [0.9, 0.8, 0.7, 0.6, 0.5], [True, False, True, True, False]
    chosen = choose_threshold(confidences, right, gold=6, precision=0.75)
    assert (chosen.at, chosen.told, chosen.precision, chosen.recall) == (0.6, 4, 0.75, 0.5)
    assert choose_threshold(confidences, right, 6, 0.76).at == 0.9
    assert choose_threshold(confidences, right, 6, 0.6).at == 0.5


def test_samples_of_one_confidence_are_told_together() -> None:
    assert choose_threshold([0.9, 0.9, 0.4], [True, False, False], 1, 0.9).at is None
    assert choose_threshold([0.9, 0.9, 0.4], [True, False, False], 1, 0.5).at == 0.9


def test_a_precision_that_is_met_exactly_is_met() -> None:
    assert choose_threshold([0.5] * 20, [True] * 11 + [False] * 9, 11, 0.55).at == 0.5


def test_no_samples_no_threshold() -> None:
    chosen = choose_threshold([], [], gold=0, precision=0.9)
    assert (chosen.at, chosen.told, chosen.precision, chosen.recall) == (None, 0, None, None)
    with pytest.raises(UsageError, match="precision"):
        choose_threshold([], [], 0, 1.1)


def test_a_calibrator_comes_back_from_its_file(tmp_path: Path) -> None:
    learned = fit(SIGNAL, RIGHT, ("score", "distance")).model_copy(update={"threshold": 0.6, "steps": Steps(at=(0.2,), share=(0.4,))})
    file = tmp_path / "calibrator.json"
    file.write_text(learned.model_dump_json())
    assert load(file) == learned
    assert (learned.tells(0.6), learned.tells(0.59), learned.model_copy(update={"threshold": None}).tells(1.0)) == (True, False, False)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "cannot be read"),
        ("{}", "is no calibrator"),
        ('{"names": ["a"], "centres": [], "scales": [], "weights": [], "intercept": 0}', "one centre, scale and weight"),
        ('{"names": [], "centres": [], "scales": [], "weights": [], "intercept": 0, "steps": {"at": [1, 0], "share": [0, 1]}}', "rise in"),
    ],
)
def test_a_file_that_is_no_calibrator_is_told(tmp_path: Path, content: str | None, says: str) -> None:
    file = tmp_path / "calibrator.json"
    if content is not None:
        file.write_text(content)
    with pytest.raises(EngineError, match=says):
        load(file)


def test_samples_become_a_table_with_sorted_names() -> None:
    samples = [Sample(pack="p", features={"b": 1.0, "a": 2.0}, right=True), Sample(pack="q", features={"a": 3.0, "b": 4.0}, right=False)]
    features, right, names = table(samples)
    assert (features.tolist(), right.tolist(), names) == ([[2.0, 1.0], [3.0, 4.0]], [True, False], ("a", "b"))
    with pytest.raises(UsageError, match="q and p have different features"):
        table([samples[0], samples[1].model_copy(update={"features": {"a": 1.0}})])
    with pytest.raises(UsageError, match="none to learn from"):
        table([])


def test_the_calibrator_predicts_without_numpy() -> None:
    module = Path(__file__).parent.parent.parent / "factcheck" / "engines" / "local" / "comparator.py"
    assert "numpy" not in module.read_text(encoding="utf-8")
    assert isinstance(fit(SIGNAL, RIGHT, ("score", "distance")), Calibrator)


FERRY = [{"text": f"The ferry in Harrow carries {cars} cars.", "published": "2024-03-04"} for cars in (60, 45)]


def written(tmp_path: Path, *lines: object) -> Path:
    file = tmp_path / "lines.jsonl"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return file


def test_a_case_is_right_where_its_kind_is_expected_and_teaches_nothing_where_the_other_is(tmp_path: Path) -> None:
    expected = {"told": ["contradiction"], "trap": ["nothing"], "later": ["superseded"]}
    cases = [{"id": name, "articles": FERRY, "expect": kinds} for name, kinds in expected.items()]
    assert [(sample.pack, sample.right) for sample in of_cases(written(tmp_path, *cases))] == [("told", True), ("trap", False)]


def test_what_agreeing_articles_seem_to_deny_is_false(tmp_path: Path) -> None:
    found = list(agreeing(written(tmp_path, *FERRY)))
    assert [sample.right for sample in found] == [False]
    assert found[0].features["in common"] == 1.0


def test_a_line_that_is_no_case_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"lines\.jsonl:1: is no case"):
        list(of_cases(written(tmp_path, {"id": "one"})))


def test_even_precision_does_not_depend_on_how_many_samples_are_wrong() -> None:
    confidences, right = [0.9, 0.8, 0.7, 0.6], [True, True, False, True]
    many = [*confidences, 0.7, 0.7, 0.7], [*right, False, False, False]
    assert choose_threshold(confidences, right, 3, 0.7, even=True).at == choose_threshold(*many, 3, 0.7, even=True).at == 0.8
    assert choose_threshold(confidences, right, 3, 0.7).at == 0.6


def test_held_out_groups_are_weighed_by_what_the_others_taught() -> None:
    samples = [Sample(pack=f"p{n}", features={"score": float(n % 2)}, right=bool(n % 2)) for n in range(40)]
    told = held_out(samples, 4, Learning(precision=0.8))
    assert (told[True].all, told[True].told, told[False].told) == (20, 20, 0)
