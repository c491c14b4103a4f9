"""Numbers that are bounded or vague: at least, nearly, dozens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from factcheck.claims.numerals import SPACE
from factcheck.model import Quantity, Value, Word
from factcheck.syntax import Syntax
from factcheck.words import table


def vague(syntax: Syntax, taken: Sequence[tuple[int, int]]) -> Iterator[Quantity]:
    """The vague numbers of one sentence that count something: "hundreds of homes"; the stretches in `taken` are left alone.

    The largest true value is one that people would still call so, not the next word's least: "dozens" may be 150.
    """
    bounds = table("claims", "quantities")["vague"]
    for index, token in enumerate(syntax.tokens[:-2]):
        known = bounds.get(token.text.lower())
        if known is None or syntax.tokens[index + 1].text.lower() != "of" or any(a < token.end and token.start < b for a, b in taken):
            continue
        noun = _counted(syntax, index + 1)
        article = index and syntax.tokens[index - 1].text.lower() == "a"
        before = syntax.tokens[index - 1].text.lower() if index else ""
        if noun is None or (token.tag == "NN" and not article) or before in {"of", "the", "these", "those"}:
            continue
        yield Quantity(
            start=token.start,
            end=token.end,
            text=token.text,
            low=known[0],
            high=known[1],
            unit="",
            comparator="about",
            noun=syntax.tokens[noun].lemma.lower(),
        )


def _counted(syntax: Syntax, of: int) -> int | None:
    """The plural noun after "of", which no "the" makes a part of something else ("dozens of the homes")."""
    noun = next((i for i in syntax.children(of) if syntax.tokens[i].dependency == "pobj"), None)
    if noun is None or (syntax.tokens[noun].tag not in {"NNS", "NNPS"} and syntax.tokens[noun].lemma.lower() != "people"):
        return None
    return noun if all(syntax.tokens[i].dependency != "det" for i in syntax.children(noun)) else None


def as_counts(words: Sequence[Word], values: Sequence[Value]) -> tuple[Word, ...]:
    """The words with what is counted in the place of its vague number, as in "two people": "dozens of people" tells of people."""
    found = list(words)
    starts = {
        value.start for value in values if isinstance(value, Quantity) and value.text.lower() in table("claims", "quantities")["vague"]
    }
    for index, word in enumerate(words[:-2]):
        noun = next((i for i, w in enumerate(words) if w.dependency == "pobj" and w.head == index + 1), None)
        if word.start in starts and noun is not None and words[index + 1].lemma == "of":
            found[noun] = words[noun]._replace(head=word.head, dependency=word.dependency)
            found[index] = word._replace(head=noun, dependency="nummod")
            found[index + 1] = words[index + 1]._replace(head=index)
    return tuple(found)


Comparator = Literal["exactly", "about", "at least", "at most", "more than", "less than"]
_TOLERANCE = 0.1


class Told(NamedTuple):
    """A number or range as read at [start, end) of a text, in its base unit; `phrase` is the words that leave a side open."""

    start: int
    end: int
    low: float
    high: float
    unit: str
    precision: float
    phrase: str | None = None


def quantity_of(text: str, told: Told) -> Quantity:
    """The quantity that is told in the text, without what it counts."""
    lower, upper = _bounds(told.low, told.high, told.phrase)
    return Quantity(
        start=told.start,
        end=told.end,
        text=text[told.start : told.end],
        low=lower,
        high=upper,
        unit=told.unit,
        comparator=_comparator(told.phrase),
        precision=told.precision,
    )


def _comparator(phrase: str | None) -> Comparator:
    if phrase is None:
        return "exactly"
    names: dict[Comparator, list[str]] = table("claims", "quantities")["comparators"]
    return next(name for name, phrases in names.items() if _tidied(phrase) in phrases)


def _bounds(low: float, high: float, phrase: str | None) -> tuple[float | None, float | None]:
    """The interval that a number with the words before it leaves open; "about" allows a tenth either way, "nearly" one below."""
    comparator = _comparator(phrase)
    if comparator == "about":
        leaning = table("claims", "quantities")["leaning"].get(_tidied(phrase or ""), "")
        return low if leaning == "above" else low - abs(low) * _TOLERANCE, high if leaning == "below" else high + abs(high) * _TOLERANCE
    if comparator in {"at least", "more than"}:
        return low, None
    if comparator in {"at most", "less than"}:
        return None, high
    return low, high


def _tidied(phrase: str) -> str:
    return re.sub(rf"(?:{SPACE}|-)+", " ", phrase.strip().lower())
