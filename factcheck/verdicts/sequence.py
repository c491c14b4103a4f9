"""Which of two statements is the older one, and how an explanation says so."""

from __future__ import annotations

from datetime import datetime, timedelta

from factcheck.model import Claim, Interval, Moment
from factcheck.verdicts.alignment import Alignment, Side

_HISTORY, _WEEK = timedelta(days=60), timedelta(days=7)
_PRECISIONS = {"day", "week", "month", "year"}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def by_dates(alignment: Alignment) -> Side | None:
    """The older side by the dates of the articles, else by the times that both clauses name; None where neither tells."""
    if alignment.pair.order != "unknown":
        return "a" if alignment.pair.order == "a_first" else "b"
    first, second = moment(alignment.a), moment(alignment.b)
    if first is None or second is None:
        return None
    if _before(first, second):
        return "a"
    return "b" if _before(second, first) else None


def _before(first: Interval, second: Interval) -> bool:
    return first.end is not None and second.start is not None and first.end <= second.start


def moment(claim: Claim) -> Interval | None:
    """When the clause's own words place it, to the minute where they do; None where they do not or name several days."""
    fine = [v.interval for v in claim.values if isinstance(v, Moment) and v.interval is not None and v.granularity in {"hour", "minute"}]
    if len(fine) == 1:
        return fine[0]
    return claim.named_time


def precision(moment: Moment) -> str:
    """How exactly the time is told: to a "day" (or a part of it), "week", "month" or "year"; "" for what is less than a date."""
    found = "day" if moment.granularity in {"hour", "minute"} else moment.granularity
    return found if found in _PRECISIONS else ""


def days(claim: Claim) -> frozenset[str]:
    """The single days that the clause names or is about, as ISO dates; what is told in the past lies on or before its article's day."""
    found = [v.interval for v in claim.values if isinstance(v, Moment) and v.granularity in {"day", "hour", "minute"}]
    starts = {interval.start for interval in (*found, _single(claim.named_time)) if interval is not None and interval.start is not None}
    stated = claim.stated_at.start if claim.stated_at is not None else None
    told = claim.tense == "past" and claim.modality in {"asserted", "reported"}
    ahead = {start for start in starts if told and stated is not None and timedelta() < start - stated <= _WEEK <= start - datetime.min}  # noqa: DTZ901  naive local time throughout
    return frozenset((start - _WEEK if start in ahead and _weekdays(claim) else start).date().isoformat() for start in starts)


def _single(interval: Interval | None) -> Interval | None:
    """The interval where it is one day at most."""
    if interval is None or interval.start is None or interval.end is None:
        return None
    return interval if interval.end - interval.start <= timedelta(days=1) else None


def _weekdays(claim: Claim) -> frozenset[str]:
    found = [v.text.lower() for v in claim.values if isinstance(v, Moment)] + [claim.named_time.text.lower() if claim.named_time else ""]
    return frozenset(day for day in WEEKDAYS for text in found if day in text)


def same_weekday(a: Claim, b: Claim) -> bool:
    """Both clauses name one weekday, in articles of less than a week's distance."""
    if a.stated_at is None or b.stated_at is None or a.stated_at.start is None or b.stated_at.start is None:
        return False
    return abs(a.stated_at.start - b.stated_at.start) < _WEEK and bool(_weekdays(a) & _weekdays(b))


def looks_back(claim: Claim) -> bool:
    """The clause tells what was before: it is in the pluperfect of a narrator, or names a time long before its article."""
    pluperfect = claim.tense == "past" and claim.predicate.lower().startswith("had ")
    if pluperfect and claim.named_time is None and claim.attributed_to is None:
        return True
    if claim.tense == "present" or claim.named_time is None or claim.named_time.end is None:
        return False
    if claim.stated_at is None or claim.stated_at.start is None:
        return False
    return claim.stated_at.start - claim.named_time.end > _HISTORY


def is_bare(claim: Claim) -> bool:
    """The verb is a bare infinitive ("demanded that it withdraw"): nothing says that it came to pass."""
    said = claim.predicate.lower()
    return claim.tense == "none" and (said == claim.verb or said.startswith(("to ", "not to ")))


def before(claim: Claim, other: Claim) -> bool:
    """The clause names a time that was over when the other's article appeared, or when the other clause's time began."""
    if claim.named_time is None or claim.named_time.end is None:
        return False
    since = [interval.start for interval in (other.named_time, other.stated_at) if interval is not None and interval.start is not None]
    return bool(since) and all(claim.named_time.end <= start for start in since)


def after(claim: Claim, other: Claim) -> bool:
    """The clause names a time that begins on or after the day of the other's article."""
    if claim.named_time is None or claim.named_time.start is None or other.stated_at is None or other.stated_at.start is None:
        return False
    return claim.named_time.start >= other.stated_at.start


def dated(claim: Claim) -> str:
    """The date of the claim's article in brackets, or "(undated)"."""
    return f"({claim.stated_at.start.date().isoformat()})" if claim.stated_at and claim.stated_at.start else "(undated)"
