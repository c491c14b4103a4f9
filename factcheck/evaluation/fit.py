"""Learns a calibrator from labelled packs and writes it to a file: `python -m factcheck.evaluation.fit PACKS... --output FILE`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import cast

import click

from factcheck.errors import ExitCode, FactcheckError, UsageError
from factcheck.evaluation.folds import Learning, learn
from factcheck.evaluation.gold import read
from factcheck.evaluation.samples import SamplesOf


def fit_packs(folders: Sequence[Path], samples_of: SamplesOf, output: Path, learning: Learning) -> str:
    """Writes the calibrator that all packs below the folders teach to `output`, the same bytes for the same packs; one line about it.

    Raises UsageError where a folder has no packs, two packs have one name, nothing can be learned, or the file cannot be written.
    """
    packs = sorted((pack for folder in folders for pack in read(folder)), key=lambda pack: pack.name)
    samples = {pack.name: list(samples_of(pack)) for pack in packs}
    if len(samples) < len(packs):
        raise UsageError("packs: two have one name; rename one")
    calibrator = learn(packs, samples, learning)
    try:
        output.write_text(calibrator.model_dump_json(indent=1) + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{output}: cannot be written ({error.strerror}); check --output") from error
    every = [sample for own in samples.values() for sample in own]
    right = sum(sample.right for sample in every)
    threshold = "no threshold is precise enough" if calibrator.threshold is None else f"threshold {calibrator.threshold:.3f}"
    return f"{output}: learned from {len(every)} samples of {len(packs)} packs, {right} of them right; {threshold}"


def named(text: str) -> SamplesOf:
    """The function that "module:function" names; raises UsageError where there is none."""
    module, _, name = text.partition(":")
    try:
        return cast("SamplesOf", getattr(import_module(module), name))
    except (ImportError, AttributeError, ValueError) as error:
        raise UsageError(f"--samples: {text!r} names no function ({error}); write module:function") from error


@click.command()
@click.argument("packs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--samples", required=True, metavar="MODULE:FUNCTION", help="The function that makes the samples of one pack.")
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@click.option("--precision", default=0.6, show_default=True, help="What the threshold has to reach on the samples.")
@click.option("--l2", default=1.0, show_default=True, help="Weight of the penalty on large weights.")
@click.option("--steps", is_flag=True, help="Correct the probabilities by isotonic regression.")
def command(packs: Sequence[Path], samples: str, output: Path, precision: float, l2: float, steps: bool) -> None:  # noqa: PLR0913  one for each option
    """Learn a calibrator from the labelled article sets in the folders PACKS."""
    click.echo(fit_packs(packs, named(samples), output, Learning(precision=precision, l2=l2, by_steps=steps)))


def main(arguments: Sequence[str] | None = None) -> ExitCode:
    """Runs the command and returns its exit code; an error becomes one line on standard error."""
    try:
        command.main(None if arguments is None else list(arguments), prog_name="python -m factcheck.evaluation.fit", standalone_mode=False)
    except click.ClickException as error:
        click.echo(f"factcheck: {error.format_message()} Try --help.", err=True)
        return ExitCode.USAGE
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("factcheck: interrupted", err=True)
        return ExitCode.INTERRUPTED
    except FactcheckError as error:
        click.echo(f"factcheck: {error}", err=True)
        return error.exit_code
    return ExitCode.CLEAN


if __name__ == "__main__":
    sys.exit(main())
