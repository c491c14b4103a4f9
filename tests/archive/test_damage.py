"""An archive that is damaged so that the database sees nothing wrong: one line says so, and no word of it is told as an article's."""

import random
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from postgresql import Server, name_of
from tests_support import Done, call

ARCHIVE = ".factcheck-archive.sqlite"
HEAD = "---\ntitle: The hall {0}\nsource: Post\npublished: 2024-03-0{0}\n---\n"
TEXT = "The new hall in Selm seats {0} people on two levels. Mayor Ada Korvin will open it on Friday. It is currently closed.\n"
UTF8, TYPED = "a server takes no text that is not UTF-8", "a server's columns take values of their types alone"
NOT_ON_A_SERVER = {"title": UTF8, "path": UTF8, "words = CAST": UTF8, "names": TYPED, "words = x": TYPED}
"""What a server refuses to be changed so, by the beginning of the change."""
CHANGING = ("reindex", "remove")
COMMANDS: dict[str, tuple[str, ...]] = {
    "list": ("archive", "list"),
    "show": ("archive", "show", "1.md"),
    "stale": ("archive", "stale", "--all", "--as-of", "2030-01-01"),
    "stats": ("archive", "stats"),
    "calendar": ("archive", "stale", "--all", "--as-of", "2030-01-01", "--format", "ics"),
    "check": ("check", "new.md"),
    "reindex": ("archive", "reindex", "--all"),
    "remove": ("archive", "remove", "1.md"),
}


@pytest.fixture(scope="module", name="whole")
def _whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    for number in (1, 2):
        (folder / f"{number}.md").write_text(HEAD.format(number) + TEXT.format(300 + number))
    (folder / "new.md").write_text(HEAD.format(9) + TEXT.format(999))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert call("archive", "add", "1.md", "2.md").code == 0
    return folder


@pytest.fixture(scope="module", name="template")
def _template(whole: Path, server: Server) -> str:
    """The same in a database."""
    url = server.database()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(whole)
        assert call("archive", "add", "1.md", "2.md", "--archive", url).code == 0
    return url


@pytest.fixture(name="archive")
def _archive(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for file in whole.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path / ARCHIVE


Damaged = Callable[[str], str]
"""Makes a copy of the archive, changes it behind the program's back, and gives its address."""


@pytest.fixture(name="damaged", params=["sqlite", "postgresql"])
def _damaged(request: pytest.FixtureRequest, archive: Path) -> Damaged:
    content = archive.read_bytes()

    def file(change: str) -> str:
        archive.write_bytes(content)
        with sqlite3.connect(archive) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            assert connection.execute(change).rowcount > 0
        connection.close()
        return ARCHIVE

    def on_server(change: str) -> str:
        server: Server = request.getfixturevalue("server")
        if why := next((why for part, why in NOT_ON_A_SERVER.items() if f"SET {part}" in change), ""):
            pytest.skip(why)
        url = server.copied(request.getfixturevalue("template"))
        bytes_of_its_own = re.sub("x'([0-9a-f]*)'", r"'\\x\1'::bytea", change)
        server.execute(f"SET search_path = factcheck; {bytes_of_its_own}", name_of(url))
        return url

    return on_server if request.param == "postgresql" else file


def told(done: Done) -> bool:
    """Whether it is told in one line that names the archive; otherwise nothing may have gone wrong."""
    assert "internal error" not in done.err
    if done.code != 2:
        assert done.code in {0, 1}
        return False
    assert len(done.err.splitlines()) == 1
    assert ARCHIVE in done.err or "postgresql://factcheck@/" in done.err
    return True


@pytest.mark.parametrize(
    ("change", "commands"),
    [
        ("UPDATE revisions SET title = CAST(x'ff95' AS TEXT)", ["list", "stale", "show", "check", "reindex"]),
        ("UPDATE revisions SET path = CAST(x'95' AS TEXT)", ["list", "stale"]),
        ("UPDATE timed SET expires_on = '2024-99-99'", ["stale", "calendar"]),
        ("UPDATE timed SET words = CAST(x'9b' AS TEXT)", ["stale", "calendar"]),
        ("UPDATE revisions SET current = 0", []),
        ("UPDATE revisions SET names = 'many'", ["check"]),
        ("UPDATE revisions SET words = x'00'", ["check"]),
        ("UPDATE revisions SET text_vector = x'00'", ["check"]),
        ("UPDATE revisions SET opening_vector = x''", ["check"]),
        ("UPDATE revisions SET published = 'yesterday'", ["check"]),
        ("UPDATE revisions SET document = substr(document, 2)", ["check", "reindex"]),
        ("UPDATE revisions SET document = 'null'", ["check", "reindex"]),
        ("UPDATE claims SET document = replace(document, 'Friday', 'Monday')", ["check"]),
        ("UPDATE claims SET document = '{}'", ["check"]),
        ("UPDATE marks SET keys = substr(keys, 2) WHERE length(keys) > 1", ["reindex", "remove"]),
        ("UPDATE timed SET document = '{'", ["check"]),
    ],
)
def test_what_factcheck_did_not_write_is_told(change: str, commands: list[str], damaged: Damaged) -> None:
    place = damaged(change)
    for name in sorted(COMMANDS, key=lambda name: name in CHANGING):
        if name in CHANGING:
            place = damaged(change)
        done = call(*COMMANDS[name], "--archive", place)
        if name in commands:
            assert told(done), name
        else:
            told_of_words(done)


def told_of_words(done: Done) -> None:
    """Nothing that the damage has put into an article is quoted as its words."""
    assert "internal error" not in done.err
    assert "Monday" not in done.out


def test_bytes_changed_anywhere_never_end_in_an_internal_error(archive: Path) -> None:
    content, chance, refused = archive.read_bytes(), random.Random(7), 0
    for _ in range(40):
        changed = bytearray(content)
        for _ in range(chance.choice([1, 20, 400])):
            changed[chance.randrange(100, len(changed))] = chance.randrange(256)
        for name in ("list", "show", "stale", "stats"):
            archive.write_bytes(changed)
            done = call(*COMMANDS[name])
            assert "internal error" not in done.err
            refused += done.code == 2
    assert refused > 20
