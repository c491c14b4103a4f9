"""The verb that governs a word, the tense in which its clause is told, and whether it is passed on as somebody's words."""

from __future__ import annotations

from typing import Literal

from factcheck.syntax import Syntax
from factcheck.time.lexicon import table

Told = Literal["past", "pluperfect", "present", "future", "modal", "imperative", "none"]
_CURLY = {"’s": "be", "’re": "be", "’ve": "have"}
_SUBJECTS = {"nsubj", "nsubjpass", "expl", "csubj"}


def governing_verb(syntax: Syntax, index: int) -> int | None:
    """The nearest verb at or above the token, not an auxiliary of another one; None where none stands above it.

    The month of May is often taken for the verb.
    """
    if syntax.tokens[index].text == "May" and syntax.tokens[index].head != index:
        index = syntax.tokens[index].head
    while syntax.tokens[index].pos not in {"VERB", "AUX"} or syntax.tokens[index].dependency in {"aux", "auxpass"}:
        if syntax.tokens[index].head == index:
            return None
        index = syntax.tokens[index].head
    return index


def told(syntax: Syntax, verb: int) -> Told:
    """The tense of a verb by the first finite word of its group; "none" for participles and infinitives."""
    children = syntax.children(verb)
    group = [i for i in children if syntax.tokens[i].dependency in {"aux", "auxpass"}]
    for index in [*group, verb]:
        token = syntax.tokens[index]
        if token.tag == "MD":
            return "future" if token.text.lower() in {"will", "shall", "'ll", "’ll", "wo", "sha"} else "modal"
        if token.tag == "VBD":
            return "pluperfect" if index in group and token.lemma.lower() == "have" else "past"
        if token.tag in {"VBZ", "VBP"}:
            return "present"
    if syntax.tokens[verb].tag == "VBN" and not group and any(syntax.tokens[i].dependency in _SUBJECTS for i in children):
        return "past"
    ordered = syntax.tokens[verb].tag == "VB" and syntax.tokens[verb].dependency == "ROOT" and not group
    return "imperative" if ordered and not any(syntax.tokens[i].dependency in _SUBJECTS for i in children) else "none"


def is_perfect(syntax: Syntax, verb: int) -> bool:
    """The verb has a form of "have" before it."""
    return any(syntax.tokens[i].dependency == "aux" and syntax.tokens[i].lemma.lower() == "have" for i in syntax.children(verb))


def clause_of(syntax: Syntax, index: int) -> tuple[int, Told] | None:
    """The verb whose tense tells the clause that holds the token, and that tense; None where no verb above it has one."""
    verb = governing_verb(syntax, index)
    while verb is not None:
        tense = told(syntax, verb)
        if tense != "none":
            return verb, tense
        if syntax.tokens[verb].head == verb:
            return None
        verb = governing_verb(syntax, syntax.tokens[verb].head)
    return None


def stands_as(syntax: Syntax, index: int, dependency: str, lemma: str) -> bool:
    """The token has this dependency and this lemma; a short form with a curly apostrophe has none, and is what its straight one is."""
    token = syntax.tokens[index]
    return token.dependency == dependency and _CURLY.get(token.lemma.lower(), token.lemma.lower()) == lemma


def reported(syntax: Syntax, index: int) -> bool:
    """A verb of saying or thinking governs the clause directly."""
    while syntax.tokens[index].dependency == "conj" and syntax.tokens[index].head != index:
        index = syntax.tokens[index].head
    token = syntax.tokens[index]
    return token.dependency == "ccomp" and syntax.tokens[token.head].lemma.lower() in table("cues")["reporting"]
