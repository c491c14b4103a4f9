"""A draft on its words: the one place that turns offsets in a sentence as the parser reads it into a stretch of the article."""

from __future__ import annotations

from typing import Any

from factcheck.articles.readable import placed
from factcheck.claims.parsed import ParsedSentence
from factcheck.model import ClaimDraft


def drafted(article: str, sentence: ParsedSentence, span: tuple[int, int], **told: Any) -> ClaimDraft:  # noqa: ANN401  the fields of ClaimDraft
    """A draft of what stands at `span` (offsets in the sentence's syntax); `told` is what it says."""
    start, end = placed(sentence.sentence.text, *span)
    offset = sentence.sentence.start
    return ClaimDraft(
        article=article,
        start=offset + start,
        end=offset + end,
        quote=sentence.sentence.text[start:end],
        sentence_start=offset,
        sentence_end=sentence.sentence.end,
        **told,
    )
