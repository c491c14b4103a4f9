"""Files, folders, globs and standard input to articles; what cannot be read comes back as failures, what was not read is counted."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from factcheck.articles import body, inputs, normal
from factcheck.articles.dates import from_dateline
from factcheck.articles.formats import Content, NotAnArticleError
from factcheck.articles.formats.records import Mapped
from factcheck.articles.inputs import Reader, reader
from factcheck.articles.language import is_english
from factcheck.articles.segment import Unread, overlong, reading, title_line
from factcheck.articles.stating import has_value, headed, matters
from factcheck.errors import InputError
from factcheck.model import Article, Failure, LeftOut, LeftOutText, ReadText
from factcheck.words import amount

ReadInput = Callable[[inputs.Input, Path, date | None, bytes | None], Iterable[Article | InputError]]
"""(the file, the configuration's folder, the day of articles that tell none, what stands for the file's content or None)."""


class Inputs(NamedTuple):
    """The articles at some paths, a failure for each input that cannot be read, and what was passed over in folders, with counts."""

    articles: list[Article]
    failures: list[Failure]
    skipped: tuple[LeftOut, ...]


def read_paths(
    paths: Sequence[str], *, root: Path, published: date | None = None, stdin: bytes | None = None, fields: Mapped | None = None
) -> tuple[list[Article], list[Failure]]:
    """The articles at `paths` and a failure for each input that cannot be read; arguments as for `read_inputs`."""
    articles, failures, _ = read_inputs(paths, root=root, published=published, stdin=stdin, fields=fields)
    return articles, failures


def read_inputs(  # noqa: PLR0913  all but the first are named, and most have a default
    paths: Sequence[str],
    *,
    root: Path,
    published: date | None = None,
    stdin: bytes | None = None,
    fields: Mapped | None = None,
    one: ReadInput | None = None,
) -> Inputs:
    """What is at `paths`; a file that is named twice is read once.

    `root` is the configuration's folder, against which identities are formed; `published` is the day of articles that tell none;
    `stdin` is the content of the path "-"; `fields` says how JSON and CSV call what an article has; `one` reads one file, where that is
    not `read_input`.
    """
    one = one or partial(read_input, fields=fields)
    articles: dict[str, Article] = {}
    found = inputs.find(paths)
    failures = [failure(error, named=item.named) for item, error in found.failed]
    skipped = Counter({(path, reason): count for path, reason, count in found.skipped})
    empty, held = set[str](), set[str]()
    for item in found.files:
        under = item._replace(path=item.under).shown
        for outcome in one(item, root, published, (stdin or b"") if item.path == "-" else None):
            if isinstance(outcome, NotAnArticleError) and not item.named:
                skipped[under, outcome.passed] += 1
                empty.add(under)
                continue
            held.add(under)
            if isinstance(outcome, InputError):
                failures.append(failure(outcome, named=item.named))
            else:
                known = articles.setdefault(outcome.id, outcome)
                articles[outcome.id] = min(known, outcome, key=lambda article: article.place)
    failures += [failure(inputs.no_articles(path), named=True) for path in sorted(empty - held)]
    passed = tuple(LeftOut(subject=path, reason=reason, count=count) for (path, reason), count in sorted(skipped.items()))
    return Inputs(list(articles.values()), failures, passed)


def failure(error: InputError, *, named: bool) -> Failure:
    """What a report says of an input that cannot be read; `named` = the user named this very input."""
    return Failure(stage="reading", subject=error.path, kind=error.kind, message=str(error), named=named)


def read_input(
    item: inputs.Input, root: Path, published: date | None, content: bytes | None = None, fields: Mapped | None = None
) -> Iterator[Article | InputError]:
    """The articles in one file, and errors in the place of what cannot be read; `content` stands for what the file holds, where given."""
    path = item.shown
    try:
        content = inputs.content(item) if content is None else content
        found = list(_reader(path, content, fields or {})(path, content))
    except InputError as error:
        yield error
        return
    if not found:
        yield InputError(path, "empty", f"{path}: holds no text; give a file with an article in it")
    for outcome in found:
        yield outcome if isinstance(outcome, InputError) else _article(path, outcome, content, root, published)


def _reader(path: str, content: bytes, fields: Mapped) -> Reader:
    found = reader(path, content, fields)
    if found is None:
        raise InputError(path, "format", f"{path}: this format is not supported; supported are {inputs.SUPPORTED}")
    return found


def _article(path: str, content: Content, raw: bytes, root: Path, published: date | None) -> Article | InputError:
    shown = path if content.line is None else f"{path}:{content.line}"
    if (foreign := _foreign(shown, content.text)) is not None:
        return foreign
    day, origin = content.published, content.published_from
    if day is None and (named := _posted(path)):
        day, origin = named, "file name"
    if day is None and (found := from_dateline(content.text)):
        day, origin = found, "dateline"
    if day is None and published is not None:
        day, origin = published, "configuration"
    article = Article(
        id="",
        path=shown,
        title=_clean(content.title or title_line(content.text)),
        source=_clean(content.source),
        published=day,
        published_from=origin,
        text=content.text,
        sha256=hashlib.sha256(content.text.encode() if content.line else raw).hexdigest(),
        url=content.url,
        source_map=content.source_map,
        directives=content.directives,
        outside=content.outside,
    )
    # of a line only its own fields: with the whole file, the time would grow with the square of the lines, and one new line rename all
    about = raw if content.line is None else repr((article.title, article.source, day, article.url)).encode()
    digest = hashlib.sha256(content.text.encode() + about).hexdigest()
    identity = "\x1f".join(["article", identifying_path(article, root), str(content.line or 0), digest])
    article = article.model_copy(update={"id": "a_" + hashlib.sha256(identity.encode()).hexdigest()[:16]})
    return headed(article, *content.title_at) if content.title_at is not None else article


def refused(article: Article) -> Failure | None:
    """Why an article that somebody made cannot be read, as for one of a file; None where it can."""
    try:
        body(article.path, normal(article.path, article.text))
    except InputError as error:
        return failure(error, named=True)
    foreign = _foreign(article.path, article.text)
    return None if foreign is None else failure(foreign, named=True)


def _foreign(path: str, text: str) -> InputError | None:
    if is_english(text):
        return None
    return InputError(path, "language", f"{path}: is not in English, and factcheck reads only English; leave it out")


def _posted(path: str) -> date | None:
    """The day that a post of Jekyll is named by: _posts/2025-03-04-bridge.md."""
    named = re.match(r"\d{4}-\d{2}-\d{2}(?=-)", Path(path).name) if "_posts" in Path(path).parts[:-1] else None
    try:
        return date.fromisoformat(named[0]) if named else None
    except ValueError:
        return None


def identifying_path(article: Article, root: Path) -> str:
    """What identifies the article's file: its address, or its path from the configuration's folder, without a line."""
    return article.url or file_path(article, root)


def file_path(article: Article, root: Path) -> str:
    """The path of the article's file from the configuration's folder; "-" for standard input."""
    path = article.place[0]
    return path if path == "-" else Path(os.path.relpath(path, root)).as_posix()


def _clean(text: str | None) -> str | None:
    """The text in one line and in characters that can be written."""
    return re.sub(r"\s+", " ", text).strip(" *#").encode("utf-8", "replace").decode() or None if text else None


# What of an article was not read: counted by reason, and told as failures where somebody has to do something about it.

_SILENT = {"title", "byline", "date line", "dateline", "repeated", "marks"}
"""What is known under a name of its own, or was read where it stood first: it tells nothing that is not known."""
_MOST_NAMED = 5
_FEW = 20


def unreadable(article: Article) -> Iterator[Failure]:
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
