"""Which claims to compare: those that share two candidate keys, found through an index and never by trying all pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from factcheck.model import Article, Claim, Pair
from factcheck.pairs.order import order
from factcheck.verdicts.alignment import names
from factcheck.verdicts.developments import topics
from factcheck.verdicts.lexicon import terms

_MOST_TERMS = 12


def name_key(canonical: str) -> str:
    """What full name and surname have in common: the last word, lower case."""
    return canonical.lower().split(" ")[-1]


def keys(claim: Claim) -> frozenset[tuple[str, str]]:
    """The candidate keys of one claim: each pair of a name or term with another; they depend on the claim alone."""
    named = {f"name:{name_key(name)}" for name in names(claim)}
    said = [f"term:{term}" for term in sorted(terms(claim))[:_MOST_TERMS]]
    about = {f"topic:{topic}" for topic in topics(claim)}
    return frozenset(combinations(sorted({*named, *said, *about}), 2))


def pairs(claims: Sequence[Claim], articles: Mapping[str, Article]) -> list[Pair]:
    """The pairs worth comparing, in a fixed order; a sentence is never compared with itself."""
    index: dict[tuple[str, str], list[int]] = {}
    shared: dict[tuple[int, int], set[str]] = {}
    ordered = sorted(claims, key=lambda claim: (articles[claim.article].path, claim.span.start, claim.span.end, claim.id))
    for position, claim in enumerate(ordered):
        for key in keys(claim):
            for earlier in index.setdefault(key, []):
                if ordered[earlier].sentence != claim.sentence:
                    shared.setdefault((earlier, position), set()).update(key)
            index[key].append(position)
    return [_pair(ordered[a], ordered[b], reasons, articles) for (a, b), reasons in sorted(shared.items())]


def _pair(a: Claim, b: Claim, reasons: set[str], articles: Mapping[str, Article]) -> Pair:
    possible = max(1, min(len(a.terms) + 1, len(b.terms) + 1))
    return Pair(
        a=a,
        b=b,
        order=order(a, b, articles[a.article], articles[b.article]),
        reasons=tuple(sorted(reasons)),
        score=round(min(1.0, len(reasons) / possible), 3),
    )
