"""Learns a calibrator from labelled packs, tries it only on packs that it was not learned from, and writes it to a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, cast

import click
import numpy as np

from factcheck.engines.local.comparator import Calibrator
from factcheck.errors import ExitCode, FactcheckError, UsageError
from factcheck.evaluation import Evaluation
from factcheck.evaluation.calibration import Bools, Floats, Sample, SamplesOf, agreeing, choose_threshold, fit, isotonic, of_cases, table
from factcheck.evaluation.figures import pool
from factcheck.evaluation.gold import Pack, read
from factcheck.evaluation.score import Checked, score
from factcheck.model import Frozen

_SAMPLES = "factcheck.evaluation.calibration"


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


# Cross-validation by pack: what was learned is only ever tried on packs that it was not learned from.

Apply = Callable[[Pack, Calibrator], Checked]
"""Checks one pack with a comparator that uses this calibrator and its threshold."""


class Learning(Frozen):
    """How to learn: the precision that the threshold is to reach on the samples, the penalty, and whether to correct by steps."""

    precision: float = 0.6
    even: bool = False
    """The precision is that which would be reached if as many samples were right as wrong: of sources that are mixed by hand."""
    l2: float = 1.0
    by_steps: bool = False


class Fold(Frozen):
    """The packs that were held out, and what was learned from the others."""

    packs: tuple[str, ...]
    calibrator: Calibrator


class CrossValidation(Frozen):
    """The figures over all packs, each checked with what the other folds taught, and the folds."""

    evaluation: Evaluation
    folds: tuple[Fold, ...]


SILENT = Calibrator(names=(), centres=(), scales=(), weights=(), intercept=0.0)
"""Tells nothing: what packs teach in whose samples nothing is right, or nothing is wrong."""


def split(packs: Sequence[Pack], folds: int) -> list[list[Pack]]:
    """The packs in so many parts of nearly one size, by a hash of their names; the order of `packs` does not matter.

    Raises UsageError where there are fewer than two folds, fewer packs than folds, or two packs of one name.
    """
    if not 2 <= folds <= len(packs):
        raise UsageError(f"folds: {folds} does not go; give a number from 2 to {len(packs)}, that of the packs")
    names = sorted({pack.name for pack in packs}, key=lambda name: (sha256(name.encode()).hexdigest(), name))
    if len(names) < len(packs):
        raise UsageError("packs: two have one name; rename one")
    places = {name: place % folds for place, name in enumerate(names)}
    return [[pack for pack in sorted(packs, key=lambda pack: pack.name) if places[pack.name] == part] for part in range(folds)]


def cross_validate(  # noqa: PLR0913  the seam and three things that a caller may choose
    packs: Sequence[Pack], samples_of: SamplesOf, apply: Apply, *, folds: int, as_of: date, learning: Learning | None = None
) -> CrossValidation:
    """Learns for each fold from the samples of all others, applies that to the fold's packs, and pools the figures of all.

    Raises UsageError for what `split` and `learn` refuse.
    """
    samples = {pack.name: list(samples_of(pack)) for pack in packs}
    learned, scores = [], []
    for held_out in split(packs, folds):
        names = {pack.name for pack in held_out}
        others = [pack for pack in packs if pack.name not in names]
        own = [sample for pack in sorted(others, key=lambda pack: pack.name) for sample in samples[pack.name]]
        teaching = {sample.right for sample in own} == {True, False}
        calibrator = learn(own, sum(pack.conflicts for pack in others), learning or Learning()) if teaching else SILENT
        scores += [score(pack, apply(pack, calibrator)) for pack in held_out]
        learned.append(Fold(packs=tuple(sorted(names)), calibrator=calibrator))
    return CrossValidation(evaluation=pool(scores, as_of), folds=tuple(learned))


def learn(samples: Sequence[Sample], gold: int, learning: Learning) -> Calibrator:
    """A calibrator with its threshold, from samples of `gold` conflicts; raises UsageError where nothing can be learned."""
    features, right, names = table(samples)
    calibrator = fit(features, right, names, l2=learning.l2)
    if learning.by_steps:
        calibrator = _stepped(calibrator, samples, right)
    confidences, rights = [calibrator(sample.features) for sample in samples], [sample.right for sample in samples]
    threshold = choose_threshold(confidences, rights, gold, learning.precision, even=learning.even)
    return calibrator.model_copy(update={"threshold": threshold.at})


class HeldOut(NamedTuple):
    """How many samples there are of held-out groups, and how many are told."""

    all: int
    told: int


def held_out(samples: Sequence[Sample], folds: int, learning: Learning) -> dict[bool, HeldOut]:
    """For right samples and for others (True, False): each is weighed by what the groups of the other folds have taught."""
    names = sorted({sample.pack for sample in samples}, key=lambda name: (sha256(name.encode()).hexdigest(), name))
    part = {name: place % folds for place, name in enumerate(names)}
    counts = {right: [0, 0] for right in (True, False)}
    for number in range(folds):
        calibrator = learn([sample for sample in samples if part[sample.pack] != number], 0, learning)
        for sample in (sample for sample in samples if part[sample.pack] == number):
            told = calibrator.tells(calibrator(sample.features))
            counts[sample.right] = [counts[sample.right][0] + 1, counts[sample.right][1] + told]
    return {right: HeldOut(*found) for right, found in counts.items()}


def _stepped(calibrator: Calibrator, samples: Sequence[Sample], right: Bools) -> Calibrator:
    confidences: Floats = np.array([calibrator(sample.features) for sample in samples], dtype=np.float64)
    return calibrator.model_copy(update={"steps": isotonic(confidences, right)})


if __name__ == "__main__":
    sys.exit(main())
