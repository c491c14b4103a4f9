"""Whether a clause speaks of the past or of the future: from its syntax where there is one, else from the words around."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from factcheck.syntax import Syntax
from factcheck.time.grammar import Match
from factcheck.time.lexicon import Token, table
from factcheck.time.lexicon import context as words
from factcheck.time.tense import governing_verb, is_perfect, told

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


def _is_no_cue(match: Match, place: int, following: Token | None) -> bool:
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


def _infinitive(match: Match, place: int, following: Token | None) -> int | None:
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
