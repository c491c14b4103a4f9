"""Numbers as people write them, how exact they are (at least, nearly, dozens), and whether two of them can be one number."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from factcheck.model import Quantity, Value, Word
from factcheck.syntax import Syntax
from factcheck.words import table

GAP = r"(?:[\s-]|&nbsp;|&thinsp;)"
"""What stands between the words of a number and before its unit; Markdown has spaces as entities too."""
SPACE = r"(?:\s|&nbsp;|&thinsp;)"
_SMALL = 100
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_PARTS = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}
_TOKEN = re.compile(r"\d+/\d+|\d+(?:\.\d+)?|[a-z]+|[½¼¾]")
_GROUPED = re.compile(r"(?<=\d)(?:,|['’\s]|&nbsp;|&thinsp;)(?=\d{2,3}(?!\d))")


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first; a space in one may be a hyphen or a space of another kind."""
    return "|".join(re.escape(word).replace(r"\ ", GAP + "+") for word in sorted(words, key=len, reverse=True))


@cache
def number() -> str:
    """The regular expression of one number, with its scale ("3.5 million"); it has no named groups."""
    data = table("claims", "quantities")
    ones, tens = any_of(data["ones"]), any_of(data["tens"])
    large = any_of(word for word, size in data["scales"].items() if word.isalpha() and size >= 1000 and len(word) > 3)
    small = rf"(?:(?:{tens})(?:{GAP}(?:{ones})\b)?|(?:{ones}))"
    hundreds = rf"(?:(?:(?:an?|{small}){GAP})?hundred(?:(?:{SPACE}and)?{GAP}{small})?|(?:half{GAP}an?|an?|{small}){GAP}dozen|{small})"
    joined, big = rf",?{SPACE}(?:and{SPACE})?", rf"{GAP}(?:{large})\b"
    first = rf"(?:an?|half{GAP}an?|{hundreds}){_HALVES}?{big}(?:{big})*"
    rest = rf"(?:(?:(?<=thousand)|(?<=lakh)){joined}{hundreds}\b(?!{big}))?"
    spelled = rf"(?:{first}(?:{joined}{hundreds}{big})*{rest}|(?:{hundreds}|twice)\b{_HALVES}?)"
    scales = any_of(word for word in data["scales"] if len(word) > 1)
    return rf"(?:{_DIGITS}(?:{_HALVES}|\s?[½¼¾]|\s\d/\d)?(?:{GAP}*(?:{scales})\b|{GAP}?[km]\b|b\b)*|½|\b{spelled}\b)"


_HALVES = rf"(?:{SPACE}and{SPACE}an?{SPACE}(?:half|quarter|third)\b)"
_DIGITS = (
    r"(?:\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}"
    rf"|\d{{1,3}}(?:['’]\d{{3}})+|\d{{1,3}}(?:{SPACE}\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}\b")


def _tokens(text: str) -> list[str]:
    plain = _GROUPED.sub("", text.lower())
    return _TOKEN.findall(plain.replace(".", "") if _THOUSANDS.match(plain) else plain)


def value_of(text: str) -> float:
    """The number that the words say."""
    return _value(_tokens(text))


def _value(tokens: list[str]) -> float:
    data = table("claims", "quantities")
    total, current = 0.0, 0.0
    for word in tokens:
        size = data["scales"].get(word)
        if size is not None and size < 1000:
            current = (current or 1.0) * size
        elif size is not None and not current and total:
            total *= size
        elif size is not None:
            total, current = total + (current or 1.0) * size, 0.0
        else:
            current += _plain_value(word)
    return total + current


def _plain_value(word: str) -> float:
    data = table("claims", "quantities")
    if "/" in word:
        above, _, below = word.partition("/")
        return int(above) / int(below) if int(below) else 0.0
    if word[0].isdecimal():
        return float(word)
    known: dict[str, float] = {**data["ones"], **data["tens"], **_FRACTIONS, **_PARTS, "twice": 2}
    return float(known.get(word, 0.0))


def has_scale(text: str) -> float:
    """What the scale at the end of a number multiplies it by ("3.5 million"): 1 where it has none."""
    scales = table("claims", "quantities")["scales"]
    size = 1.0
    for word in reversed(_tokens(text)):
        if word not in scales or scales[word] < 1000:
            break
        size *= scales[word]
    return size


def precision_of(text: str) -> float:
    """What the last digit that counts is worth: 0.1 for "3.5", 100,000 for "3.5 million", 1,000 for "12,000", 1 for "20"."""
    tokens, size = _tokens(text), has_scale(text)
    decimals = [token.partition(".")[2] for token in tokens if token[0].isdecimal() and "." in token]
    return size * (math.pow(10, -len(decimals[-1])) if decimals else place_of(_value(tokens) / size))


def place_of(value: float) -> float:
    """What the last digit of a plain number that counts is worth: of whole numbers below a hundred each one does."""
    digits, _, decimals = f"{value:.6f}".rstrip("0").partition(".")
    if decimals:
        return math.pow(10, -len(decimals))
    zeros = len(digits) - len(digits.rstrip("0"))
    return math.pow(10, zeros) if abs(value) >= _SMALL else 1.0


# Numbers that are bounded or vague: at least, nearly, dozens.


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


# Can two quantities be one number, told in other units, rounded otherwise, or with other bounds?

_ROOM = 0.05 * (1 - 1e-6)
"""A rounded number lies less than this share of it from what it stands for: 7 for 7.26, but no 5 for 5.25."""
_ROOM_IN_TIME = 0.08
"""Of lengths of time: 45 days are six weeks, 18 months no two years."""
_SAME = 1e-9
_DEGREES = "temperature"
"""On this scale a round number is as exact as any other, and nothing is small."""


class _Told(NamedTuple):
    """A quantity on the scale of its dimension, infinite where open; `slack` is how far rounding may have moved either end."""

    low: float
    high: float
    place: float
    slack: float


def one_number(a: Quantity, b: Quantity) -> bool:
    """Some true value fits both, as people round and convert: 85.19 and 85 percent, 16 hectares and 39 acres, "nearly 62" and 61.7.

    Numbers told to the same digit are the same or differ: 35 and 36 dead, six and eight years. A place in an order is exact.
    False where the units measure different things; whether both are said of one thing is not asked here (`comparable`).
    """
    return a.ordinal == b.ordinal and any(_meet(_told(a, *first), _told(b, *second)) for first, second in _shared_scales(a, b))


def comparable(a: Quantity, b: Quantity) -> bool:
    """Both are of one dimension and of one kind: two levels or two changes, two places in an order or two amounts.

    A share and a change of it in percentage points differ in kind. A number without a unit is comparable with another such number.
    """
    points = (a.unit == "percentage point") == (b.unit == "percentage point")
    levels = {a.role, b.role} <= {"", "to"}
    return a.ordinal == b.ordinal and points and (levels or a.role == b.role) and bool(_shared_scales(a, b))


def in_years(age: Quantity) -> float:
    """An age, which is told in months where a unit stands beside it."""
    return (age.low or 0) / (12 if age.unit == "month of age" else 1)


class _Scale(NamedTuple):
    """How a unit is read: its dimension, how many of the dimension's unit it has, and where its zero lies."""

    dimension: str
    factor: float
    zero: float


def _scales(unit: str) -> list[_Scale]:
    return [_Scale(*scale) for scale in table("claims", "quantities")["dimensions"].get(unit, [(unit, 1.0, 0.0)])]


def _shared_scales(a: Quantity, b: Quantity) -> list[tuple[_Scale, _Scale]]:
    return [(one, other) for one in _scales(a.unit) for other in _scales(b.unit) if one.dimension == other.dimension]


def _told(quantity: Quantity, dimension: str, factor: float, zero: float) -> _Told:
    low = -math.inf if quantity.low is None else quantity.low * factor + zero
    high = math.inf if quantity.high is None else quantity.high * factor + zero
    size = max((abs(end) for end in (low, high) if not math.isinf(end)), default=0.0)
    place = (quantity.precision or _place(quantity)) * factor
    if dimension == _DEGREES:
        return _Told(low, high, min(place, factor), min(place, factor) / 2)
    room = min(place / 2, size * (_ROOM_IN_TIME if dimension == "time" else _ROOM))
    slack = 0.0 if quantity.ordinal or quantity.comparator != "exactly" else room
    return _Told(low, high, place, slack)


def _place(quantity: Quantity) -> float:
    """The same of a number whose writing is not known."""
    return place_of(next((abs(end) for end in (quantity.low, quantity.high) if end), 0.0))


def _meet(a: _Told, b: _Told) -> bool:
    gap = max(a.low - b.high, b.low - a.high)
    tiny = _SAME * max(abs(end) for end in (1.0, a.low, a.high, b.low, b.high) if not math.isinf(end))
    return gap <= tiny or gap <= _room(a, b) + tiny


def _room(a: _Told, b: _Told) -> float:
    """Of two numbers on one decimal scale the rounder one may be the other rounded; of converted ones either may have been rounded."""
    if not a.place or not b.place:
        return a.slack + b.slack
    steps = math.log10(a.place / b.place)
    if abs(steps - round(steps)) > 1e-6:
        return a.slack + b.slack
    return 0.0 if round(steps) == 0 else a.slack if steps > 0 else b.slack
