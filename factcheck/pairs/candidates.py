"""Which claims to compare: those that share candidate keys, those of one topic and those near in meaning in two articles about one affair.

Keys and topics are looked up in indexes, and what is near in meaning is sought only inside an article and between two about one
affair: never all pairs are tried. In articles about different affairs, claims with common keys must say nearly the same.
Whether two claims meet depends on them and their articles alone.
What very many claims of one article have in common tells none of them from the others and brings none of them together, so that
the work grows with the length of an article and not with its square.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from sys import intern
from typing import TYPE_CHECKING

import numpy as np

from factcheck.model import Article, Claim, Pair
from factcheck.pairs.affairs import Affair, affairs, stories
from factcheck.pairs.held import NONE, Held, Key
from factcheck.pairs.likeness import Encode, alike, exact
from factcheck.pairs.neighbours import between, inside
from factcheck.pairs.order import order
from factcheck.verdicts.alignment import NEAR, ONE_AFFAIR, ONE_TIME, name_key, names, overlap
from factcheck.verdicts.lexicon import terms, words
from factcheck.verdicts.sequence import days
from factcheck.verdicts.topics import topics

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_TERMS = 12
_MOST_CLAIMS = 40
"""Claims of one article that may have a key or a topic in common."""
ELSEWHERE = 0.6
"""The least cosine of two statements of different affairs: beside keys in common, they must say nearly the same."""

_FIELDS = set(Pair.model_fields)
"""One set for all pairs: hundreds of thousands of them are made."""

Place = tuple[int, int]
"""The positions of two claims, the smaller first."""


def keys(claim: Claim) -> frozenset[Key]:
    """The candidate keys of one claim: each pair of a name, day or term with another, unless any article may have both.

    They depend on the claim alone.
    """
    named = {intern(f"name:{name_key(name)}") for name in names(claim)}
    said = [intern(f"term:{term}") for term in sorted(terms(claim))[:_MOST_TERMS]]
    day = {intern(f"day:{day}") for day in days(claim)}
    telling = {*named, *day, *(f"term:{term}" for term in terms(claim) - words("everyday"))}
    return frozenset(key for key in combinations(sorted({*named, *said, *day}), 2) if telling & set(key))


def common(found: Iterable[frozenset[Key]]) -> frozenset[Key]:
    """The keys that too many claims of one article have; `found` holds the keys of each."""
    counted = Counter(key for own in found for key in own)
    return frozenset(key for key, count in counted.items() if count > _MOST_CLAIMS)


def pairs(claims: Sequence[Claim], articles: Mapping[str, Article], encode: Encode, held: Held = NONE) -> list[Pair]:
    """The pairs worth comparing, in a fixed order; a sentence is never compared with itself, nor what is `held` with each other.

    `score` is how alike the two statements are in meaning, 0 to 1. Pairs that were found by their meaning have `NEAR` among their
    reasons, those of two articles about one affair `ONE_AFFAIR`, those whose words name times that overlap `ONE_TIME`.
    """
    ordered = sorted(claims, key=lambda claim: (articles[claim.article].path, claim.span.start, claim.span.end, claim.id))
    positions: dict[str, list[int]] = {}
    for position, claim in enumerate(ordered):
        positions.setdefault(claim.article, []).append(position)
    own = {article: [ordered[i] for i in told] for article, told in positions.items()}
    whole = [articles[article] for article in positions if article not in held.common]
    joined = {affair for affair in affairs(stories(whole, own, encode)) if not held.all_of(*affair)}
    vectors = exact(encode([claim.text for claim in ordered]))

    def worth(first: int, second: int) -> bool:
        a, b = ordered[first].article, ordered[second].article
        if a == b:
            return ordered[first].sentence.start != ordered[second].sentence.start
        if held.all_of(a, b):
            return False
        return (min(a, b), max(a, b)) in joined or alike(vectors[first], vectors[second]) >= ELSEWHERE

    shared = _by_keys(ordered, positions, worth, held)
    inner = {article: told for article, told in positions.items() if not held.all_of(article)}
    near = [*_inside(ordered, inner, vectors), *_between(positions, joined, vectors)]
    for place, reason in (*_by_topics(ordered, positions, joined), *near):
        shared.setdefault(place, set()).add(reason)
    # reasons are taken out as pairs are made, so that not both are held in memory
    return [
        _pair((ordered[a], ordered[b]), shared.pop((a, b)), joined, articles, max(0.0, alike(vectors[a], vectors[b])))
        for a, b in sorted(shared)
    ]


def _by_keys(
    ordered: Sequence[Claim], positions: Mapping[str, Sequence[int]], worth: Callable[[int, int], bool], held: Held
) -> dict[Place, set[str]]:
    """The places of claims with a key in common and worth comparing, with the parts of all such keys."""
    index: dict[Key, list[int]] = {}
    shared: dict[Place, set[str]] = {}
    for article, own in positions.items():
        found = [keys(ordered[i]) for i in own]
        dull = held.common[article] if article in held.common else common(found)
        for position, telling in zip(own, [sorted(key - dull) for key in found], strict=True):
            for key in telling:
                for earlier in index.setdefault(key, []):
                    place = (earlier, position)
                    if place in shared or worth(*place):
                        shared.setdefault(place, set()).update(key)
                index[key].append(position)
    return shared


def _by_topics(ordered: Sequence[Claim], positions: Mapping[str, Sequence[int]], joined: Collection[Affair]) -> Iterator[tuple[Place, str]]:
    """The places of claims with a topic in common, in two articles about one affair."""
    told: dict[str, dict[str, list[int]]] = {}
    for first, second in joined:
        for article in (first, second):
            if article not in told:
                told[article] = _index(ordered, positions[article])
        for topic in told[first].keys() & told[second].keys():
            for a in told[first][topic]:
                for b in told[second][topic]:
                    yield (min(a, b), max(a, b)), intern(f"topic:{topic}")


def _index(ordered: Sequence[Claim], positions: Sequence[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for position in positions:
        for topic in topics(ordered[position]):
            found.setdefault(topic, []).append(position)
    return {topic: told for topic, told in found.items() if len(told) <= _MOST_CLAIMS}


def _inside(ordered: Sequence[Claim], positions: Mapping[str, Sequence[int]], vectors: NDArray[np.float32]) -> Iterator[tuple[Place, str]]:
    """The places of claims of one article that are near in meaning."""
    for own in positions.values():
        sentences = np.array([ordered[i].sentence.start for i in own], dtype=np.int64)
        for i, j in inside(vectors[own], sentences):
            yield (own[i], own[j]), NEAR


def _between(
    positions: Mapping[str, Sequence[int]], joined: Collection[Affair], vectors: NDArray[np.float32]
) -> Iterator[tuple[Place, str]]:
    """The places of claims that are near in meaning, in two articles about one affair."""
    for first, second in joined:
        one, other = positions[first], positions[second]
        for i, j in between(vectors[one], vectors[other]):
            yield (min(one[i], other[j]), max(one[i], other[j])), NEAR


def _pair(sides: tuple[Claim, Claim], reasons: set[str], joined: Collection[Affair], articles: Mapping[str, Article], score: float) -> Pair:
    a, b = sides
    affair = {ONE_AFFAIR} if (min(a.article, b.article), max(a.article, b.article)) in joined else set[str]()
    time = {ONE_TIME} if a.named_time is not None and b.named_time is not None and overlap(a.about, b.about) else set[str]()
    return Pair.model_construct(
        _fields_set=_FIELDS,
        a=a,
        b=b,
        order=order(a, b, articles[a.article], articles[b.article]),
        reasons=tuple(sorted({*reasons, *affair, *time})),
        score=round(score, 3),
    )
