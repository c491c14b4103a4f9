"""What is sent to the model: the text of articles between two lines that no article can know in advance."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from factcheck.claims.parsed import ParsedArticle
from factcheck.model import Article, Claim, Pair

_BEFORE, _AFTER = 2, 1
"""Neighbours that are sent with a sentence: enough for most pronouns."""


def sentence_window(parsed: ParsedArticle, index: int) -> str:
    """One sentence with its neighbours and the headline."""
    near = range(max(index - _BEFORE, 0), min(index + _AFTER + 1, len(parsed.sentences)))
    labels = {i: "sentence" if i == index else "before" if i < index else "after" for i in near}
    lines = [("headline", parsed.article.title or ""), *((labels[i], parsed.sentences[i].sentence.text) for i in near)]
    return delimited(lines)


def pair_window(pair: Pair, articles: dict[str, Article]) -> str:
    """Both statements with quotation, speaker, outlet and day of publication."""
    return delimited([*_side("A", pair.a, articles[pair.a.article]), *_side("B", pair.b, articles[pair.b.article])])


def _side(letter: str, claim: Claim, article: Article) -> list[tuple[str, str]]:
    return [
        (f"statement {letter}", claim.text),
        (f"quotation {letter}", claim.quote),
        (f"said by {letter}", claim.attributed_to or ""),
        (f"outlet {letter}", article.source or ""),
        (f"published {letter}", article.day.isoformat() if article.day else ""),
    ]


def delimited(lines: Sequence[tuple[str, str]]) -> str:
    """The labelled texts, one a line, between two lines with a digest of them all; empty ones are left out."""
    written = "\n".join(f"{label}: {' '.join(text.split())}" for label, text in lines if text.strip())
    mark = hashlib.sha256(written.encode()).hexdigest()[:12]
    return f"=== text {mark} ===\n{written}\n=== end of text {mark} ==="
