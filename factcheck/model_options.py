"""The options of the command line that are about asking a model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

NAMES = ("base_url", "model", "max_requests", "max_tokens", "max_cost", "cache")
"""Those of them that are settings."""


def asking(command: Callable[..., None]) -> Callable[..., None]:
    """Server, model, limits and cache."""
    for option in (
        click.option("--no-cache", "cache", flag_value=False, default=None, help="Ask again what was answered before, and keep nothing."),
        click.option("--max-cost", type=float, metavar="NUMBER", help="Ask no more once this is spent, in the currency of [prices]."),
        click.option("--max-tokens", type=int, metavar="NUMBER", help="Ask no more once so many tokens were sent and received."),
        click.option("--max-requests", type=int, metavar="NUMBER", help="Ask no more after so many requests."),
        click.option("--model", metavar="NAME", help="The model to ask."),
        click.option("--base-url", metavar="URL", help="An OpenAI-compatible server (OPENAI_BASE_URL, else OpenAI's own)."),
    ):
        command = option(command)
    return command


def dry_run(command: Callable[..., None]) -> Callable[..., None]:
    """A run that sends nothing."""
    return click.option("--dry-run", is_flag=True, help="Say what would be sent where, and how much; send nothing.")(command)


def forecast_instead(paths: Sequence[str], options: dict[str, Any]) -> None:
    """In a dry run, prints what a run would ask and leaves; does nothing where this is none."""
    if not options["dry_run"]:
        return
    from factcheck import console  # noqa: PLC0415
    from factcheck.dry_run import forecast  # noqa: PLC0415

    configuration = console.configuration(options)
    articles, failures = console.read(paths, options["published"], configuration)
    console.warn(failures, quiet=options["quiet"])
    unmade = options["add"] and options["archive"] is not None and not options["archive"].exists()
    desk = None if unmade else console.desk({**options, "add": False}, configuration)
    console.emit(forecast(articles, configuration.settings, configuration.root, desk.look_up if desk is not None else None))
    raise click.exceptions.Exit(console.failed(failures))
