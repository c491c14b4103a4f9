"""What a number is the value of: "an effective tax rate of 35 percent", "the toll stood at 37", "the bridge cost $3 million"."""

from __future__ import annotations

from factcheck.syntax import Syntax
from factcheck.words import listed

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
