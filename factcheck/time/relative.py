"""What hangs on the day of writing or on the last date named (last week, three days ago), and what no calendar fixes (now, once)."""

from __future__ import annotations

from datetime import date, timedelta

from factcheck.model import Certainty, Interval
from factcheck.time import almanac
from factcheck.time.discourse import Discourse, Sense, dated, phase_of, unknown, weekday_of, which_of
from factcheck.time.durations import amount_of, length, next_one, unit_code
from factcheck.time.grammar import Match, meaning, table
from factcheck.time.grammar import context as words
from factcheck.time.times_of_day import at_part, of_day


def relative(match: Match, discourse: Discourse) -> Sense | None:
    """Last week, later this year, that day, next season; "for the quarter" is the one told of."""
    offset, told = which_of(match)
    unit, article = match.words("unit")[0], match.words("which") == ["the"]
    if article and match.scan.text[match.tokens("unit")[0].start].isupper():
        return None
    if article and not match.has("mod") and not _told_unit(match, unit):
        return None
    base = _meant(match, discourse, told=told)
    guessed = (told and discourse.reference is None) or unit == "season" or match.words("yearly") in _OWN_YEARS
    certainty: Certainty = "assumed" if guessed else "anchored"
    code = "Y" if unit == "season" else table("words")["roles"]["UNIT"][unit]
    told_of_now = unit == "day" and match.words("which")[-1] in {"the", "this", "last", "past", "current", "present"}
    up_to_now = match.words("which")[-1] == "past" and "this" not in match.words("which")
    if code in {"S", "M", "H"} or told_of_now or up_to_now:
        return None
    if code == "N":
        return _part_of(match, "NI", base, offset, certainty)
    if base is None:
        return unknown("")
    if _over_the_next(match, code):
        return next_one(discourse, code)
    if code == "WE" and match.words("which") == ["this"] and base.weekday() < 5 and discourse.direction(match) < 0:
        offset, certainty = -1, "assumed"
    stretch = almanac.unit_around(base, code, offset)
    return of_day(match, "part", _narrowed(dated(stretch, certainty), match, discourse)) if stretch else None


_OWN_YEARS = (["fiscal"], ["financial"], ["school"], ["academic"], ["tax"])
"""Words before "year" for one that is not the calendar's."""


def _over_the_next(match: Match, code: str) -> bool:
    """Over the next year: the twelve months from now, not the next year of the calendar."""
    lasting = match.before() in {"for", "over", "within", "during", "throughout"}
    return lasting and match.words("which") == ["the", "next"] and code in {"W", "MO", "Y", "DE"} and not match.has("mod")


def _told_unit(match: Match, unit: str) -> bool:
    """As in "for the year", "in the quarter": a unit that the text has told of, and no word after it tells which other is meant."""
    if unit == "quarter":
        return match.before() in {"for", "during", "in"} and match.after() not in {"of", "that", "which", "where"}
    return match.before() in {"for", "during"} and not match.after().isalnum()


def _meant(match: Match, discourse: Discourse, *, told: bool) -> date | None:
    """The day in whose unit "the end of the year" lies: the anchor, in a story of former years the last date named."""
    if told:
        return discourse.told()
    return discourse.narrated(match) or discourse.anchor or discourse.reference if match.words("which") == ["the"] else discourse.anchor


def _narrowed(sense: Sense, match: Match, discourse: Discourse) -> Sense:
    """Later this year ends with the year and begins with the anchor; early and late are thirds."""
    phase, interval = phase_of(match, "mod"), sense.interval
    if interval is None or interval.start is None or interval.end is None:
        return sense
    if phase in {"LATER", "EARLIER"}:
        base = discourse.anchor
        if base is None or not interval.start <= almanac.midnight(base) < interval.end:
            return sense
        now = almanac.midnight(base)
        chosen = Interval(start=now, end=interval.end) if phase == "LATER" else Interval(start=interval.start, end=now + timedelta(days=1))
        return sense._replace(interval=chosen)
    return sense._replace(interval=almanac.third(interval, phase))


def second_next(match: Match, discourse: Discourse) -> Sense | None:
    """The week after next, the month before last."""
    code = table("words")["roles"]["UNIT"][match.words("unit")[0]]
    if discourse.anchor is None:
        return unknown("")
    stretch = almanac.unit_around(discourse.anchor, code, 2 if match.words("twice")[0] == "after" else -2)
    return dated(stretch, "anchored") if stretch else None


def which_part(match: Match, discourse: Discourse) -> Sense | None:
    """Last night, this morning, the next evening."""
    offset, told = which_of(match)
    if match.words("which") == ["the", "last"] and match.after() == "of":
        return None
    certainty: Certainty = "assumed" if told and discourse.reference is None else "anchored"
    base = discourse.told() if told else discourse.anchor
    return _part_of(match, str(meaning("PART", match.words("part")[0])), base, offset, certainty)


def _part_of(match: Match, code: str, base: date | None, offset: int, certainty: Certainty) -> Sense:
    return at_part(base + timedelta(days=offset) if base else None, code, certainty, phase_of(match, "mod"))


def edge(match: Match, discourse: Discourse) -> Sense | None:
    """The end of the year, month's end, mid-year."""
    unit, (offset, told) = match.words("unit")[0], which_of(match)
    code = table("words")["roles"]["UNIT"][unit]
    base = _meant(match, discourse, told=told)
    if code not in {"W", "MO", "Q", "Y", "DE", "CE", "WE"}:
        return None
    if base is None:
        return unknown("")
    stretch = almanac.unit_around(base, code, offset)
    phase = phase_of(match, "edge") or "END"
    return dated(stretch, "anchored" if match.has("which") and not told else "assumed", phase) if stretch else None


def beside(match: Match, discourse: Discourse) -> Sense | None:
    """The year before, the day after; the day before last Tuesday."""
    step = -1 if match.words("side") == ["before"] else 1
    if match.has("base"):
        weekday = weekday_of(match, "base") if match.words("base")[-1] in table("words")["roles"]["WEEKDAY"] else None
        if discourse.anchor is None or weekday is None:
            return unknown("")
        day = almanac.nearest_weekday(discourse.anchor - timedelta(days=1), weekday, -1)
        return dated(almanac.the_day(day + timedelta(days=step)), "assumed")
    ending = match.after() in {"", ".", ",", ";", ")", "'", '"', "and", "when", "but"}
    code, base = table("words")["roles"]["UNIT"][match.words("unit")[0]], discourse.told()
    if not ending or code in {"S", "M", "H"}:
        return None
    if base is None:
        return unknown("")
    stretch = almanac.unit_around(base, code, step)
    return dated(stretch, "anchored" if discourse.reference else "assumed") if stretch else None


def named_day(match: Match, discourse: Discourse) -> Sense | None:
    """Today, yesterday morning, tonight, the day before yesterday."""
    name = match.words("name")[0]
    if match.capital() and match.capital(-1) and not match.in_headline():
        return None
    if discourse.anchor is None:
        return Sense("TIME", "TNI", None, "hour", anchored=True, certainty="anchored") if name == "tonight" else unknown("")
    if name == "tonight":
        return at_part(discourse.anchor, "NI", "anchored")
    offset = int(meaning("DAYNAME", name))
    if match.has("two"):
        offset += -1 if match.words("side") == ["before"] else 1
    return of_day(match, "part", dated(almanac.the_day(discourse.anchor + timedelta(days=offset)), "anchored"))


def overnight(match: Match, discourse: Discourse) -> Sense | None:
    """The night that ended on the anchor's day."""
    return at_part(discourse.anchor - timedelta(days=1) if discourse.anchor else None, "NI", "assumed")


def ago(match: Match, discourse: Discourse) -> Sense | None:
    """Three days ago, two years later, a week from Tuesday; "earlier" and "later" hang on the last date named."""
    side = match.words("side")
    if not match.has("number") and not match.has("which"):
        return Sense("DATE", "PAST_REF" if side[0] in {"ago", "earlier"} else "FUTURE_REF", None, "unknown")
    told = side[0] not in {"ago", "from"} or (side[0] == "ago" and discourse.anchor is None)
    base, certainty = _base(match, discourse, told=told)
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
    stretch = almanac.moved(base, code, step * int(count))
    if stretch is None:
        return None
    if code == "Y" and count == 1 and discourse.latest and discourse.latest[1].granularity == "quarter" and told:
        stretch = almanac.unit_around(almanac.shifted(base, step * 12), "Q", 0) or stretch
    if (match.has("weekday") or match.has("name")) and code in almanac.DAYS:
        stretch = almanac.the_day(base + timedelta(days=step * int(count) * almanac.DAYS[code]))
    if match.has("years"):
        first = almanac.shifted(base, step * 12 * int(amount_of(match, "years")))
        stretch = almanac.moved(first, code, step * int(count)) or stretch
    return dated(stretch, certainty)._replace(span=span)


_YEARS = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}
_EARLIEST = -9998


def _long_ago(year: int) -> Sense:
    """3,000 years ago: a year before Christ, which has no interval; beyond four digits only the past."""
    value = f"BC{1 - year:04d}" if year >= _EARLIEST else "PAST_REF"
    return Sense("DATE", value, None, "year", anchored=True, certainty="anchored")


def _base(match: Match, discourse: Discourse, *, told: bool) -> tuple[date | None, Certainty]:
    if match.has("name"):
        offset = timedelta(days=int(meaning("DAYNAME", match.words("name")[0])))
        return (discourse.anchor + offset, "anchored") if discourse.anchor else (None, "anchored")
    if match.has("weekday") and discourse.anchor:
        side = -1 if match.words("side") == ["ago"] else 1
        return almanac.nearest_weekday(discourse.anchor, weekday_of(match), side), "assumed"
    if told:
        return discourse.told(), "anchored" if discourse.reference else "assumed"
    return discourse.anchor, "anchored"


def _finer(count: float, code: str) -> tuple[float, str]:
    """Two and a half years are thirty months."""
    finer = {"Y": (12, "MO"), "W": (7, "D"), "DE": (10, "Y"), "CE": (100, "Y"), "MO": (30, "D")}
    scale, unit = finer.get(code, (1, code))
    return count * scale, unit


def _open_distance(count: float, code: str, step: int, span: tuple[int, int] | None) -> Sense:
    """Several years ago, two hours later: too open or too fine for the calendar."""
    if code in {"S", "M", "H"} and count:
        return Sense("DURATION", length(count, code), None, "unknown", span=span)
    return Sense("DATE", "PAST_REF" if step < 0 else "FUTURE_REF", None, "unknown", span=span)


def present(match: Match, discourse: Discourse) -> Sense | None:
    """Now, currently, these days, at the moment."""
    if match.words_all() in (["the", "present"], ["the", "moment"]) and match.before() not in {"at", "for", "until", "in", "to"}:
        return None
    if match.words_all() == ["this", "time"] and (match.before() not in {"at", "by"} or match.after() in {"last", "next", "of"}):
        return None
    if match.words_all() == ["the", "time", "being"] and match.before() != "for":
        return None
    span = match.parts.get("bare")
    return Sense("DATE", "PRESENT_REF", None, "unknown", anchored=True, certainty="anchored", span=span)


def past(match: Match, discourse: Discourse) -> Sense | None:
    """Recently, in the past, long ago; not "as recently as 2010", which names its date itself."""
    if match.before() == "as" and match.after() == "as":
        return None
    if match.has("bare") and match.after() not in words("after_past") and match.after().isalnum():
        return None
    return Sense("DATE", "PAST_REF", None, "unknown")


def future(match: Match, discourse: Discourse) -> Sense | None:
    """The future, the near future, future prices."""
    if match.before() in {"a", "an", "our", "no"}:
        return None
    return Sense("DATE", "FUTURE_REF", None, "unknown")
