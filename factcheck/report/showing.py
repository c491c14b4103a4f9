"""Which findings a report for people shows, and what the reports share about places, sides and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from factcheck.amounts import amount
from factcheck.findings.catalogue import SEVERITIES
from factcheck.model import Article, Finding, Frozen, Run, Severity, Statement


class Showing(Frozen):
    """From which severity and which confidence findings are shown; those without a number for confidence stay."""

    min_severity: Severity = "warning"
    min_confidence: float = 0.0
    quiet: bool = False
    """Nothing but findings and failures: no counts of what is hidden, no table, nothing at all where nothing is found."""
    tabled: bool = True
    """With a table of every article."""

    @property
    def folded(self) -> bool:
        """What goes stale is told in one line for each article: nobody asked for notes."""
        return self.min_severity != "note"

    def sure(self, finding: Finding) -> bool:
        """The finding's confidence is no number below the least."""
        return finding.confidence is None or finding.confidence >= self.min_confidence

    def holds(self, finding: Finding) -> bool:
        """The finding is new, grave and sure enough."""
        grave = SEVERITIES.index(finding.severity) <= SEVERITIES.index(self.min_severity)
        return finding.state == "new" and grave and self.sure(finding)


def fails(finding: Finding, fail_on: str) -> bool:
    """The finding is new and what a check is to fail on: grave enough, or with "contradiction" one of these, however grave."""
    if finding.state != "new" or fail_on == "never":
        return False
    if fail_on == "contradiction":
        return finding.kind == "contradiction"
    return finding.severity in SEVERITIES[: SEVERITIES.index(fail_on) + 1]


def sides(finding: Finding) -> tuple[Statement, ...]:
    """The statements in the order in which a reader meets them: a trusted outlet's first."""
    return tuple(sorted(finding.statements, key=lambda statement: not statement.trusted))


def held(finding: Finding, articles: Mapping[str, Article]) -> bool:
    """The finding's remedy lies in an archive alone: its primary statement, which has to be changed, stands there."""
    return articles[finding.statements[0].article].archived is not None


def placed(finding: Finding, articles: Mapping[str, Article]) -> tuple[Statement, ...]:
    """The statements, first the one where an annotation lands: the primary one, unless only another one is in no archive."""
    return tuple(sorted(finding.statements, key=lambda statement: articles[statement.article].archived is not None))


def checked(run: Run) -> int:
    """How many articles were checked; the others are cited from an archive."""
    return sum(article.archived is None for article in run.articles)


def day(article: Article) -> str:
    """The day of publication in words."""
    return article.day.isoformat() if article.day else "undated"


def place(article: Article, statement: Statement) -> str:
    """The article's path, with the line where there is one."""
    return article.path if not statement.line or article.path.endswith(f":{statement.line}") else f"{article.path}:{statement.line}"


def headed(article: Article, statement: Statement) -> str:
    """Outlet, day and place in one line."""
    outlet = [f"{article.source} (trusted)" if statement.trusted else article.source] if article.source else []
    held = ["archived"] if article.archived is not None else []
    return ", ".join([*outlet, day(article), place(article, statement), *held])


def counts(run: Run, showing: Showing) -> str:
    """The new findings that are sure enough by severity, in one phrase."""
    found = Counter(finding.severity for finding in run.findings if finding.state == "new" and showing.sure(finding))
    return ", ".join(amount(found[severity], severity) for severity in SEVERITIES)


def hidden(run: Run, showing: Showing) -> Iterator[str]:
    """A phrase for each reason for which findings are not shown."""
    states = Counter(finding.state for finding in run.findings)
    new = [finding for finding in run.findings if finding.state == "new"]
    unsure = sum(not showing.sure(finding) for finding in new)
    slight = sum(showing.sure(finding) and not showing.holds(finding) for finding in new)
    for number, noun, why in (
        (slight, "finding", f"below {showing.min_severity}"),
        (unsure, "finding", f"of a confidence below {showing.min_confidence:g}"),
        (states["known"], "known finding", "in the baseline"),
        (states["suppressed"], "finding", "suppressed in the articles"),
        (states["dismissed"], "dismissed finding", ""),
        (states["snoozed"], "snoozed finding", ""),
    ):
        if number:
            yield f"{amount(number, noun)} {why}".strip()


def summary(run: Run, showing: Showing) -> str:
    """One line: what was read and compared, and what was found."""
    own = {article.id for article in run.articles if article.archived is None}
    claims = sum(claim.article in own for claim in run.claims)
    return f"{amount(len(own), 'article')}, {amount(claims, 'claim')}, {amount(run.pairs, 'pair')} compared: {counts(run, showing)}."
