"""A cache of answers in a folder: one file for each, written whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

from factcheck.errors import EngineError
from factcheck.whole import write_whole


def default_folder() -> Path:
    """The user's folder for our caches, as the platform has it."""
    import platformdirs  # noqa: PLC0415  only engines with a model need it

    return Path(platformdirs.user_cache_dir("factcheck"))


class FolderCache:
    """Files named by their key, in 256 folders by its first two characters."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> str | None:
        """What is kept under the key; None where there is nothing, or nothing that can be read."""
        try:
            return self._path(key).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def put(self, key: str, value: str) -> None:
        """Keeps the value; raises EngineError where the folder cannot be written, or a link leads out of it."""
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _refuse_a_link(path.parent)
            write_whole(path, value)
        except OSError as error:
            raise EngineError(
                f"{self._folder}: cannot be written ({error.strerror}); name another cache-folder, or pass --no-cache"
            ) from error

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key[2:]}.json"


def _refuse_a_link(folder: Path) -> None:
    if folder.is_symlink():
        raise OSError(errno.ELOOP, f"{folder} is a link")
