"""The command line: a folder of small commands, their options, and the boundary where errors become exit codes."""

from factcheck.cli.boundary import cli, main

__all__ = ["cli", "main"]
