"""Where the prompt files are: inside the installed package, or beside the package in a checkout."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from factcheck.errors import EngineError


def folder() -> Traversable:
    """The folder of the prompt files; raises EngineError where an installation has lost it."""
    shipped = files("factcheck").joinpath("_prompts")
    beside = Path(__file__).parent.parent.parent / "prompts"
    for place in (shipped, beside):
        if place.is_dir():
            return place
    raise EngineError("the prompt files are missing from this installation; reinstall factcheck-sources")
