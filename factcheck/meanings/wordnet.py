"""WordNet's entries, and the parts of speech that they are told apart by."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

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


DATA = Path(__file__).parent / "wordnet.tsv"
"""One line a word: what the line tells (= synonyms, ! opposites, > deed) and the part of speech, the word, the other words."""


class Entries(NamedTuple):
    """By what the line tells and its part of speech ("=v"): each word with the others of its line, the surest first."""

    lines: dict[str, dict[str, tuple[str, ...]]]

    def of(self, kind: str, part: str, word: str) -> tuple[str, ...]:
        """The other words of the word's line; nothing for a word without one."""
        return self.lines.get(kind + part[:1], {}).get(word, ())


@cache
def entries() -> Entries:
    """The data file, parsed once: some 27,000 lines."""
    lines: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in DATA.read_text(encoding="utf-8").split("\n")[:-1]:
        kind, word, others = line.split("\t")
        lines.setdefault(kind, {})[word] = tuple(others.split("|"))
    return Entries(lines)


@cache
def heads(part: str) -> dict[str, str]:
    """For words with synonyms the most frequent word of their meaning; each head stands for itself."""
    found: dict[str, str] = {}
    for word, others in entries().lines["=" + part[:1]].items():
        found[word] = next((other for other in others if found.get(other, other) == other), word)
    return found
