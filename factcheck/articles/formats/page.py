"""Web pages, whole or as a fragment inside another format."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.articles import pages
from factcheck.articles.decode import body, decode
from factcheck.articles.formats.content import Content, NotAnArticleError, counted
from factcheck.errors import InputError

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
    page = pages.read(raw)
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


def shown(path: str, fragment: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    """What a reader sees of a fragment of HTML that is an article, and what is left out of it."""
    page = pages.fragment(fragment)
    if page.is_cut:
        raise InputError(path, "nesting", f"{path}: its elements are nested more than 2,000 deep; save it as text")
    return page.text, counted({"comment": page.comments, "page furniture": page.furniture})
