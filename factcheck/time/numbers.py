"""Numbers in words and digits: "twenty-five", "two and a half", "5 1/2", "a couple of"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.time.lexicon import table

_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "half": 0.5}
_NAMED = {"couple": 2, "dozen": 12}
_MANY = {"number", "dozens", "scores", "hundreds", "thousands", "tens"}
_LONGEST = 9
"""More digits than this count no units of time; refusing them keeps hostile numbers cheap."""


def number_of(words: Sequence[str]) -> float | None:
    """The number that the words say; 0 for one that they leave open ("several"); None where they say none."""
    known = table("words")["roles"]
    if any(word in known["VAGUE"] or word in _MANY for word in words):
        return 0
    total, found, before = 0.0, False, ""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word in {"to", "or"} or (word in {"-", "–"} and before[-1:].isdigit() and following not in _FRACTIONS and "/" not in following):
            total = 0.0
        before = word
        amount = _FRACTIONS.get(word) or _NAMED.get(word) or known["SMALL"].get(word) or known["TENS"].get(word) or _digits(word)
        if word in known["SCALE"]:
            total = max(total, 1) * known["SCALE"][word]
        elif word == "dozen" and "half" in words:
            total = 6
        elif word == "half" and "dozen" in words:
            continue
        elif amount is not None:
            total += amount
        found = found or amount is not None or word in known["SCALE"] or word in {"a", "an", "another"}
    return (total or 1) if found else None


def _digits(word: str) -> float | None:
    plain = word.replace(",", "")
    if len(plain) > _LONGEST:
        return None
    if "/" in word:
        above, _, below = word.partition("/")
        return int(above) / int(below) if above.isdigit() and below.isdigit() and int(below) else None
    try:
        return float(plain) if plain[:1].isdigit() else None
    except ValueError:
        return None


def written(number: float) -> str:
    """A number as a TIMEX3 value has it: "X" where it is open, no needless decimals."""
    if not number:
        return "X"
    return str(int(number)) if number == int(number) else f"{number:.2f}".rstrip("0")
