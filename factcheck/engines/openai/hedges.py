"""The words of a sentence that bear out what a model says of it: that it is a forecast, conditional, or what somebody thinks."""

from __future__ import annotations

from factcheck.model import Modality
from factcheck.syntax import Syntax
from factcheck.words import listed

_WOULD = {"would", "'d", "’d"}
_CLAUSES = {"ccomp", "xcomp", "acl"}
_ASIDE = {"parataxis", "advcl", "amod"}


def shown(syntax: Syntax) -> frozenset[Modality]:
    """The hedges that some word of the sentence stands for, wherever in it; a word that only looks like one ("in May") is none."""
    found: set[Modality] = set()
    for index in range(len(syntax.tokens)):
        if _foresees(syntax, index):
            found.add("forecast")
        if _conditions(syntax, index):
            found.add("conditional")
        if _doubts(syntax, index):
            found.add("opinion")
    if syntax.text.rstrip("\"'”’) ").endswith("?"):
        found.add("opinion")
    return frozenset(found)


def _auxiliary(syntax: Syntax, index: int, words: frozenset[str] | set[str]) -> bool:
    return syntax.tokens[index].tag == "MD" and syntax.tokens[index].text.lower() in words


def _foresees(syntax: Syntax, index: int) -> bool:
    token = syntax.tokens[index]
    if _auxiliary(syntax, index, listed("claims", "forecast_auxiliaries") | _WOULD):
        return True
    if token.lemma.lower() in {"be", *listed("claims", "forecast_heads")} and _intends(syntax, index):
        return True
    planned = token.text.lower() in listed("claims", "planned") and token.dependency in {"amod", "compound"}
    return planned or (token.pos == "VERB" and token.lemma.lower() in listed("claims", "foreseeing"))


def _intends(syntax: Syntax, index: int) -> bool:
    """An infinitive hangs on the word ("is due to open", "the aim is to open")."""
    return any(
        syntax.tokens[child].tag == "VB" and any(syntax.tokens[mark].tag == "TO" for mark in syntax.children(child))
        for child in syntax.children(index)
    )


def _conditions(syntax: Syntax, index: int) -> bool:
    token = syntax.tokens[index]
    opens = token.dependency == "mark" or token.tag in {"IN", "MD"} or syntax.text[token.end :].lower().lstrip().startswith("that ")
    return (opens and token.text.lower() in listed("claims", "conditional_marks")) or _auxiliary(syntax, index, _WOULD)


def _doubts(syntax: Syntax, index: int) -> bool:
    token = syntax.tokens[index]
    lemma = token.lemma.lower()
    if _auxiliary(syntax, index, listed("claims", "hedge_auxiliaries")):
        return True
    if token.pos in {"ADV", "ADJ"} and lemma in listed("claims", "opinion_adverbs"):
        return True
    if token.pos == "NOUN":
        return lemma in listed("claims", "suppositions") and _holds_a_clause(syntax, index)
    return token.tag.startswith("VB") and lemma in listed("claims", "opinion") and _weighs(syntax, index)


def _holds_a_clause(syntax: Syntax, index: int) -> bool:
    return any(syntax.tokens[child].dependency in _CLAUSES for child in syntax.children(index))


def _weighs(syntax: Syntax, index: int) -> bool:
    """The verb is about a clause, stands aside ("Holm believes") or before a noun ("an estimated 340"), or is passive ("is put … ")."""
    passive = any(syntax.tokens[child].dependency == "auxpass" for child in syntax.children(index))
    return passive or syntax.tokens[index].dependency in _ASIDE or _holds_a_clause(syntax, index)
