"""The embedded encoder: static sentence vectors, the sum of the vectors of a text's word pieces, with numpy and tokenizers alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.errors import EngineError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent / "weights"
VECTORS, TOKENIZER = "vectors.npy", "tokenizer.json"
_BATCH = 512
_NO_WORDS = 2
"""Ids below it stand for padding and for what the vocabulary does not hold."""


@cache
def _weights() -> tuple[Any, Any]:
    """The tokenizer, and the int8 vectors (pieces, dimensions) of its word pieces."""
    import numpy as np  # noqa: PLC0415  keeps the command line's start fast
    from tokenizers import Tokenizer  # noqa: PLC0415

    try:
        return Tokenizer.from_file(str(WEIGHTS / TOKENIZER)), np.load(WEIGHTS / VECTORS)
    except Exception as error:  # the tokenizer's own errors have no class but Exception
        raise EngineError(f"the sentence vectors in {WEIGHTS} could not be read ({error}); reinstall factcheck") from error


class StaticEncoder:
    """Sums int8 vectors of word pieces, which is exact, so that no vector depends on the other texts or on the machine."""

    name = "static/all-MiniLM-L6-v2"

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of unit length for each text: float32 (texts, 128); zeros for a text without a known word."""
        import numpy as np  # noqa: PLC0415

        tokenizer, vectors = _weights()
        sums = np.zeros((len(texts), vectors.shape[1]), dtype=np.int64)
        for start, batch in _batches(texts):
            for row, encoding in enumerate(tokenizer.encode_batch_fast(batch, add_special_tokens=False), start):
                pieces = [piece for piece in encoding.ids if piece >= _NO_WORDS]
                vectors[pieces].sum(axis=0, dtype=np.int64, out=sums[row])
        lengths = np.sqrt((sums**2).sum(axis=1, keepdims=True).astype(np.float64))
        return np.asarray(sums / np.maximum(lengths, 1.0), dtype=np.float32)


def _batches(texts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    return ((start, list(texts[start : start + _BATCH])) for start in range(0, len(texts), _BATCH))
