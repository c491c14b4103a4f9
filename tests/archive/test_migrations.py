"""Migrations are only added: the file of every earlier version can be opened, and no released migration changes."""

import hashlib
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from archiving import OLD, add, opened, write
from factcheck.archive import connect, listing, migrate
from factcheck.archive.file import Archive
from factcheck.archive.schema import METADATA
from factcheck.errors import ArchiveError, ExitCode

RELEASED = {"0001_first.sql": "15017da09cfd3ca2", "0002_decisions.sql": "b2df93bd982229aa"}
"""Name -> the beginning of the SHA-256 of its text; a line is added for each new migration and none is changed."""


def test_no_migration_was_changed() -> None:
    found = {name: hashlib.sha256(script.encode()).hexdigest()[:16] for name, script in migrate.migrations()}
    assert found == RELEASED


def test_the_tables_are_those_that_the_program_uses(tmp_path: Path) -> None:
    opened(tmp_path)
    looked = inspect(create_engine(f"sqlite:///{tmp_path / 'held.sqlite'}"))
    assert set(looked.get_table_names()) == set(METADATA.tables)
    for table in METADATA.tables.values():
        assert [column["name"] for column in looked.get_columns(table.name)] == [column.name for column in table.columns]


def test_an_archive_of_the_first_version_is_brought_up_to_date_with_all_that_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(tmp_path, write(tmp_path, "old.md", OLD))
    before = listing.listed(opened(tmp_path))
    more = (*migrate.migrations(), ("9999_more.sql", "CREATE TABLE more (id INTEGER PRIMARY KEY);\n\nINSERT INTO more (id) VALUES (7);\n"))
    monkeypatch.setattr(migrate, "migrations", lambda: more)
    archive = opened(tmp_path, write=False)
    with archive.reading() as connection:
        assert connection.scalar(text("SELECT id FROM more")) == 7
        assert connection.scalar(text("PRAGMA user_version")) == len(more)
    assert listing.listed(archive) == before


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tmp_path, write(tmp_path, "old.md", OLD))
    known = migrate.migrations()
    monkeypatch.setattr(
        migrate, "migrations", lambda: (*known, ("9999.sql", "CREATE TABLE more (id INTEGER);\n\nINSERT INTO none VALUES (1);\n"))
    )
    with pytest.raises(ArchiveError, match="cannot be used"):
        opened(tmp_path)
    monkeypatch.setattr(migrate, "migrations", lambda: known)
    assert len(listing.listed(opened(tmp_path))) == 1
    assert "more" not in inspect(create_engine(f"sqlite:///{tmp_path / 'held.sqlite'}")).get_table_names()


def test_an_archive_of_a_newer_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(tmp_path)
    monkeypatch.setattr(migrate, "migrations", tuple)
    with pytest.raises(ArchiveError, match="newer version"):
        opened(tmp_path)


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
    monkeypatch.setattr(connect.os, "access", lambda _path, _mode: False)
    assert len(listing.listed(opened(folder, write=False))) == 1
    assert [path.name for path in folder.iterdir()] == ["held.sqlite"]
