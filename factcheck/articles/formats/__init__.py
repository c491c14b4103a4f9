"""The readers of the supported formats; here, what one finds in a file, the fields that describe an article, and text files."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from factcheck.articles import Cut, body, dates, decode, restructured
from factcheck.articles import asciidoc as asciidoctor
from factcheck.articles.cutting import comments, cut_out, from_front_matter
from factcheck.articles.markdown import mdx_mark_up, shortcodes
from factcheck.articles.stating import title_at
from factcheck.errors import InputError
from factcheck.model import Anchor, Directive, Frozen, PublishedFrom, SourceMap

NOWHERE = SourceMap(anchors=(Anchor(offset=0, line=None, column=None),))
"""The map of a text whose words stand on no line."""
PUBLISHED = ("published", "date", "published_at", "publishDate", "pubDate", "date_published", "revdate")
"""The fields in which sites keep the day of publication, the first that is given wins."""


class Content(Frozen):
    """What a reader found in a file: the body with its map, and what the file says about it; `line` is set for one of several articles."""

    text: str
    source_map: SourceMap
    title: str | None = None
    title_at: tuple[int | None, int | None] | None = None
    """Line and column of a headline that stands outside the text, as far as the format has them; None where the title may be none."""
    source: str | None = None
    published: datetime | date | None = None
    published_from: PublishedFrom = "none"
    url: str | None = None
    line: int | None = None
    directives: tuple[Directive, ...] = ()
    outside: tuple[tuple[str, int], ...] = ()
    """Characters of the file that are no part of the text, by reason."""


class NotAnArticleError(InputError):
    """A file of a readable kind that holds something else: in a folder it is passed over and counted, named it is refused.

    `passed` says in a few words what it is.
    """

    def __init__(self, path: str, message: str, passed: str) -> None:
        super().__init__(path, "no article", message)
        self.passed = passed


def first(fields: Mapping[str, Any], *keys: str) -> Any:  # noqa: ANN401  fields hold anything
    """The value of the first of the keys that has one."""
    return next((fields[key] for key in keys if fields.get(key) not in (None, "")), None)


def described(path: str, fields: Mapping[str, Any], origin: PublishedFrom) -> dict[str, Any]:
    """Title, outlet, day and address from named fields; raises InputError for a date that is none and for a title that is no text.

    "published: true" tells that an article is no draft, not when it was published.
    """
    keys = PUBLISHED[1:] if isinstance(fields.get("published"), bool) else PUBLISHED
    try:
        published = dates.parse(first(fields, *keys))
    except ValueError as error:
        raise InputError(path, "date", f"{path}: {error}") from error
    found = {
        "title": _text(path, fields, "title"),
        "source": _text(path, fields, "source", "outlet", "publisher"),
        "url": _text(path, fields, "url"),
    }
    return {**found, "published": published, "published_from": origin if published else "none"}


def counted(outside: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """What of a file is no part of its text, without reasons that took nothing."""
    return tuple((reason, count) for reason, count in outside.items() if count)


def _text(path: str, fields: Mapping[str, Any], *keys: str) -> str | None:
    value = first(fields, *keys)
    if value is not None and not isinstance(value, str | int | float | date):
        raise InputError(path, "field", f"{path}: its {keys[0]} is no text but a {type(value).__name__}; write it as one line of text")
    if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
        raise InputError(path, "encoding", f"{path}: its {keys[0]} holds lone surrogates, which are no characters; correct its escapes")
    return None if value is None else str(value).strip() or None


# Text files: plain text, Markdown with what sites add to it, reStructuredText, AsciiDoc; and front matter at their head.

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
    yield _marked(path, content, lambda text: [*comments(text), *mdx_mark_up(text)])


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


# Front matter: the fields at the head of a file, as YAML between lines of three hyphens or as TOML between lines of three pluses.

_LONGEST = 50_000
_OPENED = re.compile(r"\s*?^(?P<mark>---|\+\+\+)[ \t]*\n", re.MULTILINE)
_CLOSED = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE),
}
_CALLED = {"---": "hyphens", "+++": "pluses"}


def front_matter(path: str, text: str) -> tuple[dict[str, Any], int]:
    """The fields and the offset at which the body begins; ({}, 0) without front matter."""
    opened = _OPENED.match(text)
    if opened is None:
        return {}, 0
    mark = opened["mark"]
    closed = _CLOSED[mark].search(text, opened.end())
    if closed is None:
        end = f"end it with a line of three {_CALLED[mark]}"
        raise InputError(path, "front matter", f"{path}: its front matter has no closing line; {end}")
    written = text[opened.end() : closed.start()]
    if len(written) > _LONGEST:
        raise InputError(path, "front matter", f"{path}: its front matter is longer than {_LONGEST:,} characters; shorten it")
    fields = _yaml(path, written) if mark == "---" else _toml(path, written)
    if fields is not None and not isinstance(fields, dict):
        raise InputError(path, "front matter", f"{path}: its front matter is no list of fields; write it as 'key: value' lines")
    return fields or {}, closed.end()


_FIELD = re.compile(r"^(?P<key>\w[\w-]*:[ \t]+)(?P<value>[^\s|>&*!].*)$(?!\n[ \t]+\S)", re.MULTILINE)
"""A field whose value is text on its own line; what begins a block, a tag or an alias is none, nor what goes on in an indented line."""
_LIST = re.compile(r"\[[^\]]*\Z|\{[^}]*\Z|.*[\[{,]\Z")
"""A list that does not end on its line."""


def _yaml(path: str, text: str) -> object:
    """YAML in which the value of a field may be any line of text ("title: Selm: the flood"), as writers of articles give it."""
    import yaml  # noqa: PLC0415  loaded only where a file has front matter

    broken = (yaml.YAMLError, ValueError, TypeError, AttributeError, RecursionError)
    try:
        return _plain_yaml(path, text)
    except broken as error:
        with suppress(*broken):
            return _plain_yaml(path, _FIELD.sub(_quoted, text))
        reason = " ".join(str(error).split())[:160]
        raise InputError(path, "front matter", f"{path}: its front matter is no valid YAML ({reason}); correct it") from error


def _quoted(field: re.Match[str]) -> str:
    """The field with its value in quotation marks, where it is no YAML by itself and nothing that goes on in the next line."""
    import yaml  # noqa: PLC0415

    try:
        yaml.safe_load(field[0])
    except yaml.YAMLError:
        return field[0] if _LIST.match(field["value"].rstrip()) else field["key"] + json.dumps(field["value"].rstrip())
    return field[0]


def _plain_yaml(path: str, text: str) -> object:
    """Plain YAML; anchors and aliases are refused, for a few lines of them can stand for gigabytes."""
    import yaml  # noqa: PLC0415

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=loader)):
        raise InputError(path, "front matter", f"{path}: its front matter uses YAML aliases, which are not read; write the values out")
    return yaml.load(text, Loader=loader)  # noqa: S506  either loader is a safe one


def _toml(path: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(path, "front matter", f"{path}: its front matter is no valid TOML ({error}); correct it") from error
