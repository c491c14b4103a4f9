"""Cuts a text at the ends of stretches that may overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple


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
