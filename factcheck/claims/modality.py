"""How a clause is meant: polarity, modality and tense; and who says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from factcheck.claims.clauses import Clause, ancestry
from factcheck.meanings import deed_of
from factcheck.model import Frozen, Modal, Modality, Polarity
from factcheck.syntax import Syntax
from factcheck.words import listed, table


def polarity(syntax: Syntax, clause: Clause) -> Polarity:
    """Negative where the verb is negated, or its subject or object is ("no one", "none")."""
    near = [i for i in clause.tokens if syntax.tokens[i].head == clause.head or i == clause.head]
    negated = [i for i in near if syntax.tokens[i].lemma.lower() in listed("claims", "negations") or syntax.tokens[i].dependency == "neg"]
    negated = [i for i in negated if not _adds(syntax, i)]
    arguments = [i for i in near if syntax.tokens[i].dependency in {"nsubj", "nsubjpass", "dobj", "attr", "pobj"}]
    negated += [
        child
        for i in arguments
        for noun in (i, *(at for at in syntax.children(i) if syntax.tokens[at].dependency == "compound"))  # "no night trains"
        for child in syntax.children(noun)
        if syntax.tokens[child].lemma.lower() in {"no", "neither"} and child in clause.tokens
    ]
    negated = [i for i in negated if not _bounds(syntax, i)]
    if syntax.tokens[clause.head].lemma == "be":
        negated += [i for i in syntax.children(clause.head) if syntax.tokens[i].lemma.lower() == "without" and i in clause.tokens]
    if not negated and syntax.tokens[clause.head].lemma == "have":
        negated += [i for i in near if syntax.tokens[i].text.lower() == "yet"]  # "has yet to win", not "has no app yet"
    negated += [i for i in near if syntax.tokens[i].text.lower() == "longer" and syntax.tokens[i - 1].text.lower() == "no"]
    negative_verb = syntax.tokens[clause.head].lemma.lower() in listed("claims", "negative_verbs") or _escapes(syntax, clause)
    return "negative" if (len(set(negated)) + negative_verb) % 2 else "positive"


def _escapes(syntax: Syntax, clause: Clause) -> bool:
    """What the noun tells was not done: "avoided relegation"."""
    spared = syntax.tokens[clause.head].lemma.lower() in listed("claims", "sparing")
    objects = (syntax.tokens[i].lemma.lower() for i in syntax.children(clause.head) if syntax.tokens[i].dependency == "dobj")
    return spared and any(deed_of(noun) for noun in objects)


def _adds(syntax: Syntax, negation: int) -> bool:
    """Nothing is denied by "not just" and "not only"."""
    after = syntax.tokens[negation + 1].text.lower() if negation + 1 < len(syntax.tokens) else ""
    return after in {"just", "only", "merely", "simply"}


def _bounds(syntax: Syntax, negation: int) -> bool:
    """Nothing is denied by "no more than"."""
    after = [token.text.lower() for token in syntax.tokens[negation + 1 : negation + 3]]
    return len(after) > 1 and after[0] in {"more", "fewer", "less", "later", "earlier", "sooner"} and after[1] == "than"


def modality(syntax: Syntax, clause: Clause, clauses: list[Clause], speaker: Speaker | None) -> Modality:
    """Forecast, conditional and opinion are read off the clause; reported is a fact that somebody else states; a question states none."""
    own = [clause, *ancestry(clause, clauses)]
    if _continues(syntax, clause) and len(own) > 1:
        return modality(syntax, own[1], clauses, speaker)
    if _asked(syntax) or _is_alternative(syntax, clause.head):
        return "opinion"
    if any(_conditional(syntax, c) for c in own):
        return "conditional"
    if _forecast(syntax, clause, reported=speaker is not None):
        return "forecast"
    supposed = clause.link == "content" and _said_by(syntax, clause) in listed("claims", "suppositions")
    if supposed or _hedged(syntax, clause) or (speaker is not None and speaker.verb in listed("claims", "opinion")):
        return "opinion"
    told = speaker is not None or (clause.link == "content" and _said_by(syntax, clause) in listed("claims", "accounts"))
    return "reported" if told else "asserted"


def _continues(syntax: Syntax, clause: Clause) -> bool:
    """The verb shares subject and auxiliaries with the one before it ("may be closed and sold")."""
    dependencies = {syntax.tokens[i].dependency for i in syntax.children(clause.head)}
    bare = syntax.tokens[clause.head].tag in {"VB", "VBN", "VBG"}
    return clause.link == "conjoined" and bare and not dependencies & {"nsubj", "nsubjpass", "aux", "auxpass", "expl"}


def _is_alternative(syntax: Syntax, head: int) -> bool:
    """One of two verbs that "or" joins: neither is stated."""
    joined = {head, syntax.tokens[head].head} if syntax.tokens[head].dependency == "conj" else {head}
    verbs = any(syntax.tokens[i].dependency == "conj" and syntax.tokens[i].pos == "VERB" for verb in joined for i in syntax.children(verb))
    return verbs and any(
        syntax.tokens[i].dependency == "cc" and syntax.tokens[i].text.lower() == "or" for verb in joined for i in syntax.children(verb)
    )


def _said_by(syntax: Syntax, clause: Clause) -> str:
    """The lemma of the noun whose content the clause is ("reports that")."""
    return syntax.tokens[syntax.tokens[clause.head].head].lemma.lower()


def _conditional(syntax: Syntax, clause: Clause) -> bool:
    marks = listed("claims", "conditional_marks")
    return any(syntax.tokens[i].dependency == "mark" and syntax.tokens[i].text.lower() in marks for i in syntax.children(clause.head))


def _auxiliaries(syntax: Syntax, clause: Clause) -> set[str]:
    return {syntax.tokens[i].text.lower() for i in syntax.children(clause.head) if syntax.tokens[i].dependency in {"aux", "auxpass"}}


def _forecast(syntax: Syntax, clause: Clause, *, reported: bool) -> bool:
    auxiliaries = _auxiliaries(syntax, clause)
    would = bool(auxiliaries & {"would", "'d"}) and (reported or not auxiliaries & {"have", "'ve"})
    if auxiliaries & listed("claims", "forecast_auxiliaries") or would or _foreseen(syntax, clause):
        return True
    heads = [clause.head, *(i for i in syntax.children(clause.head) if syntax.tokens[i].dependency in {"acomp", "attr"})]
    if not any(syntax.tokens[i].lemma.lower() in listed("claims", "forecast_heads") for i in heads):
        return syntax.tokens[clause.head].lemma == "be" and any(
            syntax.tokens[i].dependency == "xcomp" and syntax.tokens[i].tag == "VB" for i in syntax.children(clause.head)
        )
    return any(
        syntax.tokens[child].dependency in {"xcomp", "ccomp"} and syntax.tokens[child].tag == "VB"
        for head in heads
        for child in syntax.children(head)
    )


def _foreseen(syntax: Syntax, clause: Clause) -> bool:
    """The clause tells what somebody expects or had budgeted, by its verb with an object, or by what its subject is ("the target was")."""
    verb, children = syntax.tokens[clause.head], syntax.children(clause.head)
    ties = {syntax.tokens[i].text.lower() for i in children if syntax.tokens[i].dependency == "prep"}
    if (verb.lemma.lower() == "aim" and not clause.passive and ties & {"at", "for"}) or (
        verb.lemma.lower() == "see" and clause.passive and "at" in ties
    ):
        return any(syntax.tokens[i].tag == "CD" for i in clause.tokens)
    if verb.lemma.lower() in listed("claims", "foreseeing"):
        return clause.passive or any(syntax.tokens[i].dependency == "dobj" for i in children)
    numbered = any(syntax.tokens[i].tag == "CD" for i in clause.tokens)
    if (
        clause.subject is None
        or not numbered
        or verb.lemma.lower() not in {*listed("claims", "measuring"), *listed("claims", "measuring_at")}
    ):
        return False
    described = {
        syntax.tokens[i].text.lower() for i in syntax.children(clause.subject) if syntax.tokens[i].dependency in {"amod", "compound"}
    }
    return syntax.tokens[clause.subject].lemma.lower() in listed("claims", "foreseen") or bool(described & listed("claims", "planned"))


def modal(syntax: Syntax, clause: Clause) -> Modal:
    """What the clause says of duty or chance: its auxiliary ("must"), or the word before its infinitive ("is allowed to")."""
    lists = table("claims", "words")
    for index in syntax.children(clause.head):
        if syntax.tokens[index].dependency == "aux" and (found := lists["modals"].get(syntax.tokens[index].text.lower())) is not None:
            return _modal(found)
    lemma = syntax.tokens[clause.head].lemma.lower()
    heads = [lemma, *(syntax.tokens[i].lemma.lower() for i in syntax.children(clause.head) if syntax.tokens[i].dependency == "acomp")]
    infinitive = any(syntax.tokens[i].dependency == "xcomp" and syntax.tokens[i].tag == "VB" for i in _with_adjectives(syntax, clause.head))
    passive_or_bare = clause.passive or lemma in {"have", "need", "be"}
    if infinitive and passive_or_bare:
        return _modal(next((lists["bound"][head] for head in heads if head in lists["bound"]), ""))
    return "may" if refused(syntax, clause) else ""


def refused(syntax: Syntax, clause: Clause) -> bool:
    """Something is forbidden: "are banned from entering"."""
    entered = any(
        syntax.tokens[i].text.lower() in {"from", "to"} or syntax.tokens[i].dependency == "xcomp" for i in syntax.children(clause.head)
    )
    return clause.passive and entered and syntax.tokens[clause.head].lemma.lower() in listed("claims", "refused")


def _with_adjectives(syntax: Syntax, verb: int) -> list[int]:
    """What hangs on the verb or on the adjective that follows it."""
    own = list(syntax.children(verb))
    return [*own, *(i for a in own if syntax.tokens[a].dependency == "acomp" for i in syntax.children(a))]


def _modal(word: str) -> Modal:
    known: tuple[Modal, ...] = ("will", "would", "must", "may", "can", "should")
    return next((one for one in known if one == word), "")


def _asked(syntax: Syntax) -> bool:
    """It ends as a question, or is one as a page's title ("Is it safe? | The Post")."""
    return re.search(r"\?[\"'”’) ]*(?:$|[|–—-]\s)", syntax.text) is not None


def _hedged(syntax: Syntax, clause: Clause) -> bool:
    adverbs = {syntax.tokens[i].lemma.lower() for i in syntax.children(clause.head) if syntax.tokens[i].dependency == "advmod"}
    hedges = _auxiliaries(syntax, clause) & listed("claims", "hedge_auxiliaries")
    return bool(hedges and not _permits(syntax, clause, hedges)) or bool(adverbs & listed("claims", "opinion_adverbs"))


def _permits(syntax: Syntax, clause: Clause, hedges: set[str]) -> bool:
    """A rule says what those whom it binds may do ("tenants may keep a dog"); what may befall them is no rule."""
    verb = syntax.tokens[clause.head]
    if clause.subject is None or not hedges <= listed("claims", "permitting") or perfect(syntax, clause):
        return False
    bound = syntax.tokens[clause.subject].lemma.lower() in listed("claims", "bound_parties")
    return bound and not clause.passive and verb.lemma.lower() not in listed("claims", "befalling")


def tense(syntax: Syntax, clause: Clause) -> Literal["past", "present", "future", "none"]:
    """The tense of the first finite word of the verb group."""
    group = [i for i in syntax.children(clause.head) if syntax.tokens[i].dependency in {"aux", "auxpass"} and i < clause.head]
    for index in [*group, clause.head]:
        token = syntax.tokens[index]
        if token.text.lower() in listed("claims", "forecast_auxiliaries"):
            return "future"
        if token.tag in {"VBZ", "VBP"}:
            return "present"
        if token.tag == "VBD":
            return "past"
    head = syntax.tokens[clause.head]
    doing = any(syntax.tokens[i].dependency == "nsubj" and i < clause.head for i in syntax.children(clause.head))
    return "past" if head.tag == "VBN" and head.dependency == "ROOT" and doing and not group else "none"


def perfect(syntax: Syntax, clause: Clause) -> bool:
    """The verb group has a form of "have" before a participle."""
    return any(syntax.tokens[i].dependency == "aux" and syntax.tokens[i].lemma.lower() == "have" for i in syntax.children(clause.head))


_TAKEN_BACK = re.compile(
    r"(?:that|this|it)(?: is| was|'s|’s)(?: simply| just| quite| of course)?"
    r" (?:wrong|false|incorrect|inaccurate|untrue|mistaken|not (?:true|so|right|correct|accurate|the case)|an? (?:error|mistake|lie))\b",
    re.IGNORECASE,
)


def takes_back(text: str) -> bool:
    """The sentence says that what the one before it told is not so: "That was wrong."."""
    return _TAKEN_BACK.match(text.strip()) is not None


def is_correction(text: str) -> bool:
    """The sentence tells what an earlier version of the article said."""
    lowered = text.lower()
    return any(cue in lowered for cue in listed("claims", "corrections"))


# Who says a clause: the subject of a reporting verb, an attributing phrase, or the speaker of a quotation.

UNNAMED = "a quoted speaker"
"""Who says what stands in quotation marks when no sentence near it names anybody."""

_LEFT_OUT = {"relcl", "acl", "appos", "punct", "prep"}


class Speaker(Frozen):
    """Who says a clause: the words, the token index of their head, and the reporting lemma ("" after "according to")."""

    words: str
    head: int
    verb: str


def attribution(syntax: Syntax, clause: Clause, clauses: Sequence[Clause]) -> Speaker | None:
    """The speaker that the sentence itself names for the clause; None where the outlet says it."""
    previous = clause
    for ancestor in ancestry(clause, clauses):
        verb = syntax.tokens[syntax.tokens[previous.head].head].lemma.lower()  # "believe" in "they continue to believe that"
        if verb in listed("claims", "reporting") and previous.link == "complement" and ancestor.subject is not None:
            return Speaker(words=_phrase(syntax, ancestor.subject), head=ancestor.subject, verb=verb)
        previous = ancestor
    return _by_phrase(syntax, clause, clauses)


def _phrase(syntax: Syntax, index: int) -> str:
    inner = (i for i in syntax.subtree(index) if i != index)
    skip = frozenset(i for i in inner if syntax.tokens[i].dependency in _LEFT_OUT and syntax.tokens[i].text.lower() != "of")
    tokens = syntax.subtree(index, skip)
    return " ".join(syntax.words(tokens[0], tokens[-1]).split())


def _by_phrase(syntax: Syntax, clause: Clause, clauses: Sequence[Clause]) -> Speaker | None:
    """The noun after "according to", for the clause that holds these words, what hangs on it, and what stands before it."""
    for index, token in enumerate(syntax.tokens[:-1]):
        if f"{token.text} {syntax.tokens[index + 1].text}".lower() not in listed("claims", "attributing_phrases"):
            continue
        nouns = [i for i in syntax.children(index + 1) if syntax.tokens[i].dependency == "pobj"] or list(syntax.children(index))
        noun = next((i for i in nouns if i > index + 1), None)
        holder = next((other for other in clauses if index in other.tokens), None)
        if noun is not None and holder is not None and _covers(holder, clause, clauses, index):
            return Speaker(words=_phrase(syntax, noun), head=noun, verb="")
    return None


def _covers(holder: Clause, clause: Clause, clauses: Sequence[Clause], at: int) -> bool:
    if clause == holder:
        return True
    above = [clause, *ancestry(clause, clauses)]
    if holder not in above:
        return False
    top = above[above.index(holder) - 1]
    return top.link != "conjoined" or at < holder.head or top.head < at
