"""Fenced code in Markdown: where it is, and what is to be done about a fence that never closes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.model import Frozen

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
