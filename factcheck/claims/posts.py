"""Who holds which office, by the order of words: a title before a name, or a description beside one between commas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from factcheck.claims import ParsedSentence
from factcheck.syntax import Token
from factcheck.words import table

_TIMES = frozenset({"DATE", "TIME"})
_OPEN = frozenset({"NOUN", "ADJ", "PROPN"})
_GENERATIONS = frozenset({"jr", "jr.", "sr", "sr."})
_MODIFIERS, _NAME = 4, 6
"""Words before an office's noun, and of a name, at most."""
_JOINING = frozenset({"of", "and", "&"})
_TIES = frozenset({"of", "at", "for"})
_ENDS = frozenset({",", ".", ";", ")", "(", "—", "–", ":", "!", "?"})


class Post(NamedTuple):
    """Token indices of the holder's name, of the office's words and of the name of the body; the office as it is usually called."""

    holder: tuple[int, ...]
    words: tuple[int, ...]
    office: tuple[str, ...]
    body: tuple[int, ...]
    past: bool = False


class _Phrase(NamedTuple):
    """An office with its modifiers, [first, end) of the tokens, and what it is called; `bare` = nothing tells it further."""

    first: int
    end: int
    office: tuple[str, ...]
    bare: bool


def posts(sentence: ParsedSentence) -> Iterator[Post]:
    """The offices that the sentence gives to somebody, in order."""
    tokens = sentence.syntax.tokens
    for index, token in enumerate(tokens):
        if _noun(token) in relation("held"):
            phrase = _phrase(tokens, index)
            found = None if phrase is None else _title(sentence, phrase) or _beside(sentence, phrase)
            if found is not None:
                yield found


@cache
def relation(kind: str) -> frozenset[str]:
    """The list of that name in the table of relations."""
    return frozenset(table("claims", "relations")[kind])


def _noun(token: Token) -> str:
    return token.text.lower() if token.pos in {"NOUN", "PROPN"} else ""


def _phrase(tokens: Sequence[Token], index: int) -> _Phrase | None:
    """The office whose noun is at `index`; None where its holder does not hold it now, or there are several."""
    first = index
    while first > 0 and index - first < _MODIFIERS and _modifies(tokens[first - 1]):
        first -= 1
    before = {t.text.lower() for t in tokens[max(0, first - 3) : index]}
    hyphenated = index > 0 and tokens[index - 1].text == "-"
    if hyphenated or before & relation("not_held") or (index + 1 < len(tokens) and _noun(tokens[index + 1]) in relation("held")):
        return None
    tail = table("claims", "relations")["tails"].get(tokens[index].text.lower(), [])
    end = index + 1
    rest = [t for t in tokens[end : end + 4] if t.text != "-"][: len(tail)]
    if tail and end < len(tokens) and tokens[end].text == "-" and [t.text.lower() for t in rest] == tail:
        end += 2 * len(tail)
    told = [t.text.lower() for t in tokens[first : index + 1] if t.text.lower() not in relation("plain")]
    return _Phrase(first, end, _usual(tuple(told)), len(_usual(tuple(told))) == 1 and end == index + 1)


def _modifies(token: Token) -> bool:
    """The word belongs to the office: it is written small, or is itself a word of offices ("Prime", "Chief")."""
    if token.pos in _OPEN and token.text.islower() and token.entity not in _TIMES:
        return True
    return token.text.lower() in relation("modifiers") | relation("held") and token.pos in _OPEN | {"VERB"}


def _usual(told: tuple[str, ...]) -> tuple[str, ...]:
    """What the office is usually called, whatever it is called here."""
    known = table("claims", "relations")["same"]
    for at in range(len(told)):
        usual = known.get(" ".join(told[at:]))
        if usual is not None:
            return (*told[:at], *usual)
    return told


def _title(sentence: ParsedSentence, phrase: _Phrase) -> Post | None:
    """Finds "Castellan Foods chief executive Hannah Reuter", "Prime Minister Anna Bell"."""
    tokens = sentence.syntax.tokens
    holder = _name(tokens, phrase.end)
    body = _body_before(sentence, phrase.first)
    if not holder or _text(tokens, holder[0]) in _GENERATIONS or (phrase.bare and phrase.office[-1] in relation("several")):
        return None
    return Post(holder, tuple(range(phrase.first, phrase.end)), phrase.office, body)


def _beside(sentence: ParsedSentence, phrase: _Phrase) -> Post | None:
    """Finds "Hannah Reuter, chief executive of Castellan Foods,", "the mayor of Selm, Peter Lyle,", "the mayor of Selm is Peter Lyle"."""
    tokens = sentence.syntax.tokens
    body, end = _body_before(sentence, phrase.first), phrase.end
    if not body and _text(tokens, end) in _TIES:
        at = end + 1 + (_text(tokens, end + 1) == "the")
        body = _name(tokens, at, _JOINING)
        end = body[-1] + 1 if body else end
    if not body:
        return None
    first = min(phrase.first, body[0])
    while first > 0 and _text(tokens, first - 1) in {"the", "its", "current"}:
        first -= 1
    words = tuple(range(phrase.first, phrase.end))
    if _text(tokens, first - 1) == "," and (end >= len(tokens) or tokens[end].text in _ENDS):
        holder = _name_before(tokens, first - 1)
        if holder:
            return Post(holder, words, phrase.office, body)
    if _text(tokens, end) == "," or _text(tokens, end) in {"is", "was"}:
        holder = _name(tokens, end + 1)
        closed = holder and (holder[-1] + 1 >= len(tokens) or tokens[holder[-1] + 1].text in _ENDS)
        if holder and closed and _text(tokens, first - 1) != ",":
            return Post(holder, words, phrase.office, body, past=_text(tokens, end) == "was")
    return None


def _text(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].text.lower() if 0 <= index < len(tokens) else ""


def _is_name(token: Token) -> bool:
    capital = token.pos == "PROPN" and token.text[:1].isupper() and token.entity not in _TIMES
    return capital and _noun(token) not in relation("held") | relation("modifiers")


def _name(tokens: Sequence[Token], start: int, inside: frozenset[str] = frozenset()) -> tuple[int, ...]:
    """The capitalised words of one name from the token on, with words `inside` it ("University of Selm")."""
    end = start
    while end < len(tokens) and end - start < _NAME:
        joined = tokens[end].text in inside and end > start and end + 1 < len(tokens) and _is_name(tokens[end + 1])
        if not (_is_name(tokens[end]) or joined):
            break
        end += 1
    return tuple(range(start, end))


def _name_before(tokens: Sequence[Token], end: int, inside: frozenset[str] = frozenset()) -> tuple[int, ...]:
    """The same up to the token."""
    start = end
    while start > 0 and end - start < _NAME:
        joined = tokens[start - 1].text in inside and start < end and start > 1 and _is_name(tokens[start - 2])
        if not (_is_name(tokens[start - 1]) or joined):
            break
        start -= 1
    return tuple(range(start, end))


def _body_before(sentence: ParsedSentence, first: int) -> tuple[int, ...]:
    """The name that stands right before the office, with or without an apostrophe; "the company's" where the article tells which."""
    tokens = sentence.syntax.tokens
    end = first - 1 if first > 0 and tokens[first - 1].tag == "POS" else first
    found = _name_before(tokens, end, _JOINING)
    if found or end == 0:
        return found
    before = tokens[end - 1]
    known = sentence.name_at(before.start)
    stands_for_it = before.pos in {"NOUN", "PRON", "ADJ"} and known is not None and (end < first or before.pos != "NOUN")
    return (end - 1,) if stands_for_it and known is not None and known.category != "person" else ()
