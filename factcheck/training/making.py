"""From sentence pairs of news to what a run learns from: parse, plant, choose how many of each kind, and add the general sets."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from factcheck.engines.local.entailment import ORDER, EntailmentModel
from factcheck.engines.local.parser import SpacyParser
from factcheck.syntax import Syntax
from factcheck.training import data, edits
from factcheck.training.data import CONTRADICTION, ENTAILMENT, NEUTRAL, LabelledPair, SentencePair, overlap
from factcheck.training.planting import AS_IT_IS, Made, Planter
from factcheck.training.replacements import Names

OTHER_STORY = "other story"


def parsed(sentences: Iterable[str]) -> dict[str, Syntax]:
    """The syntax of each sentence, each parsed once."""
    wanted = sorted(set(sentences))
    return dict(zip(wanted, SpacyParser()(wanted), strict=True))


def planted(pairs: Sequence[SentencePair], seed: int) -> Iterator[Made]:
    """What is made of each pair of one story, and each pair of two stories as it stands."""
    syntax = parsed(text for pair in pairs if pair.one_story for text in (pair.a, pair.b))
    plant = Planter(Names(syntax.values()), seed)
    for group, pair in enumerate(pairs):
        if pair.one_story:
            yield from plant(syntax[pair.a], syntax[pair.b], group)
        else:
            yield Made(pair.a, pair.b, NEUTRAL, OTHER_STORY, group)


def write(made: Iterable[Made], path: Path) -> int:
    """Write made pairs as JSON Lines; how many they were."""
    rows = [json.dumps(asdict(one), ensure_ascii=False) for one in made]
    path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    return len(rows)


def batches(made: Sequence[Made], sets: Path, model: EntailmentModel, size: int, seed: int) -> list[list[LabelledPair]]:
    """Every batch of a run, in order: what mix.toml wants of the made pairs, of single sentences and of the general sets.

    `model` is the one that training starts from: what it takes for a contradiction and is none comes twice.
    """
    chance, plan = random.Random(seed), data.plan()  # noqa: S311 -- reproducible, not secret
    at = ORDER.index("contradiction")

    def score(pairs: Sequence[Made]) -> list[float]:
        return [float(value) for value in model.predict([one.a for one in pairs], [one.b for one in pairs])[:, at]]

    sentences = sorted({text for one in made if one.how == AS_IT_IS for text in (one.a, one.b)})
    pairs = news(made, plan, score, chance)
    pairs += single(chance.sample(sentences, len(sentences)), plan["single"], chance)
    pairs += general(sets, plan["general"], chance)
    return data.batches(pairs, size, chance)


# Chooses what a run learns from: how many pairs of each kind, as mix.toml says.

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
