"""The statements that are nearest to each other in meaning, inside one article and between two."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from factcheck.stories.likeness import likeness

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Sentences = NDArray[np.int64]
    Apart = Callable[[int, int], NDArray[np.bool_]]

_FEWEST, _MOST, _SHARED_OUT = 3, 6, 320
"""A statement is compared with its nearest few of another article: with the fewer the more statements the two articles have."""
_INSIDE = 4
"""How many nearest statements of its own article a statement may be compared with."""
_LEAST_BETWEEN, _LEAST_INSIDE = 0.05, 0.2
"""The least cosine; texts that have nothing in common are near 0."""
_MOST_INSIDE = 30
"""Pairs of one article; two statements that conflict stand less often in one article than in two."""
_FEWEST_OF_MANY, _MOST_OF_MANY, _SHARED_OUT_TO_MANY = 8, 64, 24_000
"""The same for all the statements of a large story together: its pairs grow with the number of its statements."""
_ROWS = 512


def between(first: Vectors, second: Vectors) -> set[tuple[int, int]]:
    """The rows (of the first, of the second) one of which is among the nearest of the other: exact (n, d), (m, d)."""
    count = min(_MOST, max(_FEWEST, _SHARED_OUT // max(1, len(first) + len(second))))
    there = {(i, j) for i, j, _ in _nearest(first, second, count, _LEAST_BETWEEN)}
    back = {(j, i) for i, j, _ in _nearest(second, first, count, _LEAST_BETWEEN)}
    return there | back


def among(vectors: Vectors, apart: Apart) -> set[tuple[int, int]]:
    """The rows of a large story one of which is among the nearest few of the other, the smaller row first: exact (n, d).

    `apart` tells for the rows from a start to a stop which of all rows are not to be compared with them: bool (stop - start, n).
    """
    count = min(_MOST_OF_MANY, max(_FEWEST_OF_MANY, _SHARED_OUT_TO_MANY // max(1, len(vectors))))
    return {(min(i, j), max(i, j)) for i, j, _ in _nearest(vectors, vectors, count, _LEAST_BETWEEN, apart)}


def inside(vectors: Vectors, sentences: Sentences) -> set[tuple[int, int]]:
    """The most alike pairs of rows of one article each of which is among the nearest of the other, the smaller row first.

    `vectors` is exact (n, d), `sentences` (n) tells which rows stand in one sentence: those are never paired.
    """
    near = {
        (i, j): cosine
        for i, j, cosine in _nearest(
            vectors, vectors, _INSIDE, _LEAST_INSIDE, lambda start, stop: sentences[start:stop, None] == sentences[None, :]
        )
    }
    mutual = [(-cosine, i, j) for (i, j), cosine in near.items() if i < j and (j, i) in near]
    return {(i, j) for _, i, j in sorted(mutual)[:_MOST_INSIDE]}


def _nearest(rows: Vectors, columns: Vectors, count: int, least: float, apart: Apart | None = None) -> Iterator[tuple[int, int, float]]:
    """(row, column, cosine) of the nearest columns of each row; of equally near ones, the earlier."""
    earlier = np.arange(len(columns), dtype=np.float64)
    for start in range(0, len(rows), _ROWS):
        cosines = likeness(rows[start : start + _ROWS], columns)
        if apart is not None:
            cosines[apart(start, start + len(cosines))] = -1
        # no two entries of a row are equal, so that every way of sorting chooses the same
        ranked = earlier - cosines.astype(np.float64) * 2**20 * len(columns)
        chosen = np.argpartition(ranked, count - 1, axis=1)[:, :count] if count < len(columns) else np.argsort(ranked, axis=1)
        for offset, found in enumerate(chosen):
            for column in found:
                cosine = float(cosines[offset, column])
                if cosine >= least:
                    yield start + offset, int(column), cosine
