"""The proof gate and the typing of drafts: only what stands in the article at its span becomes a claim."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from factcheck.claims import structure
from factcheck.claims.bounds import as_counts
from factcheck.claims.denial import contrasted
from factcheck.claims.modality import is_correction
from factcheck.claims.parsed import ParsedArticle, ParsedSentence
from factcheck.claims.timing import Timing
from factcheck.model import Article, Claim, ClaimDraft, LeftOut, Location, Moment, TimeExpression, Value, Word

_QUOTATION = re.compile(r"[“\"]([^“”\"]{8,})[”\"]")


def admit(drafts: Iterable[ClaimDraft], parsed: ParsedArticle) -> tuple[list[Claim], list[LeftOut]]:
    """Typed claims of the drafts that pass, in the order of the text, and a count for each reason that one did not."""
    by_start = {sentence.sentence.start: sentence for sentence in parsed.all_sentences}
    timing = Timing(parsed)
    claims: dict[str, Claim] = {}
    dropped: dict[str, int] = {}
    for draft in drafts:
        sentence = by_start.get(draft.sentence_start)
        reason = _objection(draft, parsed.article, sentence)
        if reason or sentence is None:
            dropped[reason or ""] = dropped.get(reason or "", 0) + 1
            continue
        claim = _claim(draft, timing, sentence)
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


def _claim(draft: ClaimDraft, timing: Timing, sentence: ParsedSentence) -> Claim:
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
        theme=draft.theme,
        lemmas=draft.lemmas or " ".join(draft.quote.lower().split()),
        links=draft.links,
        tense=draft.tense,
        quotation=_quotation(draft, sentence),
        correction=draft.denied or is_correction(sentence.sentence.text),
        modal=draft.modal,
        words=as_counts(_words(draft, sentence, offset), values),
        ascribed=draft.ascribed,
        headline=sentence.sentence.headline,
    )


def _words(draft: ClaimDraft, sentence: ParsedSentence, offset: int) -> tuple[Word, ...]:
    if draft.ascribed:
        return tuple(word._replace(start=word.start + offset, end=word.end + offset) for word in draft.words)
    stretches = [(a - offset, b - offset) for a, b in draft.parts or ((draft.start, draft.end),)]
    return tuple(word._replace(start=word.start + offset, end=word.end + offset) for word in structure.words(sentence.syntax, stretches))


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
    placed = [value.model_copy(update={"start": offset + value.start, "end": offset + value.end}) for value in own]
    return tuple(sorted(placed, key=lambda value: (value.start, value.kind, value.end)))


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
