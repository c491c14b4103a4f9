"""Completion of commands, options and paths in a shell: the command that prints the script, and what the script asks."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem, get_completion_class, shell_complete

from factcheck.cli.streams import emit

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
    from factcheck.findings.catalogue import RULES  # noqa: PLC0415

    return [CompletionItem(entry.code, help=entry.title) for entry in RULES.values() if entry.code.startswith(incomplete.upper())]
