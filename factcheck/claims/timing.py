"""When a claim is true and when it was said: from its own time words, its tense, its paragraph, and the day of publication."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from factcheck.claims.parsed import ParsedArticle, ParsedSentence
from factcheck.model import Article, ClaimDraft, Interval, TimeExpression

_NOW = "PRESENT_REF"
_MINUTE = timedelta(minutes=1)
Stretches = Sequence[tuple[int, int]]


class Timing:
    """Dates the claims of one article; offsets of drafts count from the article's start."""

    def __init__(self, parsed: ParsedArticle) -> None:
        self._published = _published(parsed.article)
        self._anchors = _paragraph_anchors(parsed)

    def stated_at(self, draft: ClaimDraft, sentence: ParsedSentence) -> Interval | None:
        """The time that the reporting clause names ("said on Tuesday"), else that of publication; None where neither is known."""
        said = _first(_within(sentence, draft.reporting))
        return _named(said) if said is not None else self._published

    def about(self, draft: ClaimDraft, sentence: ParsedSentence) -> Interval | None:
        """The interval that the claim is true of, None = open on both sides.

        The clause's own time words decide, then the only ones of the sentence outside what reports it. Without any, a past
        or perfect clause lies before the day it was said, and not before the last time that its paragraph named; a plan lies
        after the day it was said. A bare present is open: nobody knows how long it has been so and how long it lasts.
        """
        dated = [e for e in sentence.expressions if e.interval is not None and e.type in {"DATE", "TIME", "DURATION"}]
        own = _first(_within(sentence, draft.parts or ((draft.start, draft.end),)))
        reporting = _within(sentence, draft.reporting)
        others = [e for e in dated if e not in reporting]
        chosen = own or (others[0] if len(others) == 1 else None)
        if chosen is not None:
            return _named(chosen)
        said = self.stated_at(draft, sentence)
        if any(e.value == _NOW for e in _all_within(sentence, draft.parts)):
            return said
        return self._by_tense(draft, said)

    def _by_tense(self, draft: ClaimDraft, said: Interval | None) -> Interval | None:
        if draft.tense == "future" or draft.modality == "forecast":
            return _bounded(said.start if said else None, None)
        if draft.tense == "past" or draft.perfect:
            begun = None if draft.perfect else self._anchors.get(draft.sentence_start)
            end = said.end if said else None
            return _bounded(begun if begun is None or end is None or begun < end else None, end)
        return None


def _published(article: Article) -> Interval | None:
    """The day of publication, or the minute where a time of day is known."""
    if isinstance(article.published, datetime):
        last = datetime.max - article.published.replace(tzinfo=None) < _MINUTE  # noqa: DTZ901  naive local time throughout
        return Interval(start=article.published, end=None if last else article.published + _MINUTE)
    return _day(article.published) if article.published is not None else None


def _day(day: date) -> Interval:
    start = datetime.combine(day, time())
    return Interval(start=start, end=start + timedelta(days=1) if day < date.max else None)


def _paragraph_anchors(parsed: ParsedArticle) -> Mapping[int, datetime]:
    """The start of the last dated time that the same paragraph names before each sentence, by the sentence's start."""
    anchors: dict[int, datetime] = {}
    paragraph, last = -1, None
    for sentence in parsed.sentences:
        if sentence.sentence.paragraph != paragraph:
            paragraph, last = sentence.sentence.paragraph, None
        if last is not None:
            anchors[sentence.sentence.start] = last
        starts = [e.interval.start for e in sentence.expressions if e.interval is not None and e.type == "DATE"]
        last = next((start for start in reversed(starts) if start is not None), last)
    return anchors


def _all_within(sentence: ParsedSentence, stretches: Stretches) -> list[TimeExpression]:
    offset = sentence.sentence.start
    return [e for e in sentence.expressions if any(a <= offset + e.start < b for a, b in stretches)]


def _within(sentence: ParsedSentence, stretches: Stretches) -> list[TimeExpression]:
    """The expressions in the stretches that lie on the calendar."""
    return [e for e in _all_within(sentence, stretches) if e.interval is not None and e.type in {"DATE", "TIME", "DURATION"}]


def _first(expressions: Sequence[TimeExpression]) -> TimeExpression | None:
    """A date before a duration: "for three days in May" is about May."""
    return min(expressions, key=lambda e: (e.type == "DURATION", e.start), default=None)


def _named(expression: TimeExpression) -> Interval | None:
    return expression.interval.model_copy(update={"text": expression.text}) if expression.interval is not None else None


def _bounded(start: datetime | None, end: datetime | None) -> Interval | None:
    return Interval(start=start, end=end) if start is not None or end is not None else None
