"""What is to come: plans by the calendar and in reported speech, what somebody expects of others, and conditions that are still open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from factcheck.articles import quotations
from factcheck.model import TimeExpression, TimeKind
from factcheck.syntax import Syntax
from factcheck.time.almanac import midnight
from factcheck.time.grammar import context as words
from factcheck.time.grammar import table
from factcheck.time.tense import LONGEST, PRESENT, Trigger, clause_of, governing_verb, reported, stands_as


def plans(syntax: Syntax, expressions: Sequence[TimeExpression], anchor: date | None) -> Iterator[Trigger]:
    """All triggers that tell of what is to come by their syntax, as (kind, start, end) in the sentence."""
    quoted = quotations(syntax.text, 0, len(syntax.text))
    for index, token in enumerate(syntax.tokens):
        if token.text.lower() == "would" and not any(start <= token.start < end for start, end in quoted):
            yield from _reported_plan(syntax, index)
    yield from _plans_by_calendar(syntax, expressions, anchor)
    yield from _expected_of_others(syntax)


def _reported_plan(syntax: Syntax, index: int) -> Iterator[Trigger]:
    """The future of reported speech ("said it would not reopen before May") and of proposals ("a bill that would ban fishing").

    What would have been is none, nor what nobody would say, nor what a teller knew would come.
    """
    verb = syntax.tokens[index].head
    if verb == index or any(stands_as(syntax, i, "aux", "have") for i in syntax.children(verb)):
        return
    start, end = syntax.tokens[index].start, syntax.tokens[verb].end
    said = reported(syntax, verb) or _said_beside(syntax, verb)
    if (
        syntax.tokens[verb].lemma.lower() not in table("cues")["unspoken"]
        and (said or _proposed(syntax, verb))
        and start < end <= start + LONGEST
    ):
        yield "future", start, end


def _first_of(syntax: Syntax, verb: int) -> int:
    """The first of verbs joined by "and"."""
    while syntax.tokens[verb].dependency == "conj" and syntax.tokens[verb].head != verb:
        verb = syntax.tokens[verb].head
    return verb


def _said_beside(syntax: Syntax, verb: int) -> bool:
    """A verb of saying stands beside the clause (", she said"), or the clause follows "according to"."""
    children = syntax.children(_first_of(syntax, verb))
    if any(syntax.tokens[i].text.lower() == "according" for i in children):
        return True
    beside = (i for i in children if syntax.tokens[i].dependency in {"parataxis", "ccomp", "advcl", "dep"})
    return any(syntax.tokens[i].lemma.lower() in table("cues")["reporting"] and syntax.tokens[i].tag != "VB" for i in beside)


def _proposed(syntax: Syntax, verb: int) -> bool:
    """A plan or a deed thought of does it, or it hangs on one: "the deal would give", "under the plan, rents would rise"."""
    verb = _first_of(syntax, verb)
    token = syntax.tokens[verb]
    near = [token.head] if token.dependency in {"relcl", "acl", "advcl", "ccomp"} else []
    near += [i for i in syntax.children(verb) if syntax.tokens[i].dependency in {"nsubj", "nsubjpass"}]
    if any(syntax.tokens[i].dependency == "csubj" and syntax.tokens[i].tag == "VBG" for i in syntax.children(verb)):
        return True
    near += [i for p in syntax.children(verb) if syntax.tokens[p].dependency == "prep" for i in syntax.children(p)]
    return any(syntax.tokens[i].lemma.lower() in table("cues")["proposing"] for i in near)


def _plans_by_calendar(syntax: Syntax, expressions: Sequence[TimeExpression], anchor: date | None) -> Iterator[Trigger]:
    """A day to come in a clause that is not told in the past ("begins on July 1", "must reply by 7 June", "apply by 7 June").

    A day that its words place after that of writing is one whatever the tense ("promised no closures before 2030").
    """
    for expression in expressions:
        index = syntax.token_at(expression.start)
        if index is None or syntax.tokens[index].dependency in {"nsubj", "nsubjpass"} or _clock_alone(expression) or anaphoric(expression):
            continue
        clause = clause_of(syntax, index)
        tense = clause[1] if clause is not None else "none"
        if _is_plan(syntax, clause, expression, anchor) and (tense not in {"past", "pluperfect"} or expression.certainty == "explicit"):
            start, end = _stretch(syntax, index, clause, expression, tense)
            yield ("future", start, end) if end - start <= LONGEST else ("future", expression.start, expression.end)


def _is_plan(syntax: Syntax, clause: tuple[int, str] | None, expression: TimeExpression, anchor: date | None) -> bool:
    if clause is None and not re.search(
        r"\b(?:by|until|before|on|from|in|after)\s+(?:the )?\Z", syntax.text[: expression.start], re.IGNORECASE
    ):
        return False
    if anchor is not None:
        guessed = expression.certainty == "assumed" and clause is not None and not _hangs_on(syntax, clause[0], expression)
        return ahead(expression, anchor) and not guessed
    if clause is None or expression.type != "DATE" or expression.granularity not in {"day", "month"}:
        return False
    scheduled = clause[1] == "present" and syntax.tokens[clause[0]].lemma.lower() in table("cues")["scheduled"]
    due = clause[1] in {"modal", "imperative"} and re.search(r"\b(?:by|until|before)\s+(?:the )?\Z", syntax.text[: expression.start])
    return scheduled or bool(due)


def _hangs_on(syntax: Syntax, verb: int, expression: TimeExpression) -> bool:
    """The day is that of the verb, or of a noun that tells of what is to come: not of "his examination in April"."""
    index = syntax.token_at(expression.start)
    while index is not None and index != verb:
        token = syntax.tokens[index]
        outside = not expression.start <= token.start < expression.end
        if outside and token.pos in {"NOUN", "PROPN"} and token.lemma.lower() not in words("to_come"):
            return False
        index = token.head if token.head != index else None
    return True


def _stretch(syntax: Syntax, index: int, clause: tuple[int, str] | None, expression: TimeExpression, tense: str) -> tuple[int, int]:
    """From the verb to the day, in whichever order; only the day where no verb of the clause tells of it."""
    if clause is None or tense in {"past", "pluperfect"}:
        return expression.start, expression.end
    verb = governing_verb(syntax, index)
    token = syntax.tokens[verb if verb is not None else clause[0]]
    return min(token.start, expression.start), max(token.end, expression.end)


def _clock_alone(expression: TimeExpression) -> bool:
    """At ten: its day was taken from elsewhere."""
    return expression.type == "TIME" and not expression.anchored and expression.certainty != "explicit"


def anaphoric(expression: TimeExpression) -> bool:
    """It hangs on another time of the text, not on the day of writing: "that night", "a week earlier", but not "earlier this year"."""
    lowered = expression.text.lower()
    return bool(re.search(table("cues")["anaphoric"], lowered)) and not re.search(table("cues")["writing"], lowered)


def ahead(expression: TimeExpression, anchor: date | None) -> bool:
    """It begins after the anchor's day, or where it has no beginning ("until 31 May") ends after it."""
    if expression.interval is None or anchor is None:
        return False
    moment = expression.interval.start or expression.interval.end
    return moment is not None and moment > midnight(anchor)


def _expected_of_others(syntax: Syntax) -> Iterator[Trigger]:
    """Words such as "expect tenants to pay more", "see rates rising": a view of what is to come, held now."""
    for index, token in enumerate(syntax.tokens):
        forms = table("cues")["expecting"].get(token.lemma.lower())
        if forms is None or token.tag not in PRESENT:
            continue
        for child in syntax.children(index):
            inner = syntax.tokens[child]
            if inner.dependency in {"ccomp", "xcomp"} and inner.tag in forms and inner.start < token.start + LONGEST:
                yield "future", token.start, inner.end


_PAST = re.compile(r"\b(?:would|could|might|should) (?:not )?have\b", re.IGNORECASE)
_NOT_A_CONDITION = re.compile(r"(?:\bas|\bwonder(?:s|ed)?|\basked|\bask|\bsee|\bknow|\beven)\s+\Z", re.IGNORECASE)


_GENERAL = frozenset({"if", "unless"})
"""Marks that also lead rules which hold at any time: "if it rains, the road floods"."""
_ANYBODY = re.compile(r"\s+(?:you|one|anyone|anybody|someone|somebody|people|a person|a customer)\b", re.IGNORECASE)
_OUTCOME = re.compile(
    r"\b(?:will|won['’]t|would|wouldn['’]t|shall|could|may|might|must|has to|have to|should|going to)\b|['’]ll\b", re.IGNORECASE
)


def conditions(text: str, syntax: Syntax, *, dated: bool) -> Iterator[tuple[TimeKind, int, int]]:
    """The condition's words up to the end of its clause; what might have been is left out, and so is what always holds.

    `dated` says that the sentence names a day to come, which makes the present tense a plan ("unless they agree, it closes on Friday").
    """
    ahead = dated or _OUTCOME.search(text) is not None or _plans(syntax)
    if _PAST.search(text):
        return
    for match in re.finditer(table("cues")["condition_marks"], text, re.IGNORECASE):
        rule = match[0].lower() in _GENERAL and (not ahead or _anybody(text[match.end() :]))
        if not rule and not _NOT_A_CONDITION.search(text[: match.start()]) and _open(syntax, match.end()):
            yield "conditional_future", match.start(), _clause_end(text, match.start())
    for match in re.finditer(table("cues")["condition_inversion"], text):
        if match.start() == 0 or text[: match.start()].rstrip()[-1:] in {",", ";"}:
            yield "conditional_future", match.start(), _clause_end(text, match.start())


def _anybody(condition: str) -> bool:
    return _ANYBODY.match(condition) is not None


def _plans(syntax: Syntax) -> bool:
    """A verb of planning with an infinitive ("plans to leave if …")."""
    verbs = table("cues")["verbal"]
    return any(
        token.lemma.lower() in verbs and token.pos == "VERB" and any(syntax.tokens[i].dependency == "xcomp" for i in syntax.children(index))
        for index, token in enumerate(syntax.tokens)
    )


def _clause_end(text: str, start: int) -> int:
    stop = re.search(r"[,;.:—]", text[start:])
    return start + (stop.start() if stop else len(text[start:].rstrip()))


def _open(syntax: Syntax, end: int) -> bool:
    """The first verb after the mark is in the present, a bare participle, or past with "would" elsewhere."""
    after = [token for token in syntax.tokens if token.start >= end]
    verb = next((token for token in after[:12] if token.pos in {"VERB", "AUX"} or re.fullmatch(r"re-\w+ed", token.text)), None)
    if verb is None:
        return False
    ahead = any(token.text.lower() in {"will", "would", "could", "may", "might", "can", "must", "'ll"} for token in syntax.tokens)
    return verb.tag in {"VBZ", "VBP", "VB", "VBN", "MD", "JJ"} or (verb.tag == "VBD" and ahead)
