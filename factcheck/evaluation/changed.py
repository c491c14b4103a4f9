"""Shows what changed between two evaluations as text of at most 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck.evaluation import details
from factcheck.evaluation.contract import Changes, Difference, Interval
from factcheck.report.text import safe


def as_text(changes: Changes) -> str:
    """The figures side by side, then every gold pair or sentence found or lost and every false alarm new or gone."""
    return "\n".join([*_figures(changes), "", *_lists(changes)]).rstrip()


def _figures(changes: Changes) -> Iterator[str]:
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
    yield from _list("newly found", len(changes.found), (details.labelled_text(gold) for gold in changes.found))
    yield from _list("newly lost", len(changes.lost), (details.labelled_text(gold) for gold in changes.lost))
    yield from _list("new false alarms", len(changes.new_alarms), (details.alarm_text(alarm) for alarm in changes.new_alarms))
    yield from _list("false alarms gone", len(changes.gone_alarms), (details.alarm_text(alarm) for alarm in changes.gone_alarms))


def _list(heading: str, number: int, blocks: Iterable[Iterable[str]]) -> Iterator[str]:
    yield f"{heading}: {number}"
    for block in blocks:
        yield from block
