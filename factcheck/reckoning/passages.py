"""One or two sentences as a line of words and slots, and the numbers in them with the room that their wording leaves."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, cached_property

from factcheck.claims import quantities
from factcheck.model import Frozen, Moment, Quantity
from factcheck.words import table

Value = Quantity | Moment
_NEAR = 40
"""How many characters around a number tell what it is."""
_LOOSE = 0.1
"""A share in words is loosely meant."""
_IN_WORDS = re.compile(r"[^\d%]*")
_LABELLED = re.compile(r"(?:[A-Z][\w'’.-]*|No\.|#)\s$")
_DISTANCE = re.compile(r"\b(?:ago|later|earlier)$", re.IGNORECASE)
_SLOT = re.compile(r"\[[a-z]+\d+\]")
_FROM = re.compile(r"\bfrom\s+(?:[a-z]+\s+){0,2}$", re.IGNORECASE)
_BY = re.compile(r"\bby\s+$", re.IGNORECASE)


class Passage(Frozen):
    """The line, and what stands in its slots: `slots["n3"]` is the number of the slot `[n3]`; offsets are those of the article."""

    line: str
    slots: dict[str, Value]
    day: date | None = None
    """The day of the article, where it is known."""

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the line."""
        return frozenset(re.findall(r"[a-z]+", self.line))

    def quantities(self, stretch: str) -> list[Quantity]:
        """The numbers of the slots in a stretch of the line, in order."""
        found = [self.slots[slot[1:-1]] for slot in _SLOT.findall(stretch or "")]
        return [value for value in found if isinstance(value, Quantity)]

    def figures(self, stretch: str) -> list[Figure]:
        """The same as figures."""
        return [figure(quantity) for quantity in self.quantities(stretch)]

    def moments(self, stretch: str) -> list[Moment]:
        """The times of the slots in a stretch of the line, in order."""
        found = [self.slots[slot[1:-1]] for slot in _SLOT.findall(stretch or "")]
        return [value for value in found if isinstance(value, Moment)]


def passage(text: str, offset: int, moments: Sequence[Moment], day: date | None = None) -> Passage:
    """The passage of a text that begins at `offset` of its article of that day; the moments' offsets are the article's."""
    taken = [(m.start - offset, m.end - offset) for m in moments]
    numbers = [_loosened(part) for q in quantities.plain(text, taken) for part in _split(text, q)]
    placed: list[Value] = [q.model_copy(update={"start": q.start + offset, "end": q.end + offset}) for q in numbers]
    line, slots = _lined(text, offset, sorted([*placed, *_apart(moments)], key=lambda value: value.start))
    return Passage(line=line, slots=slots, day=day)


def _split(text: str, quantity: Quantity) -> tuple[Quantity, ...]:
    """What a change goes from and to is two numbers, not a range, and so are "by £50 to £650 from £600"."""
    before, after = text[max(0, quantity.start - _NEAR) : quantity.start], text[quantity.end : quantity.end + _NEAR]
    changing = _FROM.search(before) or (_BY.search(before) and re.match(r",?\s+from\b", after))
    return (quantities.ends(quantity) or (quantity,)) if changing else (quantity,)


def _loosened(quantity: Quantity) -> Quantity:
    """A share in words ("a third") is a fraction, a tenth of it either way left open."""
    if quantity.unit != "percent" or quantity.low is None or quantity.high is None or not _IN_WORDS.fullmatch(quantity.text):
        return quantity
    if "cent" in quantity.text.lower():
        return quantity
    return quantity.model_copy(
        update={"unit": "fraction", "comparator": "about", "low": quantity.low * (1 - _LOOSE), "high": quantity.high * (1 + _LOOSE)}
    )


def _apart(moments: Sequence[Moment]) -> list[Moment]:
    kept: list[Moment] = []
    for moment in sorted(moments, key=lambda m: (m.start, -m.end)):
        if not kept or moment.start >= kept[-1].end:
            kept.append(moment)
    return kept


def _lined(text: str, offset: int, values: Sequence[Value]) -> tuple[str, dict[str, Value]]:
    line, at, slots = "", 0, dict[str, Value]()
    for number, value in enumerate(values):
        start = value.start - offset
        if start < at:
            continue
        end = value.end - offset
        kind = _kind(value, text[max(0, start - _NEAR) : start], text[end : end + _NEAR])
        slots[f"{kind}{number}"] = value
        line += f"{_plain(text[at:start])}[{kind}{number}]"
        at = value.end - offset
    return line + _plain(text[at:]), slots


def _plain(text: str) -> str:
    """Lower case, without brackets, dashes and quotation marks of one kind."""
    return re.sub(r"\s", " ", text.lower().translate(_MARKS))


_MARKS = str.maketrans({"[": "(", "]": ")", "’": "'", "“": '"', "”": '"', "–": "—", "\xa0": " "})


def _kind(value: Value, before: str, after: str) -> str:
    """Letters for a number (n), percentage (p), points (q), money (m), age (a), another unit (u), a label or other word (l), and times."""
    if isinstance(value, Moment):
        if _DISTANCE.search(value.text):
            return "g"
        return {"P": "t", "T": "c"}.get(value.value[:1], "c" if value.granularity in {"hour", "minute", "second"} else "d")
    if value.unit in {"percent", "percentage point", "fraction"}:
        return {"percent": "p", "percentage point": "q", "fraction": "f"}[value.unit]
    if value.unit.endswith(" of age"):
        return "a"
    if value.unit:
        return "m" if value.unit in _currencies() else "u"
    return "l" if _is_label(value, before, after) or re.match(r"-[a-z]", after) else "n"


def _is_label(value: Quantity, before: str, after: str) -> bool:
    last = before.rstrip().rpartition(" ")[2].lower()
    named = value.text[:1].isdigit() and _LABELLED.search(before) is not None and " " in before.strip()
    pronoun = value.text.lower() == "one" and (
        last in table("reckoning", "arithmetic")["pronouns"] or re.match(r"[’']s\b| another\b", after) is not None
    )
    unfinished = re.match(r"\s+and an? (?:half|quarter|third)\b", after) is not None
    return named or pronoun or unfinished or last in table("reckoning", "arithmetic")["labels"]


@cache
def _currencies() -> frozenset[str]:
    return frozenset({"pound", *(dimension for dimension, _, _ in table("claims", "quantities")["dimensions"]["price"])})


# Numbers with the room that their wording leaves, and arithmetic on them: every result is an interval.

_EXACT = 1000
_ROUNDING, _SHARE = 0.05, 1.0
"""How far a large round number may lie from what it stands for, and a whole percentage (in points)."""
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Figure(Frozen):
    """A number as an interval [low, high], infinite where open, with its unit and its words."""

    low: float
    high: float
    unit: str = ""
    text: str = ""

    def __add__(self, other: Figure) -> Figure:
        """The sum; the unit is this one's."""
        return Figure(low=self.low + other.low, high=self.high + other.high, unit=self.unit)

    def __sub__(self, other: Figure) -> Figure:
        """The difference; the unit is this one's."""
        return Figure(low=self.low - other.high, high=self.high - other.low, unit=self.unit)

    def meets(self, other: Figure) -> bool:
        """Some number lies in both."""
        return self.low <= other.high and other.low <= self.high

    def times(self, other: Figure) -> Figure:
        """The product of two figures that are not negative."""
        return Figure(low=self.low * other.low, high=_product(self.high, other.high), unit=other.unit)

    def over(self, other: Figure) -> Figure:
        """This as a percentage of the other, both not negative; the whole line where the other may be nothing."""
        if other.low <= 0:
            return Figure(low=-math.inf, high=math.inf, unit="percent")
        low = 0.0 if math.isinf(other.high) else 100 * self.low / other.high
        return Figure(low=low, high=100 * self.high / other.low, unit="percent")


def _product(a: float, b: float) -> float:
    return 0.0 if 0.0 in {a, b} else a * b


def total(figures: Iterable[Figure]) -> Figure:
    """The sum of all; 0 of none."""
    found = list(figures)
    return Figure(low=sum(f.low for f in found), high=sum(f.high for f in found), unit=found[0].unit if found else "")


def figure(quantity: Quantity) -> Figure:
    """The quantity with the room that rounding leaves: none for small whole numbers, half of the last digit that counts for others.

    One zero before a scale counts: "310 million" is rounder than "312 million" by chance, "300 million" by habit.
    """
    low = -math.inf if quantity.low is None else quantity.low
    high = math.inf if quantity.high is None else quantity.high
    slack = _slack(quantity, max((abs(end) for end in (low, high) if not math.isinf(end)), default=0.0))
    return Figure(low=low - slack, high=high + slack, unit=quantity.unit, text=quantity.text)


def _slack(quantity: Quantity, value: float) -> float:
    written = _DIGITS.search(quantity.text)
    decimals = len(written[0].partition(".")[2]) if written else 0
    if quantity.unit == "percent":
        return max(0.5 * math.pow(10, -decimals), _SHARE if not decimals else 0.1)
    if value == 0 or (value < _EXACT and not decimals):
        return 0.0
    plain = float(written[0].replace(",", "")) if written else value
    scale = value / plain if plain else 1.0
    place = math.pow(10, -decimals if decimals else max(0, _zeros(plain) - (plain < _EXACT and scale > 1)))
    return min(0.5 * place * scale, _ROUNDING * value)


def _zeros(value: float) -> int:
    digits = f"{value:.0f}"
    return len(digits) - len(digits.rstrip("0"))
