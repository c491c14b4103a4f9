"""A run whose articles want to be taken for commands, mark-up, mentions and control characters."""

from datetime import date
from pathlib import Path

from factcheck import api
from factcheck.model import Finding, Run, Statement

WORDS = (
    "::error file=x.md::owned ::set-output name=x::y ]]> <script>alert(1)</script> <!-- --> @everyone #1 [click](https://evil.example) "
    "`code` **bold** {0} \\ & %0A \x1b[31mred\x1b[0m \u202egnol\u202c \x00\x0b | 'x' \u2028 www.evil.example a@evil.example ##[error]x \ufffe"
)


def hostile(folder: Path) -> Run:
    """Two articles that contradict each other, one in a file of such a name; all their words in the findings are followed by such text."""
    for name, seats in (("c,b:c%0A @x <b>.md", 340), ("b.md", 500)):
        head = "---\ntitle: T\nsource: '::error::<b>@x'\npublished: 2024-03-04\n---\n"
        (folder / name).write_text(f"{head}The new hall seats {seats} people on two levels.\n", encoding="utf-8")
    run = api.check([folder], as_of=date(2024, 3, 10), root=folder)
    return run.model_copy(update={"findings": tuple(_hostile(finding) for finding in run.findings)})


def _hostile(finding: Finding) -> Finding:
    return finding.model_copy(
        update={
            "message": f"\n::error::{finding.message} {WORDS}",
            "explanation": f"\n::error::{finding.explanation} {WORDS}",
            "suggestion": f"{finding.suggestion}\r\n::error::{WORDS}",
            "statements": tuple(_said(statement) for statement in finding.statements),
        }
    )


def _said(statement: Statement) -> Statement:
    return statement.model_copy(update={"quote": f"1. # {WORDS}\n\n::error::{statement.quote}\n    x"})
