"""What must not look checked: FC902 for what was left out of the articles' texts, FC301 for dates of publication that lie ahead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from factcheck.amounts import amount
from factcheck.findings.catalogue import rule
from factcheck.findings.draft import Draft, draft, whole
from factcheck.model import Article, LeftOutText, ReadText, Statement

_SHOWN = 60
"""How much of what was left out a message repeats."""
_EMBARGO = timedelta(days=7)
"""What is to be published within a week is planned, and no mistake."""
_AHEAD = "By a date that lies ahead nothing in an article has expired or been overtaken yet, so that nothing of that is told."
_FAILED = {"other language", "too long"}
"""What is told as a failure."""


def unread(read: Sequence[ReadText], articles: Mapping[str, Article]) -> Iterator[Draft]:
    """One for each article and reason where what was left out holds a verb, a number or a name, and one for each that gave no claim."""
    for item in read:
        article = articles[item.article]
        yield from (_left_out(article, part) for part in item.left_out if part.telling and part.reason not in _FAILED)
        if not item.claims:
            sentences = amount(item.sentences, "sentence")
            yield _draft("no claim", f"no claim came of this article, of which {sentences} were read", whole(article))


def ahead(articles: Iterable[Article], as_of: date) -> Iterator[Draft]:
    """FC301 for each article that says to be published more than a week after the check, by whose date nothing has gone stale."""
    entry = rule("FC301")
    for article in articles:
        if article.day is not None and article.day > as_of + _EMBARGO:
            message = f"published {article.day.isoformat()}, after the day of this check, {as_of.isoformat()}"
            remedy = "Correct the date of publication, or check as of another day with --as-of."
            yield draft(
                "FC301", message=message, explanation=_AHEAD, suggestion=remedy, statements=(whole(article),), sentences=(entry.name,)
            )


def _left_out(article: Article, part: LeftOutText) -> Draft:
    first = part.first or 0
    position = article.source_map.position(first)
    place = Statement(
        role="primary",
        article=article.id,
        claim=None,
        start=first,
        end=first,
        line=position.line if position else None,
        column=position.column if position else None,
        page=article.source_map.page(first),
        quote="",
    )
    of_all = f" of {part.stretches:,}" if part.stretches > part.telling else ""
    has = "has" if part.telling == 1 else "have"
    told = f"{amount(part.telling, 'stretch', 'stretches')}{of_all} {has} a verb, number or name"
    such = ":" if part.telling == 1 else ", such as"
    return _draft(part.reason, f'not read ({part.reason}): {told}{such} "{_beginning(article.text, first)}"', place)


def _beginning(text: str, start: int) -> str:
    """The first line from there on that has a word or a number, cut to a few words."""
    lines = [" ".join(line.strip(" #|>*_`~").split()) for line in text[start : start + 5 * _SHOWN].split("\n")]
    words = next((line for line in lines if re.search(r"\w", line)), "")
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(' ', 1)[0]} …"


def _draft(reason: str, message: str, place: Statement) -> Draft:
    entry = rule("FC902")
    remedy = "Nothing need be wrong; where it states something, write it as a sentence of the article's prose."
    return draft("FC902", message=message, explanation=entry.why, suggestion=remedy, statements=(place,), sentences=(reason,))
