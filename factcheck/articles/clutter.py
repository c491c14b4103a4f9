"""Lines that belong to the page and not to the report: bylines, dates, calls to the reader; none that states anything."""

from __future__ import annotations

import re

from factcheck.articles.dateline import is_date_line
from factcheck.articles.dates import month_numbers
from factcheck.articles.sentence_ends import closed
from factcheck.articles.stating import may_state, states, written_out
from factcheck.words import listed

LONGEST = 160
"""Longer lines are prose, whatever they begin with."""
_BYLINE = re.compile(r"By\s+(?P<name>[A-Z][\w.'’-]+(?:\s+(?:and\s+)?[A-Z][\w.'’-]+){0,5})\s*(?P<rest>[|,].*)?\Z", re.DOTALL)


def plain_words(line: str) -> str:
    """The words of the line alone, lower case: what headlines are compared by."""
    return re.sub(r"\W+", " ", line).strip().lower()


def clutter(line: str) -> str:
    """Why the line is no part of the report: "byline", "date line", "call to the reader"; "" where it is one, or may be one."""
    if len(line) > LONGEST:
        return ""
    if _is_byline(line):
        return "byline"
    if is_date_line(line):
        return "date line"
    lowered = line.lower().replace("’", "'")
    if plain_words(line) in listed("articles", "clutter_lines") or _is_call(line, lowered) or _is_contact(line, lowered):
        return "call to the reader"
    return ""


def _is_byline(line: str) -> bool:
    match = _BYLINE.match(line)
    rest = match["rest"] or "" if match else ""
    if match is None or states(rest) or (closed(line) and written_out(rest)):
        return False
    first = match["name"].split()[0].lower()
    return first not in listed("articles", "days") and first not in month_numbers()


def _is_call(line: str, lowered: str) -> bool:
    """The line begins with what pages say to their readers, and says nothing else."""
    cues = [cue for cue in listed("articles", "clutter") if lowered.startswith(cue) and _ends_there(lowered, len(cue))]
    if not cues:
        return False
    cue = max(cues, key=len)
    rest = line[len(cue) :].lstrip()
    told = listed("articles", "labels").issuperset(cues) or (closed(line) and (cue.endswith(":") or rest.startswith(":")))
    return not (may_state(rest) if told else states(rest))


def _ends_there(line: str, length: int) -> bool:
    """The first `length` characters are whole words: "subscribe" is not in "subscribers", but "more:" is in "more:the flood"."""
    return not (line[length - 1].isalnum() and line[length : length + 1].isalnum())


def _is_contact(line: str, lowered: str) -> bool:
    """How to reach the writer: "Follow her on Twitter", "Reach him at x@example.org"."""
    networks = "|".join(sorted(listed("articles", "networks")))
    called = re.match(r"(?:you can\s+)?(?:follow|reach|contact|email|find)\s", lowered)
    reached = re.search(rf"\b(?:on|at)\s+(?:(?:{networks})\b|@|\S+@)", lowered)
    return called is not None and reached is not None and not states(line[called.end() :])
