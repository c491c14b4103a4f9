"""What day it is: the one place that asks the machine, so that every caller can say otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], date]

today: Clock = date.today
"""The machine's own date."""

Moments = Callable[[], datetime]


def now() -> datetime:
    """The moment by the machine's own clock, in UTC."""
    return datetime.now(UTC)
