"""The tense of clauses and what it tells: what is going on, what has lasted, and whether words are passed on as somebody's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from factcheck.articles.quotations import quotations
from factcheck.model import TimeKind
from factcheck.syntax import Syntax, Token
from factcheck.time.lexicon import table

Told = Literal["past", "pluperfect", "present", "future", "modal", "imperative", "none"]
_CURLY = {"’s": "be", "’re": "be", "’ve": "have"}
_SUBJECTS = {"nsubj", "nsubjpass", "expl", "csubj"}


def governing_verb(syntax: Syntax, index: int) -> int | None:
    """The nearest verb at or above the token, not an auxiliary of another one; None where none stands above it.

    The month of May is often taken for the verb.
    """
    if syntax.tokens[index].text == "May" and syntax.tokens[index].head != index:
        index = syntax.tokens[index].head
    while syntax.tokens[index].pos not in {"VERB", "AUX"} or syntax.tokens[index].dependency in {"aux", "auxpass"}:
        if syntax.tokens[index].head == index:
            return None
        index = syntax.tokens[index].head
    return index


def told(syntax: Syntax, verb: int) -> Told:
    """The tense of a verb by the first finite word of its group; "none" for participles and infinitives."""
    children = syntax.children(verb)
    group = [i for i in children if syntax.tokens[i].dependency in {"aux", "auxpass"}]
    for index in [*group, verb]:
        token = syntax.tokens[index]
        if token.tag == "MD":
            return "future" if token.text.lower() in {"will", "shall", "'ll", "’ll", "wo", "sha"} else "modal"
        if token.tag == "VBD":
            return "pluperfect" if index in group and token.lemma.lower() == "have" else "past"
        if token.tag in {"VBZ", "VBP"}:
            return "present"
    if syntax.tokens[verb].tag == "VBN" and not group and any(syntax.tokens[i].dependency in _SUBJECTS for i in children):
        return "past"
    ordered = syntax.tokens[verb].tag == "VB" and syntax.tokens[verb].dependency == "ROOT" and not group
    return "imperative" if ordered and not any(syntax.tokens[i].dependency in _SUBJECTS for i in children) else "none"


def is_perfect(syntax: Syntax, verb: int) -> bool:
    """The verb has a form of "have" before it."""
    return any(syntax.tokens[i].dependency == "aux" and syntax.tokens[i].lemma.lower() == "have" for i in syntax.children(verb))


def clause_of(syntax: Syntax, index: int) -> tuple[int, Told] | None:
    """The verb whose tense tells the clause that holds the token, and that tense; None where no verb above it has one."""
    verb = governing_verb(syntax, index)
    while verb is not None:
        tense = told(syntax, verb)
        if tense != "none":
            return verb, tense
        if syntax.tokens[verb].head == verb:
            return None
        verb = governing_verb(syntax, syntax.tokens[verb].head)
    return None


def stands_as(syntax: Syntax, index: int, dependency: str, lemma: str) -> bool:
    """The token has this dependency and this lemma; a short form with a curly apostrophe has none, and is what its straight one is."""
    token = syntax.tokens[index]
    return token.dependency == dependency and _CURLY.get(token.lemma.lower(), token.lemma.lower()) == lemma


def reported(syntax: Syntax, index: int) -> bool:
    """A verb of saying or thinking governs the clause directly."""
    while syntax.tokens[index].dependency == "conj" and syntax.tokens[index].head != index:
        index = syntax.tokens[index].head
    token = syntax.tokens[index]
    return token.dependency == "ccomp" and syntax.tokens[token.head].lemma.lower() in table("cues")["reporting"]


Trigger = tuple[TimeKind, int, int]

PRESENT = {"VBZ", "VBP"}
LONGEST = 60
"""A trigger longer than this is cut to its verb."""
_OLDEST = 120
_LEAST_AT_THE_END = {".": 16}
"""A smaller number at the end of a sentence is a score or a count as well as an age."""


def aspects(syntax: Syntax) -> Iterator[Trigger]:
    """All triggers that tense and aspect give, as (kind, start, end) in the sentence."""
    quoted = quotations(syntax.text, 0, len(syntax.text))
    for index, token in enumerate(syntax.tokens):
        direct = any(start <= token.start < end for start, end in quoted)
        if token.tag == "VBG":
            yield from _progressive(syntax, index, direct=direct)
        elif token.pos in {"VERB", "AUX"}:
            yield from _lasting_perfect(syntax, index)
    yield from _ages(syntax)


def _progressive(syntax: Syntax, index: int, *, direct: bool) -> Iterator[Trigger]:
    """Words such as "are reviewing", and in reported speech "said it was reviewing": a process that has not ended."""
    token = syntax.tokens[index]
    auxiliary = next((syntax.tokens[i] for i in syntax.children(index) if stands_as(syntax, i, "aux", "be")), None)
    speakers = {syntax.tokens[i].text.lower() for i in syntax.children(index) if syntax.tokens[i].dependency == "nsubj"}
    if auxiliary is None or token.text.lower() == "going" or speakers & {"i", "we"}:
        return
    if auxiliary.tag in PRESENT or (auxiliary.tag == "VBD" and not direct and reported(syntax, index)):
        yield "ongoing", auxiliary.start, token.end


def _lasting_perfect(syntax: Syntax, index: int) -> Iterator[Trigger]:
    """The present perfect of what has not happened so far, or has lasted since a moment ("has not decided", "has run since May")."""
    children = syntax.children(index)
    auxiliary = next((i for i in children if stands_as(syntax, i, "aux", "have") and syntax.tokens[i].tag in PRESENT), None)
    if auxiliary is None:
        return
    start, verb = syntax.tokens[auxiliary].start, syntax.tokens[index]
    since = next((i for i in children if syntax.tokens[i].text.lower() == "since" and syntax.children(i)), None)
    denied = any(syntax.tokens[i].dependency == "neg" and syntax.tokens[i].text.lower() != "never" for i in children)
    nobody = next((i for i in children if _denies(syntax, i)), None)
    if since is not None:
        end = syntax.tokens[syntax.subtree(since)[-1]].end
        yield "ongoing", start, end if start < end <= start + LONGEST else verb.end
    elif denied or nobody is not None:
        first = syntax.tokens[syntax.subtree(nobody)[0]].start if nobody is not None else start
        yield "ongoing", first if verb.end - first <= LONGEST and first < start else start, max(verb.end, start + 1)


def _denies(syntax: Syntax, index: int) -> bool:
    """A subject, object or complement that there is none of ("no arrests", "nobody")."""
    if syntax.tokens[index].dependency not in {"nsubj", "nsubjpass", "dobj", "attr"}:
        return False
    if syntax.tokens[index].lemma.lower() in table("cues")["idioms"]:
        return False
    denied = {syntax.tokens[index].text.lower(), *(syntax.tokens[i].text.lower() for i in syntax.children(index))}
    return bool(denied & {"no", "none", "nobody", "neither"})


def _ages(syntax: Syntax) -> Iterator[Trigger]:
    """An age beside its person ("Anna Bell, 34,"), which a year makes wrong; an age at death stays."""
    for index, token in enumerate(syntax.tokens):
        if token.tag != "CD" or not (token.text.isdigit() and _OLDEST >= int(token.text) > 0):
            continue
        before, after = syntax.text[: token.start].rstrip(), syntax.text[token.end : token.end + 1]
        person = next((other for other in reversed(syntax.tokens[:index]) if other.text[:1].isalnum() and other.text != "aged"), None)
        beside = (
            (before.endswith(",") and after in {",", "."} and int(token.text) >= _LEAST_AT_THE_END.get(after, 0))
            or (before.endswith("(") and after == ")")
            or before.endswith(", aged")
        )
        clause = clause_of(syntax, index)
        gone = clause is not None and syntax.tokens[clause[0]].lemma.lower() in table("cues")["dying"]
        if beside and person is not None and _is_person(syntax, person) and not gone:
            yield "now", token.start, token.end


def _is_person(syntax: Syntax, token: Token) -> bool:
    """A name of somebody, a word for one ("the driver"), or a name right after such a word ("her daughter Eva")."""
    index = syntax.tokens.index(token)
    known = table("cues")["persons"]
    before = syntax.tokens[index - 1].lemma.lower() if index else ""
    return token.entity == "PERSON" or token.lemma.lower() in known or (token.pos == "PROPN" and before in known)
