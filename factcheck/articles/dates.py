"""A day or time of publication that front matter, metadata or a dateline writes out, in any common form."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache

from factcheck.words import table

_LONGEST = 80
_DEFAULTS = (datetime(2001, 1, 1, 1, 1), datetime(2002, 2, 2, 2, 2))  # noqa: DTZ001  times of publication are naive
"""What is equal whichever of them fills the gaps was written out."""


@cache
def month_numbers() -> dict[str, int]:
    """Month names and their three- and four-letter forms, lower case, to 1 … 12."""
    found = {}
    for number, name in enumerate(table("articles", "words")["months"], start=1):
        found.update({name: number, name[:3]: number, name[:4]: number})
    return found


def written() -> str:
    """A regular expression of a day with its year, with the groups that `day` reads; to be compiled with IGNORECASE."""
    month = rf"(?:{'|'.join(sorted(month_numbers(), key=len, reverse=True))})\b\.?"
    day, year = r"\d{1,2}(?:st|nd|rd|th)?", r"(?:1[5-9]|20)\d{2}"
    return (
        rf"\b(?:(?P<month>{month})\s{{0,3}}(?P<day>{day}),?\s{{1,3}}(?P<year>{year})"
        rf"|(?P<day2>{day})(?:\s+of)?\s{{0,3}}(?P<month2>{month}),?\s{{1,3}}(?P<year2>{year})"
        r"|(?P<iso>\d{4}-\d{2}-\d{2})(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?)(?!\d)"
    )


def day(match: re.Match[str]) -> date | None:
    """The day that `written` matched; None where there is no such day."""
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        month = month_numbers()[(match["month"] or match["month2"]).lower().rstrip(".")]
        return date(int(match["year"] or match["year2"]), month, int(re.sub(r"\D", "", match["day"] or match["day2"])))
    except ValueError:
        return None


def parse(value: object) -> date | datetime | None:
    """A date or date-time from front matter or metadata, None for nothing; raises ValueError that names the value.

    A time zone is dropped: the time stays the one that the outlet wrote.
    """
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return value
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise ValueError(  # noqa: TRY004  one error for all that is no date
            f"a {type(value).__name__} is no date; write it as YYYY-MM-DD"
        )
    text = str(value).strip()
    if len(text) > _LONGEST:
        raise ValueError(f"{text[:_LONGEST] + '…'!r} is no date; write it as YYYY-MM-DD")
    return _parsed(text)


def _parsed(text: str) -> date | datetime:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        month_first = day_first = _iso(text)
    else:
        month_first, day_first = _read(text, day_first=False), _read(text, day_first=True)
    if month_first is None:
        raise ValueError(f"{text!r} is no date; write it as YYYY-MM-DD")
    if month_first != day_first and not re.match(r"\d{4}", text):
        raise ValueError(f"{text!r} can be read as {month_first:%Y-%m-%d} or {day_first:%Y-%m-%d}; write it as YYYY-MM-DD")
    return month_first


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _read(text: str, *, day_first: bool) -> date | datetime | None:
    """The day, with its time where the text has one; None where year, month or day is left to guessing."""
    from dateutil import parser  # noqa: PLC0415  loaded only where a date is not written in the standard way

    first: datetime
    second: datetime
    try:
        first, second = (parser.parse(text, default=default, dayfirst=day_first, ignoretz=True) for default in _DEFAULTS)
    except (ValueError, OverflowError):
        return None
    if first.date() != second.date():
        return None
    return first if first == second else first.date()
