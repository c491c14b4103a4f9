"""Names of people, places and organisations in one article, and the canonical form of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from factcheck.claims.naming import SCORE
from factcheck.model import Frozen, Name
from factcheck.syntax import Syntax, Token
from factcheck.words import listed, table

NameCategory = Literal["person", "place", "organisation", "other"]
_CATEGORIES: dict[str, NameCategory] = {
    "PERSON": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "ORG": "organisation",
    "NORP": "other",
    "EVENT": "other",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
}


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_INITIALS = 3
"""Capitalised words this short are initials and marks."""


class Mention(Frozen):
    """A name as written: code points [start, end) of the sentence, the token indices it covers, and what it names."""

    start: int
    end: int
    text: str
    first: int
    last: int
    category: NameCategory


def clean(text: str) -> str:
    """The name without article, title, possessive and stray marks: "President Vladimir Putin's" -> "Vladimir Putin"."""
    text = re.sub(r"\s+", " ", text.replace("’", "'")).strip(" *\"“”'")
    text = re.sub(r"'s?$", "", text)
    parts = text.split(" ")
    while len(parts) > 1 and (parts[0].lower() in listed("claims", "titles") or parts[0].lower() == "the"):
        parts = parts[1:]
    return " ".join(parts)


def mentions(syntax: Syntax) -> list[Mention]:
    """The named entities of one sentence that can take part in a comparison, in order."""
    found: list[Mention] = []
    tokens = syntax.tokens
    index = 0
    while index < len(tokens):
        if not tokens[index].entity:
            index += 1
            continue
        category = _CATEGORIES.get(tokens[index].entity)
        last = index
        while last + 1 < len(tokens) and tokens[last + 1].entity == tokens[index].entity and not tokens[last + 1].entity_starts:
            last += 1
        if category and tokens[index].entity_starts:
            found.extend(_mention(syntax, first, end, category) for first, end in _owners(syntax, index, _name_ends(syntax, index, last)))
        index = last + 1
    return found


def _name_ends(syntax: Syntax, first: int, last: int) -> int:
    """Where the name ends before what the tagger takes into it: a score ("Pellworth 2-1"), a verb ("the Alder Prize went")."""
    texts = [syntax.tokens[index].text for index in range(max(first + 1, last - 2), last + 1)]
    if SCORE.fullmatch("".join(texts)):
        return last - len(texts)
    return next((index - 1 for index in range(first + 1, last + 1) if syntax.tokens[index].tag in _FINITE), last)


def _owners(syntax: Syntax, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The stretches of one entity: "the Harbour Company's Falcon" names a company and its Falcon."""
    for index in range(first, last):
        if syntax.tokens[index].tag == "POS" and index > first:
            yield first, index
            first = index + 1
    yield first, last


def _mention(syntax: Syntax, first: int, last: int, category: NameCategory) -> Mention:
    start, end = syntax.tokens[first].start, syntax.tokens[last].end
    return Mention(start=start, end=end, text=syntax.words(first, last), first=first, last=last, category=category)


def acts(syntax: Syntax, mention: Mention) -> bool:
    """The name is the subject of a verb, or owns something ("pressure on Moscow" is no act of it)."""
    governor = next(
        (i for i in range(mention.first, mention.last + 1) if not mention.first <= syntax.tokens[i].head <= mention.last), mention.last
    )
    return syntax.tokens[governor].dependency in {"nsubj", "agent", "poss"}


def _people_by_use(syntaxes: Sequence[Syntax]) -> set[str]:
    """Names that the parser takes for something else, but that the article uses as a person's: later by the last word alone.

    Organisations are shortened to their first word ("Corvid" for Corvid Air), or have an article ("the Council").
    """
    full = {clean(m.text) for syntax in syntaxes for m in mentions(syntax) if m.category != "person"}
    two_words = {n for n in full if 1 < len(parts := n.split(" ")) <= 3 and all(p.isalpha() and p.istitle() for p in parts)}
    alone = {token for syntax in syntaxes for token in _alone(syntax)}
    kept = alone - listed("claims", "organisations")
    return {n for n in two_words if n.split(" ")[-1] in kept and n.split(" ", maxsplit=1)[0] not in alone}


def _alone(syntax: Syntax) -> Iterator[str]:
    """Capitalised words of a name that stand without another such word or an article beside them."""
    for index, token in enumerate(syntax.tokens):
        before = syntax.tokens[index - 1] if index else None
        after = syntax.tokens[index + 1] if index + 1 < len(syntax.tokens) else None
        led = before is not None and (before.pos in {"DET", "PROPN"} or before.text == "of")
        if token.tag == "NNP" and not led and (after is None or after.pos != "PROPN"):
            yield token.text


def unknown_places(syntax: Syntax, entities: Sequence[Mention]) -> Iterator[Mention]:
    """Capitalised words after "in", "near" or "outside" that are part of no name the parser knows: towns that it has not heard of."""
    tokens = syntax.tokens
    for index in range(1, len(tokens)):
        if tokens[index - 1].text.lower() not in listed("claims", "locating") or not _is_unknown(tokens[index]):
            continue
        last = index
        while last + 1 < len(tokens) and _is_unknown(tokens[last + 1]):
            last += 1
        after = tokens[last + 1] if last + 1 < len(tokens) else None
        alone = after is None or not (after.pos in {"NOUN", "PROPN"} or after.tag == "POS")
        if alone and not any(m.start < tokens[last].end and tokens[index].start < m.end for m in entities):
            yield _mention(syntax, index, last, "place")


def _is_unknown(token: Token) -> bool:
    return token.tag == "NNP" and not token.entity and token.text.istitle() and len(token.text) > _INITIALS


class NameIndex:
    """The canonical names of one article: full names by surname, aliases applied, nothing guessed where two could be meant."""

    def __init__(self, syntaxes: tuple[Syntax, ...], aliases: Mapping[str, str]) -> None:
        self._aliases = {**table("claims", "aliases")["names"], **table("claims", "aliases")["adjectives"], **aliases}
        given = "|".join(sorted(map(re.escape, aliases), key=len, reverse=True))
        self._given = re.compile(rf"(?<!\w)(?:{given})(?!\w)") if given else None
        self._full: dict[str, set[str]] = {}
        self._people: set[str] = set()
        for syntax in syntaxes:
            for mention in mentions(syntax):
                self._learn(clean(mention.text), mention.category)
        for name in _people_by_use(syntaxes):
            self._learn(name, "person")

    def _learn(self, name: str, category: NameCategory) -> None:
        parts = name.split(" ")
        if category == "person" and len(parts) > 1 and parts[-1] not in listed("claims", "organisations"):
            self._full.setdefault(parts[-1], set()).add(name)
            self._people.update({name, parts[-1]})

    def canonical(self, text: str, *, acting: bool = False) -> str:
        """The longest known form of a name; a capital becomes its country only where it acts."""
        name = clean(text)
        if name in self._aliases:
            return str(self._aliases[name])
        if acting and name in table("claims", "aliases")["seats"]:
            return str(table("claims", "aliases")["seats"][name])
        full = self._full.get(name, set())
        return next(iter(full)) if len(full) == 1 else name

    def category(self, mention: Mention) -> NameCategory:
        """A surname whose full name is a person's is a person, and "Corvid Air" is none, whatever the parser took it for."""
        name = clean(mention.text)
        if name in self._people:
            return "person"
        corporate = mention.category == "person" and name.split(" ")[-1] in listed("claims", "organisations")
        return "organisation" if corporate else mention.category

    def find(self, syntax: Syntax) -> Iterator[Name]:
        """The names of one sentence with their canonical forms; offsets in the sentence."""
        entities = mentions(syntax)
        entities += self._aliased(syntax, entities)
        entities += self._surnames(syntax, entities)
        for mention in sorted([*entities, *unknown_places(syntax, entities)], key=lambda m: m.start):
            canonical = self.canonical(mention.text, acting=acts(syntax, mention))
            yield Name(start=mention.start, end=mention.end, text=mention.text, canonical=canonical, category=self.category(mention))

    def _aliased(self, syntax: Syntax, entities: list[Mention]) -> list[Mention]:
        """Names that the user has given another form of and the parser did not take for names."""
        found = []
        for match in self._given.finditer(syntax.text) if self._given is not None else ():
            start, end = match.span()
            covered = [i for i, token in enumerate(syntax.tokens) if token.start < end and start < token.end]
            if covered and not any(m.start < end and start < m.end for m in entities):
                found.append(Mention(start=start, end=end, text=match[0], first=covered[0], last=covered[-1], category="other"))
        return found

    def _surnames(self, syntax: Syntax, entities: Sequence[Mention]) -> list[Mention]:
        """Known surnames that the parser did not take for names."""
        return [
            Mention(start=token.start, end=token.end, text=token.text, first=index, last=index, category="person")
            for index, token in enumerate(syntax.tokens)
            if token.text in self._full and not any(m.start <= token.start < m.end for m in entities)
        ]
