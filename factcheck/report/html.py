"""The report as one HTML file: all views of a run, read-only; it loads nothing, and works without its script."""

from __future__ import annotations

import base64
import hashlib

from markupsafe import Markup

from factcheck.model import Run
from factcheck.report.environment import environment, static
from factcheck.report.showing import Showing
from factcheck.report.views.links import Links
from factcheck.report.views.page import page


def render(run: Run, showing: Showing) -> str:
    """The whole file; the same run gives the same bytes."""
    style, script = static("factcheck.css"), static("factcheck.js")
    return (
        environment()
        .get_template("page.html")
        .render(page=page(run, showing), links=Links(), style=Markup(style), script=Markup(script), policy=policy(style, script))  # noqa: S704  our own files
    )


def policy(style: str, script: str) -> str:
    """The content security policy that lets this style and this script in, and nothing else."""
    return f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
