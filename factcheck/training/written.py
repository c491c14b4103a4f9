"""Sentence groups written by hand: a statement, and what conflicts with it, overtakes it, agrees with it, or only looks like a clash."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from pathlib import Path

from pydantic import ValidationError

from factcheck import training
from factcheck.engines.local.models import EntailmentModel
from factcheck.errors import UsageError
from factcheck.model import Frozen
from factcheck.training import CONTRADICTION, NO_CONTRADICTION, LabelledPair

_MOST_WORDS = 90
"""Of both sentences of a near pair; longer ones are rare, and slow."""


class Group(Frozen):
    """A statement `a` with sentences that cannot be true beside it, that overtake it, that say the same, and that are fine beside it."""

    a: str
    conflict: tuple[str, ...] = ()
    update: tuple[str, ...] = ()
    agree: tuple[str, ...] = ()
    fine: tuple[str, ...] = ()

    def pairs(self) -> Iterator[LabelledPair]:
        """The statement with each of the others; what overtakes counts as a contradiction, since both cannot hold at one time."""
        for label, others in ((CONTRADICTION, (*self.conflict, *self.update)), (NO_CONTRADICTION, (*self.agree, *self.fine))):
            yield from (LabelledPair(self.a, other, label) for other in others)

    def beside(self) -> Iterator[LabelledPair]:
        """What agrees with the statement with what is fine beside it, and two of the latter: one scene, other things said of it."""
        both = (*product(self.agree, self.fine), *combinations(self.fine, 2))
        yield from (LabelledPair(one, other, NO_CONTRADICTION) for one, other in both)


def groups(path: Path) -> list[Group]:
    """Those of a JSON Lines file, packed with gzip or not; raises UsageError for a line that is none."""
    try:
        return [Group(**row) for row in training.rows(path)]
    except (ValidationError, TypeError) as error:
        raise UsageError(f"{path}: a line is no group of sentences ({str(error).splitlines()[0]})") from error


def batches(  # noqa: PLR0913 -- each is needed
    told: Sequence[Group], near: Sequence[training.SentencePair], sets: Path, model: EntailmentModel, size: int, passes: int, seed: int
) -> list[list[LabelledPair]]:
    """Every batch of a run, in order: so many passes over the written pairs, in either order, the rest of the mix shared out over them.

    Of the `near` pairs of news, which nearly all agree, `model` chooses those that it takes for contradictions: they come in each pass.
    """
    chance, plan = random.Random(seed), training.plan()  # noqa: S311 -- reproducible, not secret
    written = [pair for group in told for pair in group.pairs()]
    beside = training.some([pair for group in told for pair in group.beside()], plan["beside"], chance)
    others = general(sets, plan["general"], chance)
    easy, hard = _of_news([pair for pair in near if _words(pair) <= _MOST_WORDS], plan["near"], model, chance)
    laid: list[list[LabelledPair]] = []
    for done in range(passes):
        turned = [_turned(pair, chance) for pair in (*written, *beside[done::passes], *easy[done::passes], *hard)]
        laid += training.batches([*turned, *others[done::passes]], size, chance)
    return laid


def _words(pair: training.SentencePair) -> int:
    return len(pair.a.split()) + len(pair.b.split())


def _turned(pair: LabelledPair, chance: random.Random) -> LabelledPair:
    return pair if chance.random() < 0.5 else LabelledPair(pair.hypothesis, pair.premise, pair.label)


def _of_news(
    near: Sequence[training.SentencePair], plan: dict[str, float], model: EntailmentModel, chance: random.Random
) -> tuple[list[LabelledPair], list[LabelledPair]]:
    """Pairs of news as they stand: some drawn by chance, and of those that were looked at the ones that the model calls contradictions."""
    looked_at = training.some(near, int(plan["looked_at"]), chance)
    doubts = model.contradictory([(pair.a, pair.b) for pair in looked_at])
    hard = [LabelledPair(p.a, p.b, NO_CONTRADICTION) for p, doubt in zip(looked_at, doubts, strict=True) if doubt >= plan["least"]]
    return [LabelledPair(p.a, p.b, NO_CONTRADICTION) for p in training.some(near, int(plan["drawn"]), chance)], hard


def general(folder: Path, plan: dict[str, int], chance: random.Random) -> list[LabelledPair]:
    """The pairs of the general sets, each set's number drawn by chance."""
    found: list[LabelledPair] = []
    for name, wanted in plan.items():
        found += training.some(training.short(training.read(folder, name)), wanted, chance)
    return found
