"""Where on the way through the program a gold pair or sentence was lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from factcheck.evaluation.answers import Told
from factcheck.evaluation.checking import Checked
from factcheck.evaluation.contract import Loss
from factcheck.evaluation.gold import GoldPair
from factcheck.evaluation.match import GoldSide, content_words, is_pair, same, side_of
from factcheck.model import Claim, Location, Verdict

_DECIDED = {"contradicts", "supersedes"}


class Losses:
    """Follows gold sentences through one run: their claims, the pairs of these, and the verdicts on them."""

    def __init__(self, checked: Checked) -> None:
        articles = {article.id: article for article in checked.run.articles}
        self._texts = {Path(article.path).name: article.text for article in checked.run.articles}
        self._claims: defaultdict[Location, list[Claim]] = defaultdict(list)
        for claim in checked.run.claims:
            self._claims[claim.sentence].append(claim)
        self._sides = {place: side_of(claims[0], articles[place.article]) for place, claims in self._claims.items()}
        self._verdicts: defaultdict[frozenset[Location], list[Verdict]] = defaultdict(list)
        for verdict in checked.compared:
            self._verdicts[frozenset({verdict.pair.a.sentence, verdict.pair.b.sentence})].append(verdict)
        self._kept = {_mark(verdict) for verdict in checked.kept}

    def of_sentence(self, gold: GoldSide) -> Loss:
        """Why a time-sensitive sentence was not told."""
        if not self._places(gold):
            return Loss(stage="no claim", because=self._unclaimed("it", gold))
        return Loss(stage="no trigger", because="none of its words was taken for a tie to the moment of writing")

    def of_pair(self, gold: GoldPair, told: Iterable[Told], *, ordered: bool) -> Loss:
        """Why a pair was not told as what it is; `told` is all that was told of the pack's pairs."""
        instead = next((each for each in told if is_pair(each.sides, gold.a, gold.b)), None)
        if instead is not None:
            return Loss(stage="other kind", because=_instead(instead, ordered=ordered))
        first, second = self._places(gold.a), self._places(gold.b)
        if not first or not second:
            lacking = [(name, side) for name, side, places in (("A", gold.a, first), ("B", gold.b, second)) if not places]
            return Loss(stage="no claim", because="; ".join(self._unclaimed(name, side) for name, side in lacking))
        verdicts = [verdict for a in first for b in second if a != b for verdict in self._verdicts.get(frozenset({a, b}), ())]
        if not verdicts:
            return self._unpaired(gold, first, second)
        return self._judged(verdicts)

    def _unclaimed(self, name: str, gold: GoldSide) -> str:
        stands = gold.quote in self._texts.get(gold.article, "")
        return f"no claim was made of {name}{'' if stands else f', and {gold.article} does not hold it word for word'}"

    def _unpaired(self, gold: GoldPair, first: Sequence[Location], second: Sequence[Location]) -> Loss:
        claims = [sum(len(self._claims[place]) for place in places) for places in (first, second)]
        shared = sorted(content_words(gold.a.quote) & content_words(gold.b.quote))
        words = f"the sentences share {', '.join(shared)}" if shared else "the sentences share no word"
        return Loss(stage="no pair", because=f"none of A's {_counted(claims[0])} was paired with one of B's {_counted(claims[1])}; {words}")

    def _places(self, gold: GoldSide) -> list[Location]:
        return [place for place, side in self._sides.items() if same(side, gold)]

    def _judged(self, verdicts: Sequence[Verdict]) -> Loss:
        """What the verdicts on the pairs of a lost gold pair say: the one that came nearest to telling it."""
        decided = [verdict for verdict in verdicts if verdict.relation in _DECIDED]
        if decided:
            verdict = next((verdict for verdict in decided if _mark(verdict) in self._kept), decided[0])
            kept = _mark(verdict) in self._kept
            reason = f"told as {verdict.code}, which is of no kind of gold's" if kept else "passed over for another verdict"
            return Loss(stage="passed over", because=f"{verdict.by}: {verdict.relation}, but {reason}")
        weighed = [
            (verdict.confidence, verdict.by) for verdict in verdicts if verdict.relation == "unsure" and verdict.confidence is not None
        ]
        if weighed:
            confidence, by = max(weighed)
            return Loss(stage="threshold", because=f"{by}: not sure enough ({confidence:.3f})")
        said = Counter(f"{verdict.by}: {verdict.relation}: {verdict.rationale}" for verdict in verdicts)
        telling = sorted(said.items(), key=lambda item: (": unsure:" in item[0], -item[1], item[0]))
        return Loss(stage="comparison", because="; ".join(f"{text} ({count} of {len(verdicts)})" for text, count in telling[:3]))


def _mark(verdict: Verdict) -> tuple[str, str, str, str | None]:
    return verdict.pair.a.id, verdict.pair.b.id, verdict.relation, verdict.code


def _instead(told: Told, *, ordered: bool) -> str:
    finding = told.finding
    turned = ordered and finding.kind == "superseded"
    return f"told by {finding.code} {finding.by}, {'the other way round' if turned else f'as {finding.kind}'}"


def _counted(claims: int) -> str:
    return "1 claim" if claims == 1 else f"{claims} claims"
