"""factcheck lsp: a real server over its standard streams, and what an editor gets of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("pygls")

from editing import Editor, Message, applied, editing, marked

from factcheck.lsp import PAUSE
from tests_support import call

PACK = Path(__file__).parents[2] / "fixtures" / "packs" / "11-ferry"
HEAD = "---\npublished: 2024-03-05\n---\n"
OTHER = "---\npublished: 2024-03-05\n---\nThe Selm ferry accident on Monday killed 43 passengers.\n"
OPEN = f"{HEAD}The Selm ferry accident on Monday killed 34 passengers.\n"


@pytest.fixture(scope="module", name="server")
def _server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Editor, Path]]:
    """One server for all: its start takes longer than what most tests ask of it."""
    folder = tmp_path_factory.mktemp("workspace") / "news folder %41"
    folder.mkdir()
    (folder / "first.md").write_text(OTHER)
    with editing(folder, "--as-of", "2024-03-06", cwd=folder.parent) as editor:
        editor.learned()
        yield editor, folder


@pytest.fixture(name="news")
def _news(server: tuple[Editor, Path]) -> Iterator[Path]:
    """The workspace, in which every test finds one article and nothing open."""
    editor, folder = server
    yield folder
    editor.close()
    for path in folder.iterdir():
        path.unlink()
    (folder / "first.md").write_text(OTHER)


@pytest.fixture(name="editor")
def _editor(server: tuple[Editor, Path], news: Path) -> Editor:  # noqa: ARG001  tidies up
    return server[0]


def of(code: str, diagnostics: list[Message]) -> list[Message]:
    return [one for one in diagnostics if one["code"].startswith(code)]


def test_a_conflict_with_another_file_is_told_under_its_words(editor: Editor, news: Path) -> None:
    (one,) = of("FC1", editor.open(news / "second.md", OPEN))
    assert (one["code"], one["severity"], one["source"]) == ("FC101", 1, "factcheck")
    assert marked(OPEN, one["range"]) == "34"
    (related,) = one["relatedInformation"]
    assert related["location"]["uri"] == (news / "first.md").as_uri()
    assert marked(OTHER, related["location"]["range"]) == "43"
    assert "killed 43 passengers" in related["message"]
    assert "first.md:4" in one["message"]


def test_what_is_typed_is_checked_and_what_is_mended_is_told_no_more(editor: Editor, news: Path) -> None:
    path = news / "second.md"
    assert not of("FC1", editor.open(path, OPEN.replace("34", "43")))
    assert of("FC1", editor.change(path, OPEN))
    assert not of("FC1", editor.change(path, OPEN.replace("34", "43")))
    assert not path.exists()


def test_an_unsaved_text_counts_for_the_others_that_are_open(editor: Editor, news: Path) -> None:
    assert of("FC1", editor.open(news / "second.md", OPEN))
    editor.open(news / "first.md", OTHER.replace("43", "34"))
    assert not of("FC1", editor.change(news / "second.md", f"{OPEN}\n"))
    editor.close((news / "first.md").as_uri())
    assert of("FC1", editor.until(news / "second.md", OPEN, lambda told: bool(of("FC1", told))))


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_places_count_utf_16_and_any_line_end(ends: str, editor: Editor, news: Path) -> None:
    text = OPEN.replace("The Selm", "\U0001f6a2 \U0001d516 The Selm").replace("\n", ends)
    (one,) = of("FC1", editor.open(news / "second.md", text))
    assert one["range"]["start"]["line"] == 3
    assert marked(text, one["range"]) == "34"
    assert editor.capabilities["positionEncoding"] == "utf-16"


def test_places_count_what_the_editor_asks_for_and_leaving_ends_the_server(tmp_path: Path) -> None:
    text = f"{HEAD}\U0001f6a2 Thé mill closed last year.\n"
    with editing(tmp_path, "--as-of", "2024-03-06", cwd=tmp_path, encodings=["utf-8"]) as editor:
        (one,) = of("FC2", editor.open(tmp_path / "second.md", text))
        assert editor.capabilities["positionEncoding"] == "utf-8"
        assert one["range"]["start"]["character"] == len(text.splitlines()[3].partition("last")[0].encode())
        assert editor.leave() == 0
        assert editor.process.stderr is not None
        assert b"Traceback" not in editor.process.stderr.read()


def test_quick_fixes_write_what_fix_writes(editor: Editor, news: Path) -> None:
    path = news / "second.md"
    text = f'{HEAD}\U0001f6a2 The mill closed last year.\r\nIt currently employs 40 people.\r\n"It currently leaks," she said.\r\n'
    diagnostics = editor.open(path, text)
    hint = next(one for one in of("FC2", diagnostics) if one["range"]["start"]["line"] == 3)
    (one, everything) = editor.actions(path, 3)
    assert one["title"] == 'Write "in 2023" for "last year"'
    assert one["kind"] == "quickfix"
    assert [diagnostic["data"] for diagnostic in one["diagnostics"]] == [hint["data"]]
    assert "\U0001f6a2 The mill closed in 2023.\r\n" in applied(text, one["edit"]["changes"][path.as_uri()])
    assert everything["kind"] == "source.fixAll.factcheck"
    after = applied(text, everything["edit"]["changes"][path.as_uri()])
    path.write_bytes(text.encode())
    assert call("check", str(path), "--fix", "--as-of", "2024-03-06").code in {0, 1}
    assert path.read_bytes().decode() == after
    assert '"It currently leaks,"' in after
    assert [action["kind"] for action in editor.actions(path, 3, only=["source.fixAll"])] == ["source.fixAll.factcheck"]
    assert editor.actions(path, 3, only=["refactor"]) == []


def test_a_quick_fix_leaves_alone_what_was_changed_since(editor: Editor, news: Path) -> None:
    path = news / "second.md"
    editor.open(path, f"{HEAD}The mill closed last year.\n")
    document = {"uri": path.as_uri(), "version": 2}
    editor.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": f"{HEAD}A mill closed last year.\n"}]})
    assert editor.actions(path, 3) == []


def test_what_is_shown_is_what_a_report_shows_and_what_can_be_mended(editor: Editor, news: Path) -> None:
    text = f"{HEAD}The mill closed last year.\nThe hall remains open.\n"
    shown = editor.open(news / "second.md", text)
    assert [(one["severity"], one["range"]["start"]["line"]) for one in shown] == [(4, 3)]
    (news / "factcheck.toml").write_text('min-severity = "note"\n')
    assert {one["severity"] for one in editor.change(news / "second.md", text)} == {3}


def test_a_file_outside_of_the_workspace_is_checked_alone(editor: Editor, news: Path) -> None:
    outside = news.parent / "second.md"
    diagnostics = editor.open(outside, OPEN.replace("34 passengers", "34 passengers last year"))
    assert not of("FC1", diagnostics)
    assert of("FC2", diagnostics)


def test_what_is_no_article_gets_one_line_or_none(editor: Editor, news: Path) -> None:
    (german,) = editor.open(
        news / "a.md", "Der Bürgermeister sagte am Montag, die Brücke bleibe bis auf weiteres gesperrt, und bat um Geduld.\n"
    )
    assert german["code"] == "language"
    assert "not in English" in german["message"]
    (broken,) = editor.open(news / "b.md", "---\npublished: 2024-99-99\n---\nThe mill closed.\n")
    assert (broken["code"], broken["range"]["start"]["line"]) == ("front matter", 0)
    assert [one["code"] for one in editor.open(news / "c.md", "")] == ["empty"]
    assert editor.open(news / "d.md", "The mill \ud800 closed.\n")
    untitled = editor.open("untitled:Untitled-1", OPEN.removeprefix(HEAD))
    assert not of("FC9", untitled)
    assert of("FC1", editor.open(news / "second.md", OPEN))


def test_a_file_beside_it_that_cannot_be_read_stands_in_no_way(editor: Editor, news: Path) -> None:
    (news / "broken.md").write_bytes(b"\xff\xfe\x00")
    (news / "gone.md").symlink_to(news / "nowhere")
    assert of("FC1", editor.open(news / "second.md", OPEN))


def test_other_files_are_compared_as_they_are_now(editor: Editor, news: Path) -> None:
    path = news / "second.md"
    assert of("FC1", editor.open(path, OPEN))
    (news / "first.md").unlink()
    assert not of("FC1", editor.change(path, f"{OPEN}\n"))
    (news / "new.md").write_text(OTHER)
    assert of("FC1", editor.until(path, OPEN, lambda told: bool(of("FC1", told))))


def test_suppressions_and_configuration_hold(editor: Editor, news: Path) -> None:
    path = news / "second.md"
    editor.open(path, OPEN)
    assert of("FC1", editor.until(path, OPEN, lambda told: bool(of("FC1", told))))
    assert not of("FC1", editor.change(path, OPEN.replace("The Selm", "<!-- factcheck: ignore[FC101] told twice -->\nThe Selm")))
    (news / "factcheck.toml").write_text('ignore = ["FC1"]\n')
    assert not of("FC1", editor.change(path, OPEN))
    (news / "factcheck.toml").write_text("ignore = 3\n")
    editor.tell("textDocument/didSave", {"textDocument": {"uri": path.as_uri()}})
    told = editor.wait(lambda m: m.get("method") == "window/showMessage")["params"]["message"]
    assert "factcheck.toml: ignore" in told
    (news / "factcheck.toml").unlink()
    assert of("FC1", editor.until(path, OPEN, lambda told: bool(of("FC1", told))))


def test_an_archive_takes_the_place_of_the_folder(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    (tmp_path / "first.md").write_text(OTHER)
    assert call("archive", "add", str(tmp_path / "first.md"), "--archive", str(archive)).code == 0
    (tmp_path / "first.md").unlink()
    with editing(tmp_path, "--archive", str(archive), cwd=tmp_path) as editor:
        (one,) = of("FC1", editor.open(tmp_path / "second.md", OPEN))
        assert "43 passengers" in one["relatedInformation"][0]["message"]


def test_a_warm_check_takes_less_than_a_second(editor: Editor, news: Path) -> None:
    """A sentence of one article changes, the others were read; of the second, a third goes by before the check begins."""
    for path in PACK.glob("*.md"):
        shutil.copy(path, news)
    path = max(PACK.glob("*.md"), key=lambda path: path.stat().st_size)
    text = path.read_text()
    editor.open(news / path.name, text)
    editor.learned()
    taken = []
    for number in range(5):
        begun = editor.worked()
        editor.change(news / path.name, f"{text}\nThe {number + 5} bridges of Selm are open.\n")
        taken.append(editor.worked() - begun)
    assert min(taken) < 1.0 - PAUSE, taken


def test_without_the_extra_the_command_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.cli.serving.find_spec", lambda _: None)
    done = call("lsp")
    assert (done.code, done.out) == (2, "")
    assert done.err == "factcheck: factcheck lsp: needs pygls, which is not installed; install it with: pip install pygls\n"
