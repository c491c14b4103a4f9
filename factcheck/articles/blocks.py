"""Cuts a text into blocks: paragraphs of prose, whose lines may be wrapped, and what Markdown marks as something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from factcheck.articles import asciidoc, restructured
from factcheck.articles.fences import Fences
from factcheck.articles.sentence_ends import NEARBY, closed, last_word
from factcheck.model import Frozen
from factcheck.words import listed

Kind = Literal["prose", "heading", "table", "grid", "code", "unclosed code"]
"""In a grid the words of a cell stand on several lines, beside those of others."""
Markup = Literal["plain", "markdown", "rst", "asciidoc"]

BULLET = re.compile(r"\A(?:[-+*•]\s+|--\s+|[►▶●■▪◦‣]\ufe0e?\s*|\d{1,2}[.)]\s+)")
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
