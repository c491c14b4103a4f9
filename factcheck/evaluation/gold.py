"""Reads labelled packs, a folder with articles and a gold.json; and does a quotation stand for a gold sentence?"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from factcheck.errors import UsageError
from factcheck.model import Article, Frozen


class GoldPair(Frozen):
    """Two gold sentences and what kind of pair they are; for superseded pairs, a is the earlier."""

    kind: str
    difficulty: str
    a: GoldSide
    b: GoldSide


class GoldTime(Frozen):
    """A time-sensitive sentence with its kind and trigger."""

    kind: str
    trigger: str
    side: GoldSide


class Pack(Frozen):
    """One pack; `superseded` and `time_sensitive` are None where its gold says nothing about them."""

    folder: Path
    articles: tuple[str, ...]
    contradictions: tuple[GoldPair, ...]
    superseded: tuple[GoldPair, ...] | None
    consistent: tuple[GoldPair, ...]
    arguable_pairs: tuple[GoldPair, ...]
    arguable_sentences: tuple[GoldSide, ...]
    time_sensitive: tuple[GoldTime, ...] | None

    @property
    def name(self) -> str:
        """The folder's name, which tells the pack from the others."""
        return self.folder.name

    @property
    def conflicts(self) -> int:
        """The number of gold pairs of both kinds."""
        return len(self.contradictions) + len(self.superseded or ())


def read(packs: Path) -> list[Pack]:
    """The packs below a folder, by name; raises UsageError where there are none or one cannot be read."""
    files = sorted(packs.glob("*/gold.json"))
    if not files:
        raise UsageError(f"{packs}: no packs in this folder; a pack is a folder with a gold.json")
    return [_pack(path) for path in files]


def _pack(path: Path) -> Pack:
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
        return Pack(
            folder=path.parent,
            articles=tuple(gold["articles"]),
            contradictions=tuple(_pair(g, g["a"], g["b"]) for g in gold["contradictions"]),
            superseded=tuple(_pair(g, g["earlier"], g["later"]) for g in gold["superseded"]) if "superseded" in gold else None,
            consistent=tuple(_pair(g, g["a"], g["b"]) for g in gold.get("consistent", [])),
            arguable_pairs=tuple(_pair(g, g["a"], g["b"]) for g in gold.get("arguable", []) if g.get("b")),
            arguable_sentences=tuple(_side(g["a"]) for g in gold.get("arguable", []) if not g.get("b")),
            time_sensitive=tuple(GoldTime(kind=g["kind"], trigger=g["trigger"], side=_side(g)) for g in gold["time_sensitive"])
            if "time_sensitive" in gold
            else None,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(f"{path}: is no readable gold file ({type(error).__name__}: {error}); compare it with another pack's") from error


def _side(entry: dict[str, Any]) -> GoldSide:
    return GoldSide(article=entry["article"], quote=entry["quote"], also=tuple(entry.get("also", ())))


def _pair(entry: dict[str, Any], a: dict[str, Any], b: dict[str, Any]) -> GoldPair:
    return GoldPair(kind=entry.get("kind", ""), difficulty=entry.get("difficulty", ""), a=_side(a), b=_side(b))


# Does a quotation stand for a gold sentence? By content words, within the same file.


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
