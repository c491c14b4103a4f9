"""The articles that a command line names: files, folders, globs and standard input."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.cli.configured import day
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from factcheck.articles.read import Inputs
    from factcheck.model import Article, Failure, LeftOut
    from factcheck.resident.core import Resident
    from factcheck.settings import Configuration


def read(paths: Sequence[str], published: str | None, found: Configuration) -> tuple[list[Article], list[Failure]]:
    """The articles at the paths of the command line, and what cannot be read."""
    articles, failures, _ = inputs(paths, published, found)
    return articles, failures


def inputs(paths: Sequence[str], published: str | None, found: Configuration, core: Resident | None = None) -> Inputs:
    """The same, with what was passed over in folders; a resident core reads only files that changed."""
    from factcheck.articles.read import read_inputs  # noqa: PLC0415

    stdin = _stdin() if "-" in paths else None
    told, one = day("--published", published), core.files if core is not None else None
    return read_inputs(paths, root=found.root, published=told, stdin=stdin, fields=found.settings.mapped, one=one)


def passed_over(skipped: Sequence[LeftOut]) -> list[str]:
    """A line about the files that were passed over; none where there were none."""
    from factcheck.report.showing import unread_files  # noqa: PLC0415

    return unread_files(skipped)


def _stdin() -> bytes:
    from factcheck.articles.decode import MOST_BYTES  # noqa: PLC0415

    if sys.stdin is None:
        raise UsageError("-: standard input is closed; pipe an article into it, or name a file")
    try:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"-: standard input cannot be read ({error.strerror}); pipe an article into it, or name a file") from error


def refuse(output: Path | None, articles: Sequence[Article], failures: Sequence[Failure]) -> None:
    """Raises UsageError where the report would overwrite an article, or an input that could not be read."""
    unread = [place for failure in failures for place in (failure.subject, failure.subject.rpartition(":")[0]) if place]
    files = [Path(place) for place in [*(article.place[0] for article in articles), *unread]]
    if output is not None and output.exists() and any(file.exists() and output.samefile(file) for file in files):
        raise UsageError(f"{output}: is one of the articles; name another file to write")
