"""Findings as an editor shows them: under the words of the open article, with the other side beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from lsprotocol import types
from lsprotocol.types import Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Range

from factcheck.lsp.places import Places
from factcheck.model import Article, Failure, Finding, Location, Run, Statement
from factcheck.report.showing import Showing, headed
from factcheck.rewrites import Rewrite

SOURCE = "factcheck"
_SEVERITIES: Mapping[str, DiagnosticSeverity] = {
    "error": DiagnosticSeverity.Error,
    "warning": DiagnosticSeverity.Warning,
    "note": DiagnosticSeverity.Information,
}
Elsewhere = Callable[[Article], tuple[str, Places]]
"""The address of an article's file, and the places in it."""


class Told:
    """What a run tells of one open file; `own` are its articles by id, `elsewhere` tells where others stand."""

    def __init__(self, run: Run, own: Mapping[str, Article], places: Places, elsewhere: Elsewhere, showing: Showing) -> None:
        self._run, self._own, self._places, self._elsewhere, self._showing = run, own, places, elsewhere, showing
        self._articles = {article.id: article for article in run.articles}

    def diagnostics(self, rewrites: Sequence[Rewrite]) -> Iterator[Diagnostic]:
        """One for each finding that a report would show, and a hint for each slighter one that can be mended without thinking."""
        mendable = {(one.article.id, self._sentence(one)) for one in rewrites}
        for finding in self._run.findings:
            shown = self._showing.holds(finding)
            place = (finding.statements[0].article, finding.statements[0].start)
            if shown or (finding.state == "new" and finding.kind == "time_sensitive" and place in mendable):
                yield self._diagnostic(finding, None if shown else DiagnosticSeverity.Hint)

    def _sentence(self, rewrite: Rewrite) -> int:
        """Where the sentence begins in which something is rewritten."""
        starts = (c.sentence.start for c, _ in self._run.timed if c.article == rewrite.article.id and _within(c.sentence, rewrite))
        return next(starts, -1)

    def _diagnostic(self, finding: Finding, severity: DiagnosticSeverity | None) -> Diagnostic:
        here = next(statement for statement in finding.statements if statement.article in self._own)
        beside = [statement for statement in finding.statements if statement is not here]
        told = [finding.message, *(self._said(statement) for statement in beside), finding.suggestion]
        return Diagnostic(
            range=_range(self._own[here.article], here, self._places),
            message="\n".join(told),
            severity=severity or self._severity(finding, here),
            code=finding.code,
            source=SOURCE,
            related_information=[self._related(statement) for statement in beside] or None,
            data=finding.fingerprint,
        )

    def _severity(self, finding: Finding, here: Statement) -> DiagnosticSeverity:
        """What only another article can put right is no more than information in this one."""
        mended_elsewhere = finding.kind == "superseded" and here is not finding.statements[0]
        return DiagnosticSeverity.Information if mended_elsewhere else _SEVERITIES[finding.severity]

    def _said(self, statement: Statement) -> str:
        where = headed(self._articles[statement.article], statement)
        return f"{where}: {' '.join(statement.quote.split())}" if statement.quote else where

    def _related(self, statement: Statement) -> DiagnosticRelatedInformation:
        article = self._articles[statement.article]
        address, places = self._elsewhere(article)
        said = " ".join(statement.quote.split()) or article.title or article.path
        return DiagnosticRelatedInformation(location=types.Location(address, _range(article, statement, places)), message=said)


def _within(sentence: Location, rewrite: Rewrite) -> bool:
    return sentence.start <= rewrite.start < sentence.end


def _range(article: Article, statement: Statement, places: Places) -> Range:
    """The words that clash or trigger, else the sentence; the first line for the article itself."""
    if statement.clashing:
        return places.of(article, min(start for start, _ in statement.clashing), max(end for _, end in statement.clashing))
    if statement.line is None and not statement.quote:
        return places.line(article.place[1] or 1)
    return places.of(article, statement.start, statement.end)


def of_failure(failure: Failure, places: Places) -> Diagnostic:
    """What could not be read of the open file."""
    return Diagnostic(range=places.line(1), message=failure.message, severity=DiagnosticSeverity.Warning, code=failure.kind, source=SOURCE)
