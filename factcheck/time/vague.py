"""References that no calendar fixes: now, then, some day, and what repeats (every Monday, twice a week)."""

from __future__ import annotations

from factcheck.time.durations import amount_of, length, unit_code
from factcheck.time.grammar import Match
from factcheck.time.lexicon import context as words
from factcheck.time.lexicon import meaning, table
from factcheck.time.reading import Context, Reading, weekday_of


def present(match: Match, context: Context) -> Reading | None:
    """Now, currently, these days, at the moment."""
    if match.words_all() in (["the", "present"], ["the", "moment"]) and match.before() not in {"at", "for", "until", "in", "to"}:
        return None
    if match.words_all() == ["this", "time"] and (match.before() not in {"at", "by"} or match.after() in {"last", "next", "of"}):
        return None
    span = match.parts.get("bare")
    return Reading("DATE", "PRESENT_REF", None, "unknown", anchored=True, certainty="anchored", span=span)


def past(match: Match, context: Context) -> Reading | None:
    """Recently, in the past, long ago; not "as recently as 2010", which names its date itself."""
    if match.before() == "as" and match.after() == "as":
        return None
    if match.has("bare") and match.after() not in words("after_past") and match.after().isalnum():
        return None
    return Reading("DATE", "PAST_REF", None, "unknown")


def future(match: Match, context: Context) -> Reading | None:
    """The future, the near future, future prices."""
    if match.before() in {"a", "an", "our", "no"}:
        return None
    return Reading("DATE", "FUTURE_REF", None, "unknown")


def every(match: Match, context: Context) -> Reading | None:
    """Every Monday, every two weeks, annually, twice a week, Mondays, weekends."""
    if match.has("often"):
        return Reading("SET", str(meaning("OFTEN", match.words("often")[0])))
    if match.has("days"):
        return Reading("SET", f"XXXX-WXX-{weekday_of(match, 'days') + 1}", None, "day")
    if match.has("day"):
        parts = table("words")["roles"]["PARTS"][match.scan.tokens[match.last - 1].text]
        return Reading("SET", f"XXXX-WXX-{weekday_of(match, 'day') + 1}T{parts}", None, "hour")
    if match.has("plural"):
        return Reading("SET", "XXXX-WXX-WE" if match.words("plural") == ["weekends"] else "XXXX-WXX-WD", None, "day")
    if match.has("festival"):
        return Reading("SET", "P1Y", None, "day")
    unit = match.words("unit")[0]
    known = table("words")["roles"]
    if unit in known["WEEKDAY"]:
        part = f"T{known['PART'][match.words('part')[-1]]}" if match.has("part") else ""
        return Reading("SET", f"XXXX-WXX-{known['WEEKDAY'][unit] + 1}{part}", None, "hour" if part else "day")
    if unit in known["MONTH"]:
        return Reading("SET", f"XXXX-{known['MONTH'][unit]:02d}", None, "month")
    if unit in known["SEASON"]:
        return Reading("SET", f"XXXX-{known['SEASON'][unit]}", None, "season")
    if (unit in known["PART"] and unit not in known["UNIT"]) or unit == "night":
        return Reading("SET", f"XXXX-XX-XXT{known['PART'][unit]}", None, "hour")
    count = amount_of(match, "number") if match.has("number") else 2 if match.words("other") in (["other"], ["second"]) else 1
    return Reading("SET", length(count, unit_code(match, "unit")))
