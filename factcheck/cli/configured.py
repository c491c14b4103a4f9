"""The configuration that a command works with: the nearest file and the options of the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.cli.options import ASKING
from factcheck.errors import SettingsError, UsageError

if TYPE_CHECKING:
    from factcheck.settings import Configuration


def configuration(options: dict[str, Any]) -> Configuration:
    """The configuration with the options of the command line; raises SettingsError that names the option or file that is wrong."""
    from factcheck.engines.base import known  # noqa: PLC0415
    from factcheck.findings.catalogue import expand  # noqa: PLC0415
    from factcheck.findings.policy import severities  # noqa: PLC0415
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
