"""The words of a claim: its subject, its object, and the clause as a statement that stands alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.claims.clauses import Clause
from factcheck.claims.parsed import ParsedSentence
from factcheck.syntax import Syntax
from factcheck.words import listed

_RELATIVE = {"that", "which", "who", "whom"}


def stretches(tokens: Sequence[int]) -> list[tuple[int, int]]:
    """Runs of neighbouring token indices, each as (first, last)."""
    found: list[tuple[int, int]] = []
    for index in tokens:
        if found and index == found[-1][1] + 1:
            found[-1] = (found[-1][0], index)
        else:
            found.append((index, index))
    return found


def as_written(syntax: Syntax, tokens: Sequence[int]) -> str:
    """The text of the tokens as written, run by run, without punctuation that what lay between has left over."""
    parts = [syntax.text[syntax.tokens[a].start : syntax.tokens[b].end] for a, b in stretches(sorted(tokens))]
    return _tidied(" ".join(parts)).strip(" ,;:.\"“”'’")


def _tidied(text: str) -> str:
    text = re.sub(r" {2,}", " ", re.sub(r"\s+([,;:.])", r"\1", text))
    return re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", text)


def subject_words(sentence: ParsedSentence, clause: Clause) -> str:
    """The subject as written without clauses and descriptions that hang on it; a name for a pronoun; "" where there is none."""
    if clause.subject is None:
        return ""
    syntax = sentence.syntax
    name = sentence.name_at(syntax.tokens[clause.subject].start)
    if name is not None and syntax.tokens[clause.subject].pos == "PRON":
        return name.canonical
    inner = frozenset(
        i for i in syntax.subtree(clause.subject) if syntax.tokens[i].dependency in {"relcl", "acl", "appos"} and i != clause.subject
    )
    return as_written(syntax, syntax.subtree(clause.subject, inner))


def self_contained(sentence: ParsedSentence, clause: Clause, own: Sequence[int], subject: str) -> str:
    """The clause as a statement of its own: its subject in front, names for pronouns, no word that ties it to another clause."""
    syntax = sentence.syntax
    present = clause.subject is not None and clause.subject in own
    pieces: list[str] = []
    last: int | None = None
    for index in without_connective(syntax, own):
        token = syntax.tokens[index]
        if not present and clause.link == "relative" and token.text.lower() in _RELATIVE:
            continue
        name = sentence.name_at(token.start) if token.pos == "PRON" else None
        written = token.text if name is None else name.canonical + ("'s" if token.tag == "PRP$" else "")
        glued = last is not None and syntax.tokens[last].end == token.start
        pieces.append(written if glued or not pieces else f" {written}")
        last = index
    body = _tidied("".join(pieces)).strip(" ,;:")
    if present or not subject:
        return body
    named = bool(own) and syntax.tokens[own[0]].pos == "PROPN"
    return f"{subject} {body if named else body[:1].lower() + body[1:]}"


def without_connective(syntax: Syntax, own: Sequence[int]) -> Sequence[int]:
    """Without "when", "because", "although" in front; "if" and "unless" change what is stated and stay."""
    first = syntax.tokens[own[0]]
    tied = first.dependency in {"mark", "advmod"} and first.text.lower() in listed("claims", "connectives")
    return own[1:] if tied and len(own) > 1 else own
