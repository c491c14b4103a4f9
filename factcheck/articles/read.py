"""Files, folders, globs and standard input to articles; what cannot be read comes back as failures."""

from __future__ import annotations

import glob
import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from factcheck.articles.dateline import from_dateline
from factcheck.articles.formats import READERS, Content, Reader, plain
from factcheck.articles.language import is_english
from factcheck.articles.segment import title_line
from factcheck.errors import InputError
from factcheck.model import Article, Failure, Frozen

_SUPPORTED = ", ".join(sorted(READERS))


class _Input(Frozen):
    """A file to read; `named` = the user named this very file."""

    path: str
    named: bool


def read_paths(
    paths: Sequence[str], *, root: Path, published: date | None = None, stdin: bytes | None = None
) -> tuple[list[Article], list[Failure]]:
    """The articles at `paths` and a failure for each input that cannot be read; a file that is named twice is read once.

    `root` is the configuration's folder, against which identities are formed; `published` is the day of articles that tell none;
    `stdin` is the content of the path "-".
    """
    articles: dict[str, Article] = {}
    failures: list[Failure] = []
    seen: set[str] = set()
    for item in _inputs(paths, failures):
        identity = "-" if item.path == "-" else os.path.realpath(item.path)
        if identity in seen:
            continue
        seen.add(identity)
        for outcome in _read(item.path, root, published, stdin):
            if isinstance(outcome, InputError):
                failures.append(_failure(outcome, named=item.named))
            else:
                articles[outcome.id] = outcome
    return list(articles.values()), failures


def _failure(error: InputError, *, named: bool) -> Failure:
    return Failure(stage="reading", subject=error.path, kind=error.kind, message=str(error), named=named)


def _inputs(paths: Sequence[str], failures: list[Failure]) -> Iterator[_Input]:
    for path in paths:
        try:
            yield from _expand(path)
        except InputError as error:
            failures.append(_failure(error, named=True))


def _expand(path: str) -> Iterator[_Input]:
    """The files behind one argument; raises InputError where there is nothing to read."""
    if path == "-" or os.path.isfile(path):
        yield _Input(path=path, named=True)
    elif os.path.isdir(path):
        yield from _folder(path)
    elif glob.has_magic(path):
        found = [match for match in sorted(glob.glob(path, recursive=True)) if Path(match).suffix.lower() in READERS]
        if not found:
            raise InputError(path, "missing", f"{path}: no article matches; supported are {_SUPPORTED}")
        yield from (_Input(path=Path(match).as_posix(), named=False) for match in found)
    else:
        raise InputError(path, "missing", f"{path}: there is no such file or folder; check the path")


def _folder(path: str) -> Iterator[_Input]:
    members = sorted(
        member
        for folder, _, files in os.walk(path)
        for member in (Path(folder, name) for name in files)
        if member.suffix.lower() in READERS and not any(part.startswith(".") for part in member.relative_to(path).parts)
    )
    if not members:
        raise InputError(path, "no articles", f"{path}: no articles in this folder; supported are {_SUPPORTED}")
    yield from (_Input(path=(Path(path) / member.relative_to(path)).as_posix(), named=False) for member in members)


def _read(path: str, root: Path, published: date | None, stdin: bytes | None) -> Iterator[Article | InputError]:
    try:
        content = stdin or b"" if path == "-" else _bytes(path)
        items = list(_reader(path)(path, content))
    except InputError as error:
        yield error
        return
    if not items:
        yield InputError(path, "empty", f"{path}: holds no text; give a file with an article in it")
    for item in items:
        yield item if isinstance(item, InputError) else _article(path, item, content, root, published)


def _reader(path: str) -> Reader:
    reader = plain if path == "-" else READERS.get(Path(path).suffix.lower())
    if reader is None:
        raise InputError(path, "format", f"{path}: this format is not supported; supported are {_SUPPORTED}")
    return reader


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except PermissionError as error:
        raise InputError(path, "permission", f"{path}: may not be read; change its permissions") from error
    except OSError as error:
        raise InputError(path, "missing", f"{path}: cannot be read ({error.strerror}); check the path") from error


def _article(path: str, content: Content, raw: bytes, root: Path, published: date | None) -> Article | InputError:
    shown = path if content.line is None else f"{path}:{content.line}"
    if not is_english(content.text):
        return InputError(shown, "language", f"{shown}: is not in English, and factcheck reads only English; leave it out")
    day, origin = content.published, content.published_from
    if day is None and (found := from_dateline(content.text)):
        day, origin = found, "dateline"
    if day is None and published is not None:
        day, origin = published, "configuration"
    relative = content.url or ("-" if path == "-" else Path(os.path.relpath(path, root)).as_posix())
    identity = "\x1f".join(["article", relative, str(content.line or 0), hashlib.sha256(content.text.encode() + raw).hexdigest()])
    return Article(
        id="a_" + hashlib.sha256(identity.encode()).hexdigest()[:16],
        path=shown,
        title=_clean(content.title or title_line(content.text)),
        source=_clean(content.source),
        published=day,
        published_from=origin,
        text=content.text,
        sha256=hashlib.sha256(content.text.encode() if content.line else raw).hexdigest(),
        url=content.url,
        source_map=content.source_map,
    )


def _clean(text: str | None) -> str | None:
    return re.sub(r"\s+", " ", text).strip(" *#") or None if text else None
