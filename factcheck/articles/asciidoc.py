"""AsciiDoc: what of it is prose, and what is mark-up, code, a table, a heading or a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from factcheck.articles import Cut, Lines, Part, PartKind, dates

_FENCE = re.compile(r"(?P<mark>-{4,}|\.{4,}|\+{4,}|/{4,}|`{3,}|[|,:!]={3,})")
_FENCED: dict[str, PartKind] = {
    "-": "code",
    ".": "code",
    "+": "code",
    "`": "code",
    "/": "comment",
    "|": "table",
    ",": "table",
    ":": "table",
}
_WRAP = re.compile(r"(?:={4,}|\*{4,}|_{4,}|--)\s*\Z")
_HEADING = re.compile(r"(?:={1,6}|#{1,6})\s+\S")
_ATTRIBUTE = re.compile(r":!?(?P<name>[\w-]{1,60})!?:(?:\s+(?P<value>.*))?\Z")
_LINE = re.compile(r"\[.*\]\s*\Z|[\w-]{1,40}::\S*\[.*\]\s*\Z|\+\s*\Z|<<<\s*\Z|'''\s*\Z")
"""Lines of mark-up alone: attributes of a block, macros, and what joins blocks or breaks pages."""
_OPENING = re.compile(
    r"\s*(?:(?P<label>NOTE|TIP|IMPORTANT|CAUTION|WARNING):\s+|\.(?=[^\s.])|(?P<extra>[*.]{1,4})(?=[*.]\s)|(?P<number>\.)\s+)"
)
"""What may stand before the words of a paragraph: a label, a title's point, all but the last mark of a nested item."""
_ITEM = re.compile(r"\s*(?:[*-]|\.{1,5}|\*{2,5}|\d{1,3}\.)\s+\S")
_INLINE = re.compile(
    r"(?P<opened>(?:link|xref|mailto|kbd|btn|menu|pass|stem):[^\s\[\]]*\[|(?<![\w/])(?:https?|ftp)://[^\s\[\]<>]+\[)(?P<words>[^\[\]]*)(?P<closed>\])"
    r"|(?P<note>(?:footnote|footnoteref|indexterm|image|icon|anchor):[^\s\[\]]*\[[^\[\]]*\])"
    r"|<<(?P<target>[^<>,]*),?(?P<shown>[^<>]*)>>"
    r"|(?P<anchor>\[\[[^\[\]]*\]\]|\[[.#%][^\[\]]*\](?=[#*_`]))"
    r"|(?P<break>\s\+(?=\n|\Z))"
    r"|(?<![\w#])(?P<sign>##?)(?P<marked>[^#\n]+)(?P=sign)(?![\w#])"
)
_AUTHOR = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[\w.'’-]+){0,3}(?:\s+<[^<>]+>)?(?:;.*)?\Z")
_REVISION = re.compile(r"(?:v?[\d.]+,\s*)?(?P<date>[^,:]{4,40})(?::.*)?\Z")


def parts(text: str) -> Iterator[Part]:
    """The parts of the text in order; between them lie empty lines, and the first marks of a line whose rest is prose."""
    lines = Lines(text)
    closing = _closing(lines)
    at = 0
    while at < len(lines.all):
        if lines.blank(at):
            at += 1
            continue
        found, at = _part(lines, at, closing)
        yield from found


def _closing(lines: Lines) -> dict[int, int]:
    """The line that opens a fenced block, and the next one like it."""
    found: dict[int, int] = {}
    last: dict[str, int] = {}
    for number in range(len(lines.all) - 1, -1, -1):
        line = lines.all[number].rstrip()
        match = _FENCE.match(line)
        if match is None:
            continue
        key = match["mark"]
        if key in last and (key == line or key.startswith("`")):
            found[number] = last[key]
        if key == line:
            last[key] = number
    return found


def _part(lines: Lines, at: int, closing: dict[int, int]) -> tuple[list[Part], int]:
    """What begins at the line, and the line after it."""
    line = lines.all[at].rstrip()
    if at in closing:
        end = closing[at] + 1
        return [lines.part(_FENCED.get(line[0], "table"), at, end)], end
    if line.startswith("//") and not line.startswith("///"):
        return [lines.part("comment", at, at + 1)], at + 1
    if _HEADING.match(line):
        return [lines.part("heading", at, at + 1)], at + 1
    if _is_mark_up(line):
        return [lines.part("mark-up", at, at + 1)], at + 1
    return _paragraph(lines, at, closing)


def _is_mark_up(line: str) -> bool:
    return any(pattern.match(line) for pattern in (_WRAP, _ATTRIBUTE, _LINE))


def _paragraph(lines: Lines, at: int, closing: dict[int, int]) -> tuple[list[Part], int]:
    """The lines up to an empty one, or one that begins something else."""
    end = at + 1
    while not lines.blank(end) and end not in closing and not _ITEM.match(lines.all[end]) and not _breaks(lines.all[end]):
        end += 1
    whole = lines.part("prose", at, end)
    opening = _OPENING.match(lines.all[at])
    if opening is None:
        return [whole], end
    words = whole.start + opening.end()
    marks = [] if opening["number"] else [Part("mark-up", whole.start, words)]  # without its mark an item would go on in the next
    return [*marks, Part("prose", words, whole.end)], end


def _breaks(line: str) -> bool:
    return line.startswith("//") or _is_mark_up(line)


def mark_up(text: str) -> Iterator[Cut]:
    """What is no part of the text, in order: the header, comments, lines of mark-up, and marks between words."""
    _, first, last = _header(text)
    for line in re.finditer(r"[^\n]*\n?", text[first:last]):
        if not line[0].startswith("//"):
            yield Cut(start=first + line.start(), end=first + line.end(), reason="front matter")
    for part in parts(text):
        if part.kind in {"comment", "mark-up"}:
            said = text[part.start : part.end].strip("/\n ") if part.kind == "comment" else None
            yield Cut(start=part.start, end=part.end, reason=part.kind, content=said)
        elif part.kind == "prose":
            yield from _marks(text, part.start, part.end)


def _marks(text: str, start: int, end: int) -> Iterator[Cut]:
    for match in _INLINE.finditer(text, start, end):
        kept = next((name for name in ("words", "shown", "marked") if match[name]), None)
        if kept is None:
            yield Cut(start=match.start(), end=match.end(), reason="mark-up")
        else:
            yield Cut(start=match.start(), end=match.start(kept), reason="mark-up")
            yield Cut(start=match.end(kept), end=match.end(), reason="mark-up")


def fields(text: str) -> dict[str, Any]:
    """The attributes of the header by name, and its title and day of revision."""
    return _header(text)[0]


def _header(text: str) -> tuple[dict[str, Any], int, int]:
    """What the lines at the head of the text say, and where what follows the title of them starts and ends."""
    lines = Lines(text[:20_000])
    at = 0
    while at < len(lines.all) - 1 and (lines.blank(at) or lines.all[at].startswith("//")):
        at += 1
    found: dict[str, Any] = {}
    if re.match(r"[=#]\s+\S", lines.all[at]):
        found["title"] = lines.all[at][1:].strip()
        at += 1
    first = at
    while not lines.blank(at) and (said := _said(lines.all[at], at - first, titled="title" in found)) is not None:
        found.update(said)
        at += 1
    return found, min(lines.starts[first], len(text)), min(lines.starts[at], len(text))


def _said(line: str, number: int, *, titled: bool) -> dict[str, Any] | None:
    """What a line of the header says; None where it is none. The first after a title may name the author, the second the day."""
    attribute = _ATTRIBUTE.match(line)
    if attribute is not None:
        value = (attribute["value"] or "").strip()
        return {attribute["name"].lower(): value} if value and "{" not in value else {}
    if line.startswith("//"):
        return {}
    if titled and number == 0 and _AUTHOR.match(line):
        return {}
    revision = _REVISION.match(line) if titled and number == 1 else None
    return None if revision is None else _revised(revision["date"].strip())


def _revised(date: str) -> dict[str, Any]:
    try:
        return {"revdate": dates.parse(date)}
    except ValueError:
        return {}
