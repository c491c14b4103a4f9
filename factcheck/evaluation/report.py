"""The whole of `factcheck evaluate`: scores the packs, compares with an earlier evaluation, and makes the texts to print."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from factcheck.engines import Engines
from factcheck.errors import UsageError
from factcheck.evaluation import Alarm, Changes, Difference, Evaluation, Interval, Labelled, figures, show
from factcheck.evaluation.calibration import apply, samples
from factcheck.evaluation.figures import differences, pool
from factcheck.evaluation.fit import cross_validate
from factcheck.evaluation.gold import read
from factcheck.evaluation.score import FAILURES, Check, checking, score
from factcheck.evaluation.show import alarm_text, details_text, labelled_text
from factcheck.report import escaped, safe
from factcheck.report.write import usage_lines
from factcheck.settings import Settings


class Report(NamedTuple):
    """The text to print, how many parts of the runs failed, and what a reader must know about how a model was asked."""

    text: str
    failures: int
    notices: tuple[str, ...]


def report(  # noqa: PLR0913  each is an option of the command
    packs: Path,
    as_of: date,
    *,
    as_json: bool,
    detailed: bool,
    earlier: Path | None,
    folds: int | None = None,
    settings: Settings | None = None,
) -> Report:
    """The report on the packs below `packs`, as text or as one JSON object, which is the same for the same input.

    `detailed` adds every miss and false alarm to the text (the JSON always holds them), `earlier` what changed since that output.
    With `folds`, each pack is judged with a calibrator and a threshold that only the packs of the other folds have taught.
    Raises UsageError where there are no packs, `earlier` is no evaluation, or `folds` are asked for with other engines than the embedded
    ones, FactcheckError where an embedded engine fails.
    """
    given = settings or Settings()
    if folds is not None and set(given.chosen) != {"local"}:
        raise UsageError("--folds: learns the embedded comparator's confidence; leave out --engine and its like")
    engines = Engines(given.chosen, given)
    before = read_earlier(earlier) if earlier is not None else None
    begun = time.perf_counter()
    if folds is None:
        evaluation = evaluate(packs, as_of, checking(as_of, given, engines))
    else:
        evaluation = cross_validate(read(packs), samples, apply(as_of), folds=folds, as_of=as_of).evaluation
    seconds = time.perf_counter() - begun
    if before is not None:
        evaluation = evaluation.model_copy(update={"changes": changes(before, evaluation)})
    failures = sum(own.get(FAILURES, 0) for own in evaluation.counts.values())
    told = escaped(evaluation.model_dump_json(indent=1)) if as_json else "\n\n".join(_parts(evaluation, seconds, detailed=detailed))
    return Report(told, failures, (*engines.notices, *usage_lines(engines.usage, engines.asked)))


def _parts(evaluation: Evaluation, seconds: float, *, detailed: bool) -> Iterator[str]:
    listed = details_text(evaluation) if detailed else ""
    if listed:
        yield listed.rstrip()
    yield show.as_text(evaluation, seconds)
    if evaluation.changes is not None:
        yield changes_text(evaluation.changes)


# Runs the check on every pack of a folder and scores it.


def evaluate(packs: Path, as_of: date, check: Check) -> Evaluation:
    """The figures over all packs below `packs`, checked on the day `as_of` by `check` (`checking` makes one).

    Raises UsageError where there are no packs and FactcheckError where a run is incomplete.
    """
    return pool([score(pack, check(pack)) for pack in read(packs)], as_of)


# What changed between two revisions of the program: figures, gold pairs found and lost, false alarms new and gone.


def read_earlier(path: Path) -> Evaluation:
    """An evaluation that `factcheck evaluate --json` wrote; raises UsageError for a file that cannot be read or is none."""
    try:
        return Evaluation.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check --compare") from error
    except ValidationError as error:
        raise UsageError(f"{path}: is no evaluation of this form; write one with factcheck evaluate PACKS --json") from error


def changes(before: Evaluation, now: Evaluation) -> Changes:
    """From `before` to `now`, on the packs of both; the pooled figures too are those of these packs.

    A gold pair or sentence counts as found or lost only where both revisions knew it, so that a change of gold is no change of the
    program.
    """
    both = sorted(before.counts.keys() & now.counts.keys())
    old, new = _gold(before, both), _gold(now, both)
    was, is_ = _alarms(before, both), _alarms(now, both)
    return Changes(
        before=f"{before.version}, as of {before.as_of}",
        packs_in_one_alone=tuple(sorted(before.counts.keys() ^ now.counts.keys())),
        figures=_figures([before.counts[pack] for pack in both], [now.counts[pack] for pack in both]),
        found=tuple(gold for key, gold in new.items() if gold.found and key in old and not old[key].found),
        lost=tuple(gold for key, gold in new.items() if not gold.found and key in old and old[key].found),
        new_alarms=tuple(alarm for key, alarm in is_.items() if key not in was),
        gone_alarms=tuple(alarm for key, alarm in was.items() if key not in is_),
    )


def _gold(evaluation: Evaluation, packs: Sequence[str]) -> dict[tuple[str, ...], Labelled]:
    return {gold.identity: gold for gold in evaluation.gold if gold.pack in packs}


def _alarms(evaluation: Evaluation, packs: Sequence[str]) -> dict[tuple[str, ...], Alarm]:
    return {alarm.identity: alarm for alarm in evaluation.false_alarms if alarm.pack in packs}


def _figures(before: Sequence[Mapping[str, int]], now: Sequence[Mapping[str, int]]) -> dict[str, Difference]:
    pooled = figures.pooled()
    bounds = differences(before, now, pooled)
    return {
        name: Difference(before=_pooled(ratio, before), now=_pooled(ratio, now), interval=bounds[name]) for name, ratio in pooled.items()
    }


def _pooled(ratio: figures.Ratio, packs: Sequence[Mapping[str, int]]) -> float | None:
    counts: Counter[str] = Counter()
    for own in packs:
        counts.update(own)
    value = ratio.of(counts)
    return None if value is None else round(value, 3)


# Shows what changed between two evaluations as text of at most 80 columns.


def changes_text(changes: Changes) -> str:
    """The figures side by side, then every gold pair or sentence found or lost and every false alarm new or gone."""
    return "\n".join([*_figure_lines(changes), "", *_lists(changes)]).rstrip()


def _figure_lines(changes: Changes) -> Iterator[str]:
    yield safe(f"changes since version {changes.before}")
    if changes.packs_in_one_alone:
        yield safe(f"not compared, for only one of the two has them: {', '.join(changes.packs_in_one_alone)}")
    yield f"{'':30}  {'before':>6}  {'now':>6}  difference"
    for name, difference in changes.figures.items():
        yield f"{name:30}  {_number(difference.before)}  {_number(difference.now)}  {_difference(difference)}"


def _number(value: float | None) -> str:
    return f"{'n/a':>6}" if value is None else f"{value:6.3f}"


def _difference(difference: Difference) -> str:
    if difference.before is None or difference.now is None:
        return "n/a"
    return f"{difference.now - difference.before:+.3f}{_interval(difference.interval)}"


def _interval(interval: Interval) -> str:
    return "" if interval is None or interval[0] == interval[1] else f" ({interval[0]:+.2f} to {interval[1]:+.2f})"


def _lists(changes: Changes) -> Iterator[str]:
    yield from _list("newly found", len(changes.found), (labelled_text(gold) for gold in changes.found))
    yield from _list("newly lost", len(changes.lost), (labelled_text(gold) for gold in changes.lost))
    yield from _list("new false alarms", len(changes.new_alarms), (alarm_text(alarm) for alarm in changes.new_alarms))
    yield from _list("false alarms gone", len(changes.gone_alarms), (alarm_text(alarm) for alarm in changes.gone_alarms))


def _list(heading: str, number: int, blocks: Iterable[Iterable[str]]) -> Iterator[str]:
    yield f"{heading}: {number}"
    for block in blocks:
        yield from block
