"""The axis of a timeline: from which day to which, and where its marks stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from factcheck.model import Frozen

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
