"""What the embedded engine tells of small folders like those of a newsroom or a handbook: a good half, and nothing that is not there."""

from datetime import date
from pathlib import Path

from refereed import as_referee

from factcheck.evaluation.report import evaluate
from factcheck.evaluation.score import checking

EVERYDAY = Path(__file__).parent.parent.parent / "fixtures" / "everyday"
DAY = date(2026, 6, 30)


def test_half_of_what_an_editor_would_expect_is_told_and_no_contradiction_that_is_none() -> None:
    told = as_referee(evaluate(EVERYDAY, DAY, checking(DAY)))
    assert told["conflict_recall"] >= 0.5
    assert told["contradiction"]["fp"] == 0
    assert told["superseded"]["fp"] <= 12  # labelled as contradictions, and told as overtaken where a later article has another state
