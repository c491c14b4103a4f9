"""The command line: its commands put together, and the boundary where errors become exit codes and one line on standard error."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from factcheck import __version__
from factcheck.cli import about, archive, check, serving
from factcheck.cli.options import Group
from factcheck.cli.streams import tell
from factcheck.clock import Clock, today
from factcheck.errors import ExitCode, FactcheckError

__all__ = ["cli", "main"]


def main(arguments: Sequence[str] | None = None, clock: Clock = today) -> None:
    """Runs the command line and leaves with its exit code; every error becomes one line on standard error."""
    if asked := os.environ.get(about.ASKED):
        sys.exit(about.answered(cli, asked))
    with ending():
        code, message = _outcome(list(sys.argv[1:] if arguments is None else arguments), clock)
    if message:
        tell(message)
    sys.exit(int(code))


def _outcome(arguments: list[str], clock: Clock) -> tuple[ExitCode, str]:
    try:
        with cli.make_context("factcheck", arguments, obj=clock) as context:
            cli.invoke(context)
    except click.exceptions.Exit as left:
        return ExitCode(left.exit_code), ""
    except (click.exceptions.Abort, KeyboardInterrupt, SystemExit):
        return ExitCode.INTERRUPTED, "interrupted"
    except click.ClickException as error:
        return ExitCode.USAGE, _complaint(error)
    except FactcheckError as error:
        return error.exit_code, str(error)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  stays open until the end
    except Exception as error:
        if os.environ.get("FACTCHECK_DEBUG"):
            raise
        said = f"internal error: {type(error).__name__}: {error}; run again with FACTCHECK_DEBUG=1 and report it"
        return ExitCode.INCOMPLETE, said
    return ExitCode.CLEAN, ""


def _complaint(error: click.ClickException) -> str:
    """One line about what is wrong; "" for a command that is named without what it is to do, which gets its help in lines of its own."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return ""
    return f"{error.format_message()} Try --help."


@contextmanager
def ending() -> Iterator[None]:
    """Within it a request to end closes what is open: the terminal gets its echo back, and no half of a file stays.

    The exception is SystemExit, which neither an event loop nor a session that waits for keys takes for its own.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    wanted = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    # A request that is ignored from the start (nohup) stays ignored.
    former = {one: signal.signal(one, _end) for one in wanted if signal.getsignal(one) is signal.SIG_DFL}
    try:
        yield
    finally:
        for one, handler in former.items():
            signal.signal(one, handler)


def _end(number: int, _: object) -> None:
    raise SystemExit(128 + number)


# The commands, put together.


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="factcheck")
def cli() -> None:
    """A linter for facts: what contradicts, what was overtaken, what will go stale.

    Begin with: factcheck check FOLDER, then factcheck review FOLDER. factcheck COMMAND --help tells more of each.
    """


_COMMANDS = (
    check.check,
    serving.review,
    serving.lsp,
    check.baseline,
    archive.archive,
    serving.worker,
    about.init,
    about.rules,
    about.explain,
    check.extract,
    about.evaluate,
    about.models,
    about.config,
    about.completion,
)
for command in _COMMANDS:
    cli.add_command(command)
