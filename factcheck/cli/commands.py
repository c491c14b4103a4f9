"""The commands, put together."""

from __future__ import annotations

import click

from factcheck import __version__
from factcheck.cli.archive import archive
from factcheck.cli.baseline import baseline
from factcheck.cli.check import check
from factcheck.cli.completion import completion
from factcheck.cli.config import config
from factcheck.cli.evaluate import evaluate
from factcheck.cli.explain import explain
from factcheck.cli.extract import extract
from factcheck.cli.init import init
from factcheck.cli.lsp import lsp
from factcheck.cli.models import models
from factcheck.cli.options import Group
from factcheck.cli.review import review
from factcheck.cli.rules import rules
from factcheck.cli.worker import worker


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="factcheck")
def cli() -> None:
    """A linter for facts: what contradicts, what was overtaken, what will go stale."""


for command in (check, review, lsp, baseline, archive, worker, init, rules, explain, extract, evaluate, models, config, completion):
    cli.add_command(command)
