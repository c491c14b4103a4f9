"""The values of a parsed sentence: numbers, times, names and words of which one excludes another."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from factcheck.syntax import Syntax

WORDS: dict[str, Any] = tomllib.loads(files(__package__).joinpath("planting.toml").read_text(encoding="utf-8"))
NUMBERS = frozenset({"number", "money", "percent"})
TIMES = frozenset({"weekday", "month", "day", "year"})
SCOPES = frozenset({"year", "month", "place", "person", "organisation", "nationality"})
NAMES = frozenset({"person", "place", "organisation", "nationality"})
EXCLUSIVE: dict[str, str] = {}
for _one, _other in WORDS["opposite_words"]:
    EXCLUSIVE.setdefault(_one, _other)
    EXCLUSIVE.setdefault(_other, _one)
_NAMES = {"PERSON": "person", "GPE": "place", "ORG": "organisation", "NORP": "nationality"}
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = re.compile(r"\$?\d[\d,]*(?:\.\d+)?")
_QUANTITIES = {"MONEY": "money", "PERCENT": "percent"}
_SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion"})
_NO_QUANTITY = frozenset({"DATE", "TIME", "PERSON", "ORG", "LAW", "PRODUCT"})


@dataclass(frozen=True)
class Value:
    """What a sentence states in one place: code points [start, end), its kind, what makes it the same as another, and its token."""

    kind: str
    start: int
    end: int
    key: str
    token: int


@cache
def _order(name: str) -> dict[str, int]:
    return {word: at for at, word in enumerate(WORDS[name])}


def number(text: str) -> float | None:
    """The number that digits or a number word spell, None for anything else."""
    if _DIGITS.fullmatch(text):
        return float(text.lstrip("$").replace(",", ""))
    at = _order("number_words").get(text.lower())
    return None if at is None else float(at)


@cache
def values(syntax: Syntax) -> tuple[Value, ...]:
    """Numbers, times, names and exclusive words of a sentence, in order; no two overlap."""
    found: list[Value] = []
    taken: set[int] = set()
    for value, tokens in (*_names(syntax), *_single(syntax)):
        if not taken & set(tokens):
            taken |= set(tokens)
            found.append(value)
    return tuple(sorted(found, key=lambda value: value.start))


def _names(syntax: Syntax) -> Iterator[tuple[Value, list[int]]]:
    for entity in _entities(syntax):
        first, last = _trimmed(syntax, *entity)
        kind = _NAMES.get(syntax.tokens[first].entity)
        start, end = syntax.tokens[first].start, syntax.tokens[last].end
        text = syntax.text[start:end]
        if kind is not None and text[:1].isupper() and re.fullmatch(r"[\w.'’& -]+", text):
            inner = range(first, last + 1)
            head = next((at for at in inner if not first <= syntax.tokens[at].head <= last), last)
            key = text.split()[-1] if kind == "person" else text
            yield Value(kind, start, end, key.lower().rstrip("."), head), list(inner)


def _trimmed(syntax: Syntax, first: int, last: int) -> tuple[int, int]:
    """The tokens of an entity without "the" before and "'s" behind."""
    while last > first and syntax.tokens[last].text in {"'s", "’s", "’", "'"}:
        last -= 1
    return first + (syntax.tokens[first].text.lower() == "the" and last > first), last


def _entities(syntax: Syntax) -> Iterator[tuple[int, int]]:
    first: int | None = None
    for at, token in enumerate(syntax.tokens):
        if first is not None and (token.entity_starts or token.entity != syntax.tokens[first].entity):
            yield first, at - 1
            first = None
        if first is None and token.entity:
            first = at
    if first is not None:
        yield first, len(syntax.tokens) - 1


def _single(syntax: Syntax) -> Iterator[tuple[Value, list[int]]]:
    for at, token in enumerate(syntax.tokens):
        kind = _kind(syntax, at)
        if kind is not None:
            value = number(token.text) if kind in NUMBERS else None
            key = token.text.lower() if value is None else _scaled(syntax, at, value)
            yield Value(kind, token.start, token.end, key, at), [at]


def _scaled(syntax: Syntax, at: int, value: float) -> str:
    after = _text(syntax, at + 1).lower()
    return f"{value:g} {after}" if after in _SCALES else f"{value:g}"


def _kind(syntax: Syntax, at: int) -> str | None:
    token = syntax.tokens[at]
    kinds = (
        ("weekday", token.text in _order("weekdays")),
        ("month", token.text in _order("months") and token.entity == "DATE"),
        ("year", bool(_YEAR.fullmatch(token.text)) and token.entity == "DATE"),
        ("day", _text(syntax, at - 1) in _order("months") and re.fullmatch(r"\d{1,2}", token.text) is not None),
        ("ordinal", token.text.lower() in _order("ordinals") and token.entity == "ORDINAL"),
        (_QUANTITIES.get(token.entity, "number"), _is_quantity(syntax, at)),
        ("word", token.text in EXCLUSIVE),
    )
    return next((kind for kind, holds in kinds if holds), None)


def _text(syntax: Syntax, at: int) -> str:
    return syntax.tokens[at].text if 0 <= at < len(syntax.tokens) else ""


def _is_quantity(syntax: Syntax, at: int) -> bool:
    """A number that counts or measures: no part of a date, a name, a score or a range, and not the "one" of "one of them"."""
    token, after = syntax.tokens[at], _text(syntax, at + 1)
    counts = number(token.text) is not None and token.lemma.lower() != "one" and token.pos == "NUM" and token.entity not in _NO_QUANTITY
    return counts and _text(syntax, at - 1) != "-" and not after.startswith(("-", "/", ":"))
