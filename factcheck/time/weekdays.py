"""Weekdays and weekends: Tuesday, next Friday, Monday of last week, the weekend."""

from __future__ import annotations

from datetime import date, timedelta

from factcheck.time import calendar
from factcheck.time.clock import of_day
from factcheck.time.grammar import Match
from factcheck.time.lexicon import context as words
from factcheck.time.lexicon import meaning, table
from factcheck.time.reading import Context, Reading, dated, unknown, weekday_of, which_of


def which_weekday(match: Match, context: Context) -> Reading | None:
    """Last Monday is the latest before the anchor, "this" lies in the anchor's week, "next" in the week after it, as agencies write.

    "The next" and "the following Monday" are the first after the last date named.
    """
    number, (offset, told) = weekday_of(match), which_of(match)
    if told and context.reference is not None and offset:
        day = calendar.nearest_weekday(context.reference + timedelta(days=offset), number, offset)
        return of_day(match, "part", dated(calendar.the_day(day), "anchored"))
    if context.anchor is None:
        return of_day(match, "part", unknown(f"XXXX-WXX-{number + 1}", "day"))
    if match.has("of"):
        return of_day(match, "part", _weekday_in_week(match, context.anchor, number))
    if offset < 0:
        day = calendar.nearest_weekday(context.anchor - timedelta(days=1), number, -1)
    else:
        day = calendar.monday(context.anchor) + timedelta(days=number, weeks=offset)
    return of_day(match, "part", dated(calendar.the_day(day), "assumed"))


def _weekday_in_week(match: Match, anchor: date, weekday: int) -> Reading:
    """Tuesday of last week."""
    offset = next((int(meaning("WHICH", word)) for word in match.words("of") if word in table("words")["roles"]["WHICH"]), 0)
    return dated(calendar.the_day(calendar.monday(anchor) + timedelta(days=weekday, weeks=offset)), "anchored")


def weekday(match: Match, context: Context) -> Reading | None:
    """Tuesday: the latest one up to the anchor, the anchor's own day included, or with a future the first from it on.

    So "Monday" in an article of a Monday is that very day, as news agencies write; "next Monday" is a week later.
    """
    number = weekday_of(match)
    if not _weekday_is_meant(match):
        return None
    if context.anchor is None:
        return of_day(match, "part", unknown(f"XXXX-WXX-{number + 1}", "day"))
    if match.has("of"):
        return of_day(match, "part", _weekday_in_week(match, context.anchor, number))
    direction = context.direction(match)
    day = calendar.nearest_weekday(context.anchor, number, 1 if direction > 0 else -1)
    first = _range_start(match, context)
    if first is not None and first > day:
        day = calendar.nearest_weekday(first, number, 1)
    reading = dated(calendar.the_day(day + timedelta(weeks=1 if match.has("side") else 0)), "assumed")
    code = match.words("part")
    return of_day(match, "part", reading) if code else reading


def _range_start(match: Match, context: Context) -> date | None:
    """The day before "through" or "to", where this weekday ends a range."""
    if context.latest is None or match.before() not in {"through", "to", "until", "till", "-", "–"}:
        return None
    before, reading = context.latest
    close = before.last == match.first - 1 and reading.granularity == "day" and reading.interval is not None
    return reading.interval.start.date() if close and reading.interval and reading.interval.start else None


def _weekday_is_meant(match: Match) -> bool:
    """Short names are words too ("Sat", "Sun", "Wed"): they need a dot or a word such as "on" before them."""
    name = match.words("weekday")
    if name[0] in table("words")["roles"]["WEEKDAY"]:
        return match.after() not in words("papers")
    return match.before() in words("before_month") and (name[0] not in {"sat", "sun", "wed", "mon"} or len(name) > 1)


def the_weekend(match: Match, context: Context) -> Reading:
    """The weekend that was, in a clause of the future or on a weekend the one at hand."""
    if context.anchor is None:
        return unknown("")
    ahead = context.direction(match) > 0 or context.anchor.weekday() >= 5
    return dated(calendar.the_week(context.anchor - timedelta(weeks=0 if ahead else 1), weekend=True), "assumed")
