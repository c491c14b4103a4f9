"""What a sentence asserts outright, and what it says is false."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise

from factcheck.claims.names import names_match
from factcheck.model import Claim, Interval
from factcheck.syntax import Syntax
from factcheck.words import listed

RULING = frozenset({"can", "may", "must", "should"})
"""What an auxiliary says of a rule: what may, can, should or has to be done."""
_EXCEPTION = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, listed('claims', 'excepting')), key=len, reverse=True))})\b", re.IGNORECASE)


def counterfactual(claim: Claim) -> bool:
    """What would have been, and was not: "900 homes would have been flooded"."""
    lemmas = [word.lemma for word in claim.words]
    return ("would", "have") in pairwise(lemmas)


def dropped_plan(claim: Claim) -> bool:
    """What a plan that came to nothing provided for, and no condition: "the hall would have had 300 seats"."""
    provided = claim.verb in {"have", "include", "cost", "contain", "be", "create", "bring"}
    return provided and counterfactual(claim) and claim.modality != "conditional" and claim.polarity == "positive"


def awaited(claim: Claim) -> bool:
    """The clause tells what is waited for: "until he tests negative", "only when he finds a successor"."""
    first = next((word for word in claim.words if word.lemma != "only"), None)
    if first is None or first.dependency not in {"mark", "advmod"}:
        return False
    dated = any(value.start == first.start for value in claim.values)  # "until 6 June, when it closes"
    return first.lemma in {"until", "till"} or (first.lemma in {"when", "once"} and claim.tense == "present" and not dated)


def finite(claim: Claim) -> bool:
    """The verb has a tense, or an auxiliary that says what must or may be, or it is told to somebody: "take it with food"."""
    told = bool(claim.words) and claim.words[0].dependency == "ROOT" and claim.words[0].tag == "VB"
    return claim.tense != "none" or bool(claim.modal) or told


def until(claim: Claim) -> bool:
    """The clause tells how long something lasts: "remains until then"."""
    return any(word.lemma in {"until", "till"} for word in claim.words)


def perfect(claim: Claim) -> bool:
    """The verb has a form of "have" before it: "has allowed"."""
    return any(word.dependency == "aux" and word.lemma == "have" for word in claim.words)


def passive(claim: Claim) -> bool:
    """The verb is a passive with its auxiliary: "was allowed"."""
    return any(word.dependency == "auxpass" for word in claim.words)


def invented(claim: Claim) -> bool:
    """The clause tells what is so in a novel or a film, or what a post or a rumour says: no account of what is."""
    words = claim.words
    within = {word.lemma for word in words if word.dependency == "pobj" and words[word.head].lemma == "in"}
    spoken = set((claim.attributed_to or "").lower().split())
    return bool(within & listed("claims", "fictions") or spoken & listed("claims", "rumours"))


def one_rule(a: Claim, b: Claim) -> bool:
    """Both say what somebody can do or should do: rules, in which another number or a denial is another rule; never what could happen."""
    modals = {a.modal, b.modal}
    denied = a.polarity != b.polarity and modals <= RULING and modals != {"may"}  # "should not be taken with wine", "can be taken"
    if not (denied or modals in ({"can"}, {"should"})) or a.attributed_to or b.attributed_to:
        return False
    return not any(word.text.lower() in {"could", "ought", "might"} for claim in (a, b) for word in claim.words)


@lru_cache(maxsize=4096)
def excepting(sentence: str) -> bool:
    """The sentence makes an exception or hangs on a condition: "except on Sundays", "notwithstanding clause 4", "unless they have paid"."""
    return _EXCEPTION.search(sentence) is not None


_CONDITION = re.compile(
    r"\b(?:if|when (?:\w+(?:ed|en)|bought|paid|sold|sent|held|kept|built))\b.*|^with(?:out)? [^,]+(?=,)"
    r"|\bwith(?:out)? [^,]+ (?:on|off|enabled|disabled|attached|installed|fitted|removed|open|closed)(?=\W*$|,)",
    re.IGNORECASE | re.DOTALL,
)


@lru_cache(maxsize=4096)
def condition(sentence: str) -> str:
    """The words on which all else hangs, up to the end: "when billed monthly", "if you book early", "with the lid closed"; "" for none."""
    found = _CONDITION.search(sentence)
    return found[0].casefold().rstrip(" .") if found else ""


# What a sentence says is false: clauses under "it is not true that", "wrongly reported", "denied claims that"; and "12, not 40".

_COMPLEMENTS = {"ccomp", "csubj", "csubjpass", "acl", "relcl", "pcomp"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass"}
_SAYING = {"xcomp", "pcomp", "advcl", "ccomp", "prep"}
"""How a verb of saying hangs on what judges it: "was wrong to say", "erred in saying", "was wrong when it said"."""
_ASCRIBED = {"acomp", "attr", "oprd", "advmod"}
_DESCRIBING = {"amod", "det", "compound"}
_STEPS = 4
_NOT = re.compile(
    r"(?:[,;(–—]\s*|\b(?:and|but)\s+|\w\s+)not\s+(?:the\s+|in\s+|on\s+|at\s+|about\s+)?$|\b(?:rather than|instead of)\s+(?:the\s+)?$"
)
_VERBAL_NOT = re.compile(
    r"\b(?:is|are|was|were|be|been|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must)\s+not\s+\w*\s*$"
)


def denied(syntax: Syntax, head: int) -> bool:
    """The sentence says that what the clause with the verb at `head` tells is not so; its own "not" is no such denial."""
    token = syntax.tokens[head]
    if token.dependency not in _COMPLEMENTS or token.head == head:
        return _parenthetical(syntax, head)
    return _denies(syntax, token.head, head)


def _parenthetical(syntax: Syntax, head: int) -> bool:
    """The judging verb hangs on the clause itself: "The fire killed 40, the paper wrongly reported"."""
    found = (i for i in syntax.children(head) if syntax.tokens[i].dependency in {"parataxis", "ccomp"} and _misreports(syntax, i))
    return next(found, None) is not None


def _denies(syntax: Syntax, index: int, below: int) -> bool:
    """The word at `index`, over the complement `below`, judges it false, or is said by words that are judged so."""
    for _ in range(_STEPS):
        token = syntax.tokens[index]
        lemma = token.lemma.lower()
        if token.pos in {"NOUN", "PROPN"}:
            return _noun_denies(syntax, index)
        if lemma in listed("claims", "false") | listed("claims", "true"):
            return _judged(syntax, index)
        if token.pos in {"VERB", "AUX"} and (_misreports(syntax, index) or _judges(syntax, index, below)):
            return True
        if (
            token.dependency not in _SAYING
            or token.head == index
            or (token.pos in {"VERB", "AUX"} and lemma not in listed("claims", "reporting"))
        ):
            return False
        below, index = index, token.head
    return False


def _misreports(syntax: Syntax, verb: int) -> bool:
    """The verb itself says so: "misreported", "incorrectly said", "retracted", "erred"."""
    lemma = syntax.tokens[verb].lemma.lower()
    wrongly = any(syntax.tokens[i].lemma.lower() in listed("claims", "falsely") or _by_mistake(syntax, i) for i in syntax.children(verb))
    return (lemma in listed("claims", "disproving") and not _negated(syntax, verb)) or (wrongly and lemma not in {"be", "have", "do"})


def _described_by_no(syntax: Syntax, noun: int) -> bool:
    grounds = syntax.tokens[noun].lemma.lower() in listed("claims", "grounds")
    return grounds and any(syntax.tokens[i].lemma.lower() == "no" for i in syntax.children(noun))


def _by_mistake(syntax: Syntax, index: int) -> bool:
    """In error, by mistake."""
    inner = [syntax.tokens[i].lemma.lower() for i in syntax.children(index)]
    return syntax.tokens[index].text.lower() in {"in", "by"} and inner in (["error"], ["mistake"])


def _called_false(syntax: Syntax, verb: int) -> bool:
    """Somebody calls it a lie, or describes it as false."""
    if syntax.tokens[verb].lemma.lower() not in listed("claims", "calling") or _negated(syntax, verb):
        return False
    below = [
        i for child in syntax.children(verb) if syntax.tokens[child].dependency in {"dobj", "nsubjpass"} for i in syntax.subtree(child)
    ]
    # In "called the report that … a lie" the parser hangs the lie on the report.
    names = [*syntax.children(verb), *(i for i in below if syntax.tokens[i].dependency == "npadvmod")]
    names += [i for p in (*names, *below) if syntax.tokens[p].text.lower() == "as" for i in syntax.children(p)]
    return any(syntax.tokens[i].lemma.lower() in listed("claims", "false") for i in names)


def _groundless(syntax: Syntax, verb: int) -> bool:
    """It has no basis."""
    objects = [i for i in syntax.children(verb) if syntax.tokens[i].dependency == "dobj"]
    without = any(syntax.tokens[k].lemma.lower() == "no" for i in objects for k in syntax.children(i))
    named = any(syntax.tokens[i].lemma.lower() in listed("claims", "foundations") for i in objects)
    return syntax.tokens[verb].lemma.lower() in {"have", "lack"} and named and (without or syntax.tokens[verb].lemma.lower() == "lack")


def _judges(syntax: Syntax, verb: int, below: int) -> bool:
    """A form of "be" says that its subject, or what "it" stands for, is false, not true, or a myth; "no proof exists"."""
    if syntax.tokens[verb].lemma.lower() == "exist":
        return any(_described_by_no(syntax, i) for i in syntax.children(verb) if syntax.tokens[i].dependency == "nsubj")
    if syntax.tokens[verb].lemma.lower() not in {"be", "prove", "seem", "turn", "remain"}:
        return False
    return any(
        _judged(syntax, i)
        for i in syntax.children(verb)
        if i != below and syntax.tokens[i].dependency in {"acomp", "attr", "oprd", "advmod"}
    )


def _judged(syntax: Syntax, index: int) -> bool:
    """The word is "false" or "a myth" without "not", or "true" or "the case" with it."""
    lemma, verb = syntax.tokens[index].lemma.lower(), syntax.tokens[index].head
    negated = _negated(syntax, verb) or any(syntax.tokens[i].lemma.lower() in {"no", "never", "not"} for i in syntax.children(index))
    return (lemma in listed("claims", "false") and not negated) or (lemma in listed("claims", "true") and negated)


def _negated(syntax: Syntax, verb: int) -> bool:
    return any(syntax.tokens[i].dependency == "neg" or syntax.tokens[i].lemma.lower() == "never" for i in syntax.children(verb))


def _noun_denies(syntax: Syntax, noun: int) -> bool:
    """The claim or rumour is called false, is nothing ("no evidence"), is disproved, or is what something is contrary to."""
    token = syntax.tokens[noun]
    described = {
        syntax.tokens[i].lemma.lower() for i in syntax.children(noun) if syntax.tokens[i].dependency in {"amod", "det", "compound"}
    }
    if token.lemma.lower() in listed("claims", "false") or described & listed("claims", "false") or _described_by_no(syntax, noun):
        return True
    above = token.head
    if token.dependency == "attr":
        return _judged(syntax, noun)
    if token.dependency in _SUBJECTS:
        disproved = token.dependency == "nsubjpass" and _disproves(syntax, above)
        return disproved or _judges(syntax, above, noun) or _groundless(syntax, above) or _called_false(syntax, above)
    if token.dependency in {"dobj", "obj"}:
        return _disproves(syntax, above) or _called_false(syntax, above)
    return token.dependency == "pobj" and _preposition_denies(syntax, above)


def _disproves(syntax: Syntax, verb: int) -> bool:
    """The verb does so to what it is said of: "dismissed", "retracted", "made up"."""
    lemma = syntax.tokens[verb].lemma.lower()
    made_up = lemma == "make" and any(syntax.tokens[i].text.lower() == "up" for i in syntax.children(verb))
    return (made_up or lemma in listed("claims", "disproving") | listed("claims", "denying")) and not _negated(syntax, verb)


def _preposition_denies(syntax: Syntax, preposition: int) -> bool:
    """As in "contrary to reports that" and "no truth in the rumour that"."""
    governor = syntax.tokens[preposition].head
    if syntax.tokens[governor].lemma.lower() == "contrary":
        return True
    return syntax.tokens[governor].pos == "NOUN" and _noun_denies(syntax, governor)


def denies(syntax: Syntax, verb: int) -> bool:
    """Somebody denies what hangs on the verb: it is reported as not so."""
    return syntax.tokens[verb].lemma.lower() == "deny" and not _negated(syntax, verb)


def unsaid(syntax: Syntax, head: int) -> bool:
    """What the clause tells was not said ("never said that", "did not announce that")."""
    token = syntax.tokens[head]
    above = syntax.tokens[token.head]
    saying = above.lemma.lower() in listed("claims", "saying") and token.dependency == "ccomp" and token.head != head
    return saying and _negated(syntax, token.head)


def contrasted(text: str, start: int) -> bool:
    """What begins at `start` is named as what is not so: "12 people, not 40", "not 40 but 12", "40 rather than 12"."""
    before = text[max(0, start - 40) : start]
    return _NOT.search(before) is not None and _VERBAL_NOT.search(before) is None


def is_open(claim: Claim) -> bool:
    """A later statement can overtake it: a plan, a present state, something that has not happened yet."""
    if claim.modality == "forecast" or claim.tense == "future":
        return True
    if claim.tense == "none" and claim.modal in RULING:
        return True
    return claim.tense == "present" and (not perfect(claim) or claim.polarity == "negative")


def told_apart(a: Claim, b: Claim) -> timedelta | None:
    """How long after one of them the other was stated, as far as that is known."""
    if a.stated_at is None or b.stated_at is None or a.stated_at.start is None or b.stated_at.start is None:
        return None
    return abs(a.stated_at.start - b.stated_at.start)


def two_sources(a: Claim | None, b: Claim | None) -> bool:
    """Each side is what somebody else says ("police said", "organisers said"), and not the same one."""
    first, second = (claim.attributed_to if claim is not None else None for claim in (a, b))
    return bool(first and second) and not names_match(str(first), str(second))


def overlap(a: Interval, b: Interval) -> bool:
    """The two stretches of time have some moment in common, as far as is known."""
    return not (
        (a.end is not None and b.start is not None and a.end <= b.start) or (b.end is not None and a.start is not None and b.end <= a.start)
    )
