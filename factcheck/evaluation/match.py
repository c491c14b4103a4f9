"""Does a quotation stand for a gold sentence? By content words, within the same file."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from factcheck.model import Article, Frozen


class Side(Frozen):
    """One side of a finding: the file's name, the quotation, and the sentence that holds it."""

    file: str
    quote: str
    sentence: str


class GoldSide(Frozen):
    """One side of a gold pair; `also` holds other sentences that tell the same."""

    article: str
    quote: str
    also: tuple[str, ...] = ()


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(files(__package__).joinpath("stopwords.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=65536)
def content_words(text: str) -> Counter[str]:
    """Counts of the words that carry content, lower case; one value for all who ask, not to be changed."""
    return Counter(word for word in re.findall(r"[^\W_]+", text.lower()) if word not in _stop_words())


def overlaps(quote: str, sentence: str) -> bool:
    """They share half of the shorter one's content words, and the quotation is not much longer than the sentence."""
    first, second = content_words(quote), content_words(sentence)
    shorter = min(first.total(), second.total())
    shared = (first & second).total()
    return shorter > 0 and shared >= 0.5 * shorter and shared >= min(2, shorter) and first.total() <= 2 * second.total() + 8


def sentence_of(text: str, quote: str) -> str:
    """The sentence of `text` that holds the quotation, by its full stops, so that clauses of one sentence fold together."""
    at = text.find(quote)
    if at < 0:
        return quote
    ends = [match.end() for match in re.finditer(r"[.!?][\"”’')\]]*\s+|\n+", text)]
    start = max((end for end in ends if end <= at), default=0)
    stop = min((end for end in ends if end >= at + max(1, len(quote) - 1)), default=len(text))
    return text[start:stop].strip()


def side_of(sentence: str, article: Article) -> Side:
    """The sentence of the article as one side of a pair."""
    return Side(file=Path(article.path).name, quote=sentence, sentence=sentence)


def same(side: Side, gold: GoldSide) -> bool:
    """The side stands for the gold sentence."""
    return side.file == gold.article and any(overlaps(side.quote, quote) for quote in (gold.quote, *gold.also))


def is_pair(pair: tuple[Side, Side], a: GoldSide, b: GoldSide, *, ordered: bool = False) -> bool:
    """The two sides stand for the gold pair, in this order where it matters."""
    first, second = pair
    return (same(first, a) and same(second, b)) or (not ordered and same(first, b) and same(second, a))
