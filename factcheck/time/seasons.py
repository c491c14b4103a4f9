"""Seasons, festivals, quarters and halves of years, and the nth unit of a longer one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from factcheck.model import Certainty
from factcheck.time import almanac
from factcheck.time.discourse import Discourse, Sense, dated, month_of, ordinal_of, phase_of, unknown, weekday_of, which_of, year_of
from factcheck.time.grammar import Match, compiled, festivals, table
from factcheck.time.grammar import context as words
from factcheck.time.times_of_day import at_part
from factcheck.time.years import going_on, on_side


def season(match: Match, discourse: Discourse) -> Sense | None:
    """Spring 2019, last summer, the winter of 1998-99; of the northern half of the earth, an assumption. Also festivals."""
    if match.has("festival"):
        return _festival(match, discourse)
    code = table("words")["roles"]["SEASON"][match.words("season")[0]]
    phase = phase_of(match, "mod")
    if match.has("era") and match.words("era")[0] in table("words")["roles"]["BC"]:
        return Sense("DATE", f"BC{int(match.words('year')[0]):04d}-{code}", None, "season")
    year = int(match.words("year")[0]) if match.has("era") else year_of(match, discourse)
    if year is not None:
        return dated(almanac.the_season(year, code), "explicit", phase)._replace(certainty="assumed")
    shared = _shared_year(match)
    if shared is not None:
        return dated(almanac.the_season(shared, code), "explicit", phase)._replace(certainty="assumed")
    if not _season_is_meant(match, code):
        return None
    base = discourse.anchor or discourse.reference
    if base is None:
        return unknown(f"XXXX-{code}", "season")
    return dated(almanac.the_season(_season_year(match, discourse, base, code), code), "assumed", phase)


@cache
def _later_year() -> re.Pattern[str]:
    return compiled("('and' | 'or' | 'to' | ',') 'the'? SEASON 'of'? (year: YEAR)")


def _shared_year(match: Match) -> int | None:
    """The year of "the spring and summer of 1916" for the spring."""
    found = _later_year().match(match.scan.letters, match.last)
    return int(match.scan.tokens[found.end() - 1].text) if found else None


def _season_is_meant(match: Match, code: str) -> bool:
    if match.has("which") or match.has("yearwhich"):
        return True
    fall, near = match.words("season")[0] == "fall", match.before() in words("before_season")
    if (match.after() == "of" and (fall or code == "SP")) or _part_of_a_name(match):
        return False
    named = {"spring": "water", "fall": "out"}
    if match.after() == named.get(match.words("season")[0], ""):
        return False
    if fall and not match.has("mod"):
        return near and match.before() not in {"to", "and"} and match.words("season")[0] == match.scan.tokens[match.last - 1].text
    return near or match.has("mod") or match.scan.tokens[match.first].text == "the"


def _part_of_a_name(match: Match) -> bool:
    """As in "the Winter Palace": a capital letter, and another one on the next word."""
    tokens, text = match.scan.tokens, match.scan.text
    following = tokens[match.last] if match.last < len(tokens) else None
    named = following is not None and following.form == "WORD" and text[following.start].isupper()
    return named and text[tokens[match.last - 1].start].isupper()


def _season_year(match: Match, discourse: Discourse, base: date, code: str) -> int:
    if match.has("yearwhich"):
        return base.year + which_of(match, "yearwhich")[0]
    offset, told = which_of(match)
    story = None if match.has("which") else discourse.narrated(match)
    if story is not None:
        return going_on(story.replace(day=1), table("words")["seasons"][code], 1).year
    base = (discourse.told() or base) if told else base
    first = table("words")["seasons"][code]
    begun = (base.month, code) >= (first, code) and not (code == "WI" and base.month < first)
    running = first <= base.month < first + 3 or (code == "WI" and base.month < 3)
    latest = base.year if base.month >= first else base.year - 1
    if match.has("which") and offset == 0:
        return latest if running else base.year
    side = offset or discourse.direction(match)
    if side < 0:
        return latest - 1 if running and offset < 0 else latest
    if side > 0:
        return base.year + 1 if begun and not (running and offset == 0) else base.year
    return latest if running else base.year


def _festival(match: Match, discourse: Discourse) -> Sense | None:
    name = " ".join(match.words("festival"))
    kind, numbers = festivals()[name]
    base = discourse.anchor or discourse.reference
    year = year_of(match, discourse)
    if year is None and base is None:
        return unknown("XXXX")
    found = _festival_day(match, discourse, year, (kind, numbers))
    if found is None:
        return None
    certainty: Certainty = "explicit" if year is not None else "assumed"
    week = match.words("week")
    if week == ["week"]:
        return dated(almanac.the_week(found), certainty)
    if week == ["weekend"]:
        return dated(almanac.the_week(found if found.weekday() >= 3 else found - timedelta(days=4), weekend=True), certainty)
    if week and week[0] in table("words")["roles"]["PART"]:
        return at_part(found, table("words")["roles"]["PART"][week[0]], certainty)
    return dated(almanac.the_day(found), certainty)


def _festival_day(match: Match, discourse: Discourse, year: int | None, rule: tuple[str, tuple[int, ...]]) -> date | None:
    if year is not None:
        return almanac.festival(year, *rule)
    base = discourse.anchor or discourse.reference
    if base is None:
        return None
    offset, told = which_of(match)
    story = None if match.has("which") else discourse.narrated(match)
    if story is not None:
        return min((almanac.festival(story.year + step, *rule) for step in (0, 1)), key=lambda day: (abs(day - story), day))
    base = (discourse.told() or base) if told else base
    candidates = [almanac.festival(base.year + step, *rule) for step in (-1, 0, 1) if 0 < base.year + step < 9999]
    if match.has("which") and offset == 0:
        return almanac.festival(base.year, *rule)
    if offset < 0:
        return max((day for day in candidates if day < base), default=candidates[0])
    if offset > 0:
        return min((day for day in candidates if day > base), default=candidates[-1])
    return on_side(candidates, base, discourse.direction(match))


def quarter(match: Match, discourse: Discourse) -> Sense | None:
    """The third quarter of 1998, Q3 2024, the first half of last year; without a year the latest that has begun."""
    if match.has("code"):
        code = match.words("code")[0]
        if code.startswith("fy"):
            return None
        number, half = int(code[1]), code[0] == "h"
    else:
        number, half = ordinal_of(match.words("ordinal")), match.words("unit") == ["half"]
    if number == -1:
        return None
    if not 1 <= number <= (2 if half else 4):
        return None
    year = year_of(match, discourse)
    make = almanac.the_half if half else almanac.the_quarter
    if year is not None:
        return dated(make(year, number))
    if half and not match.has("yearwhich") and "year" not in match.scan.tokens[match.last - 1].text and not _half_of_a_firm(match):
        return None
    base = discourse.anchor or discourse.reference
    if base is None:
        return unknown(f"XXXX-{'H' if half else 'Q'}{number}", "quarter")
    if match.has("yearwhich"):
        offset, told = which_of(match, "yearwhich")
        base = (discourse.told() or base) if told else base
        return dated(make(base.year + offset, number), "anchored")
    if match.scan.tokens[match.last - 1].text == "year":
        return dated(make(base.year, number), "assumed")
    started = make(base.year, number).interval.start
    begun = started is not None and started <= almanac.midnight(base)
    side = discourse.direction(match)
    return dated(make(base.year - (side <= 0 and not begun) + (side > 0 and begun and number * 3 < base.month), number), "assumed")


_ACCOUNTS = {"profit", "profits", "loss", "losses", "earnings", "results", "revenue", "revenues", "sales", "income", "turnover", "net"}


def _half_of_a_firm(match: Match) -> bool:
    """Second-half profit; the half of a match or of a book has no place in the calendar."""
    return bool({match.after(), match.after(2)} & _ACCOUNTS)


def nth_unit(match: Match, discourse: Discourse) -> Sense | None:
    """The first week of May, the second Tuesday in November 2024, the last day of the year."""
    number = ordinal_of(match.words("ordinal"))
    outer = _outer(match, discourse)
    if outer is None or outer.interval is None or outer.interval.start is None or outer.interval.end is None:
        return outer and Sense("DATE", "", None, "unknown", outer.anchored, outer.certainty)
    unit = match.words("unit")[0]
    first, last = outer.interval.start.date(), outer.interval.end.date() - timedelta(days=1)
    if unit in table("words")["roles"]["WEEKDAY"]:
        found = _nth_weekday(first, last, weekday_of(match, "unit"), number)
        return dated(almanac.the_day(found), outer.certainty) if found else None
    code = table("words")["roles"]["UNIT"][unit]
    stretch = _nth(first, last, code, number)
    return dated(stretch, outer.certainty) if stretch else None


def _nth_weekday(first: date, last: date, weekday: int, number: int) -> date | None:
    if number < 0:
        return almanac.nearest_weekday(last, weekday, -1)
    found = almanac.nearest_weekday(first, weekday, 1) + timedelta(weeks=number - 1)
    return found if found <= last else None


def _nth(first: date, last: date, code: str, number: int) -> almanac.Stretch | None:
    if code == "W" and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        weeks = date(first.year, 12, 28).isocalendar().week
        return almanac.the_week(date.fromisocalendar(first.year, weeks if number < 0 else number, 1)) if number <= weeks else None
    if code in {"D", "W", "WE"}:
        step = almanac.DAYS[code]
        day = last if number < 0 else first + timedelta(days=(number - 1) * step)
        if day > last:
            return None
        return almanac.the_day(day) if code == "D" else almanac.the_week(day, weekend=code == "WE")
    if code in {"MO", "Q", "Y"}:
        size = almanac.MONTHS[code]
        day = almanac.shifted(last, 1 - size) if number < 0 else almanac.shifted(first, (number - 1) * size)
        return almanac.unit_around(day, code, 0) if day <= last else None
    return None


def _outer(match: Match, discourse: Discourse) -> Sense | None:
    """The longer stretch in which the unit is counted."""
    if match.has("month"):
        return _outer_month(match, discourse)
    year = year_of(match, discourse)
    if year is not None:
        return dated(almanac.the_year(year))
    code = table("words")["roles"]["UNIT"][match.words("out")[0]]
    if code in {"D", "S", "M", "H", "N"}:
        return None
    offset, told = which_of(match, "outwhich")
    base = discourse.told() if told or not match.has("outwhich") else discourse.anchor
    if base is None:
        return unknown("")
    stretch = almanac.unit_around(base, code, offset)
    return dated(stretch, "anchored" if match.has("outwhich") else "assumed") if stretch else None


def _outer_month(match: Match, discourse: Discourse) -> Sense | None:
    number, year = month_of(match), year_of(match, discourse)
    if year is not None:
        return dated(almanac.the_month(year, number))
    base = discourse.anchor or discourse.reference
    if base is None:
        return unknown(f"XXXX-{number:02d}", "month")
    side = discourse.direction(match)
    shift = (number < base.month) if side > 0 else -(number > base.month and (side < 0 or number - base.month > 6))
    return dated(almanac.the_month(base.year + shift, number), "assumed")
