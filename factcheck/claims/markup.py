"""Marks of Markdown and HTML inside a sentence: what a parser should not read, and where each character it does read stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factcheck.articles import COMBINING, INVISIBLE, WRITTEN_OUT, seen, spelled, spelled_out
from factcheck.articles.blocks import PICTURE
from factcheck.syntax import Syntax, Token

_HINT = re.compile(rf"[\[*_`<&ÂÃÄÅâï{COMBINING}{INVISIBLE}]|://|www\.")
_MARKS = re.compile(
    rf"{PICTURE.pattern}"
    r"|\[\^[^\]\s]+\]"  # a footnote
    r"|(?P<open>\[)(?P<words>[^\[\]\n]+)(?P<address>\]\((?:[^()\n]|\([^()\n]*\))*\)|\]\[[^\]\n]*\])"
    r"|</?[a-zA-Z][^<>\n]*>|</[a-zA-Z]\w{0,15}\Z"
    r"|(?P<mark>(?<![\w*])\*{1,3}(?=[^\s*])|(?<!\w)_{1,3}(?=[^\s_])|`+)(?P<inner>(?:(?!(?P=mark)).)+)(?<=\S)(?P<end>(?P=mark))(?![\w*])"
    rf"|(?P<written>{WRITTEN_OUT})|[{INVISIBLE}]+"
)
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \xa0\u2009\u202f]\d{3})+(?!\d)")
"""A number with spaces between its thousands; the parser gets it with commas, as one word."""
_WRITTEN_OUT = re.compile(WRITTEN_OUT)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]]+")


class Readable(NamedTuple):
    """What a reader sees of a sentence: `text` as long as the sentence, with spaces for its marks, and `squeezed` without a place for them.

    Character i of `squeezed`, and of `prose`, which is the same without addresses, stands at [places[i], stops[i]) of the sentence.
    """

    text: str
    prose: str
    squeezed: str
    places: Sequence[int]
    stops: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the sentence the characters [start, end) of what is squeezed stand."""
        return self.places[start], self.stops[end - 1]


def readable(text: str) -> Readable:
    """The sentence without what Markdown and HTML put into it and what nobody sees; a line's end reads as a space."""
    text = seen(text)
    if _HINT.search(text) is None:
        return Readable(text, text, _flat(text), range(len(text)), range(1, len(text) + 1))
    hidden = list(_hidden(text))
    places = [i for start, end in _kept(hidden, len(text)) for i in range(start, end)]
    masked = _masked(spelled_out(text), hidden)
    squeezed = seen("".join(masked[i] for i in places))
    written = {found.start(): found.end() for found in _WRITTEN_OUT.finditer(text) if spelled(found)}
    return Readable(
        text=masked,
        prose=_masked(squeezed, [found.span() for found in _ADDRESS.finditer(squeezed)]),
        squeezed=_flat(squeezed),
        places=places,
        stops=[written.get(i, i + 1) for i in places],
    )


def _flat(text: str) -> str:
    return _SPACED.sub(lambda found: re.sub(r"\D", ",", found[0]), text)


def placed(syntax: Syntax, read: Readable) -> Syntax:
    """The parse of the squeezed text as one of the sentence: the same tokens where they stand in it."""
    if isinstance(read.places, range):
        return syntax.model_copy(update={"text": read.text})
    bare = syntax.model_copy(update={"text": seen("".join(read.text[i] for i in read.places))})
    return Syntax.model_construct(text=read.text, tokens=tuple(_moved(token, read) for token in syntax.tokens), bare=bare)


def _moved(token: Token, read: Readable) -> Token:
    start, end = read.span(token.start, token.end)
    return token.model_copy(update={"start": start, "end": end})


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of marks, in order: of a link its brackets and address, of what is written out all but its character's place."""
    at = 0
    while (found := _MARKS.search(text, at)) is not None:
        at = found.end()
        edges = next(((edge, edge_end) for edge, edge_end in (("open", "address"), ("mark", "end")) if found[edge] is not None), None)
        if edges is None:
            shown = "" if found["written"] is None else spelled(found)
            if shown is not None:
                yield found.start() + len(shown), found.end()
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
