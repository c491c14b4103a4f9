"""Tags of templates in Markdown: Hugo's shortcodes, and Liquid as Jekyll has it; what they wrap stays, but for code and comments."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from factcheck.articles.code_spans import CodeSpans
from factcheck.articles.parts import Cut

_TAG = re.compile(
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
    tags = [match for match in _TAG.finditer(text) if not code.holds(match.start())]
    ends: defaultdict[str, list[int]] = defaultdict(list)
    for match in tags:
        if closed := _closes(match):
            ends[closed].append(match.end())
    last = 0
    for match in tags:
        if match.start() < last:
            continue
        opened = _opens(match)
        after = bisect_right(ends[opened], match.end()) if opened in _WRAPS else len(ends[opened])
        wrapped = after < len(ends[opened])
        last = ends[opened][after] if wrapped else match.end()
        reason = _WRAPS[opened] if wrapped else "shortcode"
        content = text[match.end() : text.rfind("{", match.end(), last) - 1] if reason == "comment" else None
        yield Cut(start=match.start(), end=last, reason=reason, content=content)


def _opens(match: re.Match[str]) -> str:
    """The name of the tag; "" where it closes one."""
    return "" if match["slash"] or (match["liquid"] or "").startswith("end") else match["name"] or match["liquid"] or ""


def _closes(match: re.Match[str]) -> str:
    """The name of the tag that this one closes; "" where it closes none."""
    if match["slash"]:
        return match["name"]
    return (match["liquid"] or "").removeprefix("end") if (match["liquid"] or "").startswith("end") else ""
