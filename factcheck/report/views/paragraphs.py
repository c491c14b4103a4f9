"""Where the paragraphs of an article's plain text stand."""

from __future__ import annotations

from collections.abc import Iterator

_WRAPPED_MOST = 100
"""Characters: a longer line is a paragraph of its own, not one line of a wrapped one."""


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs stand: blank lines end them, and so does the end of a line too long to have been wrapped."""
    start, end, before, offset = 0, 0, 0, 0
    for line in text.split("\n"):
        length = len(line.rstrip())
        if start < end and (not length or max(length, before) > _WRAPPED_MOST):
            yield start, end
            start = end
        if length:
            start = offset if start == end else start
            end = offset + length
        else:
            start = end
        before, offset = length, offset + len(line) + 1
    if start < end:
        yield start, end
