"""What was written for training: groups of sentences around a statement, and small stories told by two articles, which become groups."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import ValidationError

from factcheck import training
from factcheck.engines import Encoder
from factcheck.engines.local.models import EntailmentModel
from factcheck.errors import UsageError
from factcheck.model import Frozen
from factcheck.training import CONTRADICTION, NO_CONTRADICTION, LabelledPair

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NEAREST, _NEAREST_OF_LATER = 4, 2
"""Sentences of the other article, the nearest in meaning, that are fine beside one of the first article, and beside one of the second."""
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


class Story(Frozen):
    """Two articles, sentence by sentence, of which everything holds well together but what is `over`.

    `agree` and `over` hold places of sentences, of `one` and of `two`: they state the same; the second overtakes the first. `conflict`
    and `update` hold a sentence of either article with what cannot be true beside it, and with what overtakes it later.
    """

    one: tuple[str, ...]
    two: tuple[str, ...]
    agree: tuple[tuple[int, int], ...] = ()
    over: tuple[tuple[int, int], ...] = ()
    conflict: tuple[tuple[str, str], ...] = ()
    update: tuple[tuple[str, str], ...] = ()

    def groups(self, encode: Encoder) -> Iterator[Group]:
        """One for each sentence of the first article, and for those of the second beside which something was written."""
        near = encode(self.one) @ encode(self.two).T
        for place, a in enumerate(self.one):
            agree, over = ([other for at, other in told if at == place] for told in (self.agree, self.over))
            fine = _nearest(near[place], {*agree, *over}, _NEAREST)
            yield self._group(a, *(tuple(self.two[other] for other in told) for told in (agree, over, fine)))
        for place, a in enumerate(self.two):
            if any(a == beside for beside, _ in (*self.conflict, *self.update)):
                met = {at for at, other in (*self.agree, *self.over) if other == place}
                yield self._group(a, fine=tuple(self.one[at] for at in _nearest(near[:, place], met, _NEAREST_OF_LATER)))

    def _group(self, a: str, agree: tuple[str, ...] = (), over: tuple[str, ...] = (), fine: tuple[str, ...] = ()) -> Group:
        clashing, later = (tuple(other for beside, other in told if beside == a) for told in (self.conflict, self.update))
        return Group(a=a, conflict=clashing, update=(*later, *over), agree=agree, fine=fine)


def _nearest(near: NDArray[np.float32], but: set[int], most: int) -> list[int]:
    return [place for place in np.argsort(-near, kind="stable").tolist() if place not in but][:most]


def groups(path: Path, encode: Encoder) -> list[Group]:
    """Those of a JSON Lines file of groups and stories, packed with gzip or not; raises UsageError for a line that is neither."""
    found: list[Group] = []
    try:
        for row in training.rows(path):
            found += Story(**row).groups(encode) if "one" in row else [Group(**row)]
    except (ValidationError, TypeError, IndexError) as error:
        raise UsageError(f"{path}: a line is no group of sentences and no story ({str(error).splitlines()[0]})") from error
    return found


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
