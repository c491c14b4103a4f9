"""Vectors whose products are exact: how alike two texts are in meaning does not depend on the machine or on what stands beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
