"""The whole of `factcheck evaluate`: scores the packs, compares with an earlier evaluation, and makes the texts to print."""

from __future__ import annotations

import textwrap
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from factcheck.engines import Engines
from factcheck.errors import UsageError
from factcheck.evaluation import (
    STAGES,
    Alarm,
    Changes,
    Difference,
    Evaluation,
    Interval,
    Labelled,
    Place,
    Precision,
    Recall,
    Reliability,
)
from factcheck.evaluation.calibration import apply, samples
from factcheck.evaluation.figures import KINDS, Ratio, changes, pool, pooled
from factcheck.evaluation.fit import cross_validate
from factcheck.evaluation.gold import read
from factcheck.evaluation.score import FAILURES, Check, checking, score
from factcheck.findings import RULES
from factcheck.report import disarmed, escaped, safe
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
    yield as_text(evaluation, seconds)
    if evaluation.changes is not None:
        yield changes_text(evaluation.changes)


# Runs the check on every pack of a folder and scores it.


def evaluate(packs: Path, as_of: date, check: Check) -> Evaluation:
    """The figures over all packs below `packs`, checked on the day `as_of` by `check` (`checking` makes one).

    Raises UsageError where there are no packs and FactcheckError where a run is incomplete.
    """
    return pool([score(pack, check(pack)) for pack in read(packs)], as_of)


def read_earlier(path: Path) -> Evaluation:
    """An evaluation that `factcheck evaluate --json` wrote; raises UsageError for a file that cannot be read or is none."""
    try:
        return Evaluation.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check --compare") from error
    except ValidationError as error:
        raise UsageError(f"{path}: is no evaluation of this form; write one with factcheck evaluate PACKS --json") from error


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
        yield f"{name:30}  {_number(difference.before):>6}  {_number(difference.now):>6}  {_difference(difference)}"


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


# Shows an evaluation as text.

_SINGLE = ("conflict_recall", "false_per_article", "decoy_alarm_rate", "quiet")


def as_text(evaluation: Evaluation, seconds: float) -> str:
    """Pooled figures, recall by kind and difficulty, precision by rule, where misses were lost, and the reliability of confidences."""
    scored = f"{evaluation.packs} packs, {evaluation.articles} articles, as of {evaluation.as_of}, {seconds:.1f} s"
    parts = (
        [f"{scored}; in brackets: 95 % intervals", *_incomplete(evaluation)],
        _agreements(evaluation),
        _singles(evaluation),
        _recalls("kind", evaluation.kinds),
        _recalls("difficulty", evaluation.difficulties),
        _precisions("rule", {f"{code} {RULES[code].name}": told for code, told in evaluation.codes.items()}),
        _precisions("mechanism", evaluation.mechanisms),
        _losses(evaluation),
        _reliability(evaluation.reliability),
    )
    return "\n\n".join("\n".join(part) for part in parts)


def _incomplete(evaluation: Evaluation) -> Iterator[str]:
    failed = {pack: own["failures"] for pack, own in evaluation.counts.items() if own.get("failures")}
    if failed:
        yield f"INCOMPLETE: {sum(failed.values())} failures in {len(failed)} packs; what failed counts as not found"


def _counts(evaluation: Evaluation) -> Counter[str]:
    counts: Counter[str] = Counter()
    for own in evaluation.counts.values():
        counts.update(own)
    return counts


def _agreements(evaluation: Evaluation) -> Iterator[str]:
    yield _row("", ("precision", "recall", "F1"))
    counts, ratios = _counts(evaluation), pooled()
    for kind in KINDS:
        own = {name: ratios[f"{kind}.{name}"] for name in ("P", "R", "F1")}
        yield _row(kind, [shown(ratio.of(counts), evaluation.intervals[f"{kind}.{name}"]) for name, ratio in own.items()])
        yield _row("", [_of(own["P"], counts), _of(own["R"], counts)])


def _row(name: str, cells: Sequence[str]) -> str:
    return (f"{name:14}" + "".join(f"  {cell:17}" for cell in cells)).rstrip()


def _singles(evaluation: Evaluation) -> Iterator[str]:
    counts, ratios = _counts(evaluation), pooled()
    for name in ("time_sensitive.kind_accuracy", *_SINGLE):
        yield f"{name:30}  {shown(ratios[name].of(counts), evaluation.intervals[name]):17}  {_of(ratios[name], counts)}"


def _of(ratio: Ratio, counts: Counter[str]) -> str:
    over, under = (sum(counts[name] for name in names) for names in (ratio.over, ratio.under))
    return f"{over} of {under}"


def _recalls(by: str, recalls: Mapping[str, Recall]) -> Iterator[str]:
    yield f"{f'recall by {by}':36}  {'found':>5}  {'of':>4}  share"
    for label, recall in recalls.items():
        yield f"{safe(label):36}  {recall.found:5}  {recall.all:4}  {shown(recall.share, recall.interval)}"


def _precisions(by: str, told: Mapping[str, Precision]) -> Iterator[str]:
    yield f"{f'precision by {by}':30}  {'right':>5}  {'false':>5}  {'neither':>7}  share"
    for name, precision in told.items():
        counts = f"{precision.right:5}  {precision.false:5}  {precision.neither:7}"
        yield f"{safe(name)[:30]:30}  {counts}  {shown(precision.share, precision.interval)}"


def _losses(evaluation: Evaluation) -> Iterator[str]:
    counted = Counter((gold.kind, gold.lost.stage) for gold in evaluation.gold if gold.lost is not None)
    stages = [stage for stage in STAGES if any(counted[kind, stage] for kind in KINDS)]
    if not stages:
        yield "nothing was missed"
        return
    yield f"{'where misses were lost':22}" + "".join(f"  {kind:>14}" for kind in KINDS)
    for stage in stages:
        yield f"{stage:22}" + "".join(f"  {counted[kind, stage]:14}" for kind in KINDS)


def _reliability(table: Reliability) -> Iterator[str]:
    if not table.findings:
        yield f"reliability of confidences: n/a (none of {table.without} findings has one)"
        return
    yield f"{'reliability of confidences':26}  {'findings':>8}  {'mean':>6}  right"
    for own in table.bins:
        name = f"{own.low:.1f} to {own.high:.1f}"
        yield f"{name:26}  {own.findings:8}  {_number(own.confidence):>6}  {_number(own.right)}"
    yield f"{'without a confidence':26}  {table.without:8}"
    yield f"expected calibration error {_number(table.expected_calibration_error)}, Brier score {_number(table.brier_score)}"


def _number(value: float | None) -> str:
    return "n/a" if value is None else f"{value:.3f}"


def shown(value: float | None, interval: Interval) -> str:
    """A figure with its interval: "0.541 (0.39-0.72)"; "n/a" where it has no cases, no interval where all packs agree."""
    if value is None or interval is None or interval[0] == interval[1]:
        return _number(value)
    return f"{value:.3f} ({interval[0]:.2f}-{interval[1]:.2f})"


# Lists every miss and every false alarm, so that a developer can read what happened.

_WIDTH = 80


def details_text(evaluation: Evaluation) -> str:
    """Misses by pack, then false alarms by pack; "" where there are neither."""
    missed = [block for gold in evaluation.gold if not gold.found for block in labelled_text(gold)]
    false = [block for alarm in evaluation.false_alarms for block in alarm_text(alarm)]
    return "\n".join([*missed, *false])


def labelled_text(gold: Labelled) -> Iterator[str]:
    """Pack, kind and difficulty, both sentences, and where they were lost, if they were."""
    labels = "/".join(part for part in (gold.label, gold.difficulty) if part) or "any"
    yield safe(f"{'FOUND' if gold.found else 'MISS'} {gold.pack} {gold.kind}/{labels}")
    yield from _places(gold.a, gold.b)
    if gold.lost is not None:
        yield from _wrapped("lost:", f"{gold.lost.stage}: {gold.lost.because}")
    yield ""


def alarm_text(alarm: Alarm) -> Iterator[str]:
    """Code, rule and confidence, both sentences, and the reason given."""
    sure = "no confidence" if alarm.confidence is None else f"confidence {alarm.confidence:.3f}"
    yield safe(f"FALSE {alarm.pack} {alarm.kind} {alarm.code} by {alarm.rule}, {sure}")
    yield from _places(alarm.a, alarm.b)
    yield from _wrapped("said:", alarm.message)
    yield from _wrapped("why:", alarm.because)
    yield ""


def _places(a: Place, b: Place | None) -> Iterator[str]:
    for letter, place in (("A", a), ("B", b)):
        if place is not None:
            yield from _wrapped(letter, f"{place.file}: {' '.join(place.quote.split())}")


def _wrapped(label: str, text: str) -> Iterator[str]:
    indent = f"   {label:5} "
    lines = textwrap.wrap(safe(text), _WIDTH, initial_indent=indent, subsequent_indent=" " * len(indent), break_on_hyphens=False)
    yield from map(disarmed, lines)
