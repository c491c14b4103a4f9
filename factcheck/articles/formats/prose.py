"""Readers of text files: plain text, Markdown with what sites add to it, reStructuredText and AsciiDoc."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from factcheck.articles import asciidoc as asciidoctor
from factcheck.articles import restructured
from factcheck.articles.comments import comments
from factcheck.articles.cutting import cut_out
from factcheck.articles.decode import body, decode
from factcheck.articles.directives import from_front_matter
from factcheck.articles.formats.content import Content, counted, described
from factcheck.articles.formats.front_matter import front_matter
from factcheck.articles.headed import title_at
from factcheck.articles.mdx import mark_up
from factcheck.articles.parts import Cut
from factcheck.articles.shortcodes import shortcodes
from factcheck.model import SourceMap

_Fields = dict[str, Any]


def plain(path: str, content: bytes) -> Iterator[Content]:
    """A text file: everything is body."""
    text = body(path, decode(path, content))
    yield Content(text=text, source_map=SourceMap.of_lines(text))


def markdown(path: str, content: bytes) -> Iterator[Content]:
    """Markdown with or without front matter; its comments and the tags of templates are no part of the text."""
    yield _marked(path, content, lambda text: [*comments(text), *shortcodes(text)])


def mdx(path: str, content: bytes) -> Iterator[Content]:
    """Markdown with components: what they wrap is prose, they themselves are not."""
    yield _marked(path, content, lambda text: [*comments(text), *mark_up(text)])


def rst(path: str, content: bytes) -> Iterator[Content]:
    """reStructuredText; its field list at the head describes the article."""
    yield _marked(path, content, restructured.mark_up, restructured.fields)


def asciidoc(path: str, content: bytes) -> Iterator[Content]:
    """AsciiDoc; its header describes the article."""
    yield _marked(path, content, asciidoctor.mark_up, asciidoctor.fields)


def _marked(path: str, content: bytes, mark_up: Callable[[str], Iterable[Cut]], named: Callable[[str], _Fields] = lambda _: {}) -> Content:
    """The text of a file without its front matter and mark-up; `named` are the fields that the format has a form of its own for."""
    text = decode(path, content)
    fields, start = front_matter(path, text)
    prose = body(path, text[start:])
    rest = cut_out(prose, 1 + text.count("\n", 0, start), mark_up(prose))
    return Content(
        text=body(path, rest.text),
        source_map=rest.source_map,
        directives=(*from_front_matter(fields, text[:start]), *rest.directives),
        outside=counted({"front matter": start, **dict(rest.outside)}),
        title_at=title_at(text[:start], str(fields["title"]).strip()) if fields.get("title") else None,
        **described(path, {**named(prose), **fields}, "front matter"),
    )
