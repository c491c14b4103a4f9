"""The proof gate and the typing of drafts: only what stands in the article at its span becomes a claim, of the time that it is true of."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from factcheck.claims import ParsedArticle, ParsedSentence
from factcheck.claims.asserting import contrasted
from factcheck.claims.modality import is_correction, takes_back
from factcheck.claims.numerals import as_counts
from factcheck.claims.wording import words_of
from factcheck.model import Article, Claim, ClaimDraft, Interval, LeftOut, Location, Moment, TimeExpression, Value, Word
from factcheck.time.almanac import days

_QUOTATION = re.compile(r"[“\"]([^“”\"]{8,})[”\"]")


def admit(drafts: Iterable[ClaimDraft], parsed: ParsedArticle) -> tuple[list[Claim], list[LeftOut]]:
    """Typed claims of the drafts that pass, in the order of the text, and a count for each reason that one did not."""
    by_start = {sentence.sentence.start: sentence for sentence in parsed.all_sentences}
    taken_back = {one.sentence.start for one, after in pairwise(parsed.sentences) if takes_back(after.sentence.text)}
    timing = Timing(parsed)
    claims: dict[str, Claim] = {}
    dropped: dict[str, int] = {}
    for draft in drafts:
        sentence = by_start.get(draft.sentence_start)
        reason = _objection(draft, parsed.article, sentence)
        if reason or sentence is None:
            dropped[reason or ""] = dropped.get(reason or "", 0) + 1
            continue
        claim = _claim(draft, timing, sentence, taken_back=draft.sentence_start in taken_back)
        claims.setdefault(claim.id, claim)
    left_out = [LeftOut(subject=parsed.article.id, reason=reason, count=count) for reason, count in sorted(dropped.items())]
    return sorted(claims.values(), key=lambda claim: (claim.span.start, claim.span.end, claim.id)), left_out


def _objection(draft: ClaimDraft, article: Article, sentence: ParsedSentence | None) -> str | None:
    if draft.article != article.id:
        return "the claim names another article"
    if not draft.quote.strip():
        return "the claim has no quotation"
    if article.text[draft.start : draft.end] != draft.quote:
        return "the quotation is not in the article at its place"
    if sentence is None or not sentence.sentence.start <= draft.start < draft.end <= sentence.sentence.end:
        return "the quotation is not inside one sentence"
    return None


def _claim(draft: ClaimDraft, timing: Timing, sentence: ParsedSentence, *, taken_back: bool) -> Claim:
    offset = sentence.sentence.start
    values = _values(draft, sentence, offset)
    return Claim(
        id=_identity(draft),
        article=draft.article,
        span=Location(article=draft.article, start=draft.start, end=draft.end),
        sentence=Location(article=draft.article, start=offset, end=sentence.sentence.end),
        quote=draft.quote,
        text=_dated(draft.text, sentence.expressions),
        subject=draft.subject,
        predicate=draft.predicate,
        object=draft.object,
        polarity=draft.polarity,
        modality=draft.modality,
        attributed_to=draft.attributed_to,
        about=timing.about(draft, sentence),
        stated_at=timing.stated_at(draft, sentence),
        values=values,
        verb=draft.verb,
        terms=draft.terms,
        subject_key=draft.subject_key,
        deeds=draft.deeds,
        links=draft.links,
        tense=draft.tense,
        quotation=_quotation(draft, sentence),
        correction=draft.denied or taken_back or is_correction(sentence.sentence.text),
        modal=draft.modal,
        words=as_counts(_words(draft, sentence, offset), values),
        ascribed=draft.ascribed,
        headline=sentence.sentence.headline,
    )


def _words(draft: ClaimDraft, sentence: ParsedSentence, offset: int) -> tuple[Word, ...]:
    if draft.ascribed:
        return tuple(word._replace(start=word.start + offset, end=word.end + offset) for word in draft.words)
    stretches = [(a - offset, b - offset) for a, b in draft.parts or ((draft.start, draft.end),)]
    return tuple(word._replace(start=word.start + offset, end=word.end + offset) for word in words_of(sentence.syntax, stretches))


def _identity(draft: ClaimDraft) -> str:
    parts = [draft.article, str(draft.start), str(draft.end), draft.subject, draft.predicate, draft.object]
    return "c_" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _own(draft: ClaimDraft, start: int) -> bool:
    return any(a <= start < b for a, b in draft.parts or ((draft.start, draft.end),))


def _values(draft: ClaimDraft, sentence: ParsedSentence, offset: int) -> tuple[Value, ...]:
    moments = [
        Moment(start=e.start, end=e.end, text=e.text, value=e.value, interval=e.interval, granularity=e.granularity)
        for e in sentence.expressions
    ]
    values: list[Value] = [*sentence.quantities, *moments, *sentence.names]
    own = (
        list(draft.values)
        if draft.ascribed
        else [value for value in values if _own(draft, offset + value.start) or _own(draft, offset + value.end - 1)]
    )
    own = [value for value in own if not contrasted(sentence.sentence.text, value.start)]
    own += _shared(draft, sentence, offset) if not draft.ascribed else ()
    placed = [value.model_copy(update={"start": offset + value.start, "end": offset + value.end}) for value in own]
    return tuple(sorted(placed, key=lambda value: (value.start, value.kind, value.end)))


def _shared(draft: ClaimDraft, sentence: ParsedSentence, offset: int) -> Iterator[Value]:
    """For whom the pronoun stands that the clause shares as its subject, and the time that its "when" stands for."""
    own = [(a - offset, b - offset) for a, b in draft.parts or ((draft.start, draft.end),)]
    for word in words_of(sentence.syntax, own):
        name = sentence.name_at(word.start) if word.pos == "PRON" and not _own(draft, offset + word.start) else None
        if name is not None and name.start == word.start:
            yield name
    text, start = sentence.sentence.text, own[0][0]
    before = text[:start].rstrip().removesuffix(",")
    told = [e for e in sentence.expressions if e.end == len(before) and e.type in {"DATE", "TIME"}]
    if text[start : start + 5].lower() == "when " and told and (interval := _at(told[-1])) is not None:
        value, grain = told[-1].value, told[-1].granularity
        yield Moment(start=start, end=start + 4, text=text[start : start + 4], value=value, interval=interval, granularity=grain)


def _at(told: TimeExpression) -> Interval | None:
    """The day or the stretch itself that the words name, though they tell what lasts until then."""
    interval = told.interval
    if interval is None or (interval.start is not None and interval.end is not None):
        return interval
    return days(date.fromisoformat(told.value)) if told.granularity == "day" and len(told.value) == len("2024-03-04") else None


def _dated(text: str, expressions: Sequence[TimeExpression]) -> str:
    """Relative time words get the date they stand for in brackets, where the publication date fixes it."""
    for expression in expressions:
        if expression.anchored and expression.value[:4].isdigit() and expression.interval is not None:
            text = text.replace(expression.text, f"{expression.text} ({expression.value})", 1)
    return text


def _quotation(draft: ClaimDraft, sentence: ParsedSentence) -> str:
    if draft.attributed_to is None:
        return ""
    return " ".join(match[1] for match in _QUOTATION.finditer(sentence.sentence.text))


# When a claim is true and when it was said: from its own time words, its tense, its paragraph, and the day of publication.

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
