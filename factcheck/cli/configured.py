"""What a command works with: the configuration, and the articles that its paths name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.cli.options import ASKING
from factcheck.errors import SettingsError, UsageError

if TYPE_CHECKING:
    from factcheck.articles.read import Inputs
    from factcheck.model import Article, Failure, LeftOut
    from factcheck.resident import Resident
    from factcheck.settings import Configuration


def configuration(options: dict[str, Any]) -> Configuration:
    """The configuration with the options of the command line; raises SettingsError that names the option or file that is wrong."""
    from factcheck.engines.base import known  # noqa: PLC0415
    from factcheck.findings.catalogue import expand, severities  # noqa: PLC0415
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
    from factcheck.report.showing import unread_files  # noqa: PLC0415

    return unread_files(skipped)


def _stdin() -> bytes:
    from factcheck.articles.characters import MOST_BYTES  # noqa: PLC0415

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
