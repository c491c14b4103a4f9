"""When two words mean the same in frequent senses, the word that stands for all of one meaning, and the deed of a noun."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from factcheck.meanings.wordnet import PARTS, Part, entries, heads, shared
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


def deed_of(noun: str) -> str:
    """The verb whose deed, doer or outcome a noun tells: "resign" for "resignation", "win" for "winner"; "" for none."""
    told = table("meanings", "same")["deeds"].get(noun)
    return str(told) if told else next(iter(entries().of(">", "noun", noun)), "")


def phrasal(verb: str, others: Iterable[str]) -> str:
    """The verb with the first of the other lemmas beside it that makes a verb of its own with it ("turn down"); else the verb alone."""
    return next((phrase for other in others if (phrase := f"{verb} {other}") in _phrases()), verb)


@cache
def _phrases() -> frozenset[str]:
    """All verbs of two words that have a meaning here."""
    taken = (word for kind in "=!" for line in entries().lines[f"{kind}v"].items() for word in (line[0], *line[1]))
    derived = (verb for (verb,) in entries().lines[">n"].values())
    told = (word for group in table("meanings", "same")["verb"] for word in group)
    valued = (word for values in table("meanings", "opposites").values() for words in values.values() for word in words.get("verb", ()))
    return frozenset(word for word in (*taken, *derived, *told, *valued) if word.count(" ") == 1)


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
