"""A story: the articles that findings, agreements and copies tie to each other, with its timeline and its sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcheck.model import Finding, Frozen, Run
from factcheck.report.views.index import Index
from factcheck.report.views.matrix import Matrix, matrix
from factcheck.report.views.timeline import Timeline, timeline


class StoryView(Frozen):
    """One story; `title` is that of its first article that has one."""

    number: int
    title: str
    articles: tuple[int, ...]
    findings: tuple[int, ...]
    timeline: Timeline
    matrix: Matrix


def stories(run: Run, shown: Sequence[Finding], index: Index) -> tuple[StoryView, ...]:
    """The stories of two articles or more, and those of one that contradicts or overtakes itself, in the order of their first articles."""
    group = _groups(run, shown, index)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for article in run.articles:
        members[group[article.id]].append(article.id)
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in shown:
        for root in dict.fromkeys(group[s.article] for s in finding.statements):
            found[root].append(finding)
    told = [root for root in members if len(members[root]) > 1 or any(f.kind in {"contradiction", "superseded"} for f in found[root])]
    return tuple(_story(number, members[root], found[root], index) for number, root in enumerate(told, 1))


def _groups(run: Run, shown: Sequence[Finding], index: Index) -> dict[str, str]:
    """The id of each article -> that of one that stands for its story."""
    parents = {article.id: article.id for article in run.articles}

    def root(article: str) -> str:
        while parents[article] != article:
            parents[article] = parents[parents[article]]
            article = parents[article]
        return article

    for first, second in _ties(run, shown, index):
        parents[root(second)] = root(first)
    return {article: root(article) for article in parents}


def _ties(run: Run, shown: Sequence[Finding], index: Index) -> Iterator[tuple[str, str]]:
    for finding in shown:
        yield from ((finding.statements[0].article, other.article) for other in finding.statements[1:])
    for first, second in run.agreements:
        if first in index.claim_of and second in index.claim_of:
            yield index.claim_of[first].article, index.claim_of[second].article
    yield from run.copies


def _story(number: int, members: Sequence[str], found: Sequence[Finding], index: Index) -> StoryView:
    articles = [index.article_of[article] for article in members]
    return StoryView(
        number=number,
        title=next((article.title for article in articles if article.title), articles[0].path),
        articles=tuple(index.articles[article] for article in members),
        findings=tuple(index.findings[finding.fingerprint] for finding in found),
        timeline=timeline(articles, found, index),
        matrix=matrix(articles, found, index),
    )
