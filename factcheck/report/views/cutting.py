"""Where an article's plain text is cut: at its paragraphs, and where stretches that may overlap begin and end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_WRAPPED_MOST = 100
"""Characters: a longer line is a paragraph of its own, not one line of a wrapped one."""


class Layer(NamedTuple):
    """A stretch of a text, code points [start, end), and what it means there."""

    start: int
    end: int
    kind: str
    number: int


def cut(start: int, end: int, layers: Sequence[Layer]) -> Iterator[tuple[int, int, tuple[Layer, ...]]]:
    """The text from `start` to `end` in pieces, each with the layers that cover all of it; no piece is empty and none is left out.

    Takes as long as there are layers and pieces, and for each piece as long as layers cover it.
    """
    inside = sorted({layer for layer in layers if layer.start < end and layer.end > start and layer.start < layer.end})
    edges = sorted({start, end, *(edge for layer in inside for edge in layer[:2] if start < edge < end)})
    active: list[Layer] = []
    following = 0
    for first, last in pairwise(edges):
        while following < len(inside) and inside[following].start <= first:
            active.append(inside[following])
            following += 1
        active = [layer for layer in active if layer.end > first]
        yield first, last, tuple(active)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs stand: blank lines end them, and so does the end of a line too long to have been wrapped."""
    start, end, before, offset = 0, 0, 0, 0
    for line in text.split("\n"):
        length = len(line.rstrip())
        if start < end and (not length or max(length, before) > _WRAPPED_MOST):
            yield start, end
            start = end
        if length:
            start = offset if start == end else start
            end = offset + length
        else:
            start = end
        before, offset = length, offset + len(line) + 1
    if start < end:
        yield start, end


def marked(text: str, start: int, end: int, clashing: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The text from `start` to `end`, cut where clashing words begin and end, each piece with whether it clashes."""
    last = start
    for begin, stop in sorted(clashing):
        first, final = max(last, begin), min(stop, end)
        if first < final:
            if last < first:
                yield text[last:first], False
            yield text[first:final], True
            last = final
    if last < end:
        yield text[last:end], False
