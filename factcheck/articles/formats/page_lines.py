"""Lines of printed pages to paragraphs: running heads go, lines that were broken to fit the column are joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_EDGE = 2
"""How many lines at the top and at the foot of a page can be running heads."""
_LEAST_PAGES = 3
"""A line has to recur on so many pages, or on all of two, to be a running head."""
_NUMBER = re.compile(r"\W*(?:page\s+)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?\W*\Z", re.IGNORECASE)
_AROUND = 6
"""How many lines before and after one tell how wide its column is."""
_FULL = 0.85
"""Share of the column's width from which a line and the word after it would not have fitted; letters are not equally wide."""
_HYPHENATED = re.compile(r"(?P<before>[^\W\d_]{2,})[-\u2010]\Z")
_LEADER = re.compile(r"(?:\.\s?){4,}\d*\Z")
"""What leads from an entry of a table of contents to its page."""
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")


def without_running_heads(pages: Sequence[str]) -> tuple[list[list[str]], int]:
    """The lines of each page without what recurs at the edges of pages and without page numbers; how many characters these have."""
    found = [[line.rstrip() for line in page.split("\n")] for page in pages]
    recurring = Counter(key for lines in found for key in {_key(lines[index]) for index in _edges(lines)})
    least = min(_LEAST_PAGES, max(2, len(pages)))
    kept: list[list[str]] = []
    taken = 0
    for lines in found:
        edges = set(_edges(lines))
        heads = {i for i in edges if recurring[_key(lines[i])] >= least or (len(lines) > 1 and _NUMBER.match(lines[i]))}
        taken += sum(len(lines[index].strip()) for index in heads)
        kept.append([line for index, line in enumerate(lines) if index not in heads])
    return kept, taken


def _edges(lines: Sequence[str]) -> list[int]:
    """The first and the last lines that hold anything, without those that end a sentence."""
    held = [index for index, line in enumerate(lines) if line.strip()]
    return [index for index in dict.fromkeys([*held[:_EDGE], *held[-_EDGE:]]) if not lines[index].endswith((".", "!", "?", "”", '"'))]


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def joined(pages: Sequence[Sequence[str]]) -> tuple[str, list[tuple[int, int]]]:
    """The text, a paragraph a line, and where each page (from 1) begins in it."""
    lines = [(number, line.strip()) for number, page in enumerate(pages, start=1) for line in page]
    known = {word for _, line in lines for word in _WORD.findall(line.lower())}
    widths = list(_widths([line for _, line in lines]))
    pieces: list[str] = []
    starts: list[tuple[int, int]] = []
    length = on = 0
    before, gap = "", False
    for (number, line), width in zip(lines, widths, strict=True):
        if not line:
            gap = True
            continue
        parted = gap and number == on  # at the foot of a page an empty line parts nothing
        between = _between("" if parted else before, line, width, known) if pieces else ""
        gap = False
        if between is None:
            pieces[-1] = pieces[-1][:-1]
            length -= 1
            between = ""
        if number != on:
            starts.append((length + len(between), number))
            on = number
        pieces += [between, line]
        length += len(between) + len(line)
        before = line
    return "".join(pieces), starts


def _widths(lines: Sequence[str]) -> Iterator[int]:
    """The width of the column that each line stands in, by the lines around it."""
    held = [len(line) for line in lines]
    for index in range(len(held)):
        around = sorted(held[max(0, index - _AROUND) : index + _AROUND + 1])
        yield around[(len(around) * 9) // 10]


def _between(before: str, line: str, width: int, known: set[str]) -> str | None:
    """What stands between two lines: a line end, a space, nothing, or None where the hyphen before it goes too."""
    if not before or _LEADER.search(before):
        return "\n\n"
    first = line.split(" ", maxsplit=1)[0]
    hyphenated = _HYPHENATED.search(before)
    if hyphenated and (line[:1].isupper() or line[:1].isdigit()):
        return ""
    if hyphenated and line[:1].islower():
        after = _WORD.match(line)
        parted = (hyphenated["before"] + (after[0] if after else "")).lower()
        with_hyphen = f"{hyphenated['before']}-{after[0] if after else ''}".lower()
        return "" if with_hyphen in known and parted not in known else None
    if len(before) + 1 + len(first) < _FULL * width:
        return "\n\n"
    return " "
