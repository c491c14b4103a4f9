"""The templates of the pages: whatever comes from an article is shown as its characters, escaped, and never rendered."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from factcheck.report.text import safe


def environment() -> Environment:
    """An environment in which every text passes through `safe` and then through HTML's escapes, and an unknown name is an error."""
    return Environment(
        loader=PackageLoader("factcheck.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def shown(value: object) -> object:
    """Text with its control characters and bidirectional overrides made visible; mark-up of the templates themselves as it is."""
    return safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def static(name: str) -> str:
    """The text of a style sheet or script of the package."""
    return files("factcheck.report").joinpath("static", name).read_text(encoding="utf-8")
