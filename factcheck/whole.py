"""Writes files whole or not at all: first beside the old one, then in its place."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Literal, TextIO

_IN_PLACE = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY}
"""A folder in which nothing can be made, and a file that is mounted by itself, may still let the file be written."""


def write_whole(path: Path, text: str | Callable[[TextIO], object]) -> None:
    """Puts a file with the text (in UTF-8) at the path; raises OSError where that fails, and then the old one is as it was.

    A long text may be given as what writes it, which is called again where the file must be written in its place.
    The new file has the rights of the old one. What is there and no plain file (a terminal, a pipe) is written to as it is.
    """
    if path.exists() and not path.is_file():
        _write(path, "w", text)
        return
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    unfinished = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        _write(unfinished, "x", text)
        if path.exists():
            with suppress(OSError):
                unfinished.chmod(stat.S_IMODE(path.stat().st_mode))
        unfinished.replace(path)
    except OSError as error:
        if error.errno not in _IN_PLACE or not os.access(path, os.W_OK) or path.is_symlink():
            raise
        _write(path, "w", text)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _write(path: Path, mode: Literal["w", "x"], text: str | Callable[[TextIO], object]) -> None:
    with path.open(mode, encoding="utf-8", newline="\n") as stream:
        stream.write(text) if isinstance(text, str) else text(stream)
