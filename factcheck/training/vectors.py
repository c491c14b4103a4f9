"""Makes the static sentence vectors again: `python -m factcheck.training vectors --base FOLDER --texts FILE`."""

from __future__ import annotations

import gzip
import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from factcheck.engines.local.vectors import TOKENIZER, VECTORS, WEIGHTS
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DIMENSIONS = 128
_RARE = 5e-4
"""The share of all word pieces at which one counts half: `a` of smooth inverse frequency (Arora, Liang & Ma, ICLR 2017)."""


def weighted(pieces: NDArray[Any], counts: NDArray[Any]) -> NDArray[np.int8]:
    """Word pieces (n, d) of a teacher weighted by rarity, without what all texts share, as int8 with one scale: (n, d).

    `counts` (n) says how often each piece stands in running text. The sum of the rows of a text then points away from the average
    text, so that texts that share nothing are near 0. Only the direction of a sum matters; the scale is dropped.
    """
    share = (counts + 0.1) / (counts + 0.1).sum()
    rarer = pieces * (_RARE / (_RARE + share))[:, None]
    centred = rarer - share @ rarer
    whole: NDArray[np.int8] = np.rint(centred * (127 / np.abs(centred).max())).astype(np.int8)
    return whole


def _texts(path: Path) -> Iterator[str]:
    """The field "text" of each line of a JSON Lines file, packed with gzip or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line)["text"] for line in lines)


def _counts(tokenizer: Any, texts: Iterable[str], size: int) -> NDArray[Any]:  # noqa: ANN401  tokenizers ships no complete types
    counted: Counter[int] = Counter()
    for text in texts:
        counted.update(tokenizer.encode(text, add_special_tokens=False).ids)
    return np.array([counted[piece] for piece in range(size)], dtype=np.float64)


def _teacher(base: Path, into: Path) -> tuple[NDArray[Any], Any]:
    """The teacher's vector of each word piece on its own, cut to its main directions, and the tokenizer that numbers them."""
    try:
        from model2vec.distill import distill  # noqa: PLC0415  only making the weights needs it
        from tokenizers import Tokenizer  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(f"{error}; install what distilling needs with, in a checkout: pip install '.[train]'") from error
    model = distill(str(base), pca_dims=_DIMENSIONS, sif_coefficient=None, quantize_to="float32", device="cpu")
    model.save_pretrained(str(into))
    tokenizer = Tokenizer.from_file(str(into / TOKENIZER))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return np.asarray(model.embedding, dtype=np.float64), tokenizer


@click.command("vectors")
@click.option("--base", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of all-MiniLM-L6-v2.")
@click.option("--texts", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="JSON Lines with a field text.")
@click.option("--into", default=WEIGHTS, type=click.Path(path_type=Path), help="Folder for the weights (default: the package's own).")
def vectors(base: Path, texts: Path, into: Path) -> None:
    """Distils static vectors for word pieces from a sentence transformer, weighted by how rare each is in the texts."""
    work = into / "distilled"
    pieces, tokenizer = _teacher(base, work)
    np.save(into / VECTORS, weighted(pieces, _counts(tokenizer, _texts(texts), len(pieces))))
    tokenizer.save(str(into / TOKENIZER), pretty=False)
    shutil.rmtree(work)
