"""What lies in folders is read, or counted where it is passed over; a folder that cannot be entered is told."""

import json
import os
from pathlib import Path

import pytest

from factcheck.articles.inputs import find
from factcheck.articles.read import read_inputs
from tests_support import call

PROSE = "The valley has three schools. As of October 2023, the firm employs 900 people.\n"


@pytest.fixture(autouse=True)
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (
        "news/a.txt",
        "news/deep/b.md",
        "news/deep/er/c.html.txt",
        "news/.hidden.txt",
        "news/.git/x.txt",
        "news/table.csv",
        "news/deep/d.psd",
        "other/e.txt",
    ):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(PROSE + name, encoding="utf-8")
    Path("news/linked").symlink_to("../other")
    Path("news/loop").symlink_to(".")


GLOBS = [
    (
        "news",
        ["news/a.txt", "news/deep/b.md", "news/deep/er/c.html.txt"],
        {"hidden": 2, "link to a folder": 2, "no article (.csv)": 1, "other format (.psd)": 1},
    ),
    (
        "news/",
        ["news/a.txt", "news/deep/b.md", "news/deep/er/c.html.txt"],
        {"hidden": 2, "link to a folder": 2, "no article (.csv)": 1, "other format (.psd)": 1},
    ),
    (
        "news/**",
        ["news/a.txt", "news/deep/b.md", "news/deep/er/c.html.txt"],
        {"hidden": 2, "link to a folder": 2, "no article (.csv)": 1, "other format (.psd)": 1},
    ),
    ("news/**/*.txt", ["news/a.txt", "news/deep/er/c.html.txt"], {"hidden": 2, "link to a folder": 2}),
    ("news/*", ["news/a.txt"], {"hidden": 1, "no article (.csv)": 1}),
    ("news/*/*.md", ["news/deep/b.md"], {"hidden": 1}),
    ("news/linked/*.txt", ["news/linked/e.txt"], {}),
    ("*/e.txt", ["other/e.txt"], {}),
    ("n[e]ws/?.txt", ["news/a.txt"], {}),
    ("news/**/deep/**/*.txt", ["news/deep/er/c.html.txt"], {"hidden": 1, "link to a folder": 2}),
    ("./news/*.txt", ["news/a.txt"], {"hidden": 1}),
    ("news/deep/../*.txt", ["news/deep/../a.txt"], {"hidden": 1}),
]


@pytest.mark.parametrize(("path", "files", "skipped"), GLOBS, ids=[case[0] for case in GLOBS])
def test_what_is_read_and_what_is_passed_over(path: str, files: list[str], skipped: dict[str, int], tmp_path: Path) -> None:
    found = read_inputs([path], root=tmp_path)
    assert sorted(article.path for article in found.articles) == files
    assert {item.reason: item.count for item in found.skipped} == skipped
    assert {item.subject for item in found.skipped} <= {path}
    assert not found.failures


def test_links_and_patterns_go_together(tmp_path: Path) -> None:
    assert [a.path for a in read_inputs(["news/*/e.txt"], root=tmp_path).articles] == ["news/linked/e.txt"]


def test_what_is_passed_over_stands_in_the_report() -> None:
    done = call("check", "news", "--format", "json")
    report = json.loads(done.out)
    assert done.code == 0
    assert [(item["subject"], item["reason"], item["count"]) for item in report["left_out"]] == [
        ("news", "hidden", 2), ("news", "link to a folder", 2), ("news", "no article (.csv)", 1), ("news", "other format (.psd)", 1)
    ]  # fmt: skip
    told = "6 files were not read: 2 hidden, 2 links to folders, 1 .csv without an article, 1 .psd"
    assert told in call("check", "news").out.replace("\n", " ")
    assert told in call("check", "news", "--min-severity", "note").out.replace("\n", " ")
    assert told in call("extract", "news").err


@pytest.mark.parametrize("path", ["news", "news/**/*.txt", "news/*/*.md", "*/*/*", "**"])
def test_a_folder_that_cannot_be_entered_is_told(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refused(folder: str) -> object:
        if str(folder).endswith("deep"):
            raise PermissionError(13, "Permission denied", str(folder))
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refused)
    done = call("check", path)
    assert done.code == 3
    assert "news/deep: may not be read (Permission denied); change its permissions" in done.err


def test_a_date_of_publication_that_lies_ahead_is_told() -> None:
    for day, told in (("2024-03-10", False), ("2024-03-17", False), ("2024-03-18", True), ("2042-03-04", True)):
        Path("a.md").write_text(f"---\npublished: {day}\n---\n{PROSE}", encoding="utf-8")
        findings = json.loads(call("check", "a.md", "--format", "json").out)["findings"]
        assert any(finding["code"] == "FC301" and f"published {day}, after the day" in finding["message"] for finding in findings) == told


def test_paragraphs_in_another_language_are_a_failure_that_names_their_lines() -> None:
    german = "Der Bürgermeister hat am Dienstag gesagt, dass die Brücke nicht vor dem Herbst wieder geöffnet wird."
    finnish = "Kaupunginjohtaja kertoi tiistaina, että silta avataan liikenteelle vasta ensi syksynä."
    Path("a.md").write_text(f"---\ntitle: T\n---\n{PROSE}\n{german}\n\nIt rained in Selm.\n\n{finnish}\n{german}\n", encoding="utf-8")
    done = call("check", "a.md", "--format", "json")
    (failure,) = json.loads(done.out)["failures"]
    assert done.code == 3
    assert failure["kind"] == "language"
    assert failure["message"].startswith("a.md:6,10-11: ")
    Path("a.md").write_text(f"{PROSE * 400}\n\n{finnish}\n", encoding="utf-8")
    assert f"a.md:{403}: " in call("check", "a.md").err


def test_statistics_tell_what_was_read_and_what_was_not() -> None:
    Path("news/deep/b.md").write_text(f"---\ntitle: T\n---\n{PROSE}\n| Selm | 340 dead |\n<!-- so -->", encoding="utf-8")
    lines = [line.removeprefix("factcheck: ") for line in call("check", "news", "--statistics", "--format", "json").err.splitlines()]
    assert lines[0] == "read: 3 articles, 7 sentences of 267 characters, 6 claims"
    assert "not read (table): 2 stretches, 12 characters, 1 with a verb, number or name" in lines
    assert "outside of the articles (comment): 11 characters" in lines
    assert "left out (hidden): 2 of news" in lines
    assert "FC201 dated-state: 3" in lines


def test_a_link_out_of_the_folder_is_passed_over_and_one_inside_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    news = tmp_path / "here" / "news"
    news.mkdir(parents=True)
    for path in (news / "a.txt", tmp_path / "here" / "b.txt", tmp_path / "secret.txt"):
        path.write_text("It rained.")
    for name, target in (("in.txt", news / "a.txt"), ("near.txt", tmp_path / "here" / "b.txt"), ("out.txt", tmp_path / "secret.txt")):
        (news / name).symlink_to(target)
    monkeypatch.chdir(tmp_path / "here")
    found = find(["news"])
    assert [Path(item.path).name for item in found.files] == ["a.txt", "near.txt"]
    assert found.skipped == [("news", "link out of the folder", 1)]
    assert [item.path for item in find(["news/out.txt"]).files] == ["news/out.txt"]
