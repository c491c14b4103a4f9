"""The coarse parts of speech by which meanings are kept."""

from __future__ import annotations

from typing import Literal

Part = Literal["noun", "verb", "adjective", "adverb", ""]
"""Prepositions and particles count as adverbs; "" is any part of speech."""

PARTS: tuple[Part, ...] = ("noun", "verb", "adjective", "adverb")
_TAGS: dict[str, Part] = {
    "NOUN": "noun",
    "VERB": "verb",
    "AUX": "verb",
    "ADJ": "adjective",
    "ADV": "adverb",
    "ADP": "adverb",
    "PART": "adverb",
}


def part_of(pos: str) -> Part:
    """The coarse part of speech of a Universal POS tag; "" for names, numbers and what else has no meaning of its own here."""
    return _TAGS.get(pos, "")


def shared(part: Part, other: Part | None) -> tuple[Part, ...]:
    """The parts of speech in which two words are compared, where `other` is None for the same part: none for two different ones."""
    both = {part, part if other is None else other} - {""}
    return tuple(both) if len(both) == 1 else () if both else PARTS
