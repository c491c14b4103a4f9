"""reStructuredText: what of it is prose, and what is mark-up, code, a table, a heading or a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from factcheck.articles import Cut, Lines, Part

_RULE = re.compile(r"(?P<sign>[!-/:-@\[-`{-~])(?P=sign){2,}[ \t]*\Z")
_GRID = re.compile(r"\s*\+[-=]{2,}[-=+]*\+\s*\Z")
_COLUMNS = re.compile(r"\s*={2,}(?:\s+={2,})+\s*\Z")
_EXPLICIT = re.compile(r"\s*\.\.(?:\s+|\Z)")
_DIRECTIVE = re.compile(r"(?:\|[^|\n]{1,200}\|\s+)?(?P<name>[A-Za-z][\w:.+-]*?)::(?:\s+|\Z)")
_NOTE = re.compile(r"\[[\w#*.-]{1,80}\](?:\s+|\Z)")
_OPTION = re.compile(r"\s*:[\w -]{1,60}:(?:\s|\Z)")
_ITEM = re.compile(r"\s*(?:[-+*•]|\(?(?:\d{1,3}|[A-Za-z]|#)[.)]|\|)\s")
_FIELD = re.compile(r":(?P<name>[\w -]{1,60}):[ \t]+(?P<value>\S.*)\Z")
_INLINE = re.compile(
    r"``(?P<literal>[^`\n]+)``"
    r"|(?P<opened>(?::[\w:.+-]{1,40}:)?`)(?P<words>[^`<]*[^`<\s])(?P<address>\s*<[^<>`]*>)?(?P<closed>`_{0,2})"
    r"|(?P<note>\s?\[[\w#*.-]{1,40}\]_)(?!\w)"
    r"|(?<=\w)(?P<reference>__?)(?=[\s.,;:!?)\"'’”]|\Z)"
    r"|(?P<item>\*\s+(?=-\s))"
    r"|(?P<escape>\\)(?=[*`|_\\: ])"
)
_HEAD = 20_000
"""How far into a text its title and its fields are looked for."""
_SPOKEN = {
    "note", "warning", "important", "tip", "hint", "caution", "danger", "error", "attention", "admonition", "seealso", "topic", "sidebar",
    "rubric", "epigraph", "highlights", "pull-quote", "compound", "container", "centered", "versionadded", "versionchanged", "deprecated",
}  # fmt: skip
"""Directives whose first line is prose."""
_CODE = {"code", "code-block", "sourcecode", "parsed-literal", "literalinclude", "math", "raw", "graphviz", "mermaid", "doctest", "prompt"}
_TABLES = {"csv-table", "list-table", "table", "flat-table"}
_NO_BODY = {"toctree", "image", "include", "contents", "index", "meta", "highlight", "role", "default-role", "replace", "unicode", "date"}


def parts(text: str) -> Iterator[Part]:
    """The parts of the text in order; between them lie empty lines, and the first marks of a line whose rest is prose."""
    lines = Lines(text)
    at = 0
    while at < len(lines.all):
        if lines.blank(at):
            at += 1
            continue
        found, at = _part(lines, at)
        yield from found


def _part(lines: Lines, at: int) -> tuple[list[Part], int]:
    """What begins at the line, and the line after it."""
    line = lines.all[at]
    if _EXPLICIT.match(line):
        return _explicit(lines, at)
    if _GRID.match(line) or _COLUMNS.match(line):
        end = _table(lines, at)
        return [lines.part("table", at, end)], end
    if line.lstrip().startswith(">>> "):
        end = at
        while not lines.blank(end):
            end += 1
        return [lines.part("code", at, end)], end
    heading = _heading(lines, at)
    return ([lines.part("heading", at, heading)], heading) if heading else _paragraph(lines, at)


def _heading(lines: Lines, at: int) -> int:
    """The line after the title that begins here; 0 where none does."""
    over = _RULE.match(lines.all[at])
    title = at + 1 if over else at
    if lines.blank(title) or lines.blank(title + 1) or _RULE.match(lines.all[title]):
        return 0
    under = _RULE.match(lines.all[title + 1])
    if under is None or (over and over["sign"] != under["sign"]):
        return 0
    long = len(lines.all[title + 1].rstrip()) >= min(4, len(lines.all[title].rstrip()))
    return title + 2 if long and (over or not lines.all[title][:1].isspace()) else 0


def _table(lines: Lines, at: int) -> int:
    """The line after the table: a simple one ends with the last of its rules that no row follows, one in a grid with its last row."""
    if _GRID.match(lines.all[at]):
        end = at
        while not lines.blank(end) and lines.all[end].lstrip().startswith(("+", "|")):
            end += 1
        return end
    end = at + 1
    while end < len(lines.all):
        if _COLUMNS.match(lines.all[end]) and lines.blank(end + 1):
            return end + 1
        if lines.blank(end) and lines.blank(end + 1):
            return end
        end += 1
    return end


def _paragraph(lines: Lines, at: int) -> tuple[list[Part], int]:
    """A paragraph; with "::" at its end, and the literal text that it announces."""
    end = at + 1
    while not lines.blank(end) and not _EXPLICIT.match(lines.all[end]) and not (end == at + 1 and _defines(lines, at)):
        end += 1
    alone = lines.all[at].strip() == "::"
    found = [lines.part("mark-up" if alone else "prose", at, end)]
    following = end
    while following < len(lines.all) and lines.blank(following):
        following += 1
    if not lines.all[end - 1].rstrip().endswith("::") or following == len(lines.all) or lines.indent(following) <= lines.indent(at):
        return found, end
    last = lines.body(following, lines.indent(at))
    return [lines.part("code", at, last)] if alone else [*found, lines.part("code", following, last)], last


def _defines(lines: Lines, at: int) -> bool:
    """The line is a term, and what stands deeper below it tells what it is."""
    return lines.indent(at + 1) > lines.indent(at) and _ITEM.match(lines.all[at]) is None


def _explicit(lines: Lines, at: int) -> tuple[list[Part], int]:
    """What begins with two points: a directive, a note, a target, or else a comment."""
    marks = _EXPLICIT.match(lines.all[at])
    assert marks is not None  # noqa: S101  the caller has seen it
    rest, end = lines.all[at][marks.end() :], lines.body(at + 1, lines.indent(at))
    if directive := _DIRECTIVE.match(rest):
        return _directive(lines, at, end, directive["name"].lower(), marks.end() + directive.end())
    if note := _NOTE.match(rest):
        return [*_said(lines, at, marks.end() + note.end())], at + 1
    return [lines.part("mark-up" if rest.startswith(("_", "|")) or not rest else "comment", at, end)], end


def _directive(lines: Lines, at: int, end: int, name: str, words: int) -> tuple[list[Part], int]:
    """A directive whose own words begin at column `words`; what it holds is read on from the line after its options."""
    options = at + 1
    while options < end and _OPTION.match(lines.all[options]):
        options += 1
    if name in _CODE:
        return [lines.part("code", at, end)], end
    if name in _TABLES and name != "list-table":
        return [lines.part("table", at, end)], end
    if name in _NO_BODY:
        return [lines.part("mark-up", at, end)], end
    head = _said(lines, at, words) if name in _SPOKEN else [lines.part("mark-up", at, at + 1)]
    return [*head, *([lines.part("mark-up", at + 1, options)] if options > at + 1 else [])], options


def _said(lines: Lines, at: int, words: int) -> list[Part]:
    """The line's marks, and what it says after them."""
    start, end = lines.starts[at], lines.starts[at + 1] - 1
    said = [Part("prose", start + words, end)] if start + words < end else []
    return [Part("mark-up", start, start + words), *said]


def mark_up(text: str) -> Iterator[Cut]:
    """What is no part of the text, in order: comments, lines of mark-up, and marks between words."""
    _, first, last = _head(text)
    if last > first:
        yield Cut(start=first, end=last, reason="front matter")
    for part in parts(text):
        if first <= part.start < last:
            continue
        if part.kind in {"comment", "mark-up"}:
            said = _EXPLICIT.sub("", text[part.start : part.end], count=1) if part.kind == "comment" else None
            yield Cut(start=part.start, end=part.end, reason=part.kind, content=said)
        elif part.kind == "prose":
            yield from (Cut(start=start, end=end, reason="mark-up") for start, end in _marks(text, part.start, part.end))


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _INLINE.finditer(text, start, end):
        if match["literal"] is not None:
            yield match.start(), match.start("literal")
            yield match.end("literal"), match.end()
        elif match["opened"] is not None:
            yield match.span("opened")
            yield match.end("words"), match.end()
        else:
            yield match.span()


def fields(text: str) -> dict[str, Any]:
    """The fields at the head of the text by their names in lower case, and the title, where there is one."""
    found = _head(text)[0]
    title = next((text[part.start : part.end] for part in parts(text[:_HEAD]) if part.kind == "heading"), None)
    lines = [_unmarked(line.strip()) for line in (title or "").split("\n") if not _RULE.match(line)]
    return {**({"title": lines[0]} if lines and lines[0] else {}), **found}


def _unmarked(text: str) -> str:
    for start, end in reversed(list(_marks(text, 0, len(text)))):
        text = text[:start] + text[end:]
    return text


def _head(text: str) -> tuple[dict[str, Any], int, int]:
    """The field list before or after the title with which the text begins, and where it starts and ends."""
    lines = Lines(text[:_HEAD])
    at = next((number for number in range(len(lines.all)) if not lines.blank(number)), 0)
    if heading := _heading(lines, at):
        at = next((number for number in range(heading, len(lines.all)) if not lines.blank(number)), heading)
    found: dict[str, Any] = {}
    end = at
    while end < len(lines.all) and (field := _FIELD.match(lines.all[end])):
        if "|" not in field["value"]:
            found[field["name"].lower()] = field["value"].strip()
        end += 1
    return found, lines.starts[at], min(lines.starts[end], len(lines.text))
