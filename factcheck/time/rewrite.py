"""Proposes other words for a trigger where they follow mechanically from the day of publication."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from factcheck.model import TimeExpression, TimeKind
from factcheck.time.lexicon import table

_WRITTEN: dict[str, str] = {"day": "{day} {month} {year}", "month": "{month} {year}", "year": "{year}"}
_PREPOSITIONS = {"day": "on", "month": "in", "year": "in"}


def rewrite(kind: TimeKind, text: str, trigger: tuple[int, int], expressions: Sequence[TimeExpression], anchor: date | None) -> str:
    """What to write for the words at `trigger` ([start, end) of the sentence); "" where nothing follows mechanically.

    A relative date becomes the date it stands for; a word of the present becomes "as of" the month of publication.
    """
    if anchor is None:
        return ""
    if kind == "now":
        return _as_of(text, trigger, anchor)
    if kind != "relative":
        return ""
    expression = next((e for e in expressions if (e.start, e.end) == trigger), None)
    if expression is None or expression.interval is None or expression.interval.start is None or expression.type != "DATE":
        return ""
    return _dated(text, expression, expression.interval.start)


def written(moment: datetime | date, granularity: str) -> str:
    """The date in words: "4 March 2024", "March 2024" or "2024"; "" for other granularities."""
    month = list(table("words")["roles"]["MONTH"])[moment.month - 1].capitalize()
    return _WRITTEN.get(granularity, "").format(day=moment.day, month=month, year=moment.year)


def _as_of(text: str, trigger: tuple[int, int], anchor: date) -> str:
    """Only for a bare adverb: "until now" and "now that" say something else."""
    if text[slice(*trigger)].lower() not in table("cues")["plain_now"]:
        return ""
    opening = "As" if trigger[0] == 0 else "as"
    return f"{opening} of {written(anchor, 'month')}"


def _dated(text: str, expression: TimeExpression, start: datetime) -> str:
    exact = written(start, expression.granularity)
    if not exact:
        return ""
    lowered = expression.text.lower()
    roles = table("words")["roles"]
    if roles["WEEKDAY"].keys() & set(lowered.split()):
        return f"{expression.text}, {exact}" if lowered in roles["WEEKDAY"] else ""
    if roles["MONTH"].keys() & set(lowered.split()):
        return exact if lowered in roles["MONTH"] else ""
    before = text[: expression.start].split()
    bare = text[expression.end : expression.end + 2] in {"'s", "’s"} or (before and before[-1].lower() in table("cues")["prepositions"])
    return exact if bare else f"{_PREPOSITIONS[expression.granularity]} {exact}"
