"""The command `factcheck extract`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from factcheck.cli import streams
from factcheck.cli.configured import configuration
from factcheck.cli.exits import failed
from factcheck.cli.inputs import inputs, passed_over
from factcheck.cli.options import Command, config_option, extractor_options, jobs_option, published_option, quiet_option
from factcheck.processes import Processes, cores


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@published_option
@quiet_option
@jobs_option
@config_option
@extractor_options
def extract(paths: Sequence[str], **options: Any) -> None:  # noqa: ANN401
    """Print the claims of the articles at PATHS as JSON lines."""
    from factcheck.engines.choose import Engines  # noqa: PLC0415
    from factcheck.pipeline import extract as run_extract  # noqa: PLC0415
    from factcheck.report.json import claim_line  # noqa: PLC0415
    from factcheck.report.statistics import usage_lines  # noqa: PLC0415

    found = configuration(options)
    settings = found.settings
    articles, failures, skipped = inputs(paths, options["published"], found)
    engines = Engines(settings.chosen, settings)
    with Processes(options["jobs"] or cores()) as processes:
        claims, more = run_extract(articles, settings=settings, root=found.root, engines=engines, processes=processes)
    streams.warn([*failures, *more], quiet=options["quiet"])
    streams.note([*passed_over(skipped), *engines.notices, *usage_lines(engines.usage, engines.asked)], quiet=options["quiet"])
    by_id = {article.id: article for article in articles}
    for claim in claims:
        streams.emit(claim_line(claim, by_id))
    raise click.exceptions.Exit(failed([*failures, *more]))
