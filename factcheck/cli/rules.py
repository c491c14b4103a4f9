"""The command `factcheck rules`."""

from __future__ import annotations

import shutil
import sys
import textwrap

import click

from factcheck.cli.streams import emit


@click.command()
@click.option("--format", "style", type=click.Choice(["table", "json"]), default="table", help="Form of the answer.")
def rules(style: str) -> None:
    """List the rules; explain tells more about one."""
    from factcheck.findings.catalogue import RULES  # noqa: PLC0415

    if style == "json":
        import json  # noqa: PLC0415

        emit(json.dumps([entry.model_dump() for entry in RULES.values()], indent=2))
        return
    widest = max(len(entry.name) for entry in RULES.values())
    for entry in RULES.values():
        emit(_told(f"{entry.code}  {entry.severity:7}  {entry.name:{widest}}  ", entry.what))


def _told(head: str, what: str) -> str:
    """One line, which a terminal gets folded below its last column."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else sys.maxsize
    return textwrap.fill(what, max(width, len(head) + 20), initial_indent=head, subsequent_indent=" " * len(head))
