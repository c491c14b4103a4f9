"""What hangs on the day of writing or on the last date named: last week, that year, yesterday, the end of the month."""

from __future__ import annotations

from datetime import date, timedelta

from factcheck.model import Certainty, Interval
from factcheck.time import calendar
from factcheck.time.clock import at_part, of_day
from factcheck.time.durations import next_one
from factcheck.time.grammar import Match
from factcheck.time.lexicon import meaning, table
from factcheck.time.reading import Context, Reading, dated, phase_of, unknown, weekday_of, which_of


def relative(match: Match, context: Context) -> Reading | None:
    """Last week, later this year, that day, next season; "for the quarter" is the one told of."""
    offset, told = which_of(match)
    unit, article = match.words("unit")[0], match.words("which") == ["the"]
    if article and match.scan.text[match.tokens("unit")[0].start].isupper():
        return None
    if article and not match.has("mod") and not _told_unit(match, unit):
        return None
    base = _meant(match, context, told=told)
    certainty: Certainty = "assumed" if (told and context.reference is None) or unit == "season" else "anchored"
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
        return next_one(context, code)
    if code == "WE" and match.words("which") == ["this"] and base.weekday() < 5 and context.direction(match) < 0:
        offset, certainty = -1, "assumed"
    stretch = calendar.unit_around(base, code, offset)
    return of_day(match, "part", _narrowed(dated(stretch, certainty), match, context)) if stretch else None


def _over_the_next(match: Match, code: str) -> bool:
    """Over the next year: the twelve months from now, not the next year of the calendar."""
    lasting = match.before() in {"for", "over", "within", "during", "throughout"}
    return lasting and match.words("which") == ["the", "next"] and code in {"W", "MO", "Y", "DE"} and not match.has("mod")


def _told_unit(match: Match, unit: str) -> bool:
    """As in "for the year", "in the quarter": a unit that the text has told of, and no word after it tells which other is meant."""
    if unit == "quarter":
        return match.before() in {"for", "during", "in"} and match.after() not in {"of", "that", "which", "where"}
    return match.before() in {"for", "during"} and not match.after().isalnum()


def _meant(match: Match, context: Context, *, told: bool) -> date | None:
    """The day in whose unit "the end of the year" lies: the anchor, in a story of former years the last date named."""
    if told:
        return context.told()
    return context.narrated(match) or context.anchor or context.reference if match.words("which") == ["the"] else context.anchor


def _narrowed(reading: Reading, match: Match, context: Context) -> Reading:
    """Later this year ends with the year and begins with the anchor; early and late are thirds."""
    phase, interval = phase_of(match, "mod"), reading.interval
    if interval is None or interval.start is None or interval.end is None:
        return reading
    if phase in {"LATER", "EARLIER"}:
        base = context.anchor
        if base is None or not interval.start <= calendar.midnight(base) < interval.end:
            return reading
        now = calendar.midnight(base)
        chosen = Interval(start=now, end=interval.end) if phase == "LATER" else Interval(start=interval.start, end=now + timedelta(days=1))
        return reading._replace(interval=chosen)
    return reading._replace(interval=calendar.third(interval, phase))


def second_next(match: Match, context: Context) -> Reading | None:
    """The week after next, the month before last."""
    code = table("words")["roles"]["UNIT"][match.words("unit")[0]]
    if context.anchor is None:
        return unknown("")
    stretch = calendar.unit_around(context.anchor, code, 2 if match.words("twice")[0] == "after" else -2)
    return dated(stretch, "anchored") if stretch else None


def which_part(match: Match, context: Context) -> Reading | None:
    """Last night, this morning, the next evening."""
    offset, told = which_of(match)
    certainty: Certainty = "assumed" if told and context.reference is None else "anchored"
    base = context.told() if told else context.anchor
    return _part_of(match, str(meaning("PART", match.words("part")[0])), base, offset, certainty)


def _part_of(match: Match, code: str, base: date | None, offset: int, certainty: Certainty) -> Reading:
    return at_part(base + timedelta(days=offset) if base else None, code, certainty, phase_of(match, "mod"))


def edge(match: Match, context: Context) -> Reading | None:
    """The end of the year, month's end, mid-year."""
    unit, (offset, told) = match.words("unit")[0], which_of(match)
    code = table("words")["roles"]["UNIT"][unit]
    base = _meant(match, context, told=told)
    if code not in {"W", "MO", "Q", "Y", "DE", "CE", "WE"}:
        return None
    if base is None:
        return unknown("")
    stretch = calendar.unit_around(base, code, offset)
    phase = phase_of(match, "edge") or "END"
    return dated(stretch, "anchored" if match.has("which") and not told else "assumed", phase) if stretch else None


def beside(match: Match, context: Context) -> Reading | None:
    """The year before, the day after; the day before last Tuesday."""
    step = -1 if match.words("side") == ["before"] else 1
    if match.has("base"):
        weekday = weekday_of(match, "base") if match.words("base")[-1] in table("words")["roles"]["WEEKDAY"] else None
        if context.anchor is None or weekday is None:
            return unknown("")
        day = calendar.nearest_weekday(context.anchor - timedelta(days=1), weekday, -1)
        return dated(calendar.the_day(day + timedelta(days=step)), "assumed")
    ending = match.after() in {"", ".", ",", ";", ")", "'", '"', "and", "when", "but"}
    code, base = table("words")["roles"]["UNIT"][match.words("unit")[0]], context.told()
    if not ending or code in {"S", "M", "H"}:
        return None
    if base is None:
        return unknown("")
    stretch = calendar.unit_around(base, code, step)
    return dated(stretch, "anchored" if context.reference else "assumed") if stretch else None


def named_day(match: Match, context: Context) -> Reading | None:
    """Today, yesterday morning, tonight, the day before yesterday."""
    name = match.words("name")[0]
    if match.before() == "usa":
        return None
    if context.anchor is None:
        return Reading("TIME", "TNI", None, "hour", anchored=True, certainty="anchored") if name == "tonight" else unknown("")
    if name == "tonight":
        return at_part(context.anchor, "NI", "anchored")
    offset = int(meaning("DAYNAME", name))
    if match.has("two"):
        offset += -1 if match.words("side") == ["before"] else 1
    return of_day(match, "part", dated(calendar.the_day(context.anchor + timedelta(days=offset)), "anchored"))


def overnight(match: Match, context: Context) -> Reading | None:
    """The night that ended on the anchor's day."""
    return at_part(context.anchor - timedelta(days=1) if context.anchor else None, "NI", "assumed")
