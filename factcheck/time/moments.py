"""What the words of a named time may stand for: its stretch of time, other readings of them, zones, what its calendar had to guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from factcheck.model import Interval, Moment
from factcheck.time import almanac
from factcheck.time.grammar import literals
from factcheck.time.lexicon import Token, scan, table
from factcheck.time.tagger import tag

CLOCKS = frozenset({"hour", "minute", "second"})
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
_WEST, _EAST = timedelta(hours=12), timedelta(hours=14)
"""The clocks of the earth differ from UTC by so much at most."""
_ROUNDED = timedelta(minutes=10)
"""A clock read at a half or whole hour can stand for one so near to it."""
_SOFT = {"hour": timedelta(hours=2), "week": DAY, "season": timedelta(days=31)}
"""How far the bounds of a part of the day, of a week (it may begin on Sunday) and of a season are a matter of taste."""
_NUMERIC = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-](\d{2,4})\b")
_POINTING_AT_A_DAY = re.compile(r"\b(?:day|tonight|overnight|last night|this (?:morning|afternoon|evening))\b")


class Span(NamedTuple):
    """A half-open stretch of time; None = open on that side."""

    start: datetime | None
    end: datetime | None

    def moved(self, before: timedelta, after: timedelta | None = None) -> Span:
        """Both bounds moved, the later one as the earlier where only one step is given; one that would leave the calendar stays."""
        return Span(shifted(self.start, before), shifted(self.end, before if after is None else after))


class Named(NamedTuple):
    """A time as its words and the calendar give it; `likely` = what it stands for, several where the words leave a choice."""

    text: str
    value: str
    granularity: str
    likely: tuple[Span, ...]
    zones: tuple[float, ...]
    """Hours ahead of UTC that its clock may be; () = its words name no zone."""


def named(time: Moment | Interval) -> Named:
    """The readings of a named time; no `likely` one where the calendar has no place for it."""
    interval = time.interval if isinstance(time, Moment) else time
    value, granularity = (time.value, time.granularity) if isinstance(time, Moment) else ("", _size(time))
    likely = [Span(interval.start, interval.end)] if interval is not None and (interval.start or interval.end) else []
    likely += [other for span in likely for other in _written_otherwise(time.text, span)]
    return Named(time.text, value, granularity, tuple(likely), zones(time.text))


def _size(interval: Interval) -> str:
    if interval.start is None or interval.end is None:
        return "unknown"
    sizes = {"minute": timedelta(minutes=1), "hour": DAY / 2, "day": DAY, "week": WEEK}
    return next((name for name, most in sizes.items() if interval.end - interval.start <= most), "unknown")


def _written_otherwise(text: str, span: Span) -> Iterator[Span]:
    """The other order of 03/04/2005 where the month was taken to stand first; the midnight at the other end of the day."""
    numeric = _NUMERIC.match(text)
    if numeric and span.start is not None and (span.start.month, span.start.day) == (int(numeric[1]), int(numeric[2])):
        other = almanac.possible(span.start.year, int(numeric[2]), int(numeric[1]))
        if other is not None:
            yield span.moved(datetime.combine(other, span.start.time()) - span.start)
    if "midnight" in text.lower():
        yield from (span.moved(-DAY), span.moved(DAY))


def shifted(moment: datetime | None, by: timedelta) -> datetime | None:
    """The moment so much later; where that lies beyond the calendar, the moment itself."""
    try:
        return moment + by if moment is not None else None
    except OverflowError:
        return moment


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a time's words."""
    return tuple(scan(text, literals()).tokens)


def has_role(text: str, *roles: str) -> bool:
    """One of the words has one of these roles ("MONTH", "WEEKDAY")."""
    known = table("words")["roles"]
    return any(token.text in known[role] for token in tokens(text) for role in roles)


@lru_cache(maxsize=4096)
def zones(text: str) -> tuple[float, ...]:
    """Hours ahead of UTC that the words name; several where they leave a choice, () where they name none."""
    words = [token.text for token in tokens(text)]
    names = table("words")["zone_names"]
    for place, word in enumerate(words):
        if place and word in table("words")["roles"]["ZONE"]:
            return tuple(table("words")["roles"]["ZONE"][word])
        if word in names and "time" in words[place + 1 : place + 3]:
            of_summer = {"daylight": names[word][-1:], "summer": names[word][-1:], "standard": names[word][:1], "mean": names[word][:1]}
            return tuple(of_summer.get(words[place + 1], names[word]))
    return ()


@lru_cache(maxsize=4096)
def recurs(text: str) -> bool:
    """The words tell of what happens again and again ("each morning", "on Mondays")."""
    return bool(text) and any(expression.type == "SET" for expression in tag(text, None))


def names_a_day(text: str) -> bool:
    """The words of a time of day name its day too ("10.30pm on Sunday", "last night")."""
    dated = has_role(text, "MONTH", "SHORTMONTH", "WEEKDAY", "SHORTWEEKDAY", "DAYNAME")
    return dated or any(token.form in {"ISO", "NUMERIC"} for token in tokens(text)) or bool(_POINTING_AT_A_DAY.search(text.lower()))


def in_one_zone(a: Named, b: Named) -> tuple[list[Span], list[Span]]:
    """Both in UTC where both name a zone, else as they are."""
    if not a.zones or not b.zones:
        return list(a.likely), list(b.likely)
    first, second = ([span.moved(-timedelta(hours=zone)) for span, zone in product(one.likely, one.zones)] for one in (a, b))
    return first, second


def doubtful(one: Named, other: Named) -> list[Span]:
    """All that the words can mean: also another week or year than the one guessed, softer bounds, another zone."""
    found = in_one_zone(one, other)[0]
    if one.granularity not in CLOCKS or names_a_day(one.text):
        found += [guess for span in found for guess in _guesses(span, one, other)]
    return [*found, *_softer(found, one), *_elsewhere(found, one, other), *_rounded(found, one)]


def _guesses(span: Span, one: Named, other: Named) -> Iterator[Span]:
    """A weekday may be that of the week before or after, a day or month without its year that of any other year."""
    words = {token.text for token in tokens(one.text)}
    year = any(token.form in {"YEAR", "SHORTYEAR", "ISO", "NUMERIC", "TWO"} for token in tokens(one.text))
    if year or words & {"today", "yesterday", "tomorrow"}:
        return
    if has_role(one.text, "MONTH", "SHORTMONTH", "SEASON"):
        years = {bound.year for there in other.likely for bound in there if bound is not None}
        yield from (_in_year(span, year + step) for year in sorted(years) for step in (-1, 0, 1))
    elif has_role(one.text, "WEEKDAY", "SHORTWEEKDAY") or ("weekend" in words and not words & {"this", "last", "next"}):
        yield from (span.moved(step) for step in (-WEEK, WEEK))


def _in_year(span: Span, year: int) -> Span:
    """As long a stretch from the same day of another year."""
    start = span.start or span.end
    day = almanac.possible(year, start.month, start.day) if start is not None else None
    return span.moved(datetime.combine(day, start.time()) - start) if start is not None and day is not None else span


def _softer(spans: Sequence[Span], one: Named) -> Iterator[Span]:
    """Bounds that nobody draws to the day, such as those of "early May"."""
    room = _SOFT.get(one.granularity, timedelta())
    for span in spans:
        if has_role(one.text, "PHASE", "EDGE") and span.start is not None and span.end is not None:
            yield span.moved(span.start - span.end, span.end - span.start)
        yield span.moved(-room, room)


def _elsewhere(spans: Sequence[Span], one: Named, other: Named) -> Iterator[Span]:
    """A clock with a zone beside one without: the other may stand anywhere on earth."""
    if one.zones and not other.zones:
        yield from (span.moved(-_WEST, _EAST) for span in spans)


def _rounded(spans: Sequence[Span], one: Named) -> Iterator[Span]:
    for span in spans:
        if one.granularity == "minute" and span.start is not None and span.start.minute in {0, 30}:
            yield span.moved(-_ROUNDED, _ROUNDED)
