"""Reads conflicts planted in real news: the two sentences of each, and the same two before the edit."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.errors import UsageError


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
