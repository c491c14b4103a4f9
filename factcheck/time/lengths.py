"""Whether two lengths of time are one: "three days", "72 hours"."""

from __future__ import annotations

import math
import re

from factcheck.model import Moment

_LENGTH = re.compile(r"P(?P<time>T)?(?P<number>\d+(?:\.\d+)?)(?P<unit>[YMWDHS]|Q)")
_HOURS = {"Y": 8766.0, "Q": 2191.5, "M": 730.5, "W": 168.0, "D": 24.0, "TH": 1.0, "TM": 1 / 60, "TS": 1 / 3600}


def lasts(moment: Moment) -> bool:
    """It is a length of time, and no place in it."""
    return bool(_LENGTH.fullmatch(moment.value))


def one_length(a: Moment, b: Moment) -> bool:
    """Both are lengths of time, and one."""
    first, second = _LENGTH.fullmatch(a.value), _LENGTH.fullmatch(b.value)
    if first is None or second is None:
        return False
    lengths = [float(m["number"]) * _HOURS[(m["time"] or "") + m["unit"]] for m in (first, second)]
    return math.isclose(*lengths, rel_tol=1e-6)


def lengths_differ(a: Moment, b: Moment) -> bool:
    """Both are lengths of time, and not one."""
    return lasts(a) and lasts(b) and not one_length(a, b)
