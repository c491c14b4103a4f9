"""Records with named fields (JSON, CSV): which field holds an article's text, title, outlet, day and address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factcheck.articles.decode import body, normal
from factcheck.articles.formats import page
from factcheck.articles.formats.content import Content, NotAnArticleError, described
from factcheck.errors import InputError
from factcheck.model import Anchor, SourceMap

TEXT = ("text", "body", "content", "content_text", "content_html")
"""The fields in which an article's text is looked for where no mapping names one."""
LISTS = ("articles", "items")
"""The fields of a JSON object that hold a list of articles."""
_OWN = ({"schema_version", "findings"}, {"quote", "subject", "predicate", "modality"}, {"fingerprint", "label", "author"})
"""The fields of the program's own output: reports, claims, decisions."""

Mapped = Mapping[str, str]
"""What the fields of an article are called: "text", "title", "source", "published" or "url" -> the name in the files."""


def text_of(fields: Mapping[str, Any], mapped: Mapped) -> Any:  # noqa: ANN401
    """What the field of the article's text holds; None where there is none."""
    if "text" in mapped:
        return _at(fields, mapped["text"])
    return next((fields[name] for name in TEXT if fields.get(name) not in (None, "")), fields.get("text"))


def article(where: str, fields: Mapping[str, Any], mapped: Mapped, *, number: int, line: int | None) -> Content:
    """The article of one record, which begins at the `line` of its file; `number` tells it from others in there."""
    text = text_of(fields, mapped)
    if not isinstance(text, str):
        key = mapped.get("text", "text")
        raise InputError(
            where,
            "no text",
            f"{where}: has no text; give the article under the key {key}, or name its key under fields in the configuration",
        )
    text = normal(where, text)
    outside: tuple[tuple[str, int], ...] = ()
    if page.is_marked(text):
        text, outside = page.shown(where, body(where, text))
    named = {**fields, **{key: _at(fields, name) for key, name in mapped.items() if key != "text"}}
    anchor = Anchor(offset=0, line=line, column=None)
    return Content(
        text=body(where, text),
        source_map=SourceMap(anchors=(anchor,)),
        line=number,
        title_at=(line, None),
        outside=outside,
        **described(where, named, "metadata"),
    )


def refuse_own(path: str, fields: Mapping[str, Any]) -> None:
    """Raises NotAnArticleError for what the program itself wrote."""
    if any(own <= fields.keys() for own in _OWN):
        raise NotAnArticleError(path, f"{path}: was written by factcheck and holds no articles; leave it out", "a report of factcheck")


def _at(fields: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401
    """The value of the field, which may lie in others: "content.rendered"."""
    if name in fields:
        return fields[name]
    found: Any = fields
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found
