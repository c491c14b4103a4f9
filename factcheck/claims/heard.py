"""The words of a quotation as they sound, whichever outlet wrote them down."""

from __future__ import annotations

import re
from functools import cache

from factcheck.words import table


def heard(text: str) -> list[str]:
    """The words as they sound: contractions, abbreviations and spellings that outlets choose for themselves are undone."""
    data = table("claims", "heard")
    found: list[str] = []
    for word in re.findall(r"[\w']+", text.lower().replace("’", "'")):
        full = data["contractions"].get(word) or _expanded(word)
        found.extend(_spelt(data["abbreviations"].get(part, part)) for part in full.split())
    return found


def _expanded(word: str) -> str:
    data = table("claims", "heard")
    for ending, full in data["endings"].items():
        if word.endswith(ending):
            return word[: -len(ending)] + str(full)
    stem, mark, rest = word.partition("'")
    return f"{stem} is" if mark and rest == "s" and stem in data["contracted_is"]["words"] else word


@cache
def _spelt(word: str) -> str:
    endings: dict[str, str] = table("claims", "heard")["spelling"]
    longest = max((ending for ending in endings if word.endswith(ending) and len(word) > len(ending) + 2), key=len, default="")
    return word[: len(word) - len(longest)] + str(endings[longest]) if longest else word
