"""Findings as an editor shows them, under the words of the open article; their quick fixes; and places as an editor counts them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from lsprotocol import types
from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    Position,
    Range,
    TextEdit,
    WorkspaceEdit,
)

from factcheck.model import Article, Failure, Finding, Location, Run, Statement
from factcheck.report import Showing, headed
from factcheck.rewrites import Rewrite, lines, stands
from factcheck.words import amount

# Places of articles as an editor counts them: lines from 0, and in a line the units that it asked for, usually those of UTF-16.

Units = Callable[[str], int]
"""How many units of the editor some characters have."""


class Places:
    """The places of one file; `text` is what the editor shows of it, whose lines end with LF, CR LF or CR alone."""

    def __init__(self, text: str, units: Units) -> None:
        self.lines: Sequence[str] = lines(text.removeprefix("\ufeff"))
        self._units = units

    def of(self, article: Article, start: int, end: int) -> Range:
        """The place of [start, end) of the article's text; a whole line where its format has no columns, the first without lines."""
        first, last = article.source_map.position(start), article.source_map.position(max(start, end - 1))
        if first is None or last is None:
            return self.line(article.place[1] or 1)
        if first.column is None or last.column is None:
            return Range(self.line(first.line).start, self.line(last.line).end)
        return Range(self.at(first.line, first.column), self.at(last.line, last.column + (end > start)))

    def line(self, number: int) -> Range:
        """A line of the file without its end."""
        return Range(self.at(number, 1), self.at(number, 1 + len(self._line(number))))

    def at(self, line: int, column: int) -> Position:
        """A place by its line and its column in code points, both from 1; the end of the line for what lies beyond it."""
        return Position(line - 1, self._units(self._line(line)[: column - 1]))

    def _line(self, number: int) -> str:
        return self.lines[number - 1].rstrip("\r\n") if number <= len(self.lines) else ""


# Findings as an editor shows them: under the words of the open article, with the other side beside them.

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


# Quick fixes: the rewrites that need no judgement, one by one and all of an article at once.

ALL = "source.fixAll.factcheck"
"""The kind of the action that makes all rewrites of an article; editors can run it at saving."""


def actions(
    rewrites: Sequence[Rewrite], asked: Range, diagnostics: Sequence[Diagnostic], address: str, places: Places
) -> Iterator[CodeAction]:
    """The rewrites that touch the lines asked for, and all of the article in one; what was changed meanwhile is left alone."""
    found = [(one, _edit(one, places)) for one in rewrites if stands(one, places.lines)]
    for one, edit in found:
        if _touches(edit.range, asked):
            yield CodeAction(
                title=f'Write "{one.new}" for "{one.old}"',
                kind=CodeActionKind.QuickFix,
                diagnostics=[diagnostic for diagnostic in diagnostics if _touches(edit.range, diagnostic.range)] or None,
                edit=WorkspaceEdit(changes={address: [edit]}),
            )
    if found:
        yield CodeAction(
            title=f"Make {amount(len(found), 'rewrite')} in this article",
            kind=ALL,
            edit=WorkspaceEdit(changes={address: [edit for _, edit in found]}),
        )


def _edit(one: Rewrite, places: Places) -> TextEdit:
    start, end = places.at(one.line, one.column), places.at(one.line, one.column + len(one.old))
    return TextEdit(range=Range(start, end), new_text=one.new)


def _touches(one: Range, other: Range) -> bool:
    """The lines of the two have one in common."""
    return bool(one.start.line <= other.end.line and other.start.line <= one.end.line)
