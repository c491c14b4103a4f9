"""What words mean to one another: the same, opposed, exclusive, and the deed that a noun tells of. On lemmas, not on sentences."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from factcheck.words import table


@cache
def _lists(part: Part) -> dict[str, frozenset[int]]:
    """The lists of same.toml that a word stands in, by their places."""
    found: dict[str, frozenset[int]] = {}
    for place, group in enumerate(table("meanings", "same").get(part, ())):
        for word in group:
            found[word] = found.get(word, frozenset()) | {place}
    return found


def _same(a: str, b: str, part: Part) -> bool:
    if a == b or _lists(part).get(a, frozenset()) & _lists(part).get(b, frozenset()):
        return True
    return b in entries().of("=", part, a) or a in entries().of("=", part, b)


def same_meaning(a: str, b: str, part: Part = "", other: Part | None = None) -> bool:
    """Two lemmas share a frequent meaning: "buy", "purchase"; `part` is of `a`, `other` of `b` (None: the same).

    A noun and a verb mean the same where the noun tells of a deed that does: "acquisition", "buy".
    """
    if any(_same(a, b, each) for each in shared(part, other)):
        return True
    first = deed_of(a) if part == "noun" and other == "verb" else a
    second = deed_of(b) if other == "noun" and part == "verb" else b
    return (first, second) != (a, b) and "" not in (first, second) and _same(first, second, "verb")


@lru_cache(maxsize=2**15)
def kin(lemma: str) -> frozenset[str]:
    """The lemma with what may mean the same: of two lemmas with one meaning (of any part of speech) the sets meet."""
    synonyms = (word for part in PARTS for word in entries().of("=", part, lemma))
    lists = (f"{part} {place}" for part in PARTS for place in _lists(part).get(lemma, ()))
    return frozenset({lemma, *synonyms, *lists})


@lru_cache(maxsize=2**15)
def known(lemma: str) -> bool:
    """A word of the language that is told of here, in any part of speech; names of people and places are none."""
    return any(lemma in lines for lines in entries().lines.values()) or any(_lists(part).get(lemma) for part in PARTS)


def deed_of(noun: str) -> str:
    """The verb whose deed, doer or outcome a noun tells: "resign" for "resignation", "win" for "winner"; "" for none."""
    told = table("meanings", "same")["deeds"].get(noun)
    return str(told) if told else next(iter(entries().of(">", "noun", noun)), "")


@cache
def _standing(part: Part) -> dict[str, str]:
    """The first word of a list of same.toml for each of its words; of a word in two lists, the earlier list's."""
    return {word: group[0] for group in reversed(table("meanings", "same").get(part, ())) for word in group}


@lru_cache(maxsize=100_000)
def grouping(lemma: str, part: Part = "") -> str:
    """The lemma that stands for all with this meaning: equal for most synonyms, the lemma itself where it has none.

    It is for finding what may be compared; two words may mean the same and stand in two groups, as a word has one only.
    """
    for each in (part,) if part else PARTS:
        head = heads(each).get(lemma, lemma)
        standing = _standing(each).get(lemma) or _standing(each).get(head) or head
        if standing != lemma:
            return standing
    return lemma


# When two words cannot both be true of one thing: opposites, and values of which a thing has exactly one.

_DENYING = re.compile(r"(?:un(?=\w+(?:ed|en|able|ible|ful|ing)$)|non-?)(?=\w{4})")
"""What turns an adjective round: "un" before a participle or an adjective of being able, "non" before any."""


@cache
def _values(part: Part) -> dict[str, dict[str, str]]:
    """The value that a word is of each group of opposites.toml."""
    found: dict[str, dict[str, str]] = {}
    for group, values in table("meanings", "opposites").items():
        for value, words in values.items():
            for word in words.get(part, ()):
                found.setdefault(word, {})[group] = value
            for word in words.get("adjective", ()) if part == "verb" else ():
                for verb in _verbs(word):
                    found.setdefault(verb, {}).setdefault(group, value)
    return found


def _verbs(participle: str) -> tuple[str, ...]:
    """What a parser may take for the verb of an adjective in "ed": "block" for "blocked", "unidentifie" for "unidentified"."""
    if not participle.endswith("ed") or " " in participle:
        return ()
    doubled = participle[-4:-3] == participle[-3:-2]
    return (
        participle[:-1],
        participle[:-2],
        *((participle[:-3],) if doubled else ()),
        *((f"{participle[:-3]}y",) if participle[-3] == "i" else ()),
    )


def _groups(word: str, part: Part) -> dict[str, str]:
    """The value that the word is of each group: in its part of speech, or in any."""
    return {group: value for each in ((part,) if part else PARTS) for group, value in _values(each).get(word, {}).items()}


def exclusive(a: str, b: str, part: Part = "", other: Part | None = None) -> str:
    """The group of which two lemmas are different values ("compass": "north", "south"); "" where they may both be true.

    `part` is of `a`, `other` of `b` (None: the same); the values of a group have words of several parts of speech.
    """
    first, second = _groups(a, part), _groups(b, part if other is None else other)
    return next((group for group in first if second.get(group, first[group]) != first[group]), "")


def opposed(a: str, b: str, part: Part = "", other: Part | None = None) -> bool:
    """Two lemmas are opposites: "rise", "fall"; "legal", "illegal"; `part` is of `a`, `other` of `b` (None: the same).

    A noun is also opposed by its deed ("death", "survive"), and a verb by what denies it ("insure", "uninsured").
    """
    if a == b or same_meaning(a, b, part, other):
        return False
    group = exclusive(a, b, part, other)
    if group and len(table("meanings", "opposites")[group]) == 2:
        return True
    if any(_antonyms(a, b, each) for each in shared(part, other)):
        return True
    if {part, other} == {"noun", "verb"}:
        first, second = (deed_of(a), b) if part == "noun" else (a, deed_of(b))
        return bool(first and second) and opposed(first, second, "verb")
    if {part, other} == {"adjective", "verb"}:
        return _undone(a, b) if part == "adjective" else _undone(b, a)
    return False


def _undone(adjective: str, verb: str) -> bool:
    """The adjective says that the verb's deed was not done: "unmarried", "marry"."""
    return adjective in _undone_by(verb)


def _undone_by(verb: str) -> tuple[str, ...]:
    return f"un{verb}ed", f"un{verb}d", f"un{verb[:-1]}ied"


def _antonyms(a: str, b: str, part: Part) -> bool:
    if b in entries().of("!", part, a) or a in entries().of("!", part, b):
        return True
    return part == "adjective" and (_DENYING.sub("", a, count=1) == b or _DENYING.sub("", b, count=1) == a)


class Sides(NamedTuple):
    """What words tell, and what they stand against: of two that exclude or oppose each other, either tells what the other is against."""

    told: frozenset[str]
    against: frozenset[str]

    def meet(self, other: Sides) -> bool:
        """Only then can `exclusive` or `opposed` say so of any two of their words, in whatever parts of speech."""
        return not (self.told.isdisjoint(other.against) and other.told.isdisjoint(self.against))


@lru_cache(maxsize=2**15)
def sides(lemma: str) -> Sides:
    """The sides of one lemma, and of the deed that it tells if it is a noun."""
    told, against = set[str](), set[str]()
    for word in {lemma, deed_of(lemma)} - {""}:
        values = {(group, value) for part in PARTS for group, value in _values(part).get(word, {}).items()}
        told |= {word, *(f"{group} = {value}" for group, value in values)}
        others = ((group, each) for group, value in values for each in table("meanings", "opposites")[group] if each != value)
        against |= {f"{group} = {each}" for group, each in others}
        against |= {each for part in PARTS for each in entries().of("!", part, word)} | {*_undone_by(word)}
        against |= {_DENYING.sub("", word, count=1)} - {word}
    return Sides(frozenset(told), frozenset(against))


# WordNet's entries, and the parts of speech that they are told apart by.

Part = Literal["noun", "verb", "adjective", "adverb", ""]
"""Prepositions and particles count as adverbs; "" is any part of speech."""

PARTS: tuple[Part, ...] = ("noun", "verb", "adjective", "adverb")
_TAGS: dict[str, Part] = {
    "NOUN": "noun",
    "VERB": "verb",
    "AUX": "verb",
    "ADJ": "adjective",
    "ADV": "adverb",
    "ADP": "adverb",
    "PART": "adverb",
}


def part_of(pos: str) -> Part:
    """The coarse part of speech of a Universal POS tag; "" for names, numbers and what else has no meaning of its own here."""
    return _TAGS.get(pos, "")


def shared(part: Part, other: Part | None) -> tuple[Part, ...]:
    """The parts of speech in which two words are compared, where `other` is None for the same part: none for two different ones."""
    both = {part, part if other is None else other} - {""}
    return tuple(both) if len(both) == 1 else () if both else PARTS


DATA = Path(__file__).parent / "wordnet.tsv"
"""One line a word: what the line tells (= synonyms, ! opposites, > deed) and the part of speech, the word, the other words."""


class Entries(NamedTuple):
    """By what the line tells and its part of speech ("=v"): each word with the others of its line, the surest first."""

    lines: dict[str, dict[str, tuple[str, ...]]]

    def of(self, kind: str, part: str, word: str) -> tuple[str, ...]:
        """The other words of the word's line; nothing for a word without one."""
        return self.lines.get(kind + part[:1], {}).get(word, ())


@cache
def entries() -> Entries:
    """The data file, parsed once: some 27,000 lines, without what overruled.toml takes back."""
    lines: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in DATA.read_text(encoding="utf-8").split("\n")[:-1]:
        kind, word, others = line.split("\t")
        lines.setdefault(kind, {})[word] = tuple(others.split("|"))
    for told, sign in (("synonyms", "="), ("opposites", "!")):
        for part, pairs in table("meanings", "overruled")[told].items():
            for word, other in ((word, other) for a, b in pairs for word, other in ((a, b), (b, a))):
                _take_back(lines[sign + part[:1]], word, other)
    return Entries(lines)


def _take_back(lines: dict[str, tuple[str, ...]], word: str, other: str) -> None:
    left = tuple(each for each in lines.pop(word, ()) if each != other)
    if left:
        lines[word] = left


@cache
def heads(part: str) -> dict[str, str]:
    """For words with synonyms the most frequent word of their meaning; each head stands for itself."""
    found: dict[str, str] = {}
    for word, others in entries().lines["=" + part[:1]].items():
        found[word] = next((other for other in others if found.get(other, other) == other), word)
    return found
