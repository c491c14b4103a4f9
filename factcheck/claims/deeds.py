"""What a clause says happens, and to whom: the verbs that carry its meaning, and their object."""

from __future__ import annotations

from factcheck.claims.clauses import Clause
from factcheck.syntax import Syntax
from factcheck.words import listed

_COMPLEMENTS = {"acomp", "attr", "oprd"}
_COPULAS = {"be", "remain", "stay", "become", "keep", "seem"}
_OBJECTS = ("dobj", "obj", "dative")
_CLAUSES = {"relcl", "acl"}
_RELATIVE = {"WDT", "WP", "WP$"}


def deeds(syntax: Syntax, clause: Clause) -> list[int]:
    """Token indices of the verb, of the infinitives that hang on it ("is due to open") and of what a linking verb ascribes."""
    found, queue = [], [clause.head]
    while queue:
        index = queue.pop(0)
        found.append(index)
        linking = syntax.tokens[index].lemma.lower() in _COPULAS
        for child in syntax.children(index):
            token = syntax.tokens[child]
            if child not in clause.tokens:
                continue
            if token.dependency == "xcomp" or (linking and token.dependency in _COMPLEMENTS):
                queue.append(child)
    return found


def object_of(syntax: Syntax, clause: Clause) -> int | None:
    """The object of the last verb of the clause; of a passive or objectless one its subject."""
    verbs = [i for i in deeds(syntax, clause) if syntax.tokens[i].pos in {"VERB", "AUX"}]
    for verb in reversed(verbs):
        for child in syntax.children(verb):
            if syntax.tokens[child].dependency in _OBJECTS and child in clause.tokens:
                relative = syntax.tokens[child].tag in _RELATIVE and clause.link == "relative"
                return syntax.tokens[clause.head].head if relative else child
    return clause.subject


def bearer(syntax: Syntax, index: int) -> int:
    """The noun that a phrase is about: "talks" of "nine hours of talks", the person of "the minister, Ada Lind"."""
    for _ in range(3):
        token = syntax.tokens[index]
        if token.lemma.lower() not in listed("claims", "partitives") and token.tag != "CD":
            break
        noun = _after_of(syntax, index)
        if noun is None:
            break
        index = noun
    if syntax.tokens[index].pos == "NOUN":
        clauses = frozenset(i for i in syntax.children(index) if syntax.tokens[i].dependency in _CLAUSES)
        for inner in syntax.subtree(index, clauses):
            if inner > index and syntax.tokens[inner].dependency == "appos" and syntax.tokens[inner].entity == "PERSON":
                return inner
    return index


def _after_of(syntax: Syntax, index: int) -> int | None:
    """The noun in "… of the noun", None where there is none."""
    for preposition in syntax.children(index):
        if syntax.tokens[preposition].text.lower() == "of":
            return next((i for i in syntax.children(preposition) if syntax.tokens[i].dependency == "pobj"), None)
    return None
