"""Finds the time expressions of a text and normalises them against an anchor date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from factcheck.model import TimeExpression
from factcheck.syntax import Syntax
from factcheck.time import clock, dates, distance, durations, eras, months, numeric, quarters, relative, seasons, vague
from factcheck.time.direction import direction, happened
from factcheck.time.grammar import Match, literals, matches, within
from factcheck.time.lexicon import table
from factcheck.time.ranges import opened
from factcheck.time.reading import IMPOSSIBLE, Context, Reader, Reading
from factcheck.time.scan import Scan, scan
from factcheck.time.years import is_history, is_narrative, story

_DAYS = {"day", "hour", "minute", "second"}
_ZONES = frozenset(table("words")["roles"]["ZONE"])

READERS: dict[str, Reader] = {
    "iso": numeric.iso,
    "numeric": numeric.numeric,
    "full_date": dates.full_date,
    "shared_month": dates.shared_month,
    "bare_day": dates.bare_day,
    "day_of_month": dates.day_of_month,
    "listed_day": dates.listed_day,
    "month": months.month,
    "week_of": months.week_of,
    "year": eras.year,
    "year_range": eras.year_range,
    "year_range_end": eras.year_range_end,
    "decade": eras.decade,
    "century": eras.century,
    "season": seasons.season,
    "quarter": quarters.quarter,
    "nth_unit": quarters.nth_unit,
    "period_ended": durations.period_ended,
    "relative": relative.relative,
    "which_weekday": months.which_weekday,
    "which_part": relative.which_part,
    "edge": relative.edge,
    "the_weekend": months.the_weekend,
    "second_next": relative.second_next,
    "beside": relative.beside,
    "weekday": months.weekday,
    "named_day": relative.named_day,
    "overnight": relative.overnight,
    "ago": distance.ago,
    "span": durations.span,
    "duration": durations.duration,
    "every": vague.every,
    "clock": clock.clock,
    "part": clock.part,
    "present": vague.present,
    "past": vague.past,
    "future": vague.future,
}
"""Rule of the grammar -> what gives its matches their meaning."""


def tag(
    text: str, anchor: date | None, syntax: Syntax | None = None, *, reference: date | None = None, day_first: bool | None = None
) -> list[TimeExpression]:
    """TIMEX3-style expressions (Pustejovsky et al. 2003) of `text`, in order, none overlapping another.

    `anchor` is the day of publication; without it, relative expressions have no interval. `syntax` is the parse of exactly `text`;
    it tells past from future for weekdays and months, which without it is read off the words around. `reference` is the last date
    named before this text: "a week earlier" and "that year" hang on it until the text names a date of its own. `day_first` says whether
    03/04/2024 begins with the day, where more of the text than this shows it.
    """
    scanned = scan(text, literals())
    context = Context(anchor, reference, None, direction(syntax), happened(syntax), _read_part, story(reference, anchor))
    context = context._replace(
        history=is_history(scanned, anchor), day_first=day_first if day_first is not None else numeric.day_first(text)
    )
    return opened([_expression(match, reading) for match, reading in _readings(scanned, context)], scanned)


def _readings(scanned: Scan, context: Context) -> Iterator[tuple[Match, Reading]]:
    """From left to right the longest match that has a meaning."""
    place, narrative = 0, is_narrative(scanned, context.anchor)
    for match in matches(scanned):
        if match.first < place or not _free(match, place):
            continue
        reading = _read(match, context)
        if reading is None:
            continue
        place = reading.span[1] if reading.span else match.last
        if reading is IMPOSSIBLE:
            continue
        yield match, reading
        reference = _told(reading, context)
        if match.rule == "full_date" and not match.has("year"):
            context = context._replace(yearless=(match, reading))
        if reading.granularity in _DAYS and _named(reading) is not None:
            context = context._replace(day=reference)
        context = context._replace(
            latest=(match, reading), reference=reference, story=story(reference, context.anchor) if narrative else None
        )


def _read(match: Match, context: Context) -> Reading | None:
    """The meaning of a match; None where there is none, such as a day beyond the calendar's ends."""
    try:
        return READERS[match.rule](match, context)
    except (OverflowError, ValueError):
        return None


def _read_part(match: Match, name: str, context: Context) -> Reading | None:
    """What exactly the words of a named part mean by themselves."""
    for inner in within(match, name):
        reading = _read(inner, context)
        if reading is not None and reading is not IMPOSSIBLE:
            return reading
    return None


def _told(reading: Reading, context: Context) -> date | None:
    """The date on which what follows hangs: in a history no day of the present that was only guessed."""
    found = _named(reading)
    if found is None or context.anchor is None or not context.history or reading.certainty != "assumed":
        return found or context.reference
    return context.reference if found.year >= context.anchor.year - 1 else found


def _named(reading: Reading) -> date | None:
    """The day on which later expressions can hang: the first of what a DATE or TIME names."""
    if reading.type not in {"DATE", "TIME"} or reading.interval is None or reading.interval.start is None:
        return None
    return reading.interval.start.date()


def _free(match: Match, place: int) -> bool:
    """No letter, digit or sign of a number touches the match: "F-16s", "B52", "$2019" and "0.1998" hold no time.

    A dash may touch it after an expression that ended at token `place`, or be its first token there: "4pm-5pm", "3-5".
    """
    text, first, last = match.scan.text, match.scan.tokens[match.first], match.scan.tokens[match.last - 1]
    if last.text in _ZONES and match.last - match.first > 1 and text[last.start - 1].isdigit():
        return False
    before, after = text[first.start - 1 : first.start], text[last.end : last.end + 2]
    joined = place != 0 and match.first == place and first.text in {"-", "–", "/"}
    if (before.isalnum() and not joined) or before in {"$", "£", "€", "¥", "_"} or after[:1].isalnum():
        return False
    if place and match.first - 1 == place and before in {"-", "–"}:
        return True
    if before in {"-", ".", ",", "/", ":"} and first.text[:1].isdigit():
        return not text[max(first.start - 2, 0) : first.start - 1].isalnum() or before == ","
    return not (after[:1] in {".", ",", ":", "/"} and after[1:].isdigit() and last.text[-1:].isdigit())


def _expression(match: Match, reading: Reading) -> TimeExpression:
    first, last = reading.span or (match.first, match.last)
    start, end = match.scan.tokens[first].start, match.scan.tokens[last - 1].end
    fields = reading._asdict()
    del fields["span"]
    return TimeExpression(start=start, end=end, text=match.scan.text[start:end], **fields)
