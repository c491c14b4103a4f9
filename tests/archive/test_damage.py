"""A file that is damaged so that SQLite itself sees nothing wrong: one line says so, and no word of it is told as an article's."""

import random
import sqlite3
from pathlib import Path

import pytest

from tests_support import Done, call

ARCHIVE = ".factcheck-archive.sqlite"
HEAD = "---\ntitle: The hall {0}\nsource: Post\npublished: 2024-03-0{0}\n---\n"
TEXT = "The new hall in Selm seats {0} people on two levels. Mayor Ada Korvin will open it on Friday. It is currently closed.\n"
COMMANDS: dict[str, tuple[str, ...]] = {
    "list": ("archive", "list"),
    "show": ("archive", "show", "1.md"),
    "stale": ("archive", "stale", "--all", "--as-of", "2030-01-01"),
    "stats": ("archive", "stats"),
    "calendar": ("archive", "stale", "--all", "--as-of", "2030-01-01", "--format", "ics"),
    "check": ("check", "new.md", "--archive", ARCHIVE),
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


@pytest.fixture(name="archive")
def _archive(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for file in whole.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path / ARCHIVE


def damage(archive: Path, change: str) -> None:
    with sqlite3.connect(archive) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        assert connection.execute(change).rowcount > 0
    connection.close()


def told(done: Done) -> bool:
    """Whether it is told in one line that names the file; otherwise nothing may have gone wrong."""
    assert "internal error" not in done.err
    if done.code != 2:
        assert done.code in {0, 1}
        return False
    assert len(done.err.splitlines()) == 1
    assert ARCHIVE in done.err
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
        ("UPDATE marks SET keys = substr(keys, 2)", ["reindex", "remove"]),
        ("UPDATE timed SET document = '{'", ["check"]),
    ],
)
def test_what_factcheck_did_not_write_is_told(change: str, commands: list[str], archive: Path) -> None:
    damage(archive, change)
    content = archive.read_bytes()
    for name in commands:
        archive.write_bytes(content)
        assert told(call(*COMMANDS[name])), name
    for name in COMMANDS.keys() - set(commands):
        archive.write_bytes(content)
        told_of_words(call(*COMMANDS[name]))


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
