"""Compares the claims of two articles, as the pipeline does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from conftest import make_article
from factcheck.comparison import SentencePair, Story, Verdict
from factcheck.engines import Engines
from factcheck.model import Article, Claim
from factcheck.pipeline import compare
from factcheck.reading import silent
from factcheck.settings import Settings
from factcheck.stories.assemble import stories

FIRST, LATER = date(2024, 3, 4), date(2024, 3, 7)
ClaimsOf = Callable[..., list[Claim]]


def engines() -> Engines:
    """The embedded engines."""
    return Engines(Settings().chosen, Settings())


def told(claims: list[Claim], articles: dict[str, Article]) -> list[Story]:
    """The stories of the articles."""
    return stories(claims, articles, engines().encoder)


def pairs(claims: list[Claim], articles: dict[str, Article]) -> list[SentencePair]:
    """The pairs of sentences that are compared, in their order."""
    return [pair for story in told(claims, articles) for pair in story.near]


def verdicts(
    claims_of: ClaimsOf, first: str, second: str, days: tuple[date | None, date | None] = (FIRST, LATER), *, by_meaning: bool = False
) -> list[Verdict]:
    """The verdicts on two articles of these days, which rules give, or also the model where rules find nothing."""
    texts = (("a.txt", first, days[0]), ("b.txt", second, days[1]))
    articles = {f"a_{name}": make_article(text, day, name) for name, text, day in texts}
    claims = [claim for name, text, day in texts for claim in claims_of(text, day, name)]
    found = told(claims, articles)
    if not by_meaning:
        found = [replace(story, near=tuple(replace(pair, among=0) for pair in story.near)) for story in found]
    return compare(found, engines(), silent).verdicts


def older(verdict: Verdict) -> str:
    """The article of the older statement, "" where the order is unknown."""
    pair = verdict.pair
    return {"a_first": pair.a.article, "b_first": pair.b.article, "unknown": ""}[pair.order]
