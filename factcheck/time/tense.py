"""What tense and aspect tell: processes under way, states that still last, and plans told in the present tense or in reported speech."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from factcheck.articles.quotations import quotations
from factcheck.model import TimeExpression, TimeKind
from factcheck.syntax import Syntax
from factcheck.time.calendar import midnight
from factcheck.time.lexicon import table

Trigger = tuple[TimeKind, int, int]

_PRESENT = {"VBZ", "VBP"}
_LONGEST = 60
"""A trigger longer than this is cut to its verb."""


def aspects(syntax: Syntax, expressions: Sequence[TimeExpression], anchor: date | None) -> Iterator[Trigger]:
    """All triggers that tense and aspect give, as (kind, start, end) in the sentence."""
    quoted = quotations(syntax.text, 0, len(syntax.text))
    for index, token in enumerate(syntax.tokens):
        direct = any(start <= token.start < end for start, end in quoted)
        if token.tag == "VBG":
            yield from _progressive(syntax, index, direct=direct)
        elif token.pos in {"VERB", "AUX"}:
            yield from _lasting_perfect(syntax, index)
        if token.text.lower() == "would" and not direct:
            yield from _reported_plan(syntax, index)
    yield from _plans_by_calendar(syntax, expressions, anchor)


def _progressive(syntax: Syntax, index: int, *, direct: bool) -> Iterator[Trigger]:
    """Words such as "are reviewing", and in reported speech "said it was reviewing": a process that has not ended."""
    token = syntax.tokens[index]
    auxiliary = next((syntax.tokens[i] for i in syntax.children(index) if _is(syntax, i, "aux", "be")), None)
    speakers = {syntax.tokens[i].text.lower() for i in syntax.children(index) if syntax.tokens[i].dependency == "nsubj"}
    if auxiliary is None or token.text.lower() == "going" or speakers & {"i", "we"}:
        return
    if auxiliary.tag in _PRESENT or (auxiliary.tag == "VBD" and not direct and _reported(syntax, index)):
        yield "ongoing", auxiliary.start, token.end


def _is(syntax: Syntax, index: int, dependency: str, lemma: str) -> bool:
    return syntax.tokens[index].dependency == dependency and syntax.tokens[index].lemma.lower() == lemma


def _reported(syntax: Syntax, index: int) -> bool:
    """A verb of saying or thinking governs the clause directly."""
    while syntax.tokens[index].dependency == "conj" and syntax.tokens[index].head != index:
        index = syntax.tokens[index].head
    token = syntax.tokens[index]
    return token.dependency == "ccomp" and syntax.tokens[token.head].lemma.lower() in table("cues")["reporting"]


def _lasting_perfect(syntax: Syntax, index: int) -> Iterator[Trigger]:
    """The present perfect of what has not happened so far, or has lasted since a moment ("has not decided", "has run since May")."""
    children = syntax.children(index)
    auxiliary = next((i for i in children if _is(syntax, i, "aux", "have") and syntax.tokens[i].tag in _PRESENT), None)
    if auxiliary is None:
        return
    start, verb = syntax.tokens[auxiliary].start, syntax.tokens[index]
    since = next((i for i in children if syntax.tokens[i].text.lower() == "since" and syntax.children(i)), None)
    denied = any(syntax.tokens[i].dependency == "neg" and syntax.tokens[i].text.lower() != "never" for i in children)
    nobody = next((i for i in children if _denies(syntax, i)), None)
    if since is not None:
        end = syntax.tokens[syntax.subtree(since)[-1]].end
        yield "ongoing", start, end if start < end <= start + _LONGEST else verb.end
    elif denied or nobody is not None:
        first = syntax.tokens[syntax.subtree(nobody)[0]].start if nobody is not None else start
        yield "ongoing", first if verb.end - first <= _LONGEST and first < start else start, max(verb.end, start + 1)


def _denies(syntax: Syntax, index: int) -> bool:
    """A subject, object or complement that there is none of ("no arrests", "nobody")."""
    if syntax.tokens[index].dependency not in {"nsubj", "nsubjpass", "dobj", "attr"}:
        return False
    words = {syntax.tokens[index].text.lower(), *(syntax.tokens[i].text.lower() for i in syntax.children(index))}
    return bool(words & {"no", "none", "nobody", "neither"})


def _reported_plan(syntax: Syntax, index: int) -> Iterator[Trigger]:
    """The future of reported speech ("said it would not reopen before May"); what would have been is none."""
    verb = syntax.tokens[index].head
    if verb == index or any(_is(syntax, i, "aux", "have") for i in syntax.children(verb)) or not _reported(syntax, verb):
        return
    start, end = syntax.tokens[index].start, syntax.tokens[verb].end
    if start < end <= start + _LONGEST:
        yield "future", start, end


def _plans_by_calendar(syntax: Syntax, expressions: Sequence[TimeExpression], anchor: date | None) -> Iterator[Trigger]:
    """Words such as "begins on July 1", "faces voters in October": the present tense with a date that is still to come."""
    for expression in expressions:
        index = syntax.token_at(expression.start)
        verb = _governing_verb(syntax, index) if index is not None else None
        if verb is None or syntax.tokens[verb].tag not in _PRESENT:
            continue
        token = syntax.tokens[verb]
        ahead = anchor is not None and _after(expression, anchor)
        undated = anchor is None and expression.type == "DATE" and expression.granularity in {"day", "month"}
        if ahead or (undated and token.lemma.lower() in table("cues")["scheduled"]):
            start, end = min(token.start, expression.start), max(token.end, expression.end)
            yield ("future", start, end) if end - start <= _LONGEST else ("future", expression.start, expression.end)


def _after(expression: TimeExpression, anchor: date) -> bool:
    """It begins after the anchor's day, or where it has no beginning ("until 31 May") ends after it."""
    if expression.interval is None:
        return False
    moment = expression.interval.start or expression.interval.end
    return moment is not None and moment > midnight(anchor)


def _governing_verb(syntax: Syntax, index: int) -> int | None:
    while syntax.tokens[index].pos not in {"VERB", "AUX"}:
        if syntax.tokens[index].head == index:
            return None
        index = syntax.tokens[index].head
    return index
