"""The report as Markdown, for a comment on a pull request or a step's summary."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping

from factcheck.model import Article, Finding, Run, Statement
from factcheck.report import safe
from factcheck.report.showing import Showing, checked, counts, headed, hidden, sides
from factcheck.words import amount

MOST = 60_000
"""Characters: GitHub refuses comments of more than 65,536."""
_JOINER = "\u2060"
"""Word joiner: invisible, and after it nobody is mentioned and nothing is referred to."""
_ESCAPES = {
    **{ord(mark): f"\\{mark}" for mark in string.punctuation},
    **{ord(mark): mark for mark in ",;'\"?"},
    **{ord(mark): f"\\{mark}{_JOINER}" for mark in "@#"},
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
}


_KEY = re.compile(r"(?<=[A-Za-z])-(?=\d)")
"""In the name of an issue: "GH-7"."""
_HASH = re.compile(r"[0-9A-Fa-f]{6}(?=[0-9A-Fa-f])")
"""Six of the seven digits or more that are taken for a commit."""


def prose(text: str) -> str:
    """Text of an article as Markdown that shows it and does nothing: no mark-up, no HTML, no link, no mention, no reference."""
    broken = _HASH.sub(rf"\g<0>{_JOINER}", _KEY.sub(f"-{_JOINER}", safe(text)))
    return broken.translate(_ESCAPES)


def render(run: Run, showing: Showing, most: int = MOST) -> str:
    """The findings that are shown, as far as `most` characters reach, with what is left out and what failed counted."""
    articles = {article.id: article for article in run.articles}
    head = f"### factcheck: {counts(run, showing)} in {amount(checked(run), 'article')}\n"
    tail = "".join(_tail(run, showing))
    body, left = [], 0
    room = most - len(head) - len(tail) - 100
    for finding in run.findings:
        if showing.holds(finding):
            part = _finding(finding, articles)
            room -= len(part)
            if left or room < 0:
                left += 1
            else:
                body.append(part)
    more = f"\n{amount(left, 'finding')} more did not fit here.\n" if left else ""
    return "".join([head, *body, more, tail])


def _finding(finding: Finding, articles: Mapping[str, Article]) -> str:
    lines = [f"\n#### {finding.severity} {finding.code}: {prose(finding.message)}\n"]
    for statement in sides(finding):
        lines.append(f"\n{prose(headed(articles[statement.article], statement))}\n")
        if statement.quote:
            lines.append(f"> {_quoted(statement)}\n")
    lines.append(f"\n**Why:** {prose(finding.explanation)}\n\n**Do:** {prose(finding.suggestion)}\n")
    return "".join(lines)


def _quoted(statement: Statement) -> str:
    """The quotation with the clashing words in bold."""
    text, last = [], 0
    for begin, stop in statement.clashing:
        start, end = max(last, begin - statement.start), stop - statement.start
        if start < end and statement.quote[start:end].strip():
            words = statement.quote[start:end]
            text += [prose(statement.quote[last:start]), f"<b>{prose(words)}</b>"]
            last = end
    return f"“{''.join([*text, prose(statement.quote[last:])])}”"


def _tail(run: Run, showing: Showing) -> Iterator[str]:
    told = list(hidden(run, showing))
    if told:
        yield f"\nNot shown: {'; '.join(told)}.\n"
    if run.failures:
        yield f"\n**Incomplete:** {amount(len(run.failures), 'input')} could not be read or checked.\n\n"
        yield from (f"* {prose(failure.message)}\n" for failure in run.failures[:20])
        if len(run.failures) > 20:
            yield f"* and {len(run.failures) - 20} more\n"
