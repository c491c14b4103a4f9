"""When two words cannot both be true of one thing: opposites, and values of which a thing has exactly one."""

from __future__ import annotations

import re
from functools import cache

from factcheck.meanings.synonymy import deed_of, same_meaning
from factcheck.meanings.wordnet import PARTS, Part, entries, shared
from factcheck.words import table

_DENYING = re.compile(r"(?:un(?=\w+(?:ed|en|able|ible|ful|ing)$)|non-?)(?=\w{4})")
"""What turns an adjective round: "un" before a participle or an adjective of being able, "non" before any."""


@cache
def _values(part: Part) -> dict[str, dict[str, str]]:
    """The value that a word is of each group of opposites.toml."""
    found: dict[str, dict[str, str]] = {}
    for group, values in table("meanings", "opposites").items():
        for value, words in values.items():
            for word in words.get(part, ()):
                found.setdefault(word, {})[group] = value
    return found


def _groups(word: str, part: Part) -> dict[str, str]:
    """The value that the word is of each group: in its part of speech, or in any."""
    return {group: value for each in ((part,) if part else PARTS) for group, value in _values(each).get(word, {}).items()}


def exclusive(a: str, b: str, part: Part = "", other: Part | None = None) -> str:
    """The group of which two lemmas are different values ("compass": "north", "south"); "" where they may both be true.

    `part` is of `a`, `other` of `b` (None: the same); the values of a group have words of several parts of speech.
    """
    first, second = _groups(a, part), _groups(b, part if other is None else other)
    return next((group for group in first if second.get(group, first[group]) != first[group]), "")


def opposed(a: str, b: str, part: Part = "", other: Part | None = None) -> bool:
    """Two lemmas are opposites: "rise", "fall"; "legal", "illegal"; `part` is of `a`, `other` of `b` (None: the same).

    A noun is also opposed by its deed ("death", "survive"), and a verb by what denies it ("insure", "uninsured").
    """
    if a == b or same_meaning(a, b, part, other):
        return False
    group = exclusive(a, b, part, other)
    if group and len(table("meanings", "opposites")[group]) == 2:
        return True
    if any(_antonyms(a, b, each) for each in shared(part, other)):
        return True
    if {part, other} == {"noun", "verb"}:
        first, second = (deed_of(a), b) if part == "noun" else (a, deed_of(b))
        return bool(first and second) and opposed(first, second, "verb")
    if {part, other} == {"adjective", "verb"}:
        return _undone(a, b) if part == "adjective" else _undone(b, a)
    return False


def _undone(adjective: str, verb: str) -> bool:
    """The adjective says that the verb's deed was not done: "unmarried", "marry"."""
    return adjective in {f"un{verb}ed", f"un{verb}d", f"un{verb[:-1]}ied"}


def _antonyms(a: str, b: str, part: Part) -> bool:
    if b in entries().of("!", part, a) or a in entries().of("!", part, b):
        return True
    return part == "adjective" and (_DENYING.sub("", a, count=1) == b or _DENYING.sub("", b, count=1) == a)
