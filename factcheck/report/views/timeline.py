"""The timeline of a story: when each statement that is found or agreed on was made, and of what time it is."""

from __future__ import annotations

from collections.abc import Container, Sequence

from factcheck.model import Article, Claim, Finding, Frozen
from factcheck.report.showing import day
from factcheck.report.views.axis import EARLIEST, LATEST, LEFT, RIGHT, Axis, Tick, axis
from factcheck.report.views.claim import span
from factcheck.report.views.index import Index, outlet


class Bar(Frozen):
    """The time that a statement is of: from x, so wide, in percent; `cut_left` and `cut_right` where it goes on beyond the drawing."""

    x: float
    width: float
    cut_left: bool
    cut_right: bool


class Row(Frozen):
    """One statement: `x` is where it was made in percent, None where no day is known."""

    number: int
    x: float | None
    bar: Bar | None
    claim: int
    text: str
    quote: str
    speaker: str | None
    stated: str
    about: str
    findings: tuple[tuple[int, str], ...]
    """Number and kind of each finding that states it."""
    agreeing: tuple[int, ...]
    """The numbers of the rows that agree with it."""

    @property
    def mark(self) -> str:
        """What the statement's mark looks like: that of the gravest thing that is found."""
        kinds = {kind for _, kind in self.findings}
        return next((kind for kind in ("contradiction", "superseded", "time_sensitive") if kind in kinds), "agreed")


class Lane(Frozen):
    """The statements of one article."""

    article: int
    outlet: str
    day: str
    title: str
    rows: tuple[Row, ...]


class Timeline(Frozen):
    """Lanes in the order of publication. Without any day there is nothing to draw, and no tick."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    drawn: bool

    @property
    def sides(self) -> tuple[float, float]:
        """Where the axis begins and ends, in percent of the width."""
        return LEFT, RIGHT

    @property
    def statements(self) -> int:
        """How many statements it shows."""
        return sum(len(lane.rows) for lane in self.lanes)

    @property
    def marks(self) -> frozenset[str]:
        """Which marks it shows."""
        return frozenset(row.mark for lane in self.lanes for row in lane.rows)


def timeline(articles: Sequence[Article], findings: Sequence[Finding], index: Index) -> Timeline:
    """The timeline of the articles of one story, in the order of publication, and the findings about it."""
    found = {s.claim for f in findings if f.kind != "source" for s in f.statements if s.claim is not None}
    chosen = {article.id: _chosen(article, found, index) for article in articles}
    every = [claim for claims in chosen.values() for claim in claims]
    scale, numbers = _axis(every), {claim.id: number for number, claim in enumerate(every, 1)}
    lanes = tuple(
        _lane(index.article_of[article], tuple(_row(claim, scale, numbers, index) for claim in claims), index)
        for article, claims in chosen.items()
        if claims
    )
    return Timeline(lanes=lanes, ticks=scale.ticks if scale else (), drawn=scale is not None)


def _chosen(article: Article, found: Container[str], index: Index) -> list[Claim]:
    """The claims of the article that are found or agreed on, as they follow in it."""
    own = [claim for claim in index.told.get(article.id, ()) if claim.id in found or claim.id in index.agreeing]
    return sorted(own, key=lambda claim: (claim.span.start, claim.span.end, claim.id))


def _axis(claims: Sequence[Claim]) -> Axis | None:
    said = [claim.stated_at.start or claim.stated_at.end for claim in claims if claim.stated_at]
    told = [edge for claim in claims if claim.named_time for edge in (claim.named_time.start, claim.named_time.end)]
    return axis([moment for moment in said if moment], [edge for edge in told if edge])


def _lane(article: Article, rows: tuple[Row, ...], index: Index) -> Lane:
    number = index.articles[article.id]
    return Lane(article=number, outlet=outlet(article), day=day(article), title=article.title or "", rows=rows)


def _row(claim: Claim, scale: Axis | None, numbers: dict[str, int], index: Index) -> Row:
    stated = claim.stated_at and (claim.stated_at.start or claim.stated_at.end)
    return Row(
        number=numbers[claim.id],
        x=scale.x(stated) if scale and stated else None,
        bar=_bar(claim, scale) if scale else None,
        claim=index.claims[claim.id],
        text=claim.text,
        quote=claim.quote,
        speaker=claim.attributed_to,
        stated=span(claim.stated_at),
        about=span(claim.named_time),
        findings=tuple((index.findings[finding.fingerprint], finding.kind) for finding in index.found.get(claim.id, ())),
        agreeing=tuple(sorted(numbers[other] for other in index.agreeing.get(claim.id, ()) if other in numbers)),
    )


def _bar(claim: Claim, scale: Axis) -> Bar | None:
    """The time that the words name; what the tense alone bounds is not drawn."""
    about = claim.named_time
    if about is None or (about.start is None and about.end is None):
        return None
    start, end = about.start or EARLIEST, about.end or LATEST
    first, last = scale.x(start), scale.x(end)
    return Bar(x=first, width=round(max(last - first, 0.0), 2), cut_left=start < scale.start, cut_right=end > scale.end)
