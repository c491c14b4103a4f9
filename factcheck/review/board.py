"""One session as the page shows it: the views of its findings, articles, stories and what expires, each made when it is looked at."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TypeVar
from urllib.parse import urlencode

from factcheck.errors import UsageError
from factcheck.model import Decision, Finding
from factcheck.report import Showing, sides
from factcheck.report.views import Index, Links, index
from factcheck.report.views.article import ArticleView, articles
from factcheck.report.views.calendar import Calendar, calendar
from factcheck.report.views.finding import FindingView, findings
from factcheck.report.views.page import KINDS_OF_ONE, Group, Status, numbered, status
from factcheck.report.views.story import StoryView, stories
from factcheck.review.session import Filters, Session
from factcheck.words import amount

Item = TypeVar("Item")

_SAID = {
    "confirmed": "Confirmed",
    "dismissed": "Not a conflict",
    "superseded": "The older is to be updated",
    "snoozed": "Snoozed until",
    "skipped": "Skipped",
    "note": "Note added",
    "undone": "Undone",
}

_EVERYTHING = Showing(min_severity="note")


class PageLinks(Links):
    """Links between the pages of one session; `query` keeps the filters."""

    prefix: str
    query: str = ""

    def finding(self, number: int) -> str:
        """The finding's page."""
        return f"{self.prefix}/finding/{number}{self.query}"

    def claim(self, number: int) -> str:
        """The claim's details, on the page of its article."""
        return f"{self.prefix}/claim/{number}"

    def said(self, number: int) -> str:
        """The claim's first words, on the page of its article."""
        return f"{self.prefix}/said/{number}"

    def article(self, number: int) -> str:
        """The article's page."""
        return f"{self.prefix}/article/{number}"

    def stated(self, anchor: str) -> str:
        """The sentence of one side of a finding, on the finding's page."""
        return f"{self.finding(int(anchor.partition('-')[0]))}#side-{anchor}"

    def rule(self, code: str) -> str:
        """The rule's page."""
        return f"{self.prefix}/rule/{code}"


class Board:
    """One session and its views; `number` is its place on the server, `title` what it is about."""

    def __init__(self, number: int, title: str, session: Session) -> None:
        self.number, self.title, self.session = number, title, session
        self.findings = [finding for finding in session.run.findings if finding.state != "suppressed"]
        self.index: Index = numbered(index(session.run, self.findings), session.groups)
        self._group = {finding.fingerprint: group for group in session.groups for finding in group.findings}
        self._by_number = {self.index.findings[finding.fingerprint]: finding for finding in self.findings}
        self._article_by_number = {number: article for article, number in self.index.articles.items()}
        self._claim_by_number = {number: claim for claim, number in self.index.claims.items()}

    def links(self, filters: Filters | None = None) -> PageLinks:
        """The links of its pages, which keep the filters."""
        return PageLinks(prefix=f"/r/{self.number}", query=query(filters) if filters else "")

    @property
    def status(self) -> Status:
        """What was done, and what could not be done."""
        return status(self.session.run, _EVERYTHING)

    def finding(self, number: int) -> Finding:
        """The finding of this number; raises UsageError where there is none."""
        return _found(self._by_number.get(number), "finding")

    def view(self, finding: Finding) -> FindingView:
        """The finding with both sides."""
        return findings(self.session.run, [finding], self.index)[0]

    def group(self, finding: Finding) -> Group:
        """What the finding stands with in the queue."""
        return self._group[finding.fingerprint]

    def told(self, decision: Decision) -> str:
        """What an editor has said, in a few words: "Confirmed: 1 is right"."""
        said = _SAID[decision.label]
        if decision.right_side is None:
            return f"{said} {decision.until}" if decision.until else said
        finding = next((finding for finding in self.findings if finding.fingerprint == decision.fingerprint), None)
        roles = [side.role for side in sides(finding)] if finding else []
        number = roles.index(decision.right_side) + 1 if decision.right_side in roles else None
        return f"{said}: both are wrong" if number is None else f"{said}: {number} is right"

    def reading(self, finding: Finding) -> dict[int, ArticleView]:
        """The articles that a finding is about, with its marks, by their numbers."""
        return self._articles({statement.article for statement in finding.statements}, [finding])

    def article(self, number: int) -> ArticleView:
        """An article with the marks of everything that is found in it; raises UsageError where there is none."""
        wanted = _found(self._article_by_number.get(number), "article")
        concerned = [finding for finding in self.findings if any(s.article == wanted for s in finding.statements)]
        return self._articles({wanted}, concerned)[number]

    def article_of_claim(self, number: int) -> int:
        """The number of the article that makes the claim; raises UsageError where there is none."""
        claim = _found(self._claim_by_number.get(number), "claim")
        return self.index.articles[self.index.claim_of[claim].article]

    def _articles(self, wanted: set[str], concerned: list[Finding]) -> dict[int, ArticleView]:
        run = self.session.run
        part = run.model_copy(
            update={
                "articles": tuple(article for article in run.articles if article.id in wanted),
                "claims": tuple(claim for claim in run.claims if claim.article in wanted),
            }
        )
        return {view.number: view for view in articles(part, concerned, self.index)}

    @cached_property
    def stories(self) -> tuple[StoryView, ...]:
        """The stories of all articles."""
        return stories(self.session.run, self.findings, self.index)

    def outlets_of(self, story: StoryView) -> str:
        """How many articles a story has, of which outlets."""
        own = [self.session.run.articles[number - 1] for number in story.articles]
        names = list(dict.fromkeys(article.source for article in own if article.source))
        return ", ".join([amount(len(own), "article"), *names])

    def findings_of(self, story: StoryView) -> str:
        """How many findings of each kind a story has, the gravest first, in one phrase."""
        kinds = Counter(self.finding(number).kind for number in story.findings)
        return ", ".join(amount(kinds[kind], *KINDS_OF_ONE[kind]) for kind in KINDS_OF_ONE if kinds[kind])

    def story(self, number: int) -> StoryView:
        """The story of this number; raises UsageError where there is none."""
        return _found(next((story for story in self.stories if story.number == number), None), "story")

    @cached_property
    def calendar(self) -> Calendar:
        """What expires and when."""
        return calendar(self.session.run, _EVERYTHING, self.index)


def query(filters: Filters, **more: object) -> str:
    """The filters as the query of an address, without those that are as they are anyway; "" where all are."""
    given = {key: value for key, value in filters.model_dump().items() if value != Filters.model_fields[key].default}
    told = urlencode({**given, **more}, errors="backslashreplace")
    return f"?{told}" if told else ""


def _found(item: Item | None, kind: str) -> Item:
    if item is None:
        raise UsageError(f"there is no such {kind} here; go back to the queue")
    return item
