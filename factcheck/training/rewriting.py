"""Writes a sentence with other values in the place of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.syntax import Syntax
from factcheck.training.values import NAMES, Value


def put(syntax: Syntax, value: Value, new: str) -> str:
    """The sentence with `new` in the place of a value; other mentions of a person's last name, or of a place, change too."""
    return put_all(syntax, [(value, new)])


def put_all(syntax: Syntax, changes: Sequence[tuple[Value, str]]) -> str:
    """The sentence with several values exchanged at once."""
    text = syntax.text
    for value, new in sorted(changes, key=lambda change: -change[0].start):
        text = text[: value.start] + new + text[value.end :]
    for value, new in changes:
        old = syntax.text[value.start : value.end]
        if value.kind in NAMES:
            last, put_in = (old.split()[-1], new.split()[-1]) if value.kind == "person" else (old, new)
            text = re.sub(rf"\b{re.escape(last)}\b(?![\w-])", put_in, text) if len(last) > 3 and last not in new else text
    return text


def exchanged(text: str, left: Value, right: Value) -> str:
    """The text with two stretches in each other's place."""
    first, second = sorted((left, right), key=lambda value: value.start)
    middle = text[first.end : second.start]
    return text[: first.start] + text[second.start : second.end] + middle + text[first.start : first.end] + text[second.end :]
