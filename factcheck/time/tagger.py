"""Finds the time expressions of a text and normalises them against an anchor date."""

from __future__ import annotations

import re
from datetime import date

from factcheck.model import TimeExpression
from factcheck.syntax import Syntax
from factcheck.time.lexicon import table
from factcheck.time.patterns import patterns
from factcheck.time.values import READERS, Reading

_FUTURE = {"will", "shall", "'ll", "’ll", "would"}
_AHEAD = {"due", "set", "schedule", "plan", "expect", "propose", "promise", "intend", "next", "until", "upcoming", "by"}
_WHOLE_DATES = {"iso", "full_month_first", "full_day_first"}
_FUTURE_TEXT = re.compile(
    r"\b(?:will|would|shall|is to|are to|due|set to|scheduled|planned|plans? to|expected|until)\b[^.;]*\Z", re.IGNORECASE
)


def tag(text: str, anchor: date | None, syntax: Syntax | None = None) -> list[TimeExpression]:
    """TIMEX3-style expressions (Pustejovsky et al. 2003) of `text`, in order, none overlapping another.

    `anchor` is the day of publication; without it, relative expressions have no interval. `syntax` is the parse of exactly `text`;
    it tells past from future for weekdays and months, which without it is read off the words before.
    """
    found: list[TimeExpression] = []
    impossible: list[tuple[int, int]] = []
    for name, pattern in patterns().items():
        for match in pattern.finditer(text):
            start, end = _span(match)
            taken = [*impossible, *((other.start, other.end) for other in found)]
            if not _capital(match) or any(start < last and first < end for first, last in taken):
                continue
            reading = _read(name, match, anchor, _direction(text, start, syntax))
            if reading is None and name in _WHOLE_DATES:
                impossible.append((start, end))
            if reading is not None:
                found.append(TimeExpression(start=start, end=end, text=text[start:end], **reading._asdict()))
    return sorted(found, key=lambda expression: expression.start)


def _read(name: str, match: re.Match[str], anchor: date | None, direction: int) -> Reading | None:
    """The meaning of a match; None where there is none, such as a day beyond the calendar's ends."""
    try:
        return READERS[name](match, anchor, direction)
    except OverflowError:
        return None


def _capital(match: re.Match[str]) -> bool:
    """Month and weekday names have a capital letter; "may" is a verb and "march" a walk."""
    groups = match.groupdict()
    return all(groups.get(key) is None or groups[key][0].isupper() for key in ("month", "weekday"))


def _span(match: re.Match[str]) -> tuple[int, int]:
    """The words of the expression itself: prepositions that only helped to find it are left out."""
    groups = match.groupdict()
    if groups.get("bare"):
        return (match.start("modifier") if groups.get("modifier") else match.start("bare")), match.end("bare")
    if "before" in groups:
        return match.start("start"), match.end("start")
    if "season" in groups and "year" not in groups:
        return match.start("season"), match.end("season")
    return match.start(), match.end()


def _direction(text: str, start: int, syntax: Syntax | None) -> int:
    """1 where the clause speaks of the future, else -1."""
    if syntax is None:
        return 1 if _FUTURE_TEXT.search(text[:start]) else -1
    index = next((i for i, token in enumerate(syntax.tokens) if token.start <= start < token.end), None)
    while index is not None:
        token = syntax.tokens[index]
        if token.lemma.lower() in _AHEAD or (token.pos in {"VERB", "AUX"} and _speaks_of_future(syntax, index)):
            return 1
        if token.pos in {"VERB", "AUX"} and token.tag in {"VBD", "VBZ", "VBP"}:
            return 1 if token.tag != "VBD" and token.lemma.lower() in table("cues")["scheduled"] else -1
        index = token.head if token.head != index else None
    return -1


def _speaks_of_future(syntax: Syntax, index: int) -> bool:
    children = [syntax.tokens[child] for child in syntax.children(index)]
    modal = any(child.dependency in {"aux", "auxpass"} and child.text.lower() in _FUTURE for child in children)
    infinitive = syntax.tokens[index].tag == "VB" and any(child.text.lower() == "to" for child in children)
    return modal or infinitive
