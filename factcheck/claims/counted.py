"""What a number counts, and numbers that count nothing: labels and pronouns."""

from __future__ import annotations

import re
from functools import cache

from factcheck.claims.numerals import SPACE, any_of
from factcheck.syntax import Syntax
from factcheck.words import listed, table

_LABEL_TAGS = {"NNP", "NNPS"}
_INSIDE = {"nummod", "quantmod", "compound", "advmod", "amod", "npadvmod", "nmod", "predet"}
_NOUNS = {"NOUN", "PROPN"}


def counted(syntax: Syntax, first: int, last: int) -> str:
    """The lemma of what the number in these tokens counts, "" where there is none or a unit stands in its place ("6 feet 2 inches")."""
    noun = _counted(syntax, first, last) or _people(syntax, last)
    return "" if noun in table("claims", "quantities")["units"] else noun


def _counted(syntax: Syntax, first: int, last: int) -> str:
    """The noun that governs the number, the one after "of", or the next one."""
    tokens = syntax.tokens
    head = first
    while tokens[head].head != head and tokens[head].dependency in _INSIDE:
        head = tokens[head].head
        if tokens[head].end > tokens[last].end and tokens[head].pos in _NOUNS:
            break
    inside = first <= head <= last
    if not inside and tokens[head].pos in _NOUNS and head > last:
        return tokens[head].lemma.lower()
    following = tokens[last].head
    if inside and tokens[last].dependency == "nummod" and following > last and tokens[following].pos in _NOUNS:
        return tokens[following].lemma.lower()
    return _after_of(syntax, head if inside else last)


def _people(syntax: Syntax, index: int) -> str:
    """Without a noun, people are counted by what only happens to them ("Two die in fire", "12 hurt")."""
    tokens = syntax.tokens
    if tokens[index].dependency not in {"nsubj", "nsubjpass", "ROOT"} or tokens[index].pos != "NUM":
        return ""
    verbs = [tokens[index].head, *(child for child in syntax.children(index) if tokens[child].dependency in {"acl", "amod"})]
    return "people" if any(tokens[verb].lemma.lower() in listed("claims", "of_people") for verb in verbs if verb != index) else ""


def _after_of(syntax: Syntax, index: int) -> str:
    for child in syntax.children(index):
        if syntax.tokens[child].text.lower() == "of":
            for noun in syntax.children(child):
                if syntax.tokens[noun].pos in _NOUNS:
                    return syntax.tokens[noun].lemma.lower()
    return ""


def is_label(syntax: Syntax, index: int) -> bool:
    """A number that follows what it belongs to is part of a name ("Station 6", "Boeing 737", "pages 6 and 14")."""
    token = syntax.tokens[index]
    if token.dependency == "conj" and token.head < index:
        return is_label(syntax, token.head)
    if token.dependency == "nummod":
        return token.head < index
    return index > 0 and syntax.tokens[index - 1].tag in _LABEL_TAGS


def is_pronoun(syntax: Syntax, index: int) -> bool:
    """The "one" of "no one", "the small one" and "is one of many" counts nothing."""
    token = syntax.tokens[index]
    described = any(syntax.tokens[child].dependency in {"det", "amod"} for child in syntax.children(index))
    of_many = token.dependency == "attr" and any(syntax.tokens[child].lemma.lower() == "of" for child in syntax.children(index))
    return token.lemma.lower() == "one" and (token.tag != "CD" or described or of_many)


@cache
def _unit_after() -> re.Pattern[str]:
    return re.compile(
        rf"{SPACE}+(?:{any_of(u for u in table('claims', 'quantities')['units'] if u.isalpha())}|{any_of(listed('claims', 'counted'))})\b",
        re.IGNORECASE,
    )


def is_count(syntax: Syntax, start: int, end: int) -> bool:
    """What looks like a year at [start, end) counts what follows it: "2000 crowns", "bought 2010 lamps", but "the 2010 floods"."""
    index = syntax.token_at(start)
    if index is None or index + 1 >= len(syntax.tokens):
        return False
    token, noun, before = syntax.tokens[index], syntax.tokens[index + 1], syntax.tokens[index - 1] if index else None
    if before is not None and before.text.lower() in listed("claims", "dating"):
        return False
    if _unit_after().match(syntax.text, end) is not None:
        return True
    plural = noun.tag == "NNS" and noun.lemma.lower() not in listed("claims", "yearly") and noun.start <= end + 1
    counts = before is not None and (before.pos in {"VERB", "AUX"} or before.text.lower() in listed("claims", "counting"))
    return plural and token.dependency in {"nummod", "compound", "nmod"} and token.head > index and counts
