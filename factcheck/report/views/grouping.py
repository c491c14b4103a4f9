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
    """Findings of one kind about one story, or about one article where they are about time or housekeeping.

    What is said of articles as sources, each on its own, is one group.
    """

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
        alone = finding.kind == "source" and len(finding.statements) == 1
        found[finding.kind, _ALONE if alone else root[first] if finding.kind in _OF_STORIES else first].append(finding)
    made = []
    for (kind, key), own in found.items():
        title, outlet = (titled(members[key]) if key in members else "Single articles"), ""
        if kind not in _OF_STORIES:
            title, outlet = index.article_of[key].title or index.article_of[key].path, index.article_of[key].source or ""
        ordered = tuple(sorted(own, key=lambda finding: _urgency(finding, index)))
        made.append(Group(kind=kind, title=title, outlet=outlet, findings=ordered))
    return tuple(sorted(made, key=lambda group: (KINDS.index(group.kind), _urgency(group.findings[0], index))))


_ALONE = ""
"""In place of a story."""
_OF_STORIES = ("contradiction", "superseded", "source")


def _urgency(finding: Finding, index: Index) -> tuple[int, int]:
    """The gravest first, then what was published last; equal ones stay in the order of the run."""
    days = [published for side in finding.statements if (published := index.article_of[side.article].day) is not None]
    return SEVERITIES.index(finding.severity), -max(days, default=date.min).toordinal()
