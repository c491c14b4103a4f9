"""Reads what was taken from WordNet: synonyms in frequent senses, opposites, and the verbs that nouns are derived from."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

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
