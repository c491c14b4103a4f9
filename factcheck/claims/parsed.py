"""An article read sentence by sentence: syntax, names, numbers and times; what extraction and typing start from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from factcheck.articles.segment import Sentence, sentences
from factcheck.claims import quantities
from factcheck.claims.names import NameIndex
from factcheck.claims.reference import Context, relations
from factcheck.model import Article, Frozen, Name, Quantity, TimeExpression
from factcheck.syntax import Syntax
from factcheck.time import tag


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


def parse(article: Article, parser: Callable[[Sequence[str]], list[Syntax]], aliases: Mapping[str, str]) -> ParsedArticle:
    """Reads every sentence of the article; `aliases` are the user's own names for things."""
    found = sentences(article)
    syntaxes = tuple(parser([sentence.text for sentence in found]))
    index = NameIndex(syntaxes, aliases)
    related = relations(syntaxes, index)
    context = Context(related)
    parsed = []
    for sentence, syntax in zip(found, syntaxes, strict=True):
        context.enter(sentence.paragraph)
        names = context.names(syntax, list(index.find(syntax)))
        parsed.append(_sentence(sentence, syntax, names, article.day))
        context.leave(names)
    return ParsedArticle(article=article, sentences=tuple(parsed))


def _sentence(sentence: Sentence, syntax: Syntax, names: Sequence[Name], anchor: date | None) -> ParsedSentence:
    expressions = tag(sentence.text, anchor, syntax)
    taken = [(e.start, e.end) for e in expressions]
    numbers = quantities.find(syntax, taken)
    return ParsedSentence(sentence=sentence, syntax=syntax, names=tuple(names), quantities=tuple(numbers), expressions=tuple(expressions))
