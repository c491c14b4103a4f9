"""Seasons, festivals, quarters and halves of years, and the nth unit of a longer one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from factcheck.model import Certainty
from factcheck.time import calendar
from factcheck.time.clock import at_part
from factcheck.time.grammar import Match, compiled
from factcheck.time.lexicon import context as words
from factcheck.time.lexicon import table
from factcheck.time.reading import Context, Reading, dated, phase_of, unknown, which_of, year_of
from factcheck.time.scan import festivals
from factcheck.time.years import going_on, on_side


def season(match: Match, context: Context) -> Reading | None:
    """Spring 2019, last summer, the winter of 1998-99; of the northern half of the earth, an assumption. Also festivals."""
    if match.has("festival"):
        return _festival(match, context)
    code = table("words")["roles"]["SEASON"][match.words("season")[0]]
    phase = phase_of(match, "mod")
    if match.has("era") and match.words("era")[0] in table("words")["roles"]["BC"]:
        return Reading("DATE", f"BC{int(match.words('year')[0]):04d}-{code}", None, "season")
    year = int(match.words("year")[0]) if match.has("era") else year_of(match, context)
    if year is not None:
        return dated(calendar.the_season(year, code), "explicit", phase)._replace(certainty="assumed")
    shared = _shared_year(match)
    if shared is not None:
        return dated(calendar.the_season(shared, code), "explicit", phase)._replace(certainty="assumed")
    if not _season_is_meant(match, code):
        return None
    base = context.anchor or context.reference
    if base is None:
        return unknown(f"XXXX-{code}", "season")
    return dated(calendar.the_season(_season_year(match, context, base, code), code), "assumed", phase)


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


def _season_year(match: Match, context: Context, base: date, code: str) -> int:
    if match.has("yearwhich"):
        return base.year + which_of(match, "yearwhich")[0]
    offset, told = which_of(match)
    story = None if match.has("which") else context.narrated(match)
    if story is not None:
        return going_on(story.replace(day=1), table("words")["seasons"][code], 1).year
    base = (context.told() or base) if told else base
    first = table("words")["seasons"][code]
    begun = (base.month, code) >= (first, code) and not (code == "WI" and base.month < first)
    running = first <= base.month < first + 3 or (code == "WI" and base.month < 3)
    latest = base.year if base.month >= first else base.year - 1
    if match.has("which") and offset == 0:
        return latest if running else base.year
    side = offset or context.direction(match)
    if side < 0:
        return latest - 1 if running and offset < 0 else latest
    if side > 0:
        return base.year + 1 if begun and not (running and offset == 0) else base.year
    return latest if running else base.year


def _festival(match: Match, context: Context) -> Reading | None:
    name = " ".join(match.words("festival"))
    kind, numbers = festivals()[name]
    base = context.anchor or context.reference
    year = year_of(match, context)
    if year is None and base is None:
        return unknown("XXXX")
    found = _festival_day(match, context, year, (kind, numbers))
    if found is None:
        return None
    certainty: Certainty = "explicit" if year is not None else "assumed"
    week = match.words("week")
    if week == ["week"]:
        return dated(calendar.the_week(found), certainty)
    if week == ["weekend"]:
        return dated(calendar.the_week(found if found.weekday() >= 3 else found - timedelta(days=4), weekend=True), certainty)
    if week and week[0] in table("words")["roles"]["PART"]:
        return at_part(found, table("words")["roles"]["PART"][week[0]], certainty)
    return dated(calendar.the_day(found), certainty)


def _festival_day(match: Match, context: Context, year: int | None, rule: tuple[str, tuple[int, ...]]) -> date | None:
    if year is not None:
        return calendar.festival(year, *rule)
    base = context.anchor or context.reference
    if base is None:
        return None
    offset, told = which_of(match)
    story = None if match.has("which") else context.narrated(match)
    if story is not None:
        return min((calendar.festival(story.year + step, *rule) for step in (0, 1)), key=lambda day: (abs(day - story), day))
    base = (context.told() or base) if told else base
    candidates = [calendar.festival(base.year + step, *rule) for step in (-1, 0, 1) if 0 < base.year + step < 9999]
    if match.has("which") and offset == 0:
        return calendar.festival(base.year, *rule)
    if offset < 0:
        return max((day for day in candidates if day < base), default=candidates[0])
    if offset > 0:
        return min((day for day in candidates if day > base), default=candidates[-1])
    return on_side(candidates, base, context.direction(match))
