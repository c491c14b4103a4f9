"""The numbers by which a page refers to articles, claims and findings, what belongs to what, and where links by these numbers lead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from factcheck.model import Article, Claim, Finding, Frozen, Run
from factcheck.report.views.agreement import agree, opposed, sentences


class Index(Frozen):
    """Numbers from 1 in the order of the run, so that they stay the same whatever is shown."""

    articles: Mapping[str, int]
    claims: Mapping[str, int]
    findings: Mapping[str, int]
    """Fingerprint -> number."""
    article_of: Mapping[str, Article]
    claim_of: Mapping[str, Claim]
    told: Mapping[str, tuple[Claim, ...]]
    """Id of an article -> its claims in the order of the run; an article without any is missing."""
    found: Mapping[str, tuple[Finding, ...]]
    """Id of a claim -> the findings, among those that are shown, that state it."""
    agreeing: Mapping[str, tuple[str, ...]]
    """Id of a claim -> the ids of the claims that agree with it, as far as nothing typed and no finding says otherwise."""


def index(run: Run, findings: Sequence[Finding]) -> Index:
    """The index of a run of which `findings` are shown."""
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for claim in dict.fromkeys(statement.claim for statement in finding.statements):
            if claim is not None:
                found[claim].append(finding)
    told: defaultdict[str, list[Claim]] = defaultdict(list)
    for own in run.claims:
        told[own.article].append(own)
    agreeing: defaultdict[str, list[str]] = defaultdict(list)
    claim_of = {claim.id: claim for claim in run.claims}
    clashing = opposed(run.findings)
    for first, second in run.agreements:
        one, other = claim_of.get(first), claim_of.get(second)
        if one and other and agree(one, other) and sentences(one, other) not in clashing:
            agreeing[first].append(second)
            agreeing[second].append(first)
    return Index(
        articles={article.id: number for number, article in enumerate(run.articles, 1)},
        claims={claim.id: number for number, claim in enumerate(run.claims, 1)},
        findings={finding.fingerprint: number for number, finding in enumerate(run.findings, 1)},
        article_of={article.id: article for article in run.articles},
        claim_of=claim_of,
        told={article: tuple(claims) for article, claims in told.items()},
        found={claim: tuple(about) for claim, about in found.items()},
        agreeing={claim: tuple(sorted(others)) for claim, others in agreeing.items()},
    )


def outlet(article: Article) -> str:
    """Who published the article, or its path where that is not known."""
    return article.source or article.path


class Links(Frozen):
    """Anchors in one page, by number; a face with pages of its own brings its own class with the same methods."""

    def finding(self, number: int) -> str:
        """The finding."""
        return f"#finding-{number}"

    def claim(self, number: int) -> str:
        """The claim's details."""
        return f"#claim-{number}"

    def said(self, number: int) -> str:
        """The claim's first words in its article."""
        return f"#said-{number}"

    def article(self, number: int) -> str:
        """The article."""
        return f"#article-{number}"

    def stated(self, anchor: str) -> str:
        """The sentence of one side of a finding in its article."""
        return f"#stated-{anchor}"

    def rule(self, code: str) -> str:
        """The rule's documentation."""
        return f"#rule-{code}"
