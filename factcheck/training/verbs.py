"""Writes a verb in another form, and denies a deed, by the syntax of its sentence."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from factcheck.syntax import Syntax, Token
from factcheck.training.values import WORDS

_FINITE = {"VBD": "did", "VBZ": "does", "VBP": "do"}
_DOUBLED = re.compile(r"(?:[^aeiou]|^)[aeiou][bdgmnprt]$")
_LONG = frozenset(
    {
        "open",
        "happen",
        "offer",
        "enter",
        "suffer",
        "consider",
        "deliver",
        "cover",
        "gather",
        "worsen",
        "strengthen",
        "weaken",
        "shorten",
        "widen",
    }
)
"""Verbs of two syllables that keep a single consonant."""


def inflected(lemma: str, tag: str) -> str:
    """A verb in the form of a Penn Treebank tag."""
    past = WORDS["irregular"].get(lemma)
    if past and tag in {"VBD", "VBN"}:
        return str(past[tag == "VBN"])
    if tag in {"VBD", "VBN", "VBG"}:
        return _ending(lemma, "ing" if tag == "VBG" else "ed")
    return _third_person(lemma) if tag == "VBZ" else lemma


def _third_person(lemma: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh|o)$", lemma):
        return lemma + "es"
    return lemma[:-1] + "ies" if re.search(r"[^aeiou]y$", lemma) else lemma + "s"


def _ending(lemma: str, ending: str) -> str:
    if lemma.endswith("e") and not lemma.endswith("ee"):
        return lemma[:-1] + ending
    if ending == "ed" and re.search(r"[^aeiou]y$", lemma):
        return lemma[:-1] + "ied"
    doubled = _DOUBLED.search(lemma) and lemma not in _LONG and (len(lemma) <= 4 or lemma.endswith("it"))
    return lemma + (lemma[-1] if doubled else "") + ending


def negated(syntax: Syntax, verb: int, chance: random.Random) -> str | None:
    """The sentence with the deed of `verb` denied, or with its denial taken away; None where the grammar is not plain."""
    token = syntax.tokens[verb]
    children = [syntax.tokens[child] for child in syntax.children(verb)]
    auxiliaries = [child for child in children if child.dependency in {"aux", "auxpass"} and child.start < token.start]
    denied = [child for child in children if child.dependency == "neg"]
    if denied:
        return _affirmed(syntax.text, denied, auxiliaries)
    if auxiliaries:
        return _denied_after(syntax.text, auxiliaries[0], chance)
    told = any(child.dependency in {"nsubj", "nsubjpass"} for child in children)
    beside = any(child.dependency in {"advmod", "intj"} and child.end + 1 == token.start for child in children)
    return _denied(syntax.text, token, chance) if told and not beside and token.tag in _FINITE else None


def _affirmed(text: str, denied: Sequence[Token], auxiliaries: Sequence[Token]) -> str | None:
    if len(denied) != 1 or denied[0].text != "not" or not auxiliaries or auxiliaries[0].lemma == "do":
        return None
    return text[: denied[0].start] + text[denied[0].end :].lstrip()


def _denied_after(text: str, auxiliary: Token, chance: random.Random) -> str | None:
    if auxiliary.tag == "TO" or auxiliary.text.startswith(("'", "’")) or text[auxiliary.end : auxiliary.end + 1] != " ":
        return None
    return f"{text[: auxiliary.end]} {chance.choice(['not', 'not', 'never'])}{text[auxiliary.end :]}"


def _denied(text: str, verb: Token, chance: random.Random) -> str:
    base = verb.lemma.lower()
    ways = [f"{_FINITE[verb.tag]} not {base}"] * 2 + ([f"never {verb.text}", f"refused to {base}"] if verb.tag == "VBD" else [])
    return text[: verb.start] + chance.choice(ways) + text[verb.end :]
