"""The values of a parsed sentence, numbers, times, names and words that exclude each other, and where two sentences state the same."""

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


# Where two sentences state the same: values and deeds with the same word above them and the same words around.

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_MODIFIERS = frozenset({"amod", "compound", "poss", "nmod", "nummod", "quantmod", "appos", "advmod", "npadvmod"})
_SUBJECTS, _OBJECTS = frozenset({"nsubj", "agent"}), frozenset({"dobj", "nsubjpass", "attr", "oprd"})
_TITLES = frozenset({"organisation", "nationality", "ordinal"})
"""Kinds that before a name are part of a title, of which a person has several."""
_EMPTY = frozenset({"be", "say", "tell", "have"})
_SAME = {word: group[0] for group in reversed(WORDS["same"]) for word in group}


def lemma(syntax: Syntax, at: int) -> str:
    """The word by which two sentences are compared: one for all words of one deed, a name as it stands."""
    token = syntax.tokens[at]
    word = token.text.lower() if token.pos in {"PROPN", "NUM"} else token.lemma.lower()
    return str(_SAME.get(word, word))


def governors(syntax: Syntax, at: int) -> list[int]:
    """The content words that govern a token, the nearest first, at most three; prepositions and the like are passed over."""
    found: list[int] = []
    while syntax.tokens[at].head != at and len(found) < 3:
        at = syntax.tokens[at].head
        if syntax.tokens[at].pos in _CONTENT | {"AUX"}:
            found.append(at)
    return found


def surroundings(syntax: Syntax, at: int) -> set[str]:
    """Lemmas of the content words near a token in the tree: its governors, what hangs on it and on them."""
    above = governors(syntax, at)[:2]
    near = {below for word in (at, *above) for below in _below(syntax, word, 2)} | set(above)
    return {lemma(syntax, one) for one in near if one != at and syntax.tokens[one].pos in _CONTENT and len(syntax.tokens[one].text) > 1}


def _below(syntax: Syntax, at: int, depth: int) -> Iterator[int]:
    for child in syntax.children(at):
        yield child
        if depth > 1 or syntax.tokens[child].pos == "ADP":
            yield from _below(syntax, child, depth - 1 if syntax.tokens[child].pos != "ADP" else 1)


def role(syntax: Syntax, at: int) -> str:
    """What a word is to its governor: subject, object (also of a passive), modifier, or the preposition before it."""
    token = syntax.tokens[at]
    if token.dependency == "pobj":
        above = syntax.tokens[token.head]
        return "subject" if above.dependency == "agent" else above.text.lower()
    if token.dependency in _SUBJECTS:
        return "subject"
    if token.dependency in _OBJECTS:
        return "object"
    return "modifier" if token.dependency in _MODIFIERS else token.dependency


def agrees(a: Syntax, one: Value, b: Syntax, other: Value) -> bool:
    """The two values stand in the same place: what governs them is the same, their role too, and something more around them."""
    above_a, above_b = governors(a, one.token), governors(b, other.token)
    if not above_a or not above_b:
        return False
    names_a, names_b = [lemma(a, at) for at in above_a], [lemma(b, at) for at in above_b]
    if names_a[0] in WORDS["told_by"] or "conj" in {a.tokens[one.token].dependency, b.tokens[other.token].dependency}:
        return False
    if one.kind in _TITLES and a.tokens[above_a[0]].pos == "PROPN":
        return False
    if one.kind in TIMES:
        governed = names_a[0] == names_b[0] or bool(set(names_a[:2]) & set(names_b[:2]) - _EMPTY)
        needed = 2
    else:
        governed = names_a[0] == names_b[0] and role(a, one.token) == role(b, other.token)
        needed = 2 if one.kind in NUMBERS else 3
    shared = surroundings(a, one.token) & surroundings(b, other.token) - _EMPTY
    return governed and len(shared) >= needed


def same_deed(a: Syntax, one: int, b: Syntax, other: int) -> bool:
    """Two verbs tell one deed: the same word or its like, and an argument in common, none in the same role opposed by another name."""
    if lemma(a, one) != lemma(b, other) or not _asserted(a, one) or not _asserted(b, other):
        return False
    there, here = arguments(a, one), arguments(b, other)
    if any(there.get(part) and here.get(part) and not there[part] & here[part] for part in ("subject", "object")):
        return False
    central = any(there.get(part, set()) & here.get(part, set()) for part in ("subject", "object"))
    around = surroundings(a, one) & surroundings(b, other) - _EMPTY
    return len(around) >= (2 if central else 3)


def arguments(syntax: Syntax, verb: int) -> dict[str, set[str]]:
    """Lemmas of the heads (and their names) that hang on a verb, by role; pronouns are left out."""
    found: dict[str, set[str]] = {}
    for child in syntax.children(verb):
        below = child
        if syntax.tokens[child].dependency in {"prep", "agent"}:
            inner = [at for at in syntax.children(child) if syntax.tokens[at].dependency == "pobj"]
            if not inner:
                continue
            below = inner[0]
        if syntax.tokens[below].pos in {"NOUN", "PROPN", "NUM"}:
            words = {below} | {at for at in syntax.children(below) if syntax.tokens[at].pos in {"NOUN", "PROPN"}}
            found.setdefault(role(syntax, below), set()).update(lemma(syntax, at) for at in words)
    return found


def _asserted(syntax: Syntax, verb: int) -> bool:
    """The verb is told as fact or plan: no condition, no question, no "could"."""
    token = syntax.tokens[verb]
    if token.dependency in {"advcl", "xcomp", "csubj", "acl"} and token.tag not in {"VBD", "VBZ", "VBP"}:
        return False
    return not any(syntax.tokens[child].text.lower() in WORDS["unasserted"] for child in syntax.children(verb)) and "?" not in syntax.text


def deeds(syntax: Syntax) -> list[int]:
    """Verbs that tell what happened, verbs of saying left out."""
    return [at for at, token in enumerate(syntax.tokens) if token.pos == "VERB" and token.lemma.lower() not in WORDS["saying"]]


def common(a: Syntax, b: Syntax) -> list[tuple[Value, Value]]:
    """The values that both sentences state, those of `a` first."""
    there = values(b)
    return [(one, other) for one in values(a) for other in there if same(one, other)]


def same(one: Value, other: Value) -> bool:
    """Two values are one and the same, however they are written."""
    return one.key == other.key and (one.kind == other.kind or {one.kind, other.kind} <= NUMBERS)


def beside(a: Syntax, one: Value, b: Syntax, other: Value) -> bool:
    """Two values of one kind that may well answer the same question."""
    above_a, above_b = ({lemma(s, at) for at in governors(s, v.token)[:2]} for s, v in ((a, one), (b, other)))
    return bool(above_a & above_b) or one.kind in TIMES
