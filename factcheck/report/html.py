"""The report as one HTML file, and the templates of all pages: what comes from an article is shown escaped, and never rendered."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from factcheck.model import Run
from factcheck.report import Showing, safe
from factcheck.report.views import Links
from factcheck.report.views.page import page


def render(run: Run, showing: Showing) -> str:
    """The whole file; the same run gives the same bytes."""
    style, script = look(), static("factcheck.js")
    return (
        environment()
        .get_template("page.html")
        .render(page=page(run, showing), links=Links(), style=Markup(style), script=Markup(script), policy=policy(style, script))  # noqa: S704  our own files
    )


def look() -> str:
    """The style sheet with the scales that it builds on and the letters of quotations, which are in it."""
    letters = base64.b64encode(files("factcheck.report").joinpath("static", "source-serif", "source-serif.woff2").read_bytes()).decode()
    face = (
        '@font-face{font-family:"Source Serif 4 Variable";font-weight:200 900;font-display:swap;'
        f'src:url(data:font/woff2;base64,{letters}) format("woff2")}}'
    )
    return "\n".join([static("open-props/fonts.min.css"), static("open-props/sizes.min.css"), face, static("factcheck.css")])


def policy(style: str, script: str) -> str:
    """The content security policy that lets this style, this script and letters that are in the file in, and nothing else."""
    sources = f"style-src '{_digest(style)}'; script-src '{_digest(script)}'; font-src data:"
    return f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


# The templates of the pages: whatever comes from an article is shown as its characters, escaped, and never rendered.


def environment() -> Environment:
    """An environment in which every text passes through `safe` and then through HTML's escapes, and an unknown name is an error."""
    made = Environment(
        loader=PackageLoader("factcheck.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["dated"] = dated
    return made


_DATE = re.compile(r"(?<![\w/.-])\d{4}-\d\d(?:-\d\d)?(?![\w/-])")


def dated(value: str) -> Markup:
    """The text, escaped, with dates that no line break parts."""
    return Markup(_DATE.sub(r'<span class="when">\g<0></span>', str(escape(safe(value)))))  # noqa: S704  escaped first


def shown(value: object) -> object:
    """Text with its control characters and bidirectional overrides made visible; mark-up of the templates themselves as it is."""
    return safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def static(name: str) -> str:
    """The text of a style sheet or script of the package."""
    return files("factcheck.report").joinpath("static", name).read_text(encoding="utf-8")
