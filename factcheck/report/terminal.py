"""The report for a terminal: what an editor reads, with or without colour, at any width from 60 columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from factcheck.findings import RULES, SEVERITIES
from factcheck.model import Article, Finding, Run, Statement
from factcheck.report import Showing, day, disarmed, headed, held, hidden, is_of_files, place, safe, sides, summary, undone, unread_files
from factcheck.report.views import index
from factcheck.report.views.page import groups
from factcheck.report.write import usage_lines
from factcheck.words import amount

_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
_SIDE_BY_SIDE = 100
_MOST_TRIGGERS = 3
_INDENT = 4
"""Columns by which the further lines of one long line stand to the right."""


def render(run: Run, stream: TextIO, showing: Showing, *, timings: bool = False) -> None:
    """Writes the findings that are shown, kind by kind and story by story, then sources, counts of what is hidden, failures and a summary.

    A run without findings and failures is told in one line, or in none where the report is quiet. Colour and width are those of the
    terminal behind `stream`; where there is none, lines have no trailing spaces.
    """
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        _print(run, console, showing, timings=timings)
    lines = disarmed(captured.get()).splitlines()
    stream.writelines(f"{line if console.is_terminal else line.rstrip()}\n" for line in lines)


def _print(run: Run, console: Console, showing: Showing, *, timings: bool) -> None:
    articles = {article.id: article for article in run.articles}
    shown = [finding for finding in run.findings if showing.holds(finding)]
    clean = not (shown or run.failures or run.calendar)
    if run.calendar:
        _calendar(run, articles, console)
    _findings(run, shown, articles, console, showing)
    if not (clean or showing.quiet):
        _aside(run, articles, console, showing)
    for failure in run.failures:
        console.print(Text(f"{undone(failure)}: {safe(failure.message)}", style="red"))
    for line in () if showing.quiet else (*run.notices, *usage_lines(run.usage, run.models)):
        console.print(Text(safe(line), style="dim"))
    if timings:
        console.print(Text("seconds: " + ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in run.timings), style="dim"))
    if not (clean and showing.quiet):
        console.print(_summary(run, showing, [*hidden(run, showing), *_left_out(run)] if clean else []))


def _findings(run: Run, shown: list[Finding], articles: Mapping[str, Article], console: Console, showing: Showing) -> None:
    """What has to be looked at in the articles that were checked, then what they make stale in an archive."""
    older = [finding for finding in shown if held(finding, articles)]
    ours = [finding for finding in shown if finding not in older]
    if run.calendar:
        _each(ours, articles, console)
    else:
        _grouped(run, ours, articles, console, folded=showing.folded)
    if older:
        console.print(Text("older articles this makes stale", style="bold underline"))
        console.print()
    _each(older, articles, console)
    if shown and showing.folded and not run.calendar:
        _folded(run, console, showing)


def _grouped(run: Run, found: list[Finding], articles: Mapping[str, Article], console: Console, *, folded: bool) -> None:
    """Kind by kind; the stories of a kind have headings where there are several. What goes stale is left to one line an article."""
    grouped = groups(run, found, index(run, found))
    several = Counter(group.kind for group in grouped)
    for group in grouped:
        if several[group.kind] > 1 and not group.folded:
            console.print(Text(safe(f"{group.heading}: {group.title}"), style="bold underline"))
            console.print()
        _each([finding for finding in group.findings if not (folded and _brief(finding))], articles, console)


def _each(findings: Sequence[Finding], articles: Mapping[str, Article], console: Console) -> None:
    """One after the other; of those that only name an article and say the same of it, the last one says why and what to do."""
    for finding, following in zip(findings, [*findings[1:], None], strict=False):
        _finding(finding, articles, console)
        if not (following is not None and _reasons(finding) == _reasons(following)):
            _reasoned(finding, console)


def _reasons(finding: Finding) -> tuple[str, ...]:
    quoted = finding.fingerprint if any(statement.quote for statement in finding.statements) else ""
    return quoted, finding.code, finding.explanation, finding.suggestion


def _brief(finding: Finding) -> bool:
    """One line for all of an article is enough: the sentence is stale or will be, and no other statement says so."""
    return finding.kind == "time_sensitive" and len(finding.statements) == 1


def _folded(run: Run, console: Console, showing: Showing) -> None:
    """One line for each article of what in it is stale and how much will be; the second is not told where the report is quiet."""
    lines = 0
    for article in run.articles:
        own = [f for f in run.findings if _brief(f) and f.state == "new" and f.statements[0].article == article.id]
        due = [finding for finding in own if showing.holds(finding)]
        later = 0 if showing.quiet else sum(showing.sure(finding) for finding in own) - len(due)
        if due or later:
            _hanging(Text(safe(f"{article.path}: {_stale(due, later)}"), style="yellow" if due else "dim"), console)
            lines += 1
    if lines and not showing.quiet:
        console.print(Text("Show each with --min-severity note or --select FC2.", style="dim"))
    if lines:
        console.print()


def _stale(due: list[Finding], later: int) -> str:
    """What of an article is stale, with the words of the first sentences, and how much will be."""
    named = [f'line {f.statements[0].line} "{f.time.trigger}"' if f.statements[0].line else f'"{f.time.trigger}"' for f in due if f.time]
    more = f" and {len(named) - _MOST_TRIGGERS} more" if len(named) > _MOST_TRIGGERS else ""
    told = f"{amount(len(due), 'sentence')} stale ({', '.join(named[:_MOST_TRIGGERS])}{more})" if due else ""
    ahead = f"{later} will go stale" if due else f"{amount(later, 'sentence')} will go stale"
    return ", ".join(part for part in (told, ahead if later else "") if part)


def _finding(finding: Finding, articles: Mapping[str, Article], console: Console) -> None:
    head = Text()
    head.append(f"{finding.severity} {finding.code}", style=_STYLES[finding.severity])
    head.append(f" {safe(finding.message)}", style="bold")
    _hanging(head, console)
    quoted = [s for s in sides(finding) if s.quote]
    if len(quoted) == 2 and console.width >= _SIDE_BY_SIDE:
        table = Table.grid(padding=(0, 3), expand=True)
        table.add_column(ratio=1)
        table.add_column(ratio=1)
        table.add_row(*(_placed(s, articles) for s in quoted))
        table.add_row(*(_quoted(s, console) for s in quoted))
        console.print(Padding(table, (0, 0, 0, 2)))
    else:
        for statement in quoted:
            console.print(Padding(side(statement, articles, console), (0, 0, 0, 2), expand=False))
    for statement in finding.statements:
        if not statement.quote and articles[statement.article].path not in finding.message:
            console.print(Padding(Text(safe(headed(articles[statement.article], statement)), style="cyan"), (0, 0, 0, 2), expand=False))


def _hanging(text: Text, console: Console) -> None:
    """Lines of which all but the first are indented, so that where the next one begins is seen."""
    first = text.wrap(console, console.width)[0]
    _, rest = text.divide([len(first)])
    rest = rest[len(rest) - len(rest.plain.lstrip()) :] if rest.plain.strip() else Text()
    console.print(first)
    if rest:
        console.print(Padding(rest, (0, 0, 0, _INDENT), expand=False))


def _reasoned(finding: Finding, console: Console) -> None:
    """Why it is told and what to do, and an empty line."""
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
    return Text("\n").join([_placed(statement, articles), _quoted(statement, console)])


def _placed(statement: Statement, articles: Mapping[str, Article]) -> Text:
    return Text(safe(headed(articles[statement.article], statement)), style="cyan")


def _quoted(statement: Statement, console: Console) -> Text:
    return Text.assemble("“", _marked(statement, plain=console.color_system is None), "”")


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


def _aside(run: Run, articles: Mapping[str, Article], console: Console, showing: Showing) -> None:
    """What stands beside the findings: the table of the articles, what is not shown, and what was left out."""
    if run.articles and showing.tabled:
        _sources(run, console)
    _unshown(run, showing, console)
    for item in run.left_out:
        if not is_of_files(item):
            place = articles[item.subject].path if item.subject in articles else item.subject
            console.print(Text(f"left out: {item.count} of {safe(place)} ({safe(item.reason)})"))
    for line in unread_files(run.left_out):
        console.print(Text(safe(line)))


def _sources(run: Run, console: Console) -> None:
    """A line for each article; outlets have a column where the terminal is wide."""
    outlets = console.width >= _SIDE_BY_SIDE and any(article.source for article in run.articles)
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim")
    for heading in ("article", *(["outlet"] if outlets else []), "published", "claims", "errors", "warnings", "notes"):
        table.add_column(heading, justify="left" if heading in {"article", "outlet", "published"} else "right", overflow="fold")
    claims = Counter(claim.article for claim in run.claims)
    found = Counter((f.statements[0].article, f.severity) for f in run.findings if f.state == "new")
    for article in run.articles:
        table.add_row(
            Text(f"{safe(article.path)}{'' if article.archived is None else ' [archived]'}"),
            *([Text(safe(article.source or ""))] if outlets else []),
            Text(day(article)),
            Text(str(claims[article.id])),
            *(Text(str(found[article.id, severity])) for severity in SEVERITIES),
        )
    console.print(table)


def _unshown(run: Run, showing: Showing, console: Console) -> None:
    """One counted line of what `min_severity` hides and no folded line tells, and one for everything else that is hidden."""
    slight = [f for f in run.findings if f.state == "new" and showing.sure(f) and not showing.holds(f)]
    counted_here = [f for f in slight if run.calendar or not (showing.folded and _brief(f))]
    if counted_here:
        kinds = ", ".join(f"{count} {RULES[code].title}" for code, count in sorted(Counter(f.code for f in counted_here).items()))
        noun = "note" if all(finding.severity == "note" for finding in counted_here) else "finding"
        those = "it" if len(counted_here) == 1 else "them"
        told = f"{amount(len(counted_here), noun)} not shown ({kinds}); show {those} with --min-severity note"
        console.print(Text(told, style="dim"))
    others = list(hidden(run, showing.model_copy(update={"min_severity": "note"})))
    if others:
        console.print(Text(f"not shown: {'; '.join(others)}", style="dim"))


def _left_out(run: Run) -> list[str]:
    """How much was left out, in a phrase for articles and one for files; [] where nothing was."""
    count = sum(item.count for item in run.left_out if not is_of_files(item))
    return [*([f"{amount(count, 'part')} left out"] if count else []), *unread_files(run.left_out)]


def _summary(run: Run, showing: Showing, beside: list[str]) -> Text:
    counts = summary(run, showing)
    text = Text(f"{counts.removesuffix('.')}; not shown: {', '.join(beside)}." if beside else counts, style="bold")
    if run.failures:
        unjudged = sum(failure.stage == "judging" for failure in run.failures)
        unread = len(run.failures) - unjudged
        undone = [f"{amount(unread, 'input')} could not be read"] if unread else []
        undone += [f"{amount(unjudged, 'pair')} could not be judged"] if unjudged else []
        text.append(f" INCOMPLETE: {', '.join(undone)}.", style="bold red")
    return text
