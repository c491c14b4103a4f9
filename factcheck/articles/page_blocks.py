"""What a page shows, block by block; what is furniture, and what the extraction of the article has left behind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import Any

from factcheck.articles.blocks import closed, row_lines
from factcheck.model import Frozen
from factcheck.words import listed

_HIDDEN = {"script", "style", "head", "template", "title"}
_FURNITURE = {"nav", "footer", "form", "button", "select", "textarea", "dialog", "menu", "noscript", "iframe", "svg", "object"}
_CONTENT = {"article", "main"}
_BESIDE = {"header", "aside"}
"""Part of an article inside one, furniture outside."""
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark",
    "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "picture", "source",
}  # fmt: skip
_CELLS = {"td", "th"}


class Shown(Frozen):
    """One block of a page: its text, what of the page's letters (its text without spaces) it has, and where it stands.

    `article` numbers the outermost article or main part of the page around it, `row` the row of the table that it is a cell of, each 0
    for none; `cell` counts the cells of the row, `linked` the characters that are links.
    """

    text: str
    first: int
    last: int
    article: int
    furniture: bool
    row: int = 0
    cell: int = 0
    linked: int = 0


class PageText(Frozen):
    """A page's text without spaces, the line of each of its characters, its comments (characters before, line, text) and its blocks."""

    letters: str
    lines: list[int]
    comments: list[tuple[int, int, str]]
    blocks: list[Shown]


class _Walk:
    """What the walk over a page's elements has met so far."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.lines: list[int] = []
        self.comments: list[tuple[int, int, str]] = []
        self.blocks: list[Shown] = []
        self.hidden = self.content = self.links = 0
        self.line = 1
        self._text: list[str] = []
        self._first = self._linked = self._row = self._cell = self._article = 0
        self._rows: list[tuple[int, int]] = []
        self._furniture: list[Any] = []

    def enter(self, element: Any) -> None:  # noqa: ANN401  lxml ships no types
        tag = element.tag
        self.line = element.sourceline or self.line
        self.hidden += tag in _HIDDEN
        if tag not in _INLINE:
            self.flush()
        if _is_furniture(element, inside=self.content > 0):
            self._furniture.append(element)
        self._article += self.content == 0 and _is_content(element)
        self.content += _is_content(element)
        self.links += tag == "a"
        if tag == "tr":
            self._rows.append((self._row, self._cell))
            self._row, self._cell = len(self.lines) + 1, 0
        self._cell += tag in _CELLS

    def leave(self, element: Any) -> None:  # noqa: ANN401
        tag = element.tag
        if tag not in _INLINE:
            self.flush()
        if tag == "tr":
            self._row, self._cell = self._rows.pop()
        self.hidden -= tag in _HIDDEN
        if self._furniture and self._furniture[-1] is element:
            self._furniture.pop()
        self.content -= _is_content(element)
        self.links -= tag == "a"

    def say(self, piece: str) -> None:
        """Takes in what stands between two tags."""
        for index, part in enumerate(piece.split("\n")):
            self.line += index > 0
            shown = "" if self.hidden else "".join(part.split())
            self.letters.append(shown)
            self.lines += [self.line] * len(shown)
            self._linked += len(shown) if self.links else 0
        if not self.hidden:
            self._text.append(piece)

    def flush(self) -> None:
        """Ends a block."""
        text = " ".join("".join(self._text).split())
        if text:
            self.blocks.append(
                Shown(
                    text=text,
                    first=self._first,
                    last=len(self.lines),
                    article=self._article if self.content else 0,
                    furniture=bool(self._furniture),
                    row=self._row,
                    cell=self._cell,
                    linked=self._linked,
                )
            )
        self._text, self._first, self._linked = [], len(self.lines), 0


def page_text(tree: Any) -> PageText:  # noqa: ANN401
    """What the page shows."""
    from lxml import etree  # noqa: PLC0415

    walk = _Walk()
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start":
            walk.enter(element)
        elif event == "end":
            walk.leave(element)
        elif event == "comment":
            walk.line = element.sourceline or walk.line  # where it ends
            walk.comments.append((len(walk.lines), walk.line - element.text.count("\n"), element.text))
        walk.say((element.text if event == "start" else element.tail) or "")
    walk.flush()
    return PageText(letters="".join(walk.letters), lines=walk.lines, comments=walk.comments, blocks=walk.blocks)


def _is_content(element: Any) -> bool:  # noqa: ANN401
    return element.tag in _CONTENT or (element.get("role") or "") in _CONTENT or element.get("itemprop") == "articleBody"


def _is_furniture(element: Any, *, inside: bool) -> bool:  # noqa: ANN401
    """Navigation, forms, advertising and the like, by tag, role, class and id; a header or aside only outside of articles."""
    if element.tag in _FURNITURE or (element.tag in _BESIDE and not inside):
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if element.tag in {"html", "body"} or _is_content(element):
        return False
    named = " ".join(filter(None, (element.get("class"), element.get("id"), element.get("role")))).lower()
    return bool(named) and any(word in listed("articles", "furniture") for word in _named(named))


def _named(text: str) -> Iterator[str]:
    for name in text.split():
        yield name
        yield from re.split(r"[-_]+", name)


# What the extraction of a page's article has left behind: what of it belongs to the article is put back in its place.

_LEAST_WORDS = 5
"""A sentence of a page without an article in it has so many words at least."""
_MOST_MISSES = 200
_TEASER = 400
"""An article of fewer characters whose heading is a link stands elsewhere, and is only announced here."""


def whole(text: str, page: PageText) -> tuple[str, int]:
    """The extracted text with what of its article is missing in it, and how many characters of the page are no part of it.

    What stands in an article or the main part of the page belongs to it, and what stands between its paragraphs; not navigation,
    forms, advertising, and what is mostly links. Where nothing was extracted, sentences anywhere do.
    """
    placed = list(_placed(text, page.letters))
    stretches = [(first, last) for _, first, last in placed if last > first]
    extracted = {"".join(line.removeprefix("- ").split()) for line in text.split("\n")}
    missing = [block for block in page.blocks if not _is_covered(block, stretches, extracted)]
    teasers = _teasers(page.blocks, stretches, extracted)
    kept = [block for block in missing if _belongs(block, stretches, bool(text.strip())) and block.article not in teasers]
    outside = sum(block.last - block.first for block in missing) - sum(block.last - block.first for block in kept)
    added = [(first, line) for first, line in _lines(kept)]
    lines = sorted(
        [*((first, 0, line) for line, first, _ in placed), *((first, 1, line) for first, line in added)], key=lambda item: item[:2]
    )
    return "\n".join(line for _, _, line in lines), outside


def _placed(text: str, letters: str) -> Iterator[tuple[str, int, int]]:
    """Each line of the text with the stretch of the page's letters that it is; one that is not found stands where the last one ended."""
    searched = missed = 0
    for line in text.split("\n") if text else ():
        wanted = "".join(line.removeprefix("- ").split())
        at = letters.find(wanted, searched) if wanted and missed < _MOST_MISSES else -1
        missed += at < 0
        first = at if at >= 0 else searched
        searched = at + len(wanted) if at >= 0 else searched
        yield line, first, searched if at >= 0 else first


def _is_covered(block: Shown, stretches: Sequence[tuple[int, int]], extracted: Collection[str]) -> bool:
    """The block, or most of it, was extracted."""
    index = bisect_left(stretches, block.first, key=lambda stretch: stretch[1])
    common = 0
    while index < len(stretches) and stretches[index][0] < block.last:
        common += min(block.last, stretches[index][1]) - max(block.first, stretches[index][0])
        index += 1
    return 2 * common > block.last - block.first or "".join(block.text.split()) in extracted


def _belongs(block: Shown, stretches: Sequence[tuple[int, int]], found: bool) -> bool:
    if block.furniture or 2 * block.linked > block.last - block.first or not any(map(str.isalnum, block.text)):
        return False
    if block.article:
        return True
    if found:
        return bool(stretches) and stretches[0][0] <= block.first < stretches[-1][1]
    return closed(block.text) and len(block.text.split()) >= _LEAST_WORDS


def _teasers(blocks: Sequence[Shown], stretches: Sequence[tuple[int, int]], extracted: Collection[str]) -> set[int]:
    """The articles of the page that only lead to others."""
    size: Counter[int] = Counter()
    linked, read = set(), set()
    for block in blocks:
        size[block.article] += block.last - block.first
        if block.linked == block.last - block.first:
            linked.add(block.article)
        elif _is_covered(block, stretches, extracted):
            read.add(block.article)
    return {article for article in linked - read if article and size[article] < _TEASER}


def _lines(blocks: Sequence[Shown]) -> Iterator[tuple[int, str]]:
    """The blocks as lines with their places; the cells of a row together."""
    for row, together in groupby(blocks, key=lambda block: block.row):
        found = list(together)
        if not row:
            yield from ((block.first, block.text) for block in found)
            continue
        cells = ["\n".join(block.text for block in cell) for _, cell in groupby(found, key=lambda block: block.cell)]
        yield from ((found[0].first, line) for line in row_lines(cells))
