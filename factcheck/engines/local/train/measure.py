"""Accuracy per set, speed, and what int8 loses against fp32: the figures of the model card."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from factcheck.engines.local.entailment import ORDER, EntailmentModel
from factcheck.engines.local.train.data import LabelledPair, read


def figures(model: EntailmentModel, pairs: Sequence[LabelledPair]) -> dict[str, float]:
    """Accuracy, and precision and recall of contradiction, each 0 to 1."""
    predicted = model.predict([pair.premise for pair in pairs], [pair.hypothesis for pair in pairs]).argmax(1)
    labels = np.array([pair.label for pair in pairs])
    told, gold = predicted == ORDER.index("contradiction"), labels == ORDER.index("contradiction")
    return {
        "accuracy": float((predicted == labels).mean()),
        "precision": float((told & gold).sum() / max(1, told.sum())),
        "recall": float((told & gold).sum() / max(1, gold.sum())),
    }


def table(model: EntailmentModel, folder: Path, names: Sequence[str], most: int, seed: int = 5) -> list[str]:
    """One line of Markdown for each set: at most `most` of its pairs, drawn with `seed` (all where it has fewer)."""
    lines = ["| set | pairs | accuracy | contradiction P | R |", "| --- | ---: | ---: | ---: | ---: |"]
    for name in names:
        pairs = read(folder, name)
        if len(pairs) > most:
            pairs = random.Random(seed).sample(pairs, most)  # noqa: S311 -- reproducible, not secret
        found = figures(model, pairs)
        lines.append(f"| {name} | {len(pairs):,} | {found['accuracy']:.3f} | {found['precision']:.3f} | {found['recall']:.3f} |")
    return lines


def speed(model: EntailmentModel, pairs: int = 600) -> float:
    """Pairs per second at 64 tokens each, special tokens included."""
    premise, hypothesis = " ".join(["word"] * 40), " ".join(["other"] * 21)
    model.predict([premise] * 8, [hypothesis] * 8)
    begun = time.perf_counter()
    model.predict([premise] * pairs, [hypothesis] * pairs)
    return pairs / (time.perf_counter() - begun)
