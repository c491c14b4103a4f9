"""What expires and when: time-sensitive findings, and claims with an expiry that no finding tells of."""

from __future__ import annotations

from datetime import date

from factcheck.model import Claim, Finding, Frozen, Run
from factcheck.report.showing import Showing, place
from factcheck.report.views.index import Index, outlet


class Entry(Frozen):
    """One thing that expires: `left` is the days until then, negative where they have passed."""

    on: str
    left: int
    words: str
    quote: str
    because: str
    outlet: str
    place: str
    article: int
    claim: int | None
    finding: int | None
    """The number of the finding, where that is shown."""

    @property
    def when(self) -> str:
        """The days left in words."""
        days = f"{abs(self.left)} day{'' if abs(self.left) == 1 else 's'}"
        return "today" if not self.left else f"{days} ago" if self.left < 0 else f"in {days}"


class Calendar(Frozen):
    """The entries by day, and how many time-sensitive sentences have no day."""

    entries: tuple[Entry, ...]
    undated: int
    first: bool
    """Only rules of time were asked for: the calendar is what a reader wants to see first."""


def calendar(run: Run, showing: Showing, index: Index) -> Calendar:
    """The calendar of all new findings that are sure enough, whatever their severity, and of the claims beside them."""
    timed = [f for f in run.findings if f.kind == "time_sensitive" and f.state == "new" and showing.sure(f)]
    dated = [entry for finding in timed if (entry := _of_finding(finding, run.as_of, showing, index)) is not None]
    told = {(s.article, s.start) for f in run.findings if f.kind == "time_sensitive" for s in f.statements}
    beside = [
        entry
        for claim in run.claims
        if (claim.article, claim.sentence.start) not in told and (entry := _of_claim(claim, run.as_of, index)) is not None
    ]
    entries = sorted([*dated, *beside], key=lambda entry: (entry.on, entry.article, entry.place, entry.claim or 0, entry.words))
    return Calendar(entries=tuple(entries), undated=len(timed) - len(dated), first=run.calendar)


def _of_finding(finding: Finding, as_of: date, showing: Showing, index: Index) -> Entry | None:
    if finding.time is None or finding.time.expires is None:
        return None
    statement = finding.statements[0]
    article = index.article_of[statement.article]
    return Entry(
        on=finding.time.expires.on.isoformat(),
        left=(finding.time.expires.on - as_of).days,
        words=finding.time.trigger,
        quote=statement.quote,
        because=finding.time.expires.because,
        outlet=outlet(article),
        place=place(article, statement),
        article=index.articles[article.id],
        claim=index.claims.get(statement.claim or ""),
        finding=index.findings[finding.fingerprint] if showing.holds(finding) else None,
    )


def _of_claim(claim: Claim, as_of: date, index: Index) -> Entry | None:
    if claim.expires is None:
        return None
    article = index.article_of[claim.article]
    position = article.source_map.position(claim.span.start)
    return Entry(
        on=claim.expires.on.isoformat(),
        left=(claim.expires.on - as_of).days,
        words="",
        quote=claim.quote,
        because=claim.expires.because,
        outlet=outlet(article),
        place=f"{article.path}:{position.line}" if position else article.path,
        article=index.articles[article.id],
        claim=index.claims[claim.id],
        finding=None,
    )
