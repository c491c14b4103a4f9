"""Splits the syntax of one sentence into clauses: the verb, subject and own tokens of each, what happens in it, and to whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from factcheck.model import Frozen
from factcheck.syntax import Syntax
from factcheck.words import listed

Link = Literal["main", "conjoined", "relative", "participle", "complement", "adverbial", "content"]

_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"}
_LINKS: dict[str, Link] = {
    "conj": "conjoined",
    "relcl": "relative",
    "acl": "participle",
    "advcl": "adverbial",
    "ccomp": "complement",
    "parataxis": "conjoined",
}
_VERBAL = {"VERB", "AUX"}


class Clause(Frozen):
    """`head` is the verb's token index, `subject` that of the subject's head noun or None, `tokens` what belongs to this clause alone."""

    head: int
    link: Link
    parent: int | None
    subject: int | None
    passive: bool
    tokens: tuple[int, ...]


def _is_clause(syntax: Syntax, index: int) -> bool:
    token = syntax.tokens[index]
    if token.dependency == "ROOT":
        return token.pos in _VERBAL
    if token.dependency not in _LINKS or token.pos not in _VERBAL or _is_infinitive(syntax, index):
        return False
    if token.dependency == "conj":
        return syntax.tokens[token.head].pos in _VERBAL and syntax.tokens[token.head].dependency != "xcomp"
    if token.dependency == "acl":
        return token.tag in {"VBN", "VBG"} or _is_content(syntax, index)
    return True


def _is_content(syntax: Syntax, index: int) -> bool:
    """A finite clause with "that" on a noun tells what the noun says ("reports that the dam had burst")."""
    own = {syntax.tokens[child].dependency for child in syntax.children(index)}
    return bool(own & _SUBJECTS) and any(syntax.tokens[child].text.lower() == "that" for child in syntax.children(index))


def _is_infinitive(syntax: Syntax, index: int) -> bool:
    """A verb with "to" completes the clause above it ("the last to be heard") and states nothing of its own."""
    return any(syntax.tokens[child].tag == "TO" for child in syntax.children(index))


def _own_subject(syntax: Syntax, index: int) -> int | None:
    return next((child for child in syntax.children(index) if syntax.tokens[child].dependency in _SUBJECTS), None)


def _antecedent(syntax: Syntax, index: int) -> int:
    """The noun that a relative clause or participle hangs on; a description in apposition stands for what it describes."""
    noun = syntax.tokens[index].head
    while syntax.tokens[noun].dependency == "appos" and syntax.tokens[noun].head != noun:
        noun = syntax.tokens[noun].head
    return noun


def _modified_noun(syntax: Syntax, index: int) -> int | None:
    """The noun right before a participle without a comma between ("commentary suggesting …"), whatever the parser hung it on."""
    before = index - 1
    return before if before >= 0 and syntax.tokens[index].tag == "VBG" and syntax.tokens[before].pos in {"NOUN", "PROPN"} else None


def _before_parenthesis(syntax: Syntax, index: int) -> int | None:
    """The noun right before a verb that opens a parenthesis: "Mary Rogers (died 1919)"."""
    opens = index > 1 and syntax.tokens[index - 1].text == "(" and syntax.tokens[index].tag in {"VBD", "VBN"}
    return index - 2 if opens and syntax.tokens[index - 2].pos in {"NOUN", "PROPN"} else None


def _subject(syntax: Syntax, index: int, link: Link) -> int | None:
    """The clause's own subject, or the one that it shares with the clause it hangs on, however long the chain ("came, saw, won …")."""
    while (own := _own_subject(syntax, index)) is None:
        if (noun := _before_parenthesis(syntax, index)) is not None:
            return noun
        if link == "participle":
            return _antecedent(syntax, index)
        if link == "adverbial" and (noun := _modified_noun(syntax, index)) is not None:
            return noun
        head = syntax.tokens[index].head
        if link not in {"conjoined", "adverbial"} or head == index:
            return None
        index, link = head, _LINKS.get(syntax.tokens[head].dependency, "main")
    relative = link == "relative" and syntax.tokens[own].text.lower() in {"who", "which", "that"}
    return _antecedent(syntax, index) if relative else own


def _passive(syntax: Syntax, index: int, link: Link) -> bool:
    dependencies = {syntax.tokens[child].dependency for child in syntax.children(index)}
    bare = link == "participle" or (link == "adverbial" and not dependencies & {"aux", "mark", *_SUBJECTS})  # "Born in 1936, she …"
    bare_participle = bare and syntax.tokens[index].tag == "VBN"
    return bool(dependencies & {"nsubjpass", "auxpass", "csubjpass"}) or bare_participle


def split(syntax: Syntax) -> list[Clause]:
    """The clauses of one sentence in the order of their verbs; [] where it has no verb at all."""
    heads = [i for i in range(len(syntax.tokens)) if _is_clause(syntax, i)]
    if not any(token.pos in _VERBAL for token in syntax.tokens):
        return []
    inner = frozenset(heads)
    found = []
    for head in heads:
        token = syntax.tokens[head]
        link = _LINKS.get(token.dependency, "main") if token.dependency != "ROOT" else "main"
        link = "content" if token.dependency == "acl" and _is_content(syntax, head) else link
        own = syntax.subtree(head, skip=inner - {head})
        own = [i for i in own if syntax.tokens[i].pos != "SPACE"]
        parent = next((h for h in _ancestors(syntax, head) if h in inner), None)
        found.append(
            Clause(
                head=head,
                link=link,
                parent=parent,
                subject=_subject(syntax, head, link),
                passive=_passive(syntax, head, link),
                tokens=tuple(own),
            )
        )
    return found


def _ancestors(syntax: Syntax, index: int) -> list[int]:
    path = []
    while syntax.tokens[index].head != index:
        index = syntax.tokens[index].head
        path.append(index)
    return path


def ancestry(clause: Clause, clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses above a clause, nearest first."""
    by_head = {other.head: other for other in clauses}
    path: list[Clause] = []
    while clause.parent is not None and clause.parent in by_head and len(path) < len(clauses):
        clause = by_head[clause.parent]
        path.append(clause)
    return path


def is_reporting(syntax: Syntax, clause: Clause, clauses: list[Clause]) -> bool:
    """The clause only says who says it ("officials said"): its content is a complement clause."""
    if syntax.tokens[clause.head].lemma.lower() not in listed("claims", "reporting"):
        return False
    return any(other.parent == clause.head and other.link == "complement" for other in clauses)


# What a clause says happens, and to whom: the verbs that carry its meaning, and their object.

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
