"""The static sentence vectors: unit length, independent of the batch, and near where the meaning is near."""

import numpy as np
import pytest

from factcheck.engines import load
from factcheck.engines.local import models
from factcheck.engines.local.models import StaticEncoder
from factcheck.errors import EngineError

TEXTS = [
    "The fire in the mill killed eleven workers.",
    "Eleven people died when the factory burned down.",
    "The orchestra will play in the park on Sunday.",
    "",
    "\N{HEDGEHOG}\N{HEDGEHOG}",
    "Ein Satz, den niemand erwartet hat, mit Wörtern, die es nicht gibt: Qxzzvörp.",
] * 300


def test_a_vector_does_not_depend_on_the_other_texts() -> None:
    encoder = load("local").encoder
    together = encoder(TEXTS)
    alone = np.concatenate([encoder([text]) for text in TEXTS[:6]])
    assert together.dtype == np.float32
    assert np.array_equal(together[:6], alone)
    assert np.array_equal(together[::-1], encoder(TEXTS[::-1]))


def test_rows_have_unit_length_and_those_without_words_are_zero() -> None:
    lengths = np.linalg.norm(StaticEncoder()(TEXTS[:6]), axis=1)
    assert lengths == pytest.approx([1, 1, 1, 0, 0, 1], abs=1e-6)
    assert StaticEncoder()([]).shape == (0, 128)


def test_what_means_the_same_is_nearer_than_what_does_not() -> None:
    fire, burned, music = StaticEncoder()(TEXTS[:3])
    assert fire @ burned > 0.4
    assert abs(fire @ music) < 0.2


def test_missing_weights_are_told(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "WEIGHTS", tmp_path)
    models._weights.cache_clear()  # noqa: SLF001  the weights are read once for all tests
    with pytest.raises(EngineError, match="reinstall"):
        StaticEncoder()(["a"])
    models._weights.cache_clear()  # noqa: SLF001
