"""What is sent to the model: the text of articles between two lines that no article can know in advance."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence

from factcheck.articles.readable import readable
from factcheck.claims.parsed import ParsedArticle

BEFORE, AFTER = 2, 1
"""Neighbours that are sent with a sentence: enough for most pronouns."""


def batch_window(parsed: ParsedArticle, batch: Sequence[int], timed: Collection[int]) -> str:
    """The headline, the sentences before the batch, and those of the batch, numbered from 1; `timed` are to be marked."""
    first = batch[0]
    before = [("before", parsed.sentences[i].sentence.text) for i in range(max(first - BEFORE, 0), first)]
    own = [(f"{n}{' (time)' if i in timed else ''}", parsed.sentences[i].sentence.text) for n, i in enumerate(batch, 1)]
    return delimited([("headline", parsed.article.title or ""), *before, *own])


def around(parsed: ParsedArticle, index: int) -> str:
    """The headline and the sentence with its neighbours: what its statement may take words from."""
    near = parsed.sentences[max(index - BEFORE, 0) : index + AFTER + 1]
    return "\n".join([parsed.article.title or "", *(one.sentence.text for one in near)])


def delimited(lines: Sequence[tuple[str, str]]) -> str:
    """The labelled texts, one a line, between two lines with a digest of them all; empty ones are left out."""
    written = "\n".join(f"{label}: {' '.join(readable(text).split())}" for label, text in lines if text.strip())
    mark = hashlib.sha256(written.encode()).hexdigest()[:12]
    return f"=== text {mark} ===\n{written}\n=== end of text {mark} ==="
