"""Distances from a date: three days ago, two years later, a week from Tuesday."""

from __future__ import annotations

from datetime import date, timedelta

from factcheck.model import Certainty
from factcheck.time import calendar
from factcheck.time.durations import amount_of, length, unit_code
from factcheck.time.grammar import Match
from factcheck.time.lexicon import meaning
from factcheck.time.reading import Context, Reading, dated, unknown, weekday_of


def ago(match: Match, context: Context) -> Reading | None:
    """Three days ago, two years later, a week from Tuesday; "earlier" and "later" hang on the last date named."""
    side = match.words("side")
    if not match.has("number") and not match.has("which"):
        return Reading("DATE", "PAST_REF" if side[0] in {"ago", "earlier"} else "FUTURE_REF", None, "unknown")
    told = side[0] not in {"ago", "from"} or (side[0] == "ago" and context.anchor is None)
    base, certainty = _base(match, context, told=told)
    count = 1.0 if match.has("which") else amount_of(match, "number")
    code = unit_code(match, "which" if match.has("which") else "unit")
    step = -1 if side[0] in {"ago", "earlier", "prior", "before"} else 1
    span = (match.first, match.last - 1) if match.has("end") else None
    if code in {"S", "M", "H"} or not count:
        return _open_distance(count, code, step, span)
    if base is None:
        return unknown("")._replace(span=span)
    if match.has("half") or count != int(count):
        count, code = _finer(count + (0.5 if match.has("half") else 0), code)
    if step < 0 and code in _YEARS and base.year - count * _YEARS[code] < 1:
        return _long_ago(base.year - int(count * _YEARS[code]))._replace(span=span)
    stretch = calendar.moved(base, code, step * int(count))
    if stretch is None:
        return None
    if code == "Y" and count == 1 and context.latest and context.latest[1].granularity == "quarter" and told:
        stretch = calendar.unit_around(calendar.shifted(base, step * 12), "Q", 0) or stretch
    if (match.has("weekday") or match.has("name")) and code in calendar.DAYS:
        stretch = calendar.the_day(base + timedelta(days=step * int(count) * calendar.DAYS[code]))
    if match.has("years"):
        first = calendar.shifted(base, step * 12 * int(amount_of(match, "years")))
        stretch = calendar.moved(first, code, step * int(count)) or stretch
    return dated(stretch, certainty)._replace(span=span)


_YEARS = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}
_EARLIEST = -9998


def _long_ago(year: int) -> Reading:
    """3,000 years ago: a year before Christ, which has no interval; beyond four digits only the past."""
    value = f"BC{1 - year:04d}" if year >= _EARLIEST else "PAST_REF"
    return Reading("DATE", value, None, "year", anchored=True, certainty="anchored")


def _base(match: Match, context: Context, *, told: bool) -> tuple[date | None, Certainty]:
    if match.has("name"):
        offset = timedelta(days=int(meaning("DAYNAME", match.words("name")[0])))
        return (context.anchor + offset, "anchored") if context.anchor else (None, "anchored")
    if match.has("weekday") and context.anchor:
        side = -1 if match.words("side") == ["ago"] else 1
        return calendar.nearest_weekday(context.anchor, weekday_of(match), side), "assumed"
    if told:
        return context.told(), "anchored" if context.reference else "assumed"
    return context.anchor, "anchored"


def _finer(count: float, code: str) -> tuple[float, str]:
    """Two and a half years are thirty months."""
    finer = {"Y": (12, "MO"), "W": (7, "D"), "DE": (10, "Y"), "CE": (100, "Y"), "MO": (30, "D")}
    scale, unit = finer.get(code, (1, code))
    return count * scale, unit


def _open_distance(count: float, code: str, step: int, span: tuple[int, int] | None) -> Reading:
    """Several years ago, two hours later: too open or too fine for the calendar."""
    if code in {"S", "M", "H"} and count:
        return Reading("DURATION", length(count, code), None, "unknown", span=span)
    return Reading("DATE", "PAST_REF" if step < 0 else "FUTURE_REF", None, "unknown", span=span)
