"""The readers of the supported formats, and the table that names them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from factcheck.articles import dates, pages, word_files
from factcheck.articles.comments import without_comments
from factcheck.articles.decode import body, decode, line_map, normal
from factcheck.articles.directives import from_front_matter
from factcheck.errors import InputError
from factcheck.model import Anchor, Directive, Frozen, PublishedFrom, SourceMap

_LEAST_WORDS = 5
"""A page with fewer words than this holds a menu, not an article."""
_LONGEST_FRONT_MATTER = 50_000
_OPENED = re.compile(r"\s*?^---[ \t]*\n", re.MULTILINE)
_CLOSED = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_MOST_UNPACKED = 10_000_000
"""Bytes of one part of a Word document; a packed file of some kilobytes can stand for gigabytes."""


class Content(Frozen):
    """What a reader found in a file: the body with its map, and what the file says about it; `line` is set for one of several articles."""

    text: str
    source_map: SourceMap
    title: str | None = None
    source: str | None = None
    published: datetime | date | None = None
    published_from: PublishedFrom = "none"
    url: str | None = None
    line: int | None = None
    directives: tuple[Directive, ...] = ()
    outside: tuple[tuple[str, int], ...] = ()
    """Characters of the file that are no part of the text, by reason."""


def plain(path: str, content: bytes) -> Iterator[Content]:
    """A text file: everything is body."""
    text = body(path, decode(path, content))
    yield Content(text=text, source_map=line_map(text))


def markdown(path: str, content: bytes) -> Iterator[Content]:
    """Markdown with or without YAML front matter between two lines of "---"; its comments are no part of the text."""
    text = decode(path, content)
    fields, start = _front_matter(path, text)
    read = without_comments(body(path, text[start:]), 1 + text.count("\n", 0, start))
    outside = {"front matter": start, "comment": len(text) - start - len(read.text)}
    yield Content(
        text=body(path, read.text),
        source_map=read.source_map,
        directives=(*from_front_matter(fields, text[:start]), *read.directives),
        outside=tuple((reason, count) for reason, count in outside.items() if count),
        **_described(path, fields, "front matter"),
    )


def _front_matter(path: str, text: str) -> tuple[dict[str, Any], int]:
    """The fields and the offset at which the body begins; ({}, 0) without front matter."""
    opened = _OPENED.match(text)
    if opened is None:
        return {}, 0
    closed = _CLOSED.search(text, opened.end())
    if closed is None:
        raise InputError(path, "front matter", f"{path}: its front matter has no closing line; end it with a line of three hyphens")
    fields = _yaml(path, text[opened.end() : closed.start()])
    if fields is not None and not isinstance(fields, dict):
        raise InputError(path, "front matter", f"{path}: its front matter is no list of fields; write it as 'key: value' lines")
    return fields or {}, closed.end()


def _yaml(path: str, text: str) -> object:
    """Plain YAML; anchors and aliases are refused, for a few lines of them can stand for gigabytes."""
    import yaml  # noqa: PLC0415  loaded only for Markdown with front matter

    if len(text) > _LONGEST_FRONT_MATTER:
        raise InputError(path, "front matter", f"{path}: its front matter is longer than {_LONGEST_FRONT_MATTER:,} characters; shorten it")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=loader)):
            raise InputError(path, "front matter", f"{path}: its front matter uses YAML aliases, which are not read; write the values out")
        return yaml.load(text, Loader=loader)  # noqa: S506  either loader is a safe one
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, RecursionError) as error:
        reason = " ".join(str(error).split())[:160]
        raise InputError(path, "front matter", f"{path}: its front matter is no valid YAML ({reason}); correct it") from error


def _first(fields: dict[str, Any], *keys: str) -> Any:  # noqa: ANN401  front matter holds anything
    return next((fields[key] for key in keys if fields.get(key) not in (None, "")), None)


def _described(path: str, fields: dict[str, Any], origin: PublishedFrom) -> dict[str, Any]:
    """Title, outlet, day and address from named fields; raises InputError for a date that is none and for a title that is no text."""
    try:
        published = dates.parse(_first(fields, "published", "date", "published_at"))
    except ValueError as error:
        raise InputError(path, "date", f"{path}: {error}") from error
    described = {
        "title": _text(path, fields, "title"),
        "source": _text(path, fields, "source", "outlet", "publisher"),
        "url": _text(path, fields, "url"),
    }
    return {**described, "published": published, "published_from": origin if published else "none"}


def _text(path: str, fields: dict[str, Any], *keys: str) -> str | None:
    value = _first(fields, *keys)
    if value is not None and not isinstance(value, str | int | float | date):
        raise InputError(path, "field", f"{path}: its {keys[0]} is no text but a {type(value).__name__}; write it as one line of text")
    if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
        raise InputError(path, "encoding", f"{path}: its {keys[0]} holds lone surrogates, which are no characters; correct its escapes")
    return None if value is None else str(value).strip() or None


def html(path: str, content: bytes) -> Iterator[Content | InputError]:
    """A web page: the article in it, with the lines on which its words stand; and an error where some of it lies too deep to be read."""
    page = pages.read(decode(path, content))
    if len(page.text.split()) < _LEAST_WORDS:
        raise InputError(path, "no article", f"{path}: no article text was found in the page; save the article's own page, or its text")
    yield Content(
        text=body(path, page.text),
        source_map=page.source_map,
        directives=page.directives,
        published_from="metadata" if page.published else "none",
        outside=(("page furniture", page.furniture),) if page.furniture else (),
        **page.model_dump(include={"title", "source", "url", "published"}),
    )
    if page.is_cut:
        yield InputError(path, "nesting", f"{path}: elements nested more than 2,000 deep were not read; save the page as text")


def jsonl(path: str, content: bytes) -> Iterator[Content | InputError]:
    """One article a line: text, title, source, published, url; a broken line comes out as an error and the others are read."""
    for number, line in enumerate(decode(path, content).split("\n"), start=1):
        if line.strip():
            try:
                yield _json_line(f"{path}:{number}", line, number)
            except InputError as error:
                yield error


def _json_line(where: str, line: str, number: int) -> Content:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", "a number too long" if isinstance(error, ValueError) else "nested too deeply")
        raise InputError(where, "json", f"{where}: is no valid JSON ({reason}); write one object a line") from error
    if not isinstance(fields, dict):
        raise InputError(where, "json", f"{where}: is no JSON object; write one object a line, with the key text")
    if not isinstance(fields.get("text"), str):
        raise InputError(where, "no text", f"{where}: has no text; give the article under the key text")
    text = body(where, normal(where, fields["text"]))
    anchor = Anchor(offset=0, line=number, column=None)
    return Content(text=text, source_map=SourceMap(anchors=(anchor,)), line=number, **_described(where, fields, "metadata"))


def docx(path: str, content: bytes) -> Iterator[Content]:
    """A Word document: all that a reader sees of it; such files have no lines to point at."""
    try:
        largest = max((part.file_size for part in ZipFile(BytesIO(content)).infolist()), default=0)
    except (BadZipFile, ValueError, OSError):
        largest = 0
    if largest > _MOST_UNPACKED:
        raise InputError(path, "too large", f"{path}: unpacks to more than {_MOST_UNPACKED // 1_000_000} MB; save it as text")
    try:
        found = word_files.read(content)
    except Exception as error:  # python-docx lets errors of zipfile, lxml and its own through
        raise InputError(path, "docx", f"{path}: cannot be opened as a Word document; save it again as .docx, or as text") from error
    yield Content(
        text=body(path, normal(path, found.text)),
        source_map=SourceMap(anchors=(Anchor(offset=0, line=None, column=None),)),
        title=found.title,
        outside=(("comment", found.comments),) if found.comments else (),
    )


Reader = Callable[[str, bytes], Iterator[Content | InputError] | Iterator[Content]]

READERS: dict[str, Reader] = {
    ".txt": plain,
    ".md": markdown,
    ".markdown": markdown,
    ".html": html,
    ".htm": html,
    ".jsonl": jsonl,
    ".docx": docx,
}
"""Suffix -> reader; what is not here is not read."""
