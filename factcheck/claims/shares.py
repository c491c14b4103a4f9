"""Amounts without a plain number: shares, fractions, places in an order, and what is free."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from factcheck.claims.numerals import GAP, SPACE, any_of, number, value_of
from factcheck.model import Quantity
from factcheck.syntax import Syntax
from factcheck.words import listed, table

_MOST = 10
"""Shares of more than so many are only told of round numbers ("one in a hundred"); "12 out of 30" counts."""
_MOST_OF_ONE = 100
"""The same of a share of one: "one in twenty"."""
_ROUND = {100, 1000, 10_000, 100_000, 1_000_000}
_LOOSE = 10.0
"""What the last digit of a share in words is worth, in points: such shares are round."""
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_TIMES = ("minute", "hour", "day", "week", "month", "year", "night", "game", "match", "season", "attempt")
_WHOLES = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
_RATIO_WORDS = re.compile(rf"\b(?:in|of|every){SPACE}+(?:every|\d|an?{SPACE}hundred|{_WHOLES})", re.IGNORECASE)
"""Without these no share of so many is told: looked for first, because numbers take longer to find."""
_NOT_SHARES = {"the", "first", "second", "other", "latter", "former", "last", "this", "that", "better", "opening", "closing"}
_LIKENED = {"or", "nearly", "almost", "about", "roughly", "over", "than"}
_OF_TIME = re.compile(rf"\s+(?:of\s+)?(?:(?:the|this|last)\s+)?(?:\d{{4}}|{'|'.join(_TIMES)}|decade|century)", re.IGNORECASE)


class Share(NamedTuple):
    """A share at [start, end) of the text: its value in percent, or in units where it is a part of one ("half a mile")."""

    start: int
    end: int
    value: float
    precision: float
    unit: str = ""
    """The unit as written, "" for a share in percent, "1" for a part of a number."""


@cache
def _ratio() -> re.Pattern[str]:
    first, second = rf"(?P<part>{number()})", rf"(?P<whole>an?{GAP}hundred|{number()})"
    return re.compile(
        rf"(?<![\w.,-]){first}{SPACE}+(?:in|out{SPACE}of|of{SPACE}every){SPACE}+(?:every{SPACE})?{second}(?![\w.,]\w)", re.IGNORECASE
    )


@cache
def _fraction() -> re.Pattern[str]:
    data = table("claims", "quantities")
    count, part = "an?|one|two|three|four|five|six|seven|eight|nine", "|".join(_PARTS)
    units, large = any_of(data["units"]), any_of(word for word, size in data["scales"].items() if len(word) > 3 and size >= 1000)
    whole = rf"(?:{SPACE}of)?{SPACE}(?:an?|one){SPACE}(?:(?P<large>{large})|(?P<unit>{units}))\b|-(?P<point>point)\b"
    told = rf"(?={SPACE}+(?:of\b|the\b|its\b|their\b|his\b|her\b|our\b|all\b))"
    return re.compile(
        rf"(?<![\w.,-])(?:(?P<count>{count}){GAP}+)?(?P<part>{part}|halves)(?P<plural>s?)(?![\w])(?:{whole}|(?P<told>{told}))?",
        re.IGNORECASE,
    )


def shares(text: str) -> Iterator[Share]:
    """The shares and fractions in a text, in order of their kinds."""
    for found in _ratio().finditer(text) if _RATIO_WORDS.search(text) is not None else ():
        part, whole = value_of(found["part"]), value_of(found["whole"])
        told = whole <= (_MOST_OF_ONE if part == 1 else _MOST) or whole in _ROUND
        if 0 < part < whole and told and _is_ratio(text, found):
            yield Share(found.start(), found.end(), 100 * part / whole, _LOOSE if whole <= _MOST else 1.0)
    for found in _fraction().finditer(text):
        share = _part_of(text, found)
        if share is not None:
            yield share


def _is_ratio(text: str, found: re.Match[str]) -> bool:
    """No stretch of time ("two in three days"), and no count of a number already told ("two out of three of them")."""
    after = text[found.end() :].lstrip(" -").lower()
    return not after.startswith(_TIMES) and not after.startswith("of the")


def _part_of(text: str, found: re.Match[str]) -> Share | None:
    part = "half" if found["part"].lower() == "halves" else found["part"].lower()
    counted = (found["count"] or "").lower()
    times = 1.0 if counted in {"", "a", "an"} else value_of(counted)
    value = times / _PARTS[part]
    if times >= _PARTS[part] or (not counted and part != "half"):
        return None
    if found["large"]:
        return Share(found.start(), found.end(), value * value_of(found["large"]), value * value_of(found["large"]) / 10, "1")
    if found["unit"] or found["point"]:
        return Share(found.start(), found.end(), value, value / 10, "percentage point" if found["point"] else found["unit"])
    return Share(found.start(), found.end(), 100 * value, _LOOSE) if _is_share(text, found, part, times) else None


def _is_share(text: str, found: re.Match[str], part: str, times: float) -> bool:
    """Followed by what it is a share of, after "by", or of several parts; "a quarter" and "the first half" alone are something else."""
    if part == "quarter" and found["plural"] and times != len("3/4"):
        return False
    before = text[: found.start()].rstrip().rpartition(" ")[2].lower()
    told = found["told"] is not None and before not in _NOT_SHARES and _OF_TIME.match(text, found.end()) is None
    ends = re.match(r"\s*(?:[,.;:)—–]|$)", text[found.end() :]) is not None
    return told or before == "by" or (times > 1 and bool(found["plural"])) or (ends and before in _LIKENED)


# Numbers without a number word: places in an order ("third", "second in the table"), and "free" as the price of nothing.

Stretches = Sequence[tuple[int, int]]
_PLACE = re.compile(r"\s+(?:(?:place|position|spot)\b|(?:in|behind|on|of|overall)\b)|\s*(?:[,.;]|$)", re.IGNORECASE)
_PRICED = re.compile(
    r"\s+(?:of\s+charge|entry|admission|entrance|parking|delivery|shipping|tickets?|travel|access|transport)\b", re.IGNORECASE
)
_OTHER = re.compile(r"\s+(?:from|of|to|up|as|again|at|and|or)\b", re.IGNORECASE)
_PEOPLE = {"PERSON", "NORP", "ORG"}


def ordinals(syntax: Syntax, taken: Stretches) -> Iterator[Quantity]:
    """Places in an order: "third", "14th"; the noun is "place" where somebody is told to have it ("finished second")."""
    numbered = table("claims", "quantities")["ordinals"]
    for index, token in enumerate(syntax.tokens):
        written = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", token.text.lower())
        place = int(written[1]) if written else numbered.get(token.text.lower())
        if place is None or not is_free(token.start, token.end, taken):
            continue
        ranked = _ranked(syntax, index)
        if token.entity not in {"ORDINAL", "TIME"} and not ranked:
            continue
        noun = syntax.tokens[token.head]
        counted = noun.lemma.lower() if noun.pos == "NOUN" and token.head != index else ""
        yield Quantity(
            start=token.start,
            end=token.end,
            text=token.text,
            low=place,
            high=place,
            unit="",
            noun="place" if ranked else counted,
            ordinal=True,
        )


def _ranked(syntax: Syntax, index: int) -> bool:
    """After a verb that ranks, or "in", before "place", "in", or the end of the clause."""
    before = syntax.tokens[index - 1].lemma.lower() if index else ""
    return (
        before in {*listed("claims", "ranking"), "in", "joint"}
        and _PLACE.match(syntax.text, syntax.tokens[index].end) is not None
        and (before != "in" or re.match(r"\s+(?:place|position|spot)\b", syntax.text[syntax.tokens[index].end :]) is not None)
    )


def free(syntax: Syntax, taken: Stretches) -> Iterator[Quantity]:
    """What is free costs nothing: said of a thing ("Entry is free"), with "of charge", or before what is paid for."""
    for index, token in enumerate(syntax.tokens):
        if token.text.lower() != "free" or not is_free(token.start, token.end, taken):
            continue
        charge = re.match(r"\s+of\s+charge\b", syntax.text[token.end :])
        priced = _thing(syntax, index) if charge is None else _subject(syntax, index) or ""
        if priced is None:
            continue
        end = token.end + (charge.end() if charge else 0)
        yield Quantity(start=token.start, end=end, text=syntax.text[token.start : end], low=0, high=0, unit="price", measure=priced)


def _thing(syntax: Syntax, index: int) -> str | None:
    """The lemma of the thing that is free, None where something else is meant ("free of lead", "the hostages are free to go")."""
    token = syntax.tokens[index]
    if token.dependency == "acomp" and _OTHER.match(syntax.text, token.end) is None:
        return _subject(syntax, index)
    if token.dependency in {"amod", "compound"} and _PRICED.match(syntax.text, token.end) is not None:
        return syntax.tokens[token.head].lemma.lower()
    return None


def _subject(syntax: Syntax, index: int) -> str | None:
    """The lemma of the subject of the clause around a token, None for people and pronouns."""
    verb = syntax.tokens[index].head
    found = next((i for i in syntax.children(verb) if syntax.tokens[i].dependency in {"nsubj", "nsubjpass"}), None)
    if found is None or syntax.tokens[found].pos == "PRON" or syntax.tokens[found].entity in _PEOPLE:
        return None
    return syntax.tokens[found].lemma.lower()


def is_free(start: int, end: int, taken: Stretches) -> bool:
    """The stretch [start, end) touches none that is taken."""
    return not any(begin < end and start < stop for begin, stop in taken)
