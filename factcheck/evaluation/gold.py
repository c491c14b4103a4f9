"""Reads labelled packs: a folder with articles and a gold.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from factcheck.errors import UsageError
from factcheck.evaluation.match import GoldSide
from factcheck.model import Frozen


class GoldPair(Frozen):
    """Two gold sentences and what kind of pair they are; for superseded pairs, a is the earlier."""

    kind: str
    difficulty: str
    a: GoldSide
    b: GoldSide


class GoldTime(Frozen):
    """A time-sensitive sentence with its kind and trigger."""

    kind: str
    trigger: str
    side: GoldSide


class Pack(Frozen):
    """One pack; `superseded` and `time_sensitive` are None where its gold says nothing about them."""

    folder: Path
    articles: tuple[str, ...]
    contradictions: tuple[GoldPair, ...]
    superseded: tuple[GoldPair, ...] | None
    consistent: tuple[GoldPair, ...]
    arguable_pairs: tuple[GoldPair, ...]
    arguable_sentences: tuple[GoldSide, ...]
    time_sensitive: tuple[GoldTime, ...] | None

    @property
    def name(self) -> str:
        """The folder's name, which tells the pack from the others."""
        return self.folder.name

    @property
    def conflicts(self) -> int:
        """The number of gold pairs of both kinds."""
        return len(self.contradictions) + len(self.superseded or ())


def read(packs: Path) -> list[Pack]:
    """The packs below a folder, by name; raises UsageError where there are none or one cannot be read."""
    files = sorted(packs.glob("*/gold.json"))
    if not files:
        raise UsageError(f"{packs}: no packs in this folder; a pack is a folder with a gold.json")
    return [_pack(path) for path in files]


def _pack(path: Path) -> Pack:
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
        return Pack(
            folder=path.parent,
            articles=tuple(gold["articles"]),
            contradictions=tuple(_pair(g, g["a"], g["b"]) for g in gold["contradictions"]),
            superseded=tuple(_pair(g, g["earlier"], g["later"]) for g in gold["superseded"]) if "superseded" in gold else None,
            consistent=tuple(_pair(g, g["a"], g["b"]) for g in gold.get("consistent", [])),
            arguable_pairs=tuple(_pair(g, g["a"], g["b"]) for g in gold.get("arguable", []) if g.get("b")),
            arguable_sentences=tuple(_side(g["a"]) for g in gold.get("arguable", []) if not g.get("b")),
            time_sensitive=tuple(GoldTime(kind=g["kind"], trigger=g["trigger"], side=_side(g)) for g in gold["time_sensitive"])
            if "time_sensitive" in gold
            else None,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(f"{path}: is no readable gold file ({type(error).__name__}: {error}); compare it with another pack's") from error


def _side(entry: dict[str, Any]) -> GoldSide:
    return GoldSide(article=entry["article"], quote=entry["quote"], also=tuple(entry.get("also", ())))


def _pair(entry: dict[str, Any], a: dict[str, Any], b: dict[str, Any]) -> GoldPair:
    return GoldPair(kind=entry.get("kind", ""), difficulty=entry.get("difficulty", ""), a=_side(a), b=_side(b))
