"""Writes a trained model as ONNX, in full and as int8, with its tokenizer and configuration."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from factcheck.engines.local.entailment import LONGEST_INPUT, ORDER

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
