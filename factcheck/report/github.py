"""Annotations of a pull request on GitHub: workflow commands on standard output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from factcheck.model import Article, Finding, Run, Statement
from factcheck.report import safe
from factcheck.report.showing import Showing, checked, counts, headed, placed
from factcheck.words import amount

MOST = 10
"""GitHub shows so many annotations of one level for a step, and drops the others."""
_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def render(run: Run, showing: Showing, *, summarised: bool) -> str:
    """One command a line, the worst first and at most ten of a level; then how many are left out, and the counts.

    `summarised` says that the rest is in the step's summary. Format: docs.github.com, "Workflow commands for GitHub Actions".
    """
    articles = {article.id: article for article in run.articles}
    shown: Counter[str] = Counter()
    lines, left = [], 0
    for level, line in [*_failures(run), *_findings(run, showing, articles)]:
        shown[level] += 1
        if shown[level] <= MOST:
            lines.append(line)
        else:
            left += 1
    if left:
        where = "in the step's summary" if summarised else f"not annotated: GitHub shows {MOST} of a level"
        lines.append(f"{left} more {'is' if left == 1 else 'are'} {where}.")
    lines.append(f"{amount(checked(run), 'article')}: {counts(run, showing)}.")
    return "".join(f"{line}\n" for line in lines)


def _failures(run: Run) -> Iterator[tuple[str, str]]:
    for failure in run.failures:
        yield "error", f"::error title=factcheck could not finish::{_data(failure.message)}"


def _findings(run: Run, showing: Showing, articles: Mapping[str, Article]) -> Iterator[tuple[str, str]]:
    found = [finding for finding in run.findings if showing.holds(finding)]
    for level, command in _LEVELS.items():
        yield from ((level, f"::{command} {_properties(f, articles)}::{_message(f, articles)}") for f in found if f.severity == level)


def _properties(finding: Finding, articles: Mapping[str, Article]) -> str:
    statement = placed(finding, articles)[0]
    article = articles[statement.article]
    values = {"file": article.place[0], **_lines(article, statement), "title": f"{finding.code} {finding.name}"}
    return ",".join(f"{key}={_property(str(value))}" for key, value in values.items())


def _lines(article: Article, statement: Statement) -> dict[str, int]:
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
