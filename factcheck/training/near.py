"""The nearest sentence pairs of two articles, and how much two sentences share."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

import numpy as np

from factcheck.articles.segment import sentences
from factcheck.engines.local.vectors import StaticEncoder
from factcheck.model import Article
from factcheck.training.values import WORDS

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
    return {word[:_STEM] for word in _WORD.findall(text.lower()) if word not in WORDS["empty"]}


def overlap(a: str, b: str) -> float:
    """Share of the stems of the shorter sentence that stand in the other, 0 to 1."""
    one, other = stems(a), stems(b)
    return len(one & other) / max(_FEWEST_STEMS, min(len(one), len(other)))
