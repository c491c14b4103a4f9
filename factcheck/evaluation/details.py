"""Lists every miss and every false alarm, so that a developer can read what happened."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from factcheck.evaluation.contract import Alarm, Evaluation, Labelled, Place
from factcheck.report.text import disarmed, safe

_WIDTH = 80


def as_text(evaluation: Evaluation) -> str:
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
