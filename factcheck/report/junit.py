"""The report as JUnit XML: a suite for each article, a case for each finding."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Mapping

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from factcheck.model import Article, Finding, Run, Statement
from factcheck.report import Showing, fails, headed, held, placed, safe, sides


def render(run: Run, showing: Showing, fail_on: str, *, archived: bool = False) -> str:
    """Findings from `fail_on` up are failures, those below it pass with their text; known and suppressed ones are skipped.

    What only articles in an archive can put right fails where `archived` says so, and stands with the article that was checked.

    What could not be read is an error. `safe` leaves no character that XML forbids.
    """
    articles = {article.id: article for article in run.articles}
    own: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in run.findings:
        if finding.state != "new" or showing.holds(finding):
            own[placed(finding, articles)[0].article].append(finding)
    report = JUnitXml("factcheck")
    for article in (article for article in run.articles if article.archived is None):
        suite = TestSuite(safe(article.path))
        cases = [_case(finding, articles, fail_on if archived or not held(finding, articles) else "never") for finding in own[article.id]]
        suite.add_testcases(cases or [TestCase("no findings", classname=safe(article.path))])
        report.add_testsuite(suite)
    if run.failures:
        report.add_testsuite(_unread(run))
    report.update_statistics()  # type: ignore[no-untyped-call]
    stream = io.BytesIO()
    report.write(stream)
    return stream.getvalue().decode("utf-8").rstrip("\n") + "\n"


def _case(finding: Finding, articles: Mapping[str, Article], fail_on: str) -> TestCase:
    statement = placed(finding, articles)[0]
    case = TestCase(safe(f"{finding.code} {finding.fingerprint}"), classname=safe(articles[statement.article].path))
    if finding.state != "new":
        case.result = [Skipped(message=finding.state, type_=finding.code)]
    elif fails(finding, fail_on):
        failure = Failure(message=safe(finding.message), type_=finding.code)
        failure.text = _text(finding, articles)
        case.result = [failure]
    else:
        case.system_out = _text(finding, articles)
    return case


def _text(finding: Finding, articles: Mapping[str, Article]) -> str:
    lines = [f"{finding.severity} {finding.code}: {finding.message}"]
    lines += [_quoted(statement, articles) for statement in sides(finding)]
    return "\n".join(safe(line) for line in [*lines, f"why: {finding.explanation}", f"do: {finding.suggestion}"])


def _quoted(statement: Statement, articles: Mapping[str, Article]) -> str:
    told = headed(articles[statement.article], statement)
    return f"{told}: “{statement.quote}”" if statement.quote else told


def _unread(run: Run) -> TestSuite:
    suite = TestSuite("not read")
    for failure in run.failures:
        case = TestCase(safe(failure.kind), classname=safe(failure.subject))
        case.result = [Error(message=safe(failure.message), type_=failure.stage)]
        suite.add_testcase(case)
    return suite
