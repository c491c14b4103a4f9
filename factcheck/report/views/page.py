"""Everything a page shows of a run: the findings in their order, the stories, the calendar, the articles, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from factcheck.findings import RULES, SEVERITIES, Rule
from factcheck.model import Article, Finding, FindingKind, Frozen, Run
from factcheck.report import Showing, checked, counts, held, hidden, is_of_files, undone, unread_files
from factcheck.report.views import Index, index
from factcheck.report.views.article import KINDS, ArticleView, articles
from factcheck.report.views.calendar import Calendar, calendar
from factcheck.report.views.finding import FindingView, findings
from factcheck.report.views.story import StoryView, roots, stories, titled
from factcheck.report.write import usage_lines
from factcheck.words import amount


class Status(Frozen):
    """What was done, what is not shown, and what could not be done."""

    version: str
    as_of: str
    engine: str
    summary: str
    counts: str
    hidden: tuple[str, ...]
    incomplete: str
    """What could not be read or judged in one phrase, "" where all could."""
    failures: tuple[tuple[str, str], ...]
    """What was left undone and the message."""
    left_out: tuple[tuple[int, str, str], ...]
    """How many parts of articles, of which, and why."""
    unread: tuple[str, ...]
    """One line on the files that folders hold and that were not read, where there are any."""
    notices: tuple[str, ...]


class Part(Frozen):
    """Findings of one kind about one story, or about one article: what they are called, and they themselves."""

    group: Group
    findings: tuple[FindingView, ...]


class Page(Frozen):
    """All views of one run; findings refer to articles and claims by number."""

    status: Status
    findings: tuple[FindingView, ...]
    groups: tuple[Group, ...]
    """The same findings by kind, and by story or article."""
    stories: tuple[StoryView, ...]
    calendar: Calendar
    articles: tuple[ArticleView, ...]
    rules: tuple[Rule, ...]
    """Those that the findings are of."""

    @property
    def current(self) -> tuple[Part, ...]:
        """The findings about the articles that were checked."""
        return self._parts(older=False)

    @property
    def older(self) -> tuple[Part, ...]:
        """The findings that make older articles of an archive stale."""
        return self._parts(older=True)

    def _parts(self, *, older: bool) -> tuple[Part, ...]:
        view = {finding.fingerprint: finding for finding in self.findings if finding.older is older}
        own = [(group, tuple(view[f.fingerprint] for f in group.findings if f.fingerprint in view)) for group in self.groups]
        return tuple(Part(group=group, findings=found) for group, found in own if found)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the findings, the gravest first."""
        return tuple(dict.fromkeys(group.kind for group in self.groups))

    @property
    def marked(self) -> tuple[str, ...]:
        """Those of which words are marked."""
        return tuple(kind for kind in self.kinds if any(finding.kind == kind and finding.marks for finding in self.findings))

    @property
    def told(self) -> frozenset[int]:
        """The numbers of the articles that a story or a finding is about: those to read in full."""
        of_stories = {number for story in self.stories for number in story.articles}
        return frozenset(of_stories | {article.number for article in self.articles if article.findings})


def page(run: Run, showing: Showing, shown: Sequence[Finding] | None = None) -> Page:
    """The views of the findings that `showing` lets through, or of those that are named in `shown`, in the order of the run."""
    chosen = [finding for finding in run.findings if showing.holds(finding)] if shown is None else list(shown)
    numbers = index(run, chosen)
    numbers = numbered(numbers, groups(run, chosen, numbers))
    codes = {finding.code for finding in chosen}
    return Page(
        status=status(run, showing),
        findings=findings(run, chosen, numbers),
        groups=groups(run, chosen, numbers),
        stories=stories(run, chosen, numbers),
        calendar=calendar(run, showing, numbers),
        articles=articles(run, chosen, numbers),
        rules=tuple(rule for code, rule in RULES.items() if code in codes),
    )


def status(run: Run, showing: Showing) -> Status:
    """What was done and what was not."""
    paths = {article.id: article.path for article in run.articles}
    held = {article.id for article in run.articles if article.archived is None}
    said = sum(claim.article in held for claim in run.claims)
    return Status(
        version=run.version,
        as_of=run.as_of.isoformat(),
        engine=", ".join(dict.fromkeys((run.extractor, run.judge))),
        summary=f"{amount(checked(run), 'article')}, {amount(said, 'claim')}, {amount(run.pairs, 'pair')} compared",
        counts=counts(run, showing),
        hidden=tuple(hidden(run, showing)),
        incomplete=", ".join(_incomplete(run)),
        failures=tuple((undone(failure), failure.message) for failure in run.failures),
        left_out=tuple((i.count, paths.get(i.subject, i.subject), i.reason) for i in run.left_out if not is_of_files(i)),
        unread=tuple(unread_files(run.left_out)),
        notices=(*run.notices, *usage_lines(run.usage, run.models)),
    )


def _incomplete(run: Run) -> Iterator[str]:
    unjudged = sum(failure.stage == "judging" for failure in run.failures)
    unread = len(run.failures) - unjudged
    if unread:
        yield f"{amount(unread, 'input')} could not be read"
    if unjudged:
        yield f"{amount(unjudged, 'pair')} could not be judged"


# The findings in the order in which people look at them: by kind, the gravest first, and within a kind by story or article.

HEADINGS: dict[FindingKind, str] = {
    "contradiction": "Contradictions",
    "superseded": "Overtaken",
    "source": "Sources",
    "housekeeping": "Housekeeping",
    "time_sensitive": "Goes stale",
}
"""What a section of findings of one kind is called."""

KINDS_OF_ONE: dict[FindingKind, tuple[str, str]] = {
    "contradiction": ("contradiction", ""),
    "superseded": ("overtaken statement", ""),
    "source": ("finding about the sources", "findings about the sources"),
    "housekeeping": ("finding about housekeeping", "findings about housekeeping"),
    "time_sensitive": ("sentence that goes stale", "sentences that go stale"),
}
"""What one finding of a kind is called, and several where that is not with an s."""


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


def numbered(index: Index, ordered: Sequence[Group]) -> Index:
    """The index with the findings of these groups numbered in their order, those that make older articles stale last; then all others."""
    shown = [finding for group in ordered for finding in group.findings]
    first = [finding.fingerprint for finding in sorted(shown, key=lambda finding: held(finding, index.article_of))]
    every = dict.fromkeys([*first, *index.findings])
    return index.model_copy(update={"findings": {fingerprint: number for number, fingerprint in enumerate(every, 1)}})


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
