"""What a claim can be found by: pairs of its names, days and content words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import combinations
from sys import intern

from factcheck.claims.naming import name_key, names
from factcheck.meanings import grouping
from factcheck.model import Claim, Moment
from factcheck.stories.held import Key
from factcheck.words import listed

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
    return frozenset(key for key in combinations(sorted({*named, *said, *day}), 2) if telling & set(key))


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
