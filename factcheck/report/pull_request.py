"""What shows findings beside a change: a line each (reviewdog), GitHub's annotations, comments in Markdown, SARIF for code scanning."""

from __future__ import annotations

import json
import re
import string
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from factcheck.findings import RULES, Rule
from factcheck.model import Article, Failure, Finding, Run, Statement
from factcheck.report import Showing, checked, counts, escaped, headed, hidden, place, placed, safe, sides, summary
from factcheck.words import amount


def concise(run: Run, showing: Showing) -> str:
    """The findings that are shown, what failed, and one line of counts, which a quiet report has only where something is found.

    Lines and columns count from 1, columns in characters. What is about a whole article stands where it begins, what is in a format
    without columns at the beginning of its line; in a format without lines the path stands alone, or with the page.
    """
    articles = {article.id: article for article in run.articles}
    lines = [_concise(finding, articles) for finding in run.findings if showing.holds(finding)]
    lines += [f"{safe(failure.message)}" for failure in run.failures]
    lines += [] if showing.quiet else [summary(run, showing)]
    return "".join(f"{line}\n" for line in lines)


def _concise(finding: Finding, articles: Mapping[str, Article]) -> str:
    first, *others = placed(finding, articles)
    against = "".join(_against(others, articles))
    return f"{_at(first, articles)}: {finding.code} {finding.severity}: {safe(finding.message)}{against}"


def _against(statements: list[Statement], articles: Mapping[str, Article]) -> Iterator[str]:
    yield from (f" [{_at(statement, articles)}]" for statement in statements)


def _at(statement: Statement, articles: Mapping[str, Article]) -> str:
    article = articles[statement.article]
    if statement.line is None and all(anchor.line is None for anchor in article.source_map.anchors):
        return safe(place(article, statement))
    file, line = article.place
    return f"{safe(file)}:{statement.line or line or 1}:{statement.column or 1}"


MOST_ANNOTATIONS = 10
"""GitHub shows so many annotations of one level for a step, and drops the others."""
_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def github(run: Run, showing: Showing, *, summarised: bool) -> str:
    """One command a line, the worst first and at most ten of a level; then how many are left out, and the counts.

    `summarised` says that the rest is in the step's summary. Format: docs.github.com, "Workflow commands for GitHub Actions".
    """
    articles = {article.id: article for article in run.articles}
    shown: Counter[str] = Counter()
    lines, left = [], 0
    for level, line in [*_failed(run), *_annotated(run, showing, articles)]:
        shown[level] += 1
        if shown[level] <= MOST_ANNOTATIONS:
            lines.append(line)
        else:
            left += 1
    if left:
        where = "in the step's summary" if summarised else f"not annotated: GitHub shows {MOST_ANNOTATIONS} of a level"
        lines.append(f"{left} more {'is' if left == 1 else 'are'} {where}.")
    lines.append(f"{amount(checked(run), 'article')}: {counts(run, showing)}.")
    return "".join(f"{line}\n" for line in lines)


def _failed(run: Run) -> Iterator[tuple[str, str]]:
    for failure in run.failures:
        yield "error", f"::error title=factcheck could not finish::{_data(failure.message)}"


def _annotated(run: Run, showing: Showing, articles: Mapping[str, Article]) -> Iterator[tuple[str, str]]:
    found = [finding for finding in run.findings if showing.holds(finding)]
    for level, command in _LEVELS.items():
        yield from ((level, f"::{command} {_properties(f, articles)}::{_message(f, articles)}") for f in found if f.severity == level)


def _properties(finding: Finding, articles: Mapping[str, Article]) -> str:
    statement = placed(finding, articles)[0]
    article = articles[statement.article]
    values = {"file": article.place[0], **_on_lines(article, statement), "title": f"{finding.code} {finding.name}"}
    return ",".join(f"{key}={_property(str(value))}" for key, value in values.items())


def _on_lines(article: Article, statement: Statement) -> dict[str, int]:
    """Columns are given only where the statement is on one line: GitHub ignores an annotation that has both."""
    if statement.line is None:
        return {}
    last = article.source_map.position(max(statement.start, statement.end - 1))
    if last is None or last.line != statement.line:
        return {"line": statement.line, "endLine": last.line} if last else {"line": statement.line}
    if statement.column is None or last.column is None:
        return {"line": statement.line}
    return {"line": statement.line, "col": statement.column, "endColumn": last.column + 1}


def _message(finding: Finding, articles: Mapping[str, Article]) -> str:
    others = [f"“{s.quote}” ({headed(articles[s.article], s)})" for s in placed(finding, articles)[1:]]
    parts = [finding.message, *others, f"why: {finding.explanation}", f"do: {finding.suggestion}"]
    return "%0A".join(_data(part) for part in parts)


def _data(text: str) -> str:
    return safe(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


MOST_CHARACTERS = 60_000
"""Characters: GitHub refuses comments of more than 65,536."""
_JOINER = "\u2060"
"""Word joiner: invisible, and after it nobody is mentioned and nothing is referred to."""
_MARKDOWN = {
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
    return broken.translate(_MARKDOWN)


def markdown(run: Run, showing: Showing, most: int = MOST_CHARACTERS) -> str:
    """The findings that are shown, as far as `most` characters reach, with what is left out and what failed counted."""
    articles = {article.id: article for article in run.articles}
    head = f"### factcheck: {counts(run, showing)} in {amount(checked(run), 'article')}\n"
    tail = "".join(_not_shown(run, showing))
    body, left = [], 0
    room = most - len(head) - len(tail) - 100
    for finding in run.findings:
        if showing.holds(finding):
            part = _commented(finding, articles)
            room -= len(part)
            if left or room < 0:
                left += 1
            else:
                body.append(part)
    more = f"\n{amount(left, 'finding')} more did not fit here.\n" if left else ""
    return "".join([head, *body, more, tail])


def _commented(finding: Finding, articles: Mapping[str, Article]) -> str:
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


def _not_shown(run: Run, showing: Showing) -> Iterator[str]:
    told = list(hidden(run, showing))
    if told:
        yield f"\nNot shown: {'; '.join(told)}.\n"
    if run.failures:
        yield f"\n**Incomplete:** {amount(len(run.failures), 'input')} could not be read or checked.\n\n"
        yield from (f"* {prose(failure.message)}\n" for failure in run.failures[:20])
        if len(run.failures) > 20:
            yield f"* and {len(run.failures) - 20} more\n"


SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_INDEX = {code: index for index, code in enumerate(RULES)}
_QUIET = ("known", "suppressed", "dismissed", "snoozed")
_SARIF = str.maketrans({"\\": "\\\\", "[": "\\[", "]": "\\]", "{": "{{", "}": "}}"})


def sarif(run: Run, showing: Showing) -> str:
    """The findings that are shown, as indented JSON text.

    Findings that are not new are left out, for code scanning on GitHub takes SARIF's own suppressions for open alerts; how many
    there are stands in the run's properties. A run with failures is not successful.
    """
    return escaped(json.dumps(document(run, showing), ensure_ascii=False, indent=2)) + "\n"


def document(run: Run, showing: Showing) -> dict[str, Any]:
    """The report as plain values."""
    articles = {article.id: article for article in run.articles}
    states = {state: sum(finding.state == state for finding in run.findings) for state in _QUIET}
    invocation = {"executionSuccessful": not run.failures, "toolExecutionNotifications": [_notification(f) for f in run.failures]}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "factcheck", "version": run.version, "rules": [_rule(rule) for rule in RULES.values()]}},
                "invocations": [invocation],
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, articles) for finding in run.findings if showing.holds(finding)],
                "properties": {"asOf": run.as_of.isoformat(), **states},
            }
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    parts = (("What it does", rule.what), ("Why it matters", rule.why), ("Example", rule.example), ("What to do", rule.remedy))
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.what},
        "help": {
            "text": "\n\n".join(f"{heading}\n{text}" for heading, text in parts),
            "markdown": "\n\n".join(f"**{heading}**\n\n{prose(text)}" for heading, text in parts),
        },
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": [rule.kind]},
    }


def _result(finding: Finding, articles: Mapping[str, Article]) -> dict[str, Any]:
    first, *others = placed(finding, articles)
    links = "".join(f" See [{_bare(headed(articles[s.article], s))}]({number})." for number, s in enumerate(others, start=1))
    rank = {} if finding.confidence is None else {"rank": round(100 * finding.confidence, 1)}
    return {
        "ruleId": finding.code,
        "ruleIndex": _INDEX[finding.code],
        "level": finding.severity,
        "message": {"text": f"{_bare(finding.message)}. {_bare(finding.explanation)} {_bare(finding.suggestion)}{links}"},
        "locations": [_location(first, articles)],
        "relatedLocations": [
            {"id": number, **_location(statement, articles), "message": {"text": _bare(statement.quote)}}
            for number, statement in enumerate(others, start=1)
        ],
        "partialFingerprints": {"factcheck/v1": finding.fingerprint, "primaryLocationLineHash": f"{finding.fingerprint[4:]}:1"},
        **rank,
    }


def _location(statement: Statement, articles: Mapping[str, Article]) -> dict[str, Any]:
    article = articles[statement.article]
    region = _region(statement, article)
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(article.place[0])}, **({"region": region} if region else {})}}


def _uri(path: str) -> str:
    file = Path(path)
    return file.as_uri() if file.is_absolute() else quote(file.as_posix(), errors="surrogateescape")


def _region(statement: Statement, article: Article) -> dict[str, Any]:
    if statement.line is None:
        return {}
    region: dict[str, Any] = {"startLine": statement.line}
    last = article.source_map.position(max(statement.start, statement.end - 1))
    if last is not None:
        region["endLine"] = last.line
    if statement.column is not None and last is not None and last.column is not None and statement.quote:
        region |= {"startColumn": statement.column, "endColumn": last.column + 1}
    return region | ({"snippet": {"text": statement.quote}} if statement.quote else {})


def _notification(failure: Failure) -> dict[str, Any]:
    return {"level": "error", "message": {"text": _bare(failure.message)}, "descriptor": {"id": failure.kind}}


def _bare(text: str) -> str:
    """Text in a SARIF message, where brackets are links and braces are placeholders (2.1.0, 3.11.5 and 3.11.6)."""
    return safe(text).translate(_SARIF)
