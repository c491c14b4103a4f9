"""The words of a claim with their syntax, as comparison needs them: its own clause, and a subject that stands outside it."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.claims.clauses import Clause, split
from factcheck.model import Word
from factcheck.syntax import Syntax

_SHED = frozenset({"PUNCT", "SPACE"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "conj", "cc", "punct", "appos"})
_VERBAL = frozenset({"VERB", "AUX"})


def words(syntax: Syntax, stretches: Sequence[tuple[int, int]]) -> tuple[Word, ...]:
    """The words of the clause that lies in these stretches of the sentence, in order; `head` counts among them, -1 = none there.

    The subject of a relative clause, of a participle or one shared with another clause comes along, tied to the clause's verb as if
    it stood there.
    """
    inside = {i for i, token in enumerate(syntax.tokens) if any(a <= token.start < b for a, b in stretches)}
    clause = _clause(syntax, inside)
    subject = _outer_subject(syntax, clause, inside)
    own = sorted(i for i in inside | set(subject) if syntax.tokens[i].pos not in _SHED)
    place = {index: at for at, index in enumerate(own)}
    tied = {} if clause is None or not subject or clause.subject is None else {clause.subject: _tie(clause)}
    return tuple(_word(syntax, index, place, tied, None if clause is None else clause.head) for index in own)


def _clause(syntax: Syntax, inside: set[int]) -> Clause | None:
    """The clause with most of its words in the stretches."""
    found = [(len(inside & set(clause.tokens)), -clause.head, clause) for clause in split(syntax) if clause.head in inside]
    return max(found, key=lambda item: item[:2])[2] if found else None


def _outer_subject(syntax: Syntax, clause: Clause | None, inside: set[int]) -> list[int]:
    if clause is None or clause.subject is None or clause.subject in inside:
        return []
    skip = frozenset(i for i in syntax.subtree(clause.subject) if i != clause.subject and _leaves_out(syntax, i))
    return syntax.subtree(clause.subject, skip)


def _leaves_out(syntax: Syntax, index: int) -> bool:
    return syntax.tokens[index].dependency in _CLAUSES


def _tie(clause: Clause) -> str:
    return "nsubjpass" if clause.passive else "nsubj"


def _word(syntax: Syntax, index: int, place: dict[int, int], tied: dict[int, str], verb: int | None) -> Word:
    token = syntax.tokens[index]
    head = verb if index in tied and verb is not None else token.head
    return Word(
        start=token.start,
        end=token.end,
        text=token.text,
        lemma=token.lemma.lower(),
        pos=token.pos,
        tag=token.tag,
        dependency=tied.get(index, "ROOT" if index == verb else token.dependency),
        head=-1 if index in {verb, head} or head not in place else place[head],
    )
