"""Places of articles as an editor counts them: lines from 0, and in a line the units that it asked for, usually those of UTF-16."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lsprotocol.types import Position, Range

from factcheck.model import Article
from factcheck.rewrites import lines

Units = Callable[[str], int]
"""How many units of the editor some characters have."""


class Places:
    """The places of one file; `text` is what the editor shows of it, whose lines end with LF, CR LF or CR alone."""

    def __init__(self, text: str, units: Units) -> None:
        self.lines: Sequence[str] = lines(text.removeprefix("\ufeff"))
        self._units = units

    def of(self, article: Article, start: int, end: int) -> Range:
        """The place of [start, end) of the article's text; a whole line where its format has no columns, the first without lines."""
        first, last = article.source_map.position(start), article.source_map.position(max(start, end - 1))
        if first is None or last is None:
            return self.line(article.place[1] or 1)
        if first.column is None or last.column is None:
            return Range(self.line(first.line).start, self.line(last.line).end)
        return Range(self.at(first.line, first.column), self.at(last.line, last.column + (end > start)))

    def line(self, number: int) -> Range:
        """A line of the file without its end."""
        return Range(self.at(number, 1), self.at(number, 1 + len(self._line(number))))

    def at(self, line: int, column: int) -> Position:
        """A place by its line and its column in code points, both from 1; the end of the line for what lies beyond it."""
        return Position(line - 1, self._units(self._line(line)[: column - 1]))

    def _line(self, number: int) -> str:
        return self.lines[number - 1].rstrip("\r\n") if number <= len(self.lines) else ""
