"""The commands `factcheck baseline write`, `update` and `prune`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from factcheck.cli.options import Command, Group, baseline_options, common_options, quiet_option
from factcheck.clock import Clock


@click.group(cls=Group, short_help="Keep what is known, so that check tells only what is new.")
def baseline() -> None:
    """Keep the findings that are known, so that check tells only new ones."""


def _keeping(action: str, text: str) -> None:
    @click.argument("paths", nargs=-1, required=True, type=click.Path())
    @quiet_option
    @common_options
    @baseline_options
    @click.pass_obj
    def keep(clock: Clock, /, paths: Sequence[str], **options: Any) -> None:  # noqa: ANN401
        from factcheck.cli.keeping import keep_baseline  # noqa: PLC0415

        keep_baseline(action, paths, options, clock)

    baseline.command(action, cls=Command, help=text)(keep)


_keeping("write", "Write a first baseline: all findings at PATHS are known.")
_keeping("update", "Add what is found at PATHS; what people wrote into it stays.")
_keeping("prune", "Take out what is found no more at PATHS.")
