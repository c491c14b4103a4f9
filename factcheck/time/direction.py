"""Whether a clause speaks of the past or of the future: from its syntax where there is one, else from the words around."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from factcheck.syntax import Syntax
from factcheck.time.grammar import Match
from factcheck.time.lexicon import context as words
from factcheck.time.lexicon import table
from factcheck.time.scan import Token

_FUTURE = {"will", "shall", "'ll", "’ll", "would", "must"}
_AHEAD = {"due", "set", "schedule", "plan", "expect", "propose", "promise", "intend", "next", "until", "upcoming"}
_DETERMINERS = {"the", "a", "an", "his", "her", "their", "its", "my", "our", "this", "that", "these", "those", "some", "any", "all"}
_REACH = 40
"""How many tokens to either side are asked."""


def direction(syntax: Syntax | None) -> Callable[[Match], int]:
    """What tells of a match whether its clause speaks of the future (1), the past (-1), or neither (0)."""
    return partial(_by_syntax, syntax) if syntax is not None else _by_words


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
        return 1
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
        return 1 if following and following.text in {"to", "for"} else -1
    if word in words("future"):
        return 1
    if word == "to":
        return _infinitive(match, place, following)
    regular = len(word) > 4 and word.endswith("ed") and not match.scan.text[tokens[place].start].isupper()
    return _past(match, place) if word in words("past") or regular else None


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
        if token.lemma.lower() in _AHEAD or (token.pos in {"VERB", "AUX"} and _speaks_of_future(syntax, index)):
            return 1
        if token.pos in {"VERB", "AUX"} and token.tag in {"VBD", "VBZ", "VBP"}:
            if token.tag == "VBD":
                return -1
            return 1 if token.lemma.lower() in table("cues")["scheduled"] else 0
        index = token.head
    return _by_words(match)


def _speaks_of_future(syntax: Syntax, index: int) -> bool:
    children = [syntax.tokens[child] for child in syntax.children(index)]
    modal = any(child.dependency in {"aux", "auxpass"} and child.text.lower() in _FUTURE for child in children)
    infinitive = syntax.tokens[index].tag == "VB" and any(child.text.lower() == "to" for child in children)
    return modal or infinitive
