"""How a clause is meant: polarity, modality, and who says so."""

from __future__ import annotations

import re
from typing import Literal

from factcheck.claims.clauses import Clause
from factcheck.claims.lexicon import words
from factcheck.model import Modality, Polarity
from factcheck.syntax import Syntax

_FORECAST_TO = {"xcomp", "ccomp", "prep"}


def polarity(syntax: Syntax, clause: Clause) -> Polarity:
    """Negative where the verb is negated, or its subject or object is ("no one", "none")."""
    near = [i for i in clause.tokens if syntax.tokens[i].head == clause.head or i == clause.head]
    negated = [i for i in near if syntax.tokens[i].lemma.lower() in words("negations") or syntax.tokens[i].dependency == "neg"]
    arguments = [i for i in near if syntax.tokens[i].dependency in {"nsubj", "nsubjpass", "dobj", "attr", "pobj"}]
    negated += [
        child
        for i in arguments
        for child in syntax.children(i)
        if syntax.tokens[child].lemma.lower() in {"no", "neither"} and child in clause.tokens
    ]
    negative_verb = syntax.tokens[clause.head].lemma.lower() in words("negative_verbs")
    return "negative" if (len(set(negated)) + negative_verb) % 2 else "positive"


def _ancestry(clause: Clause, clauses: list[Clause]) -> list[Clause]:
    by_head = {other.head: other for other in clauses}
    path: list[Clause] = []
    while clause.parent is not None and clause.parent in by_head and len(path) < len(clauses):
        clause = by_head[clause.parent]
        path.append(clause)
    return path


def _phrase(syntax: Syntax, index: int) -> str:
    skip = frozenset(
        i
        for i in syntax.subtree(index)
        if i != index
        and syntax.tokens[i].dependency in {"relcl", "acl", "appos", "punct", "prep"}
        and syntax.tokens[i].text.lower() != "of"
    )
    tokens = syntax.subtree(index, skip)
    return syntax.text[syntax.tokens[tokens[0]].start : syntax.tokens[tokens[-1]].end]


def attribution(syntax: Syntax, clause: Clause, clauses: list[Clause]) -> tuple[str | None, str | None]:
    """Who says the clause and by which verb: (speaker, reporting lemma); (None, None) where the outlet itself does."""
    previous = clause
    for ancestor in _ancestry(clause, clauses):
        lemma = syntax.tokens[ancestor.head].lemma.lower()
        inside = previous.link in {"complement", "conjoined"} or (previous.link == "adverbial" and ancestor.link == "complement")
        if lemma in words("reporting") and previous.link == "complement" and ancestor.subject is not None and inside:
            return _phrase(syntax, ancestor.subject), lemma
        previous = ancestor
    return _by_phrase(syntax.text), None


def _by_phrase(text: str) -> str | None:
    for phrase in sorted(words("attributing_phrases")):
        match = re.search(rf"\b{phrase}\s+([^,;:.]+)", text, re.IGNORECASE)
        if match:
            return match[1].strip()
    return None


def modality(syntax: Syntax, clause: Clause, clauses: list[Clause], said_by: str | None, verb: str | None) -> Modality:
    """Forecast, conditional and opinion are read off the clause; reported means a fact that somebody else states."""
    own = [clause, *_ancestry(clause, clauses)]
    if any(_conditional(syntax, c) for c in own):
        return "conditional"
    if _forecast(syntax, clause, reported=said_by is not None):
        return "forecast"
    if _hedged(syntax, clause) or verb in words("opinion"):
        return "opinion"
    return "reported" if said_by else "asserted"


def _conditional(syntax: Syntax, clause: Clause) -> bool:
    marks = words("conditional_marks")
    return any(syntax.tokens[i].dependency == "mark" and syntax.tokens[i].text.lower() in marks for i in syntax.children(clause.head))


def _auxiliaries(syntax: Syntax, clause: Clause) -> set[str]:
    return {syntax.tokens[i].text.lower() for i in syntax.children(clause.head) if syntax.tokens[i].dependency in {"aux", "auxpass"}}


def _forecast(syntax: Syntax, clause: Clause, *, reported: bool) -> bool:
    auxiliaries = _auxiliaries(syntax, clause)
    if auxiliaries & words("forecast_auxiliaries") or (reported and "would" in auxiliaries):
        return True
    heads = [clause.head, *(i for i in syntax.children(clause.head) if syntax.tokens[i].dependency in {"acomp", "attr"})]
    if not any(syntax.tokens[i].lemma.lower() in words("forecast_heads") for i in heads):
        return syntax.tokens[clause.head].lemma == "be" and any(
            syntax.tokens[i].dependency == "xcomp" and syntax.tokens[i].tag == "VB" for i in syntax.children(clause.head)
        )
    return any(
        syntax.tokens[child].dependency in {"xcomp", "ccomp"} and syntax.tokens[child].tag == "VB"
        for head in heads
        for child in syntax.children(head)
    )


def _hedged(syntax: Syntax, clause: Clause) -> bool:
    adverbs = {syntax.tokens[i].lemma.lower() for i in syntax.children(clause.head) if syntax.tokens[i].dependency == "advmod"}
    return bool(_auxiliaries(syntax, clause) & words("hedge_auxiliaries")) or bool(adverbs & words("opinion_adverbs"))


def tense(syntax: Syntax, clause: Clause) -> Literal["past", "present", "future", "none"]:
    """The tense of the first finite word of the verb group."""
    group = [i for i in syntax.children(clause.head) if syntax.tokens[i].dependency in {"aux", "auxpass"} and i < clause.head]
    for index in [*group, clause.head]:
        token = syntax.tokens[index]
        if token.text.lower() in words("forecast_auxiliaries"):
            return "future"
        if token.tag in {"VBZ", "VBP"}:
            return "present"
        if token.tag == "VBD":
            return "past"
    return "none"


def is_correction(text: str) -> bool:
    """The sentence tells what an earlier version of the article said."""
    lowered = text.lower()
    return any(cue in lowered for cue in words("corrections"))
