"""One line for each finding, as editors, reviewdog and grep read it: `path:line:column: FC101 error: message`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factcheck.model import Article, Finding, Run, Statement
from factcheck.report import safe
from factcheck.report.showing import Showing, place, placed, summary


def render(run: Run, showing: Showing) -> str:
    """The findings that are shown, what failed, and one line of counts, which a quiet report has only where something is found.

    Lines and columns count from 1, columns in characters. What is about a whole article stands where it begins, what is in a format
    without columns at the beginning of its line; in a format without lines the path stands alone, or with the page.
    """
    articles = {article.id: article for article in run.articles}
    lines = [_line(finding, articles) for finding in run.findings if showing.holds(finding)]
    lines += [f"{safe(failure.message)}" for failure in run.failures]
    lines += [] if showing.quiet else [summary(run, showing)]
    return "".join(f"{line}\n" for line in lines)


def _line(finding: Finding, articles: Mapping[str, Article]) -> str:
    first, *others = placed(finding, articles)
    against = "".join(_others(others, articles))
    return f"{_place(first, articles)}: {finding.code} {finding.severity}: {safe(finding.message)}{against}"


def _others(statements: list[Statement], articles: Mapping[str, Article]) -> Iterator[str]:
    yield from (f" [{_place(statement, articles)}]" for statement in statements)


def _place(statement: Statement, articles: Mapping[str, Article]) -> str:
    article = articles[statement.article]
    if statement.line is None and all(anchor.line is None for anchor in article.source_map.anchors):
        return safe(place(article, statement))
    file, line = article.place
    return f"{safe(file)}:{statement.line or line or 1}:{statement.column or 1}"
