"""Numbers without a number word: places in an order ("third", "second in the table"), and "free" as the price of nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.model import Quantity
from factcheck.syntax import Syntax
from factcheck.words import listed, table

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
