"""`python -m factcheck.engines.local.train`: trains, exports and measures the entailment model."""

from __future__ import annotations

import random
from pathlib import Path

import click

from factcheck.engines.local.entailment import EntailmentModel
from factcheck.engines.local.train import data, edits, export, loop, measure

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_BASE = "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)"


def schedule(folder: Path, size: int, seed: int) -> list[list[data.LabelledPair]]:
    """Every batch of the run, in order: the sets of sets.toml and the pairs made from their premises."""
    chance = random.Random(seed)  # noqa: S311 -- reproducible, not secret
    plan = data.plan()
    pairs: list[data.LabelledPair] = []
    for name, times in plan["passes"].items():
        pairs += data.passes(data.short(data.read(folder, name)), times, chance)
    premises = [pair.premise for name in plan["synthetic"]["premises"] for pair in data.short(data.read(folder, name))]
    pairs += edits.made(list(dict.fromkeys(premises)), plan["synthetic"]["pairs"], chance)
    return data.batches(pairs, size, chance)


@click.group()
def main() -> None:
    """Train, export and measure the entailment model; needs the extra `train`."""


@main.command()
@click.option("--data", "folder", type=_FOLDER, required=True, help="Folder of the entailment sets (*.jsonl.gz).")
@click.option("--base", type=_FOLDER, required=True, help="Folder of the sentence encoder to start from.")
@click.option("--work", type=click.Path(path_type=Path), required=True, help="Folder for the checkpoint; a run found there goes on.")
@click.option("--steps", type=click.IntRange(min=1), help="End after this many steps; the rates follow.")
@click.option("--batch", default=32, show_default=True, help="Pairs in a step.")
@click.option("--threads", default=1, show_default=True, help="Threads of the arithmetic.")
@click.option("--seed", default=5, show_default=True)
def fit(folder: Path, base: Path, work: Path, steps: int | None, batch: int, threads: int, seed: int) -> None:  # noqa: PLR0913 -- each an option
    """Train to the end of the schedule, from the checkpoint where there is one."""
    import torch  # noqa: PLC0415 -- only training needs it

    torch.set_num_threads(threads)
    batches = schedule(folder, batch, seed)[:steps]
    chance = random.Random(seed)  # noqa: S311 -- reproducible, not secret
    watched = {
        name: chance.sample(pairs, min(800, len(pairs)))
        for name in data.plan()["measured"]["watched"]
        if (pairs := data.read(folder, name))
    }
    trainer = loop.start(base, work, loop.Rates(), seed)
    click.echo(f"{sum(map(len, batches))} pairs in {len(batches)} steps, from step {trainer.step}")
    loop.train(trainer, batches, watched, click.echo)


@main.command("export")
@click.option("--base", type=_FOLDER, required=True, help="Folder of the sentence encoder that training started from.")
@click.option("--work", type=_FOLDER, required=True, help="Folder of the checkpoint.")
@click.option("--to", type=click.Path(path_type=Path), required=True, help="Folder for model.onnx and model.int8.onnx.")
@click.option("--install", "into", type=click.Path(path_type=Path), help="Folder that gets what the package ships.")
def write(base: Path, work: Path, to: Path, into: Path | None) -> None:
    """Write the checkpoint as ONNX, in full and as int8."""
    trainer = loop.start(base, work, loop.Rates(), seed=0)
    export.export(trainer.model, trainer.tokenizer, to, _BASE)
    if into is not None:
        export.install(to, into)
    click.echo(f"step {trainer.step} written to {to}")


@main.command("measure")
@click.option("--data", "folder", type=_FOLDER, required=True, help="Folder of the entailment sets (*.jsonl.gz).")
@click.option("--model", type=click.Path(path_type=Path), help="Folder of the model, or its model file's; the packaged one without.")
@click.option("--most", default=100_000, show_default=True, help="Pairs of each set at most.")
def tell(folder: Path, model: Path | None, most: int) -> None:
    """Print accuracy per set and speed, as the model card has them."""
    found = EntailmentModel.load(model)
    click.echo("\n".join(measure.table(found, folder, data.plan()["measured"]["sets"], most)))
    click.echo(f"{measure.speed(found):.0f} pairs a second at 64 tokens")


if __name__ == "__main__":
    main()
