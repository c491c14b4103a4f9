"""Reads labelled pairs of sentences and lays out the whole order in which training sees them."""

from __future__ import annotations

import gzip
import json
import random
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from factcheck.engines.local.entailment import ORDER
from factcheck.errors import UsageError

LONGEST = 64
"""Words of premise and hypothesis together; a longer pair is left out of training (infoboxes and long evidence, mostly)."""


@dataclass(frozen=True)
class LabelledPair:
    """A premise, a hypothesis and the index in ORDER of how they relate."""

    premise: str
    hypothesis: str
    label: int

    def __len__(self) -> int:
        return len(self.premise) + len(self.hypothesis)


def plan() -> dict[str, Any]:
    """The table of sets, as sets.toml holds it."""
    return tomllib.loads(files(__package__).joinpath("sets.toml").read_text(encoding="utf-8"))


def read(folder: Path, name: str) -> list[LabelledPair]:
    """The pairs of one file of `folder`, in its order; raises UsageError where there is no such file."""
    path = folder / f"{name}.jsonl.gz"
    if not path.is_file():
        raise UsageError(f"{path}: no such file; give the folder of the entailment sets with --data")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [LabelledPair(row["premise"], row["hypothesis"], ORDER.index(row["label"])) for row in rows]


def short(pairs: list[LabelledPair]) -> list[LabelledPair]:
    """The pairs of at most LONGEST words."""
    return [pair for pair in pairs if len(pair.premise.split()) + len(pair.hypothesis.split()) <= LONGEST]


def passes(pairs: list[LabelledPair], times: float, chance: random.Random) -> list[LabelledPair]:
    """The pairs `times` over: whole copies, then a random part."""
    whole, part = int(times), times - int(times)
    return pairs * whole + chance.sample(pairs, round(len(pairs) * part))


def batches(pairs: list[LabelledPair], size: int, chance: random.Random) -> list[list[LabelledPair]]:
    """All pairs, shuffled, in batches of like length, the batches of each stretch shuffled again."""
    pairs = chance.sample(pairs, len(pairs))
    stretch = size * 50
    laid: list[list[LabelledPair]] = []
    for start in range(0, len(pairs), stretch):
        ordered = sorted(pairs[start : start + stretch], key=len)
        group = [ordered[at : at + size] for at in range(0, len(ordered), size)]
        chance.shuffle(group)
        laid += group
    return laid
