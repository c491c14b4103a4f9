"""What resolvers work with: the discourse around an expression, the sense that they give back, and the numbers that words say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from factcheck.model import Certainty, Granularity, Interval, TimexType
from factcheck.time.almanac import Stretch, third
from factcheck.time.grammar import Match, meaning, table


class Sense(NamedTuple):
    """The meaning of an expression, as in `TimeExpression`; `span` = tokens that are the expression itself, None = all of the match."""

    type: TimexType
    value: str
    interval: Interval | None = None
    granularity: Granularity = "unknown"
    anchored: bool = False
    certainty: Certainty = "explicit"
    span: tuple[int, int] | None = None


class Discourse(NamedTuple):
    """What an expression can hang on; `reference` is the last date named before it, `latest` what was read just before it."""

    anchor: date | None
    reference: date | None
    latest: tuple[Match, Sense] | None
    direction: Callable[[Match], int]
    """1 where the clause speaks of the future, -1 of the past, 0 where nothing tells."""
    happened: Callable[[Match], bool]
    """Whether the expression is the day of what its clause says has happened."""
    read: Callable[[Match, str, Discourse], Sense | None]
    """Reads a named part of a match as an expression of its own."""
    story: date | None = None
    """The last date named, where the text tells of a time years back."""
    yearless: tuple[Match, Sense] | None = None
    """What was read last of the days that name no year."""
    day: date | None = None
    """The last day named, where months and years may have been named since."""
    history: bool = False
    """The text tells of former years alone, so that even its future lies in them."""
    day_first: bool | None = None
    """Whether 03/04/2024 begins with the day, where other dates of the text show it."""

    def told(self) -> date | None:
        """The last date named, else the day of writing."""
        return self.reference or self.anchor

    def narrated(self, match: Match) -> date | None:
        """The date at which a story of former years stands; None where there is none or the clause speaks of the future."""
        return self.story if self.story is not None and (self.history or self.direction(match) <= 0) else None


IMPOSSIBLE = Sense("DATE", "IMPOSSIBLE")
"""A date that the calendar does not have: nothing is tagged there, not even a part of it."""

Resolver = Callable[[Match, Discourse], Sense | None]


def dated(stretch: Stretch, certainty: Certainty = "explicit", phase: str | None = None) -> Sense:
    """A DATE of the calendar; `phase` START, MID or END narrows the interval to a third, not the value."""
    return Sense("DATE", stretch.value, third(stretch.interval, phase), stretch.granularity, certainty != "explicit", certainty)


def unknown(value: str, granularity: Granularity = "unknown") -> Sense:
    """A DATE that needs an anchor and has none."""
    return Sense("DATE", value, None, granularity, anchored=True, certainty="anchored")


def month_of(match: Match, name: str = "month") -> int:
    """The month that a part names, 1 to 12."""
    word = match.words(name)[0]
    known = table("words")["roles"]
    return int(known["MONTH"].get(word) or known["SHORTMONTH"][word])


def weekday_of(match: Match, name: str = "weekday") -> int:
    """The weekday that a part names, 0 = Monday."""
    known = table("words")["roles"]
    names = {**known["WEEKDAY"], **known["SHORTWEEKDAY"], **known["WEEKDAYS"]}
    return int(next(names[word] for word in match.words(name) if word in names))


def year_of(match: Match, discourse: Discourse, name: str = "year") -> int | None:
    """The year that a part writes out; of '98 the century that puts it closest to the anchor, at most ten years ahead."""
    if not match.has(name):
        return None
    digits = match.words(name)[-1].lstrip("'‘`’")
    number = int(digits)
    return century_of(number, discourse.anchor) if len(digits) == 2 else number


def century_of(number: int, anchor: date | None) -> int:
    """The full year of two digits: at most ten years after the anchor (2030 where there is none)."""
    latest = anchor.year + 10 if anchor else 2030
    return latest - (latest - number) % 100


def phase_of(match: Match, *names: str) -> str | None:
    """START, MID, END, LATER or EARLIER, as the words of these parts say; None where they say nothing."""
    words = [word for name in names for word in match.words(name)]
    known = table("words")["roles"]
    named = {"latter": "END", "final": "END", "first": "START", "second": "END", **known["EDGE"], **known["PHASE"]}
    return next((named[word] for word in words if word in named), None)


def which_of(match: Match, name: str = "which") -> tuple[int, bool]:
    """Last (-1), this (0) or next (1); and whether it hangs on the last date named."""
    words = [word for word in match.words(name) if word in table("words")["roles"]["WHICH"]]
    if not words:
        return 0, False
    told = words[-1] in table("words")["roles"]["TOLD"] or (words[-1] == "next" and match.words(name)[0] == "the")
    return int(meaning("WHICH", words[-1])), told


def ordinal_of(words: list[str]) -> int:
    """The number of "third", "21st", "twenty-first"; -1 for "last"."""
    known = table("words")["roles"]
    if words == ["latter"]:
        return 2
    total = 0
    for word in words:
        digits = word.rstrip("stndrh")
        if digits.isdecimal():
            return int(digits)
        total += known["ORDINAL"].get(word, known["TENS"].get(word, 0))
    return total


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
        return int(above) / int(below) if above.isdecimal() and below.isdecimal() and int(below) else None
    try:
        return float(plain) if plain[:1].isdecimal() else None
    except ValueError:
        return None


def written(number: float) -> str:
    """A number as a TIMEX3 value has it: "X" where it is open, no needless decimals."""
    if not number:
        return "X"
    return str(int(number)) if number == int(number) else f"{number:.2f}".rstrip("0")
