"""Puts stories together: articles of one affair and their near sentences; here, what an archive holds and finds a claim by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from itertools import combinations
from sys import intern

from factcheck.claims.names import name_key, names
from factcheck.comparison import Story
from factcheck.meanings import grouping
from factcheck.model import Article, Claim, Moment, TimeSensitivity
from factcheck.stories.affairs import MOST
from factcheck.stories.likeness import Encode
from factcheck.words import listed

Key = tuple[str, str]
Timed = tuple[Claim, tuple[TimeSensitivity, ...]]
"""A time-sensitive sentence by the claim that holds its strongest trigger, and its kinds from the strongest down."""


@dataclass(frozen=True)
class Held:
    """Articles of the affairs of the new ones with all their claims, and of other articles those claims that may meet new ones.

    `common` has an entry for each article of which only some claims are here: the keys that too many of all its claims have.
    """

    articles: tuple[Article, ...] = ()
    claims: tuple[Claim, ...] = ()
    timed: tuple[Timed, ...] = ()
    common: Mapping[str, frozenset[Key]] = field(default_factory=dict)

    def all_of(self, *articles: str) -> bool:
        """All these articles, given by their ids, are held."""
        return self._ids.issuperset(articles)

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(article.id for article in self.articles)


NONE = Held()
LookUp = Callable[[Sequence[Article], Mapping[str, Sequence[Claim]], Encode], Held]
"""(new articles, the claims of each by its id, what places texts by their meaning) -> what an archive holds for them."""


def crowds(told: Sequence[Story]) -> Iterator[str]:
    """A line for each story in which an archive holds so many articles that sentences met their nearest few alone."""
    for story in told:
        if len(story.articles) > MOST and story.held:
            new = next(article for article in story.articles if article.id not in story.held)
            yield (
                f"{new.path}: {len(story.held):,} articles of the archive are of its story; of more than {MOST} each sentence meets "
                "its nearest few, and not those that a check of all files at once would choose"
            )


# What a claim can be found by: pairs of its names, days and content words.

_MOST_TERMS = 12
MOST_CLAIMS = 40
"""Claims of one article that may have a key in common."""
_MOST_DAYS = timedelta(days=7)


def keys(claim: Claim) -> frozenset[Key]:
    """The candidate keys of one claim: each pair of a name, day or term with another, unless any article may have both.

    They depend on the claim alone.
    """
    told = sorted({grouping(term) for term in claim.terms})
    named = {intern(f"name:{name_key(name)}") for name in names(claim)}
    said = [intern(f"term:{term}") for term in told[:_MOST_TERMS]]
    day = {intern(f"day:{day}") for day in _days(claim)}
    telling = {*named, *day, *(f"term:{term}" for term in set(told) - listed("stories", "everyday"))}
    return frozenset([key for key in combinations(sorted({*named, *said, *day}), 2) if key[0] in telling or key[1] in telling])


def common(found: Iterable[frozenset[Key]]) -> frozenset[Key]:
    """The keys that too many claims of one article have; `found` holds the keys of each."""
    counted = Counter(key for own in found for key in own)
    return frozenset(key for key, count in counted.items() if count > MOST_CLAIMS)


def _days(claim: Claim) -> Iterator[str]:
    """The days that the claim names, as written and as dates."""
    for value in claim.values:
        if isinstance(value, Moment) and value.interval is not None and value.interval.start is not None:
            end = value.interval.end
            if end is not None and end - value.interval.start <= _MOST_DAYS:
                yield value.interval.start.date().isoformat()
