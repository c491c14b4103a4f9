"""The embedded extractor: one claim draft for each clause that the parser finds."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.claims.ascribed import ascribed
from factcheck.claims.drafting import drafts
from factcheck.claims.parsed import ParsedArticle
from factcheck.model import ClaimDraft, Failure


class LocalExtractor:
    """Rules over syntax; needs no key and no network."""

    name = "local"

    def __call__(self, parsed: ParsedArticle) -> Iterator[ClaimDraft | Failure]:
        """The drafts of one article in the order of its sentences, those of noun phrases last."""
        yield from drafts(parsed)
        yield from ascribed(parsed)
