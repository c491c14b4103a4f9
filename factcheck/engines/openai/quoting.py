"""Finds the words that a model quotes in the text that it was given, whatever it did to quotation marks, dashes and spacing."""

from __future__ import annotations

import unicodedata

LEAST_WORDS = 2
"""One word states nothing, and stands in most sentences by chance."""


def quotes(quote: str) -> bool:
    """Whether it has words enough to be a quotation."""
    return sum(any(map(str.isalnum, word)) for word in quote.split()) >= LEAST_WORDS


def located(quote: str, text: str) -> tuple[int, int] | None:
    """Where the quotation stands in the text, as [start, end) of the text itself; None where its words do not.

    Letters and digits must agree, in any case, and the points and commas inside numbers; all else may differ. The first place counts.
    """
    source, places = _plain(text)
    wanted, _ = _plain(quote)
    if not wanted:
        return None
    at = source.find(wanted)
    while at >= 0:
        start, end = places[at], places[at + len(wanted) - 1] + 1
        if _whole(text, start, end):
            return start, end
        at = source.find(wanted, at + 1)
    return None


def _plain(text: str) -> tuple[str, list[int]]:
    """Letters and digits in lower case, and where each stands in the text."""
    characters: list[str] = []
    places: list[int] = []
    for offset, character in enumerate(text):
        if character.isalnum() or (character in ".," and text[offset - 1 : offset].isdigit() and text[offset + 1 : offset + 2].isdigit()):
            for plain in unicodedata.normalize("NFKC", character).casefold():
                characters.append(plain)
                places.append(offset)
    return "".join(characters), places


def _whole(text: str, start: int, end: int) -> bool:
    """Neither edge lies inside a word or a number."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return not (
        before.isalnum() or after.isalnum() or (after in {".", ","} and text[end + 1 : end + 2].isdigit() and text[end - 1].isdigit())
    )
