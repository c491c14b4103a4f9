"""What expires and when: time-sensitive findings, and claims with an expiry that no finding tells of."""

from __future__ import annotations

import math
from datetime import date

from factcheck.model import Claim, Finding, Frozen, Run
from factcheck.report import Showing, place
from factcheck.report.views import Index, outlet
from factcheck.words import amount

_AHEAD = ("Next week", "Later")
_LONG_AGO = "Expired long ago"


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
        days = amount(abs(self.left), "day")
        return "today" if not self.left else f"{days} ago" if self.left < 0 else f"in {days}"


class Stretch(Frozen):
    """Some days of the calendar; a folded one is long past."""

    title: str
    folded: bool
    entries: tuple[Entry, ...]


class Calendar(Frozen):
    """The entries by day, and how many time-sensitive sentences have no day."""

    entries: tuple[Entry, ...]
    as_of: date
    undated: int
    first: bool
    """Only rules of time were asked for: the calendar is what a reader wants to see first."""

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The entries from this week (from Monday) on, then those of the days before, the latest first; none but this week is empty."""
        monday = -self.as_of.weekday()
        first, *others = (
            Stretch(title=title, folded=title == _LONG_AGO, entries=tuple(e for e in self.entries if low <= e.left < high))
            for title, low, high in (
                ("This week", monday, monday + 7),
                ("Next week", monday + 7, monday + 14),
                ("Later", monday + 14, math.inf),
                ("Expired in the month before", monday - 30, monday),
                (_LONG_AGO, -math.inf, monday - 30),
            )
        )
        return (first, *(stretch if stretch.title in _AHEAD else _latest_first(stretch) for stretch in others if stretch.entries))


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
    return Calendar(entries=tuple(entries), as_of=run.as_of, undated=len(timed) - len(dated), first=run.calendar)


def _latest_first(stretch: Stretch) -> Stretch:
    """The days turned round; within one the order stays."""
    return stretch.model_copy(update={"entries": tuple(sorted(stretch.entries, key=lambda entry: -entry.left))})


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
    position, page = article.source_map.position(claim.span.start), article.source_map.page(claim.span.start)
    return Entry(
        on=claim.expires.on.isoformat(),
        left=(claim.expires.on - as_of).days,
        words="",
        quote=claim.quote,
        because=claim.expires.because,
        outlet=outlet(article),
        place=f"{article.path}:{position.line}" if position else f"{article.path}#page={page}" if page else article.path,
        article=index.articles[article.id],
        claim=index.claims[claim.id],
        finding=None,
    )
