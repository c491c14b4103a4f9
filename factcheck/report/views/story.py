"""A story: the articles that findings, agreements and copies tie to each other, with its timeline and its sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from factcheck.model import Article, Finding, Frozen, Run
from factcheck.report.views.facts import Facts, facts
from factcheck.report.views.index import Index
from factcheck.report.views.timeline import Timeline, timeline


class StoryView(Frozen):
    """One story; its articles are in the order in which they were published, `title` is that of the first that has one."""

    number: int
    title: str
    articles: tuple[int, ...]
    findings: tuple[int, ...]
    timeline: Timeline
    facts: Facts


def stories(run: Run, shown: Sequence[Finding], index: Index) -> tuple[StoryView, ...]:
    """The stories of two articles or more, and those of one that contradicts or overtakes itself, in the order of their first articles."""
    group = roots(run, shown, index)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for article in run.articles:
        members[group[article.id]].append(article.id)
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in shown:
        for root in dict.fromkeys(group[s.article] for s in finding.statements):
            found[root].append(finding)
    told = [root for root in members if len(members[root]) > 1 or any(f.kind in {"contradiction", "superseded"} for f in found[root])]
    return tuple(_story(number, members[root], found[root], index) for number, root in enumerate(told, 1))


def titled(articles: Sequence[Article]) -> str:
    """What a story of these articles is called: the title that was published first, or the first path where none has one."""
    ordered = published(articles)
    return next((article.title for article in ordered if article.title), ordered[0].path)


def published(articles: Sequence[Article]) -> list[Article]:
    """By day of publication; what has none comes last."""
    return sorted(articles, key=lambda article: (article.day is None, article.day or date.min, article.place))


def roots(run: Run, shown: Sequence[Finding], index: Index) -> dict[str, str]:
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
    for first, others in index.agreeing.items():
        yield from ((index.claim_of[first].article, index.claim_of[second].article) for second in others)
    yield from run.copies


def _story(number: int, members: Sequence[str], found: Sequence[Finding], index: Index) -> StoryView:
    articles = published([index.article_of[article] for article in members])
    return StoryView(
        number=number,
        title=titled(articles),
        articles=tuple(index.articles[article.id] for article in articles),
        findings=tuple(index.findings[finding.fingerprint] for finding in found),
        timeline=timeline(articles, found, index),
        facts=facts(articles, found, index),
    )
