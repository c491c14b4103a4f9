"""Where the sentences of a paragraph end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.articles.readable import BLANK, INVISIBLE, SPACE_ENTITY
from factcheck.words import listed

INVISIBLE_EDGE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
EDGE = "*_#>| \t\n\v\f\r\x1c\x1d\x1e\x85\xa0\u2028\u2029\u202f\u2009" + BLANK + INVISIBLE_EDGE
"""What may stand around a sentence without belonging to it."""
NEARBY = 80
"""How far around a full stop one must look to tell what it ends."""
_WIDE = "。｡．！？"
_STOP = f".!?…‼⁇⁈⁉{_WIDE}"
_QUOTES = r"[\"”’'»›)\]*_]"
_NOTE = r"[¹²³\u2070-\u2079†‡*_|]|\[\^?\w{1,16}\]|\[citation needed\]|<br ?/?>"
"""Marks of notes and line breaks that stand after a full stop and belong to no sentence."""
_AFTER = rf"(?:{_NOTE}|[{INVISIBLE}{BLANK}]|{SPACE_ENTITY}|{_QUOTES})*+"
_END = re.compile(
    rf"(?<![{_STOP}])[{_STOP}]+{_QUOTES}*+(?P<after>{_AFTER})"
    rf"(?:(?=\s|\Z)|(?<=[;{INVISIBLE}{BLANK}])|(?<=[¹²³\u2070-\u2079†‡*_|\]>])(?=[A-Z][a-z]))"
    rf"|[{_WIDE}]+{_QUOTES}*+(?!\d)"
    rf"|(?<=[a-z0-9])[.!?]{_QUOTES}*+(?=[A-Z][a-z])"
)
_CLOSED = re.compile(rf"[{_STOP}](?:[^\w{_STOP}<\[(&]|{_NOTE}|<!--[^<>]*-->?|\([A-Z][\w/ ]{{1,20}}\)|{SPACE_ENTITY}|[*_{BLANK}])*+\Z")


def closed(text: str) -> bool:
    """The text ends with the end of a sentence, whatever marks follow it."""
    return _CLOSED.search(text, max(0, len(text) - NEARBY)) is not None


def cut(block: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of one paragraph begin and end, without marks and space at their edges; what is left at its end comes last."""
    start = 0
    for match in _END.finditer(block):
        if match.end() > start and _ends(block, match):
            end = match.start("after") if match["after"] is not None else match.end()
            yield trimmed(block, start, max(end, start))
            start = match.end()
    if block[start:].strip(EDGE):
        yield trimmed(block, start, len(block))


def trimmed(block: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without marks and space at its edges."""
    piece = block[start:end]
    return start + len(piece) - len(piece.lstrip(EDGE)), start + len(piece.rstrip(EDGE))


def _ends(block: str, match: re.Match[str]) -> bool:
    """The full stop ends a sentence: what stands before it is no abbreviation, or what follows opens a sentence."""
    before = block[max(0, match.start() - NEARBY) : match.start()]
    after = block[match.end() : match.end() + NEARBY].lstrip(EDGE)
    if not after:
        return True
    if match.end() < len(block) and block[match.end()].isupper():
        address = re.split(r"\s", before)[-1]
        return "." not in address and "/" not in address
    if after[0].islower():
        return False
    return match[0][0] != "." or not _is_abbreviation(before) or _opens(before, after)


def last_word(before: str) -> str:
    """The word at the end of `before`."""
    return re.split(r"[\s(“\"‘—–-]", before)[-1]


def _is_abbreviation(before: str) -> bool:
    word = last_word(before)
    return (
        word in listed("articles", "titles") | listed("articles", "abbreviations") or re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", word) is not None
    )


def _opens(before: str, after: str) -> bool:
    """A sentence opener follows an abbreviation that may stand last; a single capital goes with the capital after it."""
    word, opener = last_word(before), re.match(r"[\"“‘'(\[]*(\S+)", after)
    first = re.sub(r"['’]s?\Z", "", opener[1].rstrip(",;:")) if opener else ""
    return word not in listed("articles", "titles") and first in listed("articles", "openers") and (len(word) > 1 or len(first) > 1)
