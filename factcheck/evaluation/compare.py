"""What changed between two revisions of the program: figures, gold pairs found and lost, false alarms new and gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from factcheck.errors import UsageError
from factcheck.evaluation import ratios
from factcheck.evaluation.contract import Alarm, Changes, Difference, Evaluation, Labelled
from factcheck.evaluation.ratios import differences


def read(path: Path) -> Evaluation:
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
    pooled = ratios.pooled()
    bounds = differences(before, now, pooled)
    return {
        name: Difference(before=_pooled(ratio, before), now=_pooled(ratio, now), interval=bounds[name]) for name, ratio in pooled.items()
    }


def _pooled(ratio: ratios.Ratio, packs: Sequence[Mapping[str, int]]) -> float | None:
    counts: Counter[str] = Counter()
    for own in packs:
        counts.update(own)
    value = ratio.of(counts)
    return None if value is None else round(value, 3)
