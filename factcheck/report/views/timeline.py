"""The timeline of a story: when each statement was made and of what time it is, and the axis below it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date, datetime, timedelta

from factcheck.model import Article, Claim, Finding, Frozen
from factcheck.report import day
from factcheck.report.views import Index, outlet, span


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
    findings: tuple[tuple[int, str, str], ...]
    """Number and kind of each finding that states it, and what it makes of the statement."""
    agreeing: tuple[int, ...]
    """The numbers of the rows that agree with it."""

    @property
    def mark(self) -> str:
        """What the statement's mark looks like: that of the gravest thing that is found."""
        kinds = {kind for _, kind, _ in self.findings}
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
        findings=tuple((index.findings[f.fingerprint], f.kind, _standing(f, claim)) for f in index.found.get(claim.id, ())),
        agreeing=tuple(sorted(numbers[other] for other in index.agreeing.get(claim.id, ()) if other in numbers)),
    )


def _standing(finding: Finding, claim: Claim) -> str:
    """The finding's kind; of two statements of which one is overtaken, which of them it is."""
    if finding.kind != "superseded":
        return finding.kind
    return "overtaken" if finding.statements[0].claim == claim.id else "overtakes"


def _bar(claim: Claim, scale: Axis) -> Bar | None:
    """The time that the words name; what the tense alone bounds is not drawn."""
    about = claim.named_time
    if about is None or (about.start is None and about.end is None):
        return None
    start, end = about.start or EARLIEST, about.end or LATEST
    first, last = scale.x(start), scale.x(end)
    return Bar(x=first, width=round(max(last - first, 0.0), 2), cut_left=start < scale.start, cut_right=end > scale.end)


# The axis of a timeline: from which day to which, and where its marks stand.

LEFT, RIGHT = 4.0, 96.0
"""Where the axis begins and ends, in percent of the drawing's width."""
_MOST_TICKS = 4
_EDGE = 14
_DAYS = (1, 2, 3, 5, 7, 10, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
_NEAR = timedelta(days=60)
_FARTHEST = 2
"""How many times the span in which things were said an interval may reach beyond it and still be drawn to its end."""
_MARGIN = 0.04
EARLIEST = datetime.min  # noqa: DTZ901  naive throughout
LATEST = datetime.max  # noqa: DTZ901  naive throughout


class Tick(Frozen):
    """A day on the axis: where it stands, in percent of the width, and how it is written."""

    x: float
    text: str

    @property
    def anchor(self) -> str:
        """Which end of the words stands at the mark: what is near an edge is written away from it."""
        return "start" if self.x < _EDGE else "end" if self.x > 100 - _EDGE else "middle"


class Axis(Frozen):
    """A stretch of time drawn from LEFT to RIGHT percent."""

    start: datetime
    end: datetime

    def x(self, moment: datetime) -> float:
        """Where the moment stands in percent of the width; what lies outside stands at the edge."""
        share = (moment - self.start) / (self.end - self.start)
        return round(LEFT + min(max(share, 0.0), 1.0) * (RIGHT - LEFT), 2)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """At most _MOST_TICKS marks: whole days, months or years."""
        moments = next(found for found in self._choices() if len(found) <= _MOST_TICKS)
        return tuple(Tick(x=self.x(datetime(d.year, d.month, d.day)), text=d.isoformat()) for d in moments)  # noqa: DTZ001  naive throughout

    def _choices(self) -> list[list[date]]:
        span = (self.end - self.start).days + 1
        by_days = [[self._day(n) for n in range(0, span + 1, step)] for step in _DAYS if span / step <= 2 * _MOST_TICKS]
        inside = [[d for d in found if self.start.date() <= d <= self.end.date()] for found in by_days]
        by_months = [self._months(step) for step in _MONTHS]
        return [*inside, *by_months, []]

    def _day(self, number: int) -> date:
        first = self.start.date()
        return first + timedelta(days=number) if (date.max - first).days > number else date.max

    def _months(self, step: int) -> list[date]:
        first = self.start.year * 12 + self.start.month - 1
        last = self.end.year * 12 + self.end.month - 1
        begin = -(-first // step) * step
        months = range(begin, last + 1, step)[: _MOST_TICKS + 2]
        days = [date(month // 12, month % 12 + 1, 1) for month in months if 1 <= month // 12 <= 9999]
        return [d for d in days if self.start.date() <= d <= self.end.date()]


def axis(said: Sequence[datetime], told: Sequence[datetime]) -> Axis | None:
    """The axis on which all that was `said` stands, and what was `told` of if it is not far from that; None where no day is known."""
    known = said or told
    if not known:
        return None
    first, last = min(known), max(known)
    reach = max(_NEAR, _FARTHEST * (last - first))
    near = [moment for moment in told if _within(moment, first, last, reach)]
    first, last = min([first, *near]), max([last, *near])
    margin = max(timedelta(days=1), (last - first) * _MARGIN)
    return Axis(start=_earlier(first, margin), end=_later(last, margin))


def _within(moment: datetime, first: datetime, last: datetime, reach: timedelta) -> bool:
    return (first - moment if moment < first else moment - last if moment > last else timedelta()) <= reach


def _earlier(moment: datetime, by: timedelta) -> datetime:
    return moment - by if moment - EARLIEST > by else EARLIEST


def _later(moment: datetime, by: timedelta) -> datetime:
    return moment + by if LATEST - moment > by else LATEST
