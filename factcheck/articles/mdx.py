"""What MDX adds to Markdown: imports and exports, tags of components, expressions in braces; the words between tags stay."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from factcheck.articles.code_spans import CodeSpans
from factcheck.articles.parts import Cut

_STATEMENT = re.compile(
    r"^(?:import\s+(?:[\w*$\s,{}]{1,500}\s+from\s+)?[\"']|export\s+(?:default|const|let|var|function|class|async|\{|\*))", re.MULTILINE
)
_TAG = re.compile(r"<(?:/?[A-Za-z][\w.:-]*|/?(?=>))")
_COMMENT = re.compile(r"\{\s*/\*(?P<said>.*)\*/\s*\}", re.DOTALL)
_LONGEST_TAG = 5_000
_MOST_ENDLESS = 100
"""After so many tags that never end, what follows holds none."""
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def mark_up(text: str) -> Iterator[Cut]:
    """What of the text is no prose, in order; nothing in code, and nothing that never ends."""
    code = CodeSpans(text)
    braces = _braces(text)
    starts = sorted(braces)
    statements = {match.start() for match in _STATEMENT.finditer(text)}
    at = endless = 0
    for match in re.finditer(r"^(?=import\s|export\s)|[{<]", text, re.MULTILINE):
        start = match.start()
        if start < at or code.holds(start):
            continue
        if start in statements:
            at = _statement(text, start, braces, starts)
            yield Cut(start=start, end=at, reason="mark-up")
        elif match[0] == "{" and start in braces:
            at = braces[start]
            comment = _COMMENT.fullmatch(text, start, at)
            yield Cut(start=start, end=at, reason="comment" if comment else "mark-up", content=comment["said"] if comment else None)
        elif match[0] == "<" and endless < _MOST_ENDLESS and (end := _tag(text, start, braces)) is not None:
            at = max(at, end)
            endless += end < 0
            if end > 0:
                yield Cut(start=start, end=end, reason="mark-up")


def _braces(text: str) -> Mapping[int, int]:
    """Where each brace opens, and the end of what it holds; without those that are never closed."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in re.finditer(r"[{}]", text):
        if match[0] == "{":
            opened.append(match.start())
        elif opened:
            found[opened.pop()] = match.end()
    return found


def _statement(text: str, start: int, braces: Mapping[int, int], starts: list[int]) -> int:
    """The end of an import or export: the end of its paragraph, where no brace of it is still open."""
    end = start
    while True:
        stop = text.find("\n\n", end)
        stop = len(text) if stop < 0 else stop
        opened = starts[bisect_left(starts, end) : bisect_left(starts, stop)]
        last = max((braces[place] for place in opened), default=stop)
        if last <= stop:
            return stop
        end = last


def _tag(text: str, start: int, braces: Mapping[int, int]) -> int | None:
    """The end of the tag that begins here, -1 where it never ends; None where none begins."""
    opened = _TAG.match(text, start)
    if opened is None:
        return None
    at, limit = opened.end(), min(len(text), start + _LONGEST_TAG)
    while at < limit:
        character = text[at]
        if character == ">":
            return at + 1
        if character == "<":
            return None
        quoted = _QUOTED.match(text, at, limit) if character in "\"'" else None
        at = quoted.end() if quoted else braces.get(at, at + 1)
    return -1
