"""The report for a terminal: what an editor reads, with or without colour, at any width from 60 columns."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from factcheck.findings.catalogue import RULES
from factcheck.model import Article, Finding, Run, Severity, Statement
from factcheck.report.text import safe

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
_SIDE_BY_SIDE = 100
_PATIENCE = 1.0
"""Seconds of work before a progress bar appears."""


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """Gives a function (stage, done, total) that draws bars on standard error, or None where nobody would see them."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    bars, tasks, begun = Progress(console=console, transient=True), {}, time.monotonic()

    def draw(stage: str, done: int, total: int) -> None:
        if time.monotonic() - begun < _PATIENCE:
            return
        bars.start()
        if stage not in tasks:
            tasks[stage] = bars.add_task(stage, total=total)
        bars.update(tasks[stage], completed=done, total=total)

    try:
        yield draw
    finally:
        bars.stop()


def render(run: Run, stream: TextIO, *, min_severity: Severity = "warning", timings: bool = False) -> None:
    """Writes the findings from `min_severity` up, then sources, counts, failures and one line of summary.

    Colour and width are those of the terminal behind `stream`; where there is none, lines have no trailing spaces.
    """
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    if console.is_terminal:
        _print(run, console, min_severity, timings=timings)
        return
    with console.capture() as captured:
        _print(run, console, min_severity, timings=timings)
    stream.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _print(run: Run, console: Console, min_severity: Severity, *, timings: bool) -> None:
    articles = {article.id: article for article in run.articles}
    shown = [f for f in run.findings if _SEVERITIES.index(f.severity) <= _SEVERITIES.index(min_severity) and f.state == "new"]
    if run.calendar:
        _calendar(run, articles, console)
    for finding in shown:
        _finding(finding, articles, console)
    if run.articles:
        _sources(run, console)
    _unshown(run, shown, console)
    for item in run.left_out:
        place = articles[item.subject].path if item.subject in articles else item.subject
        console.print(Text(f"left out: {item.count} of {safe(place)} ({safe(item.reason)})"))
    for failure in run.failures:
        console.print(Text(f"not read: {safe(failure.message)}", style="red"))
    if timings:
        console.print(Text("seconds: " + ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in run.timings), style="dim"))
    console.print(_summary(run))


def _finding(finding: Finding, articles: Mapping[str, Article], console: Console) -> None:
    head = Text()
    head.append(f"{finding.severity} {finding.code}", style=_STYLES[finding.severity])
    head.append(f" {safe(finding.message)}", style="bold")
    console.print(head)
    quoted = [s for s in finding.statements if s.quote]
    if len(quoted) == 2 and console.width >= _SIDE_BY_SIDE:
        table = Table.grid(padding=(0, 3), expand=True)
        table.add_column(ratio=1)
        table.add_column(ratio=1)
        table.add_row(*(_side(s, articles, console) for s in quoted))
        console.print(Padding(table, (0, 0, 0, 2)))
    else:
        for statement in quoted:
            console.print(Padding(_side(statement, articles, console), (0, 0, 0, 2), expand=False))
    for statement in finding.statements:
        if not statement.quote:
            console.print(Padding(Text(_headed(articles[statement.article], statement), style="cyan"), (0, 0, 0, 2), expand=False))
    for label, text in (("why", finding.explanation), ("do", finding.suggestion)):
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=4, no_wrap=True)
        grid.add_column()
        grid.add_row(Text(f"{label}:", style="dim"), Text(safe(text)))
        console.print(Padding(grid, (0, 0, 0, 2), expand=False))
    console.print()


def _calendar(run: Run, articles: Mapping[str, Article], console: Console) -> None:
    """What expires and when, in order; what has no day is counted below."""
    dated = [(f, f.time.expires) for f in run.findings if f.time is not None and f.time.expires is not None and f.state == "new"]
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim")
    for heading in ("expires", "in days", "words", "place"):
        table.add_column(heading, justify="right" if heading == "in days" else "left", overflow="fold")
    for finding, expires in dated:
        left = (expires.on - run.as_of).days
        style = _STYLES["warning"] if left < 0 else ""
        place = _place(articles[finding.statements[0].article], finding.statements[0])
        words = finding.time.trigger if finding.time else ""
        table.add_row(Text(expires.on.isoformat(), style=style), Text(str(left), style=style), Text(safe(words)), Text(place))
    if dated:
        console.print(table)
    undated = sum(f.kind == "time_sensitive" for f in run.findings) - len(dated)
    if undated:
        console.print(
            Text(f"{undated} time-sensitive {'sentence has' if undated == 1 else 'sentences have'} no day of expiry.", style="dim")
        )
    console.print()


def _headed(article: Article, statement: Statement) -> str:
    """Outlet, day and place in one line."""
    return ", ".join([*([safe(article.source)] if article.source else []), _day(article), _place(article, statement)])


def _place(article: Article, statement: Statement) -> str:
    return safe(article.path) + (f":{statement.line}" if statement.line and not article.path.endswith(f":{statement.line}") else "")


def _side(statement: Statement, articles: Mapping[str, Article], console: Console) -> Text:
    """Outlet, date and place, and below them the quotation with the clashing words marked."""
    said = Text()
    said.append(_headed(articles[statement.article], statement), style="cyan")
    said.append("\n“")
    said.append_text(_marked(safe(statement.quote), statement.clashing, plain=console.color_system is None))
    said.append("”")
    return said


def _day(article: Article) -> str:
    return article.day.isoformat() if article.day else "undated"


def _marked(quote: str, clashing: tuple[str, ...], *, plain: bool) -> Text:
    """The clashing words in reverse, or between «» where there is no colour."""
    text, last = Text(), 0
    spans = sorted(
        m.span() for word in clashing if word.strip() for m in [re.search(re.escape(safe(word.strip())), quote, re.IGNORECASE)] if m
    )
    for start, end in spans:
        if start < last:
            continue
        text.append(quote[last:start])
        text.append(f"«{quote[start:end]}»" if plain else quote[start:end], style="bold reverse")
        last = end
    text.append(quote[last:])
    return text


def _sources(run: Run, console: Console) -> None:
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim")
    for heading in ("source", "published", "claims", "errors", "warnings", "notes"):
        table.add_column(heading, justify="left" if heading in {"source", "published"} else "right", overflow="fold")
    claims = Counter(claim.article for claim in run.claims)
    for article in run.articles:
        counts = Counter(f.severity for f in run.findings if f.statements[0].article == article.id)
        name = f"{safe(article.source)} ({safe(article.path)})" if article.source else safe(article.path)
        table.add_row(
            Text(name),
            Text(_day(article)),
            *(Text(str(n)) for n in (claims[article.id], counts["error"], counts["warning"], counts["note"])),
        )
    console.print(table)


def _unshown(run: Run, shown: list[Finding], console: Console) -> None:
    """One counted line for each article of what `min_severity` hides."""
    for article in run.articles:
        hidden = Counter(f.code for f in run.findings if f not in shown and f.statements[0].article == article.id and f.state == "new")
        if hidden:
            kinds = ", ".join(f"{count} {RULES[code].title}" for code, count in sorted(hidden.items()))
            total = sum(hidden.values())
            console.print(Text(f"{safe(article.path)}: {total} {'note' if total == 1 else 'notes'} not shown ({kinds})", style="dim"))
    if len(shown) < len(run.findings):
        console.print(Text("Show them with --min-severity note.", style="dim"))


def _summary(run: Run) -> Text:
    counts = Counter(f.severity for f in run.findings if f.state == "new")
    numbers = ", ".join(f"{counts[severity]} {severity}{'' if counts[severity] == 1 else 's'}" for severity in _SEVERITIES)
    articles = f"{len(run.articles)} {'article' if len(run.articles) == 1 else 'articles'}"
    text = Text(f"{articles}, {len(run.claims)} claims, {run.pairs} pairs compared: {numbers}.", style="bold")
    if run.failures:
        text.append(
            f" INCOMPLETE: {len(run.failures)} {'input' if len(run.failures) == 1 else 'inputs'} could not be read.", style="bold red"
        )
    return text
