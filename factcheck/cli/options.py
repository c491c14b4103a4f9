"""The options that several commands share, in groups that decorate a command, and what they come to: configuration and articles."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck.errors import SettingsError, UsageError

if TYPE_CHECKING:
    from factcheck.archive import Place
    from factcheck.articles.read import Inputs
    from factcheck.model import Article, Failure, LeftOut
    from factcheck.resident import Resident
    from factcheck.settings import Configuration


SEVERITIES = ("error", "warning", "note")
STYLES = ("terminal", "concise", "json", "sarif", "github", "markdown", "junit", "html")
"""The forms of a report."""
ASKING = ("base_url", "model", "max_requests", "max_tokens", "max_cost", "cache")
"""The options about asking a model that are settings."""


MODELS = frozenset({*ASKING, "dry_run", "engine", "extractor", "reader", "comparator"})
"""The options that most people never need: help shows them last."""


_RANGE = re.compile(r"  \[(?:\d+<=)?x[<>]=?\d+\]|; (?:\d+<=)?x[<>]=?\d+(?=\])")
"""What click adds about the least and the most; the texts say it where it matters."""


class Command(click.Command):
    """A command whose help tells the options about language models in a section of their own, after all others."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes both sections."""
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        about_models = [option for option in options if option.name in MODELS]
        others = [option for option in options if option not in about_models]
        for heading, own in (("Options", others), ("Language models", about_models)):
            records = [(name, _RANGE.sub("", text)) for option in own for name, text in filter(None, [option.get_help_record(ctx)])]
            if records:
                with formatter.section(heading):
                    formatter.write_dl(records)


class Group(click.Group):
    """Commands in the order in which people meet them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """As they were added."""
        return list(self.commands)


class ArchivePlace(click.ParamType[Any]):
    """A file, or the address of a PostgreSQL database; its text, as messages show it, holds no password."""

    name = "place"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002  click's signature
        """What help calls it."""
        return "FILE or URL"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Place:  # noqa: ANN401  click's signature
        """The place; raises UsageError for an address that cannot be read, and for a folder."""
        from factcheck.archive import place  # noqa: PLC0415

        found = place(value) if isinstance(value, str) else value
        if isinstance(found, Path) and found.is_dir():
            self.fail(f"{found}: is a folder; name a file in it", param, ctx)
        return found


def asking_options(command: Callable[..., None]) -> Callable[..., None]:
    """Server, model, limits and cache."""
    for option in (
        click.option("--no-cache", "cache", flag_value=False, default=None, help="Ask again what was answered before, and keep nothing."),
        click.option("--max-cost", type=float, metavar="NUMBER", help="Ask no more once this is spent, in the currency of [prices]."),
        click.option("--max-tokens", type=int, metavar="NUMBER", help="Ask no more once so many tokens were sent and received."),
        click.option("--max-requests", type=int, metavar="NUMBER", help="Ask no more after so many requests."),
        click.option("--model", metavar="NAME", help="The model to ask."),
    ):
        command = option(command)
    return base_url_option(command)


def base_url_option(command: Callable[..., None]) -> Callable[..., None]:
    """The server of language models."""
    return click.option("--base-url", metavar="URL", help="An OpenAI-compatible server.  [default: OPENAI_BASE_URL, else OpenAI's own]")(
        command
    )


def dry_run_option(command: Callable[..., None]) -> Callable[..., None]:
    """A run that sends nothing."""
    return click.option("--dry-run", is_flag=True, help="Say what would be sent where, and how much; send nothing.")(command)


def engine_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say which engine does what, and how a model is asked."""
    for option in (
        click.option("--comparator", metavar="NAME", help="Engine that weighs each possible conflict on its own."),
        click.option("--reader", metavar="NAME", help="Engine that proposes what may conflict."),
        click.option("--extractor", metavar="NAME", help="Engine that reads sentences into claims."),
        click.option(
            "--engine", metavar="NAME", help="Engine for the next three: local, which asks no model, or openai.  [default: local]"
        ),
    ):
        command = option(command)
    return config_option(asking_options(command))


def extractor_options(command: Callable[..., None]) -> Callable[..., None]:
    """The same for commands that read articles and compare nothing."""
    help_text = "Engine that reads sentences into claims: local, which asks no model, or openai.  [default: local]"
    return asking_options(click.option("--extractor", "--engine", "extractor", metavar="NAME", help=help_text)(command))


def config_option(command: Callable[..., None]) -> Callable[..., None]:
    """Which configuration holds."""
    return click.option("--config", type=click.Path(path_type=Path), help="Configuration file, instead of the nearest factcheck.toml.")(
        command
    )


def jobs_option(command: Callable[..., None]) -> Callable[..., None]:
    """How many processes share the work."""
    return click.option(
        "--jobs", type=click.IntRange(min=1), metavar="NUMBER", help="Processes that share long work.  [default: one a core]"
    )(command)


def quiet_option(command: Callable[..., None]) -> Callable[..., None]:
    """The answer without anything beside it."""
    return click.option("-q", "--quiet", is_flag=True, help="No progress and no warnings on standard error.")(command)


def published_option(command: Callable[..., None]) -> Callable[..., None]:
    """The day of articles that tell none."""
    return click.option("--published", metavar="DATE", help="Day of publication of articles that tell none, as in 2024-03-15.")(command)


def common_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of the commands that check articles; how quiet each can be, it says itself."""
    return engine_options(jobs_option(published_option(command)))


def selecting_options(command: Callable[..., None]) -> Callable[..., None]:
    """Which findings are shown."""
    for option in (
        click.option("--ignore", multiple=True, metavar="CODES", help="Not these rules."),
        click.option(
            "--select", multiple=True, metavar="CODES", help="Only these rules, by code or its beginning: FC101, or FC2 for all on time."
        ),
        click.option(
            "--min-confidence",
            type=click.FloatRange(0, 1),
            metavar="NUMBER",
            help="Hide findings whose confidence is a number below this, 0 to 1.  [default: 0]",
        ),
        click.option("--min-severity", type=click.Choice(SEVERITIES), help="Show findings from this severity on.  [default: warning]"),
    ):
        command = option(command)
    return command


def baseline_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of the commands that a baseline matters to."""
    for option in (
        click.option("--as-of", metavar="DATE", help="The day on which to judge what has gone stale.  [default: today]"),
        click.option(
            "--baseline",
            type=click.Path(dir_okay=False, path_type=Path),
            help="File of the known findings, instead of .factcheck-baseline.json beside the configuration.",
        ),
    ):
        command = option(command)
    return command


def archive_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of a check against an archive."""
    for option in (
        click.option("--fail-on-archive", is_flag=True, help="Fail also on what only articles in the archive can put right."),
        click.option("--add", is_flag=True, help="Store the articles in the archive when the exit code is 0."),
    ):
        command = option(command)
    return click.option("--archive", type=ArchivePlace(), help="Compare with the articles of this archive, too.")(command)


def configuration(options: dict[str, Any]) -> Configuration:
    """The configuration with the options of the command line; raises SettingsError that names the option or file that is wrong."""
    from factcheck.engines import known  # noqa: PLC0415
    from factcheck.findings import expand, severities  # noqa: PLC0415
    from factcheck.settings import load  # noqa: PLC0415

    given = {
        key: options.get(key)
        for key in ("fail_on", "min_severity", "min_confidence", "engine", "extractor", "reader", "comparator", *ASKING)
    }
    lists = {
        key: tuple(part for item in options.get(key) or () for part in item.split(",") if part.strip()) or None
        for key in ("select", "ignore")
    }
    found = load(_working_folder(), options["config"], {**given, **lists}, options.get("baseline"))
    settings, origins = found.settings, found.origins
    checks: list[tuple[str, Callable[[], object]]] = [
        ("extractor" if settings.extractor else "engine", lambda: known(settings.chosen.extractor)),
        ("reader" if settings.reader else "engine", lambda: known(settings.chosen.reader)),
        ("comparator" if settings.comparator else "engine", lambda: known(settings.chosen.comparator)),
        ("select", lambda: expand(settings.select)),
        ("ignore", lambda: expand(settings.ignore)),
        ("severity", lambda: severities(settings.severity)),
        ("paths", lambda: settings.policy),
    ]
    for key, check_value in checks:
        try:
            check_value()
        except UsageError as error:
            raise SettingsError(f"--{key}: {error}" if origins[key] == "option" else f"{origins[key]}: {key}: {error}") from error
    return found


def located(options: dict[str, Any]) -> Configuration:
    """The configuration for commands that only look: no engine is asked whether it exists."""
    from factcheck.settings import load  # noqa: PLC0415

    return load(_working_folder(), options["config"], {"base_url": options.get("base_url")})


def _working_folder() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise UsageError("the working folder is gone; change to one that exists") from error


def day(option: str, text: str | None) -> date | None:
    """The day that an option names; raises UsageError for what is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{option}: {text!r} is no date; write it as YYYY-MM-DD") from error


# The articles that a command line names: files, folders, globs and standard input.


def read(paths: Sequence[str], published: str | None, found: Configuration) -> tuple[list[Article], list[Failure]]:
    """The articles at the paths of the command line, and what cannot be read."""
    articles, failures, _ = inputs(paths, published, found)
    return articles, failures


def inputs(paths: Sequence[str], published: str | None, found: Configuration, core: Resident | None = None) -> Inputs:
    """The same, with what was passed over in folders; a resident core reads only files that changed."""
    from factcheck.articles.read import read_inputs  # noqa: PLC0415

    stdin = _stdin() if "-" in paths else None
    told, one = day("--published", published), core.files if core is not None else None
    return read_inputs(paths, root=found.root, published=told, stdin=stdin, fields=found.settings.mapped, one=one)


def passed_over(skipped: Sequence[LeftOut]) -> list[str]:
    """A line about the files that were passed over; none where there were none."""
    from factcheck.report import unread_files  # noqa: PLC0415

    return unread_files(skipped)


def _stdin() -> bytes:
    from factcheck.articles import MOST_BYTES  # noqa: PLC0415

    if sys.stdin is None:
        raise UsageError("-: standard input is closed; pipe an article into it, or name a file")
    try:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"-: standard input cannot be read ({error.strerror}); pipe an article into it, or name a file") from error


def refuse(output: Path | None, articles: Sequence[Article], failures: Sequence[Failure]) -> None:
    """Raises UsageError where the report would overwrite an article, or an input that could not be read."""
    unread = [place for failure in failures for place in (failure.subject, failure.subject.rpartition(":")[0]) if place]
    files = [Path(place) for place in [*(article.place[0] for article in articles), *unread]]
    if output is not None and output.exists() and any(file.exists() and output.samefile(file) for file in files):
        raise UsageError(f"{output}: is one of the articles; name another file to write")
