"""Which articles are about one affair: each two of them are asked, all at once, and the answers are kept as one bit for each pair."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from factcheck.model import Article, Claim
from factcheck.stories.likeness import Encode, exact
from factcheck.stories.profile import Profile, Told, opening, profile

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.bool_]

_ROWS = 512
MOST = 50
"""Articles of one affair with one article, up to which all of them are laid beside it; of more, sentences meet their nearest few."""

Affair = tuple[str, str]
"""The ids of two articles about one affair, the smaller first."""


def profiles(articles: Sequence[Article], claims: Mapping[str, Sequence[Claim]], encode: Encode) -> dict[str, Profile]:
    """The profile of each article, by its id; `claims` holds the claims of each."""
    texts = exact(encode([article.body for article in articles]))
    openings = exact(encode([opening(article) for article in articles]))
    return {
        article.id: profile(article, claims[article.id], text, start)
        for article, text, start in zip(articles, texts, openings, strict=True)
    }


class Affairs:
    """Which two articles are about one affair, which depends on these two alone.

    Two that are `held` are never joined. An article that is joined with very many is crowded, and so is every held one beside it.
    """

    def __init__(self, told: Mapping[str, Profile], held: Collection[str] = frozenset()) -> None:
        self.ids = sorted(told)
        self._told = told
        self._at = {article: place for place, article in enumerate(self.ids)}
        self._held = np.array([article in held for article in self.ids], dtype=np.bool_)
        self._packed, counts = self._asked([told[article] for article in self.ids])
        crowded = counts > MOST
        self._crowded = crowded | (self._held & self._beside(crowded)) if crowded.any() else crowded
        self._groups = {article: number for number, group in enumerate(self._parts(self._crowded)) for article in group}

    def _asked(self, told: Sequence[Profile]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
        """The answers, packed, and how many others each article is joined with."""
        count = len(told)
        packed = np.zeros((count, (count + 7) // 8), dtype=np.uint8)
        counts = np.zeros(count, dtype=np.int64)
        everything = Told(told)
        for start in range(0, count, _ROWS):
            stop = min(count, start + _ROWS)
            rows = everything.one_affair(start, stop)
            rows[np.arange(stop - start), np.arange(start, stop)] = False
            packed[start:stop] = np.packbits(rows, axis=1)
            counts[start:stop] = (rows & ~(self._held[start:stop, None] & self._held)).sum(axis=1)
        return packed, counts

    def rows(self, places: Sequence[int] | NDArray[np.int64]) -> Rows:
        """Which articles the ones at these places of `ids` are joined with: bool (places, articles)."""
        answers = np.unpackbits(self._packed[places], axis=1, count=len(self.ids)).astype(np.bool_)
        return answers & ~(self._held[places, None] & self._held)

    def place(self, article: str) -> int:
        """Where the article stands in `ids`."""
        return self._at[article]

    def places(self, articles: Iterable[str]) -> NDArray[np.int64]:
        """Where each of the articles stands in `ids`, -1 where it does not."""
        return np.array([self._at.get(article, -1) for article in articles], dtype=np.int64)

    def together_at(self, places: NDArray[np.int64]) -> NDArray[np.bool_]:
        """The answer of `together` for two articles each, given by where they stand in `ids` (-1 = nowhere): (n, 2) -> (n)."""
        first, second = places[:, 0], places[:, 1]
        if not len(self.ids):
            return np.zeros(len(places), dtype=np.bool_)
        bits = self._packed[first, second >> 3] >> (7 - (second & 7)).astype(np.uint8) & 1
        found: NDArray[np.bool_] = bits.astype(np.bool_) & (first >= 0) & (second >= 0)
        return found

    def together(self, first: str, second: str) -> bool:
        """Both are about one affair, joined or not."""
        a, b = self._at.get(first), self._at.get(second)
        return a is not None and b is not None and bool(self._packed[a, b >> 3] >> (7 - (b & 7)) & 1)

    def kinship(self, first: str, second: str) -> float:
        """How far two articles are above the bound of one affair."""
        return self._told[first].kinship_with(self._told[second])

    def crowd(self, article: str) -> int | None:
        """The number of the large story that the article is crowded in; None for every other article."""
        return self._groups.get(article)

    def pairs(self) -> Iterator[Affair]:
        """The affairs of which not both articles are crowded in one story, in their order."""
        for place, article in enumerate(self.ids):
            for other in np.nonzero(self.rows([place])[0][place + 1 :])[0] + place + 1:
                if not (self._crowded[place] and self._crowded[other]):
                    yield article, self.ids[int(other)]

    def stories(self) -> list[list[str]]:
        """The articles that affairs join, directly or by way of others."""
        return list(self._parts(np.ones(len(self.ids), dtype=np.bool_)))

    def _beside(self, some: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """The articles that are joined with one of these."""
        found = np.zeros(len(self.ids), dtype=np.bool_)
        places = np.nonzero(some)[0]
        for start in range(0, len(places), _ROWS):
            found |= self.rows(places[start : start + _ROWS]).any(axis=0)
        return found

    def _parts(self, among: NDArray[np.bool_]) -> Iterator[list[str]]:
        """Those among the articles that are joined by way of each other, the parts in the order of their first ids."""
        unseen = among.copy()
        for place in np.nonzero(among)[0]:
            if unseen[place]:
                part = front = np.arange(len(self.ids)) == place
                while front.any():
                    unseen &= ~front
                    front = self._beside(front) & unseen
                    part = part | front
                yield [self.ids[int(member)] for member in np.nonzero(part)[0]]
