"""Days and months by their names and numbers, with or without a year."""

from __future__ import annotations

from datetime import date

from factcheck.time import calendar
from factcheck.time.clock import at_clock
from factcheck.time.grammar import Match
from factcheck.time.lexicon import context as words
from factcheck.time.lexicon import table
from factcheck.time.reading import (
    IMPOSSIBLE,
    Context,
    Reading,
    dated,
    month_of,
    ordinal_of,
    unknown,
    weekday_of,
    which_of,
    year_of,
)
from factcheck.time.years import going_on, on_side, shared_year, year_beside


def _day_number(match: Match, name: str = "day") -> int:
    word = match.words(name)[-1]
    return int(word) if word.isdigit() else ordinal_of(match.words(name))


_BEFORE_A_BARE_DAY = {"on", "by", "until", "from", "to", "since", "before", "after", "around", "between", "through", "and"}


def _counted(match: Match) -> bool:
    return match.after() in {"%", "percent", "per", "million", "billion", "trillion"}


def full_date(match: Match, context: Context) -> Reading | None:
    """March 4, 2024; Monday, 4 March; the fourth of July; March 4 at 9 a.m."""
    if not match.has("month"):
        return _weekday_and_number(match, context)
    month, day = month_of(match), _day_number(match)
    if day < 1:
        return None
    if match.has("era"):
        return before_christ(match, month, day)
    year = year_of(match, context)
    short = match.has("year") and match.tokens("year")[-1].form in {"TWO", "DAY2", "HOUR2"}
    if ((year is None or short) and _counted(match)) or (
        short and match.after()[:1].isalpha() and match.after() not in words("after_past")
    ):
        return None
    if match.tokens("day")[-1].text == "second" and not match.has("year") and match.before() != "the" and "of" not in match.words_all():
        return None
    if year is None:
        year = shared_year(match) or year_beside(match, context, month)
    if match.has("yearwhich"):
        return _of_which_year(match, context, month, day)
    if year is None:
        return _with_clock(match, _without_year(match, context, month, day))
    found = calendar.possible(year, month, day)
    return _with_clock(match, dated(calendar.the_day(found))) if found else IMPOSSIBLE


def _of_which_year(match: Match, context: Context, month: int, day: int) -> Reading | None:
    """July 25 of that year; last Oct. 23, which is the latest before the anchor."""
    offset, told = which_of(match, "yearwhich")
    base = context.told() if told else context.anchor
    if base is None:
        return unknown(f"XXXX-{month:02d}-{day:02d}", "day")
    if match.parts["yearwhich"][0] == match.first and offset:
        years = (base.year, base.year + offset)
        found = [there for year in years if (there := calendar.possible(year, month, day)) and (there - base).days * offset > 0]
        return dated(calendar.the_day(found[0]), "assumed") if found else IMPOSSIBLE
    there = calendar.possible(base.year + offset, month, day)
    return dated(calendar.the_day(there), "anchored") if there else IMPOSSIBLE


def _with_clock(match: Match, reading: Reading | None) -> Reading | None:
    if not match.has("clock") or reading is None or reading.interval is None or reading.interval.start is None:
        return reading
    return at_clock(reading.interval.start.date(), " ".join(match.words("clock")).lstrip(", ").removeprefix("at "), reading.certainty)


def before_christ(match: Match, month: int, day: int | None) -> Reading:
    """A day or month with "BC" or "AD"; before Christ it has a value and no interval."""
    year = int(match.words("year")[0])
    rest = f"{month:02d}" + (f"-{day:02d}" if day else "")
    if match.words("era")[0].startswith("b"):
        return Reading("DATE", f"BC{year:04d}-{rest}", None, "day" if day else "month")
    found = calendar.possible(year, month, day or 1)
    if found is None:
        return IMPOSSIBLE
    return dated(calendar.the_day(found) if day else calendar.the_month(year, month))


def _without_year(match: Match, context: Context, month: int, day: int) -> Reading | None:
    if calendar.possible(2024, month, day) is None:
        return IMPOSSIBLE
    base = context.anchor or context.reference
    if base is None:
        return unknown(f"XXXX-{month:02d}-{day:02d}", "day")
    direction = context.direction(match)
    candidates = [found for year in range(base.year - 8, base.year + 9) if (found := calendar.possible(year, month, day))]
    known = _known_day(match, month, day, base)
    told = context.narrated(match)
    if known is not None:
        return dated(calendar.the_day(known), "assumed")
    if told is not None:
        chosen = going_on(told, month, day)
    elif context.anchor is None:
        chosen = min(candidates, key=lambda found: (abs(found.year - base.year), found.year))
    else:
        chosen = on_side(candidates, base, direction, strictly=context.happened(match))
        beside = _day_beside(match, context)
        if beside is not None and direction <= 0 and beside <= base < chosen:
            chosen = min(candidates, key=lambda found: (abs(found - beside), found))
    if match.has("weekday"):
        agreeing = [found for found in candidates if found.weekday() == weekday_of(match)]
        chosen = min(agreeing, key=lambda found: abs(found - chosen)) if agreeing else chosen
    return dated(calendar.the_day(chosen), "assumed")


_SENTENCE = 15
"""Tokens apart at most that two days of one sentence are."""


def _day_beside(match: Match, context: Context) -> date | None:
    """The day without a year named shortly before: both are of one year ("on 14 March, three days after the wedding on 11 March")."""
    if context.yearless is None or match.first - context.yearless[0].last > _SENTENCE:
        return None
    interval = context.yearless[1].interval
    return interval.start.date() if interval is not None and interval.start is not None else None


def _known_day(match: Match, month: int, day: int, base: date) -> date | None:
    """A day that its event has made known: the "Sept. 11 attacks" are of one year, whenever told."""
    for known in table("words")["known_days"]:
        if (known["month"], known["day"]) == (month, day) and {match.after(), match.after(2)} & set(known["words"]):
            found = date(known["year"], month, day)
            return found if found <= base else None
    return None


def _weekday_and_number(match: Match, context: Context) -> Reading | None:
    """Tuesday the 5th: the nearest month in which that day is a Tuesday."""
    number, weekday, base = _day_number(match), weekday_of(match), context.anchor
    if base is None or not 1 <= number <= 31:
        return unknown(f"XXXX-XX-{number:02d}", "day") if 1 <= number <= 31 else None
    firsts = [calendar.shifted(base, offset) for offset in range(-14, 15)]
    found = [day for first in firsts if (day := calendar.possible(first.year, first.month, number)) and day.weekday() == weekday]
    return dated(calendar.the_day(on_side(found, base, context.direction(match))), "assumed") if found else IMPOSSIBLE


def shared_month(match: Match, context: Context) -> Reading | None:
    """The "3" of "3 and 5 March"."""
    rest = context.read(match, "rest", context)
    number = _day_number(match)
    ranged = match.scan.tokens[match.parts["own"][1]].text in {"to", "-", "–", "until", "through"}
    listed = context.latest is not None and context.latest[0].rule == "shared_month" and context.latest[0].last >= match.last
    led = ranged or listed or match.has("weekday") or match.words("own")[0] == "the" or match.before() in words("before_month")
    if rest is None or rest.interval is None or rest.interval.start is None or not led or match.before() in words("before_number"):
        return None
    found = calendar.possible(rest.interval.start.year, rest.interval.start.month, number)
    if found is None or found >= rest.interval.start.date():
        return None
    return dated(calendar.the_day(found), rest.certainty)._replace(span=match.parts["own"])


def bare_day(match: Match, context: Context) -> Reading | None:
    """On the 21st: the day of the month last told of, or the nearest such day of the anchor."""
    near = match.before() in _BEFORE_A_BARE_DAY and (
        not match.after().isalnum() or match.after() in {"and", "to", "at", "when", "as", "but"}
    )
    number = _day_number(match)
    if not near or (context.latest is None and context.anchor is None):
        return None
    base = context.told()
    if base is None:
        return None
    firsts = [calendar.shifted(base, offset) for offset in (-1, 0, 1)]
    found = [day for first in firsts if (day := calendar.possible(first.year, first.month, number))]
    if context.reference is not None:
        same = calendar.possible(base.year, base.month, number)
        return dated(calendar.the_day(same), "assumed") if same else None
    return dated(calendar.the_day(on_side(found, base, context.direction(match))), "assumed")


def day_of_month(match: Match, context: Context) -> Reading | None:
    """The 20th of next month."""
    offset, is_told = which_of(match)
    base = context.told() if is_told else context.anchor
    if base is None:
        return unknown("")
    month = calendar.shifted(base, offset)
    found = calendar.possible(month.year, month.month, _day_number(match))
    return dated(calendar.the_day(found), "anchored") if found else IMPOSSIBLE


def listed_day(match: Match, context: Context) -> Reading | None:
    """The "5" of "March 3 and 5": only right after a day with its month."""
    months = table("words")["roles"]
    if context.latest is None or _counted(match) or match.after() in {**months["MONTH"], **months["SHORTMONTH"]}:
        return None
    before, reading = context.latest
    if before.last != match.first or before.rule not in {"full_date", "listed_day"} or reading.type != "DATE" or reading.interval is None:
        return None
    if match.words("skip") == [","] and match.after() not in {",", "and", "."}:
        return None
    start = reading.interval.start
    found = calendar.possible(start.year, start.month, _day_number(match)) if start else None
    if found is None or start is None or found <= start.date():
        return None
    return dated(calendar.the_day(found), reading.certainty)._replace(span=(match.parts["day"][0], match.last))
