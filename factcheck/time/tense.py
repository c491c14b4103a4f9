"""What tense and aspect tell: processes under way, and plans told in the present tense."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from factcheck.model import TimeExpression, TimeKind
from factcheck.syntax import Syntax
from factcheck.time.calendar import midnight
from factcheck.time.lexicon import table

_PRESENT = {"VBZ", "VBP"}


def progressives(syntax: Syntax) -> Iterator[tuple[TimeKind, int, int]]:
    """Words such as "are reviewing", and in reported speech "said it was reviewing": a process that has not ended."""
    for index, token in enumerate(syntax.tokens):
        if token.tag != "VBG" or token.text.lower() == "going":
            continue
        auxiliary = next(
            (syntax.tokens[i] for i in syntax.children(index) if syntax.tokens[i].dependency == "aux" and syntax.tokens[i].lemma == "be"),
            None,
        )
        speakers = {syntax.tokens[i].text.lower() for i in syntax.children(index) if syntax.tokens[i].dependency == "nsubj"}
        if auxiliary is None or speakers & {"i", "we"}:
            continue
        if auxiliary.tag in _PRESENT or (auxiliary.tag == "VBD" and _reported(syntax, index)):
            yield "ongoing", auxiliary.start, token.end


def _reported(syntax: Syntax, index: int) -> bool:
    """A verb of saying governs the clause directly."""
    token = syntax.tokens[index]
    return token.dependency == "ccomp" and syntax.tokens[token.head].lemma.lower() in table("cues")["reporting"]


def plans_by_calendar(syntax: Syntax, expressions: Sequence[TimeExpression], anchor: date | None) -> Iterator[tuple[TimeKind, int, int]]:
    """Words such as "begins on July 1", "faces voters in October": the present tense with a date that is still to come."""
    for expression in expressions:
        index = next((i for i, token in enumerate(syntax.tokens) if token.start <= expression.start < token.end), None)
        verb = _governing_verb(syntax, index) if index is not None else None
        if verb is None:
            continue
        token = syntax.tokens[verb]
        ahead = (
            anchor is not None
            and expression.interval is not None
            and expression.interval.start is not None
            and expression.interval.start > midnight(anchor)
        )
        listed = token.lemma.lower() in table("cues")["scheduled"]
        if token.tag in _PRESENT and (
            ahead or (listed and anchor is None and expression.type == "DATE" and expression.granularity in {"day", "month"})
        ):
            start, end = min(token.start, expression.start), max(token.end, expression.end)
            yield ("future", start, end) if end - start <= 60 else ("future", expression.start, expression.end)


def _governing_verb(syntax: Syntax, index: int) -> int | None:
    while syntax.tokens[index].pos not in {"VERB", "AUX"}:
        if syntax.tokens[index].head == index:
            return None
        index = syntax.tokens[index].head
    return index
