"""Reads the weights of an int8 export back as a torch model, so that training can go on from what the package ships."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from factcheck.engines.local.entailment import ORDER
from factcheck.errors import UsageError

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


def model(folder: Path) -> Any:  # noqa: ANN401 -- torch is not installed where types are checked
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
