"""The day of publication: read in any common form, and found in the first lines of a report."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache

from factcheck.words import listed, table

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


# Lines that tell the day of publication, and the place and agency before the first words of a report.

_FIRST_LINES = 6
_LONGEST_LINE = 160
_LONGEST_PLACE = 90
_LONGEST_TOWN = 2
_WEEKDAY = r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?"
_CLOCK = r"\b\d{1,2}(?:[:.]\d{2}){0,2}\s?(?:[ap]\.?m\b\.?|h\b|hrs\b)|\b\d{1,2}[:.]\d{2}(?::\d{2})?\b"
_ZONE = r"\b(?:[A-Z]{1,4}T|UTC|Z)\b"
_LABEL = r"\b(?:(?:first|originally|last)\s+)?(?:published|posted|updated|modified|issued|created|date)\b(?:\s+(?:on|at)\b)?"
_DASH = re.compile(r"\s*[—–―−]\s*|\s+--?\s+|--\s*|:\s+")
_AGENCY = r"\(\s*(?P<agency>[^()]{2,40})\)"
_AFTER_PLACE = re.compile(rf"\W*(?P<place>[^()]{{0,40}}){_AGENCY}\s*(?:[—–―−-]+\s*)?")
_AFTER_DATE = re.compile(r"\s*(?:[—–―−-]+|:)?\s*")
_NAME = r"\W*(?:[Bb]y\s+)?[^\W\d_a-z][\w.'’/-]*(?:\s+(?:and\s+)?[^\W\d_a-z][\w.'’/-]*){0,5}\W*"
_PROSE = re.compile(r"[\"“‘'(\[]?[^\W_]")


@cache
def _date() -> re.Pattern[str]:
    return re.compile(written(), re.IGNORECASE)


@cache
def _yearless() -> re.Pattern[str]:
    months = "|".join(sorted(month_numbers(), key=len, reverse=True))
    return re.compile(rf"\b(?:(?:{months})\b\.?\s{{1,3}}\d{{1,2}}|\d{{1,2}}\s{{1,3}}(?:{months})\b\.?)(?!\d)", re.IGNORECASE)


@cache
def _around() -> re.Pattern[str]:
    """What may stand beside a date in a line that tells nothing else."""
    return re.compile(rf"{_WEEKDAY}|{_CLOCK}|(?-i:{_ZONE})|{_LABEL}|\b\d+\s+min(?:ute)?s?\s+read\b|\b(?:at|on)\b", re.IGNORECASE)


def _bare(line: str) -> str:
    return line.strip().strip("*_#> ").strip()


def is_date_line(line: str) -> bool:
    """The line holds nothing but the day of publication, and who wrote."""
    return _line_date(_bare(line)) is not None


def _line_date(line: str) -> re.Match[str] | None:
    """The first date of such a line, or None."""
    found = _date().search(line) if len(line) <= _LONGEST_LINE else None
    if found is None:
        return None
    rest = _around().sub(" ", _date().sub(" ", line))
    parts = [part for part in re.split(r"[|•·–—,;]|\s-\s", rest) if re.search(r"\w", part)]
    return found if all(_is_name(part) for part in parts[:2]) and len(parts) <= (2 if _marked(line) else 0) else None


def _marked(line: str) -> bool:
    """The line is built like a byline or a label, so that a name beside the date is its writer's."""
    return re.search(rf"\A\W*(?:by\b|{_LABEL})|[|•·]", line, re.IGNORECASE) is not None


def _is_name(part: str) -> bool:
    return re.fullmatch(_NAME, part) is not None


def from_dateline(text: str) -> date | None:
    """The date of a dateline in the first lines that hold anything, or None."""
    lines = [_bare(line) for line in text[:5000].split("\n") if line.strip()]
    for line in lines[:_FIRST_LINES]:
        match = _line_date(line)
        found = day(match) if match else _place(line)[1]
        if found:
            return found
    return None


def dateline_length(line: str, *, first: bool) -> int:
    """How many characters of the line are place, agency and date before the prose begins; 0 for none.

    A place alone ("HARWICK — ") counts only where the `first` words of an article stand: elsewhere it may be a name.
    """
    length, found = _place(line, bare=first)
    return length if found is not None or first else 0


def _place(line: str, *, bare: bool = True) -> tuple[int, date | None]:
    """The length of a dateline at the start of the line, and its date; (0, None) for none."""
    head = line[:_LONGEST_PLACE]
    agency = _AFTER_PLACE.match(head) if bare else None
    if (
        agency
        and agency["agency"].split(" ")[0] in listed("articles", "agencies")
        and re.fullmatch(rf"|{_NAME}", agency["place"].replace(",", " "))
    ):
        return _dated(line, agency.end(), None)
    dash = _DASH.search(head)
    if dash is None:
        return 0, None
    before = head[: dash.start()]
    if before.count("(") != before.count(")"):
        return 0, None  # "Edmund Sayle (4 May 1931 - …" tells when somebody lived
    match = _date().search(before)
    place = re.sub(rf"{_AGENCY}|\(\s*\)", " ", _yearless().sub(" ", _date().sub(" ", before)))
    place = re.sub(rf"\b(?i:{_WEEKDAY})", " ", place).strip(" ,()*_")
    return _dated(line, dash.end(), day(match) if match else None) if _is_town(place, dated=match is not None) else (0, None)


def _is_town(place: str, *, dated: bool) -> bool:
    """A place as datelines write it: "HARWICK" or "HARWICK, Ohio"; beside a date, "Harwick" will do."""
    town = place.split(",", maxsplit=1)[0].strip()
    written = (town.isupper() and not _tells(town)) or (dated and town.split(" ")[0] not in listed("articles", "openers"))
    return written and len(re.sub(r"\W", "", town)) >= 3 and all(_is_name(part) for part in place.split(","))


def _tells(town: str) -> bool:
    """A headline in capitals has more than two words and a verb; "CAN THO" and "UNITED NATIONS" have none."""
    words = town.lower().split()
    return len(words) > _LONGEST_TOWN and not listed("articles", "finite").isdisjoint(words)


def _dated(line: str, end: int, found: date | None) -> tuple[int, date | None]:
    """The dateline up to `end`, with a date that follows at once; it ends where prose begins."""
    match = _date().match(line, end, end + _LONGEST_PLACE) if found is None else None
    if match:
        after = _AFTER_DATE.match(line, match.end())
        end, found = after.end() if after else match.end(), day(match)
    follows = _PROSE.match(line, end)
    prose = follows is not None and not follows[0][-1:].islower()
    return (end, found) if prose or (found is not None and end >= len(line)) else (0, None)
