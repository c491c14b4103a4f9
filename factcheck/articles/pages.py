"""Web pages: the article in a page, its day of publication, and the lines of the file on which its words stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from factcheck.articles import dates
from factcheck.articles.lexicon import words
from factcheck.model import Anchor, Frozen, SourceMap

_HIDDEN = {"script", "style", "head", "template", "title"}
_MOST_MISSES = 200
_STAMP = re.compile(r'"datePublished"\s*:\s*"([^"]{4,60})"')


class Page(Frozen):
    """What was found in a page: the article's text with its lines (mark-up may lie between, so without columns), and what is said of it."""

    text: str
    source_map: SourceMap
    title: str | None
    source: str | None
    url: str | None
    published: datetime | date | None


def read(raw: str) -> Page:
    """The article in the page; its text is empty where there is none."""
    import trafilatura  # noqa: PLC0415  half a second to load

    document = (
        trafilatura.bare_extraction(
            raw,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
        if raw.strip()
        else None
    )
    fields = document if isinstance(document, dict) else document.as_dict() if document is not None else {}
    text = (fields.get("text") or "").replace("\r\n", "\n")
    tree = _tree(raw)
    return Page(
        text=text,
        source_map=_lines(tree, text) if tree is not None else SourceMap(anchors=(Anchor(offset=0, line=None, column=None),)),
        title=fields.get("title") or None,
        source=fields.get("sitename") or None,
        url=fields.get("url") or None,
        published=_published(tree) if tree is not None else None,
    )


def _tree(raw: str) -> Any:  # noqa: ANN401  lxml ships no types
    from lxml import etree, html  # noqa: PLC0415  loaded only for pages

    try:
        return html.document_fromstring(raw.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _published(tree: Any) -> date | datetime | None:  # noqa: ANN401
    """The first day of publication that the page states about itself and that is one; nothing is guessed from its text."""
    for stated in _stated(tree):
        try:
            found = dates.parse(stated)
        except ValueError:
            continue
        if found is not None:
            return found
    return None


def _stated(tree: Any) -> Iterator[str]:  # noqa: ANN401
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            yield from _STAMP.findall(script.text or "")
    for meta in tree.iter("meta"):
        if {(meta.get(key) or "").lower() for key in ("property", "name", "itemprop")} & words("date_fields"):
            yield meta.get("content") or ""
    times = [element for element in tree.iter("time") if element.get("datetime")]
    yield from (time.get("datetime") for time in times if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None)
    if len({time.get("datetime") for time in times}) == 1:
        yield times[0].get("datetime")


def _lines(tree: Any, text: str) -> SourceMap:  # noqa: ANN401
    """The line of each word of a paragraph that stands in the page as it is, whatever mark-up and space lie between its words."""
    letters, numbers = _visible(tree)
    anchors: list[Anchor] = []
    offset = searched = missed = 0
    for paragraph in text.split("\n"):
        shown = paragraph.removeprefix("- ")
        wanted = "".join(shown.split())
        at = letters.find(wanted, searched) if wanted and missed < _MOST_MISSES else -1
        missed += at < 0
        if at >= 0:
            searched = at + len(wanted)
            anchors += _anchors(shown, offset + len(paragraph) - len(shown), numbers[at:searched])
        else:
            anchors.append(Anchor(offset=offset, line=None, column=None))
        offset += len(paragraph) + 1
    return SourceMap(anchors=tuple(anchors))


def _anchors(paragraph: str, offset: int, numbers: list[int]) -> Iterator[Anchor]:
    """An anchor wherever the line changes; `numbers` holds the lines of the paragraph's characters without its spaces."""
    line, following = None, iter(numbers)
    for place, character in enumerate(paragraph):
        if not character.isspace() and (number := next(following)) != line:
            line = number
            yield Anchor(offset=offset + place, line=line, column=None)


def _visible(tree: Any) -> tuple[str, list[int]]:  # noqa: ANN401
    """The page's text without spaces, and the line of each of its characters."""
    from lxml import etree  # noqa: PLC0415

    pieces: list[str] = []
    numbers: list[int] = []
    line, hidden = 1, 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        named = element.tag in _HIDDEN
        if event == "start":
            hidden += named
            line = element.sourceline or line
            piece = element.text
        else:
            hidden -= named
            piece = element.tail
        for index, part in enumerate((piece or "").split("\n")):
            line += index > 0
            shown = "" if hidden else "".join(part.split())
            pieces.append(shown)
            numbers += [line] * len(shown)
    return "".join(pieces), numbers
