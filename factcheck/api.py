"""The Python API: check and extract, on paths or on articles."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from factcheck import pipeline
from factcheck.articles.read import read_inputs, refused
from factcheck.clock import today
from factcheck.errors import UsageError
from factcheck.model import Article, Claim, Failure, LeftOut, Run
from factcheck.processes import Processes
from factcheck.reading import Progress
from factcheck.settings import Configuration, Settings
from factcheck.stories import LookUp

Source = str | Path | Article
"""A file, a folder or a glob, each by its path; or an article, of a text by Article.from_text."""
Sources = Source | Sequence[Source]


def check(  # noqa: PLR0913  each argument is one thing a caller may know
    sources: Sources,
    settings: Settings | None = None,
    *,
    as_of: date | str | None = None,
    root: Path | None = None,
    archive: str | Path | None = None,
    progress: Progress | None = None,
    jobs: int = 1,
) -> Run:
    """Checks articles, or files, folders and globs of them; what cannot be read is among the run's failures.

    A string or Path is a path, whatever it holds; texts are given as Article.from_text. `as_of` is the day on which to judge what has
    gone stale, also as an ISO 8601 string (today); `root` what identities are relative to (the working folder); `archive` an archive to
    check against, which is not changed; `progress` is called with the stage, how many are done, and how many there are.
    Long work is shared out to as many processes as `jobs` says, whatever their number with the same result.

    Raises UsageError for an unknown engine or rule in `settings`, for what is neither path nor Article, for a day that is none and for
    two articles of one id, ArchiveError for an archive that cannot be used, EngineError where the engine cannot be loaded.
    """
    settings, root, day = settings or Settings(), (root or Path()).resolve(), _day(as_of)
    look_up = _archive(archive, settings, root) if archive is not None else None
    articles, failures, skipped = _articles(sources, settings, root)
    told: dict[str, Any] = {"settings": settings, "root": root, "as_of": day, "progress": progress, "archive": look_up}
    with Processes(jobs) as processes:
        run = pipeline.check(articles, failures, processes=processes, **told)
    return run.model_copy(update={"left_out": (*skipped, *run.left_out)})


def extract(
    sources: Sources, settings: Settings | None = None, *, root: Path | None = None, progress: Progress | None = None, jobs: int = 1
) -> tuple[list[Claim], list[Failure]]:
    """The claims of articles, or of files, folders and globs of them, and what could not be read; arguments as for `check`."""
    settings, root = settings or Settings(), (root or Path()).resolve()
    articles, failures, _ = _articles(sources, settings, root)
    with Processes(jobs) as processes:
        claims, more = pipeline.extract(articles, settings=settings, root=root, progress=progress, processes=processes)
    return claims, [*failures, *more]


def _day(as_of: date | str | None) -> date:
    if isinstance(as_of, datetime):
        return as_of.date()
    if isinstance(as_of, date):
        return as_of
    if as_of is None:
        return today()
    with suppress(TypeError, ValueError):
        return date.fromisoformat(as_of)
    raise UsageError(f"as_of: {as_of!r} is no day; write it as YYYY-MM-DD")


def _archive(place: str | Path, settings: Settings, root: Path) -> LookUp:
    from factcheck.archive import place as named  # noqa: PLC0415
    from factcheck.archive.adding import ArchiveAtCheck  # noqa: PLC0415  its libraries are loaded only where there is one

    found = Configuration(settings=settings, origins={}, root=root)
    return ArchiveAtCheck(named(place) if isinstance(place, str) else place, found, add=False, tell=lambda _: None).look_up


def _articles(sources: Sources, settings: Settings, root: Path) -> tuple[list[Article], list[Failure], tuple[LeftOut, ...]]:
    given = [sources] if isinstance(sources, str | Path | Article) else list(sources)
    for source in given:
        if not isinstance(source, str | Path | Article):
            raise UsageError(f"sources: {type(source).__name__} is neither a path nor an Article; give a text as Article.from_text(…)")
    paths = [str(source) for source in given if not isinstance(source, Article)]
    texts = [source for source in given if isinstance(source, Article)]
    read, failures, skipped = read_inputs(paths, root=root, fields=settings.mapped)
    articles: dict[str, Article] = {}
    for article in [*texts, *read]:
        if articles.setdefault(article.id, article) != article:
            raise UsageError(f"{article.path}: has the id of {articles[article.id].path}; give each article its own")
    unread = {article.id: failure for article in texts if (failure := refused(article)) is not None}
    kept = [article for article in articles.values() if article.id not in unread]
    return kept, [*failures, *unread.values()], skipped
