"""The command `factcheck explain`."""

from __future__ import annotations

import click

from factcheck.cli.completion import codes
from factcheck.cli.streams import emit

_TWO_SIDED = frozenset({"contradiction", "superseded"})
_OTHERWISE = frozenset({"FC108", "FC110"})
"""What only a model tells, and what is reckoned in one passage."""
_EMBEDDED = (
    "The embedded engine sees this between two sentences that say nearly the same and differ in a number, date, place, name, negation or\n"
    "  opposite, and where a state has ended; what only a reader's understanding shows it does not see: --engine openai asks a model."
)


@click.command()
@click.argument("code", shell_complete=codes)
def explain(code: str) -> None:
    """Say what the rule CODE does, why it matters, and what to do."""
    from factcheck.findings.catalogue import rule  # noqa: PLC0415

    entry = rule(code)
    parts = (("What it does", entry.what), ("Why it matters", entry.why), ("Example", entry.example), ("What to do", entry.remedy))
    told = [f"{heading}\n  {text}\n" for heading, text in parts]
    if entry.kind in _TWO_SIDED and entry.code not in _OTHERWISE:
        told.append(f"What is seen\n  {_EMBEDDED}\n")
    emit("\n".join([f"{entry.code} {entry.name} ({entry.severity})\n", *told]))
