"""The entailment model: its order of labels, its independence of what else is asked, and its errors."""

import json
import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from factcheck.engines.local.models import ORDER, EntailmentModel
from factcheck.errors import EngineError

PACKAGED = Path(str(files("factcheck.engines.local") / "weights" / "entailment"))
PAIRS = [
    ("The fire killed twelve people on Monday.", "Nobody died in the fire."),
    ("Police arrested a man of 34 after the robbery.", "A man was arrested after the robbery."),
    ("The band played in Oslo.", "The band will release an album."),
    ("A very long sentence about the harbour, " * 40, "The harbour is old."),
]


@pytest.fixture(scope="module")
def model() -> EntailmentModel:
    return EntailmentModel.load()


def copied(tmp_path: Path, **changes: object) -> Path:
    folder = tmp_path / "model"
    shutil.copytree(PACKAGED, folder)
    configuration = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**configuration, **changes}))
    return folder


def test_plain_pairs_get_their_label(model: EntailmentModel) -> None:
    found = model.predict([p for p, _ in PAIRS[:2]], [h for _, h in PAIRS[:2]]).argmax(1)
    assert [ORDER[at] for at in found] == ["contradiction", "entailment"]


def test_a_pair_has_the_same_score_alone_and_among_others(model: EntailmentModel) -> None:
    together = model.predict([p for p, _ in PAIRS], [h for _, h in PAIRS])
    alone = [model.predict([p], [h])[0] for p, h in PAIRS]
    assert together.shape == (len(PAIRS), 3)
    assert np.array_equal(together, np.array(alone))
    assert np.allclose(together.sum(1), 1)


def test_no_pairs_give_no_rows(model: EntailmentModel) -> None:
    assert model.predict([], []).shape == (0, 3)


def test_lists_of_two_lengths_are_refused(model: EntailmentModel) -> None:
    with pytest.raises(ValueError, match="zip"):
        model.predict(["one"], [])


def test_another_order_of_labels_is_read_from_the_configuration(model: EntailmentModel, tmp_path: Path) -> None:
    turned = EntailmentModel.load(copied(tmp_path, id2label={"0": "CONTRADICTION", "1": "neutral", "2": "entailment"}))
    (premise, hypothesis), row = PAIRS[0], model.predict([PAIRS[0][0]], [PAIRS[0][1]])[0]
    assert turned.predict([premise], [hypothesis])[0].tolist() == row[::-1].tolist()


def test_a_file_is_a_model_beside_its_tokenizer(model: EntailmentModel) -> None:
    named = EntailmentModel.load(PACKAGED / "model.int8.onnx")
    assert np.array_equal(named.predict(*[[x] for x in PAIRS[1]]), model.predict(*[[x] for x in PAIRS[1]]))


@pytest.mark.parametrize("missing", ["model.int8.onnx", "tokenizer.json", "config.json"])
def test_a_missing_file_is_named(missing: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / missing).unlink()
    with pytest.raises(EngineError, match=r"no entailment model there"):
        EntailmentModel.load(folder)


def test_a_model_without_the_labels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="contradiction"):
        EntailmentModel.load(copied(tmp_path, id2label={"0": "entailment", "1": "neutral"}))


def test_a_broken_model_is_told_in_one_line(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "model.int8.onnx").write_bytes(b"nothing")
    with pytest.raises(EngineError, match="cannot be loaded") as caught:
        EntailmentModel.load(folder)
    assert "\n" not in str(caught.value)
