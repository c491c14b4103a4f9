"""What a check prints and returns: the forms for editors and for quiet runs, and what makes it fail."""

import json
import re
from pathlib import Path

import pytest
from docx import Document
from pdf_files import pdf

from factcheck.report.terminal import _MOST_TRIGGERS
from test_newsroom import committed, git
from tests_support import call

HEAD = "---\nsource: {}\npublished: {}\n---\n"
HALL = {
    "a.md": HEAD.format("Harbour Post", "2024-03-04") + "The new hall seats 500 people on two levels.\n",
    "b.md": HEAD.format("Valley Mail", "2024-03-04") + "\nThe new hall seats 340 people on two levels.\n",
}
MILL = {
    "c.md": HEAD.format("Harbour Post", "2024-01-04") + "The Selm paper mill has 120 parking spaces for its staff.\n",
    "d.md": HEAD.format("Valley Mail", "2024-01-04") + "The Selm paper mill has 180 parking spaces for its staff.\n",
}


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def written(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).write_text(text)


def test_concise_is_one_line_a_finding_that_editors_read(folder: Path) -> None:
    written(folder, HALL)
    done = call("check", ".", "--format", "concise")
    first, *_, last = done.out.splitlines()
    assert re.fullmatch(r'b\.md:6:1: FC101 error: .+: "340" against "500" \[a\.md:5:1\]', first)
    assert last.startswith("2 articles, ")
    assert call("check", ".", "--format", "concise", "-q").out.splitlines() == [first]


def test_concise_names_no_line_where_a_format_has_none(folder: Path) -> None:
    hall = "The new hall in the old port of Harrow seats {} people on two levels."
    (folder / "a.pdf").write_bytes(pdf([["Published 4 March 2024", "", "It rained in Selm."], [hall.format(500)]]))
    (folder / "b.html").write_text(f"<html><body><article><p>Published 4 March 2024</p>\n<p>{hall.format(340)}</p></article></body></html>")
    (folder / "c.jsonl").write_text("\n" + json.dumps({"text": hall.format(410), "published": "2024-03-04"}) + "\n")
    word = Document()
    word.add_paragraph("The road is wet.")
    word.save(str(folder / "d.docx"))
    lines = call("check", ".", "--format", "concise", "-q").out.splitlines()
    places = {re.sub(r":? FC.*", "", line) for line in lines} | {place for line in lines for place in re.findall(r"\[(.+)\]", line)}
    assert places == {"a.pdf#page=2", "b.html:2:1", "c.jsonl:2:1", "d.docx"}


def test_concise_gives_a_place_to_what_has_none(folder: Path) -> None:
    (folder / "a.txt").write_text("The road is wet.\n")
    assert call("check", "a.txt", "--format", "concise", "-q").out.startswith("a.txt:1:1: FC301 warning: undated article")


@pytest.mark.parametrize("style", ["terminal", "concise"])
def test_a_clean_run_is_one_line_and_nothing_when_quiet(style: str, folder: Path) -> None:
    written(folder, {"a.md": HALL["a.md"]})
    done = call("check", "a.md", "--format", style)
    assert (done.code, len(done.out.splitlines()), done.err) == (0, 1, "")
    quiet = call("check", "a.md", "--format", style, "-q")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")


def test_a_quiet_run_still_tells_what_it_found_and_what_failed(folder: Path) -> None:
    written(folder, HALL)
    out = call("check", ".", "-q").out
    assert out.startswith("error FC101")
    assert not re.search("article +published", out)
    (folder / "bad.md").write_bytes(b"---\npublished: 2024-03-04\n---\n\x81\x8d\x8f\n")
    assert "bad.md" in call("check", ".", "-q", "--ignore", "FC1").out


def test_the_table_of_articles_is_left_out_where_only_changes_matter(folder: Path) -> None:
    written(folder, {"a.md": HALL["a.md"]})
    git(folder, "init", "-q")
    committed(folder, "One article")
    written(folder, {"b.md": HALL["b.md"]})
    assert re.search("article +published", call("check", ".").out)
    out = call("check", ".", "--changed-since", "HEAD").out
    assert not re.search("article +published", out)
    assert "FC101" in out


def test_a_check_may_fail_on_contradictions_alone(folder: Path) -> None:
    written(folder, HALL)
    assert call("check", ".", "--fail-on", "contradiction").code == 1
    severity = '[severity]\nFC101 = "note"\n'
    (folder / "factcheck.toml").write_text('fail-on = "contradiction"\n' + severity)
    assert call("check", ".").code == 1
    (folder / "factcheck.toml").write_text(severity)
    assert call("check", ".").code == 0
    (folder / "factcheck.toml").unlink()
    (folder / "a.md").write_text("As of October 2023, the hall has 500 seats.\n")
    assert call("check", "a.md", "--fail-on", "contradiction", "--as-of", "2030-01-01").code == 0
    assert call("check", "a.md", "--fail-on", "warning", "--as-of", "2030-01-01").code == 1


def test_contradictions_stand_under_their_stories_and_before_all_else(folder: Path) -> None:
    written(folder, {**HALL, **MILL})
    stale = "The library on Elm Street currently opens on Sundays. The pool in Oak Road is still closed. The bus is now late.\n"
    written(folder, {"a0.md": HEAD.format("Harbour Post", "2020-01-04") + stale})
    lines = call("check", ".", "--as-of", "2024-03-10").out.splitlines()
    heads = [line for line in lines if re.match(r"(error|warning|Contradictions|a0\.md:)", line)]
    assert [head.partition(":")[0] for head in heads] == [
        "Contradictions",
        "error FC101 people",
        "Contradictions",
        "error FC101 parking spaces",
        "a0.md",
    ]
    assert heads[-1].startswith('a0.md: 3 sentences stale (line 5 "currently", ')
    assert _MOST_TRIGGERS == 3


def test_statistics_tell_each_article(folder: Path) -> None:
    written(folder, HALL)
    err = call("check", ".", "--statistics", "-q").err
    assert "factcheck: FC101 number-mismatch: 1\n" in err
    assert "factcheck: a.md: 1 sentence, 1 claim, 0 characters not read; 0 errors, 0 warnings, 0 notes\n" in err
    assert "factcheck: b.md: 1 sentence, 1 claim, 0 characters not read; 1 error, 0 warnings, 0 notes\n" in err


def test_the_report_goes_to_a_file_by_its_short_option(folder: Path) -> None:
    written(folder, HALL)
    done = call("check", ".", "-o", "report.txt", "--format", "concise")
    assert (done.code, done.out) == (1, "")
    assert "FC101 error" in (folder / "report.txt").read_text()
