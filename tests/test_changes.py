"""What git has seen change: new, changed, renamed; and everything that makes the question impossible."""

from pathlib import Path

import pytest

from factcheck.articles.read import read_paths
from factcheck.cli.changed import changed_articles
from factcheck.errors import UsageError
from test_newsroom import committed, git
from tests_support import call


@pytest.fixture(name="repository")
def _repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
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


def gone_apart(repository: Path) -> None:
    """A branch "story" that changed a.md, and main, which is checked out and changed d.md meanwhile."""
    git(repository, "switch", "-qc", "story")
    append(repository / "news" / "a.md")
    committed(repository, "A story")
    git(repository, "switch", "-q", "main")
    append(repository / "news" / "d.md")
    committed(repository, "Meanwhile")


def test_new_changed_renamed_staged_and_ignored_files(repository: Path) -> None:
    assert changed(repository) == set()
    append(repository / "news" / "a.md")
    (repository / "news" / "b.md").rename(repository / "news" / "é b.md")
    append(repository / "news" / "c.md")
    git(repository, "add", "news/c.md")
    (repository / ".gitignore").write_text("x.md\n")
    (repository / "news" / "x.md").write_text("The river has two bridges.\n")
    expected = {"a.md", "é b.md", "c.md", "x.md"}
    assert changed(repository) == expected
    git(repository, "switch", "-qc", "story")
    committed(repository, "A story")
    assert changed(repository) == expected
    assert changed(repository, since="HEAD") == {"x.md"}


def test_what_others_changed_meanwhile_is_no_change_of_ours(repository: Path) -> None:
    gone_apart(repository)
    git(repository, "switch", "-q", "story")
    assert changed(repository) == {"a.md"}


def test_another_folder_an_absolute_path_and_a_link_are_the_same(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(repository / "news" / "a.md")
    (repository.parent / "link").symlink_to(repository)
    monkeypatch.chdir(repository / "news")
    assert changed(repository, ".") == {"a.md"}
    assert changed(repository, str(repository / "news")) == {"a.md"}
    assert changed(repository, str(repository.parent / "link" / "news")) == {"a.md"}
    (repository / "news" / "e.md").symlink_to("a.md")
    assert changed(repository, "e.md") == {"e.md"}


def test_unrelated_findings_are_left_out_and_the_other_side_is_read(repository: Path) -> None:
    (repository / "news" / "b.md").write_text("---\npublished: 2024-03-04\n---\nThe quarry remains closed.\n")
    committed(repository, "A quarry")
    append(repository / "news" / "a.md")
    assert "quarry" in call("check", "news", "--min-severity", "note").out
    done = call("check", "news", "--min-severity", "note", "--changed-since", "HEAD")
    assert "quarry" not in done.out
    assert "4 articles" in done.out


def test_standard_input_is_new(repository: Path) -> None:
    done = call("check", "-", "--changed-since", "HEAD", "--fail-on", "note", stdin=b"The quarry remains closed.\n")
    assert done.code == 1
    assert (repository / "news").exists()


@pytest.mark.parametrize("revision", ["gone", "", "--output=x", "-h", "HEAD:news/a.md", "main..main"])
def test_an_unknown_revision_is_one_line(revision: str, repository: Path) -> None:
    done = call("check", "news", f"--changed-since={revision}")
    assert (done.code, done.out) == (2, "")
    assert done.err == f"factcheck: --changed-since: git knows no revision {revision!r} here; fetch it, or name another\n"
    assert not (repository / "x").exists()


def test_no_repository_no_git_and_an_article_outside_are_one_line(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("The valley has three schools.\n")
    done = call("check", "news", str(outside), "--changed-since", "HEAD")
    assert done.code == 2
    assert f"outside.md: is outside the git repository {repository}" in done.err
    with pytest.raises(UsageError, match="is in no git repository"):
        changed_articles(read_paths([str(outside)], root=tmp_path)[0], "HEAD", Path("/"))
    monkeypatch.setenv("PATH", "")
    done = call("check", "news", "--changed-since", "HEAD")
    assert (done.code, len(done.err.splitlines())) == (2, 1)
    assert "git cannot be started" in done.err


def test_a_shallow_clone_says_what_it_cannot_know(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone_apart(repository)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "story", repository.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    done = call("check", "news", "--changed-since", "origin/main")
    assert done.code == 2
    assert done.err.startswith(
        "factcheck: --changed-since: git knows no revision 'origin/main' here; fetch it, or name another; the clone is shallow"
    )
    git(clone, "fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main")
    assert changed(clone, since="origin/main") == {"a.md", "d.md"}
    done = call("check", "news", "--changed-since", "origin/main")
    assert done.code == 0
    assert "where the branch left origin/main lies outside of this shallow clone" in done.err
    assert call("check", "news", "--changed-since", "origin/main", "--quiet").err == ""
    git(clone, "fetch", "-q", "--unshallow", "origin")
    git(clone, "fetch", "-q", "origin", "main:refs/remotes/origin/main")
    assert changed(clone, since="origin/main") == {"a.md"}
    assert call("check", "news", "--changed-since", "origin/main").err == ""


def test_a_merge_of_what_others_changed_is_no_change_of_ours(repository: Path) -> None:
    git(repository, "switch", "-qc", "story")
    append(repository / "news" / "a.md")
    (repository / "news" / "b.md").unlink()
    committed(repository, "A story")
    git(repository, "switch", "-q", "main")
    append(repository / "news" / "d.md")
    committed(repository, "Meanwhile")
    git(repository, "switch", "-q", "story")
    git(repository, "merge", "-q", "--no-edit", "main")
    assert changed(repository) == {"a.md"}
    git(repository, "switch", "-q", "main")
    git(repository, "merge", "-q", "--no-ff", "--no-edit", "story")
    assert changed(repository, since="main^1") == {"a.md"}


def test_before_the_first_commit_everything_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("The quarry remains closed.\n")
    git(tmp_path, "init", "-q", "-b", "main")
    monkeypatch.chdir(tmp_path)
    assert changed(tmp_path, "a.md", since="HEAD") == {"a.md"}
    done = call("check", ".", "--changed-since", "main")
    assert done.code == 2
    assert "git knows no revision 'main' here" in done.err
