"""What a clause ties together: which of two events came first, and what caused what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from factcheck.claims import ParsedSentence
from factcheck.claims.clauses import Clause
from factcheck.model import Event, Link
from factcheck.syntax import Syntax
from factcheck.words import table

_CONTENT = {"NOUN", "VERB", "ADJ", "PROPN", "ADV"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_TIMES = {"DATE", "TIME", "CARDINAL", "PERCENT"}
Kind = Literal["before", "after", "cause"]


def links(sentence: ParsedSentence, clause: Clause) -> tuple[Link, ...]:
    """The links that the words of one clause make, those of order first."""
    return (*_ordered(sentence, clause), *_caused(sentence, clause))


def _ordered(sentence: ParsedSentence, clause: Clause) -> Iterator[Link]:
    """By "before" or "after" with a noun, a gerund or a clause, and by "followed" and "preceded"."""
    syntax, words = sentence.syntax, table("claims", "links")
    verbs = [clause.head, *(i for i in syntax.children(clause.head) if syntax.tokens[i].dependency == "xcomp")]
    for index in [i for verb in verbs for i in syntax.children(verb)]:
        token = syntax.tokens[index]
        if token.dependency == "prep" and token.text.lower() in words["order"]:
            governed = [i for i in syntax.children(index) if syntax.tokens[i].dependency in {"pobj", "pcomp"}]
            yield from (_link(sentence, clause, words["order"][token.text.lower()], i) for i in governed if _is_event(syntax, i))
        if token.dependency == "advcl":
            marks = [syntax.tokens[i].text.lower() for i in syntax.children(index) if syntax.tokens[i].dependency == "mark"]
            yield from (_link(sentence, clause, words["order"][mark], index) for mark in marks if mark in words["order"])
    kind = words["ordering_verbs"].get(syntax.tokens[clause.head].lemma.lower())
    first, second = clause.subject, _child(syntax, clause.head, {"dobj"})
    if kind is not None and first is not None and second is not None and not clause.passive:
        yield _between(sentence, kind, first, second)


def _caused(sentence: ParsedSentence, clause: Clause) -> Iterator[Link]:
    yield from _by_phrase(sentence, clause)
    yield from _by_verb(sentence, clause)
    syntax, nouns = sentence.syntax, table("claims", "links")["cause"]["nouns"]
    subject, told = clause.subject, _child(syntax, clause.head, {"attr"})
    if syntax.tokens[clause.head].lemma == "be" and subject is not None and told is not None and syntax.tokens[subject].lemma in nouns:
        effect = next((_object(syntax, i) for i in syntax.children(subject) if syntax.tokens[i].text.lower() in {"of", "for"}), None)
        if effect is not None:
            yield _between(sentence, "cause", effect, told)


def _by_phrase(sentence: ParsedSentence, clause: Clause) -> Iterator[Link]:
    """By "because of", "due to" and the like in the clause, and by a clause with "because" that hangs on it."""
    syntax, words = sentence.syntax, table("claims", "links")["cause"]
    for last in clause.tokens:
        before = " ".join(token.text.lower() for token in syntax.tokens[max(0, last - 4) : last + 1])
        phrase = next((phrase for phrase in words["phrases"] if f" {before}".endswith(f" {phrase}")), None)
        if phrase is not None:
            inside = range(last, last - len(phrase.split()), -1)
            governed = next((index for i in inside if (index := _object(syntax, i)) is not None and index > last), None)
            yield from [_link(sentence, clause, "cause", governed)] if governed is not None else []
    for index in syntax.children(clause.head):
        marks = {syntax.tokens[i].text.lower() for i in syntax.children(index) if syntax.tokens[i].dependency == "mark"}
        if syntax.tokens[index].dependency == "advcl" and marks & set(words["conjunctions"]):
            yield _link(sentence, clause, "cause", index)


def _by_verb(sentence: ParsedSentence, clause: Clause) -> Iterator[Link]:
    syntax, words = sentence.syntax, table("claims", "links")["cause"]
    verb, subject = syntax.tokens[clause.head].lemma.lower(), clause.subject
    if subject is None:
        return
    if clause.passive and verb in [*words["verbs"], *words["passive_verbs"]]:
        cause = _after(syntax, clause.head, "by")
        yield from [_between(sentence, "cause", subject, cause)] if cause is not None else []
    elif verb in words["verbs"]:
        effect = _child(syntax, clause.head, {"dobj"})
        yield from [_between(sentence, "cause", effect, subject)] if effect is not None else []
    if verb in words["blamed"] and (cause := _after(syntax, clause.head, words["blamed"][verb])) is not None:
        yield _between(sentence, "cause", subject, cause)
    if verb in words["leading"] and not clause.passive and (effect := _after(syntax, clause.head, words["leading"][verb])) is not None:
        yield _between(sentence, "cause", effect, subject)
    yield from _to_blame(sentence, clause, subject)


def _to_blame(sentence: ParsedSentence, clause: Clause, subject: int) -> Iterator[Link]:
    """By what was to blame for something."""
    syntax = sentence.syntax
    blame = next(
        (i for i in syntax.children(clause.head) if syntax.tokens[i].lemma == "blame" and syntax.tokens[i].dependency == "xcomp"), None
    )
    effect = _after(syntax, blame, "for") if blame is not None else None
    if effect is not None:
        yield _between(sentence, "cause", effect, subject)


def _child(syntax: Syntax, index: int, dependencies: set[str]) -> int | None:
    return next((i for i in syntax.children(index) if syntax.tokens[i].dependency in dependencies), None)


def _object(syntax: Syntax, preposition: int) -> int | None:
    return _child(syntax, preposition, {"pobj"})


def _after(syntax: Syntax, verb: int, preposition: str) -> int | None:
    found = [_object(syntax, i) for i in syntax.children(verb) if syntax.tokens[i].text.lower() == preposition]
    return next((index for index in found if index is not None), None)


def _is_event(syntax: Syntax, index: int) -> bool:
    """A noun or verb that can be an event: no time, number or person."""
    token = syntax.tokens[index]
    return token.pos in {"NOUN", "VERB"} and token.entity not in _TIMES


def _link(sentence: ParsedSentence, clause: Clause, kind: Kind, other: int) -> Link:
    """Between what the clause itself tells and the event at `other`."""
    inner = frozenset(i for i in sentence.syntax.subtree(clause.head) if i != clause.head and _is_clause_inside(sentence.syntax, i))
    own = set(sentence.syntax.subtree(clause.head, inner)) - set(sentence.syntax.subtree(other))
    if clause.subject is not None:
        own |= {clause.subject}
    to = sentence.syntax.subtree(other)
    return _made(sentence, kind, _event(sentence, clause.head, own), _event(sentence, other, to), to)


def _is_clause_inside(syntax: Syntax, index: int) -> bool:
    return syntax.tokens[index].dependency in {"advcl", "relcl", "ccomp", "conj", "parataxis"} and syntax.tokens[index].pos in {
        "VERB",
        "AUX",
    }


def _between(sentence: ParsedSentence, kind: Kind, of: int, to: int) -> Link:
    tokens = sentence.syntax.subtree(to)
    return _made(sentence, kind, _event(sentence, of, sentence.syntax.subtree(of)), _event(sentence, to, tokens), tokens)


def _made(sentence: ParsedSentence, kind: Kind, of: Event, to: Event, words: list[int]) -> Link:
    text = sentence.syntax.words(words[0], words[-1])
    return Link(kind=kind, text=re.sub(r" {2,}", " ", text), of=of, to=to)


def _event(sentence: ParsedSentence, head: int, tokens: Iterable[int]) -> Event:
    """The event whose word is at `head`, with the content words and names among `tokens`."""
    syntax, own = sentence.syntax, sorted(tokens)
    named = [name for i in own if (name := sentence.name_at(syntax.tokens[i].start)) is not None]
    lemmas = [
        syntax.tokens[i].lemma.lower()
        for i in own
        if syntax.tokens[i].pos in _CONTENT and syntax.tokens[i].entity not in _TIMES and sentence.name_at(syntax.tokens[i].start) is None
    ]
    return Event(
        head=syntax.tokens[_told(syntax, head)].lemma.lower(),
        terms=tuple(sorted(set(lemmas))),
        names=tuple(dict.fromkeys(name.canonical for name in named)),
        negated=any(syntax.tokens[i].dependency == "neg" for i in syntax.children(head)),
    )


def _told(syntax: Syntax, head: int) -> int:
    """The word that names the event of a verb that says little itself."""
    light, lemma = table("claims", "links")["light"], syntax.tokens[head].lemma.lower()
    other = None
    if lemma in light["complement"]:
        other = _child(syntax, head, {"xcomp"})
    if lemma in light["object"]:
        other = _child(syntax, head, {"dobj"})
    if lemma == "be":
        told = _child(syntax, head, {"acomp", "attr"})
        other = None if told is None or syntax.tokens[told].lemma.lower() in light["empty"] else told
    if lemma in light["subject"] and other is None:
        other = _child(syntax, head, _SUBJECTS)
    return head if other is None else other
