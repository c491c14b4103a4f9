"""Compares the claims of two articles, as the pipeline does."""

from collections.abc import Callable
from datetime import date

from conftest import make_article
from factcheck.engines.base import load
from factcheck.model import Claim, Verdict
from factcheck.pairs.candidates import pairs
from factcheck.verdicts.compare import compare
from factcheck.verdicts.consolidate import consolidate

FIRST, LATER = date(2024, 3, 4), date(2024, 3, 7)
ClaimsOf = Callable[..., list[Claim]]


def verdicts(claims_of: ClaimsOf, first: str, second: str, days: tuple[date | None, date | None] = (FIRST, LATER)) -> list[Verdict]:
    """The decided verdicts on two articles of these days."""
    texts = (("a.txt", first, days[0]), ("b.txt", second, days[1]))
    articles = {f"a_{name}": make_article(text, day, name) for name, text, day in texts}
    claims = [claim for name, text, day in texts for claim in claims_of(text, day, name)]
    found = consolidate([compare(pair) for pair in pairs(claims, articles, load("local").encoder)])
    return [verdict for verdict in found if verdict.relation in {"supersedes", "contradicts"}]


def older(verdict: Verdict) -> str:
    """The article of the older statement, "" where the order is unknown."""
    pair = verdict.pair
    return {"a_first": pair.a.article, "b_first": pair.b.article, "unknown": ""}[pair.order]
