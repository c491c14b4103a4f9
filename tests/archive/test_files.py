"""What can happen to a file alone: a server's files and links are its own affair."""

import os
from pathlib import Path

import pytest

from archiving import OLD, add, write
from factcheck.errors import ArchiveError, ExitCode
from tests_support import call


def test_a_damaged_file_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    add(tmp_path, write(tmp_path, "old.md", OLD))
    content = bytearray((tmp_path / "held.sqlite").read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    (tmp_path / "held.sqlite").write_bytes(content)
    for arguments in (("archive", "list"), ("archive", "stale"), ("check", "old.md")):
        done = call(*arguments, "--archive", "held.sqlite")
        assert (done.code, done.out) == (ExitCode.USAGE, "")
        assert "damaged" in done.err


@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
def test_a_link_is_refused_and_what_it_names_stays_as_it_is(exists: bool, end: str, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    if exists:
        other.write_text("important\n")
    (tmp_path / f"held.sqlite{end}").symlink_to(other)
    write(tmp_path, "a.txt", OLD)
    with pytest.raises(ArchiveError, match=f"held.sqlite{end}: is a link") as raised:
        add(tmp_path, tmp_path / "a.txt")
    assert "\n" not in str(raised.value)
    assert (other.read_text() if other.exists() else "") == ("important\n" if exists else "")


def test_an_archive_in_a_linked_folder_is_as_good_as_any(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "linked").symlink_to(tmp_path / "real")
    write(tmp_path, "a.txt", OLD)
    add(tmp_path / "linked", tmp_path / "a.txt")
    assert (tmp_path / "real" / "held.sqlite").is_file()
