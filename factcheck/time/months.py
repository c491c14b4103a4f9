"""Months, weekdays and weekends by their names, and the weeks that a day names."""

from __future__ import annotations

from datetime import date, timedelta

from factcheck.model import Interval
from factcheck.time import almanac
from factcheck.time.days import before_christ
from factcheck.time.discourse import Discourse, Sense, dated, month_of, phase_of, unknown, weekday_of, which_of, year_of
from factcheck.time.grammar import Match, meaning, table
from factcheck.time.grammar import context as words
from factcheck.time.times_of_day import at_part, of_day
from factcheck.time.years import going_on, shared_year, year_beside


def month(match: Match, discourse: Discourse) -> Sense | None:
    """March 2024, early March, last March, March of last year, that March."""
    number, phase = month_of(match), phase_of(match, "mod")
    if match.has("era"):
        return before_christ(match, number, None)
    year = year_of(match, discourse)
    if year is not None:
        return dated(almanac.the_month(year, number), "explicit", phase)
    shared = shared_year(match) or year_beside(match, discourse, number)
    if shared is not None:
        return dated(almanac.the_month(shared, number), "explicit", phase)
    if not _month_is_meant(match):
        return None
    base = discourse.anchor or discourse.reference
    if base is None:
        return unknown(f"XXXX-{number:02d}", "month")
    year, sure = _year_of_month(match, discourse, base, number)
    return dated(almanac.the_month(year, number), "anchored" if sure else "assumed", phase)


def _month_is_meant(match: Match) -> bool:
    """A month's name alone: "May" and "March" are verbs and names too, and abbreviations names."""
    if match.has("which") or match.has("mod") or match.has("yearwhich") or match.last - match.first > 2:
        return True
    name = match.words("month")[0]
    near, person = match.before() in words("before_month"), _person(match, name)
    if person:
        return False
    if match.before() == "the" and match.after() in {"of", "on"}:
        return False
    if (len(name) <= 4 and name not in {"june", "july"}) or name == "march":
        return near and match.after() not in {"be", "have", "not"} and not _glued(match)
    first = match.scan.tokens[match.first]
    return first.end - first.start >= 3


def _glued(match: Match) -> bool:
    """As in "Mar-a-Lago"."""
    end, text = match.scan.tokens[match.last - 1].end, match.scan.text
    return text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()


def _person(match: Match, name: str) -> bool:
    """August Weil, Jan Holm: names of people too, unless "in" or "since" stands before them."""
    person = len(name) <= 4 or name in {"april", "august", "march"}
    return person and _capital(match, match.last) and match.before() not in {"in", "since", "until", "till", "during", "throughout"}


def _capital(match: Match, place: int) -> bool:
    tokens = match.scan.tokens
    return place < len(tokens) and tokens[place].form == "WORD" and match.scan.text[tokens[place].start].isupper()


def _year_of_month(match: Match, discourse: Discourse, base: date, number: int) -> tuple[int, bool]:
    """The year of a month, and whether the words leave no choice."""
    if match.has("yearwhich"):
        offset, told = which_of(match, "yearwhich")
        return ((discourse.told() or base) if told else base).year + offset, True
    offset, told = which_of(match)
    if told and match.has("which"):
        base = discourse.told() or base
    if discourse.anchor is None:
        return base.year, False
    if match.has("which") and offset == 0:
        return base.year, "this" in match.words("which")
    story = None if match.has("which") else discourse.narrated(match)
    if story is not None:
        return going_on(story.replace(day=1), number, 1).year, False
    side = offset or discourse.direction(match)
    here = base.month
    if match.has("which"):
        return (base.year - (number >= here) if side < 0 else base.year + (number <= here)), False
    if side == 0 and number >= here and _names_a_thing(match):
        return base.year - (number - here >= _NEAR and not _to_come(match)), False
    if side == 0 and abs(number - here) > 6:
        side = -1 if number > here else 1
    if side == 0:
        return base.year, False
    return (base.year - (number > here) if side < 0 else base.year + (number < here)), False


_NEAR = 3
"""Months ahead at which what a month names is as well to come as past."""


def _names_a_thing(match: Match) -> bool:
    """The October slaying, the November election: the month stands before a noun."""
    return (
        match.before() in {"the", "a", "an", *words("before_age")} and match.after().isalpha() and match.after() not in words("after_past")
    )


def _to_come(match: Match) -> bool:
    return bool({match.after(), match.after(2)} & (words("to_come") | words("appointments")))


def week_of(match: Match, discourse: Discourse) -> Sense | None:
    """The week of March 6."""
    rest = discourse.read(match, "rest", discourse)
    if rest is None or rest.interval is None or rest.interval.start is None:
        return None
    day = rest.interval.start.date()
    part = table("words")["roles"]["PART"].get(match.words("unit")[0])
    if part:
        return at_part(day, part, rest.certainty)
    if match.words("unit")[0] in {"week", "weekend"} and not match.has("ending"):
        return dated(almanac.the_week(day, weekend=match.words("unit")[0] == "weekend"), rest.certainty)
    if match.words("ending") in (["ending"], ["ended"]):
        start = almanac.midnight(day) - timedelta(days=6)
        return Sense("DURATION", "P1W", Interval(start=start, end=start + timedelta(days=7)), "week", rest.anchored, rest.certainty)
    return rest


def which_weekday(match: Match, discourse: Discourse) -> Sense | None:
    """Last Monday is the latest before the anchor, "this" lies in the anchor's week, "next" in the week after it, as agencies write.

    "The next" and "the following Monday" are the first after the last date named.
    """
    number, (offset, told) = weekday_of(match), which_of(match)
    if told and discourse.reference is not None and offset:
        day = almanac.nearest_weekday(discourse.reference + timedelta(days=offset), number, offset)
        return of_day(match, "part", dated(almanac.the_day(day), "anchored"))
    if discourse.anchor is None:
        return of_day(match, "part", unknown(f"XXXX-WXX-{number + 1}", "day"))
    if match.has("of"):
        return of_day(match, "part", _weekday_in_week(match, discourse.anchor, number))
    if offset < 0:
        day = almanac.nearest_weekday(discourse.anchor - timedelta(days=1), number, -1)
    else:
        day = almanac.monday(discourse.anchor) + timedelta(days=number, weeks=offset)
    return of_day(match, "part", dated(almanac.the_day(day), "assumed"))


def _weekday_in_week(match: Match, anchor: date, weekday: int) -> Sense:
    """Tuesday of last week."""
    offset = next((int(meaning("WHICH", word)) for word in match.words("of") if word in table("words")["roles"]["WHICH"]), 0)
    return dated(almanac.the_day(almanac.monday(anchor) + timedelta(days=weekday, weeks=offset)), "anchored")


def weekday(match: Match, discourse: Discourse) -> Sense | None:
    """Tuesday: the latest one up to the anchor, the anchor's own day included, or with a future the first from it on.

    So "Monday" in an article of a Monday is that very day, as news agencies write; "next Monday" is a week later.
    """
    number = weekday_of(match)
    if not _weekday_is_meant(match) or _is_a_show(match):
        return None
    if discourse.anchor is None:
        return of_day(match, "part", unknown(f"XXXX-WXX-{number + 1}", "day"))
    if match.has("of"):
        return of_day(match, "part", _weekday_in_week(match, discourse.anchor, number))
    direction = discourse.direction(match)
    day = almanac.nearest_weekday(discourse.anchor, number, 1 if direction > 0 else -1)
    first = _range_start(match, discourse)
    if first is not None and first > day:
        day = almanac.nearest_weekday(first, number, 1)
    sense = dated(almanac.the_day(day + timedelta(weeks=1 if match.has("side") else 0)), "assumed")
    code = match.words("part")
    return of_day(match, "part", sense) if code else sense


def _is_a_show(match: Match) -> bool:
    """Saturday Night Live, Monday Night Football: the part of the day has a capital too, as names have."""
    part = match.tokens("part")
    return bool(part) and match.scan.text[part[0].start].isupper() and match.capital(1) and not match.in_headline()


def _range_start(match: Match, discourse: Discourse) -> date | None:
    """The day before "through" or "to", where this weekday ends a range."""
    if discourse.latest is None or match.before() not in {"through", "to", "until", "till", "-", "–"}:
        return None
    before, sense = discourse.latest
    close = before.last == match.first - 1 and sense.granularity == "day" and sense.interval is not None
    return sense.interval.start.date() if close and sense.interval and sense.interval.start else None


def _weekday_is_meant(match: Match) -> bool:
    """Short names are words too ("Sat", "Sun", "Wed"): they need a dot or a word such as "on" before them."""
    name = match.words("weekday")
    if name[0] in table("words")["roles"]["WEEKDAY"]:
        return match.after() not in words("papers")
    return match.before() in words("before_month") and (name[0] not in {"sat", "sun", "wed", "mon"} or len(name) > 1)


def the_weekend(match: Match, discourse: Discourse) -> Sense:
    """The weekend that was, in a clause of the future or on a weekend the one at hand."""
    if discourse.anchor is None:
        return unknown("")
    ahead = discourse.direction(match) > 0 or discourse.anchor.weekday() >= 5
    return dated(almanac.the_week(discourse.anchor - timedelta(weeks=0 if ahead else 1), weekend=True), "assumed")
