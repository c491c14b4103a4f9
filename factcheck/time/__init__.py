"""Finds the time expressions of a text, what is tied to a moment, and when it expires; here, the tagger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from factcheck.model import Interval, TimeExpression
from factcheck.syntax import Syntax
from factcheck.time import days, durations, months, relative, seasons, times_of_day, years
from factcheck.time.days import day_first
from factcheck.time.discourse import IMPOSSIBLE, Discourse, Resolver, Sense
from factcheck.time.grammar import Match, Scan, Token, literals, matches, scan, table, within
from factcheck.time.sensitivity import sensitivities
from factcheck.time.tense import direction, happened
from factcheck.time.years import is_history, is_narrative, story

__all__ = ["day_first", "sensitivities", "tag"]


_DAYS = {"day", "hour", "minute", "second"}
_ZONES = frozenset(table("words")["roles"]["ZONE"])

RESOLVERS: dict[str, Resolver] = {
    "iso": days.iso,
    "numeric": days.numeric,
    "full_date": days.full_date,
    "shared_month": days.shared_month,
    "known_day": days.known_day,
    "bare_day": days.bare_day,
    "day_of_month": days.day_of_month,
    "listed_day": days.listed_day,
    "month": months.month,
    "week_of": months.week_of,
    "year": years.year,
    "year_range": years.year_range,
    "year_range_end": years.year_range_end,
    "decade": years.decade,
    "century": years.century,
    "season": seasons.season,
    "quarter": seasons.quarter,
    "nth_unit": seasons.nth_unit,
    "period_ended": durations.period_ended,
    "relative": relative.relative,
    "which_weekday": months.which_weekday,
    "which_part": relative.which_part,
    "edge": relative.edge,
    "the_weekend": months.the_weekend,
    "second_next": relative.second_next,
    "beside": relative.beside,
    "weekday": months.weekday,
    "named_day": relative.named_day,
    "overnight": relative.overnight,
    "ago": relative.ago,
    "span": durations.span,
    "duration": durations.duration,
    "every": durations.every,
    "clock": times_of_day.clock,
    "part": times_of_day.part,
    "present": relative.present,
    "past": relative.past,
    "future": relative.future,
}
"""Rule of the grammar -> what gives its matches their meaning."""


def tag(
    text: str, anchor: date | None, syntax: Syntax | None = None, *, reference: date | None = None, day_first: bool | None = None
) -> list[TimeExpression]:
    """TIMEX3-style expressions (Pustejovsky et al. 2003) of `text`, in order, none overlapping another.

    `anchor` is the day of publication; without it, relative expressions have no interval. `syntax` is the parse of exactly `text`;
    it tells past from future for weekdays and months, which without it is read off the words around. `reference` is the last date
    named before this text: "a week earlier" and "that year" hang on it until the text names a date of its own. `day_first` says whether
    03/04/2024 begins with the day, where more of the text than this shows it.
    """
    scanned = scan(text, literals())
    discourse = Discourse(anchor, reference, None, direction(syntax), happened(syntax), _read_part, story(reference, anchor))
    discourse = discourse._replace(
        history=is_history(scanned, anchor), day_first=day_first if day_first is not None else days.day_first(text)
    )
    return opened([_expression(match, sense) for match, sense in _senses(scanned, discourse)], scanned)


def _senses(scanned: Scan, discourse: Discourse) -> Iterator[tuple[Match, Sense]]:
    """From left to right the longest match that has a meaning."""
    place, narrative = 0, is_narrative(scanned, discourse.anchor)
    for match in matches(scanned):
        if match.first < place or not _free(match, place):
            continue
        sense = _read(match, discourse)
        if sense is None:
            continue
        place = sense.span[1] if sense.span else match.last
        if sense is IMPOSSIBLE:
            continue
        yield match, sense
        reference = _told(sense, discourse)
        if match.rule == "full_date" and not match.has("year"):
            discourse = discourse._replace(yearless=(match, sense))
        if sense.granularity in _DAYS and _named(sense) is not None:
            discourse = discourse._replace(day=reference)
        discourse = discourse._replace(
            latest=(match, sense), reference=reference, story=story(reference, discourse.anchor) if narrative else None
        )


def _read(match: Match, discourse: Discourse) -> Sense | None:
    """The meaning of a match; None where there is none, such as a day beyond the calendar's ends."""
    try:
        return RESOLVERS[match.rule](match, discourse)
    except (OverflowError, ValueError):
        return None


def _read_part(match: Match, name: str, discourse: Discourse) -> Sense | None:
    """What exactly the words of a named part mean by themselves."""
    for inner in within(match, name):
        sense = _read(inner, discourse)
        if sense is not None and sense is not IMPOSSIBLE:
            return sense
    return None


def _told(sense: Sense, discourse: Discourse) -> date | None:
    """The date on which what follows hangs: in a history no day of the present that was only guessed."""
    found = _named(sense)
    if found is None or discourse.anchor is None or not discourse.history or sense.certainty != "assumed":
        return found or discourse.reference
    return discourse.reference if found.year >= discourse.anchor.year - 1 else found


def _named(sense: Sense) -> date | None:
    """The day on which later expressions can hang: the first of what a DATE or TIME names."""
    if sense.type not in {"DATE", "TIME"} or sense.interval is None or sense.interval.start is None:
        return None
    return sense.interval.start.date()


def _free(match: Match, place: int) -> bool:
    """No letter, digit or sign of a number touches the match: "F-16s", "B52", "$2019" and "0.1998" hold no time.

    A dash may touch it after an expression that ended at token `place`, or be its first token there: "4pm-5pm", "3-5".
    """
    text, first, last = match.scan.text, match.scan.tokens[match.first], match.scan.tokens[match.last - 1]
    if last.text in _ZONES and match.last - match.first > 1 and text[last.start - 1].isdigit():
        return False
    before, after = text[first.start - 1 : first.start], text[last.end : last.end + 2]
    joined = place != 0 and match.first == place and first.text in {"-", "–", "/"}
    if (before.isalnum() and not joined) or before in {"$", "£", "€", "¥", "_"} or after[:1].isalnum():
        return False
    if place and match.first - 1 == place and before in {"-", "–"}:
        return True
    if match.rule == "clock" and before in {"-", "–"} and match.first > 1 and _is_hour(match.scan.tokens[match.first - 2]):
        return True
    if before in {"-", ".", ",", "/", ":"} and first.text[:1].isdigit():
        return not text[max(first.start - 2, 0) : first.start - 1].isalnum() or before == ","
    return not (after[:1] in {".", ",", ":", "/"} and after[1:].isdigit() and last.text[-1:].isdigit())


def _is_hour(token: Token) -> bool:
    """What stands before the dash of "4-6 p.m." and "10:30-11 a.m."."""
    return token.form in {"CLOCK", "DIGIT", "HOUR2"}


def _expression(match: Match, sense: Sense) -> TimeExpression:
    first, last = sense.span or (match.first, match.last)
    start, end = match.scan.tokens[first].start, match.scan.tokens[last - 1].end
    fields = sense._asdict()
    del fields["span"]
    return TimeExpression(start=start, end=end, text=match.scan.text[start:end], **fields)


_LINKS = {"and", "to", "until", "till", "through", "-", "–"}


def opened(expressions: Sequence[TimeExpression], scanned: Scan) -> list[TimeExpression]:
    """Since 2016 has no end, until and before May no start; both ends of "between 2014 and 2017" get the interval of the whole."""
    found = list(expressions)
    places = {token.start: index for index, token in enumerate(scanned.tokens)}
    ends = {token.end: index for index, token in enumerate(scanned.tokens)}
    for number, expression in enumerate(found):
        index = places[expression.start]
        before = scanned.tokens[index - 1].text if index else ""
        if expression.interval is None or expression.type not in {"DATE", "TIME"}:
            continue
        following = found[number + 1] if number + 1 < len(found) else None
        if (
            following
            and _linked(scanned, ends[expression.end], places[following.start])
            and (before in {"between", "from"} or _dashed(scanned, ends[expression.end], expression, following))
        ):
            whole = _whole(expression, following)
            if whole:
                found[number], found[number + 1] = _with(expression, whole), _with(following, whole)
        elif before == "since":
            found[number] = _with(expression, Interval(start=expression.interval.start, end=None))
        elif before in {"until", "till"} and not (number and found[number - 1].interval == expression.interval):
            found[number] = _with(expression, Interval(start=None, end=expression.interval.end))
        elif before in {"before", "after"} and not _measured(scanned, index):
            bounds = (None, expression.interval.start) if before == "before" else (expression.interval.end, None)
            found[number] = _with(expression, Interval(start=bounds[0], end=bounds[1])) if any(bounds) else expression
    return found


def _measured(scanned: Scan, index: int) -> bool:
    """A distance stands before "before" or "after": "two days after 4 March", "shortly before noon", "the day after 4 May"."""
    word = scanned.tokens[index - 2].text if index > 1 else ""
    known = table("words")["roles"]
    return word in known["UNIT"] or word in known["UNITS"] or word in {"shortly", "just", "soon", "minutes", "right", "immediately", "long"}


def _linked(scanned: Scan, last: int, first: int) -> bool:
    return first - last == 2 and scanned.tokens[last + 1].text in _LINKS


def _dashed(scanned: Scan, last: int, first: TimeExpression, following: TimeExpression) -> bool:
    """As in "4-6 July" and "1861-1865", both sides as fine; not the ends of a life, whose dash has spaces."""
    dash = scanned.tokens[last + 1]
    tight = dash.text in {"-", "–"} and (dash.start, dash.end) == (first.end, following.start)
    return tight and first.granularity == following.granularity and first.type == following.type


def _whole(first: TimeExpression, last: TimeExpression) -> Interval | None:
    if first.interval is None or last.interval is None or last.type not in {"DATE", "TIME"}:
        return None
    start, end = first.interval.start, last.interval.end
    return Interval(start=start, end=end) if start is not None and end is not None and start < end else None


def _with(expression: TimeExpression, interval: Interval) -> TimeExpression:
    return expression.model_copy(update={"interval": interval})
