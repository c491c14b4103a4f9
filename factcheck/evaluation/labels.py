"""What gold says of a pair of sentences, or of one sentence, that was told: right, false, or neither."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from factcheck.comparison import SentencePair
from factcheck.evaluation.gold import GoldPair, Pack
from factcheck.evaluation.match import GoldSide, Side, is_pair, same, side_of
from factcheck.model import Article

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
