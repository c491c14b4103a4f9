"""Quick fixes: the rewrites that need no judgement, one by one and all of an article at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol.types import CodeAction, CodeActionKind, Diagnostic, Range, TextEdit, WorkspaceEdit

from factcheck.amounts import amount
from factcheck.lsp.places import Places
from factcheck.rewrites import Rewrite, stands

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
