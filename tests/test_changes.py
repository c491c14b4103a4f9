"""What git has seen change: new, changed, renamed; and everything that makes the question impossible."""

from pathlib import Path

import pytest

from factcheck.articles.read import read_paths
from factcheck.changes import changed_articles
from factcheck.errors import UsageError
from test_desk import committed, git
from tests_support import call


@pytest.fixture(name="desk")
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    top = tmp_path / "désk"
    (top / "news").mkdir(parents=True)
    for name in ("a", "b", "c", "d"):
        (top / "news" / f"{name}.md").write_text(f"---\npublished: 2024-03-04\n---\nThe valley {name} has three schools.\n")
    git(top, "init", "-q", "-b", "main")
    committed(top, "Four articles")
    monkeypatch.chdir(top)
    return top


def changed(folder: Path, *paths: str, since: str = "main") -> set[str]:
    articles, failures = read_paths(paths or ["news"], root=folder)
    assert not failures
    ids = changed_articles(articles, since, Path.cwd())
    return {Path(article.path).name for article in articles if article.id in ids}


def append(path: Path) -> None:
    path.write_text(path.read_text() + "\nIt rained.\n")


def test_new_changed_renamed_staged_and_ignored_files(desk: Path) -> None:
    assert changed(desk) == set()
    append(desk / "news" / "a.md")
    (desk / "news" / "b.md").rename(desk / "news" / "é b.md")
    append(desk / "news" / "c.md")
    git(desk, "add", "news/c.md")
    (desk / ".gitignore").write_text("x.md\n")
    (desk / "news" / "x.md").write_text("The river has two bridges.\n")
    expected = {"a.md", "é b.md", "c.md", "x.md"}
    assert changed(desk) == expected
    git(desk, "switch", "-qc", "story")
    committed(desk, "A story")
    assert changed(desk) == expected
    assert changed(desk, since="HEAD") == {"x.md"}


def test_what_others_changed_meanwhile_is_no_change_of_ours(desk: Path) -> None:
    git(desk, "switch", "-qc", "story")
    append(desk / "news" / "a.md")
    committed(desk, "A story")
    git(desk, "switch", "-q", "main")
    append(desk / "news" / "d.md")
    committed(desk, "Meanwhile")
    git(desk, "switch", "-q", "story")
    assert changed(desk) == {"a.md"}


def test_another_folder_an_absolute_path_and_a_link_are_the_same(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(desk / "news" / "a.md")
    (desk.parent / "link").symlink_to(desk)
    monkeypatch.chdir(desk / "news")
    assert changed(desk, ".") == {"a.md"}
    assert changed(desk, str(desk / "news")) == {"a.md"}
    assert changed(desk, str(desk.parent / "link" / "news")) == {"a.md"}
    (desk / "news" / "e.md").symlink_to("a.md")
    assert changed(desk, "e.md") == {"e.md"}


def test_unrelated_findings_are_left_out_and_the_other_side_is_read(desk: Path) -> None:
    (desk / "news" / "b.md").write_text("---\npublished: 2024-03-04\n---\nThe quarry remains closed.\n")
    committed(desk, "A quarry")
    append(desk / "news" / "a.md")
    assert "quarry" in call("check", "news", "--min-severity", "note").out
    done = call("check", "news", "--min-severity", "note", "--changed-since", "HEAD")
    assert "quarry" not in done.out
    assert "4 articles" in done.out


def test_standard_input_is_new(desk: Path) -> None:
    done = call("check", "-", "--changed-since", "HEAD", "--fail-on", "note", stdin=b"The quarry remains closed.\n")
    assert done.code == 1
    assert (desk / "news").exists()


@pytest.mark.parametrize("revision", ["gone", "", "--output=x", "-h", "HEAD:news/a.md", "main..main"])
def test_an_unknown_revision_is_one_line(revision: str, desk: Path) -> None:
    done = call("check", "news", f"--changed-since={revision}")
    assert (done.code, done.out) == (2, "")
    assert done.err == f"factcheck: --changed-since: git knows no revision {revision!r} here; fetch it, or name another\n"
    assert not (desk / "x").exists()


def test_no_repository_no_git_and_an_article_outside_are_one_line(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("The valley has three schools.\n")
    done = call("check", "news", str(outside), "--changed-since", "HEAD")
    assert done.code == 2
    assert f"outside.md: is outside the git repository {desk}" in done.err
    with pytest.raises(UsageError, match="is in no git repository"):
        changed_articles(read_paths([str(outside)], root=tmp_path)[0], "HEAD", Path("/"))
    monkeypatch.setenv("PATH", "")
    done = call("check", "news", "--changed-since", "HEAD")
    assert (done.code, len(done.err.splitlines())) == (2, 1)
    assert "git cannot be started" in done.err
