"""Sentence pairs of news: near ones of one story, and near ones of two stories, which cannot conflict."""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from factcheck.engines.local.vectors import StaticEncoder
from factcheck.errors import UsageError
from factcheck.training.near import nearest, prose

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


def write(pairs: Iterable[SentencePair], path: Path) -> int:
    """Write the pairs as JSON Lines; how many they were."""
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for count, pair in enumerate(pairs, 1):  # noqa: B007 -- the last number is the answer
            out.write(json.dumps(asdict(pair), ensure_ascii=False) + "\n")
    return count
