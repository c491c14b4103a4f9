"""What is told beside a report: bars while something takes longer, and lines on what a run read, asked and left out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress

from factcheck.findings import SEVERITIES, rule
from factcheck.model import Run, Usage
from factcheck.words import amount

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


# What a run read, asked and left out, in lines.


def usage_lines(usage: Usage | None, models: Sequence[str]) -> Iterator[str]:
    """One line with requests, tokens and cost; none where no model was asked."""
    if usage is not None:
        cost = f", cost {usage.cost:g}" if usage.cost is not None else ""
        yield f"asked {models[-1]}: {counts(usage)}{cost}."
        unsaid = [(usage.dropped, "not shown in the texts"), (usage.disagreed, "not confirmed by its second look")]
        told = [f"{count} {why}" for count, why in unsaid if count]
        if told:
            yield f"of the conflicts that it named, {' and '.join(told)}: left out."


def counts(usage: Usage) -> str:
    """Requests, tokens, and answers from the cache."""
    requests = amount(usage.requests, "request")
    kept = amount(usage.cached, "answer")
    return f"{requests}, {usage.tokens:,} tokens, {kept} from the cache"


def statistics_lines(run: Run) -> Iterator[str]:
    """How much of the articles was read; what was left out by reason, most first; what was passed over; the same by article; findings."""
    sentences, characters = sum(item.sentences for item in run.read), sum(item.characters for item in run.read)
    claims = sum(item.claims for item in run.read)
    read = f"{amount(len(run.read), 'article')}, {amount(sentences, 'sentence')} of {amount(characters, 'character')}"
    yield f"read: {read}, {amount(claims, 'claim')}"
    stretches, left_out, telling, outside = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for part in (part for item in run.read for part in item.left_out):
        stretches[part.reason] += part.stretches
        left_out[part.reason] += part.characters
        telling[part.reason] += part.telling
    for reason, count in (pair for item in run.read for pair in item.outside):
        outside[reason] += count
    for reason, count in _most_first(left_out):
        told = f", {telling[reason]:,} with a verb, number or name" if telling[reason] else ""
        yield f"not read ({reason}): {amount(stretches[reason], 'stretch', 'stretches')}, {amount(count, 'character')}{told}"
    for reason, count in _most_first(outside):
        yield f"outside of the articles ({reason}): {amount(count, 'character')}"
    yield from (f"left out ({item.reason}): {item.count:,} of {item.subject}" for item in run.left_out)
    yield from _by_article(run)
    codes = Counter(finding.code for finding in run.findings if finding.state == "new")
    yield from (f"{code} {rule(code).name}: {count:,}" for code, count in sorted(codes.items()))


def _by_article(run: Run) -> Iterator[str]:
    """What each article was read into, and what was found in it first."""
    paths = {article.id: article.path for article in run.articles}
    found = Counter((f.statements[0].article, f.severity) for f in run.findings if f.state == "new")
    for item in run.read:
        told = ", ".join(amount(found[item.article, severity], severity) for severity in SEVERITIES)
        unread = sum(part.characters for part in item.left_out)
        read = f"{amount(item.sentences, 'sentence')}, {amount(item.claims, 'claim')}, {amount(unread, 'character')} not read"
        yield f"{paths[item.article]}: {read}; {told}"


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
