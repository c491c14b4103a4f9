"""An article read sentence by sentence: syntax, names, numbers and times; what extraction and typing start from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from factcheck.articles.segment import Sentence, sentences
from factcheck.claims import quantities
from factcheck.claims.names import NameIndex
from factcheck.claims.parties import parties
from factcheck.claims.reference import Context, relations
from factcheck.model import Article, Category, Frozen, Name, Quantity, TimeExpression
from factcheck.syntax import Syntax
from factcheck.time import tag

_TOLD = 3
"""How many sentences back a date still holds."""


class ParsedSentence(Frozen):
    """One sentence; all offsets count from its start. `names` holds what is named and what pronouns stand for."""

    sentence: Sentence
    syntax: Syntax
    names: tuple[Name, ...]
    quantities: tuple[Quantity, ...]
    expressions: tuple[TimeExpression, ...]
    parties: tuple[Category, ...] = ()

    def name_at(self, start: int) -> Name | None:
        """The name that covers the character at `start`."""
        return next((name for name in self.names if name.start <= start < name.end), None)


class ParsedArticle(Frozen):
    """An article and its sentences in order."""

    article: Article
    sentences: tuple[ParsedSentence, ...]


def parse(article: Article, parser: Callable[[Sequence[str]], list[Syntax]], aliases: Mapping[str, str]) -> ParsedArticle:
    """Reads every sentence of the article; `aliases` are the user's own names for things.

    The parser gets line ends as spaces: where a line is wrapped is no reason to understand a sentence otherwise.
    """
    found = sentences(article)
    unwrapped = parser([sentence.text.replace("\n", " ") for sentence in found])
    syntaxes = tuple(syntax.model_copy(update={"text": sentence.text}) for sentence, syntax in zip(found, unwrapped, strict=True))
    index = NameIndex(syntaxes, aliases)
    related = relations(syntaxes, index)
    context = Context(related)
    parsed: list[ParsedSentence] = []
    for sentence, syntax in zip(found, syntaxes, strict=True):
        context.enter(sentence.paragraph)
        names = context.names(syntax, list(index.find(syntax)))
        parsed.append(_sentence(sentence, syntax, names, article.day, _last_date(parsed, sentence)))
        context.leave(names)
    return ParsedArticle(article=article, sentences=tuple(parsed))


def _last_date(before: Sequence[ParsedSentence], sentence: Sentence) -> date | None:
    """The day that the paragraph's last time words before this sentence begin with: what "a week earlier" hangs on."""
    told = [e for one in before[-_TOLD:] if one.sentence.paragraph == sentence.paragraph for e in one.expressions]
    starts = [e.interval.start for e in told if e.type in {"DATE", "TIME"} and e.interval is not None and e.interval.start is not None]
    return starts[-1].date() if starts else None


def _sentence(sentence: Sentence, syntax: Syntax, names: Sequence[Name], anchor: date | None, reference: date | None) -> ParsedSentence:
    expressions = tag(sentence.text, anchor, syntax, reference=reference)
    taken = [(e.start, e.end) for e in expressions]
    numbers = quantities.find(syntax, taken)
    return ParsedSentence(
        sentence=sentence,
        syntax=syntax,
        names=tuple(names),
        quantities=tuple(numbers),
        expressions=tuple(expressions),
        parties=tuple(parties(sentence.text, names)),
    )
