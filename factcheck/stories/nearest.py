"""Which sentences to compare: those that share candidate keys, and those near in meaning in one article or in two of one affair.

In a story of very many articles each sentence meets the nearest few of all the others together, and copies of it count once.

Keys are looked up in an index, and what is near in meaning is sought only inside an article and between two about one affair: never
all pairs are tried. In articles about different affairs, sentences with common keys must say nearly the same, in nearly the same words
where they share no name; two long articles that are barely of one affair are asked for more than two that tell one event.
What very many claims have in common tells none of them from the others and brings none of them together, so that the work grows with
the length of the articles and not with its square.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from itertools import islice, takewhile
from typing import TYPE_CHECKING

import numpy as np

from factcheck.claims.names import name_key, names
from factcheck.model import Claim
from factcheck.stories import Held, common, keys
from factcheck.stories.affairs import Affairs
from factcheck.stories.likeness import LEAST_OF_LONG, among, between, cosines, distinct, inside, least_between

if TYPE_CHECKING:
    from numpy.typing import NDArray

ELSEWHERE = 0.6
"""The least cosine of two statements of different affairs that share a name: beside keys in common, they must say nearly the same."""
_ELSEWHERE_UNNAMED = 0.85
"""The least where they share none."""
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
        self._names: dict[str, frozenset[str]] = {}
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
        joined = self.joined(found)
        open_still = np.nonzero(worth & ~joined)[0]
        worth[open_still] = self._telling_elsewhere(found[open_still])
        of_kin = np.nonzero(worth & ~own & joined)[0]
        leasts = self._leasts(found[of_kin])  # where two articles have much in common, keys are enough
        worth[of_kin] = (leasts <= LEAST_OF_LONG) | (cosines(self.vectors, found[of_kin]) >= leasts)
        return found[worth]

    def _telling_elsewhere(self, found: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether each two statements of different affairs may be of one thing, and do not say the same: (n, 2) -> (n)."""
        near = cosines(self.vectors, found)
        telling: NDArray[np.bool_] = near >= ELSEWHERE
        for at in np.nonzero(telling)[0].tolist():
            one, other = (self.claims[place] for place in found[at].tolist())
            named = near[at] >= _ELSEWHERE_UNNAMED or not self._named(one).isdisjoint(self._named(other))
            telling[at] = named and one.text != other.text
        return telling

    def _named(self, claim: Claim) -> frozenset[str]:
        if claim.id not in self._names:
            self._names[claim.id] = frozenset(map(name_key, names(claim)))
        return self._names[claim.id]

    def _leasts(self, found: NDArray[np.int64]) -> NDArray[np.float64]:
        """The least cosine of the two of each place, which stand in two articles of one affair: (n, 2) -> (n)."""
        size, ids = len(self._positions), tuple(self._positions)
        both, which = np.unique(self._articles[found[:, 0]] * size + self._articles[found[:, 1]], return_inverse=True)
        each = np.array([self._least(ids[code // size], ids[code % size]) for code in both.tolist()], dtype=np.float64)
        return each[which]

    def _least(self, first: str, second: str) -> float:
        statements = len(self._positions[first]) + len(self._positions[second])
        return least_between(statements, self._affairs.kinship(first, second))

    def _by_keys(self) -> Iterator[NDArray[np.int64]]:
        having: dict[int, Sharing] = {}
        found = iter(self._shared_keys())
        for article, own in self._positions.items():
            crowd = self._affairs.crowd(article)
            sharing_keys = [_NOWHERE]
            for position, telling in zip(own, islice(found, len(own)), strict=True):
                met: set[int] = set()
                for key in telling.tolist():
                    sharing = having.setdefault(key, {})
                    met.update(self._earlier(sharing, crowd, article))
                    latest = sharing.setdefault(crowd, [])
                    latest.append(position)
                    del latest[:-MOST_SHARING]
                if met:
                    others = np.fromiter(met, dtype=np.int64, count=len(met))
                    sharing_keys.append(np.stack([others, np.full(len(met), position)], axis=1))
            yield self._worth(np.concatenate(sharing_keys))

    def _shared_keys(self) -> Sequence[NDArray[np.int64]]:
        """The keys of each claim, article by article, as numbers; a key that one claim alone has joins nothing and is left out."""
        parts: dict[str, int] = {}
        codes, ends = array("q"), [0]
        for article, own in self._positions.items():
            found = [keys(self.claims[i]) for i in own]
            dull = self._held.common[article] if article in self._held.common else common(found)
            for telling in found:
                codes.extend(parts.setdefault(one, len(parts)) << 32 | parts.setdefault(other, len(parts)) for one, other in telling - dull)
                ends.append(len(codes))
        _, numbers, counts = np.unique(np.array(codes, dtype=np.int64), return_inverse=True, return_counts=True)
        shared = counts[numbers] > 1
        kept = np.concatenate([[0], np.cumsum(shared)])
        return np.split(numbers[shared], kept[ends[1:-1]])

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
                met = between(self.vectors[one], self.vectors[other], self._least(first, second))
                yield np.sort(np.stack([one[met[:, 0]], other[met[:, 1]]], axis=1), axis=1)

    def _among(self, crowd: Sequence[int]) -> NDArray[np.int64]:
        """The nearest of all in one large story; what is held is found from what is not, so that the work grows with the latter."""
        articles = np.array([self._affairs.place(self.claims[i].article) for i in crowd], dtype=np.int64)
        held = np.array([self._held.all_of(self.claims[i].article) for i in crowd], dtype=np.bool_)

        def apart(start: int, stop: int) -> NDArray[np.bool_]:
            found: NDArray[np.bool_] = ~self._affairs.rows(articles[start:stop])[:, articles] | held[start:stop, None]
            return found

        return np.array(crowd, dtype=np.int64)[among(self.vectors[crowd], apart)]
