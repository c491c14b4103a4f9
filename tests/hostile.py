"""Runs whose articles want to be taken for commands, mark-up, mentions and control characters; and what a build server would obey."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from factcheck import api
from factcheck.model import Failure, Finding, LeftOut, Run, Statement

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


COMMANDS = (
    "::add-mask::a",
    "::error file=x.md,line=1::owned",
    "::stop-commands::x",
    "\u00a0::set-output name=a::b",
    "\t\u3000::warning::x",
    "##vso[task.complete result=Succeeded;]done",
    "x ##vso[task.setvariable variable=PATH]/tmp",
    "##VSO[task.logissue type=error]x",
    "###vso[task.complete]x",
    "##[error]x",
    "##[add-matcher]/tmp/x.json",
    "##teamcity[buildStatus status='SUCCESS']",
    "a\n::error::b",
    "a\r::error::b",
    "a\r\n ::error::b",
    "a\x0b::error::b",
    "a\x85::error::b",
    "a\u2028::error::b",
    "a\n\x1b[0m::error::b",
    "\x1b[2K\x1b[1G::error::b",
    "section_start:1560896352:owned\r\x1b[0K",
    "travis_fold:start:owned\r\x1b[0K",
    "\x1b]1337;File=name=owned\x07",
    "a:::error::b ::::",
    "::##vso[task.complete]",
)
"""What GitHub, Azure, TeamCity, GitLab, Travis and Buildkite take for commands, at a start, in a line, or after any end of a line."""
_FREE = {
    *("path", "title", "source", "message", "explanation", "suggestion", "quote", "text", "subject", "predicate", "object"),
    *("attributed_to", "reason", "trigger", "models", "notices", "extractor", "judge"),
}
_BOUND = {"Article.text", "Interval.text"}
"""Fields of those names that others point into."""


def obeyed(text: str) -> list[str]:
    """The lines of a log that one of those build servers would act on."""
    lines = re.split(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", text)
    return [line for line in lines if re.match(r"(?:\s|\x1b\[[\d;]*m)*::", line) or re.search(r"##\w*\[|[\x00-\x08\x1b\x7f]", line)]


def commanding(run: Run, *commands: str) -> Run:
    """The run with a command, one after another, as the whole of every text that an article, a path, a configuration or a server names."""
    failure = Failure(stage="extraction", subject="x", kind="x", message="x")
    told = {
        "failures": (failure,),
        "left_out": (LeftOut(subject=run.articles[0].id, reason="x", count=1),),
        "notices": ("x",),
        "models": ("x",),
        "usage": {"requests": 1, "tokens": 1, "cost": None},
    }
    full = Run.model_validate({**dict(run), **told})
    return full.model_copy(update=_filled(full, cycle(commands)))


def _filled(model: BaseModel, commands: Iterator[str]) -> dict[str, Any]:
    found = {}
    for name, value in model:
        field = f"{type(model).__name__}.{name}"
        free = field == "Failure.kind" or (name in _FREE and field not in _BOUND)
        found[name] = _replaced(value, commands, free=free)
    return found


def _replaced(value: Any, commands: Iterator[str], *, free: bool) -> Any:  # noqa: ANN401  whatever a field holds
    if isinstance(value, BaseModel):
        return value.model_copy(update=_filled(value, commands))
    if isinstance(value, tuple):
        return tuple(_replaced(item, commands, free=free) for item in value)
    return next(commands) if free and isinstance(value, str | None) else value
