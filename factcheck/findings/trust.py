"""Outlets that the configuration trusts: they are shown first and named in the advice, and never win in silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.findings.draft import called
from factcheck.model import Article, Finding


def trusting(findings: Sequence[Finding], articles: Mapping[str, Article], trusted: Sequence[str]) -> tuple[Finding, ...]:
    """The findings of two outlets of which one alone is trusted, with that said in the advice; all others as they were."""
    names = {name.casefold() for name in trusted}
    return tuple(_marked(finding, articles, names) for finding in findings) if names else tuple(findings)


def _marked(finding: Finding, articles: Mapping[str, Article], names: set[str]) -> Finding:
    known = [(articles[statement.article].source or "").casefold() in names for statement in finding.statements]
    if sorted(known) != [False, True]:
        return finding
    statements = tuple(statement.model_copy(update={"trusted": trust}) for statement, trust in zip(finding.statements, known, strict=True))
    outlet = called(articles[next(statement.article for statement in statements if statement.trusted)])
    advice = f"{finding.suggestion} {outlet} is trusted here: look there first, for it may be wrong all the same."
    return finding.model_copy(update={"statements": statements, "suggestion": advice})
