"""What day it is: the one place that asks the machine, so that every caller can say otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

Clock = Callable[[], date]

today: Clock = date.today
"""The machine's own date."""
