"""The last day on which a time-sensitive statement can be relied on, and why that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from factcheck.model import Expiry, TimeExpression, TimeKind

_BY_WORDS: dict[TimeKind, str] = {"future": "a plan without a date", "conditional_future": "a condition without a date"}


def expiry(  # noqa: PLR0913  each argument is one thing that decides
    kind: TimeKind,
    trigger: tuple[int, int],
    expressions: Sequence[TimeExpression],
    anchor: date | None,
    *,
    soon_days: int,
    stale_after_days: int,
) -> Expiry | None:
    """None where nothing fixes a day, and for what is only relative to the writing: that stays true."""
    if kind == "relative":
        return None
    named = _named_day(trigger, expressions)
    if kind in {"future", "conditional_future"}:
        if named is not None and (anchor is None or named[0] >= anchor):
            return Expiry(on=named[0], because=f'"{named[1]}" is over')
        return _after(anchor, soon_days, f"{_BY_WORDS[kind]}, looked at again {soon_days} days after publication")
    if kind == "as_of" and named is not None:
        return _after(named[0], stale_after_days, f'{stale_after_days} days after "{named[1]}"')
    return _after(anchor, stale_after_days, f"{stale_after_days} days after publication")


def _after(day: date | None, days: int, because: str) -> Expiry | None:
    if day is None:
        return None
    try:
        return Expiry(on=day + timedelta(days=days), because=because)
    except OverflowError:
        return None


def _named_day(trigger: tuple[int, int], expressions: Sequence[TimeExpression]) -> tuple[date, str] | None:
    """The last day of the expression inside the trigger or right after it, with its words."""
    dated = [e for e in expressions if e.interval is not None and e.interval.end is not None]
    near = [e for e in dated if e.end > trigger[0] and e.start <= trigger[1] + 60]
    chosen = min(near, key=lambda e: (not trigger[0] <= e.start < trigger[1], abs(e.start - trigger[1])), default=None)
    if chosen is None or chosen.interval is None or chosen.interval.end is None:
        return None
    return (chosen.interval.end - timedelta(microseconds=1)).date(), chosen.text
