"""The Python API: check and extract, on paths or on articles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from factcheck import pipeline
from factcheck.articles.read import read_inputs
from factcheck.clock import today
from factcheck.errors import UsageError
from factcheck.model import Article, Claim, Failure, LeftOut, Run
from factcheck.processes import Processes
from factcheck.settings import Settings

Sources = str | Path | Sequence[str | Path | Article]


def check(sources: Sources, settings: Settings | None = None, *, as_of: date | None = None, root: Path | None = None, jobs: int = 1) -> Run:
    """Checks articles, or files, folders and globs of them; what cannot be read is among the run's failures.

    `as_of` is the day on which to judge what has gone stale (today); `root` what identities are relative to (the working folder).
    Long work is shared out to as many processes as `jobs` says, whatever their number with the same result.
    Raises UsageError for an unknown engine or rule in `settings` and for two articles of one id, EngineError where the engine
    cannot be loaded.
    """
    root = (root or Path()).resolve()
    articles, failures, skipped = _articles(sources, root)
    with Processes(jobs) as processes:
        run = pipeline.check(articles, failures, settings=settings or Settings(), root=root, as_of=as_of or today(), processes=processes)
    return run.model_copy(update={"left_out": (*skipped, *run.left_out)})


def extract(
    sources: Sources, settings: Settings | None = None, *, root: Path | None = None, jobs: int = 1
) -> tuple[list[Claim], list[Failure]]:
    """The claims of articles, or of files, folders and globs of them, and what could not be read."""
    root = (root or Path()).resolve()
    articles, failures, _ = _articles(sources, root)
    with Processes(jobs) as processes:
        claims, more = pipeline.extract(articles, settings=settings or Settings(), root=root, processes=processes)
    return claims, [*failures, *more]


def _articles(sources: Sources, root: Path) -> tuple[list[Article], list[Failure], tuple[LeftOut, ...]]:
    if isinstance(sources, str | Path):
        sources = [sources]
    read, failures, skipped = read_inputs([str(source) for source in sources if not isinstance(source, Article)], root=root)
    articles: dict[str, Article] = {}
    for article in [*(source for source in sources if isinstance(source, Article)), *read]:
        if articles.setdefault(article.id, article) != article:
            raise UsageError(f"{article.path}: has the id of {articles[article.id].path}; give each article its own")
    return list(articles.values()), failures, skipped
