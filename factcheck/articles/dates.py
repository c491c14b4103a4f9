"""The day of publication: written out in front matter or metadata, or in a dateline of the first lines."""

from __future__ import annotations

import re
from datetime import date, datetime

from factcheck.articles.lexicon import month_numbers

_MONTH = r"(?P<month>[A-Z][a-z]{2,8})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d{2})"
_YEAR_LAST = rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}"
_DAY_FIRST = r"(?P<day2>\d{1,2})\s+(?P<month2>[A-Z][a-z]{2,8})\.?,?\s+(?P<year2>(?:1[5-9]|20)\d{2})"
_DATE = rf"(?:{_YEAR_LAST}|{_DAY_FIRST}|(?P<iso>\d{{4}}-\d{{2}}-\d{{2}}))"
_PLACE = r"[A-Z][A-Z.'’ -]{2,}(?:,\s+[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)?"
DATELINE = re.compile(rf"\A\W*{_PLACE},?\s*\(?(?:[A-Z][a-z]+day,\s+)?{_DATE}\)?\s*(?:\([^)]*\)\s*)?(?:—|–|--|-|:)\s*")
_LABEL = r"(?:(?:First\s+)?Published|Posted|Updated|Last updated|Date|By\s[^|]*\|)\s*(?:on|at)?:?\s*"
_LABELLED = re.compile(
    rf"\A\W*{_LABEL}(?:[A-Z][a-z]+day,?\s+)?{_DATE}(?P<rest>[^.]{{0,40}})\W*\Z",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"\A\W*(?:[A-Z][a-z]+day,?\s+)?{_DATE}\W*\Z")
_FIRST_LINES = 6


def _day(match: re.Match[str]) -> date | None:
    """The matched day; None where there is no such day."""
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        month = month_numbers().get((match["month"] or match["month2"]).lower())
        return date(int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"])) if month else None
    except ValueError:
        return None


def from_dateline(text: str) -> date | None:
    """The date of a dateline in the first lines that hold anything, or None."""
    lines = [line.strip().strip("*_# ").strip() for line in text[:5000].split("\n") if line.strip()]
    for line in lines[:_FIRST_LINES]:
        for pattern in (DATELINE, _LABELLED, _ALONE):
            match = pattern.match(line)
            found = _day(match) if match else None
            if found:
                return found
    return None


def is_date_line(line: str) -> bool:
    """The line holds nothing but the day of publication."""
    stripped = line.strip().strip("*_# ").strip()
    return bool(_LABELLED.match(stripped) or _ALONE.match(stripped))


def dateline_length(line: str) -> int:
    """How many characters of the line are a dateline before the prose begins; 0 for none."""
    match = DATELINE.match(line)
    return match.end() if match and _day(match) else 0


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
    text = str(value).strip()
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        match = re.fullmatch(_DATE, text)
        found = _day(match) if match else None
        if found:
            return found
    raise ValueError(f"{text!r} is no date; write it as YYYY-MM-DD")
