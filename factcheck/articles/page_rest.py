"""What the extraction of a page's article has left behind: what of it belongs to the article is put back in its place."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from factcheck.articles import rows
from factcheck.articles.page_blocks import PageText, Shown
from factcheck.articles.sentence_ends import closed

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
        yield from ((found[0].first, line) for line in rows.lines(cells))
