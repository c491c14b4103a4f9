"""What a headline states, read by rules."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.claims.drafting import drafts
from factcheck.claims.parsed import ParsedArticle
from factcheck.model import ClaimDraft


def headline_drafts(parsed: ParsedArticle) -> Iterator[ClaimDraft]:
    """What the headline states, read by rules: of one without a verb, what it counts.

    Headlines tell in the present what has happened, so that their present is a past.
    """
    if parsed.headline is None:
        return
    for draft in drafts(ParsedArticle(article=parsed.article, sentences=(parsed.headline,))):
        if draft.verb or parsed.headline.quantities:
            yield draft.model_copy(update={"tense": "past"}) if draft.tense == "present" else draft
