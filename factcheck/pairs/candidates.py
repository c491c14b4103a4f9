"""Which claims to compare: those that share two candidate keys, and in two articles about one affair those of one topic.

Both are found through indexes, never by trying all pairs, and whether two claims meet depends on them and their articles alone.
What very many claims of one article have in common tells none of them from the others and brings none of them together, so that
the work grows with the length of an article and not with its square.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from factcheck.model import Article, Claim, Pair
from factcheck.pairs.order import order
from factcheck.pairs.story import Story, story
from factcheck.verdicts.alignment import ONE_AFFAIR, name_key, names
from factcheck.verdicts.lexicon import terms, words
from factcheck.verdicts.sequence import days
from factcheck.verdicts.topics import topics

_MOST_TERMS = 12
_MOST_CLAIMS = 40
"""Claims of one article that may have a key or a topic in common."""

Key = tuple[str, str]
Place = tuple[int, int]
"""The positions of two claims, the smaller first."""


def keys(claim: Claim) -> frozenset[Key]:
    """The candidate keys of one claim: each pair of a name, day or term with another, unless any article may have both.

    They depend on the claim alone.
    """
    named = {f"name:{name_key(name)}" for name in names(claim)}
    said = [f"term:{term}" for term in sorted(terms(claim))[:_MOST_TERMS]]
    day = {f"day:{day}" for day in days(claim)}
    telling = {*named, *day, *(f"term:{term}" for term in terms(claim) - words("everyday"))}
    return frozenset(key for key in combinations(sorted({*named, *said, *day}), 2) if telling & set(key))


def pairs(claims: Sequence[Claim], articles: Mapping[str, Article]) -> list[Pair]:
    """The pairs worth comparing, in a fixed order; a sentence is never compared with itself."""
    ordered = sorted(claims, key=lambda claim: (articles[claim.article].path, claim.span.start, claim.span.end, claim.id))
    positions: dict[str, list[int]] = {}
    for position, claim in enumerate(ordered):
        positions.setdefault(claim.article, []).append(position)
    stories = {article: story(articles[article], [ordered[i] for i in own]) for article, own in positions.items()}
    shared = _by_keys(ordered, positions.values())
    for place, topic in _by_topics(ordered, positions, stories):
        shared.setdefault(place, set()).add(f"topic:{topic}")
    return [_pair(ordered[a], ordered[b], reasons, stories, articles) for (a, b), reasons in sorted(shared.items())]


def _by_keys(ordered: Sequence[Claim], articles: Collection[Sequence[int]]) -> dict[Place, set[str]]:
    """The places of claims with a key in common, with the parts of all such keys; `articles` holds the positions of each one's claims."""
    index: dict[Key, list[int]] = {}
    shared: dict[Place, set[str]] = {}
    for own in articles:
        for position, telling in zip(own, _telling([keys(ordered[i]) for i in own]), strict=True):
            for key in telling:
                for earlier in index.setdefault(key, []):
                    if ordered[earlier].sentence != ordered[position].sentence:
                        shared.setdefault((earlier, position), set()).update(key)
                index[key].append(position)
    return shared


def _telling(found: Sequence[frozenset[Key]]) -> Iterator[list[Key]]:
    """The keys of each claim of one article without those that too many of its claims have."""
    counted = Counter(key for own in found for key in own)
    return ([key for key in own if counted[key] <= _MOST_CLAIMS] for own in found)


def _by_topics(
    ordered: Sequence[Claim], positions: Mapping[str, Sequence[int]], stories: Mapping[str, Story]
) -> Iterator[tuple[Place, str]]:
    """The places of claims with a topic in common, in two articles about one affair."""
    told: dict[str, dict[str, list[int]]] = {}
    for first, second in _one_affair(stories):
        for article in (first, second):
            if article not in told:
                told[article] = _index(ordered, positions[article])
        for topic in told[first].keys() & told[second].keys():
            for a in told[first][topic]:
                for b in told[second][topic]:
                    yield (min(a, b), max(a, b)), topic


def _index(ordered: Sequence[Claim], positions: Sequence[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for position in positions:
        for topic in topics(ordered[position]):
            found.setdefault(topic, []).append(position)
    return {topic: told for topic, told in found.items() if len(told) <= _MOST_CLAIMS}


def _one_affair(stories: Mapping[str, Story]) -> set[tuple[str, str]]:
    """The pairs of articles about one affair, found by what is prominent in both."""
    index: dict[str, list[str]] = {}
    for article in sorted(stories):
        for mark in stories[article].marks:
            index.setdefault(mark, []).append(article)
    candidates = {pair for found in index.values() for pair in combinations(found, 2)}
    return {(a, b) for a, b in candidates if stories[a].one_affair(stories[b])}


def _pair(a: Claim, b: Claim, reasons: set[str], stories: Mapping[str, Story], articles: Mapping[str, Article]) -> Pair:
    possible = max(1, min(len(a.terms) + 1, len(b.terms) + 1))
    affair = {ONE_AFFAIR} if a.article != b.article and stories[a.article].one_affair(stories[b.article]) else set[str]()
    return Pair(
        a=a,
        b=b,
        order=order(a, b, articles[a.article], articles[b.article]),
        reasons=tuple(sorted({*reasons, *affair})),
        score=round(min(1.0, len(reasons) / possible), 3),
    )
