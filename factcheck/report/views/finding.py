"""A finding as its parts: both sides with the clashing words, who says so, why, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.findings import RULES, Rule
from factcheck.model import Article, Finding, Frozen, Run, Statement
from factcheck.report import day, held, place, sides
from factcheck.report.views import Index, span
from factcheck.report.views.article import anchor, marked

_EXCERPT, _BEFORE = 110, 60
"""Characters of an excerpt from its first clashing words on, and before them."""


class Side(Frozen):
    """One statement of a finding, or a whole article where `words` is empty."""

    role: str
    anchor: str
    """What its place in the article is called in links."""
    article: int
    outlet: str | None
    trusted: bool
    archived: bool
    day: str
    title: str
    place: str
    words: tuple[tuple[str, bool], ...]
    """The quotation in pieces, each with whether it clashes."""
    claim: int | None
    speaker: str | None
    """Whom the article names as the one who says so; None where the article itself does."""
    modality: str
    about: str
    stated: str
    alike: bool
    """Another article of the finding is of the same outlet and day."""

    @property
    def headed(self) -> str:
        """Outlet and day; of a whole article, and where another side has the same two, also which article it is."""
        which = f": {self.title or self.place}" if self.outlet and (self.alike or not self.words) else ""
        return f"{self.outlet or self.place}, {self.day}{which}"

    @property
    def excerpt(self) -> tuple[tuple[str, bool], ...]:
        """The quotation, shortened to what stands around its first clashing words; in pieces as `words`."""
        return tuple(_shortened(self.words))


class FindingView(Frozen):
    """One finding; `number` is its place on the page."""

    number: int
    fingerprint: str
    code: str
    name: str
    title: str
    """What the rule is about, in a word or two."""
    severity: str
    kind: str
    state: str
    message: str
    explanation: str
    suggestion: str
    confidence: str
    """In words, with who judged; "" where there is none."""
    older: bool
    """Its remedy lies in an article of an archive alone."""
    trigger: str
    expires: str
    expired: bool
    sides: tuple[Side, ...]

    @property
    def quoted(self) -> tuple[Side, ...]:
        """The sides that have words."""
        return tuple(side for side in self.sides if side.words)

    @property
    def marks(self) -> bool:
        """Some of its words clash."""
        return any(clashing for side in self.sides for _, clashing in side.words)

    @property
    def whole(self) -> tuple[Side, ...]:
        """The sides that are whole articles."""
        return tuple(side for side in self.sides if not side.words)

    @property
    def rule(self) -> Rule:
        """The rule's documentation."""
        return RULES[self.code]


def findings(run: Run, shown: Sequence[Finding], index: Index) -> tuple[FindingView, ...]:
    """The findings in the order of the run."""
    return tuple(_finding(finding, index, run) for finding in shown)


def _finding(finding: Finding, index: Index, run: Run) -> FindingView:
    expires = finding.time.expires if finding.time else None
    return FindingView(
        number=index.findings[finding.fingerprint],
        fingerprint=finding.fingerprint,
        code=finding.code,
        name=finding.name,
        title=RULES[finding.code].title,
        severity=finding.severity,
        kind=finding.kind,
        state=finding.state,
        message=finding.message,
        explanation=finding.explanation,
        suggestion=finding.suggestion,
        confidence=_confidence(finding, run.judge),
        older=held(finding, index.article_of),
        trigger=finding.time.trigger if finding.time else "",
        expires=expires.on.isoformat() if expires else "",
        expired=expires is not None and expires.on < run.as_of,
        sides=tuple(_side(finding, statement, index) for statement in sides(finding)),
    )


def _confidence(finding: Finding, judge: str) -> str:
    return "" if finding.confidence is None else f"{finding.confidence:.2f} ({finding.confidence_from}, judged by {judge})"


def _side(finding: Finding, statement: Statement, index: Index) -> Side:
    article, others = index.article_of[statement.article], [index.article_of[one.article] for one in finding.statements]
    claim = index.claim_of.get(statement.claim or "")
    return Side(
        role=statement.role,
        anchor=anchor(index.findings[finding.fingerprint], finding.statements.index(statement)),
        article=index.articles[article.id],
        outlet=article.source,
        trusted=statement.trusted,
        archived=article.archived is not None,
        day=day(article),
        title=article.title or "",
        place=place(article, statement),
        words=tuple(_words(statement)),
        claim=index.claims[claim.id] if claim else None,
        speaker=claim.attributed_to if claim else None,
        modality=claim.modality if claim else "",
        about=span(claim.named_time) if claim else "",
        stated=span(claim.stated_at) if claim else "",
        alike=any(_outlet(other) == _outlet(article) for other in others if other.id != article.id),
    )


def _outlet(article: Article) -> tuple[str | None, str]:
    return article.source, day(article)


def _words(statement: Statement) -> Iterator[tuple[str, bool]]:
    """The quotation, cut where clashing words begin and end."""
    clashing = [(first - statement.start, last - statement.start) for first, last in statement.clashing]
    return marked(statement.quote, 0, len(statement.quote), clashing)


def _shortened(words: Sequence[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """The pieces from a little before the first that clashes, as far as they go on one line or two."""
    first = next((at for at, (_, clashes) in enumerate(words) if clashes), None)
    room = _EXCERPT
    for at, (text, clashes) in enumerate(words):
        before = first is not None and at < first
        cut = _end_of(text, _BEFORE) if before else text if clashes and room > 0 else _beginning_of(text, room)
        if not before:
            room -= len(cut)
        yield cut, clashes
        if not before and cut != text:
            return


def _end_of(text: str, most: int) -> str:
    return text if len(text) <= most else "… " + text[-most:].partition(" ")[2]


def _beginning_of(text: str, most: int) -> str:
    return text if len(text) <= most else text[: max(most, 0)].rpartition(" ")[0] + " …"
