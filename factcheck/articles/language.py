"""Is a text English?"""

from __future__ import annotations

import re
import unicodedata

from factcheck.articles.lexicon import words

_LOOKED_AT = 20_000
_LEAST_SHARE = 0.12
_FOREIGN_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w|(?:\s+\w{1,3})?\s+[^\W\d_a-zß-öø-ÿ])")
"""A word that no capital follows: "van" in "van Holm" belongs to a name, in any language."""


def is_english(text: str) -> bool:
    """By script and by the share of frequent words; too little Latin text for a judgement counts as English."""
    text = text[:_LOOKED_AT]
    letters = [character for character in text if character.isalpha()]
    latin = sum(1 for character in letters if unicodedata.name(character, "").startswith("LATIN"))
    if latin < 0.5 * len(letters):
        return False
    found = re.findall(r"[^\W\d_]+", text.lower())
    english = sum(word in words("english") for word in found)
    foreign = sum(word in words("foreign") for word in _FOREIGN_WORD.findall(text))
    return english >= foreign and (english >= _LEAST_SHARE * len(found) or foreign < 0.05 * len(found))
