"""Reads the data files of time: the words and their roles, the grammar, the cues of time-sensitivity."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from factcheck import words as word_lists

table = partial(word_lists.table, "time")
"""The data file of this package that is named, parsed."""


@cache
def roles(*, capital: bool) -> dict[str, frozenset[str]]:
    """Each word and its roles; `capital` tells of words that begin with a capital letter."""
    words: dict[str, set[str]] = {}
    only_capital = set(table("words")["capital"])
    for role, members in table("words")["roles"].items():
        for word in members:
            if capital or not {role, word} & only_capital:
                words.setdefault(word, set()).add(role)
    return {word: frozenset(found) for word, found in words.items()}


def meaning(role: str, word: str) -> Any:  # noqa: ANN401  what a word means depends on its role
    """What `word` means in `role`: a number, a code; KeyError where it has no such role."""
    return table("words")["roles"][role][word]


@cache
def context(name: str) -> frozenset[str]:
    """A list of words that decide by standing before or after an expression."""
    return frozenset(table("words")["context"][name])
