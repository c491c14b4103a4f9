"""The command `factcheck models`."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from factcheck.cli.configured import located
from factcheck.cli.options import Command, base_url_option, config_option
from factcheck.cli.streams import emit, tell
from factcheck.errors import EngineError

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
