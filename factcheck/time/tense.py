"""The tense of clauses: what is going on, what has lasted, what is passed on, and whether a time expression lies in the past or to come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Literal

from factcheck.articles import quotations
from factcheck.model import TimeKind
from factcheck.syntax import Syntax, Token
from factcheck.time.grammar import Match, table
from factcheck.time.grammar import Token as ScannedToken
from factcheck.time.grammar import context as words

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
        if token.tag != "CD" or not (token.text.isdecimal() and _OLDEST >= int(token.text) > 0):
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


_FUTURE = {"will", "shall", "'ll", "’ll", "would", "must"}
_AHEAD = {
    "due",
    "schedule",
    "reschedule",
    "postpone",
    "adjourn",
    "plan",
    "expect",
    "propose",
    "promise",
    "intend",
    "next",
    "until",
    "upcoming",
}
_DETERMINERS = {"the", "a", "an", "his", "her", "their", "its", "my", "our", "this", "that", "these", "those", "some", "any", "all"}
_REACH = 40
"""How many tokens to either side are asked."""


def direction(syntax: Syntax | None) -> Callable[[Match], int]:
    """What tells of a match whether its clause speaks of the future (1), the past (-1), or neither (0)."""
    return partial(_by_syntax, syntax) if syntax is not None else _by_words


def happened(syntax: Syntax | None) -> Callable[[Match], bool]:
    """What tells of a match that what has happened did so on that day: "collapsed on 30 March", not "invited to talks on 30 March"."""
    return partial(_happened_by_syntax, syntax) if syntax is not None else _happened_by_words


def _happened_by_words(match: Match) -> bool:
    """The deed stands right before "on", or the sentence begins with the day."""
    if match.before() != "on":
        return False
    place = match.first - 2
    return place < 0 or _ends(match, place) or _cue(match, place) == -1


def _happened_by_syntax(syntax: Syntax, match: Match) -> bool:
    index = syntax.token_at(match.scan.tokens[match.first].start)
    while index is not None and syntax.tokens[index].pos not in {"VERB", "AUX", "ADP"} and syntax.tokens[index].head != index:
        index = syntax.tokens[index].head
    if index is None or match.before() != "on" or syntax.tokens[index].pos != "ADP":
        return False
    verb = syntax.tokens[syntax.tokens[index].head]
    return verb.pos in {"VERB", "AUX"} and verb.tag in {"VBD", "VBN"}


def _by_words(match: Match) -> int:
    """The nearest cue before the match in its sentence, else the nearest after it; "Monday's vote" is mostly past."""
    beside = _beside(match)
    if beside is not None:
        return beside
    before = range(match.first - 1, max(match.first - _REACH, 0) - 1, -1)
    after = range(match.last, min(match.last + _REACH, len(match.scan.tokens)))
    found = _first_cue(match, before)
    return found if found is not None else _first_cue(match, after) or 0


def _beside(match: Match) -> int | None:
    if match.before() in {"until", "till"}:
        opens = match.first < 2 or _ends(match, match.first - 2)
        return (_first_cue(match, range(match.last, min(match.last + _REACH, len(match.scan.tokens)))) or 1) if opens else 1
    if match.after() == "'s":
        return -1
    if match.before() == "the" and match.after().isalpha():
        return 0
    return 1 if match.before() == "as" and match.before(2) in {"early", "soon"} else None


def _first_cue(match: Match, places: Iterable[int]) -> int | None:
    for place in places:
        if _ends(match, place):
            return None
        cue = _cue(match, place)
        if cue is not None:
            return cue
    return None


def _ends(match: Match, place: int) -> bool:
    """A sentence ends here: an empty line, a mark of its end that follows no abbreviation."""
    token = match.scan.tokens[place]
    if token.text in {"", "!", "?", ";"}:
        return True
    if token.text != "." or place == 0:
        return False
    return len(match.scan.tokens[place - 1].text) > 3 or match.scan.text[token.end : token.end + 2].isspace()


def _cue(match: Match, place: int) -> int | None:
    """1, -1, or None where the word is no cue; 0 for an infinitive, which tells of a plan or of nothing."""
    tokens = match.scan.tokens
    word = tokens[place].text
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if word == "set":
        return 1 if {token.text for token in tokens[place + 1 : place + 4]} & words("appointments") else -1
    if word in words("future"):
        return None if _is_no_cue(match, place, following) else 1
    if word.endswith("ing") and place and tokens[place - 1].text in {"is", "are"} and 0 < match.first - place <= 2:
        return 1
    if word == "to":
        return _infinitive(match, place, following)
    regular = len(word) > 4 and word.endswith("ed") and not match.scan.text[tokens[place].start].isupper()
    return _past(match, place) if word in words("past") or regular else None


def _is_no_cue(match: Match, place: int, following: ScannedToken | None) -> bool:
    """Next to the bridge, the month of May, what would have been."""
    word, after = match.scan.tokens[place].text, following.text if following else ""
    if word == "next":
        return after in {"to", "door"}
    if word == "may":
        return match.scan.text[match.scan.tokens[place].start].isupper() and place > 0 and match.scan.tokens[place - 1].text != "."
    return word in {"would", "might", "should", "may", "must"} and after == "have"


def _past(match: Match, place: int) -> int:
    """A past form: with "will" or "to be" before it a future, with "is" open."""
    lead = {token.text for token in match.scan.tokens[max(place - 3, 0) : place]}
    ahead = bool(lead & words("future")) or {"to", "be"} <= lead
    if ahead and not {"have", "had", "has"} & lead:
        return 1
    return 0 if {"is", "are"} & lead else -1


def _infinitive(match: Match, place: int, following: ScannedToken | None) -> int | None:
    if following is None or following.form != "WORD":
        return None
    if following.text == "be" or (place and match.scan.tokens[place - 1].text in words("future") | words("before_infinitive")):
        return 1
    noun = following.text in _DETERMINERS or match.scan.text[following.start].isupper() or following.text.endswith(("s", "ing"))
    return None if noun else 0


def _by_syntax(syntax: Syntax, match: Match) -> int:
    """Up from the expression: the first verb that tells; the present tense of an unscheduled verb leaves it open."""
    beside = _beside(match)
    if beside is not None:
        return beside
    start = match.scan.tokens[match.first].start
    index = syntax.token_at(start)
    seen: set[int] = set()
    while index is not None and index not in seen:
        seen.add(index)
        token = syntax.tokens[index]
        if token.lemma.lower() in _AHEAD or (token.lemma.lower() == "set" and _appoints(syntax, index)):
            return 1
        tense = _tense(syntax, index, start) if token.pos in {"VERB", "AUX"} else None
        if tense is not None:
            return tense
        index = token.head
    return _by_words(match)


def _tense(syntax: Syntax, verb: int, start: int) -> int | None:
    """1, -1 or 0 as the verb's own tense tells; None where it has none and the verb above it must."""
    tense = told(syntax, verb)
    if tense in {"past", "pluperfect"}:
        return -1
    if tense in {"future", "modal"}:
        return 1 if any(syntax.tokens[i].text.lower() in _FUTURE for i in syntax.children(verb)) else None
    if tense == "present":
        return -1 if is_perfect(syntax, verb) else int(_is_scheduled(syntax, verb) or _is_to_come(syntax, start, verb))
    if syntax.tokens[verb].tag != "VB" or not any(syntax.tokens[i].text.lower() == "to" for i in syntax.children(verb)):
        return None
    above = governing_verb(syntax, syntax.tokens[verb].head)
    done = above is not None and above != verb and told(syntax, above) in {"past", "pluperfect"}
    return 0 if done and above is not None and syntax.tokens[above].lemma.lower() in table("cues")["carried_out"] else 1


def _is_scheduled(syntax: Syntax, verb: int) -> bool:
    """Opens on Friday, is due on Friday."""
    token = syntax.tokens[verb]
    finite = token.tag in {"VBZ", "VBP"} and token.lemma.lower() in table("cues")["scheduled"]
    return finite or any(syntax.tokens[i].lemma.lower() in _AHEAD for i in syntax.children(verb))


def _is_to_come(syntax: Syntax, start: int, verb: int) -> bool:
    """Is up for re-election in May, is closing on Sunday: a present that is no state of things nor an account of them."""
    index = syntax.token_at(start)
    path: list[int] = []
    while index is not None and index != verb:
        path.append(index)
        index = syntax.tokens[index].head
    nouns = [i for i in path[1:] if syntax.tokens[i].pos in {"NOUN", "PROPN", "NUM"}]
    said = any(syntax.tokens[i].dependency in {"attr", "acomp"} for i in syntax.children(verb))
    open_ended = syntax.tokens[verb].tag == "VBG" or (syntax.tokens[verb].lemma == "be" and not said)
    return (
        open_ended
        and path != []
        and syntax.tokens[path[0]].pos != "AUX"
        and all(syntax.tokens[i].lemma.lower() in words("to_come") for i in nouns)
    )


def _appoints(syntax: Syntax, index: int) -> bool:
    """Set for, set to, set a hearing: not "set a record"."""
    return any(syntax.tokens[child].text.lower() in words("appointments") for child in syntax.children(index))
