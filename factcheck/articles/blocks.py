"""Cuts a text into blocks, and a paragraph or a row of a table into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from factcheck.articles import BLANK, INVISIBLE, QUOTE_ENTITY, SPACE_ENTITY, asciidoc, restructured
from factcheck.articles.markdown import Fences
from factcheck.model import Frozen
from factcheck.words import listed

Kind = Literal["prose", "heading", "table", "grid", "code", "unclosed code"]
"""In a grid the words of a cell stand on several lines, beside those of others."""
Markup = Literal["plain", "markdown", "rst", "asciidoc"]

BULLET = re.compile(r"\A(?:[-+*•]\s+|--\s+|[►▶●■▪◦‣]\ufe0e?\s*|\d{1,2}[.)]\s+)")
PICTURE = re.compile(r"!\[[^\]\n]*\](?:\([^()\n]*\)|\[[^\]\n]*\])")
"""A picture in Markdown, with the words that stand for it."""
HEADING = re.compile(r" {0,3}#{1,6}(?:\s|\Z)")
_QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_WRAPPED_LEAST, _WRAPPED_MOST = 40, 100


class Block(Frozen):
    """A stretch of one or more whole lines: code points [start, end) of the text."""

    kind: Kind
    start: int
    end: int


def blocks(text: str, markup: Markup) -> Iterator[Block]:
    """The blocks of the text in order; between them lie line ends and empty lines alone. Plain text has no headings, tables and code."""
    if markup in {"rst", "asciidoc"}:
        for part in restructured.parts(text) if markup == "rst" else asciidoc.parts(text):
            if part.kind == "prose" or part.kind == "comment" or part.kind == "mark-up":  # noqa: PLR1714  a set tells mypy less
                yield from _prose(text, part.start, part.end, joined=True)
            else:
                kind: Kind = "grid" if part.kind == "table" and markup == "rst" else part.kind
                yield Block(kind=kind, start=part.start, end=part.end)
        return
    start = 0
    for fenced in Fences(text).all() if markup == "markdown" else ():
        yield from _prose(text, start, fenced.start, markdown=True)
        yield Block(kind="code" if fenced.closed else "unclosed code", start=fenced.start, end=fenced.end)
        start = fenced.end + 1
    yield from _prose(text, start, len(text), markdown=markup == "markdown")


def _prose(text: str, first: int, last: int, *, markdown: bool = False, joined: bool = False) -> Iterator[Block]:
    """One or more lines make a block: a line that goes on in the next is joined with it; `joined` = but for list items all lines do."""
    current: Block | None = None
    before, quoted = "", False
    start = first
    for raw in text[first:last].split("\n") if first < last else ():
        end = start + len(raw)
        mark = _QUOTE.match(raw)
        line = raw[mark.end() :] if mark else raw
        kind = _kind(line, markdown=markdown)
        alike = current is not None and current.kind == kind == "prose" and (mark is not None) == quoted
        if current is not None and alike and line.strip() and _continues(before, line, joined=joined):
            current = Block(kind=kind, start=current.start, end=end)
        else:
            if current is not None:
                yield current
            current = Block(kind=kind, start=start, end=end) if raw.strip() else None
        before, quoted = line, mark is not None
        start = end + 1
    if current is not None:
        yield current


def _kind(line: str, *, markdown: bool) -> Kind:
    if markdown and HEADING.match(line):
        return "heading"
    return "table" if markdown and line.lstrip().startswith("|") else "prose"


def _continues(before: str, line: str, *, joined: bool) -> bool:
    """A hard-wrapped line: the one `before` is long and stops nowhere, and this one is no list item."""
    if BULLET.match(line.lstrip()) or (before.rstrip().endswith("**") and not joined):
        return False
    if joined:
        return True
    wrapped = _WRAPPED_LEAST <= len(before) <= _WRAPPED_MOST and len(line) <= _WRAPPED_MOST
    return line[:1].islower() or before.rstrip().endswith((",", ";")) or (wrapped and not _stops(before))


def _stops(line: str) -> bool:
    """The line ends with the end of a sentence, not with an abbreviation."""
    end = line.rstrip()[-NEARBY:]
    return closed(line) and not (end.endswith(".") and not end.endswith("..") and last_word(end[:-1]) in listed("articles", "titles"))


# Where the sentences of a paragraph end.

INVISIBLE_EDGE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
EDGE = "*_#>| \t\n\v\f\r\x1c\x1d\x1e\x85\xa0\u2028\u2029\u202f\u2009" + BLANK + INVISIBLE_EDGE
"""What may stand around a sentence without belonging to it."""
NEARBY = 80
"""How far around a full stop one must look to tell what it ends."""
_WIDE = "。｡．！？"
_STOP = f".!?…‼⁇⁈⁉{_WIDE}"
_QUOTES = rf"(?:[\"”’'»›)\]*_]|{QUOTE_ENTITY})"
_NOTE = r"[¹²³\u2070-\u2079†‡*_|]|\[\^?\w{1,16}\]|\[citation needed\]|<br ?/?>"
"""Marks of notes and line breaks that stand after a full stop and belong to no sentence."""
_AFTER = rf"(?:{_NOTE}|[{INVISIBLE}{BLANK}]|{SPACE_ENTITY}|{_QUOTES})*+"
_END = re.compile(
    rf"(?<![{_STOP}])[{_STOP}]+{_QUOTES}*+(?P<after>{_AFTER})"
    rf"(?:(?=\s|\Z)|(?<=[;{INVISIBLE}{BLANK}])|(?<=[¹²³\u2070-\u2079†‡*_|\]>])(?=[A-Z][a-z]))"
    rf"|[{_WIDE}]+{_QUOTES}*+(?!\d)"
    rf"|(?<=[a-z0-9])[.!?]{_QUOTES}*+(?=[A-Z][a-z])|(?<=[a-z]{{3}})[.!?]{_QUOTES}*+(?=\d[\d,.]* [a-z])"
)
_EMPHASIS, _OPENED = re.compile(r"\*{1,3}|_{1,3}"), re.compile(r"(?:\*{1,3}|_{1,3})\Z")
_CLOSED = re.compile(
    rf"[{_STOP}](?:[^\w{_STOP}<\[(&]|{_NOTE}|<!--[^<>]*-->?|\([A-Z][\w/ ]{{1,20}}\)|{SPACE_ENTITY}|{QUOTE_ENTITY}|[*_{BLANK}])*+\Z"
)


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
    """The stretch without marks and space at its edges, but for emphasis that ends or begins inside it ("**Karl** Moe left")."""
    piece = block[start:end]
    first, last = len(piece) - len(piece.lstrip(EDGE)), len(piece.rstrip(EDGE))
    if first >= last:
        return start + first, start + last
    before, after = _OPENED.search(piece[:first]), _EMPHASIS.match(piece, last)
    opened, closing = before[0] if before else "", after[0] if after else ""
    inside = _EMPHASIS.findall(piece, first, last) if before or after else []
    if opened and inside.count(opened) % 2 != (opened == closing) and opened in inside:
        first -= len(opened)
    if closing and inside.count(closing) % 2 != (opened == closing) and closing in inside:
        last += len(closing)
    return start + first, start + last


def _ends(block: str, match: re.Match[str]) -> bool:
    """The full stop ends a sentence: what stands before it is no abbreviation, or what follows opens a sentence."""
    before = block[max(0, match.start() - NEARBY) : match.start()]
    after = block[match.end() : match.end() + NEARBY].lstrip(EDGE)
    if not after:
        return True
    if match.end() < len(block) and (block[match.end()].isupper() or block[match.end()].isdigit()):
        address = re.split(r"\s", before)[-1]
        return "." not in address and "/" not in address
    if after[0].islower():
        return False
    if match[0][0] == "." and after[0].isdigit() and last_word(before) in listed("articles", "before_years"):
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


# Rows of tables as lines of text: cells that hold sentences stand alone, the others side by side.


def row_lines(cells: Iterable[str]) -> Iterator[str]:
    """The lines of one row, in the order of its cells; cells that are no sentences are joined with " | "."""
    short: list[str] = []
    for cell in cells:
        for paragraph in filter(None, map(str.strip, cell.split("\n"))):
            if not closed(paragraph):
                short.append(paragraph)
                continue
            if short:
                yield " | ".join(short)
                short = []
            yield paragraph
    if short:
        yield " | ".join(short)
