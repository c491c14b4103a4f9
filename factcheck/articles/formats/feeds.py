"""RSS and Atom: each entry of a feed is an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from factcheck.articles import dates
from factcheck.articles.characters import body, normal
from factcheck.articles.formats import Content, NotAnArticleError, counted, page
from factcheck.errors import InputError
from factcheck.model import Anchor, SourceMap

_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)\b")
_HEAD = 5_000
_BEGINS = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<(?:\w+:)?(?:item|entry)[\s>]", re.DOTALL)
_HARMLESS = {"CharacterEncodingOverride", "NonXMLContentType"}
"""What the library notes of a feed that it has read whole."""


def feed(path: str, content: bytes) -> Iterator[Content | InputError]:
    """The entries of a feed, each with the line on which it begins; those without a text are told together."""
    import feedparser  # noqa: PLC0415  loaded only for feeds

    if _ROOT.search(content, 0, _HEAD) is None and _ROOT.search(content.replace(b"\0", b""), 0, _HEAD) is None:
        message = f"{path}: holds neither RSS nor Atom; give the article as text"
        raise NotAnArticleError(path, message, f"no article ({Path(path).suffix.lower() or 'xml'})")
    try:
        found = feedparser.parse(BytesIO(content))  # a name or an address would be opened
    except Exception as error:  # the library lets errors of every kind through
        raise InputError(path, "feed", f"{path}: cannot be read as a feed; save it again") from error
    lines = _lines(content, len(found.entries))
    bare = 0
    for number, entry in enumerate(found.entries, start=1):
        try:
            read = _entry(path, entry, found.feed.get("title"), lines[number - 1] if lines else None, number)
        except InputError as error:
            yield error
            continue
        bare += read is None
        if read is not None:
            yield read
    yield from _problems(path, found, bare)


def _problems(path: str, found: Any, bare: int) -> Iterator[InputError]:  # noqa: ANN401
    error = found.get("bozo_exception") if found.get("bozo") else None
    if error is not None and type(error).__name__ not in _HARMLESS:
        reason = " ".join(str(error).split())[:120]
        yield InputError(path, "damaged", f"{path}: is damaged ({reason}), and entries may be missing; save it again")
    elif bare:
        yield InputError(path, "no text", f"{path}: {bare} of {len(found.entries)} entries hold no text; fetch the articles themselves")


def _entry(path: str, entry: dict[str, Any], outlet: str | None, line: int | None, number: int) -> Content | None:
    """The article of one entry; None where it holds no text."""
    place = line or number
    where = f"{path}:{place}"
    told = next((part for part in entry.get("content", ()) if part.get("value")), None) or entry.get("summary_detail") or {}
    text = normal(where, told.get("value") or "")
    outside: tuple[tuple[str, int], ...] = ()
    if told.get("type") != "text/plain" or page.is_marked(text):
        text, outside = page.shown(where, text) if text.strip() else ("", ())
    if not text.strip():
        return None
    day = _published(entry)
    beside = len(entry.get("summary") or "") if told is not entry.get("summary_detail") else 0
    return Content(
        text=body(where, text),
        source_map=SourceMap(anchors=(Anchor(offset=0, line=line, column=None),)),
        title=_plain(entry.get("title")),
        title_at=(line, None),
        source=_plain(outlet),
        published=day,
        published_from="metadata" if day else "none",
        url=entry.get("link") or None,
        line=place,
        outside=counted({**dict(outside), "summary": beside}),
    )


def _published(entry: dict[str, Any]) -> date | datetime | None:
    """The day as the outlet wrote it, else as the library has read it."""
    for key in ("published", "updated"):
        if not dict.get(entry, key):  # the entry itself gives one for the other, and warns
            continue
        try:
            return dates.parse(dict.get(entry, key))
        except ValueError:
            parsed = dict.get(entry, f"{key}_parsed")
            if parsed is not None:
                return date(*parsed[:3])
    return None


def _plain(text: str | None) -> str | None:
    return re.sub(r"<[^<>]*>", "", text).strip() or None if text else None


def _lines(content: bytes, count: int) -> list[int]:
    """The line on which each entry begins; [] where they cannot be told apart by their tags or by their lines."""
    starts = [match.start() for match in _BEGINS.finditer(content) if not match[0].startswith(b"<!")]
    lines, line, last = [], 1, 0
    for start in starts:
        line += content.count(b"\n", last, start)
        last = start
        lines.append(line)
    return lines if len(lines) == count == len(set(lines)) else []
