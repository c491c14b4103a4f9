"""Of what an archive holds, only that is told which concerns the articles that are checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from factcheck.model import Article, Claim, Finding
from factcheck.stories.held import Held


def concerned(findings: Iterable[Finding], articles: Mapping[str, Article]) -> tuple[Finding, ...]:
    """The findings that quote an article which is no archive's."""
    return tuple(f for f in findings if any(articles[statement.article].archived is None for statement in f.statements))


def cited(held: Held, findings: Sequence[Finding], agreements: Iterable[tuple[str, str]]) -> tuple[frozenset[str], list[Claim]]:
    """The held articles (their ids) and claims that findings or agreements name."""
    named = {claim for pair in agreements for claim in pair} | {statement.claim for f in findings for statement in f.statements}
    claims = [claim for claim in held.claims if claim.id in named]
    articles = {claim.article for claim in claims} | {statement.article for f in findings for statement in f.statements}
    return frozenset(articles), claims
