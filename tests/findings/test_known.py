"""The baseline's set algebra: known, added, stale, removed."""

from datetime import date

import pytest

from factcheck.findings.baseline import Baseline, Entry, mark, stale, updated, without
from factcheck.model import Failure, Finding, Run, Statement


def finding(mark: str, state: str = "new", quote: str = "It rained.") -> Finding:
    side = Statement(role="primary", article="a_1", claim="c", start=0, end=10, line=1, column=1, quote=quote)
    return Finding.model_validate(
        {
            "code": "FC202",
            "name": "present-state",
            "kind": "time_sensitive",
            "severity": "note",
            "confidence": None,
            "confidence_from": "rule",
            "message": "m",
            "explanation": "e",
            "suggestion": "s",
            "statements": (side,),
            "time": None,
            "by": "rule",
            "fingerprint": mark,
            "state": state,
        }
    )


def entry(mark: str, *paths: str, **more: str) -> Entry:
    return Entry.model_validate({"fingerprint": mark, "code": "FC202", "paths": paths or ("a.md",), "quotes": ("It rained.",), **more})


RELATIVE = {"a_1": "a.md"}
ENGINES = ("local", "local")


def test_known_findings_are_marked_and_what_is_suppressed_stays_so() -> None:
    baseline = Baseline(findings=(entry("1"), entry("2")))
    marked = mark([finding("1"), finding("2", "suppressed"), finding("3")], baseline)
    assert [f.state for f in marked] == ["known", "suppressed", "new"]


def test_an_update_keeps_what_people_wrote_and_loses_no_entry() -> None:
    before = Baseline(findings=(entry("1", label="accepted", reason="counted twice", author="newsroom"), entry("9", "z.md", label="open")))
    after = updated(before, [finding("1", "known", "It rains."), finding("2"), finding("3", "suppressed")], RELATIVE, ENGINES)
    assert [e.fingerprint for e in after.findings] == ["1", "2", "9"]
    first = after.findings[0].model_dump()
    assert (first["label"], first["reason"], first["author"], first["quotes"]) == ("accepted", "counted twice", "newsroom", ("It rains.",))
    assert updated(after, [finding("2"), finding("1", quote="It rains.")], RELATIVE, ENGINES) == after


def run(*findings: Finding, failures: tuple[Failure, ...] = (), judge: str = "local") -> Run:
    return Run(
        version="1",
        as_of=date(2024, 3, 10),
        extractor="local",
        judge=judge,
        models=(),
        articles=(),
        claims=(),
        findings=findings,
        agreements=(),
        left_out=(),
        failures=failures,
        pairs=0,
    )


def test_only_entries_of_scanned_articles_and_selected_rules_are_stale() -> None:
    baseline = Baseline(findings=(entry("1"), entry("2"), entry("3", "a.md", "z.md"), entry("4", "z.md")))
    found = stale(baseline, run(finding("1")), {"a.md"}.__contains__, frozenset({"FC202"}))
    assert [e.fingerprint for e in found] == ["2"]
    assert stale(baseline, run(finding("1")), {"a.md"}.__contains__, frozenset({"FC101"})) == ()
    assert [e.fingerprint for e in without(baseline, found).findings] == ["1", "3", "4"]


@pytest.mark.parametrize(("stage", "count"), [("reading", 1), ("extraction", 0), ("judging", 0)])
def test_an_engine_that_failed_makes_nothing_stale(stage: str, count: int) -> None:
    failure = Failure.model_validate({"stage": stage, "subject": "x", "kind": "k", "message": "m"})
    found = stale(Baseline(findings=(entry("1"),)), run(failures=(failure,)), {"a.md"}.__contains__, frozenset({"FC202"}))
    assert len(found) == count


def test_another_engine_makes_nothing_stale() -> None:
    baseline = updated(Baseline(), [finding("1")], RELATIVE, ("local", "openai"))
    assert stale(baseline, run(), {"a.md"}.__contains__, frozenset({"FC202"})) == ()
    assert len(stale(baseline, run(judge="openai"), {"a.md"}.__contains__, frozenset({"FC202"}))) == 1
