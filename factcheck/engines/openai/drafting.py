"""Turns what the model proposes for a sentence into drafts: its words from the model, all that syntax tells from the parser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.claims.parsed import ParsedSentence
from factcheck.engines.openai.answers import ExtractedClaim
from factcheck.engines.openai.hedges import shown
from factcheck.engines.openai.numbering import located, quotes
from factcheck.model import ClaimDraft, Modality
from factcheck.syntax import Syntax

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_TOLD: frozenset[Modality] = frozenset({"asserted", "reported"})
_CONTENT = {"NOUN", "VERB", "ADJ", "ADV"}

Span = tuple[int, int]


def drafts(
    article: str, sentence: ParsedSentence, window: str, claims: Sequence[ExtractedClaim], local: Sequence[ClaimDraft]
) -> Iterator[ClaimDraft]:
    """A draft for each proposal, in their order; `window` is what the model saw, `local` the sentence's clauses as rules read them.

    A quotation that is not in the sentence, or is but one word of it, comes out as a draft that the proof gate will drop and count. The
    clause that a quotation covers best lends verb, polarity, tense, terms and place; the smallest quotations choose first, so that no two
    share a clause.
    """
    places = [_place(claim.quote, sentence) for claim in claims]
    chosen: dict[int, ClaimDraft] = {}
    for index in sorted(range(len(claims)), key=lambda i: _length(places[i])):
        span = places[index]
        if span is not None:
            free = [draft for draft in local if draft not in chosen.values()]
            offset = sentence.sentence.start
            best = _best(free, (span[0] + offset, span[1] + offset)) or _best(local, (span[0] + offset, span[1] + offset))
            if best is not None:
                chosen[index] = best
    for index, (claim, place) in enumerate(zip(claims, places, strict=True)):
        if place is None:
            yield _unproven(article, sentence, claim)
        else:
            yield _draft(sentence, place, claim, window, chosen.get(index) or _bare(article, sentence, place))


def _place(quote: str, sentence: ParsedSentence) -> Span | None:
    """Where the quotation stands; an empty one is the whole sentence, as the prompt has it."""
    if not quote.strip():
        return _whole(sentence)
    return located(quote, sentence.sentence.text) if quotes(quote) else None


def _whole(sentence: ParsedSentence) -> Span:
    """All of the sentence but the marks that end it."""
    text = sentence.sentence.text
    return 0, len(text.rstrip(" \n.!?…")) or len(text)


def _length(span: Span | None) -> int:
    return 0 if span is None else span[1] - span[0]


def _best(local: Sequence[ClaimDraft], span: Span) -> ClaimDraft | None:
    """The clause that agrees best with the stretch; None where none has a word in it."""
    scored = [(_agreement(draft, span), draft) for draft in local]
    best = max(scored, key=lambda item: item[0], default=None)
    return best[1] if best is not None and best[0] > 0 else None


def _parts(draft: ClaimDraft) -> tuple[Span, ...]:
    return draft.parts or ((draft.start, draft.end),)


def _agreement(draft: ClaimDraft, span: Span) -> float:
    """Characters in both, as a share of those in either."""
    common = sum(max(0, min(end, span[1]) - max(start, span[0])) for start, end in _parts(draft))
    own = sum(end - start for start, end in _parts(draft))
    return common / (own + span[1] - span[0] - common)


def _draft(sentence: ParsedSentence, place: Span, claim: ExtractedClaim, window: str, base: ClaimDraft) -> ClaimDraft:
    offset = sentence.sentence.start
    start, end = place[0] + offset, place[1] + offset
    within = tuple((max(a, start), min(b, end)) for a, b in base.parts if max(a, start) < min(b, end))
    speaker = base.attributed_to or _speaker(claim, sentence.sentence.text, place)
    return base.model_copy(
        update={
            "start": start,
            "end": end,
            "quote": sentence.sentence.text[place[0] : place[1]],
            "text": base.text if invents(claim, window) else " ".join(claim.statement.split()) or base.text,
            "attributed_to": speaker,
            "modality": _modality(base.modality, claim.modality, speaker, sentence.syntax),
            "parts": within,
        }
    )


def stands(draft: ClaimDraft) -> bool:
    """Whether it was found in its sentence; the others are proposals that the proof gate drops."""
    return draft.start < draft.end


def unhedged(draft: ClaimDraft, claim: ExtractedClaim) -> bool:
    """Whether the model took for a forecast, a condition or an opinion what its draft tells as a fact."""
    return stands(draft) and draft.modality in _TOLD and claim.modality not in _TOLD


def invents(claim: ExtractedClaim, window: str) -> bool:
    """Whether the model's wording holds a number that the model was not given."""
    return not set(_NUMBER.findall(claim.statement)) <= set(_NUMBER.findall(window))


def _speaker(claim: ExtractedClaim, sentence: str, place: Span) -> str | None:
    """Whom the model names as the speaker, in the sentence's own words, where it names them beside what is quoted."""
    outside = (sentence[: place[0]], sentence[place[1] :])
    found = ((text, located(claim.attributed_to, text)) for text in outside)
    return next((" ".join(text[slice(*at)].split()) for text, at in found if at is not None), None)


def _modality(read: Modality, proposed: Modality, speaker: str | None, syntax: Syntax) -> Modality:
    """A hedge that rules read stands, and one that only the model sees where words of the sentence bear it out."""
    if read not in _TOLD:
        return read
    if proposed not in _TOLD:
        return proposed if proposed in shown(syntax) else read
    return "reported" if speaker is not None or read == "reported" else proposed


def _bare(article: str, sentence: ParsedSentence, place: Span) -> ClaimDraft:
    """For a stretch in which rules see no clause: its words and no more."""
    tokens = [token for token in sentence.syntax.tokens if place[0] <= token.start and token.end <= place[1]]
    terms = {t.lemma.lower() for t in tokens if t.pos in _CONTENT and sentence.name_at(t.start) is None and len(t.lemma) > 1}
    return ClaimDraft(
        **_frame(article, sentence),
        start=sentence.sentence.start + place[0],
        end=sentence.sentence.start + place[1],
        quote=sentence.sentence.text[place[0] : place[1]],
        subject="",
        predicate="",
        object="",
        text=sentence.sentence.text[place[0] : place[1]],
        polarity="positive",
        modality="asserted",
        terms=tuple(sorted(terms)),
        lemmas=" ".join(t.lemma.lower().replace(" ", "") for t in tokens if t.pos not in {"PUNCT", "SPACE"}),
    )


def _unproven(article: str, sentence: ParsedSentence, claim: ExtractedClaim) -> ClaimDraft:
    """A draft that stands nowhere, whatever words the article has at the start of the sentence."""
    quote = claim.quote if quotes(claim.quote) else ""
    return ClaimDraft(
        **_frame(article, sentence),
        start=sentence.sentence.start,
        end=sentence.sentence.start,
        quote=quote,
        subject="",
        predicate="",
        object="",
        text=claim.statement or claim.quote,
        polarity="positive",
        modality=claim.modality,
    )


def _frame(article: str, sentence: ParsedSentence) -> dict[str, object]:
    return {"article": article, "sentence_start": sentence.sentence.start, "sentence_end": sentence.sentence.end}
