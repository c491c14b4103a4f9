"""Marks of Markdown and HTML inside a sentence: what a parser should not read, and where each character it does read stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple

from factcheck.syntax import Syntax, Token

_HINT = re.compile(r"[\[*_`<&]|://|www\.")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_MARKS = re.compile(
    r"!\[[^\]\n]*\](?:\([^()\n]*\)|\[[^\]\n]*\])"  # an image
    r"|\[\^[^\]\s]+\]"  # a footnote
    r"|(?P<open>\[)(?P<words>[^\[\]\n]+)(?P<address>\]\((?:[^()\n]|\([^()\n]*\))*\)|\]\[[^\]\n]*\])"
    r"|</?[a-zA-Z][^<>\n]*>|</[a-zA-Z]\w{0,15}\Z"
    r"|(?P<mark>(?<![\w*])\*{1,3}(?=[^\s*])|(?<!\w)_{1,3}(?=[^\s_])|`+)(?P<inner>(?:(?!(?P=mark)).)+)(?<=\S)(?P<end>(?P=mark))(?![\w*])"
    rf"|(?P<entity>{_ENTITY.pattern})"
)
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \xa0\u2009\u202f]\d{3})+(?!\d)")
"""A number with spaces between its thousands; the parser gets it with commas, as one word."""
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]]+")


class Readable(NamedTuple):
    """What a reader sees of a sentence: `text` as long as the sentence, with spaces for its marks, and without addresses as `prose`.

    `squeezed` has no place for the marks; character i of it stands at `places[i]` of the sentence.
    """

    text: str
    prose: str
    squeezed: str
    places: Sequence[int]


def readable(text: str) -> Readable:
    """The sentence without what Markdown and HTML put into it; a line's end reads as a space."""
    if _HINT.search(text) is None:
        return Readable(text=text, prose=text, squeezed=_flat(text), places=range(len(text)))
    hidden = list(_hidden(text))
    places = [i for start, end in _kept(hidden, len(text)) for i in range(start, end)]
    masked = _masked(_ENTITY.sub(_spelled, text), hidden)
    addresses = [found.span() for found in _ADDRESS.finditer(masked)]
    return Readable(text=masked, prose=_masked(masked, addresses), squeezed=_flat("".join(masked[i] for i in places)), places=places)


def _spelled(entity: re.Match[str]) -> str:
    """The character that an entity stands for, and spaces to its end; what stands for none stays as it is."""
    character = unescape(entity[0])
    shown = " " if character.isspace() else character
    return shown.ljust(len(entity[0])) if len(shown) == 1 and shown.isprintable() else entity[0]


def _flat(text: str) -> str:
    return _SPACED.sub(lambda found: re.sub(r"\D", ",", found[0]), text.replace("\n", " "))


def placed(syntax: Syntax, read: Readable) -> Syntax:
    """The parse of the squeezed text as one of the sentence: the same tokens where they stand in it."""
    if isinstance(read.places, range):
        return syntax.model_copy(update={"text": read.text})
    tokens = tuple(_moved(token, read.places) for token in syntax.tokens)
    return Syntax.model_construct(text=read.text, tokens=tokens)


def _moved(token: Token, places: Sequence[int]) -> Token:
    return token.model_copy(update={"start": places[token.start], "end": places[token.end - 1] + 1})


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of marks, in order: of a link its brackets and address, of an entity all but the place of its character."""
    at = 0
    while (found := _MARKS.search(text, at)) is not None:
        at = found.end()
        edges = next(((edge, edge_end) for edge, edge_end in (("open", "address"), ("mark", "end")) if found[edge] is not None), None)
        if edges is None:
            if found["entity"] is None or _spelled(found) != found["entity"]:
                yield (found.start() + (found["entity"] is not None), found.end())
            continue
        first, last = found.span(edges[0]), found.span(edges[1])
        yield first
        yield from ((first[1] + start, first[1] + end) for start, end in _hidden(text[first[1] : last[0]]))
        yield last


def _kept(hidden: Sequence[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in hidden:
        yield at, start
        at = end
    yield at, length


def _masked(text: str, hidden: Sequence[tuple[int, int]]) -> str:
    for start, end in hidden:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
