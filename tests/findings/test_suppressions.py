"""Suppressions inside articles: what they cover, and what is told about those that do not do what they say."""

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from factcheck import api
from factcheck.model import Finding, Run
from factcheck.report.json import document, render, schema
from factcheck.settings import Settings

HEAD = "---\ntitle: T\npublished: 2024-03-0{}\n---\n"
OLD = "The new hall seats 500 people on two levels. Tickets were sold out within a morning.\n"
NEW = "Builders finished the hall this winter.\n\n{}\nThe new hall seats 340 people on two levels, the architect wrote.\n{}"


def checked(folder: Path, before: str = "", after: str = "", old: str = OLD, settings: Settings | None = None) -> Run:
    (folder / "a.md").write_text(HEAD.format(4) + old)
    (folder / "b.md").write_text(HEAD.format(5) + NEW.format(before, after))
    return api.check([folder], settings, as_of=date(2024, 3, 10), root=folder)


def told(run: Run, code: str) -> list[Finding]:
    return [finding for finding in run.findings if finding.code == code]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!-- factcheck: ignore[FC101] the architect counts the stalls -->", ""),
        ("<!-- factcheck: ignore[number-mismatch] the architect counts the stalls -->", ""),
        ("<!-- factcheck: ignore[FC102, FC1] the architect counts the stalls -->", ""),
        ("<!-- factcheck: disable[FC101] the stalls -->", "<!-- factcheck: enable[FC101] -->\n"),
    ],
)
def test_a_finding_at_a_covered_statement_is_suppressed(before: str, after: str, tmp_path: Path) -> None:
    run = checked(tmp_path, before, after)
    assert [finding.state for finding in told(run, "FC101")] == ["suppressed"]
    assert not [finding for finding in told(run, "FC901") if finding.severity == "warning"]


@pytest.mark.parametrize(
    ("before", "after", "says", "severity", "line"),
    [
        ("<!-- factcheck: ignore[FC102] the stalls -->", "", "suppression unused", "note", 7),
        ("<!-- factcheck: ignore[FC101] -->", "", "without a reason", "warning", 7),
        ("<!-- factcheck: ignore the stalls -->", "", "not understood", "warning", 7),
        ("<!-- factcheck: ignore[] the stalls -->", "", "not understood", "warning", 7),
        ("<!-- factcheck: skip[FC101] the stalls -->", "", "not understood", "warning", 7),
        ("<!-- factcheck: ignore[FC199] the stalls -->", "", "unknown rule", "warning", 7),
        ("<!-- factcheck: ignore[FC] the stalls -->", "", "of every rule", "warning", 7),
        ("<!-- factcheck: ignore[FC901] the stalls -->", "", "of FC901", "warning", 7),
        ("<!-- factcheck: ignore[FC101 the stalls", "", "not closed", "warning", 7),
        ("", "<!-- factcheck: ignore[FC101] the stalls -->", "unused", "note", 9),
        ("", "<!-- factcheck: enable[FC101] -->", "closes nothing", "warning", 9),
    ],
)
def test_what_does_not_do_what_it_says_is_told_at_its_line(
    before: str, after: str, says: str, severity: str, line: int, tmp_path: Path
) -> None:
    run = checked(tmp_path, before, after)
    (finding,) = told(run, "FC901")
    assert says in finding.message
    assert (finding.severity, finding.statements[0].line, finding.statements[0].column) == (severity, line, 1)
    assert [finding.state for finding in told(run, "FC101")] == ["new"]
    assert "stalls" not in finding.message or "stalls" in before + after


@pytest.mark.parametrize("reason", ["", "''", "' '", "-", "'…'", '"\\u200b"', "5", "[a, b]", "{a: b}"])
def test_front_matter_without_a_reason_in_words_hides_nothing_and_is_told(reason: str, tmp_path: Path) -> None:
    head = f"---\npublished: 2024-03-05\nfactcheck: {{ignore: {{FC101: {reason}}}}}\n---\n"
    (tmp_path / "a.md").write_text(HEAD.format(4) + OLD)
    (tmp_path / "b.md").write_text(head + NEW.format("", ""), encoding="utf-8")
    run = api.check([tmp_path], as_of=date(2024, 3, 10), root=tmp_path)
    assert [finding.state for finding in told(run, "FC101")] == ["new"]
    (finding,) = told(run, "FC901")
    assert ("without a reason" in finding.message, finding.severity, finding.statements[0].line) == (True, "warning", 3)


@pytest.mark.parametrize(
    "fields",
    [
        "factcheck: {ignore: {FC102: the stalls}}",
        "factcheck: {ignore: {FC101: the stalls, FC102: the stalls}}",
        "factcheck: {ignore: {'FC101, FC102': the stalls}}",
        "factcheck: {ignore: {FC101: the stalls, FC9: all is told}}",
        "factcheck: {ignore: {FC101: the stalls}, more: 1}",
        "factcheck: {ignore: [FC101]}",
        "factcheck: {ignore: FC101}",
        "factcheck: ignore",
        "factcheck:",
    ],
)
def test_front_matter_that_has_nothing_to_hide_or_cannot_be_read_is_told(fields: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(HEAD.format(4) + OLD)
    (tmp_path / "b.md").write_text(f"---\npublished: 2024-03-05\n{fields}\n---\n" + NEW.format("", ""))
    run = api.check([tmp_path], as_of=date(2024, 3, 10), root=tmp_path)
    assert [finding.state for finding in told(run, "FC901")] == ["new"]


@pytest.mark.parametrize("mark", ["ignore", "disable"])
@pytest.mark.parametrize("reason", ["", " -", " …", " \u200b", " --"])
def test_a_comment_without_a_reason_in_words_hides_nothing_and_is_told(mark: str, reason: str, tmp_path: Path) -> None:
    run = checked(tmp_path, f"<!-- factcheck: {mark}[FC101]{reason} -->")
    assert [finding.state for finding in told(run, "FC101")] == ["new"]
    assert ["without a reason" in finding.message for finding in told(run, "FC901")] == [True]


def test_no_suppression_hides_what_is_wrong_with_another(tmp_path: Path) -> None:
    run = checked(tmp_path, "<!-- factcheck: ignore[FC9] all of them -->\n<!-- factcheck: ignore[FC101] -->")
    assert sorted(finding.message.split(":")[0] for finding in told(run, "FC901")) == [
        "suppression unused",
        "suppression without a reason",
    ]


def test_a_paragraph_inside_a_comment_is_told_and_counted(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(HEAD.format(5) + "The quay opened.\n\n<!-- factcheck: ignore[FC101] so it is.\n\nThe hall burned. -->\n")
    run = api.check([tmp_path], as_of=date(2024, 3, 10), root=tmp_path)
    assert ["unused" in finding.message for finding in told(run, "FC901")] == [True]
    assert dict(run.articles[0].outside)["comment"] > len("The hall burned.")


def test_an_unclosed_one_holds_and_is_told(tmp_path: Path) -> None:
    run = checked(tmp_path, "<!-- factcheck: disable[FC1] the stalls -->")
    assert [finding.state for finding in told(run, "FC101")] == ["suppressed"]
    assert "never closed" in told(run, "FC901")[0].message
    assert "enable[FC1]" in told(run, "FC901")[0].suggestion


def test_the_other_article_hides_nothing_and_is_told_where_to_write(tmp_path: Path) -> None:
    run = checked(tmp_path, old=f"<!-- factcheck: ignore[FC101] our count is right -->\n{OLD}")
    assert [finding.state for finding in told(run, "FC101")] == ["new"]
    assert "in the other article, line 8; write it there" in told(run, "FC901")[0].suggestion


def test_front_matter_covers_the_file_and_the_article_as_a_whole(tmp_path: Path) -> None:
    text = "---\nfactcheck: {ignore: {FC301: a page without date, FC202: it does}}\n---\nThe quarry remains closed.\n"
    (tmp_path / "a.md").write_text(text)
    run = api.check([tmp_path], as_of=date(2024, 3, 10), root=tmp_path)
    assert {(finding.code, finding.state) for finding in run.findings} == {("FC301", "suppressed"), ("FC202", "suppressed")}
    (tmp_path / "a.md").write_text("<!-- factcheck: ignore[FC301] a page without date -->\nThe quarry remains closed.\n")
    run = api.check([tmp_path], as_of=date(2024, 3, 10), root=tmp_path)
    assert {(f.code, f.state) for f in run.findings} == {("FC301", "new"), ("FC202", "new"), ("FC901", "new")}


def test_nothing_is_unused_where_its_rule_was_not_asked_for(tmp_path: Path) -> None:
    comment = "<!-- factcheck: ignore[FC102] the stalls -->"
    assert not told(checked(tmp_path, comment, settings=Settings(select=("FC101", "FC9"))), "FC901")
    assert told(checked(tmp_path, comment, settings=Settings(select=("FC1", "FC9"))), "FC901")
    assert not told(checked(tmp_path, comment, settings=Settings(ignore=("FC901",))), "FC901")


def test_two_codes_of_one_comment_are_counted_apart(tmp_path: Path) -> None:
    run = checked(tmp_path, "<!-- factcheck: ignore[FC101, FC102] the stalls -->")
    (finding,) = told(run, "FC901")
    assert "FC102 is not told here" in finding.message


def test_the_report_stays_valid_and_every_statement_at_its_place(tmp_path: Path) -> None:
    run = checked(tmp_path, "<!-- factcheck: ignore[FC101] the stalls -->", "<!-- factcheck: ignore[FC102] -->")
    Draft202012Validator(schema()).validate(json.loads(render(run)))
    texts = {article.id: article.text for article in run.articles}
    assert all(texts[s.article][s.start : s.end] == s.quote for f in run.findings for s in f.statements)
    assert document(run)["summary"]["findings"]["error"] == 0
    assert "factcheck" not in "".join(texts.values())
