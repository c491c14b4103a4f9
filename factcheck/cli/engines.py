"""The commands about engines: `models` tells which can be asked, `evaluate` how right one is."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck.cli import streams
from factcheck.cli.configured import configuration, located
from factcheck.cli.configured import day as day_of
from factcheck.cli.options import Command, base_url_option, config_option, engine_options
from factcheck.cli.streams import emit, tell
from factcheck.errors import EngineError, ExitCode

if TYPE_CHECKING:
    from factcheck.engines.openai.listing import Listed


@click.command(cls=Command, short_help="List the language models that can be asked.")
@config_option
@base_url_option
def models(**options: Any) -> None:  # noqa: ANN401
    """List the language models of the servers that answer, each with the line that uses one.

    Asked are OpenAI's own server where OPENAI_API_KEY is set, the one that OPENAI_BASE_URL names, and on this machine Ollama, LM
    Studio and llama.cpp; with --base-url that server alone. No article is sent, and a key only to OpenAI and to a server that you
    named.
    """
    from factcheck.engines.openai.listing import listed  # noqa: PLC0415

    found = located(options)
    servers = listed(found.settings, os.environ)
    told = [server for server in servers if server.models]
    if not told:
        raise EngineError(_nothing(servers))
    for server in servers:
        if server.named and server.problem:
            tell(f"{server.name}, {server.base_url}: {server.problem}")
    emit("\n\n".join("\n".join(_lines(server, found.settings.model)) for server in told))


def _lines(server: Listed, wanted: str) -> Iterator[str]:
    from factcheck.report.text import safe  # noqa: PLC0415

    yield f"{server.name}, {server.base_url}"
    yield from (f"  {safe(model)}" for model in server.models)
    if chosen := server.chosen(wanted):
        yield f"  use it: {safe(_use(server, chosen))}"


def _use(server: Listed, model: str) -> str:
    where = [] if server.name in {"OpenAI", "OPENAI_BASE_URL"} else ["--base-url", server.base_url]
    return shlex.join(["factcheck", "check", "articles/", "--engine", "openai", *where, "--model", model])


def _nothing(servers: list[Listed]) -> str:
    if len(servers) == 1 and servers[0].named:
        return f"{servers[0].base_url}: {servers[0].problem}; check --base-url, and that the server runs"
    asked = ", ".join(f"{server.name} at {server.base_url} ({server.problem})" for server in servers)
    return f"no language model was found: {asked}; start a server (ollama serve), set OPENAI_API_KEY, or name a server with --base-url"


@click.command(cls=Command, short_help="Score labelled article sets with any engine.")
@click.argument("packs", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@click.option("--details", is_flag=True, help="Every miss, with where it was lost, and every false alarm.")
@click.option("--folds", metavar="N", type=int, help="Learn the comparator's confidence anew for each of N parts, from the others.")
@click.option("--compare", metavar="OLD.json", type=click.Path(path_type=Path), help="What changed since this output of --json.")
@click.option("--as-of", metavar="DATE", default="2026-06-30", show_default=True, help="The day on which the packs are judged.")
@engine_options
def evaluate(packs: Path, as_json: bool, details: bool, folds: int | None, compare: Path | None, as_of: str, **options: Any) -> None:  # noqa: ANN401, PLR0913  one for each option
    """Score the labelled article sets in the folder PACKS, with any engine; what is configured nearby counts only with --config."""
    from factcheck.evaluation.report import report  # noqa: PLC0415

    day = day_of("--as-of", as_of) or date.min
    settings = configuration(options).settings if any(value is not None for value in options.values()) else None
    told = report(packs, day, as_json=as_json, detailed=details, earlier=compare, folds=folds, settings=settings)
    streams.note(told.notices, quiet=False)
    streams.emit(told.text)
    raise click.exceptions.Exit(ExitCode.INCOMPLETE if told.failures else ExitCode.CLEAN)
