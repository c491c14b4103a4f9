"""Files of records: JSON, JSON lines and CSV, an article each; and which of their fields holds what."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from factcheck.articles import MOST_CHARACTERS, body, decode, normal
from factcheck.articles.formats import Content, NotAnArticleError, counted, described, first, page
from factcheck.errors import InputError
from factcheck.model import Anchor, SourceMap

TEXT = ("text", "body", "content", "content_text", "content_html")
"""The fields in which an article's text is looked for where no mapping names one."""
LISTS = ("articles", "items")
"""The fields of a JSON object that hold a list of articles."""
_SAID = 5
"""A field of so many words may say something."""
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
    text = written = text_of(fields, mapped)
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
        outside=counted({**dict(outside), "other field": _unread(fields, (written, first(named, "title")))}),
        **described(where, named, "metadata"),
    )


def _unread(fields: Mapping[str, Any], read: Sequence[Any]) -> int:
    """Characters of the texts, wherever they stand in the record, that are none of those that are read."""
    count, ahead = 0, [*fields.values()]
    while ahead:
        value = ahead.pop()
        if isinstance(value, str):
            count += len(value) if len(value.split()) >= _SAID and value not in read else 0
        elif isinstance(value, Mapping):
            ahead += value.values()
        elif isinstance(value, list):
            ahead += value
    return count


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


# Files of records: JSON, JSON lines and CSV, an article each.

_DELIMITERS = ",;\t|"
_NAMED = 5
_SPACE = re.compile(r"[ \t\n\r]*")


def jsonl(path: str, content: bytes, mapped: Mapped) -> Iterator[Content | InputError]:
    """One article a line; a broken line comes out as an error and the others are read."""
    for number, line in enumerate(decode(path, content).split("\n"), start=1):
        if line.strip():
            where = f"{path}:{number}"
            try:
                fields = _object(where, _loaded(where, line, "write one object a line"), "write one object a line")
                refuse_own(path, fields)
                yield article(where, fields, mapped, number=number, line=number)
            except NotAnArticleError:
                raise
            except InputError as error:
                yield error


def json_file(path: str, content: bytes, mapped: Mapped) -> Iterator[Content | InputError]:
    """One article, or a list of them, which may also be the field "articles" or "items" of an object."""
    text = decode(path, content)
    begin = _space(text, 0)
    if not _may_hold(text, mapped):
        raise _no_article(path, mapped)
    if text[begin : begin + 1] == "[":
        yield from _listed(path, text, begin, mapped)
        return
    fields = _object(path, _loaded(path, text, "correct it"), "write an object, or a list of them")
    refuse_own(path, fields)
    listed = next((name for name in LISTS if isinstance(fields.get(name), list)), None)
    opened = re.search(rf'"{listed}"\s*:\s*(?=\[)', text) if listed and text_of(fields, mapped) is None else None
    if opened is not None:
        yield from _listed(path, text, opened.end(), mapped)
    elif text_of(fields, mapped) is None:
        raise _no_article(path, mapped)
    else:
        yield article(path, fields, mapped, number=0, line=1 + text.count("\n", 0, begin)).model_copy(update={"line": None})


def _may_hold(text: str, mapped: Mapped) -> bool:
    """One of the keys of an article's text stands in the file, so that what is broken there may be an article."""
    keys = [mapped["text"].rpartition(".")[2]] if "text" in mapped else TEXT
    return any(f'"{key}"' in text for key in keys)


def _no_article(path: str, mapped: Mapped) -> NotAnArticleError:
    keys = mapped.get("text") or ", ".join(TEXT[:3])
    message = f"{path}: holds no article; give its text under the key {keys}, or name its key under fields in the configuration"
    return NotAnArticleError(path, message, f"no article ({Path(path).suffix.lower() or 'json'})")


def _listed(path: str, text: str, begin: int, mapped: Mapped) -> Iterator[Content | InputError]:
    """The articles of the list that begins at `begin`; one that cannot be read is an error, and so is a list that is broken off."""
    found, broken = _elements(path, text, begin)
    lines = _lines(text, [start for start, _ in found])
    distinct = len(set(lines)) == len(lines)
    for number, ((_, value), line) in enumerate(zip(found, lines, strict=True), start=1):
        place = line if distinct else number
        where = f"{path}:{place}"
        try:
            fields = _object(where, value, "write a list of objects")
            refuse_own(path, fields)
            yield article(where, fields, mapped, number=place, line=line)
        except NotAnArticleError:
            raise
        except InputError as error:
            yield error
    if broken is not None:
        yield broken


def _elements(path: str, text: str, begin: int) -> tuple[list[tuple[int, Any]], InputError | None]:
    """The elements of the list, each with the place where it begins; and what is wrong with the rest of it."""
    decoder = json.JSONDecoder()
    found: list[tuple[int, Any]] = []
    at = _space(text, begin + 1)
    if text[at : at + 1] == "]":
        return found, None
    while True:
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            return found, _invalid(f"{path}:{1 + text.count(chr(10), 0, at)}", error, "what follows was not read; correct it")
        found.append((at, value))
        end = _space(text, end)
        if text[end : end + 1] != ",":
            break
        at = _space(text, end + 1)
    where = f"{path}:{1 + text.count(chr(10), 0, end)}"
    closed = text[end : end + 1] == "]"
    return found, None if closed else InputError(where, "json", f"{where}: the list is broken off, what follows was not read; correct it")


def _lines(text: str, places: Sequence[int]) -> list[int]:
    lines, line, last = [], 1, 0
    for place in places:
        line += text.count("\n", last, place)
        last = place
        lines.append(line)
    return lines


def _space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _loaded(where: str, text: str, remedy: str) -> Any:  # noqa: ANN401
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _invalid(where, error, remedy) from error


def _invalid(where: str, error: Exception, remedy: str) -> InputError:
    reason = getattr(error, "msg", "a number too long" if isinstance(error, ValueError) else "nested too deeply")
    return InputError(where, "json", f"{where}: is no valid JSON ({reason}); {remedy}")


def _object(where: str, value: Any, remedy: str) -> dict[str, Any]:  # noqa: ANN401
    if not isinstance(value, dict):
        raise InputError(where, "json", f"{where}: is no JSON object; {remedy}, with the key text")
    return value


def table(path: str, content: bytes, mapped: Mapped) -> Iterator[Content | InputError]:
    """CSV with a line of names: an article a row. Rows without a text are told together, a row that is broken ends the reading."""
    text = decode(path, content)
    csv.field_size_limit(MOST_CHARACTERS + 1)
    head = text.lstrip("\n").partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=head.count), strict=True)
    names: list[str] = []
    bare: list[int] = []
    line = 1
    try:
        for row in rows:
            where, begun = f"{path}:{line}", line
            line = rows.line_num + 1
            if not any(map(str.strip, row)):
                continue
            if not names:
                names = _names(path, row, mapped)
            elif len(row) != len(names):
                yield InputError(where, "csv", f"{where}: has {len(row)} fields, and the first line has {len(names)}; correct it")
            elif str(text_of(fields := dict(zip(names, row, strict=True)), mapped) or "").strip():
                yield from _row(where, fields, mapped, begun)
            else:
                bare.append(begun)
    except csv.Error as error:
        yield InputError(f"{path}:{line}", "csv", f"{path}:{line}: is no valid CSV ({error}), what follows was not read; correct it")
    if bare:
        numbers = ", ".join(map(str, bare[:_NAMED])) + (" and more" if len(bare) > _NAMED else "")
        yield InputError(path, "no text", f"{path}: has no text in line {numbers}; give the article in each row")


def _row(where: str, fields: dict[str, Any], mapped: Mapped, line: int) -> Iterator[Content | InputError]:
    try:
        yield article(where, fields, mapped, number=line, line=line)
    except InputError as error:
        yield error


def _names(path: str, row: Sequence[str], mapped: Mapped) -> list[str]:
    names = [name.strip() for name in row]
    known = names if "text" in mapped else [name.lower() for name in names]
    if not set(known) & ({mapped["text"]} if "text" in mapped else set(TEXT)):
        raise _no_article(path, mapped)
    return known
