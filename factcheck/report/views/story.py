"""A story: the articles that findings, agreements and copies tie to each other, and what its sources say, fact by fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from factcheck.model import Article, Claim, Finding, FindingKind, Frozen, Run, Statement
from factcheck.report import day
from factcheck.report.views import Index, outlet
from factcheck.report.views.article import KINDS, marked
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


# What a story's sources say, fact by fact: a row for each thing that two sentences meet on, a column for each outlet.

Standing = Literal["contradiction", "superseded", "source", "agreed"]


_STANDINGS: dict[FindingKind, Standing] = {"contradiction": "contradiction", "superseded": "superseded", "source": "source"}


class Said(Frozen):
    """What one article says of a fact: the sentence in pieces, each with whether it clashes, and where to read it."""

    words: tuple[tuple[str, bool], ...]
    article: int
    day: str
    claim: int | None
    title: str = ""
    """Of the article, where another one of the same outlet and day says something of the fact."""


class Fact(Frozen):
    """One thing that sentences meet on: how they stand to each other, of what it is, and for each outlet what it says of it."""

    standing: Standing
    about: str
    """The message of the gravest finding, or "" where all agree."""
    findings: tuple[int, ...]
    said: tuple[tuple[Said, ...], ...]


class Facts(Frozen):
    """The matrix: `outlets` in the order in which they published, facts with the gravest first."""

    outlets: tuple[str, ...]
    facts: tuple[Fact, ...]


class _Place(NamedTuple):
    """A sentence: where it begins in which article."""

    article: str
    start: int


class _Meeting(NamedTuple):
    """Two sentences that meet, and the finding that says so; None where they agree."""

    first: _Place
    second: _Place
    finding: Finding | None


def facts(articles: Sequence[Article], findings: Sequence[Finding], index: Index) -> Facts:
    """The matrix of the outlets of these articles, which are in the order of publication; articles without outlet stand by their path."""
    own = {article.id for article in articles}
    meetings = [*_found(findings, own), *_agreed(own, index)]
    met = {place.article for meeting in meetings for place in (meeting.first, meeting.second)}
    outlets = tuple(dict.fromkeys(outlet(article) for article in articles if article.id in met))
    rows = [_fact(group, outlets, index) for group in _together(meetings)]
    return Facts(outlets=outlets, facts=tuple(sorted(rows, key=lambda fact: [*KINDS, "agreed"].index(fact.standing))))


def _found(findings: Sequence[Finding], own: set[str]) -> Iterator[_Meeting]:
    for finding in findings:
        quoted = [side for side in finding.statements if side.quote and side.article in own]
        if finding.kind in _STANDINGS:
            yield from (_Meeting(_Place(quoted[0].article, quoted[0].start), _Place(s.article, s.start), finding) for s in quoted[1:])


def _agreed(own: set[str], index: Index) -> Iterator[_Meeting]:
    for first, others in index.agreeing.items():
        a = index.claim_of[first]
        for b in (index.claim_of[other] for other in others):
            if a.id < b.id and {a.article, b.article} <= own and a.article != b.article:
                yield _Meeting(_sentence(a), _sentence(b), None)


def _sentence(claim: Claim) -> _Place:
    return _Place(claim.article, claim.sentence.start)


def _together(meetings: Sequence[_Meeting]) -> list[list[_Meeting]]:
    """The meetings that share sentences with each other, in the order of the first of each group."""
    group: dict[_Place, list[_Meeting]] = {}
    for meeting in meetings:
        one, other = group.setdefault(meeting.first, []), group.setdefault(meeting.second, [])
        if one is not other:
            one.extend(other)
            group.update({place: one for m in other for place in (m.first, m.second)})
            group[meeting.second] = one
        one.append(meeting)
    return list({id(found): found for found in group.values()}.values())


def _fact(meetings: Sequence[_Meeting], outlets: Sequence[str], index: Index) -> Fact:
    findings = sorted(
        {m.finding.fingerprint: m.finding for m in meetings if m.finding is not None}.values(),
        key=lambda finding: (KINDS.index(finding.kind), index.findings[finding.fingerprint]),
    )
    said: defaultdict[str, list[tuple[str, int, Said]]] = defaultdict(list)
    sides: dict[_Place, list[Statement]] = {place: [] for m in meetings for place in (m.first, m.second)}
    for side in (side for finding in findings for side in finding.statements):
        sides.get(_Place(side.article, side.start), []).append(side)
    for place, own in sides.items():
        article = index.article_of[place.article]
        said[outlet(article)].append((day(article), place.start, _said(article, place, own, index)))
    return Fact(
        standing=_STANDINGS[findings[0].kind] if findings else "agreed",
        about=findings[0].message if findings else "",
        findings=tuple(index.findings[finding.fingerprint] for finding in findings),
        said=tuple(tuple(_told_apart([one for _, _, one in sorted(said[name], key=lambda entry: entry[:2])], index)) for name in outlets),
    )


def _told_apart(said: Sequence[Said], index: Index) -> Iterator[Said]:
    for one in said:
        alike = any(other.day == one.day and other.article != one.article for other in said)
        yield one.model_copy(update={"title": index.titles[one.article]}) if alike else one


def _said(article: Article, place: _Place, sides: Sequence[Statement], index: Index) -> Said:
    claims = [claim for claim in index.told.get(article.id, ()) if claim.sentence.start == place.start]
    end = max([*(claim.sentence.end for claim in claims), *(side.end for side in sides)])
    return Said(
        words=tuple(marked(article.text, place.start, end, [clash for side in sides for clash in side.clashing])),
        article=index.articles[article.id],
        day=day(article),
        claim=min((index.claims[claim.id] for claim in claims), default=None),
    )
