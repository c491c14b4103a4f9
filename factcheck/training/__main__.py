"""`python -m factcheck.training`: makes what the package ships as weights; README.md beside it tells the steps."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path

import click

from factcheck import training
from factcheck.engines.local.models import EntailmentModel, StaticEncoder
from factcheck.training import export, fit, measure, written
from factcheck.training.export import vectors

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_NEW = click.Path(path_type=Path)
_SHIPPED = Path(export.__file__).parent.parent / "engines" / "local" / "weights" / "entailment"
_WATCHED = 300
_WEB_ARTICLES = 4
"""Articles of a web story at most; more of one story would only repeat it."""


@click.group()
def main() -> None:
    """Make the embedded weights again; needs the extra `train`."""


main.add_command(vectors)


@main.command()
@click.argument("articles", type=_FILE)
@click.option("--others", default=5000, show_default=True, help="Pairs of two stories, which cannot conflict.")
@click.option("--seed", default=5, show_default=True)
@click.option("--to", type=_NEW, required=True, help="File for the sentence pairs.")
def near(articles: Path, others: int, seed: int, to: Path) -> None:
    """Find the near sentence pairs in ARTICLES (JSON Lines: story, title, text)."""
    click.echo(f"{training.write_pairs(training.pairs_of(training.rows(articles), others, seed), to)} sentence pairs in {to}")


@main.command("fit")
@click.argument("groups", type=_FILE)
@click.option("--near", "pairs", type=_FILE, required=True, help="Near pairs of news (JSON Lines: a, b), as `near` finds them.")
@click.option("--sets", type=_FOLDER, required=True, help="Folder of the general entailment sets (*.jsonl.gz).")
@click.option("--start", type=_FOLDER, default=_SHIPPED, help="Folder of the model to start from (default: the shipped one).")
@click.option("--before", type=_FOLDER, help="Folder of the model whose answers general pairs keep (default: the one to start from).")
@click.option("--work", type=_NEW, required=True, help="Folder for the checkpoints; a run found there goes on.")
@click.option("--minutes", type=float, help="End after this long; the rates follow.")
@click.option("--passes", default=3, show_default=True, help="Times that each written pair is seen.")
@click.option("--batch", default=32, show_default=True, help="Pairs in a step.")
@click.option("--threads", default=1, show_default=True, help="Threads of the arithmetic.")
@click.option("--seed", default=5, show_default=True)
def learn(  # noqa: PLR0913
    groups: Path,
    pairs: Path,
    sets: Path,
    start: Path,
    before: Path | None,
    work: Path,
    minutes: float | None,
    passes: int,
    batch: int,
    threads: int,
    seed: int,
) -> None:
    """Train on GROUPS of written sentences and stories, near pairs of news and the general sets, from the checkpoint where there is one."""
    import torch  # noqa: PLC0415 -- only training needs it
    from tokenizers import Tokenizer  # noqa: PLC0415

    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    near = [training.SentencePair(row["a"], row["b"], row.get("one_story", True)) for row in training.rows(pairs)]
    laid = written.batches(written.groups(groups, StaticEncoder()), near, sets, EntailmentModel.load(start), batch, passes, seed)
    chance = random.Random(seed)  # noqa: S311 -- reproducible, not secret
    watched = {name: training.some(training.read(sets, name), _WATCHED, chance) for name in training.plan()["measured"]["watched"]}
    models = export.model_from(start), export.model_from(before or start)
    trainer = fit.Trainer(*models, Tokenizer.from_file(str(start / "tokenizer.json")), work, fit.Rates())
    click.echo(f"{sum(map(len, laid))} pairs in {len(laid)} steps, from step {trainer.step}")
    fit.train(trainer, laid, watched, click.echo, minutes)


@main.command("export")
@click.argument("checkpoint", type=_FILE)
@click.option("--start", type=_FOLDER, default=_SHIPPED, help="Folder of the model that training started from.")
@click.option("--share", type=click.FloatRange(0, 1), default=1.0, show_default=True, help="Share of what training changed.")
@click.option("--to", type=_NEW, required=True, help="Folder for model.onnx and model.int8.onnx.")
@click.option("--install", "into", type=_NEW, help="Folder that gets what the package ships.")
def write(checkpoint: Path, start: Path, share: float, to: Path, into: Path | None) -> None:
    """Write CHECKPOINT (a step-*.pt) as ONNX, in full and as int8."""
    import torch  # noqa: PLC0415 -- only training needs it

    after = export.model_from(start)
    after.load_state_dict(torch.load(checkpoint, weights_only=True))
    export.export(export.blended(export.model_from(start), after, share), start / "tokenizer.json", to)
    if into is not None:
        export.install(to, into)
    click.echo(f"{checkpoint.name} written to {to}")


@main.command("measure")
@click.option("--model", type=_NEW, help="Folder of the model, or its model file's; the packaged one without.")
@click.option("--sets", type=_FOLDER, help="Folder of the general entailment sets (*.jsonl.gz).")
@click.option("--most", default=4000, show_default=True, help="Pairs of each set at most.")
@click.option("--events", type=_FILE, help="Articles in which conflicts were planted (JSON Lines, gzip: event, source, text).")
@click.option("--planted", "edits", type=_FILE, help="The planted conflicts (JSON).")
@click.option("--web", type=_FILE, help="Web stories that agree (JSON Lines: story, text).")
def tell(model: Path | None, sets: Path | None, most: int, events: Path | None, edits: Path | None, web: Path | None) -> None:  # noqa: PLR0913
    """Print the figures of the model card, as far as their files are given."""
    found = EntailmentModel.load(model)
    if events is not None and edits is not None:
        click.echo("\n".join(measure.planted_table(found, measure.events(events, edits))))
    if web is not None:
        told: dict[str, list[str]] = defaultdict(list)
        for row in training.rows(web):
            told[str(row["story"])].append(row["text"])
        click.echo("\n".join(measure.web_table(found, [texts[:_WEB_ARTICLES] for texts in told.values()])))
    if sets is not None:
        click.echo("\n".join(measure.table(found, sets, training.plan()["measured"]["sets"], most)))
    click.echo(f"{measure.speed(found):.0f} pairs a second at 64 tokens")


if __name__ == "__main__":
    main()
