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


ENTAILMENT, NEUTRAL, CONTRADICTION = range(len(ORDER))
NO_CONTRADICTION = len(ORDER)
"""The label of a pair of which only that is known: it may entail or be neutral, and training rewards either."""


@dataclass(frozen=True)
class LabelledPair:
    """A premise, a hypothesis and how they relate: an index in ORDER, or NO_CONTRADICTION."""

    premise: str
    hypothesis: str
    label: int
    general: bool = False
    """From a general entailment set, not made of news."""

    def __len__(self) -> int:
        return len(self.premise) + len(self.hypothesis)


def plan() -> dict[str, Any]:
    """What a run learns from and is measured on, as mix.toml says."""
    return tomllib.loads(files(__package__).joinpath("mix.toml").read_text(encoding="utf-8"))


def read(folder: Path, name: str) -> list[LabelledPair]:
    """The pairs of one file of `folder`, in its order; raises UsageError where there is no such file."""
    path = folder / f"{name}.jsonl.gz"
    if not path.is_file():
        raise UsageError(f"{path}: no such file; give the folder of the entailment sets with --data")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [LabelledPair(row["premise"], row["hypothesis"], ORDER.index(row["label"]), general=True) for row in rows]


def short(pairs: list[LabelledPair]) -> list[LabelledPair]:
    """The pairs of at most LONGEST words."""
    return [pair for pair in pairs if len(pair.premise.split()) + len(pair.hypothesis.split()) <= LONGEST]


def some(pairs: list[LabelledPair], wanted: int, chance: random.Random) -> list[LabelledPair]:
    """So many of the pairs, drawn by chance; all where there are fewer."""
    return chance.sample(pairs, min(wanted, len(pairs)))


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
