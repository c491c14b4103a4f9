"""The figures of the model card: planted conflicts, what is called wrongly, general sets, speed."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from factcheck.engines.local.entailment import ORDER, EntailmentModel
from factcheck.training.data import LabelledPair, read
from factcheck.training.paired import TOLD, Paired, by_overlap, near_pairs, paired, web_pairs
from factcheck.training.planted import PlantedEvent


def figures(model: EntailmentModel, pairs: Sequence[LabelledPair]) -> dict[str, float]:
    """Accuracy, and precision and recall of contradiction, each 0 to 1."""
    predicted = model.predict([pair.premise for pair in pairs], [pair.hypothesis for pair in pairs]).argmax(1)
    labels = np.array([pair.label for pair in pairs])
    told, gold = predicted == ORDER.index("contradiction"), labels == ORDER.index("contradiction")
    return {
        "accuracy": float((predicted == labels).mean()),
        "precision": float((told & gold).sum() / max(1, told.sum())),
        "recall": float((told & gold).sum() / max(1, gold.sum())),
    }


def table(model: EntailmentModel, folder: Path, names: Sequence[str], most: int, seed: int = 5) -> Iterator[str]:
    """One line of Markdown for each set: at most `most` of its pairs, drawn with `seed` (all where it has fewer)."""
    yield from ("| set | pairs | accuracy | contradiction P | R |", "| --- | ---: | ---: | ---: | ---: |")
    for name in names:
        pairs = read(folder, name)
        if len(pairs) > most:
            pairs = random.Random(seed).sample(pairs, most)  # noqa: S311 -- reproducible, not secret
        found = figures(model, pairs)
        yield f"| {name} | {len(pairs):,} | {found['accuracy']:.3f} | {found['precision']:.3f} | {found['recall']:.3f} |"


def planted_table(model: EntailmentModel, events: Sequence[PlantedEvent]) -> Iterator[str]:
    """The paired test, whole and by overlap, and the false calls an article among the near pairs of the articles as published."""
    conflicts = [one for event in events for one in event.conflicts]
    before = model.contradictory([(one.before_a, one.before_b) for one in conflicts])
    after = model.contradictory([(one.a, one.b) for one in conflicts])
    yield from (
        "| stems shared | conflicts | rises with the edit | called with it | called before it |",
        "| --- | ---: | ---: | ---: | ---: |",
    )
    yield _row("all", paired(before, after))
    for low, high, found in by_overlap(conflicts, before, after):
        yield _row(f"{low:.1f} to {min(high, 1):.1f}", found)
    articles = sum(len(event.texts) for event in events)
    yield _false("planted-in articles as published", model, [pair for event in events for pair in near_pairs(event)], articles)


def web_table(model: EntailmentModel, stories: Sequence[Sequence[str]]) -> Iterator[str]:
    """The false calls an article among the near pairs of web stories (the texts of each): next to all of them agree."""
    yield _false("web stories", model, web_pairs(stories), sum(map(len, stories)))


def _row(name: str, found: Paired) -> str:
    return f"| {name} | {found.conflicts} | {found.rises:.2f} | {found.after:.2f} | {found.before:.2f} |"


def _false(name: str, model: EntailmentModel, pairs: Sequence[tuple[str, str]], articles: int) -> str:
    called = int((model.contradictory(pairs) >= TOLD).sum())
    share = called / max(1, len(pairs))
    return f"{name}: {called} of {len(pairs):,} near pairs called contradictions ({share:.2%}), {called / max(1, articles):.2f} an article"


def speed(model: EntailmentModel, pairs: int = 600) -> float:
    """Pairs per second at 64 tokens each, special tokens included."""
    premise, hypothesis = " ".join(["word"] * 40), " ".join(["other"] * 21)
    model.predict([premise] * 8, [hypothesis] * 8)
    begun = time.perf_counter()
    model.predict([premise] * pairs, [hypothesis] * pairs)
    return pairs / (time.perf_counter() - begun)
