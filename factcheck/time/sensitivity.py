"""What ties a sentence to the moment of writing: the kinds, the trigger words and the expiry of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from factcheck.model import TimeExpression, TimeKind, TimeSensitivity
from factcheck.syntax import Syntax
from factcheck.time.conditions import conditions
from factcheck.time.expiry import expiry
from factcheck.time.lexicon import table
from factcheck.time.tense import plans_by_calendar, progressives

_BY_CUES: tuple[TimeKind, ...] = ("as_of", "now", "future", "ongoing", "recency", "superlative", "role")
Trigger = tuple[TimeKind, int, int]


def sensitivities(  # noqa: PLR0913  each argument is one thing that the reading of a sentence gives
    text: str,
    syntax: Syntax,
    expressions: Sequence[TimeExpression],
    anchor: date | None,
    *,
    soon_days: int = 90,
    stale_after_days: int = 180,
) -> list[TimeSensitivity]:
    """Why one sentence is time-sensitive: one entry for each kind, the strongest first; [] where nothing ties it to a moment.

    Offsets count from the sentence's start. `anchor` is the day of publication; without it only expressions that name
    their own date have an expiry. `soon_days` and `stale_after_days` set how long plans and states are relied on.
    """
    triggers = [
        *_cued(text),
        *_anchored_states(text),
        *conditions(text, syntax),
        *progressives(syntax),
        *plans_by_calendar(syntax, expressions, anchor),
    ]
    triggers += [("relative", e.start, e.end) for e in expressions if _relative(e)]
    strength = {kind: place for place, kind in enumerate(table("cues")["strength"])}
    best: dict[TimeKind, tuple[int, int]] = {}
    for kind, start, end in sorted(triggers, key=lambda trigger: (strength[trigger[0]], trigger[1], -trigger[2])):
        best.setdefault(kind, (start, end))
    return [
        TimeSensitivity(
            kind=kind,
            trigger=text[start:end],
            start=start,
            end=end,
            expires=expiry(kind, (start, end), expressions, anchor, soon_days=soon_days, stale_after_days=stale_after_days),
        )
        for kind, (start, end) in best.items()
    ]


@cache
def _cue_patterns() -> tuple[tuple[TimeKind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(cue, re.IGNORECASE)) for kind in _BY_CUES for cue in table("cues")[kind])


def _cued(text: str) -> Iterator[Trigger]:
    for kind, pattern in _cue_patterns():
        for match in pattern.finditer(text):
            yield kind, match.start(), len(text[: match.end()].rstrip())
    if re.search(table("cues")["would_context"], text, re.IGNORECASE):
        for match in re.finditer(table("cues")["would"], text):
            yield "future", match.start(), match.end()


def _anchored_states(text: str) -> Iterator[Trigger]:
    """Moments ("by Tuesday evening … had"): a moment up to which a state is told."""
    state = re.compile(table("cues")["as_of_state"])
    for match in re.finditer(table("cues")["as_of_by"], text):
        clause = re.split(r"[;:]", text[match.end() :])[0] + " " + text[: match.start()]
        if state.search(clause) and not re.search(r"\b(?:will|would|must|to)\b", text[max(0, match.start() - 60) : match.start()]):
            yield "as_of", match.start(), match.end()


def _relative(expression: TimeExpression) -> bool:
    """Needs the day of writing to be understood; "now" has a kind of its own."""
    return expression.anchored and expression.value != "PRESENT_REF" and expression.text.lower() != "today"
