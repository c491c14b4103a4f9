"""From sentence pairs of news to what a run learns from: parse, plant, choose, and add the general sets."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from factcheck.engines.local.entailment import ORDER, EntailmentModel
from factcheck.engines.local.parser import SpacyParser
from factcheck.syntax import Syntax
from factcheck.training import data, mix
from factcheck.training.data import NEUTRAL, LabelledPair
from factcheck.training.planting import AS_IT_IS, Made, Planter
from factcheck.training.replacements import Names
from factcheck.training.stories import SentencePair

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
    pairs = mix.news(made, plan, score, chance)
    pairs += mix.single(chance.sample(sentences, len(sentences)), plan["single"], chance)
    pairs += mix.general(sets, plan["general"], chance)
    return data.batches(pairs, size, chance)
