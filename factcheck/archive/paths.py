"""How the paths of articles are stored: from the configuration's folder, so that an archive can be used from any other."""

from __future__ import annotations

import os
from pathlib import Path


def stored(path: str, line: int, root: Path) -> str:
    """A path of the working folder as one from the folder `root`, with the line where there is one."""
    relative = path if path == "-" else Path(os.path.relpath(path, root)).as_posix()
    return storable(f"{relative}:{line}" if line else relative)


def shown(path: str, root: Path) -> str:
    """A stored path as one from the working folder."""
    return path if path == "-" else os.path.relpath(root / path)


def storable(path: str) -> str:
    """The path with bytes that are no UTF-8 as escapes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
