"""The local judge: what it is asked, what follows, and what happens when the model fails."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from factcheck import pipeline
from factcheck.articles.read import read_paths
from factcheck.engines.choose import Engines
from factcheck.engines.local.judge import EntailmentJudge
from factcheck.errors import EngineError
from factcheck.model import Run
from factcheck.settings import Settings

HEAD = "---\nsource: {source}\npublished: 2026-03-0{day}\n---\n\n"
STORY = " The harbour tunnel of Wexley would run below the old harbour. The harbour tunnel would cost Wexley a great deal."


class Fixed:
    """A model that always answers the same, or fails."""

    name = "fixed"

    def __init__(self, *row: float) -> None:
        self.row, self.asked = row, 0

    def predict(self, premises: Sequence[str], hypotheses: Sequence[str]) -> np.ndarray:
        self.asked += len(hypotheses)
        if not self.row:
            raise EngineError("the model is out of order")
        return np.array([self.row] * len(premises))


def checked(tmp_path: Path, first: str, second: str, judge: EntailmentJudge | None = None, days: tuple[int, int] = (4, 4)) -> Run:
    for name, text, day in (("a.md", first, days[0]), ("b.md", second, days[1])):
        (tmp_path / name).write_text(HEAD.format(source=name, day=day) + text + STORY)
    articles, failures = read_paths([str(tmp_path / "a.md"), str(tmp_path / "b.md")], root=tmp_path)
    engines = Engines("local", "local", Settings())
    engines.judge = judge or engines.judge
    return pipeline.check(articles, failures, settings=Settings(), root=tmp_path, as_of=date(2026, 3, 10), engines=engines)


def codes(run: Run) -> list[str]:
    return [finding.code for finding in run.findings if finding.kind == "contradiction"]


OPPOSED = ("The residents of Wexley strongly opposed the harbour tunnel.", "The residents of Wexley warmly welcomed the harbour tunnel.")


def test_meaning_is_told_as_a_warning_with_a_calibrated_confidence(tmp_path: Path) -> None:
    (finding,) = [finding for finding in checked(tmp_path, *OPPOSED).findings if finding.code == "FC108"]
    assert (finding.severity, finding.confidence_from) == ("warning", "calibrated")
    assert finding.confidence is not None
    assert 0.3 < finding.confidence <= 1


def test_a_model_that_sees_no_conflict_leaves_the_pair_open(tmp_path: Path) -> None:
    assert codes(checked(tmp_path, *OPPOSED, EntailmentJudge(model=Fixed(0.1, 0.9, 0.0)))) == []


def test_a_failing_model_is_a_failure_and_no_verdict(tmp_path: Path) -> None:
    run = checked(tmp_path, *OPPOSED, EntailmentJudge(model=Fixed()))
    assert codes(run) == []
    assert run.failures
    assert {failure.stage for failure in run.failures} == {"judging"}
    assert "out of order" in run.failures[0].message


@pytest.mark.parametrize(
    "second",
    [
        "The residents of Wexley may warmly welcome the harbour tunnel.",
        "If the price falls, the residents of Wexley will welcome the harbour tunnel.",
        "The residents of Wexley strongly opposed the harbour tunnel.",
    ],
    ids=["a guess", "a condition", "the same words"],
)
def test_what_cannot_conflict_is_not_asked_about(second: str, tmp_path: Path) -> None:
    model = Fixed(0.0, 0.0, 1.0)
    assert codes(checked(tmp_path, OPPOSED[0], second, EntailmentJudge(model=model))) == []


def test_the_rule_comes_from_the_slot_and_not_from_the_model(tmp_path: Path) -> None:
    first = "The engineer Ada Brandt presented the harbour tunnel of Wexley to the residents in Norwich."
    second = "The engineer Ada Brandt presented the harbour tunnel of Wexley to many residents in Leeds."

    class Follows(Fixed):
        def predict(self, premises: Sequence[str], hypotheses: Sequence[str]) -> np.ndarray:
            both = zip(premises, hypotheses, strict=True)
            return np.array([(1.0, 0.0, 0.0) if ("Leeds" in p) == ("Leeds" in h) else (0.0, 0.0, 1.0) for p, h in both])

    run = checked(tmp_path, first, second, EntailmentJudge(model=Follows()))
    assert codes(run) == ["FC103"]
    (finding,) = [finding for finding in run.findings if finding.code == "FC103"]
    assert "Norwich" in finding.message
    assert "Leeds" in finding.message
