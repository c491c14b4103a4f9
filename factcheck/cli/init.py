"""The command `factcheck init`: a first configuration, and what pre-commit and GitHub need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from factcheck.cli.streams import emit, writing
from factcheck.errors import UsageError

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
        "\n".join(configuration()) + "\n"
        if path == CONFIGURATION
        else files("factcheck.cli").joinpath("initial", path.name).read_text("utf-8")
    )


def configuration() -> Iterator[str]:
    """The lines of a configuration in which every setting is a comment; those about asking a model come last."""
    import json  # noqa: PLC0415

    from factcheck.engines.asking import Asking  # noqa: PLC0415
    from factcheck.settings import Settings  # noqa: PLC0415

    yield "# What factcheck is to do in this folder and below it. Take the # away before a setting to change it."
    values = Settings().model_dump(by_alias=True, mode="json")
    ordered = sorted(Settings.model_fields.items(), key=lambda item: item[0] in Asking.model_fields)
    for name, field in ordered:
        key = name.replace("_", "-")
        example = _EXAMPLES.get(name)
        unset = "" if example is None else " (not set unless you do; the number is an example)"
        yield from ("", f"# {field.description}{unset}", f"# {key} = {json.dumps(values[key] if example is None else example)}")
