"""Learns a calibrator from labelled packs and writes it to a file: `python -m factcheck.evaluation.fit PACKS... --output FILE`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import cast

import click

from factcheck.errors import ExitCode, FactcheckError, UsageError
from factcheck.evaluation.folds import Learning, held_out, learn
from factcheck.evaluation.gold import read
from factcheck.evaluation.samples import SamplesOf
from factcheck.evaluation.weighed import agreeing, of_cases

_SAMPLES = "factcheck.evaluation.weighed"


def fit_packs(  # noqa: PLR0913  each is one source of samples, or how to learn
    folders: Sequence[Path],
    samples_of: SamplesOf,
    output: Path,
    learning: Learning,
    *,
    cases: Path | None = None,
    articles: Sequence[Path] = (),
    folds: int | None = None,
) -> Iterator[str]:
    """Writes the calibrator that all packs below the folders, the cases and the agreeing articles teach to `output`; lines about it.

    The same bytes for the same input. Raises UsageError where a folder has no packs, two packs have one name, nothing can be learned, or
    the file cannot be written.
    """
    packs = sorted((pack for folder in folders for pack in read(folder)), key=lambda pack: pack.name)
    if len({pack.name for pack in packs}) < len(packs):
        raise UsageError("packs: two have one name; rename one")
    samples = [sample for pack in packs for sample in samples_of(pack)]
    samples += [*(of_cases(cases) if cases else ()), *(sample for file in articles for sample in agreeing(file))]
    calibrator = learn(samples, sum(pack.conflicts for pack in packs), learning)
    try:
        output.write_text(calibrator.model_dump_json(indent=1) + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{output}: cannot be written ({error.strerror}); check --output") from error
    groups, right = len({sample.pack for sample in samples}), sum(sample.right for sample in samples)
    threshold = "no threshold is precise enough" if calibrator.threshold is None else f"threshold {calibrator.threshold:.3f}"
    yield f"{output}: learned from {len(samples)} samples of {groups} groups, {right} of them right; {threshold}"
    if folds is not None:
        for is_right, told in held_out(samples, folds, learning).items():
            kind = "right" if is_right else "false"
            yield f"held out, {kind}: {told.told} of {told.all} told"


def named(text: str) -> SamplesOf:
    """The function that "module:function" names; raises UsageError where there is none."""
    module, _, name = text.partition(":")
    try:
        return cast("SamplesOf", getattr(import_module(module), name))
    except (ImportError, AttributeError, ValueError) as error:
        raise UsageError(f"--samples: {text!r} names no function ({error}); write module:function") from error


@click.command()
@click.argument("packs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--cases", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="JSON Lines of cases: id, articles, expect.")
@click.option(
    "--agreeing", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Articles without a known conflict."
)
@click.option(
    "--samples", default=f"{_SAMPLES}:samples", show_default=True, metavar="MODULE:FUNCTION", help="What makes the samples of a pack."
)
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@click.option("--precision", default=0.6, show_default=True, help="What the threshold has to reach on the samples.")
@click.option("--even", is_flag=True, help="Reckon the precision as if as many samples were right as wrong.")
@click.option("--l2", default=1.0, show_default=True, help="Weight of the penalty on large weights.")
@click.option("--steps", is_flag=True, help="Correct the probabilities by isotonic regression.")
@click.option("--folds", type=click.IntRange(min=2), help="Tell also how groups fare that the calibrator had not seen.")
def command(  # noqa: PLR0913  one for each option
    packs: Sequence[Path],
    cases: Path | None,
    agreeing: Sequence[Path],
    samples: str,
    output: Path,
    precision: float,
    even: bool,
    l2: float,
    steps: bool,
    folds: int | None,
) -> None:
    """Learn a calibrator from the labelled article sets in the folders PACKS."""
    learning = Learning(precision=precision, even=even, l2=l2, by_steps=steps)
    for line in fit_packs(packs, named(samples), output, learning, cases=cases, articles=agreeing, folds=folds):
        click.echo(line)


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
