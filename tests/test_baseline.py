"""The baseline on the command line: what it keeps quiet, what re-opens a finding, and what is never lost."""

import json
import shutil
from pathlib import Path

import pytest

from factcheck.settings import BASELINE
from tests_support import call

HEAD = "---\ntitle: T\nsource: {}\npublished: 2024-03-04\n---\n"
FIRST = "The new hall seats 500 people on two levels. Tickets were sold out within a morning.\n"
SECOND = "Builders finished the hall this winter. The new hall seats 340 people on two levels, the architect wrote.\n"


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.md").write_text(HEAD.format("Post") + FIRST)
    (tmp_path / "news" / "b.md").write_text(HEAD.format("Mail") + SECOND)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def entries(path: Path) -> list[dict[str, object]]:
    return json.loads(path.read_text())["findings"]  # type: ignore[no-any-return]


def test_known_findings_are_hidden_counted_and_in_the_json(folder: Path) -> None:
    assert call("check", "news").code == 1
    done = call("baseline", "write", "news")
    assert (done.code, done.err) == (0, "")
    assert "known finding" in done.out
    kept = (folder / BASELINE).read_bytes()
    quiet = call("check", "news", "--fail-on", "note")
    assert (quiet.code, quiet.err) == (0, "")
    assert "FC101" not in quiet.out
    assert "known findings in the baseline" in quiet.out
    states = {f["state"] for f in json.loads(call("check", "news", "--format", "json").out)["findings"]}
    assert states == {"known"}
    assert (folder / BASELINE).read_bytes() == kept


def test_what_re_opens_nothing_and_what_does(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call("baseline", "write", "news")
    edit(folder / "news" / "a.md", "morning.", "mornign.\n\nIt rained in the valley all day.")
    edit(folder / "news" / "a.md", "---\nThe new hall", "---\nThe council met on a hill.\n\nThe  new\nhall")
    for paths in (["news"], ["./news"], ["news/a.md", "./news/b.md"], [str(folder / "news")], ["news/*.md"]):
        assert call("check", *paths).code == 0, paths
    monkeypatch.chdir(folder / "news")
    assert call("check", "a.md", "./b.md").code == 0
    edit(Path("a.md"), "500", "600")
    done = call("check", ".")
    assert done.code == 1
    assert f"{BASELINE}: FC101 of news/b.md and news/a.md is found no more" in done.err
    assert "factcheck baseline prune" in done.err
    assert call("check", ".", "--quiet").err == ""


def test_an_update_keeps_labels_and_adds_what_is_new(folder: Path) -> None:
    call("baseline", "write", "news")
    document = json.loads((folder / BASELINE).read_text())
    document["findings"][-1] |= {"label": "accepted", "reason": "the architect counts the stalls", "seen": "2024-03-09"}
    (folder / BASELINE).write_text(json.dumps(document))
    edit(folder / "news" / "a.md", "morning.", "morning. The quarry remains closed.")
    done = call("baseline", "update", "news")
    assert "1 new" in done.out
    labelled = [e for e in entries(folder / BASELINE) if e["label"]]
    assert [(e["reason"], e["seen"]) for e in labelled] == [("the architect counts the stalls", "2024-03-09")]
    before = (folder / BASELINE).read_bytes()
    assert "0 new" in call("baseline", "update", "news").out
    assert (folder / BASELINE).read_bytes() == before


def test_prune_removes_only_what_was_scanned(folder: Path) -> None:
    call("baseline", "write", "news")
    before = len(entries(folder / BASELINE))
    edit(folder / "news" / "a.md", "500", "340")
    assert "0 removed" in call("baseline", "prune", "news/a.md").out
    assert len(entries(folder / BASELINE)) == before
    assert "1 removed" in call("baseline", "prune", "news").out
    assert not [e for e in entries(folder / BASELINE) if e["code"] == "FC101"]
    (folder / "news" / "b.md").write_bytes(b"")
    assert "0 removed" in call("baseline", "prune", "news").out
    (folder / "news" / "b.md").unlink()
    assert "0 removed" in call("baseline", "prune", "news/a.md").out
    assert " removed" in call("baseline", "prune", "news").out
    assert not [e for e in entries(folder / BASELINE) if "news/b.md" in e["paths"]]  # type: ignore[operator]


def test_an_article_with_an_address_is_never_taken_for_gone(folder: Path) -> None:
    wire = folder / "wire.jsonl"
    wire.write_text('{"text": "The quarry in Selm remains closed.", "published": "2024-03-04", "url": "https://example.org/a"}\n')
    call("baseline", "write", ".")
    wire.rename(folder / "wire.bak")
    assert "0 removed" in call("baseline", "prune", ".").out
    assert any(e["paths"] == ["https://example.org/a"] for e in entries(folder / BASELINE))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no valid JSON"),
        (b"<<<<<<< ours\n{}", "no valid JSON (Expecting value, line 1)"),
        (b"\xff", "no UTF-8"),
        (b"[" * 100_000, "no valid JSON"),
        (b"[]", "wrong entry"),
        (b'{"version": 2, "findings": []}', "version 2"),
        (b'{"version": 1, "findings": [{"code": "FC101"}]}', "wrong entry (findings.0.fingerprint: Field required)"),
        (b'{"version": 1, "finding": []}', "wrong entry"),
    ],
)
def test_an_unreadable_baseline_is_refused_before_any_work(content: bytes, says: str, folder: Path) -> None:
    (folder / BASELINE).write_bytes(content)
    for arguments in (["check", "missing.md"], ["baseline", "update", "missing.md"], ["baseline", "prune", "missing.md"]):
        done = call(*arguments)
        assert (done.code, done.out) == (2, "")
        assert says in done.err
        assert "missing.md" not in done.err
        assert len(done.err.splitlines()) == 1
    assert (folder / BASELINE).read_bytes() == content


def test_a_baseline_elsewhere(folder: Path) -> None:
    (folder / "known").mkdir()
    assert call("check", "news", "--baseline", "known/a.json").code == 2
    assert "cannot be read" in call("baseline", "update", "news", "--baseline", "known/a.json").err
    assert call("baseline", "write", "news", "--baseline", "known/a.json").code == 0
    assert call("check", "news", "--baseline", "known/a.json").code == 0
    assert call("check", "news").code == 1
    assert not (folder / BASELINE).exists()
    assert call("baseline", "write", "news", "--baseline", "gone/a.json").code == 2
    (folder / "news" / "c.jsonl").write_text('{"version": 1, "findings": []}\n')
    assert "c.jsonl: is one of the articles" in call("baseline", "update", "news/a.md", "news/c.jsonl", "--baseline", "news/c.jsonl").err


def test_write_never_overwrites(folder: Path) -> None:
    call("baseline", "write", "news")
    before = (folder / BASELINE).read_bytes()
    done = call("baseline", "write", "news")
    assert done.code == 2
    assert "factcheck baseline update" in done.err
    assert (folder / BASELINE).read_bytes() == before
    assert [path.name for path in folder.iterdir() if "new" in path.suffix] == []


def test_inputs_that_fail_are_told_by_the_exit_code(folder: Path) -> None:
    assert call("baseline", "write", "missing.md").code == 2
    assert not (folder / BASELINE).exists()
    (folder / "news" / "c.md").write_bytes(b"")
    assert call("baseline", "write", "news").code == 3
    assert len(entries(folder / BASELINE)) > 0


def test_it_lies_beside_the_configuration_and_another_place_of_all_is_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "factcheck.toml").write_text("")
    monkeypatch.chdir(folder / "news")
    call("baseline", "write", ".")
    assert (folder / BASELINE).exists()
    moved = folder.parent / f"{folder.name}-moved"
    shutil.copytree(folder, moved)
    monkeypatch.chdir(moved)
    assert call("check", "news").code == 0


@pytest.mark.usefixtures("folder")
def test_selection_makes_nothing_stale() -> None:
    call("baseline", "write", "news")
    assert call("check", "news", "--select", "FC2").err == ""
    assert call("check", "news/a.md").err == ""


def test_the_file_shows_who_wrote_what_and_steers_no_terminal(folder: Path) -> None:
    edit(folder / "news" / "a.md", "The new hall", "The new\u202e hall")
    call("baseline", "write", "news")
    text = (folder / BASELINE).read_text()
    assert "\u202e" not in text
    entry = entries(folder / BASELINE)[0]
    assert set(entry) == {"fingerprint", "code", "paths", "quotes", "engines", "label", "reason"}


def test_a_renamed_article_re_opens_nothing_and_keeps_what_people_wrote(folder: Path) -> None:
    call("baseline", "write", "news")
    document = json.loads((folder / BASELINE).read_text())
    document["findings"][0]["reason"] = "asked the architect"
    (folder / BASELINE).write_text(json.dumps(document))
    (folder / "news" / "b.md").rename(folder / "news" / "c.md")
    done = call("check", "news", "--fail-on", "note")
    assert (done.code, done.err) == (0, "")
    kept = len(entries(folder / BASELINE))
    assert call("baseline", "prune", "news").out.endswith(f"{kept} known findings, 0 removed.\n")
    call("baseline", "update", "news")
    assert len(entries(folder / BASELINE)) == kept
    assert {path for entry in entries(folder / BASELINE) for path in entry["paths"]} == {"news/a.md", "news/c.md"}  # type: ignore[attr-defined]
    assert [entry["reason"] for entry in entries(folder / BASELINE)].count("asked the architect") == 1


def test_a_copy_of_a_known_article_is_new(folder: Path) -> None:
    call("baseline", "write", "news")
    shutil.copy(folder / "news" / "b.md", folder / "news" / "c.md")
    assert "c.md" in call("check", "news", "--min-severity", "note").out
    edit(folder / "news" / "c.md", "340", "350")
    (folder / "news" / "b.md").unlink()
    assert call("check", "news").code == 1
