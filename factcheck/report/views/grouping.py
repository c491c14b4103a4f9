"""The findings in the order in which people look at them: by kind, the gravest first, and within a kind by story or article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from factcheck.findings.catalogue import SEVERITIES
from factcheck.model import Article, Finding, FindingKind, Frozen, Run
from factcheck.report.views.article import KINDS
from factcheck.report.views.index import Index
from factcheck.report.views.story import roots, titled

HEADINGS: dict[FindingKind, str] = {
    "contradiction": "Contradictions",
    "superseded": "Overtaken",
    "source": "Sources",
    "housekeeping": "Housekeeping",
    "time_sensitive": "Goes stale",
}
"""What a section of findings of one kind is called."""


class Group(Frozen):
    """Findings of one kind about one story, or about one article where they are about time or housekeeping."""

    kind: FindingKind
    title: str
    outlet: str
    """Of a group about one article, "" else."""
    findings: tuple[Finding, ...]

    @property
    def heading(self) -> str:
        """What the section of its kind is called."""
        return HEADINGS[self.kind]

    @property
    def folded(self) -> bool:
        """One line is enough unless somebody asks: each sentence of an article that will go stale is a finding."""
        return self.kind == "time_sensitive"


def groups(run: Run, findings: Sequence[Finding], index: Index) -> tuple[Group, ...]:
    """The findings in groups: kind by kind, in each the story with the gravest finding first, then what was published last."""
    root = roots(run, findings, index)
    members: defaultdict[str, list[Article]] = defaultdict(list)
    for article in run.articles:
        members[root[article.id]].append(article)
    found: defaultdict[tuple[FindingKind, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        first = finding.statements[0].article
        found[finding.kind, root[first] if finding.kind in _OF_STORIES else first].append(finding)
    made = []
    for (kind, key), own in found.items():
        article = index.article_of[key]
        title = titled(members[key]) if kind in _OF_STORIES else article.title or article.path
        ordered = tuple(sorted(own, key=lambda finding: _urgency(finding, index)))
        made.append(Group(kind=kind, title=title, outlet="" if kind in _OF_STORIES else article.source or "", findings=ordered))
    return tuple(sorted(made, key=lambda group: (KINDS.index(group.kind), _urgency(group.findings[0], index))))


_OF_STORIES = ("contradiction", "superseded", "source")


def _urgency(finding: Finding, index: Index) -> tuple[int, int]:
    """The gravest first, then what was published last; equal ones stay in the order of the run."""
    days = [published for side in finding.statements if (published := index.article_of[side.article].day) is not None]
    return SEVERITIES.index(finding.severity), -max(days, default=date.min).toordinal()
