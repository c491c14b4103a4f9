"""Reads files, folders, globs and standard input into articles, and cuts these into sentences; here, the parts of a text with mark-up."""

from __future__ import annotations

from typing import Literal, NamedTuple

from factcheck.model import Frozen

PartKind = Literal["prose", "heading", "table", "code", "comment", "mark-up"]


class Part(NamedTuple):
    """A stretch of the text: code points [start, end), whole lines but for marks at the start of one."""

    kind: PartKind
    start: int
    end: int


class Cut(Frozen):
    """What is taken out: code points [start, end) of the file's text and the reason; `content` is what a comment says."""

    start: int
    end: int
    reason: str = "comment"
    content: str | None = None
    closed: bool = True
    """False for a comment that never ends."""


class Lines:
    """The lines of a text by number, and where each begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.all = text.split("\n")
        self.starts = [0]
        for line in self.all:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def part(self, kind: PartKind, first: int, last: int) -> Part:
        """The lines from `first` up to and without `last`, but for the line end of the last of them."""
        return Part(kind, self.starts[first], self.starts[last] - 1)

    def blank(self, number: int) -> bool:
        """There is nothing on the line, or no such line."""
        return number >= len(self.all) or not self.all[number].strip()

    def indent(self, number: int) -> int:
        """How many spaces the line begins with."""
        line = self.all[number]
        return len(line) - len(line.lstrip())

    def body(self, number: int, more_than: int) -> int:
        """The line after the lines from `number` on that are indented by more than so many spaces; empty ones at the end stay out."""
        end = number
        while number < len(self.all) and (self.blank(number) or self.indent(number) > more_than):
            number += 1
            end = end if self.blank(number - 1) else number
        return end
