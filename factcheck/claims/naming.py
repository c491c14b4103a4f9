"""When two names are one, what a claim names, and what units that say the same have in common at least."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from factcheck.meanings import deed_of, kin
from factcheck.model import Claim, Name
from factcheck.words import table

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
