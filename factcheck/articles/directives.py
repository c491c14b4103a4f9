"""What an article's comments and front matter tell the linter: read here, judged with the findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from factcheck.model import Directive

_ADDRESSED = re.compile(r"\s*factcheck\s*:\s*|\s*factcheck\s+(?=(?:ignore|disable|enable)\b)", re.IGNORECASE)
_PARTS = re.compile(r"(?P<action>[\w-]+)\s*(?:\[(?P<codes>[^\[\]]*)\])?\s*(?P<reason>.*)\Z", re.DOTALL)
_MOST_WRITTEN = 120
"""How much of a directive a message repeats."""


def from_comment(comment: str, line: int | None, column: int | None) -> Directive | None:
    """The directive in a comment's text ("factcheck: ignore[FC101] reason"); None where the comment is not for the linter."""
    addressed = _ADDRESSED.match(comment)
    if addressed is None:
        return None
    written = " ".join(comment[addressed.end() :].split())
    parts = _PARTS.match(written)
    return Directive(
        action=parts["action"].lower() if parts else "",
        codes=_codes(parts["codes"]) if parts and parts["codes"] else (),
        reason=parts["reason"].strip() if parts else "",
        written=written[:_MOST_WRITTEN],
        line=line,
        column=column,
    )


def _codes(listed: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in listed.split(",") if code.strip())


def from_front_matter(fields: dict[str, Any], text: str) -> Iterator[Directive]:
    """The directives of a front matter's `factcheck: {ignore: {FC101: reason}}`; `text` is the file up to the end of its front matter."""
    lines = text.split("\n")
    for key, value in fields.items():
        if key != "factcheck" and _is_meant(str(key), value):
            written = " ".join(f"{key}: {value}".split())[:_MOST_WRITTEN]
            yield Directive(action="front matter", codes=(), reason="", written=written, line=_line(lines, str(key), 1), column=1)
    if "factcheck" not in fields:
        return
    told, line = fields["factcheck"], _line(lines, "factcheck", 1)
    entries = told.get("ignore") if isinstance(told, dict) and set(told) == {"ignore"} else None
    if not isinstance(entries, dict) or not entries:
        written = " ".join(f"factcheck: {told}".split())[:_MOST_WRITTEN]
        yield Directive(action="front matter", codes=(), reason="", written=written, line=line, column=1)
        return
    for code, reason in entries.items():
        said = reason if isinstance(reason, str) else ""
        written = " ".join(f"{code}: {said}".split())[:_MOST_WRITTEN]
        line = _line(lines, str(code), line)
        yield Directive(action="file", codes=_codes(str(code)), reason=said.strip(), written=written, line=line, column=1)


def _is_meant(key: str, value: object) -> bool:
    """The key is a misspelling of ours: but for case and hyphens, or by a letter or two where the value looks like ours."""
    plain = re.sub(r"[\W_]", "", key).casefold()
    like_ours = isinstance(value, dict) and any(str(name).casefold() == "ignore" for name in value)
    return plain == "factcheck" or (like_ours and bool(get_close_matches(plain, ["factcheck"], cutoff=0.75)))


def _line(lines: Sequence[str], key: str, first: int) -> int:
    """The line of the key, from the line `first` on; `first` where it is not written out."""
    return next((number for number in range(first, len(lines) + 1) if key in lines[number - 1]), first)
