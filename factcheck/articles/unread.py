"""What of an article was not read: counted by reason, and told as failures where somebody has to do something about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from factcheck.articles.segment import Unread, overlong, reading
from factcheck.articles.stating import has_value, matters
from factcheck.model import Article, Failure, LeftOutText, ReadText
from factcheck.words import amount

_SILENT = {"title", "byline", "date line", "dateline", "repeated", "marks"}
"""What is known under a name of its own, or was read where it stood first: it tells nothing that is not known."""
_MOST_NAMED = 5
_FEW = 20


def failures(article: Article) -> Iterator[Failure]:
    """What of the article cannot be read: another language, and what is no sentence because it never ends."""
    other = [item for item in reading(article).unread if item.reason == "other language" and _tells(article.text[item.start : item.end])]
    if other:
        characters = sum(item.end - item.start for item in other)
        message = (
            f"{_lines(article, other)}: {characters:,} characters are not in English, and factcheck reads only English; leave them out"
        )
        yield Failure(stage="reading", subject=article.path, kind="language", message=message)
    long = overlong(article)
    if long:
        message = (
            f"{_lines(article, long[:1])}: {long[0].end - long[0].start:,} characters without the end of a sentence were not read; "
            "cut them into sentences, or out"
        )
        yield Failure(stage="reading", subject=article.path, kind="too long", message=message)


def _tells(text: str) -> bool:
    """More than a few words ("Vive la France"), or a name or a number among them."""
    return len(text) >= _FEW or has_value(text)


def extent(article: Article, claims: int) -> ReadText:
    """How much of the article was read, of which came so many claims."""
    found = reading(article)
    spaces = sum(item.end - item.start for item in found.unread if item.reason == "space")
    left_out = sorted((item for item in found.unread if item.reason != "space"), key=lambda item: (item.reason, item.start))
    return ReadText(
        article=article.id,
        sentences=len(found.sentences),
        characters=sum(sentence.end - sentence.start for sentence in found.sentences),
        spaces=spaces,
        claims=claims,
        left_out=tuple(_left_out(article.text, reason, list(items)) for reason, items in groupby(left_out, key=lambda item: item.reason)),
        outside=article.outside,
    )


def _left_out(text: str, reason: str, items: Sequence[Unread]) -> LeftOutText:
    telling = [] if reason in _SILENT else [item for item in items if matters(text[item.start : item.end])]
    return LeftOutText(
        reason=reason,
        stretches=len(items),
        characters=sum(item.end - item.start for item in items),
        telling=len(telling),
        first=telling[0].start if telling else None,
    )


def barren(read: Sequence[ReadText], articles: Mapping[str, Article]) -> Iterator[str]:
    """A line for each article that gave no claim; a single one for all that are more than a few."""
    silent = [item for item in read if not item.claims]
    for item in silent[:_MOST_NAMED]:
        yield f"{articles[item.article].path}: gave no claim ({summary([item])})"
    if len(silent) > _MOST_NAMED:
        yield f"{len(silent) - _MOST_NAMED:,} more articles gave no claim ({summary(silent[_MOST_NAMED:])})"


def summary(read: Sequence[ReadText]) -> str:
    """Sentences read, and characters left out by reason, of all of them together."""
    counts: dict[str, int] = {}
    for part in (part for item in read for part in item.left_out):
        counts[part.reason] = counts.get(part.reason, 0) + part.characters
    sentences = sum(item.sentences for item in read)
    told = f"{amount(sentences, 'sentence')} read"
    listed = ", ".join(f"{reason} {count:,}" for reason, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    return f"{told}, {sum(counts.values()):,} characters left out: {listed}" if counts else f"{told}, nothing left out"


def _lines(article: Article, items: Sequence[Unread]) -> str:
    """The article's path, with the lines of the stretches where its format has some and the path does not name one already."""
    found: list[tuple[int, int]] = []
    for item in items:
        first, last = article.source_map.position(item.start), article.source_map.position(max(item.start, item.end - 1))
        if first is None or last is None or article.place[1]:
            return article.path
        if found and first.line <= found[-1][1] + 1:
            found[-1] = (found[-1][0], last.line)
        else:
            found.append((first.line, last.line))
    shown = [f"{first}" if first == last else f"{first}-{last}" for first, last in found[:_MOST_NAMED]]
    return f"{article.path}:{','.join(shown)}{' and more' if len(found) > _MOST_NAMED else ''}"
