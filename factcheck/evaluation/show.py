"""Shows an evaluation as text: its figures, and every miss and false alarm."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from factcheck.evaluation import STAGES, Alarm, Evaluation, Interval, Labelled, Place, Precision, Recall, Reliability
from factcheck.evaluation.figures import KINDS, Ratio, pooled
from factcheck.findings import RULES
from factcheck.report import disarmed, safe

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
