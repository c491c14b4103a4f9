"""What two named times may stand for, and whether they can be one moment or one length, cannot, or nothing tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from factcheck.model import Interval, Moment
from factcheck.time import almanac, tag
from factcheck.time.grammar import Token, literals, scan, table

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


_FISCAL = re.compile(r"\b(?:fiscal|financial|tax|school|academic|fy)\b|\bfy ?\d|\byears? (?:ended|ending|to)\b", re.IGNORECASE)
_FISCAL_ROOM = timedelta(days=335)
"""So far a year that is named after either of the two it lies in may begin or end from the calendar's."""
_POINTING = re.compile(r"(?:the |that )?(?:very )?(next|following|subsequent|previous|preceding|prior|same|later|earlier|that)\b")
_BESIDE = re.compile(r"\b(before|after|earlier|later)$")
_STEPS = {"next": 1, "following": 1, "subsequent": 1, "after": 1, "later": 1, "same": 0, "that": 0}
_UNPLACED = re.compile(r"XXXX-(?:WXX-(?P<weekday>[1-7])|(?P<month>\d\d)(?:-(?P<day>\d\d))?)(?=T|$)")
_LENGTHS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 28 * 86400, "quarter": 90 * 86400}
"""Seconds that a bound ("until February 2024") is long at least; a year and what is longer count as 365 days."""


class _Answer(NamedTuple):
    can: bool | None


def can_be_one(a: Moment | Interval, b: Moment | Interval) -> bool | None:
    """Whether two named times can be the same moment, or one lie inside the other.

    True where their words can mean one; False where no reading of them meets; None where nothing tells: one of them is a length
    ("three days"), hangs on something unsaid ("the next day"), had its week or year guessed ("Monday" of an article of another
    week), is no calendar year ("fiscal 2019" and "2019"), or one is where a stretch ends and the other where one begins.
    What happens again and again ("each morning") meets everything. An interval that no words name never gives True.
    """
    return _can_be_one(named(a), named(b))


@lru_cache(maxsize=2**14)
def _can_be_one(first: Named, second: Named) -> bool | None:
    if recurs(first.text) or recurs(second.text):
        return True
    for sense in (_pointing, _fiscal, _unplaced, _clocks, _bounds):
        answer = sense(first, second)
        if answer is not None:
            return answer.can
    return _by_calendar(first, second)


def _by_calendar(a: Named, b: Named) -> bool | None:
    if not a.likely or not b.likely:
        return None
    if _meet(*in_one_zone(a, b)):
        return True if a.text and b.text and not _overlap_partly(a, b) else None
    return None if _meet(doubtful(a, b), doubtful(b, a)) else False


def _meet(first: Sequence[Span], second: Sequence[Span]) -> bool:
    return any(_before(a.start, b.end) and _before(b.start, a.end) for a, b in product(first, second))


def _before(start: datetime | None, end: datetime | None) -> bool:
    return start is None or end is None or start < end


def _overlap_partly(a: Named, b: Named) -> bool:
    """Two stretches of days ("4 to 6 July", "5 to 8 July") that share some while neither holds the other."""
    if not a.granularity == b.granularity == "day" or len(a.likely) != 1 or len(b.likely) != 1:
        return False
    one, other = a.likely[0], b.likely[0]
    return not (_holds(one, other) or _holds(other, one))


def _holds(outer: Span, inner: Span) -> bool:
    starts = outer.start is None or (inner.start is not None and outer.start <= inner.start)
    return starts and (outer.end is None or (inner.end is not None and inner.end <= outer.end))


def _pointing(a: Named, b: Named) -> _Answer | None:
    """The next day, the year before: of one step and unit they may be one; what they hang on is not known here."""
    steps = [_step(one.text) for one in (a, b)]
    if steps == [None, None]:
        return None
    if steps[0] == steps[1] and _unit(a.text) == _unit(b.text):
        return _Answer(can=True)
    agree = a.granularity == b.granularity and _meet(a.likely, b.likely)
    return _Answer(can=True if agree else None)


def _step(text: str) -> int | None:
    """Which way the words point from a time told of (-1, 0, 1); None where they hang on the day of writing or on nothing."""
    lowered = text.lower()
    if lowered.startswith("next ") or re.search(r"\b(?:this|\d{4})\b", lowered):
        return None
    found = _POINTING.match(lowered) or _BESIDE.search(lowered)
    return _STEPS.get(found[1], -1) if found else None


def _unit(text: str) -> str:
    known = table("words")["roles"]
    codes = (known["UNIT"].get(token.text) or known["UNITS"].get(token.text) for token in tokens(text))
    return str(next((code for code in codes if code), text.lower()))


def _fiscal(a: Named, b: Named) -> _Answer | None:
    """Nobody knows from its number where a fiscal year begins: it may share months with the calendar's, and is not it."""
    fiscal = [bool(_FISCAL.search(one.text)) for one in (a, b)]
    if not any(fiscal) or not a.likely or not b.likely:
        return None
    if all(fiscal):
        return _Answer(can=_meet(a.likely, b.likely))
    first, second = (
        [span.moved(-_FISCAL_ROOM, _FISCAL_ROOM) for span in one.likely] if own else one.likely
        for one, own in zip((a, b), fiscal, strict=True)
    )
    return _Answer(can=None if _meet(first, second) else False)


def _unplaced(a: Named, b: Named) -> _Answer | None:
    """A weekday or a day without a year, which no date of publication placed."""
    first, second = _UNPLACED.match(a.value), _UNPLACED.match(b.value)
    if first and second:
        shared = [part for part in first.groupdict() if first[part] and second[part]]
        return _Answer(can=all(first[part] == second[part] for part in shared) if shared else None)
    for pattern, other in ((first, b), (second, a)):
        if pattern is not None and other.granularity in {"day", *CLOCKS} and len(other.likely) == 1 and other.likely[0].start is not None:
            return _Answer(can=_fits(pattern, other.likely[0].start))
    return None


def _fits(pattern: re.Match[str], moment: datetime) -> bool:
    if pattern["weekday"]:
        return moment.isoweekday() == int(pattern["weekday"])
    return moment.month == int(pattern["month"]) and (pattern["day"] is None or moment.day == int(pattern["day"]))


def _clocks(a: Named, b: Named) -> _Answer | None:
    """Of a time of day alone ("10.30pm") the day is not known: only the clocks are compared."""
    if all(one.granularity not in CLOCKS or names_a_day(one.text) or not one.text for one in (a, b)):
        return None
    if not {a.granularity, b.granularity} <= CLOCKS or not a.likely or not b.likely:
        return _Answer(can=None)
    a, b = _on_one_day(a, b), _on_one_day(b, a)
    if _meet(*in_one_zone(a, b)):
        return _Answer(can=True)
    return _Answer(can=None if _meet(doubtful(a, b), doubtful(b, a)) else False)


def _on_one_day(one: Named, other: Named) -> Named:
    """The time of day on the other's day, the one before and the one after."""
    start, there = one.likely[0].start, other.likely[0].start
    if start is None or there is None or names_a_day(one.text):
        return one
    days = there.date() - start.date()
    return one._replace(likely=tuple(span.moved(days + step) for span in one.likely for step in (-DAY, 0 * DAY, DAY)))


def _bounds(a: Named, b: Named) -> _Answer | None:
    """Since and until name bounds: two of a kind are one where their own dates can be; an end and a beginning tell nothing."""
    sides = [_side(one) for one in (a, b)]
    if "" in sides:
        return None
    if sides[0] != sides[1] or not a.text or not b.text:
        return _Answer(can=None)
    first, second = ([_bound(span, one) for span in one.likely] for one in (a, b))
    return _Answer(can=_meet(first, second))


def _side(one: Named) -> str:
    if not one.likely:
        return ""
    return "end" if one.likely[0].start is None else "start" if one.likely[0].end is None else ""


def _bound(span: Span, one: Named) -> Span:
    """The day, month or year that stands after "since" or "until"."""
    length = timedelta(seconds=_LENGTHS.get(one.granularity, 365 * 86400))
    return Span(span.start, shifted(span.start, length)) if span.start is not None else Span(shifted(span.end, -length), span.end)


_LENGTH = re.compile(r"P(?P<time>T)?(?P<number>\d+(?:\.\d+)?)(?P<unit>[YMWDHS]|Q)")
_HOURS = {"Y": 8766.0, "Q": 2191.5, "M": 730.5, "W": 168.0, "D": 24.0, "TH": 1.0, "TM": 1 / 60, "TS": 1 / 3600}


def lasts(moment: Moment) -> bool:
    """It is a length of time, and no place in it."""
    return bool(_LENGTH.fullmatch(moment.value))


def one_length(a: Moment, b: Moment) -> bool:
    """Both are lengths of time, and one: six weeks and 45 days, where several of the longer unit are told round."""
    first, second = _LENGTH.fullmatch(a.value), _LENGTH.fullmatch(b.value)
    if first is None or second is None:
        return False
    (longer, many), (shorter, few) = sorted(
        ((_HOURS[(m["time"] or "") + m["unit"]], float(m["number"])) for m in (first, second)), reverse=True
    )
    room = longer / 2 if longer > shorter and many > 1 else 0.0
    return abs(longer * many - shorter * few) <= room + 1e-6 * longer * many


def lengths_differ(a: Moment, b: Moment) -> bool:
    """Both are lengths of time, and not one."""
    return lasts(a) and lasts(b) and not one_length(a, b)
