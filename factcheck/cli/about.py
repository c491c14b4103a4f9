"""The commands on factcheck itself: its rules, configuration and completion, which models it can ask, and how right it is."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem, get_completion_class, shell_complete

from factcheck.cli import streams
from factcheck.cli.options import Command, base_url_option, config_option, configuration, engine_options, located
from factcheck.cli.options import day as day_of
from factcheck.cli.streams import emit, tell, writing
from factcheck.errors import EngineError, ExitCode, UsageError

if TYPE_CHECKING:
    from factcheck.engines.openai.server import Listed


@click.command()
@click.option("--format", "style", type=click.Choice(["table", "json"]), default="table", help="Form of the answer.")
def rules(style: str) -> None:
    """List the rules; explain tells more about one."""
    from factcheck.findings import RULES  # noqa: PLC0415

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


# Completion of commands, options and paths in a shell.

SHELLS = ("bash", "zsh", "fish")
ASKED = "_FACTCHECK_COMPLETE"
"""The variable in which a shell asks."""


@click.command(short_help="Print the script that completes commands in a shell.")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, /, shell: str) -> None:
    """Print the script that completes factcheck's commands in a SHELL.

    \b
    bash: eval "$(factcheck completion bash)" in ~/.bashrc
    zsh:  eval "$(factcheck completion zsh)" in ~/.zshrc
    fish: factcheck completion fish > ~/.config/fish/completions/factcheck.fish
    """  # noqa: D301  click wants the character itself
    found = get_completion_class(shell)
    if found is not None:  # there is one for each of the three
        emit(found(context.find_root().command, {}, "factcheck", ASKED).source())


def answered(command: click.Command, instruction: str) -> int:
    """Prints what a shell's script asks for, and returns the exit code."""
    return shell_complete(command, {}, "factcheck", ASKED, instruction)


def codes(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001  click's signature
    """The rules whose codes begin so."""
    from factcheck.findings import RULES  # noqa: PLC0415

    return [CompletionItem(entry.code, help=entry.title) for entry in RULES.values() if entry.code.startswith(incomplete.upper())]


_TWO_SIDED = frozenset({"contradiction", "superseded"})
_OTHERWISE = frozenset({"FC110"})
"""What is reckoned in one passage."""
_EMBEDDED = (
    "The embedded engine sees this between two sentences that say nearly the same and differ in a number, date, place, name, negation or\n"
    "  opposite, and where a state has ended; in brief articles also where its small model takes two sentences to clash in other words.\n"
    "  What only a reader's understanding of a long text shows it does not see: --engine openai asks a model."
)


@click.command()
@click.argument("code", shell_complete=codes)
def explain(code: str) -> None:
    """Say what the rule CODE does, why it matters, and what to do."""
    from factcheck.findings import rule  # noqa: PLC0415

    entry = rule(code)
    parts = (("What it does", entry.what), ("Why it matters", entry.why), ("Example", entry.example), ("What to do", entry.remedy))
    told = [f"{heading}\n  {text}\n" for heading, text in parts]
    if entry.kind in _TWO_SIDED and entry.code not in _OTHERWISE:
        told.append(f"What is seen\n  {_EMBEDDED}\n")
    emit("\n".join([f"{entry.code} {entry.name} ({entry.severity})\n", *told]))


# A first configuration, and what pre-commit and GitHub need.

CONFIGURATION = Path("factcheck.toml")
PRE_COMMIT = Path(".pre-commit-config.yaml")
WORKFLOW = Path(".github/workflows/factcheck.yml")

_PLACE = "OWNER/factcheck@REVISION"
"""What only the user knows: where on GitHub their copy of the action is."""
_EXAMPLES: Mapping[str, object] = {"max_requests": 1000, "max_tokens": 2_000_000, "max_cost": 5.0}
"""Values of the settings that have none by default."""


@click.command()
@click.option("--pre-commit", is_flag=True, help=f"Write {PRE_COMMIT}, too.")
@click.option("--workflow", is_flag=True, help=f"Write {WORKFLOW}, too: a check of each pull request on GitHub.")
def init(pre_commit: bool, workflow: bool) -> None:
    """Write a commented factcheck.toml into this folder.

    Every setting stands in it with its meaning and its default, or an example where it has none. What pre-commit and GitHub need is
    printed, or written where the options ask for it. No file is overwritten.
    """
    wanted = {CONFIGURATION: True, PRE_COMMIT: pre_commit, WORKFLOW: workflow}
    if there := [path for path, write in wanted.items() if write and path.exists()]:
        raise UsageError(f"{there[0]}: is there already; add to it by hand, or move it away")
    for path, write in wanted.items():
        if write:
            _write(path)
        else:
            emit(f"\nFor {path}:\n\n{_text(path)}".rstrip())


def _write(path: Path) -> None:
    from factcheck.whole import write_whole  # noqa: PLC0415

    if not path.parent.resolve().is_relative_to(Path.cwd().resolve()):
        raise UsageError(f"{path.parent}: is a link that leads out of this folder; move it away")
    with writing(path, "the folder"):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, _text(path))
    emit(f"{path}: written{f'; put where your copy of factcheck lies in for {_PLACE}' if path == WORKFLOW else ''}.")


def _text(path: Path) -> str:
    from importlib.resources import files  # noqa: PLC0415

    return (
        "\n".join(first_configuration()) + "\n"
        if path == CONFIGURATION
        else files("factcheck.cli").joinpath("initial", path.name).read_text("utf-8")
    )


def first_configuration() -> Iterator[str]:
    """The lines of a configuration in which every setting is a comment; those about asking a model come last."""
    import json  # noqa: PLC0415

    from factcheck.engines import Asking  # noqa: PLC0415
    from factcheck.settings import Settings  # noqa: PLC0415

    yield "# What factcheck is to do in this folder and below it. Take the # away before a setting to change it."
    values = Settings().model_dump(by_alias=True, mode="json")
    ordered = sorted(Settings.model_fields.items(), key=lambda item: item[0] in Asking.model_fields)
    for name, field in ordered:
        key = name.replace("_", "-")
        example = _EXAMPLES.get(name)
        unset = "" if example is None else " (not set unless you do; the number is an example)"
        yield from ("", f"# {field.description}{unset}", f"# {key} = {json.dumps(values[key] if example is None else example)}")


@click.command()
@config_option
def config(config: Path | None) -> None:
    """Print every setting, its value and where it comes from."""
    import json  # noqa: PLC0415

    from factcheck.report import escaped  # noqa: PLC0415

    found = configuration({"config": config})
    for name, value in found.settings.model_dump(by_alias=True, mode="json").items():
        emit(f"{name} = {escaped(json.dumps(value))}  # {found.origins[name.replace('-', '_')]}")


# The engines: which models can be asked, and how right a run is on labelled packs.


@click.command(cls=Command, short_help="List the language models that can be asked.")
@config_option
@base_url_option
def models(**options: Any) -> None:  # noqa: ANN401
    """List the language models of the servers that answer, each with the line that uses one.

    Asked are OpenAI's own server where OPENAI_API_KEY is set, the one that OPENAI_BASE_URL names, and on this machine Ollama, LM
    Studio and llama.cpp; with --base-url that server alone. No article is sent, and a key only to OpenAI and to a server that you
    named.
    """
    from factcheck.engines.openai.server import listed  # noqa: PLC0415

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
    from factcheck.report import safe  # noqa: PLC0415

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
