"""An article read sentence by sentence: syntax, names, numbers and times; what extraction and typing start from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from html import unescape
from typing import NamedTuple, TypeVar

from factcheck.articles.characters import readable as as_seen
from factcheck.articles.segment import Sentence, headline, sentences
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
    found, top = sentences(article), headline(article)
    texts = [sentence.text for sentence in found]
    read = [readable(as_seen(text)) for text in ([*texts, in_sentence_case(top.text, texts)] if top else texts)]
    all_syntaxes = tuple(placed(syntax, one) for syntax, one in zip(parser([one.squeezed for one in read]), read, strict=True))
    syntaxes = all_syntaxes[: len(found)]
    index = NameIndex(syntaxes, aliases)
    related = relations(syntaxes, index)
    context = Context(related)
    order = day_first(article.text)
    parsed: list[ParsedSentence] = []
    for sentence, syntax, one in zip(found, syntaxes, read, strict=False):
        context.enter(sentence.paragraph)
        names = context.names(syntax, list(index.find(syntax)))
        prose = syntax.model_copy(update={"text": one.prose})
        parsed.append(_sentence(sentence, (syntax, prose), names, _times(prose, article.day, (_last_date(parsed, sentence), order))))
        context.leave(syntax, names)
    if top is None:
        return ParsedArticle(article=article, sentences=tuple(parsed))
    syntax = all_syntaxes[-1]
    prose = syntax.model_copy(update={"text": read[-1].prose})
    above = _sentence(top, (syntax, prose), list(index.find(syntax)), _times(prose, article.day, (None, order)))
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


def _sentence(
    sentence: Sentence, read: tuple[Syntax, Syntax], names: Sequence[Name], expressions: Sequence[TimeExpression]
) -> ParsedSentence:
    """What is read, in the words of the article: a value's text stands there with its marks; addresses stand in the first of `read`."""
    syntax, prose = read
    numbers = quantities.find(prose, _taken(expressions))
    return ParsedSentence(
        sentence=sentence,
        syntax=syntax,
        names=tuple(_worded(name, sentence.text) for name in names),
        quantities=tuple(_worded(number, sentence.text) for number in numbers),
        expressions=tuple(_worded(expression, sentence.text) for expression in expressions),
    )


Worded = TypeVar("Worded", Name, Quantity, TimeExpression)


def _worded(value: Worded, text: str) -> Worded:
    written = text[value.start : value.end]
    return value if written == value.text else value.model_copy(update={"text": written})


# Marks of Markdown and HTML inside a sentence: what a parser should not read, and where each character it does read stands.

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
