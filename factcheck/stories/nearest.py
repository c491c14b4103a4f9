"""Which sentences to compare: those that share candidate keys, and those near in meaning in one article or in two of one affair.

In a story of very many articles each sentence meets the nearest few of all the others together, and copies of it count once.

Keys are looked up in an index, and what is near in meaning is sought only inside an article and between two about one affair: never
all pairs are tried. In articles about different affairs, sentences with common keys must say nearly the same.
What very many claims have in common tells none of them from the others and brings none of them together, so that the work grows with
the length of the articles and not with its square.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np

from factcheck.model import Claim
from factcheck.stories.affairs import Affairs
from factcheck.stories.held import Held, Key, common, keys
from factcheck.stories.likeness import among, between, cosines, distinct, inside

if TYPE_CHECKING:
    from numpy.typing import NDArray

ELSEWHERE = 0.6
"""The least cosine of two statements of different affairs: beside keys in common, they must say nearly the same."""
MOST_SHARING = 150
"""How many earlier claims with its key a claim may meet, the last ones: keys of more tell nothing."""

SentencePlace = tuple[str, int]
"""An article's id and where the sentence begins."""
Sharing = dict[int | None, list[int]]
"""The positions of the latest claims that have a key, by the crowd that their articles stand in."""

_NOWHERE = np.zeros((0, 2), dtype=np.int64)


class Nearest:
    """The claims of all articles in a fixed order with their exact vectors, and which of them to compare."""

    def __init__(
        self, claims: Sequence[Claim], vectors: NDArray[np.float32], affairs: Affairs, held: Held, retold: Collection[SentencePlace] = ()
    ) -> None:
        """`retold` are the places of sentences that only say again what another article of their affair says."""
        self.claims, self.vectors, self._affairs, self._held = claims, vectors, affairs, held
        self._positions: dict[str, list[int]] = {}
        self._crowds: dict[int, list[int]] = {}
        for position, claim in enumerate(claims):
            self._positions.setdefault(claim.article, []).append(position)
            crowd = affairs.crowd(claim.article)
            if crowd is not None and (claim.article, claim.sentence.start) not in retold:
                self._crowds.setdefault(crowd, []).append(position)
        numbers = {article: number for number, article in enumerate(self._positions)}
        self._articles = np.array([numbers[claim.article] for claim in claims], dtype=np.int64)
        self._told_by = affairs.places([claim.article for claim in claims])
        self._sentences = np.array([claim.sentence.start for claim in claims], dtype=np.int64)
        self._is_held = np.array([held.all_of(claim.article) for claim in claims], dtype=np.bool_)

    def places(self) -> NDArray[np.int64]:
        """The places of claims worth comparing, in their order: (n, 2); never two of one sentence, nor two that are held."""
        crowds = (self._among(crowd) for crowd in self._crowds.values())
        return distinct(np.concatenate([_NOWHERE, *self._by_keys(), *self._inside(), *self._between(), *crowds]))

    def near(self, places: NDArray[np.int64]) -> NDArray[np.float64]:
        """How alike the two of each place are in meaning, 0 to 1: (n, 2) -> n."""
        found = np.maximum(0.0, cosines(self.vectors, places))
        return np.array([round(cosine, 3) for cosine in found.tolist()])  # numpy rounds otherwise where the third place ends in a half

    def joined(self, places: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether the two of each place stand in one article or in two of one affair: (n, 2) -> (n)."""
        own: NDArray[np.bool_] = self._articles[places[:, 0]] == self._articles[places[:, 1]]
        return own | self._affairs.together_at(self._told_by[places])

    def _worth(self, found: NDArray[np.int64]) -> NDArray[np.int64]:
        """Those of the places that are worth comparing."""
        first, second = found[:, 0], found[:, 1]
        own = self._articles[first] == self._articles[second]
        worth = np.where(own, self._sentences[first] != self._sentences[second], ~(self._is_held[first] & self._is_held[second]))
        open_still = np.nonzero(worth & ~self.joined(found))[0]
        worth[open_still] = cosines(self.vectors, found[open_still]) >= ELSEWHERE
        return found[worth]

    def _by_keys(self) -> Iterator[NDArray[np.int64]]:
        index: dict[Key, int | Sharing] = {}  # most keys have one claim, for which a list would be a waste
        for article, own in self._positions.items():
            found = [keys(self.claims[i]) for i in own]
            dull = self._held.common[article] if article in self._held.common else common(found)
            crowd = self._affairs.crowd(article)
            sharing_keys = [_NOWHERE]
            for position, telling in zip(own, found, strict=True):
                met: set[int] = set()
                for key in telling - dull:
                    before = index.setdefault(key, position)
                    if before == position and isinstance(before, int):
                        continue
                    if isinstance(before, int):
                        before = index[key] = {self._affairs.crowd(self.claims[before].article): [before]}
                    met.update(self._earlier(before, crowd, article))
                    sharing = before.setdefault(crowd, [])
                    sharing.append(position)
                    del sharing[:-MOST_SHARING]
                if met:
                    others = np.fromiter(met, dtype=np.int64, count=len(met))
                    sharing_keys.append(np.stack([others, np.full(len(met), position)], axis=1))
            yield self._worth(np.concatenate(sharing_keys))

    def _earlier(self, sharing: Sharing, crowd: int | None, article: str) -> Iterator[int]:
        """The earlier claims with a key, but of the crowd that the article stands in only its own."""
        for other, earlier in sharing.items():
            if crowd is None or other != crowd:
                yield from earlier
            else:
                yield from takewhile(lambda position: self.claims[position].article == article, reversed(earlier))

    def _inside(self) -> Iterator[NDArray[np.int64]]:
        for article, own in self._positions.items():
            if not self._held.all_of(article):
                places = np.array(own, dtype=np.int64)
                yield places[inside(self.vectors[places], self._sentences[places])]

    def _between(self) -> Iterator[NDArray[np.int64]]:
        own = {article: np.array(places, dtype=np.int64) for article, places in self._positions.items()}
        for first, second in self._affairs.pairs():
            if first in own and second in own:
                one, other = own[first], own[second]
                met = between(self.vectors[one], self.vectors[other])
                yield np.sort(np.stack([one[met[:, 0]], other[met[:, 1]]], axis=1), axis=1)

    def _among(self, crowd: Sequence[int]) -> NDArray[np.int64]:
        """The nearest of all in one large story; what is held is found from what is not, so that the work grows with the latter."""
        articles = np.array([self._affairs.place(self.claims[i].article) for i in crowd], dtype=np.int64)
        held = np.array([self._held.all_of(self.claims[i].article) for i in crowd], dtype=np.bool_)

        def apart(start: int, stop: int) -> NDArray[np.bool_]:
            found: NDArray[np.bool_] = ~self._affairs.rows(articles[start:stop])[:, articles] | held[start:stop, None]
            return found

        return np.array(crowd, dtype=np.int64)[among(self.vectors[crowd], apart)]
