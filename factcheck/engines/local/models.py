"""The embedded models: does a premise entail, leave open or contradict a hypothesis; and the static vectors of sentences."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from factcheck.errors import EngineError

ORDER = ("entailment", "neutral", "contradiction")
"""The labels: training numbers them so, and answers hold their probabilities so."""
LONGEST_INPUT = 128
"""Tokens of premise and hypothesis together, special tokens included, where the model's configuration names no other limit."""
_MODELS = ("model.int8.onnx", "model_quantized.onnx", "model.onnx", "onnx/model.int8.onnx", "onnx/model_quantized.onnx", "onnx/model.onnx")
_PACKAGED = ("entailment",)

Probabilities = npt.NDArray[np.float64]


class EntailmentModel:
    """An ONNX sequence-classification model with its tokenizer.

    Each pair is a run of its own: int8 models scale their activations over a whole batch, so that neighbours would change a score.
    """

    def __init__(self, session: Any, tokenizer: Any, columns: Sequence[int], name: str) -> None:  # noqa: ANN401  onnxruntime ships no types
        self._session, self._tokenizer, self._columns = session, tokenizer, list(columns)
        self._inputs = {given.name for given in session.get_inputs()}
        self.name = name

    @classmethod
    def load(cls, source: Path | str | None = None) -> EntailmentModel:
        """The model of the package (None, or its name), or any ONNX model beside its tokenizer.json and config.json: folder, or file.

        The configuration's `id2label` must name the three labels; raises EngineError where a file is missing or unfit.
        """
        if source is None or source in _PACKAGED:
            with as_file(files(__package__) / "weights" / (source or _PACKAGED[0])) as folder:
                return cls._from(Path(folder))
        return cls._from(Path(source))

    @classmethod
    def _from(cls, source: Path) -> EntailmentModel:
        folder = source.parent if source.is_file() else source
        model = source if source.is_file() else next((folder / name for name in _MODELS if (folder / name).is_file()), None)
        missing = [name for name in ("tokenizer.json", "config.json") if not (folder / name).is_file()]
        if model is None or missing:
            raise EngineError(
                f"{folder}: no entailment model there ({', '.join(missing) or _MODELS[-1]} is missing); name a folder that holds one"
            )
        try:
            configuration = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            return cls(_session(model), _tokenizer(folder, configuration), _columns(configuration), folder.name)
        except EngineError:
            raise
        except Exception as error:
            raise EngineError(f"{folder}: the entailment model cannot be loaded ({' '.join(str(error).split())})") from error

    def predict(self, premises: Sequence[str], hypotheses: Sequence[str]) -> Probabilities:
        """Probabilities of entailment, neutral and contradiction: shape (n, 3), rows that sum to 1, in the order of the pairs.

        Raises EngineError where the model fails and ValueError where the two lists differ in length.
        """
        pairs = list(zip(premises, hypotheses, strict=True))
        with ThreadPoolExecutor(max_workers=_threads()) as pool:
            rows = list(pool.map(self._one, pairs))
        return np.array(rows, dtype=np.float64).reshape(len(pairs), len(ORDER))

    def contradictory(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        """How probable it is that the two sentences of each pair contradict each other, the mean of both orders: shape (n,), 0 to 1."""
        at, (first, second) = ORDER.index("contradiction"), ([a for a, _ in pairs], [b for _, b in pairs])
        mean: Probabilities = (self.predict(first, second)[:, at] + self.predict(second, first)[:, at]) / 2
        return mean

    def _one(self, pair: tuple[str, str]) -> Probabilities:
        encoded = self._tokenizer.encode(*pair)
        given = {"input_ids": encoded.ids, "attention_mask": encoded.attention_mask, "token_type_ids": encoded.type_ids}
        try:
            logits = self._session.run(
                None, {name: np.array([row], dtype=np.int64) for name, row in given.items() if name in self._inputs}
            )[0][0]
        except Exception as error:
            raise EngineError(f"the entailment model {self.name} failed ({' '.join(str(error).split())})") from error
        raised = np.exp(logits.astype(np.float64) - logits.max())
        shares: Probabilities = (raised / raised.sum())[self._columns]
        return shares


def _threads() -> int:
    """As many as there are cores, but one where this process is one of several that share them."""
    return 1 if os.environ.get("OMP_NUM_THREADS") == "1" else os.cpu_count() or 1


def _session(model: Path) -> Any:  # noqa: ANN401  onnxruntime ships no types
    import onnxruntime  # noqa: PLC0415  keeps the start fast

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _tokenizer(folder: Path, configuration: dict[str, Any]) -> Any:  # noqa: ANN401  tokenizers ships no complete types
    from tokenizers import Tokenizer  # noqa: PLC0415  keeps the start fast

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(int(configuration.get("max_length", LONGEST_INPUT)))
    tokenizer.no_padding()
    return tokenizer


def _columns(configuration: dict[str, Any]) -> list[int]:
    """Where the model's output holds each label of ORDER."""
    labels = {str(label).lower(): int(at) for at, label in configuration.get("id2label", {}).items()}
    missing = [label for label in ORDER if label not in labels]
    if missing:
        raise EngineError(
            f"the entailment model's config.json names no label {missing[0]!r} in id2label; use a model with {', '.join(ORDER)}"
        )
    return [labels[label] for label in ORDER]


WEIGHTS = Path(__file__).parent / "weights"
VECTORS, TOKENIZER = "vectors.npy", "tokenizer.json"
_BATCH = 512
_NO_WORDS = 2
"""Ids below it stand for padding and for what the vocabulary does not hold."""


@cache
def _weights() -> tuple[Any, Any]:
    """The tokenizer, and the int8 vectors (pieces, dimensions) of its word pieces."""
    from tokenizers import Tokenizer  # noqa: PLC0415

    try:
        return Tokenizer.from_file(str(WEIGHTS / TOKENIZER)), np.load(WEIGHTS / VECTORS)
    except Exception as error:  # the tokenizer's own errors have no class but Exception
        raise EngineError(f"the sentence vectors in {WEIGHTS} could not be read ({error}); reinstall factcheck") from error


class StaticEncoder:
    """Sums int8 vectors of word pieces, which is exact, so that no vector depends on the other texts or on the machine."""

    name = "static/all-MiniLM-L6-v2"

    def __call__(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One row of unit length for each text: float32 (texts, 128); zeros for a text without a known word."""
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
