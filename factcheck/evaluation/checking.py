"""Runs the check on one pack and keeps what the run itself does not hold: what was proposed, proven and thought of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from factcheck import pipeline
from factcheck.articles.read import read_paths
from factcheck.engines.base import Comparator
from factcheck.engines.choose import Engines
from factcheck.errors import FactcheckError
from factcheck.evaluation.gold import Pack
from factcheck.model import Run
from factcheck.pipeline import Comparison
from factcheck.settings import Settings


@dataclass(frozen=True)
class Checked:
    """A run with what came of comparing."""

    run: Run
    comparison: Comparison = field(default_factory=Comparison)


Check = Callable[[Pack], Checked]


def checking(as_of: date, settings: Settings | None = None, engines: Engines | None = None) -> Check:
    """A check of packs on the day `as_of`, all with one set of engines; it raises FactcheckError where an embedded engine fails."""
    given = settings or Settings()
    engines = engines or Engines(given.chosen, given)

    def check(pack: Pack) -> Checked:
        return check_pack(pack, as_of, given, engines)

    return check


def check_pack(pack: Pack, as_of: date, settings: Settings, engines: Engines) -> Checked:
    """One pack's articles in one run; raises FactcheckError where it is incomplete, unless a model was asked, which may fail."""
    traced: list[Comparison] = []
    root = pack.folder.resolve()
    articles, failures = read_paths([str(pack.folder / name) for name in pack.articles], root=root, fields=settings.mapped)
    run = pipeline.check(articles, failures, settings=settings, root=root, as_of=as_of, trace=traced.append, engines=engines)
    if run.failures and (engines.usage is None or any(failure.stage == "reading" for failure in run.failures)):
        raise FactcheckError(f"{pack.folder}: the run is incomplete ({run.failures[0].message})")
    return Checked(run, traced[0])


def with_comparator(comparator: Comparator) -> Engines:
    """The embedded engines with another comparator."""
    settings = Settings()
    engines = Engines(settings.chosen, settings)
    engines.comparator = comparator
    return engines
