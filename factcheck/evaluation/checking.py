"""Runs the check on one pack and keeps what the run itself does not hold: the verdict on every pair."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from factcheck import pipeline
from factcheck.articles.read import read_paths
from factcheck.engines.base import Judge
from factcheck.engines.choose import Engines
from factcheck.errors import FactcheckError
from factcheck.evaluation.gold import Pack
from factcheck.model import Frozen, Run, Verdict
from factcheck.settings import Settings


class Checked(Frozen):
    """A run with the verdicts on all candidate pairs (`compared`) and those that were not passed over for others (`kept`)."""

    run: Run
    compared: tuple[Verdict, ...] = ()
    kept: tuple[Verdict, ...] = ()


Check = Callable[[Pack], Checked]


def checking(as_of: date, settings: Settings | None = None) -> Check:
    """A check of packs on the day `as_of`; it raises FactcheckError where a run is incomplete."""

    def check(pack: Pack) -> Checked:
        return check_pack(pack, as_of, settings or Settings())

    return check


def check_pack(pack: Pack, as_of: date, settings: Settings, judge: Judge | None = None) -> Checked:
    """One pack's articles in one run, with `judge` in place of the engine's; raises FactcheckError where the run is incomplete."""
    traced: list[tuple[Verdict, ...]] = [(), ()]

    def trace(compared: Sequence[Verdict], kept: Sequence[Verdict]) -> None:
        traced[:] = [tuple(compared), tuple(kept)]

    root = pack.folder.resolve()
    articles, failures = read_paths([str(pack.folder / name) for name in pack.articles], root=root)
    engines = Engines(settings.extracting, settings.judging, settings)
    engines.judge = judge or engines.judge
    run = pipeline.check(articles, failures, settings=settings, root=root, as_of=as_of, trace=trace, engines=engines)
    if run.failures:
        raise FactcheckError(f"{pack.folder}: the run is incomplete ({run.failures[0].message})")
    return Checked.model_construct(run=run, compared=traced[0], kept=traced[1])
