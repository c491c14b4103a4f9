"""What a number counts or measures, and what part it plays: level, change, from, to."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from factcheck.claims.numerals import SPACE, any_of
from factcheck.syntax import Syntax
from factcheck.words import listed, table

_INSIDE = {"nummod", "quantmod", "compound", "advmod", "amod", "npadvmod", "nmod"}
_SUBJECTS = {"nsubj", "nsubjpass"}


def measure(syntax: Syntax, number: int) -> str:
    """The lemmas of the noun whose value the number at this token is, with what describes it, sorted; "" where there is none.

    Who owns it ("the firm's", "of Spain") is left out: names are compared on their own.
    """
    phrase = _phrase_head(syntax, number)
    noun = _measured(syntax, phrase)
    if noun is None or syntax.tokens[noun].pos != "NOUN":
        return ""
    described = {
        i for i in syntax.children(noun) if syntax.tokens[i].dependency in {"amod", "compound"} and syntax.tokens[i].pos != "PROPN"
    }
    of = [i for i in syntax.children(noun) if syntax.tokens[i].dependency == "prep" and phrase not in syntax.subtree(i)]
    described |= {i for preposition in of for i in syntax.children(preposition) if syntax.tokens[i].pos == "NOUN"}
    return " ".join(sorted(syntax.tokens[i].lemma.lower() for i in {noun, *described}))


def _phrase_head(syntax: Syntax, number: int) -> int:
    """The unit or the number that stands for the whole phrase ("percent" in "35.7 percent")."""
    tokens, head = syntax.tokens, number
    while tokens[head].dependency in _INSIDE and tokens[head].head != head:
        head = tokens[head].head
    return head


def _measured(syntax: Syntax, phrase: int) -> int | None:
    token = syntax.tokens[phrase]
    above = syntax.tokens[token.head]
    if token.dependency == "pobj" and above.text.lower() in {"of", "at", "to"}:
        governor = above.head
        if syntax.tokens[governor].pos == "NOUN":
            return governor if above.text.lower() == "of" else None
        given = _object(syntax, governor)
        if (
            given is not None
            and given < phrase
            and syntax.tokens[governor].lemma in {*listed("claims", "measuring_at"), *listed("claims", "changing")}
        ):
            return given
        return _subject(syntax, governor) if given is None and syntax.tokens[governor].lemma in listed("claims", "measuring_at") else None
    if token.dependency in {"attr", "dobj", "npadvmod"} and above.lemma in listed("claims", "measuring"):
        return _subject(syntax, token.head)
    return None


def _subject(syntax: Syntax, verb: int) -> int | None:
    return next((i for i in syntax.children(verb) if syntax.tokens[i].dependency in _SUBJECTS), None)


def _object(syntax: Syntax, verb: int) -> int | None:
    return next((i for i in syntax.children(verb) if syntax.tokens[i].dependency == "dobj"), None)


Role = Literal["", "by", "to", "from"]
_STEPS = 6
"""How far above a number the word for the change may stand."""
_BEFORE = re.compile(r"([a-z]+)[\s$£€]*$", re.IGNORECASE)
_SHARES = {"percent", "percentage point"}
_TOLD: dict[str, Role] = {"by": "by", "to": "to", "from": "from"}


def preposition(syntax: Syntax, start: int) -> str:
    """The word right before the offset, in lower case."""
    found = _BEFORE.search(syntax.text, 0, start)
    return found[1].lower() if found else ""


def changes(syntax: Syntax, first: int) -> bool:
    """A word that tells a change stands above the number that begins at token `first`."""
    return _change(syntax, first) is not None


def role(syntax: Syntax, first: int, start: int, unit: str) -> Role:
    """The role of the number that begins at token `first`, its words (with "about") at `start`; "" where nothing changes."""
    before, change = preposition(syntax, start), _change(syntax, first)
    if before in {"up", "down"} and unit:
        return "by"
    if change is None:
        return ""
    told = _TOLD.get(before)
    if told is not None:
        return told
    noun = syntax.tokens[change].pos == "NOUN"
    if noun:
        attributive = syntax.tokens[change].start > start and bool(unit)
        return "by" if before == "of" or attributive else ""
    moving = unit in _SHARES or syntax.tokens[change].lemma.lower() in listed("claims", "moving")
    return "by" if moving and unit and _governs(syntax, change, first) else ""


def _change(syntax: Syntax, index: int) -> int | None:
    """The nearest word above that tells a change ("rose", "a cut")."""
    for _ in range(_STEPS):
        token = syntax.tokens[index]
        lemma = token.lemma.lower()
        if (token.pos == "VERB" and lemma in listed("claims", "changing")) or (
            token.pos == "NOUN" and lemma in listed("claims", "changes")
        ):
            return index
        if token.head == index:
            return None
        index = token.head
    return None


def _governs(syntax: Syntax, verb: int, number: int) -> bool:
    """The number's phrase hangs on the verb without a preposition and is not its subject."""
    index = number
    while syntax.tokens[index].head not in {verb, index}:
        index = syntax.tokens[index].head
        if syntax.tokens[index].dependency in {"prep", "pobj"}:
            return False
    return syntax.tokens[index].dependency in {"dobj", "npadvmod", "advmod", "attr", "oprd", "dep", "nummod"} and number > verb


# What a number counts, and numbers that count nothing: labels and pronouns.

_LABEL_TAGS = {"NNP", "NNPS"}
_INSIDE_OR_BEFORE = {"nummod", "quantmod", "compound", "advmod", "amod", "npadvmod", "nmod", "predet"}
_NOUNS = {"NOUN", "PROPN"}


def counted(syntax: Syntax, first: int, last: int) -> str:
    """The lemma of what the number in these tokens counts, "" where there is none or a unit stands in its place ("6 feet 2 inches")."""
    noun = _counted(syntax, first, last) or _people(syntax, last)
    return "" if noun in table("claims", "quantities")["units"] else noun


def _counted(syntax: Syntax, first: int, last: int) -> str:
    """The noun that governs the number, the one after "of", or the next one."""
    tokens = syntax.tokens
    head = first
    while tokens[head].head != head and tokens[head].dependency in _INSIDE_OR_BEFORE:
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
