"""What a run would send to a model, without sending anything."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from factcheck.cli import streams
from factcheck.cli.checking import archive_at_check
from factcheck.cli.options import configuration, read
from factcheck.cli.streams import failed
from factcheck.clock import today
from factcheck.engines.base import Engines
from factcheck.model import Article, Planned
from factcheck.pipeline import check
from factcheck.settings import Settings
from factcheck.stories.held import LookUp
from factcheck.words import amount


def forecast_instead(paths: Sequence[str], options: dict[str, Any]) -> None:
    """In a dry run, prints what a run would ask and leaves; does nothing where this is none."""
    if not options["dry_run"]:
        return
    found = configuration(options)
    articles, failures = read(paths, options["published"], found)
    streams.warn(failures, quiet=options["quiet"])
    place = options["archive"]
    unmade = options["add"] and isinstance(place, Path) and not place.exists()
    archive = None if unmade else archive_at_check({**options, "add": False}, found)
    streams.emit(forecast(articles, found.settings, found.root, archive.look_up if archive is not None else None))
    raise click.exceptions.Exit(failed(failures))


def forecast(articles: Sequence[Article], settings: Settings, root: Path, archive: LookUp | None = None) -> str:
    """How many requests and tokens a check would need, what text would leave this machine, and where it would go.

    What is kept from before is not counted. Tokens are counted by the length of the text; of answers, and of what is asked because of
    them, a likely number and the most is told.
    """
    engines = Engines(settings.chosen, settings, dry=True)
    run = check(articles, (), settings=settings, root=root, as_of=today(), engines=engines, archive=archive)
    if run.usage is None:
        return "A run would ask no server; no text would leave this machine."
    stages = engines.planned(second_look=settings.chosen.comparator != "local")
    kept = amount(run.usage.cached, "answer")
    return "\n".join(
        [
            f"A run would ask {engines.asked[-1]}: {_sum(stages)}; {kept} from the cache.",
            *(f"  {stage.stage}: {_told(stage)}" for stage in stages),
            "At most: each answer as long as answer-tokens allow, each mended once, and as many conflicts named as an answer holds.",
            *_priced(settings, stages),
            *_leaving(settings, engines.asked[-1]),
        ]
    )


def _sum(stages: Sequence[Planned]) -> str:
    return _told(
        Planned(
            stage="",
            requests=sum(stage.requests for stage in stages),
            tokens=sum(stage.tokens for stage in stages),
            most_requests=sum(stage.most_requests for stage in stages),
            most_tokens=sum(stage.most_tokens for stage in stages),
        )
    )


def _told(stage: Planned) -> str:
    requests = amount(stage.requests, "request")
    return f"about {requests} and {stage.tokens:,} tokens, at most {stage.most_requests:,} and {stage.most_tokens:,}"


def _priced(settings: Settings, stages: Sequence[Planned]) -> list[str]:
    """Between all tokens at the price of the cheaper kind and all at that of the dearer one."""
    price = settings.prices.get(settings.model)
    if price is None:
        return []
    least, most = sorted((price.input, price.output))
    low, high = (sum(stage.tokens for stage in stages) * least, sum(stage.most_tokens for stage in stages) * most)
    return [f"The cost would be {low / 1_000_000:.4g} to {high / 1_000_000:.4g}."]


def _leaving(settings: Settings, model: str) -> list[str]:
    """What text leaves the machine, and for where."""
    where = model.rpartition(" at ")[2].partition(" ")[0]
    sent = []
    if settings.chosen.extractor != "local":
        sent.append(f"To {where} would go: of every article the headline and all sentences.")
    if settings.chosen.reader != "local":
        sent.append(f"To {where} would go: of every story the sentences of its articles, with outlets, days and headlines.")
    if settings.chosen.comparator != "local":
        sent.append(f"To {where} would go: of each possible conflict both sentences, what stands around them, outlets, days and headlines.")
    return sent
