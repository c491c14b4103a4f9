"""The readers of the supported formats; here, what one finds in a file, and how the fields that describe an article are read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from factcheck.articles import dates
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
