"""Migrations are only added: the file of every earlier version can be opened, and no released migration changes."""

import hashlib
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, select, text

import archiving
from archiving import NEW, OLD, add, address, checked, opened, write
from factcheck import archive as room
from factcheck.archive import Archive, listing, sqlite
from factcheck.archive.schema import METADATA, QUEUE
from factcheck.archive.sqlite import SQLite
from factcheck.errors import ArchiveError, ExitCode

RELEASED = {
    "sqlite": {"0001_first.sql": "15017da09cfd3ca2", "0002_decisions.sql": "b2df93bd982229aa", "0003_large.sql": "301de06706e0417b"},
    "postgresql": {"0001_first.sql": "93147a1031b1c1a4", "0002_queue.sql": "170455e9a9c4efe0"},
}
"""Name -> the beginning of the SHA-256 of its text; a line is added for each new migration and none is changed."""
MORE = ("9999_more.sql", "CREATE TABLE more (id INTEGER PRIMARY KEY);\n\nINSERT INTO more (id) VALUES (7);\n")
BROKEN = ("9999_more.sql", "CREATE TABLE more (id INTEGER);\n\nINSERT INTO missing VALUES (1);\n")


@pytest.mark.parametrize("kind", sorted(RELEASED))
def test_no_migration_was_changed(kind: str) -> None:
    found = {name: hashlib.sha256(script.encode()).hexdigest()[:16] for name, script in room.migrations(kind)}
    assert found == RELEASED[kind]


@pytest.mark.usefixtures("each_store")
def test_the_tables_are_those_that_the_program_uses(tmp_path: Path) -> None:
    with opened(tmp_path).reading() as connection:
        looked = inspect(connection)
        own = {name for name in looked.get_table_names() if name != "archive" and not name.startswith("keys_")}
        tables = {**METADATA.tables, **(QUEUE.tables if archiving.SERVERS else {})}
        assert own == set(tables)
        for table in tables.values():
            found = {column["name"]: column["type"] for column in looked.get_columns(table.name)}
            assert list(found) == [column.name for column in table.columns]
            assert looked.get_pk_constraint(table.name)["constrained_columns"] == [column.name for column in table.primary_key]
            for column in table.columns:
                wanted = column.type.compile(connection.dialect)
                assert found[column.name].compile(connection.dialect).partition(" COLLATE")[0] == wanted, (table.name, column.name)


def of_version(path: Path, version: int) -> None:
    """A file with all that the newest one beside it holds, as version 1 or 2 of the program wrote it."""
    old = SQLite(path)
    with sqlite.opened(path, "rwc").connect() as connection:
        room.migrate(connection, old, to=version)
    with sqlite3.connect(path) as connection:
        connection.execute("ATTACH ? AS new", (str(path.with_name("held.sqlite")),))
        for table in ("articles", "revisions", "claims", "marks", "keys", "prominent", "timed"):
            names = [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")]
            listed = {name: name for name in names}
            if table == "revisions":
                parts = (
                    f"'{kind}s', (SELECT json_group_array(term) FROM new.prominent p WHERE p.revision = r.id AND term LIKE '{kind}:%')"
                    for kind in ("name", "word")
                )
                listed["story"] = f"json_object({', '.join(parts)})"
            connection.execute(f"INSERT INTO main.{table} ({', '.join(listed)}) SELECT {', '.join(listed.values())} FROM new.{table} r")
    connection.close()


@pytest.mark.parametrize("version", [1, 2])
def test_a_file_of_an_earlier_version_is_brought_up_to_date_with_all_that_it_holds(version: int, tmp_path: Path) -> None:
    add(tmp_path, write(tmp_path, "old.md", OLD))
    write(tmp_path, "new.md", NEW)
    known, told = everything(opened(tmp_path)), checked(tmp_path, [tmp_path / "new.md"], archive=True)
    assert "FC101" in {finding.code for finding in told.findings}
    of_version(tmp_path / "earlier.sqlite", version)
    (tmp_path / "earlier.sqlite").replace(tmp_path / "held.sqlite")
    assert checked(tmp_path, [tmp_path / "new.md"], archive=True).findings == told.findings
    assert everything(opened(tmp_path)) == known


def everything(archive: Archive) -> dict[str, list[Any]]:
    with archive.reading() as connection:
        return {name: [tuple(row) for row in connection.execute(select(table))] for name, table in METADATA.tables.items()}


@pytest.mark.usefixtures("each_store")
def test_an_archive_of_the_first_version_gets_what_was_added_since(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tmp_path, write(tmp_path, "old.md", OLD))
    before, known = everything(opened(tmp_path)), room.migrations
    monkeypatch.setattr(room, "migrations", lambda kind: (*known(kind), MORE))
    archive = opened(tmp_path, write=False)
    with archive.reading() as connection:
        assert connection.scalar(text("SELECT id FROM more")) == 7
    assert everything(archive) == before
    monkeypatch.undo()
    with pytest.raises(ArchiveError, match="newer version"):
        opened(tmp_path)


@pytest.mark.usefixtures("each_store")
def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tmp_path, write(tmp_path, "old.md", OLD))
    known = room.migrations
    monkeypatch.setattr(room, "migrations", lambda kind: (*known(kind), BROKEN))
    with pytest.raises(ArchiveError, match="cannot be used"):
        opened(tmp_path)
    monkeypatch.undo()
    archive = opened(tmp_path)
    assert len(listing.listed(archive)) == 1
    with archive.reading() as connection:
        assert "more" not in inspect(connection).get_table_names()


@pytest.mark.usefixtures("each_store")
def test_eight_that_make_or_migrate_at_once_all_find_it_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address(tmp_path / "held.sqlite")
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: opened(tmp_path), range(8)))
    assert [len(listing.listed(archive)) for archive in made] == [0] * 8
    known = room.migrations
    monkeypatch.setattr(room, "migrations", lambda kind: (*known(kind), MORE))
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: opened(tmp_path), range(8)))
    for archive in made:
        with archive.reading() as connection:
            assert connection.scalar(text("SELECT count(*) FROM more")) == 1


@pytest.mark.parametrize("write_it", [False, True])
def test_what_is_no_archive_is_refused_and_left_as_it_is(tmp_path: Path, write_it: bool) -> None:
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE notes (id INTEGER)")
    connection.close()
    rubbish = tmp_path / "rubbish.sqlite"
    rubbish.write_bytes(b"This is a text and no database. " * 400)
    for path, said in ((other, "no archive"), (rubbish, "is no archive, or a damaged one")):
        before = path.read_bytes()
        with pytest.raises(ArchiveError, match=said) as raised:
            Archive(path, tmp_path, write=write_it, create=write_it)
        assert raised.value.exit_code == ExitCode.USAGE
        assert path.read_bytes() == before


def test_a_file_that_is_not_there_is_refused_unless_it_is_to_be_made(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="there is no such archive"):
        opened(tmp_path, write=True)
    with pytest.raises(ArchiveError, match="cannot be opened"):
        Archive(tmp_path / "none" / "held.sqlite", tmp_path, write=True, create=True)
    assert not list(tmp_path.iterdir())


def test_a_copy_in_a_folder_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tmp_path, write(tmp_path, "old.md", OLD))
    folder = tmp_path / "copy"
    folder.mkdir()
    shutil.copy(tmp_path / "held.sqlite", folder / "held.sqlite")
    monkeypatch.setattr(sqlite.os, "access", lambda _path, _mode: False)
    assert len(listing.listed(opened(folder, write=False))) == 1
    assert [path.name for path in folder.iterdir()] == ["held.sqlite"]
