"""What the local comparator's calibrator learns from: cases, and articles in which no conflict is known."""

import json
from pathlib import Path

import pytest

from factcheck.errors import UsageError
from factcheck.evaluation.calibration import Sample, agreeing, choose_threshold, of_cases
from factcheck.evaluation.fit import Learning, held_out

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
