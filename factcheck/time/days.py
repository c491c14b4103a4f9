"""Days by the names of their months, by their numbers alone, and lists of them."""

from __future__ import annotations

import re
from datetime import date

from factcheck.time import almanac
from factcheck.time.discourse import (
    IMPOSSIBLE,
    Discourse,
    Sense,
    century_of,
    dated,
    month_of,
    ordinal_of,
    unknown,
    weekday_of,
    which_of,
    year_of,
)
from factcheck.time.grammar import Match, table
from factcheck.time.grammar import context as words
from factcheck.time.times_of_day import at_clock
from factcheck.time.years import going_on, on_side, shared_year, year_beside


def _day_number(match: Match, name: str = "day") -> int:
    word = match.words(name)[-1]
    return int(word) if word.isdecimal() else ordinal_of(match.words(name))


_BEFORE_A_BARE_DAY = {"on", "by", "until", "from", "to", "since", "before", "after", "around", "between", "through", "and"}


def _counted(match: Match) -> bool:
    return match.after() in {"%", "percent", "per", "million", "billion", "trillion"}


def full_date(match: Match, discourse: Discourse) -> Sense | None:
    """March 4, 2024; Monday, 4 March; the fourth of July; March 4 at 9 a.m."""
    if not match.has("month"):
        return _weekday_and_number(match, discourse)
    month, day = month_of(match), _day_number(match)
    if day < 1:
        return None
    if match.has("era"):
        return before_christ(match, month, day)
    year = year_of(match, discourse)
    short = match.has("year") and match.tokens("year")[-1].form in {"TWO", "DAY2", "HOUR2"}
    if ((year is None or short) and _counted(match)) or (
        short and match.after()[:1].isalpha() and match.after() not in words("after_past")
    ):
        return None
    if match.tokens("day")[-1].text == "second" and not match.has("year") and match.before() != "the" and "of" not in match.words_all():
        return None
    if year is None:
        year = shared_year(match) or year_beside(match, discourse, month)
    if match.has("yearwhich"):
        return _of_which_year(match, discourse, month, day)
    if year is None:
        return _with_clock(match, _without_year(match, discourse, month, day))
    found = almanac.possible(year, month, day)
    return _with_clock(match, dated(almanac.the_day(found))) if found else IMPOSSIBLE


def _of_which_year(match: Match, discourse: Discourse, month: int, day: int) -> Sense | None:
    """July 25 of that year; last Oct. 23, which is the latest before the anchor."""
    offset, told = which_of(match, "yearwhich")
    base = discourse.told() if told else discourse.anchor
    if base is None:
        return unknown(f"XXXX-{month:02d}-{day:02d}", "day")
    if match.parts["yearwhich"][0] == match.first and offset:
        years = (base.year, base.year + offset)
        found = [there for year in years if (there := almanac.possible(year, month, day)) and (there - base).days * offset > 0]
        return dated(almanac.the_day(found[0]), "assumed") if found else IMPOSSIBLE
    there = almanac.possible(base.year + offset, month, day)
    return dated(almanac.the_day(there), "anchored") if there else IMPOSSIBLE


def _with_clock(match: Match, sense: Sense | None) -> Sense | None:
    if not match.has("clock") or sense is None or sense.interval is None or sense.interval.start is None:
        return sense
    return at_clock(sense.interval.start.date(), " ".join(match.words("clock")).lstrip(", ").removeprefix("at "), sense.certainty)


def before_christ(match: Match, month: int, day: int | None) -> Sense:
    """A day or month with "BC" or "AD"; before Christ it has a value and no interval."""
    year = int(match.words("year")[0])
    rest = f"{month:02d}" + (f"-{day:02d}" if day else "")
    if match.words("era")[0].startswith("b"):
        return Sense("DATE", f"BC{year:04d}-{rest}", None, "day" if day else "month")
    found = almanac.possible(year, month, day or 1)
    if found is None:
        return IMPOSSIBLE
    return dated(almanac.the_day(found) if day else almanac.the_month(year, month))


def _without_year(match: Match, discourse: Discourse, month: int, day: int) -> Sense | None:
    if almanac.possible(2024, month, day) is None:
        return IMPOSSIBLE
    base = discourse.anchor or discourse.reference
    if base is None:
        return unknown(f"XXXX-{month:02d}-{day:02d}", "day")
    direction = discourse.direction(match)
    candidates = [found for year in range(base.year - 8, base.year + 9) if (found := almanac.possible(year, month, day))]
    known = _known_day(match, month, day, base)
    told = discourse.narrated(match)
    if known is not None:
        return dated(almanac.the_day(known), "assumed")
    if told is not None:
        chosen = going_on(told, month, day)
    elif discourse.anchor is None:
        chosen = min(candidates, key=lambda found: (abs(found.year - base.year), found.year))
    else:
        chosen = on_side(candidates, base, direction, strictly=discourse.happened(match))
        beside = _day_beside(match, discourse)
        if beside is not None and direction <= 0 and beside <= base < chosen:
            chosen = min(candidates, key=lambda found: (abs(found - beside), found))
    if match.has("weekday"):
        agreeing = [found for found in candidates if found.weekday() == weekday_of(match)]
        chosen = min(agreeing, key=lambda found: abs(found - chosen)) if agreeing else chosen
    return dated(almanac.the_day(chosen), "assumed")


_SENTENCE = 15
"""Tokens apart at most that two days of one sentence are."""


def _day_beside(match: Match, discourse: Discourse) -> date | None:
    """The day without a year named shortly before: both are of one year ("on 14 March, three days after the wedding on 11 March")."""
    if discourse.yearless is None or match.first - discourse.yearless[0].last > _SENTENCE:
        return None
    interval = discourse.yearless[1].interval
    return interval.start.date() if interval is not None and interval.start is not None else None


def _known_day(match: Match, month: int, day: int, base: date) -> date | None:
    """A day that its event has made known: the "Sept. 11 attacks" are of one year, whenever told."""
    for known in table("words")["known_days"]:
        if (known["month"], known["day"]) == (month, day) and {match.after(), match.after(2)} & set(known["words"]):
            found = date(known["year"], month, day)
            return found if found <= base else None
    return None


def known_day(match: Match, discourse: Discourse) -> Sense | None:
    """As in "since 9/11" and "the 9/11 attacks"; not a score of 9/11."""
    month, day = (int(part) for part in match.words("known")[0].split("/"))
    known = next(one for one in table("words")["known_days"] if (one["month"], one["day"]) == (month, day))
    if match.before() not in words("before_month") | {"-", "after"} and match.after() not in known["words"]:
        return None
    found = date(known["year"], month, day)
    return dated(almanac.the_day(found)) if discourse.anchor is None or found <= discourse.anchor else None


def _weekday_and_number(match: Match, discourse: Discourse) -> Sense | None:
    """Tuesday the 5th: the nearest month in which that day is a Tuesday."""
    number, weekday, base = _day_number(match), weekday_of(match), discourse.anchor
    if base is None or not 1 <= number <= 31:
        return unknown(f"XXXX-XX-{number:02d}", "day") if 1 <= number <= 31 else None
    firsts = [almanac.shifted(base, offset) for offset in range(-14, 15)]
    found = [day for first in firsts if (day := almanac.possible(first.year, first.month, number)) and day.weekday() == weekday]
    return dated(almanac.the_day(on_side(found, base, discourse.direction(match))), "assumed") if found else IMPOSSIBLE


def shared_month(match: Match, discourse: Discourse) -> Sense | None:
    """The "3" of "3 and 5 March"."""
    rest = discourse.read(match, "rest", discourse)
    number = _day_number(match)
    ranged = match.scan.tokens[match.parts["own"][1]].text in {"to", "-", "–", "until", "through"}
    listed = discourse.latest is not None and discourse.latest[0].rule == "shared_month" and discourse.latest[0].last >= match.last
    led = ranged or listed or match.has("weekday") or match.words("own")[0] == "the" or match.before() in words("before_month")
    if rest is None or rest.interval is None or rest.interval.start is None or not led or match.before() in words("before_number"):
        return None
    found = almanac.possible(rest.interval.start.year, rest.interval.start.month, number)
    if found is None or found >= rest.interval.start.date():
        return None
    return dated(almanac.the_day(found), rest.certainty)._replace(span=match.parts["own"])


def bare_day(match: Match, discourse: Discourse) -> Sense | None:
    """On the 21st: the day of the month last told of, or the nearest such day of the anchor."""
    near = match.before() in _BEFORE_A_BARE_DAY and (
        not match.after().isalnum() or match.after() in {"and", "to", "at", "when", "as", "but"}
    )
    number = _day_number(match)
    if not near or (discourse.latest is None and discourse.anchor is None):
        return None
    base = discourse.told()
    if base is None:
        return None
    firsts = [almanac.shifted(base, offset) for offset in (-1, 0, 1)]
    found = [day for first in firsts if (day := almanac.possible(first.year, first.month, number))]
    if discourse.reference is not None:
        same = almanac.possible(base.year, base.month, number)
        return dated(almanac.the_day(same), "assumed") if same else None
    return dated(almanac.the_day(on_side(found, base, discourse.direction(match))), "assumed")


def day_of_month(match: Match, discourse: Discourse) -> Sense | None:
    """The 20th of next month."""
    offset, is_told = which_of(match)
    base = discourse.told() if is_told else discourse.anchor
    if base is None:
        return unknown("")
    month = almanac.shifted(base, offset)
    found = almanac.possible(month.year, month.month, _day_number(match))
    return dated(almanac.the_day(found), "anchored") if found else IMPOSSIBLE


def listed_day(match: Match, discourse: Discourse) -> Sense | None:
    """The "5" of "March 3 and 5": only right after a day with its month."""
    months = table("words")["roles"]
    if discourse.latest is None or _counted(match) or match.after() in {**months["MONTH"], **months["SHORTMONTH"]}:
        return None
    before, sense = discourse.latest
    if before.last != match.first or before.rule not in {"full_date", "listed_day"} or sense.type != "DATE" or sense.interval is None:
        return None
    if match.words("skip") == [","] and match.after() not in {",", "and", "."}:
        return None
    start = sense.interval.start
    found = almanac.possible(start.year, start.month, _day_number(match)) if start else None
    if found is None or start is None or found <= start.date():
        return None
    return dated(almanac.the_day(found), sense.certainty)._replace(span=(match.parts["day"][0], match.last))


def iso(match: Match, discourse: Discourse) -> Sense | None:
    """2024-03-04, 2024-03-04T10:30."""
    text = match.words("iso")[0]
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return IMPOSSIBLE
    if len(text) > 10:
        return at_clock(day, text[11:].rstrip("z"), "explicit")
    return at_clock(day, match.words("time")[0], "explicit") if match.has("time") else dated(almanac.the_day(day))


_SLASHED = re.compile(r"(?<![\w/])(?=\d\d/\d\d\b|\d+/\d+/\d)(\d{1,2})/(\d{1,2})(?:/(?:\d{4}|\d\d))?(?![\w/])")


def day_first(text: str) -> bool | None:
    """Whether the slashed dates of a text begin with the day, as those that leave no choice show (13/04); None where none does, or both."""
    found = {
        first > second
        for first, second in ((int(m[1]), int(m[2])) for m in _SLASHED.finditer(text))
        if max(first, second) in range(13, 32) and 0 < min(first, second) < 13
    }
    return found.pop() if len(found) == 1 else None


def numeric(match: Match, discourse: Discourse) -> Sense | None:
    """03/04/2024: the month stands first unless it cannot or the text shows otherwise; dotted dates begin with the day."""
    text = match.words("numeric")[0]
    fields = re.split(r"[/.-]", text)
    if len(fields[0]) > 2:
        year, month, day = (int(field) for field in fields)
        certain = True
    else:
        first, second, year = (int(field) for field in fields)
        if len(fields[2]) == 3 or (("-" in text or "." in text) and len(fields[2]) == 2 and not match.has("time")):
            return None
        shown = discourse.day_first if "/" in text else None
        month, day = (second, first) if first > 12 or "." in text or (shown and second < 13) else (first, second)
        year = century_of(year, discourse.anchor) if len(fields[2]) == 2 else year
        certain = first > 12 or second > 12 or first == second or shown is not None
    found = almanac.possible(year, month, day)
    if found is None:
        return None
    sense = at_clock(found, match.words("time")[0], "explicit") if match.has("time") else dated(almanac.the_day(found))
    return sense if certain or sense is None else sense._replace(certainty="assumed")
