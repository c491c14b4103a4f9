"""Which party a person belongs to, as the words beside the name tell: "Ida Holm, D-Texas", "the Labour MP Ida Holm"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from factcheck.claims.lexicon import table
from factcheck.model import Category, Name

PARTY_OF = "party of "
"""What the group of a party begins with; the canonical name of the person follows."""
_BEFORE = 60
"""How many characters before a name can tell the party."""


@cache
def _spoken() -> Mapping[str, str]:
    """The party that each word names."""
    return {word: party for party, said in table("parties")["parties"].items() for word in said}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    word = "|".join(sorted(map(re.escape, _spoken()), key=len, reverse=True))
    letter = "".join(table("parties")["letters"])
    return (
        re.compile(rf"\s*[,(]\s*\(?(?P<letter>[{letter}])(?:-(?=[A-Z])|\))"),
        re.compile(rf",? \(?(?:the|a|an) (?:[A-Z][\w-]+ |[a-z-]+ ){{0,2}}(?P<word>{word})(?= (?:who|from|of|and|in)\b|[,.)]|$)"),
        re.compile(rf", (?P<word>{word}) (?:of|from) [A-Z]"),
        re.compile(rf"\b(?P<word>{word}) (?:[A-Z][a-z]+\.? ){{0,2}}$"),
    )


def parties(text: str, names: Iterable[Name]) -> Iterator[Category]:
    """The party of each person that the text names with one: group "party of" and the canonical name; offsets in the text."""
    *behind, before = _patterns()
    for name in names:
        if name.category != "person" or not name.text[:1].isupper():
            continue
        found = next((match for pattern in behind if (match := pattern.match(text, name.end)) is not None), None)
        found = found or before.search(text, max(0, name.start - _BEFORE), name.start)
        if found is not None:
            said = found.lastgroup or ""
            party = table("parties")["letters"][found[said]] if said == "letter" else _spoken()[found[said]]
            start, end = found.span(said)
            yield Category(start=start, end=end, text=found[said], group=f"{PARTY_OF}{name.canonical}", value=party)
