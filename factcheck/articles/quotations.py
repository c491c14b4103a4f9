"""Where the words between quotation marks are."""

from __future__ import annotations


def quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What stands between quotation marks in text[start:end], without the marks; one left open goes on to the end."""
    found, opened = [], None
    for offset in range(start, end):
        character = text[offset]
        if character == "“" or (character == '"' and opened is None):
            opened = offset + 1
        elif character in '"”' and opened is not None:
            found.append((opened, offset))
            opened = None
    return [*found, (opened, end)] if opened is not None else found
