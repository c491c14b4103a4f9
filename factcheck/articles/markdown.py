"""What Markdown holds besides prose: code, MDX, and tags of templates."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping

from factcheck.articles import Cut
from factcheck.model import Frozen

# Fenced code in Markdown: where it is, and what is to be done about a fence that never closes.

_FENCE = re.compile(r" {0,3}(?P<marks>`{3,}|~{3,})(?P<rest>.*)\Z")


class Code(Frozen):
    """Fenced code: code points [start, end) of the text, from its fence to the end of the last line that belongs to it."""

    start: int
    end: int
    closed: bool


class Fences:
    """Where the lines of a text open fenced code, and where that ends."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = list(_lines(text)) if "```" in text or "~~~" in text else []
        found = ((number, _FENCE.match(text[start:end])) for number, (start, end) in enumerate(self._lines))
        self._fences = {number: match for number, match in found if match is not None}
        self._numbers = {self._lines[number][0]: number for number in self._fences}
        self._longest = _longest_after(self._fences)

    def at(self, offset: int) -> Code | None:
        """The code whose fence is the line that begins at `offset`; it ends with the next paragraph where the fence is never closed."""
        number = self._numbers.get(offset)
        opened = self._fences[number] if number is not None else None
        if number is None or opened is None or (opened["marks"][0] == "`" and "`" in opened["rest"]):
            return None
        closed = self._longest[number, opened["marks"][0]] >= len(opened["marks"])
        last = self._closing(number, opened["marks"]) if closed else self._paragraph(number)
        return Code(start=offset, end=self._lines[last][1], closed=closed)

    def all(self) -> Iterator[Code]:
        """The fenced code of the text, in order."""
        end = -1
        for offset in self._numbers:
            if offset > end and (found := self.at(offset)) is not None:
                end = found.end
                yield found

    def _closing(self, opened: int, marks: str) -> int:
        """The line of the fence that closes the one in the line `opened`, of which there is one."""
        number = opened + 1
        while number not in self._fences or not (self._fences[number]["marks"].startswith(marks) and _closes(self._fences[number])):
            number += 1
        return number

    def _paragraph(self, opened: int) -> int:
        """The last line of the paragraph that begins after the line `opened`; that line itself where none does."""
        number = opened + 1
        while number < len(self._lines) and self._is_empty(number):
            number += 1
        while number < len(self._lines) and not self._is_empty(number):
            number += 1
        return opened if self._is_empty(number - 1) else number - 1

    def _is_empty(self, number: int) -> bool:
        return not self._text[slice(*self._lines[number])].strip()


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _closes(fence: re.Match[str]) -> bool:
    return not fence["rest"].strip()


def _longest_after(fences: dict[int, re.Match[str]]) -> dict[tuple[int, str], int]:
    """(line, mark) -> the length of the longest fence after the line that can close one of that mark."""
    found: dict[tuple[int, str], int] = {}
    longest = {"`": 0, "~": 0}
    for number in sorted(fences, reverse=True):
        found.update({(number, mark): length for mark, length in longest.items()})
        marks = fences[number]["marks"]
        if _closes(fences[number]):
            longest[marks[0]] = max(longest[marks[0]], len(marks))
    return found


# Where code stands in Markdown: in fences and between backticks; what looks like mark-up there is none.

_INLINE = re.compile(r"(?<!`)(?P<mark>`+)(?!`)[^\n]{1,500}?(?<!`)(?P=mark)(?!`)")


class CodeSpans:
    """The stretches of a text that are code."""

    def __init__(self, text: str) -> None:
        self._spans = sorted(_spans(text)) if "`" in text or "~~~" in text else []

    def holds(self, offset: int) -> bool:
        """The character at `offset` is part of code."""
        index = bisect_right(self._spans, offset, key=lambda span: span[0]) - 1
        return index >= 0 and offset < self._spans[index][1]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    last = 0
    for fenced in Fences(text).all():
        yield from (found.span() for found in _INLINE.finditer(text, last, fenced.start))
        yield fenced.start, fenced.end
        last = fenced.end
    yield from (found.span() for found in _INLINE.finditer(text, last))


# What MDX adds to Markdown: imports and exports, tags of components, expressions in braces; the words between tags stay.

_STATEMENT = re.compile(
    r"^(?:import\s+(?:[\w*$\s,{}]{1,500}\s+from\s+)?[\"']|export\s+(?:default|const|let|var|function|class|async|\{|\*))", re.MULTILINE
)
_TAG = re.compile(r"<(?:/?[A-Za-z][\w.:-]*|/?(?=>))")
_COMMENT = re.compile(r"\{\s*/\*(?P<said>.*)\*/\s*\}", re.DOTALL)
_LONGEST_TAG = 5_000
_MOST_ENDLESS = 100
"""After so many tags that never end, what follows holds none."""
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def mdx_mark_up(text: str) -> Iterator[Cut]:
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


# Tags of templates in Markdown: Hugo's shortcodes, and Liquid as Jekyll has it; what they wrap stays, but for code and comments.

_TEMPLATE_TAG = re.compile(
    r"\{\{(?P<sign>[<%])-?\s*(?P<slash>/?)\s*(?P<name>[\w./-]*)(?:[^{}]|\{[^{}]*\}){0,2000}?[>%]\}\}"
    r"|\{%-?\s*(?P<liquid>\w*)[^{}]{0,2000}?%\}"
    r"|\{\{[^{}\n]{0,500}\}\}"
)
_WRAPS = {"highlight": "code", "mermaid": "code", "katex": "code", "math": "code", "comment": "comment"}
"""Tags whose content is no prose, and what it is."""


def shortcodes(text: str) -> Iterator[Cut]:
    """The tags of the text, in order; those in code are none."""
    if "{{" not in text and "{%" not in text:
        return
    code = CodeSpans(text)
    tags = [match for match in _TEMPLATE_TAG.finditer(text) if not code.holds(match.start())]
    ends: defaultdict[str, list[int]] = defaultdict(list)
    for match in tags:
        if closed := _template_closes(match):
            ends[closed].append(match.end())
    last = 0
    for match in tags:
        if match.start() < last:
            continue
        opened = _template_opens(match)
        after = bisect_right(ends[opened], match.end()) if opened in _WRAPS else len(ends[opened])
        wrapped = after < len(ends[opened])
        last = ends[opened][after] if wrapped else match.end()
        reason = _WRAPS[opened] if wrapped else "shortcode"
        content = text[match.end() : text.rfind("{", match.end(), last) - 1] if reason == "comment" else None
        yield Cut(start=match.start(), end=last, reason=reason, content=content)


def _template_opens(match: re.Match[str]) -> str:
    """The name of the tag; "" where it closes one."""
    return "" if match["slash"] or (match["liquid"] or "").startswith("end") else match["name"] or match["liquid"] or ""


def _template_closes(match: re.Match[str]) -> str:
    """The name of the tag that this one closes; "" where it closes none."""
    if match["slash"]:
        return match["name"]
    return (match["liquid"] or "").removeprefix("end") if (match["liquid"] or "").startswith("end") else ""
