"""The two real articles, where they are present: what an editor must be told about them."""

import json
from pathlib import Path

import pytest

from tests_support import call

SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the two real articles are not here")


@pytest.fixture(scope="module", name="findings")
def _findings() -> list[dict[str, object]]:
    done = call("check", *map(str, sorted(SEEDS.glob("*.txt"))), "--format", "json", "--as-of", "2026-06-30")
    assert done.code == 0
    findings: list[dict[str, object]] = json.loads(done.out)["findings"]
    return findings


def told(findings: list[dict], code: str) -> list[list[str]]:  # type: ignore[type-arg]
    return [[s["quote"] for s in f["statements"]] for f in findings if f["code"] == code]


def test_the_dated_state_is_told(findings: list[dict]) -> None:  # type: ignore[type-arg]
    ((quote,),) = told(findings, "FC201")
    assert quote.startswith("As of October 2023, ")
    assert "continued admiration" in quote
    assert "if re-elected in 2024" in quote


def test_its_condition_is_settled_by_the_other_article(findings: list[dict]) -> None:  # type: ignore[type-arg]
    settled = [quotes for quotes in told(findings, "FC206") if quotes[0].startswith("As of October 2023")]
    assert len(settled) == 1
    assert "returned to office" in settled[0][1]


def test_it_is_overtaken_by_the_return_and_by_the_cooling(findings: list[dict]) -> None:  # type: ignore[type-arg]
    overtaken = told(findings, "FC205")
    assert all(quotes[0].startswith("As of October 2023") for quotes in overtaken)
    others = " ".join(quote for quotes in overtaken for quote in quotes[1:])
    assert "returned to office" in others
    assert "the relationship cooled" in others
    assert "disgraceful" in others


def test_plans_and_the_present_are_told(findings: list[dict]) -> None:  # type: ignore[type-arg]
    plans = " ".join(quotes[0] for quotes in told(findings, "FC204"))
    assert "is set to visit" in plans
    assert "forthcoming visit" in plans
    assert any(quotes[0].startswith("At present, ") for quotes in told(findings, "FC202"))


def test_both_are_undated_and_nothing_is_a_contradiction(findings: list[dict]) -> None:  # type: ignore[type-arg]
    assert len(told(findings, "FC301")) == 2
    assert not [f for f in findings if f["kind"] == "contradiction"]
