"""The report for a terminal: what an editor reads, with or without colour, at any width from 60 columns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from factcheck.findings.catalogue import RULES, SEVERITIES
from factcheck.model import Article, Finding, Run, Statement
from factcheck.report.showing import Showing, counted, counts, day, headed, held, hidden, place, sides
from factcheck.report.text import safe, uncommanding
from factcheck.report.usage import usage_lines

_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
_SIDE_BY_SIDE = 100
_UNDONE = {"extraction": "incomplete", "judging": "not judged"}


def render(run: Run, stream: TextIO, showing: Showing, *, timings: bool = False) -> None:
    """Writes the findings that are shown, then sources, counts of what is hidden, failures and one line of summary.

    Colour and width are those of the terminal behind `stream`; where there is none, lines have no trailing spaces.
    """
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    if console.is_terminal:
        _print(run, console, showing, timings=timings)
        return
    with console.capture() as captured:
        _print(run, console, showing, timings=timings)
    stream.writelines(f"{uncommanding(line.rstrip())}\n" for line in captured.get().splitlines())


def _print(run: Run, console: Console, showing: Showing, *, timings: bool) -> None:
    articles = {article.id: article for article in run.articles}
    if run.calendar:
        _calendar(run, articles, console)
    _findings(run, articles, console, showing)
    if run.articles:
        _sources(run, console)
    _unshown(run, showing, console)
    for item in run.left_out:
        place = articles[item.subject].path if item.subject in articles else item.subject
        console.print(Text(f"left out: {item.count} of {safe(place)} ({safe(item.reason)})"))
    for failure in run.failures:
        console.print(Text(f"{_UNDONE.get(failure.stage, 'not read')}: {safe(failure.message)}", style="red"))
    for line in (*run.notices, *usage_lines(run.usage, run.models)):
        console.print(Text(safe(line), style="dim"))
    if timings:
        console.print(Text("seconds: " + ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in run.timings), style="dim"))
    console.print(_summary(run, showing))


def _findings(run: Run, articles: Mapping[str, Article], console: Console, showing: Showing) -> None:
    """What has to be looked at in the articles that were checked, then what they make stale in an archive."""
    shown = [finding for finding in run.findings if showing.holds(finding)]
    older = [finding for finding in shown if held(finding, articles)]
    for finding in shown:
        if finding not in older:
            _finding(finding, articles, console)
    if older:
        console.print(Text("older articles this makes stale", style="bold underline"))
        console.print()
    for finding in older:
        _finding(finding, articles, console)


def _finding(finding: Finding, articles: Mapping[str, Article], console: Console) -> None:
    head = Text()
    head.append(f"{finding.severity} {finding.code}", style=_STYLES[finding.severity])
    head.append(f" {safe(finding.message)}", style="bold")
    console.print(head)
    quoted = [s for s in sides(finding) if s.quote]
    if len(quoted) == 2 and console.width >= _SIDE_BY_SIDE:
        table = Table.grid(padding=(0, 3), expand=True)
        table.add_column(ratio=1)
        table.add_column(ratio=1)
        table.add_row(*(side(s, articles, console) for s in quoted))
        console.print(Padding(table, (0, 0, 0, 2)))
    else:
        for statement in quoted:
            console.print(Padding(side(statement, articles, console), (0, 0, 0, 2), expand=False))
    for statement in finding.statements:
        if not statement.quote:
            console.print(Padding(Text(safe(headed(articles[statement.article], statement)), style="cyan"), (0, 0, 0, 2), expand=False))
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
        where = safe(place(articles[finding.statements[0].article], finding.statements[0]))
        words = finding.time.trigger if finding.time else ""
        table.add_row(Text(expires.on.isoformat(), style=style), Text(str(left), style=style), Text(safe(words)), Text(where))
    if dated:
        console.print(table)
    undated = sum(f.kind == "time_sensitive" and f.state == "new" for f in run.findings) - len(dated)
    if undated:
        console.print(
            Text(f"{undated} time-sensitive {'sentence has' if undated == 1 else 'sentences have'} no day of expiry.", style="dim")
        )
    console.print()


def side(statement: Statement, articles: Mapping[str, Article], console: Console) -> Text:
    """Outlet, date and place, and below them the quotation with the clashing words marked."""
    said = Text()
    said.append(safe(headed(articles[statement.article], statement)), style="cyan")
    said.append("\n“")
    said.append_text(_marked(statement, plain=console.color_system is None))
    said.append("”")
    return said


def _marked(statement: Statement, *, plain: bool) -> Text:
    """The quotation with the clashing words in reverse, or between «» where there is no colour."""
    text, last = Text(), 0
    for begin, stop in statement.clashing:
        start, end = max(last, begin - statement.start), stop - statement.start
        if start < end:
            words = safe(statement.quote[start:end])
            text.append(safe(statement.quote[last:start]))
            text.append(f"«{words}»" if plain else words, style="bold reverse")
            last = end
    text.append(safe(statement.quote[last:]))
    return text


def _sources(run: Run, console: Console) -> None:
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim")
    for heading in ("source", "published", "claims", "errors", "warnings", "notes"):
        table.add_column(heading, justify="left" if heading in {"source", "published"} else "right", overflow="fold")
    claims = Counter(claim.article for claim in run.claims)
    found = Counter((f.statements[0].article, f.severity) for f in run.findings if f.state == "new")
    for article in run.articles:
        name = f"{safe(article.source)} ({safe(article.path)})" if article.source else safe(article.path)
        name += "" if article.archived is None else " [archived]"
        table.add_row(
            Text(name),
            Text(day(article)),
            Text(str(claims[article.id])),
            *(Text(str(found[article.id, severity])) for severity in SEVERITIES),
        )
    console.print(table)


def _unshown(run: Run, showing: Showing, console: Console) -> None:
    """One counted line for each article of what `min_severity` hides, and one for everything else that is hidden."""
    slight: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in run.findings:
        if finding.state == "new" and showing.sure(finding) and not showing.holds(finding):
            slight[finding.statements[0].article].append(finding)
    for article in run.articles:
        if own := slight[article.id]:
            kinds = ", ".join(f"{count} {RULES[code].title}" for code, count in sorted(Counter(f.code for f in own).items()))
            noun = "note" if all(finding.severity == "note" for finding in own) else "finding"
            console.print(Text(f"{safe(article.path)}: {counted(len(own), noun)} not shown ({kinds})", style="dim"))
    if any(slight.values()):
        console.print(Text("Show them with --min-severity note.", style="dim"))
    others = list(hidden(run, showing.model_copy(update={"min_severity": "note"})))
    if others:
        console.print(Text(f"not shown: {'; '.join(others)}", style="dim"))


def _summary(run: Run, showing: Showing) -> Text:
    checked = {article.id for article in run.articles if article.archived is None}
    claims = sum(claim.article in checked for claim in run.claims)
    compared = f"{counted(run.pairs, 'pair')} compared"
    text = Text(f"{counted(len(checked), 'article')}, {counted(claims, 'claim')}, {compared}: {counts(run, showing)}.", style="bold")
    if run.failures:
        unjudged = sum(failure.stage == "judging" for failure in run.failures)
        unread = len(run.failures) - unjudged
        told = [f"{counted(unread, 'input')} could not be read"] if unread else []
        told += [f"{counted(unjudged, 'pair')} could not be judged"] if unjudged else []
        text.append(f" INCOMPLETE: {', '.join(told)}.", style="bold red")
    return text
