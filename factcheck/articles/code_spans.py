"""Where code stands in Markdown: in fences and between backticks; what looks like mark-up there is none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from factcheck.articles.fences import Fences

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
