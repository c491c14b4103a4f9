"""Cuts an article into the sentences that are read, and says of every other stretch of it why it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from factcheck.articles.blocks import BULLET, EDGE, PICTURE, Block, Markup, blocks, closed, cut, trimmed
from factcheck.articles.dates import dateline_length, is_date_line
from factcheck.articles.language import foreign
from factcheck.articles.stating import LONGEST, clutter, may_state, plain_words, states
from factcheck.model import Article, Frozen

_WORDS = re.compile(r"[^\W\d_]")
_LONGEST_TAIL = 100
"""What follows the last full stop of a paragraph, states nothing and is no longer than this is a caption, a credit or a link."""
LONGEST_SENTENCE = 5000
"""Longer stretches without the end of a sentence are no prose, and the parser would choke on them."""
_MARKUP: dict[str, Markup] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".rst": "rst",
    ".adoc": "asciidoc",
    ".asciidoc": "asciidoc",
}
_MOST_TOGETHER = 1_000
"""A longer paragraph is not in one language just because its beginning is."""


class Sentence(Frozen):
    """One sentence: code points [start, end) of the article's text, the number of its paragraph, and whether it is the headline."""

    start: int
    end: int
    text: str
    paragraph: int
    headline: bool = False


class Unread(NamedTuple):
    """A stretch of the article's text that is no sentence, and why not: code points [start, end)."""

    start: int
    end: int
    reason: str


class Reading(Frozen):
    """All of a text: its sentences and the stretches that are left out, each in order; together they hold every character once."""

    sentences: tuple[Sentence, ...]
    unread: tuple[Unread, ...]


def sentences(article: Article) -> list[Sentence]:
    """The sentences of the prose in order, without the headline; always article.text[start:end] == text."""
    return [sentence for sentence in reading(article).sentences if not sentence.headline]


def headline(article: Article) -> Sentence | None:
    """The headline, where it stands in the article's text and is not all there is of it."""
    return next((sentence for sentence in reading(article).sentences if sentence.headline), None)


def overlong(article: Article) -> list[Unread]:
    """The stretches of prose that are too long to be sentences."""
    return [item for item in reading(article).unread if item.reason == "too long"]


def reading(article: Article) -> Reading:
    """The sentences of the article, and what is left out of it."""
    return _reading(article.text, plain_words(article.title or ""), article.headed, markup(article))


def markup(article: Article) -> Markup:
    """What its file's name says: only where there is mark-up are there headings, tables and code; elsewhere "#" and "|" are characters."""
    return _MARKUP.get(Path(article.place[0]).suffix.lower(), "plain")


@lru_cache(maxsize=8)
def _reading(text: str, title: str, headed: int, written: Markup) -> Reading:
    page = _Page(text, title, headed)
    found = list(blocks(text, written))
    for number, (block, other) in enumerate(zip(found, _other_language(text, found), strict=True)):
        page.read(block, other, number)
    return page.done()


def _other_language(text: str, found: Sequence[Block]) -> list[list[tuple[int, int]]]:
    """For each block, the stretches of it that are in another language than English."""
    parts = [(number, *part) for number, block in enumerate(found) for part in _parts(text, block)]
    told = foreign([text[start:end] for _, start, end in parts])
    other: list[list[tuple[int, int]]] = [[] for _ in found]
    for (number, start, end), is_foreign in zip(parts, told, strict=True):
        if is_foreign:
            other[number].append((start, end))
    return other


def _parts(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The block, or some of its sentences at a time where it is long; nothing of code, which is in no language."""
    if block.kind in {"code", "unclosed code"}:
        return
    start = block.start
    if block.end - block.start > _MOST_TOGETHER:
        for _, last in cut(text[block.start : block.end]):
            if block.start + last - start > _MOST_TOGETHER:
                yield start, block.start + last
                start = block.start + last
    if start < block.end:
        yield start, block.end


class _Page:
    """What has been read of an article so far, and what was left out."""

    def __init__(self, text: str, title: str, headed: int) -> None:
        self._text = text
        self._title = title
        self._headed = headed
        self._sentences: list[Sentence] = []
        self._unread: list[Unread] = []
        self._read: set[str] = set()
        self._titles: list[tuple[int, int, int]] = []
        self._begun = False

    def read(self, block: Block, other: Sequence[tuple[int, int]], number: int) -> None:
        """Takes in one block; `other` is what of it is in another language."""
        if block.end <= self._headed or (block.kind == "heading" and not other and self._is_title(block)):
            self._title_at(*trimmed(self._text, block.start, block.end), number)
        elif block.kind in {"code", "unclosed code", "heading", "grid"} or other == [(block.start, block.end)]:
            self._leave(block.start, block.end, "other language" if other else "table" if block.kind == "grid" else block.kind)
        elif block.kind == "table":
            self._table(block, number)
        else:
            self._prose(block, other, number)

    def done(self) -> Reading:
        """All of it. A title is read once, as the headline; one that is all there is of an article is its text."""
        alone = not self._sentences
        for start, end, number in self._titles if alone else self._titles[:1]:
            self._unread.remove(Unread(start=start, end=end, reason="title"))
            self._sentence(start, end, number, headline=not alone)
        return Reading(sentences=tuple(sorted(self._sentences, key=lambda sentence: sentence.start)), unread=tuple(self._tiled()))

    def _prose(self, block: Block, other: Sequence[tuple[int, int]], number: int) -> None:
        start, end = trimmed(self._text, block.start, block.end)
        bullet = BULLET.match(self._text[start:end])
        start += bullet.end() if bullet else 0
        shown = PICTURE.sub("", self._text[start:end])
        if _WORDS.search(shown) is None:
            self._leave(start, end, "no words" if _WORDS.search(self._text, start, end) is None else "picture")
            return
        dateline = dateline_length(self._text[start:end], first=not self._begun)
        self._leave(start, start + dateline, "dateline")
        start += dateline
        line = self._text[start:end]
        same = " ".join(line.split())
        if not closed(line) and self._is_title(block):
            self._title_at(start, end, number)
            return
        reason = "repeated" if same in self._read else clutter(line)
        if reason:
            self._leave(start, end, reason)
            return
        self._read.add(same)
        self._begun = self._begun or closed(line)
        pieces = [(start + first, start + last) for first, last in cut(line)]
        for place, piece in enumerate(pieces):
            self._piece(*piece, self._edge(piece, place, len(pieces), other), number)

    def _is_title(self, block: Block) -> bool:
        """No prose stands before it, and it has the words of the title."""
        return not self._begun and bool(self._title) and plain_words(self._text[block.start : block.end]) == self._title

    def _title_at(self, start: int, end: int, number: int) -> None:
        self._titles.append((start, end, number))
        self._leave(start, end, "title")

    def _edge(self, piece: tuple[int, int], place: int, count: int, other: Sequence[tuple[int, int]]) -> str:
        """Why one piece of a block is left out; "" where it is read. Only the last one may be a caption or a heading."""
        start, end = piece
        text = self._text[start:end]
        if any(first < end and start < last for first, last in other):
            return "other language"
        if place < count - 1 or closed(text) or len(text) > (LONGEST if count == 1 else _LONGEST_TAIL):
            return ""
        if may_state(text):
            return ""
        return "table" if " | " in text else "heading" if count == 1 else "caption"

    def _table(self, block: Block, number: int) -> None:
        """A row of a table: cells that hold sentences are read."""
        for cell in re.finditer(r"[^|]+", self._text[block.start : block.end]):
            for first, last in cut(cell[0]):
                start, end = block.start + cell.start() + first, block.start + cell.start() + last
                text = self._text[start:end]
                self._piece(start, end, "" if closed(text) or states(text) else "table", number)

    def _piece(self, start: int, end: int, reason: str, number: int) -> None:
        text = self._text[start:end]
        if _WORDS.search(text) is None:
            reason = reason or "no words"
        elif len(text) > LONGEST_SENTENCE:
            reason = reason or "too long"
        if reason:
            self._leave(start, end, reason)
        else:
            self._sentence(start, end, number)

    def _sentence(self, start: int, end: int, number: int, *, headline: bool = False) -> None:
        if start < end:
            text = self._text[start:end]
            self._sentences.append(Sentence(start=start, end=end, text=text, paragraph=number, headline=headline))

    def _leave(self, start: int, end: int, reason: str) -> None:
        if start < end:
            self._unread.append(Unread(start=start, end=end, reason=reason))

    def _tiled(self) -> Iterator[Unread]:
        """What is left out, with what lies between all this: space, and the marks of lists, quotations and notes."""
        last = 0
        taken = [(sentence.start, sentence.end, "") for sentence in self._sentences]
        taken += [(item.start, item.end, item.reason) for item in self._unread]
        for start, end, reason in sorted([*taken, (len(self._text), len(self._text), "")]):
            yield from self._between(last, start)
            if reason:
                yield Unread(start=start, end=end, reason=reason)
            last = end

    def _between(self, start: int, end: int) -> Iterator[Unread]:
        for match in re.finditer(r"\s+|\S+", self._text[start:end]):
            reason = "space" if match[0].isspace() else "marks"
            yield Unread(start=start + match.start(), end=start + match.end(), reason=reason)


def title_line(text: str) -> str | None:
    """The first line that is a heading and no sentence, byline or date; None where prose comes first twice."""
    lines = [line.strip(EDGE) for line in text[:5000].split("\n") if line.strip(EDGE)]
    for line in lines[:2]:
        if not closed(line) and _WORDS.search(line) and len(line) <= LONGEST and not is_date_line(line) and not line.startswith("By "):
            return line
    return None
