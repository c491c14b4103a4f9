"""Names of people, places and organisations in one article, the canonical form of each, and when two names are one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from factcheck.meanings import deed_of, kin
from factcheck.model import Claim, Frozen, Name
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


# When two names are one, what a claim names, and what units that say the same have in common at least.

SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
"""A result, as it is written: "3-1"."""
_INITIAL = re.compile(r"\w\.")
_ONE_SPELLING, _ONE_SURNAME = 0.8, 0.9
_GENERATIONS = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}


@lru_cache(maxsize=2**15)
def _parts(name: str) -> tuple[str, ...]:
    """The words of a name, lower case, without initials in the middle and without "Jr."."""
    words_of = name.lower().split()
    while len(words_of) > 1 and words_of[-1] in _GENERATIONS:
        words_of.pop()
    return tuple(word for at, word in enumerate(words_of) if not (0 < at < len(words_of) - 1 and _INITIAL.fullmatch(word)))


def ends(name: str) -> frozenset[str]:
    """The first and the last word of a name: of two names that match the sets meet."""
    parts = _parts(name)
    return frozenset({parts[0], parts[-1]}) if parts else frozenset()


def names_match(a: str, b: str) -> bool:
    """Equal, or one is the other's surname or short form ("Oreški", "Luka Oreški").

    Initials in the middle and what tells a father from a son do not count ("Luka B. Oreški Jr.").
    """
    first, second = _parts(a), _parts(b)
    shorter, longer = sorted((first, second), key=len)
    return bool(shorter) and (longer[-len(shorter) :] == shorter or longer[: len(shorter)] == shorter)


def may_be_one_person(a: str, b: str) -> bool:
    """One surname, and of the given names one begins the other ("Ben", "Benjamin Todd") or is nearly it ("Jon", "John").

    Beside one given name two spellings of a surname are one ("Zelensky", "Zelenskyy").
    """
    first, second = _parts(a), _parts(b)
    if not (first and second):
        return False
    if first[-1] != second[-1]:
        return first[:-1] == second[:-1] != () and SequenceMatcher(None, first[-1], second[-1]).ratio() >= _ONE_SURNAME
    one, other = first[0].rstrip("."), second[0].rstrip(".")
    return one.startswith(other) or other.startswith(one) or SequenceMatcher(None, one, other).ratio() >= _ONE_SPELLING


def name_key(canonical: str) -> str:
    """What full name and surname have in common: the last word, lower case."""
    return canonical.lower().split(" ")[-1]


def names(claim: Claim, *categories: str) -> list[str]:
    """The canonical names in a claim, of the given categories (all where none is given), without doubles.

    A name that is the clause's subject counts even where the clause leaves it out ("… if re-elected").
    """
    found = [v.canonical for v in claim.values if isinstance(v, Name) and (not categories or v.category in categories)]
    if claim.subject_key[:1].isupper():
        found.append(claim.subject_key)
    return list(dict.fromkeys(found))


# What two units that say the same have in common at least, so that most that do not are told apart without a closer look.

Marks = frozenset[str]


@lru_cache(maxsize=2**15)
def marks(kind: str, key: str, lemma: str, pos: str, text: str) -> Marks:
    """Marks of which two units share at least one wherever they say the same; two that share one may still say different things."""
    if kind in {"number", "time"}:
        return frozenset({f"#{kind}"})
    if kind == "name":
        return frozenset({*(f"name {word}" for word in ends(key)), f"text {text.casefold()}"})
    deed = deed_of(lemma) if pos == "NOUN" else ""
    measured = (f"measure {kind}" for kind in measures(lemma))
    return frozenset(
        {f"key {key}", f"text {text.casefold()}", f"text {spelling(text)}", *kin(lemma), *(kin(deed) if deed else ()), *measured}
    )


def spelling(word: str) -> str:
    """The word in small letters, without hyphens: "re-release" and "rerelease" are one."""
    return word.casefold().replace("-", "")


@lru_cache(maxsize=2**15)
def measures(lemma: str) -> frozenset[str]:
    """What the word says that a number beside it measures: "capacity" for "hold" and for "capacity"."""
    return frozenset(kind for kind, words in table("claims", "words")["measures"].items() if lemma in words)
