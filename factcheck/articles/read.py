"""Files, folders, globs and standard input to articles; what cannot be read comes back as failures."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from factcheck.articles import inputs
from factcheck.articles.dateline import from_dateline
from factcheck.articles.formats import READERS, Content, Reader, plain
from factcheck.articles.language import is_english
from factcheck.articles.segment import title_line
from factcheck.errors import InputError
from factcheck.model import Article, Failure, LeftOut

ReadInput = Callable[[inputs.Input, Path, date | None, bytes | None], Iterable[Article | InputError]]
"""(the file, the configuration's folder, the day of articles that tell none, what stands for the file's content or None)."""


class Inputs(NamedTuple):
    """The articles at some paths, a failure for each input that cannot be read, and what was passed over in folders, with counts."""

    articles: list[Article]
    failures: list[Failure]
    skipped: tuple[LeftOut, ...]


def read_paths(
    paths: Sequence[str], *, root: Path, published: date | None = None, stdin: bytes | None = None
) -> tuple[list[Article], list[Failure]]:
    """The articles at `paths` and a failure for each input that cannot be read; arguments as for `read_inputs`."""
    articles, failures, _ = read_inputs(paths, root=root, published=published, stdin=stdin)
    return articles, failures


def read_inputs(
    paths: Sequence[str], *, root: Path, published: date | None = None, stdin: bytes | None = None, one: ReadInput | None = None
) -> Inputs:
    """What is at `paths`; a file that is named twice is read once.

    `root` is the configuration's folder, against which identities are formed; `published` is the day of articles that tell none;
    `stdin` is the content of the path "-"; `one` reads one file, where that is not `read_input`.
    """
    one = one or read_input
    articles: dict[str, Article] = {}
    found = inputs.find(paths)
    failures = [failure(error, named=item.named) for item, error in found.failed]
    for item in found.files:
        for outcome in one(item, root, published, (stdin or b"") if item.path == "-" else None):
            if isinstance(outcome, InputError):
                failures.append(failure(outcome, named=item.named))
            else:
                known = articles.setdefault(outcome.id, outcome)
                articles[outcome.id] = min(known, outcome, key=lambda article: article.place)
    skipped = tuple(LeftOut(subject=path, reason=reason, count=count) for path, reason, count in found.skipped)
    return Inputs(list(articles.values()), failures, skipped)


def failure(error: InputError, *, named: bool) -> Failure:
    """What a report says of an input that cannot be read; `named` = the user named this very input."""
    return Failure(stage="reading", subject=error.path, kind=error.kind, message=str(error), named=named)


def read_input(item: inputs.Input, root: Path, published: date | None, content: bytes | None = None) -> Iterator[Article | InputError]:
    """The articles in one file, and errors in the place of what cannot be read; `content` stands for what the file holds, where given."""
    path = item.shown
    try:
        content = inputs.content(item) if content is None else content
        found = list(_reader(path)(path, content))
    except InputError as error:
        yield error
        return
    if not found:
        yield InputError(path, "empty", f"{path}: holds no text; give a file with an article in it")
    for outcome in found:
        yield outcome if isinstance(outcome, InputError) else _article(path, outcome, content, root, published)


def _reader(path: str) -> Reader:
    reader = plain if path == "-" else READERS.get(Path(path).suffix.lower())
    if reader is None:
        raise InputError(path, "format", f"{path}: this format is not supported; supported are {inputs.SUPPORTED}")
    return reader


def _article(path: str, content: Content, raw: bytes, root: Path, published: date | None) -> Article | InputError:
    shown = path if content.line is None else f"{path}:{content.line}"
    if not is_english(content.text):
        return InputError(shown, "language", f"{shown}: is not in English, and factcheck reads only English; leave it out")
    day, origin = content.published, content.published_from
    if day is None and (found := from_dateline(content.text)):
        day, origin = found, "dateline"
    if day is None and published is not None:
        day, origin = published, "configuration"
    article = Article(
        id="",
        path=shown,
        title=_clean(content.title or title_line(content.text)),
        source=_clean(content.source),
        published=day,
        published_from=origin,
        text=content.text,
        sha256=hashlib.sha256(content.text.encode() if content.line else raw).hexdigest(),
        url=content.url,
        source_map=content.source_map,
        directives=content.directives,
        outside=content.outside,
    )
    digest = hashlib.sha256(content.text.encode() + raw).hexdigest()
    identity = "\x1f".join(["article", identifying_path(article, root), str(content.line or 0), digest])
    return article.model_copy(update={"id": "a_" + hashlib.sha256(identity.encode()).hexdigest()[:16]})


def identifying_path(article: Article, root: Path) -> str:
    """What identifies the article's file: its address, or its path from the configuration's folder, without a line."""
    return article.url or file_path(article, root)


def file_path(article: Article, root: Path) -> str:
    """The path of the article's file from the configuration's folder; "-" for standard input."""
    path = article.place[0]
    return path if path == "-" else Path(os.path.relpath(path, root)).as_posix()


def _clean(text: str | None) -> str | None:
    return re.sub(r"\s+", " ", text).strip(" *#") or None if text else None
