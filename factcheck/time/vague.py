"""Now, then and some day: references that no calendar fixes."""

from __future__ import annotations

from factcheck.time.grammar import Match
from factcheck.time.lexicon import context as words
from factcheck.time.reading import Context, Reading


def present(match: Match, context: Context) -> Reading | None:
    """Now, currently, these days, at the moment."""
    if match.words_all() in (["the", "present"], ["the", "moment"]) and match.before() not in {"at", "for", "until", "in", "to"}:
        return None
    if match.words_all() == ["this", "time"] and (match.before() not in {"at", "by"} or match.after() in {"last", "next", "of"}):
        return None
    span = match.parts.get("bare")
    return Reading("DATE", "PRESENT_REF", None, "unknown", anchored=True, certainty="anchored", span=span)


def past(match: Match, context: Context) -> Reading | None:
    """Recently, in the past, long ago."""
    if match.has("bare") and match.after() not in words("after_past") and match.after().isalnum():
        return None
    return Reading("DATE", "PAST_REF", None, "unknown")


def future(match: Match, context: Context) -> Reading | None:
    """The future, the near future, future prices."""
    if match.before() in {"a", "an", "our", "no"}:
        return None
    return Reading("DATE", "FUTURE_REF", None, "unknown")
