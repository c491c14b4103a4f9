"""Rows of tables as lines of text: cells that hold sentences stand alone, the others side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck.articles.sentence_ends import closed


def lines(cells: Iterable[str]) -> Iterator[str]:
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
