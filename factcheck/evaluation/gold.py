"""Labelled packs: a folder with articles and a gold.json; and whether what a run tells is right by it, false, or neither."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from factcheck.comparison import SentencePair
from factcheck.errors import UsageError
from factcheck.model import Article, Finding, Frozen, Run


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


# What a run tells of pairs of sentences and of single ones.

Key = tuple[str, str]


class Told(Frozen):
    """A finding about two sentences, the primary one first, or about one (then both are the same)."""

    first: Side
    second: Side
    finding: Finding

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both sides, the primary one first."""
        return self.first, self.second


class Answers:
    """What a run said of one pack: pairs by kind, and time-sensitive sentences; each with the findings that say so."""

    def __init__(self, run: Run, folder: Path) -> None:
        self.pairs: dict[str, dict[tuple[Key, Key], list[Told]]] = {"contradiction": {}, "superseded": {}}
        self.timed: dict[Key, list[Told]] = {}
        self._names = {article.id: Path(article.path).name for article in run.articles}
        self._texts = {name: (folder / name).read_text(encoding="utf-8", errors="replace") for name in self._names.values()}
        for finding in run.findings:
            if finding.state not in {"suppressed", "dismissed"}:
                self._add(finding)

    def _add(self, finding: Finding) -> None:
        sides = [
            (statement.role, self._side(statement.article, statement.quote))
            for statement in finding.statements
            if statement.claim and statement.quote
        ]
        if finding.kind in self.pairs:
            for _, first in [side for side in sides if side[0] == "primary"] or sides[:1]:
                for _, second in sides:
                    self._pair(Told(first=first, second=second, finding=finding))
        elif finding.kind == "time_sensitive" and sides:
            side = sides[0][1]
            self.timed.setdefault(_key(side), []).append(Told(first=side, second=side, finding=finding))

    def _side(self, article: str, quote: str) -> Side:
        name = self._names[article]
        return Side(file=name, quote=quote, sentence=sentence_of(self._texts[name], quote))

    def _pair(self, told: Told) -> None:
        a, b = _key(told.first), _key(told.second)
        if a == b:
            return
        kind = told.finding.kind
        key = (a, b) if kind == "superseded" or a <= b else (b, a)
        self.pairs[kind].setdefault(key, []).append(told)

    def merged(self) -> None:
        """Where gold does not tell the kinds apart, a pair may be told under either."""
        self.pairs = {"contradiction": {**self.pairs["contradiction"], **self.pairs["superseded"]}, "superseded": {}}


def time_kinds(told: list[Told]) -> set[str]:
    """The kinds of time-sensitivity that the findings about one sentence name."""
    times = [each.finding.time for each in told if each.finding.time is not None]
    return {kind for time in times for kind in (time.kind, *time.also)}


def _key(side: Side) -> Key:
    return side.file, side.sentence


# What gold says of a pair of sentences, or of one sentence, that was told: right, false, or neither.

Label = Literal["right", "false", "neither"]
PairKind = Literal["contradiction", "superseded"]
PAIR_KINDS: tuple[PairKind, ...] = ("contradiction", "superseded")


class Labels:
    """The labels that one pack's gold gives.

    "neither" are arguable pairs and sentences, longer steps along a chain of superseded pairs, and a superseded pair told the other
    way round: its editor was told, and it counts as missed. Where gold does not tell the kinds
    apart (it says nothing about superseded pairs), all its pairs are of the kind "contradiction" and may be told under either.
    """

    def __init__(self, pack: Pack) -> None:
        self.merged = pack.superseded is None
        self.golds: dict[PairKind, tuple[GoldPair, ...]] = {"contradiction": pack.contradictions, "superseded": pack.superseded or ()}
        arguable = [(pair.a, pair.b) for pair in pack.arguable_pairs]
        self._free = {"contradiction": arguable, "superseded": [*arguable, *_chained(self.golds["superseded"])]}
        self._times = pack.time_sensitive
        self._arguable = pack.arguable_sentences

    def of_pairs(self, kind: PairKind, pairs: Sequence[tuple[Side, Side]]) -> Label:
        """The label of what was told as `kind`, any of these pairs being it; of superseded pairs the first side is the older."""
        kind = "contradiction" if self.merged else kind
        if any(is_pair(pair, gold.a, gold.b, ordered=kind == "superseded") for pair in pairs for gold in self.golds[kind]):
            return "right"
        return "neither" if any(is_pair(pair, a, b) for pair in pairs for a, b in self._free[kind]) else "false"

    def of_sentences(self, kind: PairKind, pair: SentencePair, articles: Mapping[str, Article]) -> Label:
        """The label that two sentences would get if they were told as `kind`; their order is the pair's, a before b if unknown.

        `articles` are those of the run by id.
        """
        a, b = (side_of(sentence.text, articles[sentence.article]) for sentence in (pair.a, pair.b))
        return self.of_pairs(kind, [(b, a) if pair.order == "b_first" else (a, b)])

    def of_sentence(self, side: Side) -> Label:
        """The label of a sentence told as time-sensitive; "neither" where gold says nothing about time."""
        if self._times is None:
            return "neither"
        if _among(side, (gold.side for gold in self._times)):
            return "right"
        return "neither" if _among(side, self._arguable) else "false"


def _among(side: Side, golds: Iterable[GoldSide]) -> bool:
    return any(same(side, gold) for gold in golds)


def _chained(golds: Sequence[GoldPair]) -> list[tuple[GoldSide, GoldSide]]:
    """Pairs of gold sentences that are linked through others: longer steps along one development."""
    groups: list[set[tuple[str, str]]] = []
    for gold in golds:
        keys = {(gold.a.article, gold.a.quote), (gold.b.article, gold.b.quote)}
        for group in [g for g in groups if g & keys]:
            groups.remove(group)
            keys |= group
        groups.append(keys)
    return [
        (GoldSide(article=a[0], quote=a[1]), GoldSide(article=b[0], quote=b[1]))
        for group in groups
        for a in sorted(group)
        for b in sorted(group)
        if a != b
    ]
