"""Web pages, whole or as a fragment: the article in a page, its day of publication, and the lines on which its words stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from factcheck.articles import body, dates, decode
from factcheck.articles.cutting import from_comment
from factcheck.articles.formats import Content, NotAnArticleError, counted
from factcheck.articles.page_blocks import PageText, page_text, whole
from factcheck.errors import InputError
from factcheck.model import Anchor, Directive, Frozen, SourceMap
from factcheck.words import listed

_LEAST_WORDS = 5
"""A page with fewer words than this holds a menu, not an article."""
_OWN = re.compile(r"<meta name=\"generator\" content=\"factcheck\b")
_HEAD = 5_000
_TAGS = re.compile(
    r"</(?:p|div|h[1-6]|li|ul|ol|blockquote|article|section|td|span|a|em|strong|b|i)\s*>|<(?:br|p|hr|img)\b[^<>]*>", re.IGNORECASE
)


def html(path: str, content: bytes) -> Iterator[Content | InputError]:
    """A web page: the article in it, with the lines on which its words stand; and an error where some of it lies too deep to be read."""
    raw = decode(path, content)
    if _OWN.search(raw, 0, _HEAD):
        raise NotAnArticleError(path, f"{path}: is a report of factcheck, no article; leave it out", "a report of factcheck")
    page = read_page(raw)
    if len(page.text.split()) < _LEAST_WORDS:
        raise InputError(path, "no article", f"{path}: no article text was found in the page; save the article's own page, or its text")
    yield Content(
        text=body(path, page.text),
        source_map=page.source_map,
        directives=page.directives,
        published_from="metadata" if page.published else "none",
        outside=counted({"comment": page.comments, "page furniture": page.furniture}),
        **page.model_dump(include={"title", "source", "url", "published"}),
    )
    if page.is_cut:
        yield InputError(path, "nesting", f"{path}: elements nested more than 2,000 deep were not read; save the page as text")


def is_marked(text: str) -> bool:
    """The text is written in HTML: it holds tags of paragraphs or of words."""
    return "<" in text and _TAGS.search(text) is not None


def shown(path: str, part: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    """What a reader sees of a fragment of HTML that is an article, and what is left out of it."""
    page = read_fragment(part)
    if page.is_cut:
        raise InputError(path, "nesting", f"{path}: its elements are nested more than 2,000 deep; save it as text")
    return page.text, counted({"comment": page.comments, "page furniture": page.furniture})


# Web pages: the article in a page, its day of publication, and the lines of the file on which its words stand.

_MOST_MISSES = 200
_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_STAMP = re.compile(r'"datePublished"\s*:\s*"([^"]{4,60})"')


class Page(Frozen):
    """What was found in a page: the article's text with its lines (mark-up may lie between, so without columns), and what is said of it."""

    text: str
    source_map: SourceMap
    title: str | None
    source: str | None
    url: str | None
    published: datetime | date | None
    directives: tuple[Directive, ...] = ()
    furniture: int = 0
    """Characters of the page, without spaces, that are shown and are no part of the article."""
    comments: int = 0
    """Characters of its comments."""
    is_cut: bool = False
    """The page is nested so deeply that part of it was not read."""


class _Paragraph(Frozen):
    """One paragraph of the article: its stretch of the article's text, and of the page's letters; [0, 0) where it was not found there."""

    start: int
    end: int
    first: int
    last: int


def read_page(raw: str) -> Page:
    """The article in the page; its text is empty where there is none."""
    import trafilatura  # noqa: PLC0415  half a second to load

    raw = _END.sub(lambda match: " " * len(match[0]), raw)  # what follows is shown, and the parser drops it
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
    tree, is_cut = _tree(raw)
    visible = page_text(tree) if tree is not None else PageText(letters="", lines=[], comments=[], blocks=[])
    text, outside = whole((fields.get("text") or "").replace("\r\n", "\n"), visible)
    paragraphs = list(_paragraphs(visible, text))
    return Page(
        text=text,
        source_map=_lines(visible, paragraphs, text),
        directives=tuple(_directives(visible, paragraphs)),
        title=fields.get("title") or None,
        source=fields.get("sitename") or None,
        url=fields.get("url") or None,
        published=_published(tree) if tree is not None else None,
        furniture=outside,
        comments=_comments(visible),
        is_cut=is_cut,
    )


def read_fragment(raw: str) -> Page:
    """All that a piece of a page shows, which is an article as a whole; nothing says where its words stand."""
    tree, is_cut = _tree(f"<html><body><article>{raw}</article></body></html>")
    visible = page_text(tree) if tree is not None else PageText(letters="", lines=[], comments=[], blocks=[])
    text, outside = whole("", visible)
    return Page(
        text=text,
        source_map=SourceMap(),
        title=None,
        source=None,
        url=None,
        published=None,
        furniture=outside,
        comments=_comments(visible),
        is_cut=is_cut,
    )


def _comments(visible: PageText) -> int:
    return sum(len(comment) for _, _, comment in visible.comments)


def _tree(raw: str) -> tuple[Any, bool]:
    """The page's elements, None where there are none, and whether some lie too deep to be read."""
    from lxml import etree, html  # noqa: PLC0415  loaded only for pages

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = html.document_fromstring(raw.encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None, False
    return tree, any("depth" in error.message.lower() for error in parser.error_log)


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
        if {(meta.get(key) or "").lower() for key in ("property", "name", "itemprop")} & listed("articles", "date_fields"):
            yield meta.get("content") or ""
    times = [element for element in tree.iter("time") if element.get("datetime")]
    yield from (time.get("datetime") for time in times if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None)
    if len({time.get("datetime") for time in times}) == 1:
        yield times[0].get("datetime")


def _paragraphs(visible: PageText, text: str) -> Iterator[_Paragraph]:
    """Where the paragraphs of the article stand in the page, whatever mark-up and space lie between their words."""
    offset = searched = missed = 0
    for paragraph in text.split("\n"):
        shown = paragraph.removeprefix("- ")
        wanted = "".join(shown.split())
        at = visible.letters.find(wanted, searched) if wanted and missed < _MOST_MISSES else -1
        missed += at < 0
        searched = at + len(wanted) if at >= 0 else searched
        start, end = offset + len(paragraph) - len(shown), offset + len(paragraph)
        yield _Paragraph(start=start, end=end, first=max(at, 0), last=searched if at >= 0 else 0)
        offset = end + 1


def _lines(visible: PageText, paragraphs: list[_Paragraph], text: str) -> SourceMap:
    """The line of each word of a paragraph that stands in the page as it is."""
    anchors: list[Anchor] = []
    for paragraph in paragraphs:
        if paragraph.last:
            shown = text[paragraph.start : paragraph.end]
            anchors += _anchors(shown, paragraph.start, visible.lines[paragraph.first : paragraph.last])
        else:
            anchors.append(Anchor(offset=paragraph.start, line=None, column=None))
    return SourceMap(anchors=tuple(anchors))


def _directives(visible: PageText, paragraphs: list[_Paragraph]) -> Iterator[Directive]:
    """The comments that are for us; each is about the paragraph that it stands in, or about the next one where it stands after its end."""
    located = [paragraph for paragraph in paragraphs if paragraph.last]
    for before, line, comment in visible.comments:
        directive = from_comment(comment, line, None)
        if directive is not None:
            index = bisect_right(located, before, key=lambda paragraph: paragraph.last)
            end = paragraphs[-1].end
            place = (located[index].start, located[index].end) if index < len(located) else (end, end)
            yield directive.model_copy(update={"offset": place[0], "block": place})


def _anchors(paragraph: str, offset: int, numbers: list[int]) -> Iterator[Anchor]:
    """An anchor wherever the line changes; `numbers` holds the lines of the paragraph's characters without its spaces."""
    line, following = None, iter(numbers)
    for place, character in enumerate(paragraph):
        if not character.isspace() and (number := next(following)) != line:
            line = number
            yield Anchor(offset=offset + place, line=line, column=None)
