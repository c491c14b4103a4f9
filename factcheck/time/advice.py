"""What an editor is told with a trigger: the last day to rely on it, and other words that do not depend on the day of writing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from factcheck.model import Expiry, TimeExpression, TimeKind
from factcheck.syntax import Syntax
from factcheck.time.lexicon import table
from factcheck.time.tense import clause_of, is_perfect

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


_WRITTEN: dict[str, str] = {"day": "{day} {month} {year}", "month": "{month} {year}", "year": "{year}"}
_PREPOSITIONS = {"day": "on", "month": "in", "year": "in"}


def rewrite(kind: TimeKind, syntax: Syntax, trigger: tuple[int, int], expressions: Sequence[TimeExpression], anchor: date | None) -> str:
    """What to write for the words at `trigger` ([start, end) of the sentence); "" where nothing follows mechanically.

    A relative date becomes the date it stands for; a word of the present becomes "as of" the month of publication.
    """
    text = syntax.text.replace("\n", " ")
    if anchor is None:
        return ""
    if kind == "now":
        return _as_of(text, trigger, anchor)
    if kind != "relative":
        return ""
    expression = next((e for e in expressions if (e.start, e.end) == trigger), None)
    if expression is None or expression.interval is None or expression.interval.start is None or expression.type != "DATE":
        return ""
    if expression.certainty == "assumed" and not _agrees(syntax, expression, anchor):
        return ""
    return _dated(text, expression, expression.interval.start)


def _agrees(syntax: Syntax, expression: TimeExpression, anchor: date) -> bool:
    """The tense says on which side of the day of writing a guessed day lies, and that is the side on which it was put."""
    index = syntax.token_at(expression.start)
    clause = clause_of(syntax, index) if index is not None else None
    if clause is None or expression.interval is None or expression.interval.start is None:
        return False
    if clause[1] in {"past", "pluperfect"} or is_perfect(syntax, clause[0]):
        return expression.interval.start.date() <= anchor
    return expression.interval.end is not None and expression.interval.end.date() > anchor


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
