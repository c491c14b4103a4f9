"""A claim's details: who says it, how, of what time, with which values, and what agrees with it or is found about it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from factcheck.model import Claim, Frozen, Interval, Value
from factcheck.report.views import Index, outlet


class ClaimView(Frozen):
    """One claim; times are in words, "" where nothing is known."""

    number: int
    article: int
    outlet: str
    text: str
    quote: str
    speaker: str | None
    modality: str
    negative: bool
    about: str
    about_words: str
    """What the article says of that time ("last spring")."""
    stated: str
    values: tuple[tuple[str, str], ...]
    """What the values of each kind are called, and their words."""
    expires: str
    because: str
    findings: tuple[int, ...]
    agreeing: tuple[tuple[int, str], ...]
    """Number and outlet of each claim that agrees."""


def claim_view(claim: Claim, index: Index) -> ClaimView:
    """The details of one claim."""
    named = claim.named_time
    return ClaimView(
        number=index.claims[claim.id],
        article=index.articles[claim.article],
        outlet=outlet(index.article_of[claim.article]),
        text=_PART.sub(_readable, claim.text),
        quote=claim.quote,
        speaker=claim.attributed_to,
        modality=claim.modality,
        negative=claim.polarity == "negative",
        about=span(named),
        about_words=named.text if named else "",
        stated=span(claim.stated_at),
        values=tuple(_values(claim)),
        expires=claim.expires.on.isoformat() if claim.expires else "",
        because=claim.expires.because if claim.expires else "",
        findings=tuple(index.findings[finding.fingerprint] for finding in index.found.get(claim.id, ())),
        agreeing=tuple(
            (index.claims[other], outlet(index.article_of[index.claim_of[other].article]))
            for other in index.agreeing.get(claim.id, ())
            if other in index.claim_of
        ),
    )


_PART = re.compile(r"\((\d{4}(?:-\d\d)*)(?:T([A-Z]{2})|T(\d\d:\d\d)(?::\d\d)?|-(S[PU]|FA|WI)|-W(\d\d))\)")
"""A time as claims name it beside its words, where it is no plain day, month or year."""
_SEVERAL = {"person": "people"}


def _readable(found: re.Match[str]) -> str:
    """The day or year of a night or a season, which the words before it name already; a day with its hour; a week."""
    day, _, hour, _, week = found.groups()
    return f"({day} {hour})" if hour else f"(week {int(week)} of {day})" if week else f"({day})"


def _values(claim: Claim) -> Iterator[tuple[str, str]]:
    told: defaultdict[str, list[str]] = defaultdict(list)
    for kind, words in dict.fromkeys(_value(value) for value in claim.values):
        if kind != "number" or ("time", words) not in map(_value, claim.values):  # how long something takes is both
            told[kind].append(words)
    for kind, own in told.items():
        yield kind if len(own) == 1 else _SEVERAL.get(kind, f"{kind}s"), ", ".join(own)


def _value(value: Value) -> tuple[str, str]:
    if value.kind == "name":
        return value.category if value.category != "other" else "name", value.canonical
    return {"quantity": "number", "moment": "time", "category": "state"}[value.kind], value.text


def span(interval: Interval | None) -> str:
    """An interval in words: a year, a month, a day, two days, or a moment; "" where both its sides are open."""
    if interval is None or (interval.start is None and interval.end is None):
        return ""
    if interval.start is None:
        return f"until {_last(interval.end)}"
    if interval.end is None:
        return f"from {_moment(interval.start)}"
    return _whole(interval.start, interval.end) or _stretch(interval.start, interval.end)


def _stretch(start: datetime, end: datetime) -> str:
    first, last = _moment(start), _last(end)
    if first == last or end - start <= timedelta(minutes=1):
        return first
    if first[10:]:
        last = f"{last} 24:00" if not last[10:] else last
        return f"{first} to {last[11:] if last[:10] == first[:10] else last}"
    return f"{first} to {last}"


def _whole(start: datetime, end: datetime) -> str:
    """The year or the month that goes from here to there; "" for any other stretch of time."""
    if start.day != 1 or end.day != 1 or _moment(start)[10:] or _moment(end)[10:]:
        return ""
    months = 12 * (end.year - start.year) + end.month - start.month
    if months == 12 and start.month == 1:
        return start.isoformat()[:4]
    return start.isoformat()[:7] if months == 1 else ""


def _moment(moment: datetime) -> str:
    text = moment.isoformat(sep=" ", timespec="minutes")
    return text.removesuffix(" 00:00")


def _last(end: datetime | None) -> str:
    """The last day before the open end, or the end itself where it is no midnight."""
    if end is None:
        return ""
    return _moment(end) if _moment(end)[10:] or end.toordinal() == 1 else _moment(end - timedelta(days=1))
