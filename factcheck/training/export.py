"""The weights that the package ships: a trained model as ONNX, such weights read back, and the static sentence vectors."""

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

from factcheck.engines.local.models import LONGEST_INPUT, ORDER, TOKENIZER, VECTORS, WEIGHTS
from factcheck.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray


INPUTS = ("input_ids", "attention_mask", "token_type_ids")
SHIPPED = ("model.int8.onnx", "tokenizer.json", "config.json")
BASE = "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)"


def export(model: Any, tokenizer: Path, folder: Path) -> None:  # noqa: ANN401  torch is not installed where types are checked
    """Write model.onnx (fp32), model.int8.onnx (dynamic, weights per channel), tokenizer.json and config.json into `folder`."""
    import torch  # noqa: PLC0415 -- only training needs it
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 -- only training needs it

    folder.mkdir(parents=True, exist_ok=True)
    example = tuple(torch.ones((2, 9), dtype=torch.int64) for _ in INPUTS)
    full = folder / "model.onnx"
    axes = {name: {0: "pairs", 1: "tokens"} for name in INPUTS}
    torch.onnx.export(
        _Logits.of(model.eval()),
        example,
        str(full),
        input_names=list(INPUTS),
        output_names=["logits"],
        dynamic_axes={**axes, "logits": {0: "pairs"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(str(full), str(folder / "model.int8.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    configuration = {"id2label": dict(enumerate(ORDER)), "max_length": LONGEST_INPUT, "base": BASE}
    (folder / "config.json").write_text(json.dumps(configuration, indent=1) + "\n", encoding="utf-8")


class _Logits:
    """The model as a function of its three inputs in order, as the export wants it."""

    @staticmethod
    def of(model: Any) -> Any:  # noqa: ANN401  torch is not installed where types are checked
        """A torch module whose output is the logits alone."""
        import torch  # noqa: PLC0415 -- only training needs it

        class Module(torch.nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
            def __init__(self) -> None:
                super().__init__()
                self.model = model

            def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:  # noqa: ANN401
                return self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).logits

        return Module()


def install(folder: Path, into: Path) -> None:
    """Copy what the package ships (int8 model, tokenizer, configuration) from an export."""
    into.mkdir(parents=True, exist_ok=True)
    for name in SHIPPED:
        shutil.copyfile(folder / name, into / name)


# Reads the weights of an int8 export back as a torch model, so that training can go on from what the package ships.

_WRAPPER = "model."
"""What stands before each name in an export: the attribute that holds the model."""
_SHAPE = {
    "vocab_size": 30522,
    "hidden_size": 384,
    "num_hidden_layers": 6,
    "num_attention_heads": 12,
    "intermediate_size": 1536,
    "max_position_embeddings": 512,
    "type_vocab_size": 2,
}


def state(exported: Path) -> dict[str, Any]:
    """Every weight of an int8 export under its name in the model, as float32 arrays; int8 weights come out rounded as they are."""
    import onnx  # noqa: PLC0415 -- only training needs it

    graph = onnx.load(str(exported)).graph
    values = {item.name: onnx.numpy_helper.to_array(item) for item in graph.initializer}
    found = {name.removeprefix(_WRAPPER): value.astype(np.float32) for name, value in values.items() if name.endswith((".weight", ".bias"))}
    for name in values:
        if name.endswith("embeddings.weight_quantized"):
            found[name.removeprefix(_WRAPPER).removesuffix("_quantized")] = _scaled(values, name)
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            layer = node.name.split("/MatMul")[0].split("/Gemm")[0].strip("/").replace("/", ".")
            found[f"{layer.removeprefix(_WRAPPER)}.weight"] = _scaled(values, node.input[1]).T.copy()
    return found


def _scaled(values: dict[str, Any], name: str) -> Any:  # noqa: ANN401 -- an array of float32
    """The weights that stand quantised under `name`, by their scale and zero point (one each, or one a column)."""
    base = name.removesuffix("_quantized")
    whole = values[name].astype(np.float32) - values[f"{base}_zero_point"].astype(np.float32)
    return (whole * values[f"{base}_scale"]).astype(np.float32)


def model_from(folder: Path) -> Any:  # noqa: ANN401 -- torch is not installed where types are checked
    """A torch model with the weights that `folder` exports (model.int8.onnx), plain attention and no dropout, ready to train.

    Raises UsageError where the file is no export of this architecture.
    """
    import torch  # noqa: PLC0415 -- only training needs it
    from transformers import BertConfig, BertForSequenceClassification  # noqa: PLC0415 -- only training needs it

    names = dict(enumerate(ORDER))
    settings = BertConfig(
        **_SHAPE,
        num_labels=len(ORDER),
        id2label=names,
        label2id={name: at for at, name in names.items()},
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        attn_implementation="eager",
    )
    built = BertForSequenceClassification(settings)
    weights = {name: torch.from_numpy(value) for name, value in state(folder / "model.int8.onnx").items()}
    try:
        built.load_state_dict(weights)
    except RuntimeError as error:
        raise UsageError(f"{folder}: no export of the embedded model ({' '.join(str(error).split())[:200]})") from error
    return built.train()


def blended(before: Any, after: Any, share: float) -> Any:  # noqa: ANN401 -- torch is not installed where types are checked
    """The model `after` a training with `share` of what it changed: 1 all of it, 0 the model `before`; what was forgotten comes back.

    Wortsman et al., Robust fine-tuning of zero-shot models, CVPR 2022.
    """
    kept = before.state_dict()
    after.load_state_dict({name: kept[name] + share * (value - kept[name]) for name, value in after.state_dict().items()})
    return after


# Makes the static sentence vectors again: `python -m factcheck.training vectors --base FOLDER --texts FILE`.

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
