"""Is a text English?"""

from __future__ import annotations

import re
import unicodedata

from factcheck.articles.lexicon import words

_ENOUGH = 12
_LEAST_SHARE = 0.12


def is_english(text: str) -> bool:
    """By script and by the share of frequent words; too little Latin text for a judgement counts as English."""
    letters = [character for character in text[:20000] if character.isalpha()]
    if not letters:
        return True
    latin = sum(1 for character in letters if unicodedata.name(character, "").startswith("LATIN"))
    if latin < 0.5 * len(letters):
        return False
    found = re.findall(r"[^\W\d_]+", text[:20000].lower())
    english = sum(word in words("english") for word in found)
    foreign = sum(word in words("foreign") for word in found)
    if len(found) < _ENOUGH:
        return not (foreign >= 2 and foreign > english)
    return english >= foreign and (english >= _LEAST_SHARE * len(found) or foreign < 0.05 * len(found))
