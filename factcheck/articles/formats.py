"""The readers of the supported formats, and the table that names them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

from factcheck.articles import dates
from factcheck.articles.decode import body, decode, line_map
from factcheck.errors import InputError
from factcheck.model import Anchor, Frozen, PublishedFrom, SourceMap

_LEAST_WORDS = 5
"""A page with fewer words than this holds a menu, not an article."""


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


def plain(path: str, content: bytes) -> Iterator[Content]:
    """A text file: everything is body."""
    text = body(path, decode(path, content))
    yield Content(text=text, source_map=line_map(text))


def markdown(path: str, content: bytes) -> Iterator[Content]:
    """Markdown with or without YAML front matter between two lines of "---"."""
    text = decode(path, content)
    fields, start = _front_matter(path, text)
    rest = body(path, text[start:])
    yield Content(text=rest, source_map=line_map(rest, 1 + text.count("\n", 0, start)), **_described(path, fields, "front matter"))


def _front_matter(path: str, text: str) -> tuple[dict[str, Any], int]:
    """The fields and the offset at which the body begins; ({}, 0) without front matter."""
    if not text.startswith("---\n"):
        return {}, 0
    end = text.find("\n---", 3)
    line_end = text.find("\n", end + 1) if end >= 0 else -1
    if end < 0:
        raise InputError(path, "front matter", f"{path}: its front matter has no closing line; end it with a line of three hyphens")
    import yaml  # noqa: PLC0415
    from frontmatter.default_handlers import YAMLHandler  # noqa: PLC0415  loaded only for Markdown with front matter

    start = len(text) if line_end < 0 else line_end + 1
    try:
        fields = YAMLHandler().load(text[4 : end + 1])
    except (yaml.YAMLError, ValueError) as error:
        reason = " ".join(str(error).split())[:160]
        raise InputError(path, "front matter", f"{path}: its front matter is no valid YAML ({reason}); correct it") from error
    if fields is not None and not isinstance(fields, dict):
        raise InputError(path, "front matter", f"{path}: its front matter is no list of fields; write it as 'key: value' lines")
    return fields or {}, start


def _first(fields: dict[str, Any], *keys: str) -> Any:  # noqa: ANN401  front matter holds anything
    return next((fields[key] for key in keys if fields.get(key) not in (None, "")), None)


def _described(path: str, fields: dict[str, Any], origin: PublishedFrom) -> dict[str, Any]:
    """Title, outlet, day and address from named fields; raises InputError for a date that is none."""
    try:
        published = dates.parse(_first(fields, "published", "date", "published_at"))
    except ValueError as error:
        raise InputError(path, "date", f"{path}: {error}") from error
    text = {"title": _first(fields, "title"), "source": _first(fields, "source", "outlet", "publisher"), "url": _first(fields, "url")}
    described: dict[str, Any] = {key: None if value is None else str(value) for key, value in text.items()}
    return {**described, "published": published, "published_from": origin if published else "none"}


def html(path: str, content: bytes) -> Iterator[Content]:
    """A web page: trafilatura finds the article, its paragraphs are looked up again in the file for their lines."""
    import trafilatura  # noqa: PLC0415  half a second to load

    raw = decode(path, content)
    document = trafilatura.bare_extraction(raw, with_metadata=True, include_comments=False, include_tables=False) if raw.strip() else None
    fields = document if isinstance(document, dict) else document.as_dict() if document is not None else {}
    if len((fields.get("text") or "").split()) < _LEAST_WORDS:
        raise InputError(path, "no article", f"{path}: no article text was found in the page; save the article's own page, or its text")
    text = body(path, fields["text"].replace("\r\n", "\n"))
    described = _described(
        path,
        {"title": fields.get("title"), "source": fields.get("sitename"), "published": fields.get("date"), "url": fields.get("url")},
        "metadata",
    )
    yield Content(text=text, source_map=_looked_up(raw, text), **described)


def _looked_up(raw: str, text: str) -> SourceMap:
    """A line for each paragraph whose first words stand in the page as they are; no columns, for mark-up may lie between."""
    anchors, offset, searched = [], 0, 0
    for paragraph in text.split("\n"):
        at = raw.find(paragraph[:40], searched) if paragraph.strip() else -1
        anchors.append(Anchor(offset=offset, line=raw.count("\n", 0, at) + 1 if at >= 0 else None, column=None))
        searched = max(searched, at)
        offset += len(paragraph) + 1
    return SourceMap(anchors=tuple(anchors))


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
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(
            where, "json", f"{where}: is no valid JSON ({getattr(error, 'msg', 'nested too deeply')}); write one object a line"
        ) from error
    if not isinstance(fields, dict):
        raise InputError(where, "json", f"{where}: is no JSON object; write one object a line, with the key text")
    if not isinstance(fields.get("text"), str):
        raise InputError(where, "no text", f"{where}: has no text; give the article under the key text")
    text = body(where, fields["text"].replace("\r\n", "\n"))
    if any("\ud800" <= c <= "\udfff" for key in ("title", "source", "url") for c in str(fields.get(key, ""))):
        raise InputError(where, "encoding", f"{where}: holds lone surrogates, which are no characters; correct its escapes")
    anchor = Anchor(offset=0, line=number, column=None)
    return Content(text=text, source_map=SourceMap(anchors=(anchor,)), line=number, **_described(where, fields, "metadata"))


def docx(path: str, content: bytes) -> Iterator[Content]:
    """A Word document: its paragraphs; such files have no lines to point at."""
    from docx import Document  # noqa: PLC0415  loaded only for Word files

    try:
        document = Document(BytesIO(content))
    except Exception as error:  # python-docx lets errors of zipfile, lxml and its own through
        raise InputError(path, "docx", f"{path}: cannot be opened as a Word document; save it again as .docx, or as text") from error
    text = body(path, "\n\n".join(paragraph.text for paragraph in document.paragraphs))
    properties = document.core_properties
    yield Content(text=text, source_map=SourceMap(anchors=(Anchor(offset=0, line=None, column=None),)), title=properties.title or None)


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
