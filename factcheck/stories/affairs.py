"""Which articles are about one affair: what each is about, and each two of them asked, with one bit kept for each pair."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from factcheck.claims.names import names as names_in
from factcheck.meanings import grouping
from factcheck.model import Article, Claim
from factcheck.stories.likeness import Encode, alike, exact, likeness
from factcheck.words import listed

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


# What an article is about: its prominent names and words and its meaning.

_EARLY = 600
_NAMES, _WORDS = 24, 24
_FEW_NAMES = 3
LEAST_IN_COMMON = 3
"""The least number of prominent names and words that two articles about one affair share."""
LEAST_MEANING = 0.25
"""The least cosine of the texts of two articles about one affair."""
_ENOUGH, _ENOUGH_FAR, _FAR = 1.0, 1.45, 61
"""How much two articles must have in common, and how much where more than so many days lie between them."""
_MEANING = 1.5
_CAPITALISED = re.compile(r"(?<![^\W_])[^\W\d_a-z][^\W_]*[^\W\d_]{2}")
_IN_MID_SENTENCE = re.compile(r"(?<=[^\W\d_,;][ \u00a0])" + _CAPITALISED.pattern)
_IN_LOWER_CASE = re.compile(r"(?<![^\W_])[a-z][^\W_]{2,}")


@dataclass(frozen=True, eq=False)
class Profile:
    """The prominent capitalised words and content words of one article, the exact vectors of its text and opening (d), and its day."""

    names: frozenset[str]
    words: frozenset[str]
    text: NDArray[np.float32]
    opening: NDArray[np.float32]
    day: date | None = None

    def one_affair(self, other: Profile) -> bool:
        """Both are about one affair: they are alike in meaning, and of what is prominent in the one, enough is prominent in the other.

        The shares of shared names and of shared words (of the article that has fewer) and the likeness are added, so that each can
        make up for the others. Articles that lie months apart must have more in common.
        """
        return self.kinship_with(other) >= 0

    def kinship_with(self, other: Profile) -> float:
        """How far the other is above the bound of one affair; below 0 where `one_affair` says no."""
        meaning = alike(self.text, other.text)
        named, said = len(self.names & other.names), len(self.words & other.words)
        if meaning < LEAST_MEANING or named + said < min(self.least, other.least):
            return -math.inf
        names, told = min(len(self.names), len(other.names)), min(len(self.words), len(other.words))
        likeness = _MEANING * (meaning + alike(self.opening, other.opening)) / 2
        return named / max(_FEW_NAMES, names) + said / max(1, told) + likeness - self._enough(other)

    @property
    def least(self) -> int:
        """How many prominent names and words another article must share: fewer where this one is too short to have many."""
        return int(least(len(self.names) + len(self.words)))

    def _enough(self, other: Profile) -> float:
        near = self.day is None or other.day is None or abs((self.day - other.day).days) <= _FAR
        return _ENOUGH if near else _ENOUGH_FAR

    def kinship(self, others: Others) -> NDArray[np.float64]:
        """How far each of the others is above the bound of one affair; below 0 where `one_affair` says no: (n,)."""
        meaning = likeness(others.text, self.text[None])[:, 0].astype(np.float64)
        openings = likeness(others.opening, self.opening[None])[:, 0].astype(np.float64)
        counts = (np.minimum(len(self.names), others.names), np.minimum(len(self.words), others.words))
        near = np.array([self.day is None or day is None or abs((self.day - day).days) <= _FAR for day in others.days], dtype=np.bool_)
        above = _above((others.named, others.said), counts, (meaning, openings), near)
        least_shared = np.minimum(self.least, least(others.names + others.words))
        return np.where((meaning >= LEAST_MEANING) & (others.named + others.said >= least_shared), above, -np.inf)


class Others(NamedTuple):
    """What one profile is laid beside: n articles, each with its exact vectors (n, d) and its day.

    `names` and `words` are how many prominent ones each has, `named` and `said` how many of these the profile has too.
    """

    text: NDArray[np.float32]
    opening: NDArray[np.float32]
    days: Sequence[date | None]
    names: NDArray[np.int64]
    words: NDArray[np.int64]
    named: NDArray[np.int64]
    said: NDArray[np.int64]


def least(terms: NDArray[np.int64] | int) -> NDArray[np.int64]:
    """How many prominent names and words an article with so many must share with another one of its affair."""
    return np.asarray(np.clip(np.asarray(terms, dtype=np.int64) // 2, 1, LEAST_IN_COMMON))


def _above(
    shared: tuple[NDArray[np.int64], NDArray[np.int64]],
    counts: tuple[NDArray[np.int64], NDArray[np.int64]],
    meanings: tuple[NDArray[np.float64], NDArray[np.float64]],
    near: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """The sum of shares and likeness less what is enough; `shared` and `counts` are of names and of words."""
    likely = _MEANING * (meanings[0] + meanings[1]) / 2
    above: NDArray[np.float64] = (
        shared[0] / np.maximum(_FEW_NAMES, counts[0]) + shared[1] / np.maximum(1, counts[1]) + likely - np.where(near, _ENOUGH, _ENOUGH_FAR)
    )
    return above


class Told:
    """Many profiles, each of which is asked about all at once whether it is of one affair with them; the answers are `one_affair`'s."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._profiles = profiles
        self._text, self._opening = (
            np.stack([getattr(each, name) for each in profiles]) if profiles else np.zeros((0, 1), dtype=np.float32)
            for name in ("text", "opening")
        )
        self._names, self._words = (_sharing(getattr(each, name) for each in profiles) for name in ("names", "words"))
        self._counts = np.array([(len(each.names), len(each.words), each.least) for each in profiles], dtype=np.int64).reshape(-1, 3)
        self._days = np.array([each.day.toordinal() if each.day else 0 for each in profiles], dtype=np.int64)

    def one_affair(self, start: int, stop: int) -> NDArray[np.bool_]:
        """Whether each profile from `start` to `stop` and each of all are about one affair: bool (stop - start, profiles)."""
        meaning = likeness(self._text[start:stop], self._text).astype(np.float64)
        openings = likeness(self._opening[start:stop], self._opening).astype(np.float64)
        rows = [self._row(start + at, meaning[at], openings[at]) for at in range(stop - start)]
        return np.stack(rows)

    def _row(self, place: int, meaning: NDArray[np.float64], openings: NDArray[np.float64]) -> NDArray[np.bool_]:
        own, day = self._profiles[place], self._days[place]
        named, said = self._shared(self._names, own.names), self._shared(self._words, own.words)
        names, words, least = (np.minimum(self._counts[place, at], self._counts[:, at]) for at in range(3))
        near = (day == 0) | (self._days == 0) | (np.abs(self._days - day) <= _FAR)
        alike_enough = _above((named, said), (names, words), (meaning, openings), near) >= 0
        found: NDArray[np.bool_] = (meaning >= LEAST_MEANING) & (named + said >= least) & alike_enough
        return found

    def _shared(self, having: dict[str, NDArray[np.int64]], own: frozenset[str]) -> NDArray[np.int64]:
        """How many of these each profile has."""
        found = [having[term] for term in own]
        return np.bincount(np.concatenate(found), minlength=len(self._profiles)) if found else np.zeros(len(self._profiles), dtype=np.int64)


def _sharing(terms: Iterable[frozenset[str]]) -> dict[str, NDArray[np.int64]]:
    """The places of those that have each term."""
    found: dict[str, list[int]] = {}
    for place, own in enumerate(terms):
        for term in own:
            found.setdefault(term, []).append(place)
    return {term: np.array(places, dtype=np.int64) for term, places in found.items()}


def opening(article: Article) -> str:
    """The title and the first lines."""
    return f"{article.title or ''}\n{article.body[:_EARLY]}"


def profile(article: Article, claims: Iterable[Claim], text: NDArray[np.float32], start: NDArray[np.float32]) -> Profile:
    """The names and the words that the article has twice or has early, the most frequent of them; exact vectors of text and opening."""
    claims = [claim for claim in claims if not claim.headline]
    known = _naming(article, claims)
    names = Counter(word for word in _capitalised(f"{article.title or ''}\n{article.body}") if word in known)
    early = set(_capitalised(opening(article)))
    said: dict[str, set[int]] = {}
    for claim in claims:
        for term in {grouping(term) for term in claim.terms} - listed("stories", "everyday"):
            said.setdefault(term, set()).add(claim.sentence.start)
    named = {name: count for name, count in names.items() if (count > 1 or name in early) and name not in listed("stories", "unnamed")}
    told = {term: len(at) for term, at in said.items() if (len(at) > 1 or min(at) < article.headed + _EARLY) and term not in named}
    return Profile(names=_most(named, _NAMES), words=_most(told, _WORDS), text=text, opening=start, day=article.day)


def _naming(article: Article, claims: Iterable[Claim]) -> set[str]:
    """The words that are parts of names: capitalised in mid-sentence, or in a claim's name and never written in lower case.

    At the start of a sentence, and in a headline, any word may have a capital; a line in capitals alone tells nothing of any.
    """
    body = "\n".join(line for line in article.text.split("\n") if not line.isupper())
    common = set(_IN_LOWER_CASE.findall(body))
    told = {word for claim in claims for name in names_in(claim) for word in _capitalised(name)}
    return {match[0].casefold() for match in _IN_MID_SENTENCE.finditer(body)} | (told - common)


def _capitalised(text: str) -> list[str]:
    return [match[0].casefold() for match in _CAPITALISED.finditer(text)]


def _most(counted: dict[str, int], limit: int) -> frozenset[str]:
    return frozenset(sorted(counted, key=lambda key: (-counted[key], key))[:limit])
