"""Which two named times can be one moment, which cannot, and of which nothing tells; and which two lengths can be one."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import product
from typing import NamedTuple

from factcheck.model import Interval, Moment
from factcheck.time.lexicon import table
from factcheck.time.moments import CLOCKS, DAY, Named, Span, doubtful, in_one_zone, named, names_a_day, recurs, shifted, tokens

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
    first, second = named(a), named(b)
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
    """Both are lengths of time, and one."""
    first, second = _LENGTH.fullmatch(a.value), _LENGTH.fullmatch(b.value)
    if first is None or second is None:
        return False
    lengths = [float(m["number"]) * _HOURS[(m["time"] or "") + m["unit"]] for m in (first, second)]
    return math.isclose(*lengths, rel_tol=1e-6)


def lengths_differ(a: Moment, b: Moment) -> bool:
    """Both are lengths of time, and not one."""
    return lasts(a) and lasts(b) and not one_length(a, b)
