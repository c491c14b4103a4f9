"""Which articles are about one affair: each two of them are asked, after one look at how alike they are in meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from factcheck.model import Article, Claim
from factcheck.pairs.likeness import Encode, exact, likeness
from factcheck.pairs.story import LEAST_MEANING, Story, opening, story

_ROWS = 512

Affair = tuple[str, str]
"""The ids of two articles about one affair, the smaller first."""


def stories(articles: Sequence[Article], claims: Mapping[str, Sequence[Claim]], encode: Encode) -> dict[str, Story]:
    """The story of each article, by its id; `claims` holds the claims of each."""
    texts = exact(encode([article.text for article in articles]))
    openings = exact(encode([opening(article) for article in articles]))
    return {
        article.id: story(article, claims[article.id], text, start) for article, text, start in zip(articles, texts, openings, strict=True)
    }


def affairs(told: Mapping[str, Story]) -> set[Affair]:
    """The pairs of articles about one affair; whether two are depends on these two alone."""
    ids = sorted(told)
    return {(ids[a], ids[b]) for a, b in _near(ids, told) if told[ids[a]].one_affair(told[ids[b]])}


def _near(ids: Sequence[str], told: Mapping[str, Story]) -> Iterator[tuple[int, int]]:
    """The positions of articles that are not too far from each other in meaning, the smaller first."""
    if not ids:
        return
    texts = np.stack([told[article].text for article in ids])
    for start in range(0, len(ids), _ROWS):
        rows, columns = np.nonzero(likeness(texts[start : start + _ROWS], texts) >= LEAST_MEANING)
        yield from ((start + int(a), int(b)) for a, b in zip(rows, columns, strict=True) if start + a < b)
