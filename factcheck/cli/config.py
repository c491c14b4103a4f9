"""The command `factcheck config`."""

from __future__ import annotations

from pathlib import Path

import click

from factcheck.cli.configured import configuration
from factcheck.cli.options import config_option
from factcheck.cli.streams import emit


@click.command()
@config_option
def config(config: Path | None) -> None:
    """Print every setting, its value and where it comes from."""
    import json  # noqa: PLC0415

    from factcheck.report.text import escaped  # noqa: PLC0415

    found = configuration({"config": config})
    for name, value in found.settings.model_dump(by_alias=True, mode="json").items():
        emit(f"{name} = {escaped(json.dumps(value))}  # {found.origins[name.replace('-', '_')]}")
