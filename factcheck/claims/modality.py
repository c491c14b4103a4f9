"""How a clause is meant: polarity, modality and tense."""

from __future__ import annotations

from typing import Literal

from factcheck.claims.attribution import Speaker
from factcheck.claims.clauses import Clause, ancestry
from factcheck.claims.lexicon import words
from factcheck.model import Modality, Polarity
from factcheck.syntax import Syntax


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
    if syntax.tokens[clause.head].lemma == "be":
        negated += [i for i in syntax.children(clause.head) if syntax.tokens[i].lemma.lower() == "without" and i in clause.tokens]
    negated += [i for i in near if syntax.tokens[i].text.lower() == "yet" and syntax.tokens[clause.head].lemma == "have"]
    negative_verb = syntax.tokens[clause.head].lemma.lower() in words("negative_verbs")
    return "negative" if (len(set(negated)) + negative_verb) % 2 else "positive"


def modality(syntax: Syntax, clause: Clause, clauses: list[Clause], speaker: Speaker | None) -> Modality:
    """Forecast, conditional and opinion are read off the clause; reported is a fact that somebody else states; a question states none."""
    own = [clause, *ancestry(clause, clauses)]
    if any(_conditional(syntax, c) for c in own):
        return "conditional"
    if _forecast(syntax, clause, reported=speaker is not None):
        return "forecast"
    if _asked(syntax) or _hedged(syntax, clause) or (speaker is not None and speaker.verb in words("opinion")):
        return "opinion"
    return "reported" if speaker is not None else "asserted"


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


def _asked(syntax: Syntax) -> bool:
    return syntax.text.rstrip("\"'”’) ").endswith("?")


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


def perfect(syntax: Syntax, clause: Clause) -> bool:
    """The verb group has a form of "have" before a participle."""
    return any(syntax.tokens[i].dependency == "aux" and syntax.tokens[i].lemma.lower() == "have" for i in syntax.children(clause.head))


def is_correction(text: str) -> bool:
    """The sentence tells what an earlier version of the article said."""
    lowered = text.lower()
    return any(cue in lowered for cue in words("corrections"))
