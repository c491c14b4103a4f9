"""Who says a clause: the subject of a reporting verb, an attributing phrase, or the speaker of a quotation."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.claims.clauses import Clause, ancestry
from factcheck.model import Frozen
from factcheck.syntax import Syntax
from factcheck.words import listed

UNNAMED = "a quoted speaker"
"""Who says what stands in quotation marks when no sentence near it names anybody."""

_LEFT_OUT = {"relcl", "acl", "appos", "punct", "prep"}


class Speaker(Frozen):
    """Who says a clause: the words, the token index of their head, and the reporting lemma ("" after "according to")."""

    words: str
    head: int
    verb: str


def attribution(syntax: Syntax, clause: Clause, clauses: Sequence[Clause]) -> Speaker | None:
    """The speaker that the sentence itself names for the clause; None where the outlet says it."""
    previous = clause
    for ancestor in ancestry(clause, clauses):
        verb = syntax.tokens[syntax.tokens[previous.head].head].lemma.lower()  # "believe" in "they continue to believe that"
        if verb in listed("claims", "reporting") and previous.link == "complement" and ancestor.subject is not None:
            return Speaker(words=_phrase(syntax, ancestor.subject), head=ancestor.subject, verb=verb)
        previous = ancestor
    return _by_phrase(syntax, clause, clauses)


def _phrase(syntax: Syntax, index: int) -> str:
    inner = (i for i in syntax.subtree(index) if i != index)
    skip = frozenset(i for i in inner if syntax.tokens[i].dependency in _LEFT_OUT and syntax.tokens[i].text.lower() != "of")
    tokens = syntax.subtree(index, skip)
    return " ".join(syntax.words(tokens[0], tokens[-1]).split())


def _by_phrase(syntax: Syntax, clause: Clause, clauses: Sequence[Clause]) -> Speaker | None:
    """The noun after "according to", for the clause that holds these words, what hangs on it, and what stands before it."""
    for index, token in enumerate(syntax.tokens[:-1]):
        if f"{token.text} {syntax.tokens[index + 1].text}".lower() not in listed("claims", "attributing_phrases"):
            continue
        nouns = [i for i in syntax.children(index + 1) if syntax.tokens[i].dependency == "pobj"] or list(syntax.children(index))
        noun = next((i for i in nouns if i > index + 1), None)
        holder = next((other for other in clauses if index in other.tokens), None)
        if noun is not None and holder is not None and _covers(holder, clause, clauses, index):
            return Speaker(words=_phrase(syntax, noun), head=noun, verb="")
    return None


def _covers(holder: Clause, clause: Clause, clauses: Sequence[Clause], at: int) -> bool:
    if clause == holder:
        return True
    above = [clause, *ancestry(clause, clauses)]
    if holder not in above:
        return False
    top = above[above.index(holder) - 1]
    return top.link != "conjoined" or at < holder.head or top.head < at
