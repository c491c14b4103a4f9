"""What the words around an expression make of its interval: since, until, before, after, between … and, from … to."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Interval, TimeExpression
from factcheck.time.lexicon import table
from factcheck.time.scan import Scan

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
