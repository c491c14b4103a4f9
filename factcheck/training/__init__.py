"""Makes the embedded models (`python -m factcheck.training`); here, the sentence pairs it reads: labelled ones, and near ones of news."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from factcheck.articles.segment import sentences
from factcheck.engines.local.models import ORDER, StaticEncoder
from factcheck.errors import UsageError
from factcheck.model import Article

LONGEST = 64
"""Words of premise and hypothesis together; a longer pair is left out of training (infoboxes and long evidence, mostly)."""


One = TypeVar("One")

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


@cache
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


def some(items: Sequence[One], wanted: int, chance: random.Random) -> list[One]:
    """So many of the items, drawn by chance; all where there are fewer."""
    return chance.sample(list(items), min(wanted, len(items)))


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


# Sentence pairs of news: near ones of one story, and near ones of two stories, which cannot conflict.

_NEAREST = 2
_ALIKE = 0.9
"""Two sentences of two stories that are nearer than this may be one sentence printed twice."""


@dataclass(frozen=True)
class SentencePair:
    """Two sentences, and whether they are of one story."""

    a: str
    b: str
    one_story: bool


def rows(path: Path) -> list[dict[str, Any]]:
    """The lines of a JSON Lines file, packed with gzip or not; raises UsageError for a line that is no object."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    if not all(isinstance(row, dict) for row in found):
        raise UsageError(f"{path}: a line is no JSON object; give one object a line")
    return found


def pairs_of(articles: Iterable[dict[str, Any]], others: int, seed: int) -> Iterator[SentencePair]:
    """The near pairs between the articles of each story (`story`, `text`), then `others` pairs of two stories."""
    stories: dict[str, list[list[str]]] = defaultdict(list)
    for article in articles:
        stories[str(article["story"])].append(prose(article["text"], article.get("title")))
    for story in stories.values():
        for one, other in combinations(story, 2):
            yield from (SentencePair(a, b, one_story=True) for a, b in nearest(one, other, _NEAREST))
    told = [(name, sentence) for name, story in stories.items() for article in story for sentence in article]
    yield from _elsewhere(told, others, random.Random(seed))  # noqa: S311 -- reproducible, not secret


def _elsewhere(told: Sequence[tuple[str, str]], wanted: int, chance: random.Random) -> Iterator[SentencePair]:
    """Sentences drawn by chance, each with one of the sentences of other stories that are nearest to it."""
    if not told:
        return
    vectors = StaticEncoder()([sentence for _, sentence in told])
    for at in chance.sample(range(len(told)), min(wanted, len(told))):
        cosines = vectors @ vectors[at]
        near = [int(i) for i in np.argsort(-cosines, kind="stable")[:12] if told[int(i)][0] != told[at][0] and cosines[i] < _ALIKE]
        if near:
            yield SentencePair(told[at][1], told[chance.choice(near)][1], one_story=False)


def write_pairs(pairs: Iterable[SentencePair], path: Path) -> int:
    """Write the pairs as JSON Lines; how many they were."""
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for count, pair in enumerate(pairs, 1):  # noqa: B007 -- the last number is the answer
            out.write(json.dumps(asdict(pair), ensure_ascii=False) + "\n")
    return count


# The nearest sentence pairs of two articles, and how much two sentences share.

_WORD = re.compile(r"[a-z]{4,}|\d+")
_STEM = 5
_FEWEST_STEMS = 4
"""A sentence of fewer stems counts as one of so many: two words in common are no likeness."""
_LEAST_COSINE = 0.3
_SHORTEST, _LONGEST = 30, 400


def prose(text: str, title: str | None = None) -> list[str]:
    """The sentences of an article that are neither fragments nor lists."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    article = Article(id=digest[:12], path="", title=title, source=None, published=None, published_from="none", text=text, sha256=digest)
    return [one.text for one in sentences(article) if _SHORTEST <= len(one.text) <= _LONGEST]


def nearest(first: Sequence[str], second: Sequence[str], count: int) -> Iterator[tuple[str, str]]:
    """Pairs one of which is among the `count` nearest sentences of the other by their vectors, copies left out; in a fixed order."""
    if not first or not second:
        return
    cosines = StaticEncoder()(first) @ StaticEncoder()(second).T
    there = {(i, int(j)) for i in range(len(first)) for j in np.argsort(-cosines[i], kind="stable")[:count]}
    back = {(int(i), j) for j in range(len(second)) for i in np.argsort(-cosines[:, j], kind="stable")[:count]}
    for i, j in sorted(there | back):
        if cosines[i, j] >= _LEAST_COSINE and first[i] != second[j]:
            yield first[i], second[j]


def stems(text: str) -> set[str]:
    """The beginnings of the content words of a text, and its numbers."""
    return {word[:_STEM] for word in _WORD.findall(text.lower()) if word not in plan()["empty"]}


def overlap(a: str, b: str) -> float:
    """Share of the stems of the shorter sentence that stand in the other, 0 to 1."""
    one, other = stems(a), stems(b)
    return len(one & other) / max(_FEWEST_STEMS, min(len(one), len(other)))
