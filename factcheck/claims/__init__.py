"""Turns parsed sentences into typed claims, and proves that each stands in its article; here, an article as it is parsed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from factcheck.articles import COMBINING, INVISIBLE, WRITTEN_OUT, seen, spelled, spelled_out
from factcheck.articles.blocks import PICTURE
from factcheck.articles.segment import Sentence, headline
from factcheck.articles.segment import sentences as cut
from factcheck.articles.stating import in_sentence_case
from factcheck.claims import quantities
from factcheck.claims.names import NameIndex
from factcheck.claims.reference import Context, relations
from factcheck.claims.roles import is_count
from factcheck.model import Article, Frozen, Name, Quantity, TimeExpression
from factcheck.syntax import Syntax, Token
from factcheck.time import day_first, tag

_YEAR = re.compile(r"\d{4}")
_TOLD = 3
"""How many sentences back a date still holds."""


class ParsedSentence(Frozen):
    """One sentence; all offsets count from its start. `names` holds what is named and what pronouns stand for."""

    sentence: Sentence
    syntax: Syntax
    names: tuple[Name, ...]
    quantities: tuple[Quantity, ...]
    expressions: tuple[TimeExpression, ...]

    def name_at(self, start: int) -> Name | None:
        """The name that covers the character at `start`."""
        return next((name for name in self.names if name.start <= start < name.end), None)


class ParsedArticle(Frozen):
    """An article and its sentences in order."""

    article: Article
    sentences: tuple[ParsedSentence, ...]
    headline: ParsedSentence | None = None

    @property
    def all_sentences(self) -> tuple[ParsedSentence, ...]:
        """The headline, where the article has one, and the sentences."""
        return self.sentences if self.headline is None else (self.headline, *self.sentences)


def parse(article: Article, parser: Callable[[Sequence[str]], list[Syntax]], aliases: Mapping[str, str]) -> ParsedArticle:
    """Reads every sentence of the article; `aliases` are the user's own names for things.

    The parser gets line ends as spaces and no marks of Markdown: where a line is wrapped or a name linked is no reason to understand a
    sentence otherwise.
    """
    found, top = cut(article), headline(article)
    texts = [sentence.text for sentence in found]
    read = [readable(text) for text in ([*texts, in_sentence_case(top.text, texts)] if top else texts)]
    squeezed = parser([one.squeezed for one in read])
    all_syntaxes = tuple(placed(syntax, one) for syntax, one in zip(squeezed, read, strict=True))
    bare = [syntax.model_copy(update={"text": one.prose}) for syntax, one in zip(squeezed, read, strict=True)]
    syntaxes = all_syntaxes[: len(found)]
    index = NameIndex(syntaxes, aliases)
    related = relations(syntaxes, index)
    context = Context(related)
    order = day_first(article.text)
    parsed: list[ParsedSentence] = []
    for sentence, syntax, prose, one in zip(found, syntaxes, bare, read, strict=False):
        context.enter(sentence.paragraph)
        names = context.names(syntax, list(index.find(syntax)))
        times = _times(prose, article.day, (_last_date(parsed, sentence), order))
        parsed.append(_sentence(sentence, syntax, names, _Values(one, times, quantities.find(prose, _taken(times)))))
        context.leave(syntax, names)
    if top is None:
        return ParsedArticle(article=article, sentences=tuple(parsed))
    times = _times(bare[-1], article.day, (None, order))
    values = _Values(read[-1], times, quantities.find(bare[-1], _taken(times)))
    above = _sentence(top, all_syntaxes[-1], list(index.find(all_syntaxes[-1])), values)
    return ParsedArticle(article=article, sentences=tuple(parsed), headline=above)


def _last_date(before: Sequence[ParsedSentence], sentence: Sentence) -> date | None:
    """The day that the paragraph's last time words before this sentence begin with: what "a week earlier" hangs on."""
    told = [e for one in before[-_TOLD:] if one.sentence.paragraph == sentence.paragraph for e in one.expressions]
    starts = [e.interval.start for e in told if e.type in {"DATE", "TIME"} and e.interval is not None and e.interval.start is not None]
    return starts[-1].date() if starts else None


def _times(syntax: Syntax, anchor: date | None, told: tuple[date | None, bool | None]) -> list[TimeExpression]:
    """The time expressions, without counts that look like years ("2010 lamps")."""
    found = tag(syntax.text, anchor, syntax, reference=told[0], day_first=told[1])
    return [one for one in found if not (_YEAR.fullmatch(one.text) and is_count(syntax, one.start, one.end))]


def _taken(expressions: Sequence[TimeExpression]) -> list[tuple[int, int]]:
    """Where no number is looked for: in dates and times of day; the number of a duration has a unit like any other."""
    return [(e.start, e.end) for e in expressions if e.type != "DURATION"]


class _Values(NamedTuple):
    """What was found in the squeezed text of a sentence, and the way back to the sentence."""

    read: Readable
    expressions: Sequence[TimeExpression]
    quantities: Sequence[Quantity]


def _sentence(sentence: Sentence, syntax: Syntax, names: Sequence[Name], values: _Values) -> ParsedSentence:
    """What is read, in the words of the article: a value's text stands there with its marks."""
    return ParsedSentence(
        sentence=sentence,
        syntax=syntax,
        names=tuple(_worded(name, sentence.text, (name.start, name.end)) for name in names),
        quantities=tuple(_worded(number, sentence.text, values.read.span(number.start, number.end)) for number in values.quantities),
        expressions=tuple(_worded(time, sentence.text, values.read.span(time.start, time.end)) for time in values.expressions),
    )


Worded = TypeVar("Worded", Name, Quantity, TimeExpression)


def _worded(value: Worded, text: str, span: tuple[int, int]) -> Worded:
    start, end = span
    if (start, end, text[start:end]) == (value.start, value.end, value.text):
        return value
    return value.model_copy(update={"start": start, "end": end, "text": text[start:end]})


# Marks of Markdown and HTML inside a sentence: what a parser should not read, and where each character it does read stands.

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
