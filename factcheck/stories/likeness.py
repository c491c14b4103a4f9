"""How alike two texts are in meaning, by vectors whose products are exact, and the statements nearest to each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Sentences = NDArray[np.int64]
    Places = NDArray[np.int64]
    Apart = Callable[[int, int], NDArray[np.bool_]]


Encode = Callable[[Sequence[str]], "NDArray[np.float32]"]
"""Texts -> one row of unit length for each (or zeros): float32 (texts, dimensions)."""

_SCALE = 1024
"""Whole numbers up to it have products that sum to less than 2**24, which float32 holds exactly in any order of summing."""

_AT_ONCE = 2**14
"""Pairs of rows of which copies are made at once."""
_LARGE = 2**23
"""Multiplications from which on the threads of the linear algebra gain more than waiting for them costs."""


def exact(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The rows on a grid of whole numbers, on which all products are exact: (n, d) -> (n, d)."""
    rounded: NDArray[np.float32] = np.rint(vectors * np.float32(_SCALE))
    return rounded


def likeness(first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
    """Cosines of the rows of two exact arrays, -1 to 1: (n, d), (m, d) -> (n, m)."""
    large = first.size * len(second) > _LARGE
    products = first @ second.T if large else np.einsum("id,jd->ij", first, second)
    return np.asarray(products / np.float32(_SCALE**2))


def alike(first: NDArray[np.float32], second: NDArray[np.float32]) -> float:
    """The cosine of two exact rows, -1 to 1."""
    return float(first @ second) / _SCALE**2


def cosines(vectors: NDArray[np.float32], places: NDArray[np.int64]) -> NDArray[np.float64]:
    """The cosines of two exact rows each, -1 to 1: (rows, d), (n, 2) -> (n)."""
    parts = [places[start : start + _AT_ONCE] for start in range(0, len(places), _AT_ONCE)]
    products = [np.einsum("nd,nd->n", vectors[part[:, 0]], vectors[part[:, 1]]) for part in parts]
    return np.concatenate(products or [np.zeros(0)]).astype(np.float64) / _SCALE**2


# The statements that are nearest to each other in meaning, inside one article and between two.

_FEWEST, _MOST, _SHARED_OUT = 2, 6, 320
"""A statement is compared with its nearest few of another article: with the fewer the more statements the two articles have."""
_INSIDE = 4
"""How many nearest statements of its own article a statement may be compared with."""
_LEAST_BETWEEN, LEAST_OF_LONG, _LONG, _LEAST_INSIDE = 0.05, 0.25, 40, 0.2
"""The least cosine of two statements, of two articles that have so many together, and of one; what has nothing in common is near 0."""
_LEAST_OF_LOOSE, _LESS_FOR_KIN = 0.6, 0.5
"""The least of two long articles that are barely of one affair, and by how much less it is for each 1 of kinship above that."""
_MOST_INSIDE = 30
"""Pairs of one article; two statements that conflict stand less often in one article than in two."""
_FEWEST_OF_MANY, _MOST_OF_MANY, _SHARED_OUT_TO_MANY = 8, 64, 24_000
"""The same for all the statements of a large story together: its pairs grow with the number of its statements."""
_ROWS = 512


def least_between(statements: int, kinship: float) -> float:
    """The least cosine of two statements of two articles of one affair that have so many together.

    Long articles that have little in common share a subject rather than an affair: there, only what is much alike is of one thing.
    """
    return _LEAST_BETWEEN if statements <= _LONG else max(LEAST_OF_LONG, _LEAST_OF_LOOSE - _LESS_FOR_KIN * kinship)


def between(first: Vectors, second: Vectors, least: float) -> Places:
    """The rows (of the first, of the second) one of which is among the nearest of the other, from a least cosine: exact (n, d), (m, d)."""
    count = min(_MOST, max(_FEWEST, _SHARED_OUT // max(1, len(first) + len(second))))
    there, back = _nearest(first, second, count, least)[0], _nearest(second, first, count, least)[0]
    return distinct(np.concatenate([there, back[:, ::-1]]))


def among(vectors: Vectors, apart: Apart) -> Places:
    """The rows of a large story one of which is among the nearest few of the other, the smaller row first: exact (n, d).

    `apart` tells for the rows from a start to a stop which of all rows are not to be compared with them: bool (stop - start, n).
    """
    count = min(_MOST_OF_MANY, max(_FEWEST_OF_MANY, _SHARED_OUT_TO_MANY // max(1, len(vectors))))
    return distinct(np.sort(_nearest(vectors, vectors, count, _LEAST_BETWEEN, apart)[0], axis=1))


def inside(vectors: Vectors, sentences: Sentences) -> Places:
    """The most alike pairs of rows of one article each of which is among the nearest of the other, the smaller row first.

    `vectors` is exact (n, d), `sentences` (n) tells which rows stand in one sentence: those are never paired.
    """
    places, cosines = _nearest(
        vectors, vectors, _INSIDE, _LEAST_INSIDE, lambda start, stop: sentences[start:stop, None] == sentences[None, :]
    )
    size = max(1, len(vectors))
    codes, turned = places[:, 0] * size + places[:, 1], places[:, 1] * size + places[:, 0]
    mutual = (places[:, 0] < places[:, 1]) & np.isin(codes, turned)
    found, near = places[mutual], cosines[mutual]
    return found[np.lexsort((found[:, 1], found[:, 0], -near))[:_MOST_INSIDE]]


def distinct(places: Places) -> Places:
    """Each two rows once, in their order: (n, 2) -> (at most n, 2)."""
    size = int(places.max(initial=0)) + 1
    codes = np.unique(places[:, 0] * size + places[:, 1])
    return np.stack([codes // size, codes % size], axis=1)


def _nearest(rows: Vectors, columns: Vectors, count: int, least: float, apart: Apart | None = None) -> tuple[Places, NDArray[np.float32]]:
    """(row, column) of the nearest columns of each row, and their cosines: (n, 2), (n); of equally near ones, the earlier."""
    earlier = np.arange(len(columns), dtype=np.float64)
    places, likenesses = [np.zeros((0, 2), dtype=np.int64)], [np.zeros(0, dtype=np.float32)]
    for start in range(0, len(rows), _ROWS):
        cosines = likeness(rows[start : start + _ROWS], columns)
        if apart is not None:
            cosines[apart(start, start + len(cosines))] = -1
        # no two entries of a row are equal, so that every way of sorting chooses the same
        ranked = earlier - cosines.astype(np.float64) * 2**20 * len(columns)
        chosen = np.argpartition(ranked, count - 1, axis=1)[:, :count] if count < len(columns) else np.argsort(ranked, axis=1)
        near = np.take_along_axis(cosines, chosen, axis=1)
        offset, rank = np.nonzero(near >= least)
        places.append(np.stack([offset + start, chosen[offset, rank]], axis=1))
        likenesses.append(near[offset, rank])
    return np.concatenate(places), np.concatenate(likenesses)
