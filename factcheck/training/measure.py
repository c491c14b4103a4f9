"""The figures of the model card: conflicts planted in real news against the same sentences before the edit, and speed."""

from __future__ import annotations

import gzip
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.engines.local.models import ORDER, EntailmentModel
from factcheck.errors import UsageError
from factcheck.training import LabelledPair, nearest, overlap, prose, read


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


# Each planted conflict against the same two sentences before the edit: figures that recognising one event does not raise.

TOLD = 0.5
"""The probability of a contradiction from which a pair counts as called one."""
RISE = 0.02
"""By how much the probability must rise with the edit for the model to have seen it."""
OVERLAPS = ((0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 1.01))
_NEAREST = 2

Shares = NDArray[np.float64]


@dataclass(frozen=True)
class Paired:
    """Shares of the planted conflicts: seen (the probability rises by RISE), called with the edit, called before it, called by it alone."""

    conflicts: int
    rises: float
    after: float
    before: float
    by_edit: float


def paired(before: Shares, after: Shares) -> Paired:
    """The figures from the probabilities of the same pairs before and after the edit: shape (n,) each."""
    return Paired(
        conflicts=len(after),
        rises=float((after - before > RISE).mean()) if len(after) else 0.0,
        after=float((after >= TOLD).mean()) if len(after) else 0.0,
        before=float((before >= TOLD).mean()) if len(before) else 0.0,
        by_edit=float(((after >= TOLD) & (before < TOLD)).mean()) if len(after) else 0.0,
    )


def by_overlap(conflicts: Sequence[PlantedConflict], before: Shares, after: Shares) -> Iterator[tuple[float, float, Paired]]:
    """The figures for the conflicts of each stretch of overlap (from, below), measured on the sentences before the edit."""
    shared = np.array([overlap(one.before_a, one.before_b) for one in conflicts])
    for low, high in OVERLAPS:
        inside = (shared >= low) & (shared < high)
        yield low, high, paired(before[inside], after[inside])


def near_pairs(event: PlantedEvent) -> list[tuple[str, str]]:
    """The near sentence pairs of the articles of an event as they were published, without those known to differ."""
    found = [pair for one, other in combinations(sorted(event.texts), 2) for pair in _near(event.texts[one], event.texts[other])]
    return [pair for pair in found if not any(_same(pair, known) for known in event.natural)]


def web_pairs(stories: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """The near sentence pairs between the texts of each story."""
    return [pair for story in stories for one, other in combinations(story, 2) for pair in _near(one, other)]


def _near(one: str, other: str) -> Iterator[tuple[str, str]]:
    return nearest(prose(one), prose(other), _NEAREST)


def _same(pair: tuple[str, str], known: tuple[str, str]) -> bool:
    """The two sentences of a pair are those of another, in either order, whole or in part."""
    return any(all(a in b or b in a for a, b in zip(pair, turned, strict=True)) for turned in (known, known[::-1]))


# Reads conflicts planted in real news: the two sentences of each, and the same two before the edit.


@dataclass(frozen=True)
class PlantedConflict:
    """Two sentences that conflict since an edit, and what stood there before; kind and difficulty as the planter wrote them."""

    event: str
    kind: str
    difficulty: str
    a: str
    b: str
    before_a: str
    before_b: str


@dataclass(frozen=True)
class PlantedEvent:
    """The articles of one event before the edits, the planted conflicts, and the sentence pairs that differ in truth."""

    event: str
    texts: dict[str, str]
    conflicts: tuple[PlantedConflict, ...]
    natural: tuple[tuple[str, str], ...]


def events(articles: Path, planted: Path) -> list[PlantedEvent]:
    """Every event of `planted` (JSON: event, edits, conflicts, natural) with its articles (JSON Lines, gzip: event, source, text).

    Raises UsageError where an edit does not fit its article.
    """
    texts: dict[str, dict[str, str]] = {}
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            texts.setdefault(row["event"], {})[f"{row['source'].lower()}.txt"] = row["text"]
    return [_event(row, texts[row["event"]], planted) for row in json.loads(planted.read_text(encoding="utf-8"))]


def _event(row: dict[str, Any], texts: dict[str, str], path: Path) -> PlantedEvent:
    for edit in row["edits"]:
        if texts[edit["file"]][edit["start"] : edit["end"]] != edit["old"]:
            raise UsageError(
                f"{path}: an edit of {row['event']} does not fit {edit['file']}; give the articles that the conflicts were planted in"
            )
    edits = {file: sorted((edit for edit in row["edits"] if edit["file"] == file), key=lambda edit: edit["start"]) for file in texts}
    edited = {file: _edited(text, edits[file]) for file, text in texts.items()}

    def now(side: dict[str, Any]) -> str:
        return edited[side["file"]][side["start"] : side["end"]]

    def before(side: dict[str, Any]) -> str:
        return texts[side["file"]][slice(*unedited(side["start"], side["end"], edits[side["file"]]))]

    conflicts = tuple(
        PlantedConflict(row["event"], one["kind"], one["difficulty"], now(one["a"]), now(one["b"]), before(one["a"]), before(one["b"]))
        for one in row["conflicts"]
    )
    natural = tuple((before(one["a"]), before(one["b"])) for one in row["natural"])
    return PlantedEvent(row["event"], texts, conflicts, natural)


def _edited(text: str, edits: Sequence[dict[str, Any]]) -> str:
    for edit in reversed(edits):
        text = text[: edit["start"]] + edit["new"] + text[edit["end"] :]
    return text


def unedited(start: int, end: int, edits: Sequence[dict[str, Any]]) -> tuple[int, int]:
    """The stretch of the text before the edits that [start, end) of the edited text was; `edits` in order, by offsets before them."""
    first, last = start, end
    shift = 0
    for edit in edits:
        opened = edit["start"] + shift
        closed = opened + len(edit["new"])
        grown = len(edit["new"]) - (edit["end"] - edit["start"])
        if closed <= start:
            first -= grown
        elif opened < start:
            first = edit["start"]
        if closed <= end:
            last -= grown
        elif opened < end:
            last = edit["end"]
        shift += grown
    return first, last
