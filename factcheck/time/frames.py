"""Triggers whose moment is not that of writing: names and titles, a past frame, times that hang on others or belong to any year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from factcheck.articles import quotations
from factcheck.model import TimeExpression, TimeKind
from factcheck.syntax import Syntax
from factcheck.time.almanac import midnight
from factcheck.time.grammar import context as words
from factcheck.time.grammar import table
from factcheck.time.tense import clause_of, governing_verb, told

_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "FAC", "PRODUCT", "LAW", "EVENT", "NORP"})
_HISTORY = timedelta(days=60)
"""So long ago nobody speaks of in the news as of a moment that still lasts."""
_PAST = frozenset({"past", "pluperfect"})
_TITLE = re.compile(r"[A-Z]\w*(?:[ '’-]+(?:[A-Z0-9]\w*|of|the|a|an|in|on|to|and|for|at|with))*[!?]?")
_MARKS = frozenset({"when", "before", "until", "till", "while", "once", "after", "as"})


def in_a_name(syntax: Syntax, start: int, end: int) -> bool:
    """The words belong to a name ("Will Moe", "the Today programme", "the Sunday Club") or are the title of a work in quotation marks."""
    index = syntax.token_at(start)
    if index is None:
        return False
    if _in_title(syntax.text, start, end):
        return True
    token = syntax.tokens[index]
    if not token.text[:1].isupper() or _headline(syntax):
        return False
    if _dated(token.text):
        return _names_something(syntax, index)
    first = all(not other.text[:1].isalnum() for other in syntax.tokens[:index])
    if first:
        return token.entity == "PERSON" and _goes_on(syntax, index)
    return token.entity in _NAMES or token.pos == "PROPN" or syntax.text[max(start - 2, 0) : start].strip(" \n") not in {":", "“", '"', "."}


def _in_title(text: str, start: int, end: int) -> bool:
    for a, b in quotations(text, 0, len(text)):
        inner = text[a:b].rstrip(",.")
        if a <= start and end <= b and inner.count(" ") in range(1, 8) and _TITLE.fullmatch(inner):
            return True
    return False


def _headline(syntax: Syntax) -> bool:
    """Most words have capitals, so that a capital tells nothing."""
    long = [token.text for token in syntax.tokens if token.text[:1].isalpha() and len(token.text) > 3]
    return len(long) > 2 and sum(word[0].isupper() for word in long) > len(long) * 2 / 3


def _dated(word: str) -> bool:
    """Weekdays and months have a capital wherever they stand; feasts too, in one of their words."""
    roles = table("words")["roles"]
    lowered = word.lower()
    known = any(lowered in roles[role] for role in ("WEEKDAY", "SHORTWEEKDAY", "MONTH", "SHORTMONTH", "WEEKDAYS"))
    return known or any(lowered in name.split() for names in table("festivals").values() for name in names)


def _names_something(syntax: Syntax, index: int) -> bool:
    """The Sunday Club, the Friday Gazette: an article before it, a capital after it, and neither word is a date."""
    before = syntax.tokens[index - 1] if index else None
    after = syntax.tokens[index + 1] if index + 1 < len(syntax.tokens) else None
    following = after is not None and after.text[:1].isupper() and after.pos in {"PROPN", "NOUN"} and not _dated(after.text)
    return following and before is not None and before.dependency in {"det", "poss"} and syntax.tokens[index].dependency == "compound"


def _goes_on(syntax: Syntax, index: int) -> bool:
    following = syntax.tokens[index + 1] if index + 1 < len(syntax.tokens) else None
    return following is not None and following.entity == "PERSON" and not following.entity_starts


def framed(syntax: Syntax, kind: TimeKind, start: int, expressions: Sequence[TimeExpression], anchor: date | None) -> bool:
    """What the words tell is of a moment long past, or of one that the sentence sets against another past one.

    "In 1987 the hall was still closed", "was still open when the tide came", "had recently married".
    """
    index = syntax.token_at(start)
    clause = clause_of(syntax, index) if index is not None else None
    if index is None or clause is None or clause[1] not in _PAST | {"modal"}:
        return False
    verb, tense = clause
    old = _old(syntax, verb, expressions, anchor)
    if tense == "modal":
        return (old and _above(syntax, verb) in _PAST) or _unforeseen(syntax, verb)
    if old or re.search(table("cues")["back_then"], syntax.text, re.IGNORECASE):
        return True
    if kind == "future" and _told_how_it_ended(syntax, verb):
        return True
    return (tense == "pluperfect" and kind in {"recency", "future", "now"}) or (
        (kind != "future" or _ABOUT_TO.match(syntax.text, start) is not None) and _set_against(syntax, verb)
    )


_ABOUT_TO = re.compile(r"(?:was|were) (?:just )?about to\b", re.IGNORECASE)
"""So near a future has come by the time it is told: "were about to leave when the bell rang"."""


def _complements(syntax: Syntax, verb: int) -> list[int]:
    """The verb and what completes it, down to the last: "were", "about", "leave"."""
    found = [verb]
    for index in found:
        found += [i for i in syntax.children(index) if syntax.tokens[i].dependency in {"xcomp", "ccomp", "acomp"}]
    return found


def _told_how_it_ended(syntax: Syntax, verb: int) -> bool:
    """A past clause after "but" says what came of it: "was expected to visit but never came"."""
    for index in _complements(syntax, verb):
        contrary = any(syntax.tokens[i].text.lower() in {"but", "yet"} for i in syntax.children(index))
        if contrary and any(syntax.tokens[i].dependency == "conj" and told(syntax, i) in _PAST for i in syntax.children(index)):
            return True
    return False


_NOBODY = frozenset({"nobody", "none", "few", "no", "hardly", "neither"})


def _unforeseen(syntax: Syntax, verb: int) -> bool:
    """Nobody guessed what the winter would bring, few believed it would hold: the teller knows what came."""
    head = syntax.tokens[verb].head
    could = any(syntax.tokens[i].text.lower() == "could" for i in syntax.children(head))
    if (
        head == verb
        or (told(syntax, head) not in _PAST and not could)
        or syntax.tokens[head].lemma.lower() not in table("cues")["foreseeing"]
    ):
        return False
    subjects = [i for i in syntax.children(head) if syntax.tokens[i].dependency in {"nsubj", "neg"}]
    words_of = {syntax.tokens[k].text.lower() for i in subjects for k in (i, *syntax.children(i))}
    return bool(words_of & _NOBODY) or any(syntax.tokens[i].dependency == "neg" for i in subjects)


def _above(syntax: Syntax, verb: int) -> str:
    head = governing_verb(syntax, syntax.tokens[verb].head) if syntax.tokens[verb].head != verb else None
    return told(syntax, head) if head is not None else "none"


def _old(syntax: Syntax, verb: int, expressions: Sequence[TimeExpression], anchor: date | None) -> bool:
    """A date beside the verb, or one above or next to it, lies long before the day of writing; without such a day, it names a year."""
    beside = {*_upwards(syntax, verb), *(i for i in syntax.children(verb) if syntax.tokens[i].dependency == "conj")}
    near = [e for e in expressions if _governors(syntax, e) & beside]
    closed = [e for e in near if e.interval is not None and (e.interval.start or e.granularity == "year") and e.interval.end is not None]
    if anchor is None:
        return any(e.granularity in {"year", "decade", "century"} and not e.anchored for e in closed)
    return any(e.interval.end is not None and midnight(anchor) - e.interval.end > _HISTORY for e in closed if e.interval is not None)


def _governors(syntax: Syntax, expression: TimeExpression) -> set[int | None]:
    """The verb over an expression and, where that has no tense, the one that has: "was due to open in 1939"."""
    index = syntax.token_at(expression.start)
    if index is None:
        return set()
    clause = clause_of(syntax, index)
    return {governing_verb(syntax, index), clause[0] if clause is not None else None} - {None}


def _upwards(syntax: Syntax, verb: int | None) -> Iterator[int]:
    while verb is not None:
        yield verb
        head = syntax.tokens[verb].head
        verb = governing_verb(syntax, head) if head != verb else None


def _set_against(syntax: Syntax, verb: int) -> bool:
    """Another past clause with "when", "before" or "until" fixes the moment, or this one stands in such a clause."""
    for index in (i for one in _complements(syntax, verb) for i in syntax.children(one)):
        if syntax.tokens[index].dependency == "advcl" and told(syntax, index) in _PAST and _marked(syntax, index):
            return True
    if any(_during(syntax, index) for index in syntax.children(verb)):
        return True
    token = syntax.tokens[verb]
    return token.dependency == "advcl" and _marked(syntax, verb) and (clause_of(syntax, token.head) or (0, ""))[1] in _PAST


def _during(syntax: Syntax, index: int) -> bool:
    """During the siege: an occasion of the past, not "during the night"."""
    if syntax.tokens[index].text.lower() != "during":
        return False
    roles = table("words")["roles"]
    nouns = [syntax.tokens[i].text.lower() for i in syntax.children(index) if syntax.tokens[i].dependency == "pobj"]
    return bool(nouns) and not any(
        noun in roles[role] for noun in nouns for role in ("UNIT", "UNITS", "PART", "WEEKDAY", "MONTH", "SEASON")
    )


def _marked(syntax: Syntax, verb: int) -> bool:
    near = [i for i in syntax.children(verb) if syntax.tokens[i].dependency in {"mark", "advmod"}]
    return any(syntax.tokens[i].text.lower() in _MARKS for i in near)


_LEADS = words("before_season") | {"at", "on", "this", "last", "next", "past", "coming", "than"}
"""Words before a season or feast that make it one of a year."""
_LONG_AGO = timedelta(days=400)
_WHICH = re.compile(r"\s+(?:after|before|of|when|that|in which|on which)\b")
_LAST_OF = re.compile(r"\s+(?:of|before) (?!last\b|this\b|next\b)\w+")


def points(syntax: Syntax, expression: TimeExpression, anchor: date | None) -> bool:
    """The expression points from the day of writing; its words alone do not tell."""
    index = syntax.token_at(expression.start)
    if _told_of(syntax.text, expression) or _long_gone(expression, anchor):
        return False
    if index is None:
        return True
    if (_is_weekday(expression) and _names_a_kind(syntax, index)) or _always(syntax, expression, index):
        return False
    if _season_of_a_thing(syntax, expression, index):
        return False
    if not _loose(expression) or syntax.text[expression.end :].startswith(("'s", "’s")):
        return True
    return _word_before(syntax.text, expression) in _LEADS and (clause_of(syntax, index) or (0, ""))[1] != "pluperfect"


def of_any_year(syntax: Syntax, expression: TimeExpression) -> bool:
    """In summer the river is low: a bare season in the present tense of what no calendar sets."""
    index = syntax.token_at(expression.start)
    bare = expression.text.lower() in table("words")["roles"]["SEASON"] and _word_before(syntax.text, expression) == "in"
    clause = clause_of(syntax, index) if index is not None and bare else None
    if clause is None or clause[1] != "present":
        return False
    return syntax.tokens[clause[0]].lemma.lower() not in table("cues")["scheduled"] and syntax.tokens[clause[0]].tag in {"VBZ", "VBP"}


def of_another_year(expression: TimeExpression, expressions: Sequence[TimeExpression], anchor: date | None) -> bool:
    """A month or feast in a tale of long ago: "hoped to be home by Christmas; he died in October 1916"."""
    if anchor is None or expression.certainty != "assumed" or _is_weekday(expression):
        return False
    others = [e for e in expressions if e.certainty == "explicit" and e.interval is not None and e.interval.end is not None]
    return any(e.interval.end < midnight(anchor) - 2 * _LONG_AGO for e in others if e.interval is not None and e.interval.end is not None)


def _word_before(text: str, expression: TimeExpression) -> str:
    return text[: expression.start].rstrip().rpartition(" ")[2].lower()


def _told_of(text: str, expression: TimeExpression) -> bool:
    """The Monday after the flood, the last year of the war: the words that follow say which."""
    after = text[expression.end :]
    if _is_weekday(expression) and _word_before(text, expression) == "the" and _WHICH.match(after):
        return True
    return expression.text.lower().startswith(("the last ", "the past ", "the final ")) and _LAST_OF.match(after) is not None


def _is_weekday(expression: TimeExpression) -> bool:
    return expression.text.lower().split(maxsplit=1)[0] in table("words")["roles"]["WEEKDAY"]


def _long_gone(expression: TimeExpression, anchor: date | None) -> bool:
    end = expression.interval.end if expression.interval is not None else None
    if re.search(r"\b(?:ago|last|past|this)\b", expression.text.lower()):
        return False
    return anchor is not None and end is not None and midnight(anchor) - end > _LONG_AGO


def _names_a_kind(syntax: Syntax, index: int) -> bool:
    """Saturday hours, Sunday trains: what there is on each of those days."""
    token = syntax.tokens[index]
    return token.dependency == "compound" and syntax.tokens[token.head].tag == "NNS" and token.head > index


def _always(syntax: Syntax, expression: TimeExpression, index: int) -> bool:
    """October is the last good month: a month or weekday of which something is said."""
    token = syntax.tokens[index]
    told_of = token.dependency in {"nsubj", "nsubjpass"} and expression.text == token.text
    return told_of and (clause_of(syntax, index) or (0, ""))[1] == "present"


def _season_of_a_thing(syntax: Syntax, expression: TimeExpression, index: int) -> bool:
    """Winter storm warnings, summer camp: a season that names a kind of thing."""
    bare = expression.text.lower() in table("words")["roles"]["SEASON"]
    return bare and syntax.tokens[index].dependency in {"compound", "nmod"} and syntax.tokens[index].head > index


def _loose(expression: TimeExpression) -> bool:
    """A season or a feast: without a word such as "at" or "last" before it, it is that of any year."""
    named = re.split(r"[^\w'’]+", expression.text.lower())
    if named[0] in table("words")["roles"]["PHASE"] or set(named) & {"last", "this", "next"}:
        return False
    feasts = {name.split()[0] for names in table("festivals").values() for name in names}
    season = any(word in table("words")["roles"]["SEASON"] for word in named)
    return season or named[0] in feasts - {"new"}
