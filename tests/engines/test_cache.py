"""Kept answers: whole or absent."""

from pathlib import Path

import pytest

from factcheck.engines.openai import FolderCache
from factcheck.errors import EngineError

KEY = "ab" + "0" * 62


def test_what_is_put_is_got_and_replaced(tmp_path: Path) -> None:
    cache = FolderCache(tmp_path / "new")
    assert cache.get(KEY) is None
    cache.put(KEY, "one")
    cache.put(KEY, "zwei ü")
    assert FolderCache(tmp_path / "new").get(KEY) == "zwei ü"
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".json"]


def test_what_cannot_be_read_is_absent(tmp_path: Path) -> None:
    cache = FolderCache(tmp_path)
    cache.put(KEY, "x")
    next(tmp_path.rglob("*.json")).write_bytes(b"\xff\xfe\xff")
    assert cache.get(KEY) is None


def test_a_folder_that_cannot_be_made_is_told_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EngineError, match="--no-cache"):
        FolderCache(tmp_path / "file").put(KEY, "x")


def test_a_link_among_its_folders_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / KEY[:2]).symlink_to(elsewhere)
    with pytest.raises(EngineError, match="is a link"):
        FolderCache(tmp_path / "cache").put(KEY, "x")
    assert not list(elsewhere.iterdir())
