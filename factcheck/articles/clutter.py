"""Lines that belong to the page and not to the report: bylines, dates, tables, calls to the reader."""

from __future__ import annotations

import re

from factcheck.articles.dateline import is_date_line
from factcheck.articles.lexicon import words

_MOST = 160
"""How much of a line is looked at: clutter shows at its start."""


def plain_words(line: str) -> str:
    """The words of the line alone, lower case: what headlines are compared by."""
    return re.sub(r"\W+", " ", line).strip().lower()


def is_clutter(line: str) -> bool:
    """The line belongs to the page and not to the report: byline, date, table, call to the reader."""
    plain = plain_words(line[: _MOST + 1])
    lowered = line[:_MOST].lower().replace("’", "'")
    return (
        re.match(r"By\s+[A-Z][\w.'’-]+(?:\s+(?:and\s+)?[A-Z][\w.'’-]+){0,5}\s*(?:[|,].*)?\Z", line) is not None
        or line.startswith("|")
        or set(line) <= set("-=*_ |")
        or is_date_line(line)
        or plain in words("clutter_lines")
        or any(lowered.startswith(cue) and _ends_there(lowered, len(cue)) for cue in words("clutter"))
        or _is_contact(lowered)
    )


def _ends_there(line: str, length: int) -> bool:
    """The first `length` characters are whole words: "subscribe" is not in "subscribers", but "more:" is in "more:the flood"."""
    return not (line[length - 1].isalnum() and line[length : length + 1].isalnum())


def _is_contact(lowered: str) -> bool:
    """How to reach the writer: "Follow her on Twitter", "Reach him at x@example.org"."""
    networks = "|".join(sorted(words("networks")))
    return (
        re.match(rf"(?:you can\s+)?(?:follow|reach|contact|email|find)\s.*?\b(?:on|at)\s+(?:(?:{networks})\b|@|\S+@)", lowered) is not None
    )
