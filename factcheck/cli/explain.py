"""The command `factcheck explain`."""

from __future__ import annotations

import click

from factcheck.cli.completion import codes
from factcheck.cli.streams import emit


@click.command()
@click.argument("code", shell_complete=codes)
def explain(code: str) -> None:
    """Say what the rule CODE does, why it matters, and what to do."""
    from factcheck.findings.catalogue import rule  # noqa: PLC0415

    entry = rule(code)
    parts = (("What it does", entry.what), ("Why it matters", entry.why), ("Example", entry.example), ("What to do", entry.remedy))
    told = [f"{heading}\n  {text}\n" for heading, text in parts]
    emit("\n".join([f"{entry.code} {entry.name} ({entry.severity})\n", *told]))
