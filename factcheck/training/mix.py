"""Chooses what a run learns from: how many pairs of each kind, as mix.toml says."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from factcheck.engines.local.entailment import ORDER
from factcheck.training import data, edits
from factcheck.training.data import CONTRADICTION, ENTAILMENT, LabelledPair
from factcheck.training.near import overlap
from factcheck.training.planting import AS_IT_IS, Made

_NAMES = frozenset(f"value: {kind}" for kind in ("person", "place", "organisation", "nationality"))
_ENDINGS = (", he said.", ", she said.", ", officials said.", ", according to a statement.", ".”", '."')
_FULL_STOP = re.compile(r"[.!]?[\"”]?\Z")

Score = Callable[[Sequence[Made]], Sequence[float]]


def news(made: Sequence[Made], plan: dict[str, Any], score: Score, chance: random.Random) -> list[LabelledPair]:
    """The pairs made of news, in no order: contradictions with the same two sentences unedited, hard pairs, and each other kind's number.

    `score` tells how probable the model before training takes a contradiction to be.
    """
    chosen = contradictions(made, plan["contradictions"], chance)
    groups = {one.group for one in chosen}
    unedited = [one for one in made if one.how == AS_IT_IS]
    beside = [one for one in unedited if one.group in groups]
    rest = [one for one in unedited if one.group not in groups]
    hard = [one for one, value in zip(unedited, score(unedited), strict=True) if value > plan["hard"]["least"]]
    found = [*chosen, *beside, *hard * plan["hard"]["times"], *_some(rest, plan["others"][AS_IT_IS], chance)]
    for how, wanted in plan["others"].items():
        if how != AS_IT_IS:
            found += _some([one for one in made if one.how.split(":")[0] == how], wanted, chance)
    return [LabelledPair(one.a, one.b, one.label) for one in found]


def contradictions(made: Iterable[Made], plan: dict[str, Any], chance: random.Random) -> list[Made]:
    """The contradictions: those that share little first, few of one pair of sentences, and exchanged names no more than a part."""
    planted = [one for one in made if one.label == CONTRADICTION]
    taken: Counter[int] = Counter()
    little: list[Made] = []
    much: list[Made] = []
    for one in sorted(planted, key=lambda one: (one.how in _NAMES) + 0.8 * chance.random()):
        if taken[one.group] < plan["of_one_pair"]:
            taken[one.group] += 1
            (little if overlap(one.a, one.b) < plan["little"] else much).append(one)
    return [
        one
        for side, wanted in ((little, plan["few_words_shared"]), (much, plan["many_words_shared"]))
        for one in _some(_fewer_names(side, plan["names_of_each"]), wanted, chance)
    ]


def _fewer_names(pairs: Sequence[Made], most: int) -> list[Made]:
    names = [one for one in pairs if one.how in _NAMES]
    return [one for one in pairs if one.how not in _NAMES] + names[:most]


def _some(pairs: Sequence[Made], wanted: int, chance: random.Random) -> list[Made]:
    return chance.sample(list(pairs), min(wanted, len(pairs)))


def single(sentences: Sequence[str], plan: dict[str, Any], chance: random.Random) -> list[LabelledPair]:
    """Pairs of a sentence and the same told again: edited, reworded, rounded, cut, in another scope, or with other marks."""
    made = edits.made(sentences, 4 * sum(plan.values()), chance)
    found: list[LabelledPair] = []
    for label, name in enumerate(ORDER):
        of = [pair for pair in made if pair.label == label and (name != "neutral" or edits.YEAR.search(pair.premise))]
        found += data.some(of, plan[name], chance)
    return found + [LabelledPair(text, copied(text, chance), ENTAILMENT) for text in _sentences(sentences, plan["copies"], chance)]


def _sentences(sentences: Sequence[str], wanted: int, chance: random.Random) -> list[str]:
    return chance.sample(list(sentences), min(wanted, len(sentences)))


def copied(text: str, chance: random.Random) -> str:
    """The sentence as another outlet prints it: word for word, with a speaker at its end, or with plain marks."""
    way = chance.random()
    if way < 0.3:
        return text
    if way < 0.65:
        return _FULL_STOP.sub(lambda _: chance.choice(_ENDINGS), text, count=1)
    return text.replace("“", '"').replace("”", '"').replace("’", "'")


def general(folder: Path, plan: dict[str, int], chance: random.Random) -> list[LabelledPair]:
    """The pairs of the general sets, each set's number drawn by chance."""
    found: list[LabelledPair] = []
    for name, wanted in plan.items():
        found += data.some(data.short(data.read(folder, name)), wanted, chance)
    return found
