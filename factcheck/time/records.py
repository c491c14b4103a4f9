"""Superlatives that state a record, which can be beaten; not those that only point at one of several things."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.syntax import Syntax
from factcheck.time.lexicon import table
from factcheck.time.verbs import governing_verb, told

_FIELD = frozenset({"in", "of", "on", "for", "among", "since", "by", "from", "at"})


def records(syntax: Syntax) -> Iterator[tuple[int, int]]:
    """[start, end) of each superlative with its noun that states a record."""
    for index, token in enumerate(syntax.tokens):
        grade = token.tag == "JJS" or (token.tag == "RBS" and token.text.lower() == "most")
        if (
            not grade
            or syntax.tokens[token.head].lemma.lower() == "likely"
            or token.lemma.lower() in table("cues")["no_record"]
            or token.text.lower() in table("cues")["no_record"]
        ):
            continue
        adjective = token.head if token.tag == "RBS" and syntax.tokens[token.head].pos == "ADJ" else index
        noun = syntax.tokens[adjective].head
        if syntax.tokens[noun].pos in {"NOUN", "PROPN"} and _is_record(syntax, adjective, noun):
            yield _start(syntax, noun, index), syntax.tokens[noun].end


def _start(syntax: Syntax, noun: int, index: int) -> int:
    first = min([index, *(i for i in syntax.children(noun) if syntax.tokens[i].dependency in {"det", "poss"} and i < index)])
    return syntax.tokens[first].start


def _is_record(syntax: Syntax, adjective: int, noun: int) -> bool:
    """Its noun is what something is (predicate, apposition, after "as"), or what its owner has, in a present that lasts or with "ever"."""
    token = syntax.tokens[noun]
    determined = {syntax.tokens[i].dependency for i in syntax.children(noun) if syntax.tokens[i].start < syntax.tokens[adjective].start}
    if not determined & {"det", "poss"} or any(syntax.tokens[i].dependency == "neg" for i in syntax.children(noun)):
        return False
    field = any(_widens(syntax, i) for i in syntax.children(noun) if i > noun)
    owned = "poss" in determined
    if token.dependency in {"attr", "oprd"} or (token.dependency == "pobj" and syntax.tokens[token.head].text.lower() == "as"):
        verb = governing_verb(syntax, noun)
        lasting = verb is not None and told(syntax, verb) == "present"
        return lasting or ((field or owned) and token.tag in {"NN", "NNP"} and _ever(syntax, noun))
    if token.dependency == "appos":
        return field or owned
    if field and token.dependency == "dobj":
        return told(syntax, token.head) == "present" and syntax.tokens[token.head].lemma.lower() in table("cues")["holding"]
    return owned and token.dependency in {"nsubj", "nsubjpass", "dobj"} and token.tag == "NN" and _ever(syntax, noun)


def _widens(syntax: Syntax, index: int) -> bool:
    """Says among what it is the first: "in Europe", "ever sold", "cast in Norway"."""
    token = syntax.tokens[index]
    return (token.dependency == "prep" and token.text.lower() in _FIELD) or token.dependency in {"acl", "relcl"}


def _ever(syntax: Syntax, noun: int) -> bool:
    words = {syntax.tokens[i].text.lower() for i in syntax.subtree(noun)}
    return bool(words & {"ever", "history", "record", "records", "memory", "known"})
