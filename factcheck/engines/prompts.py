"""The prompt files: where they are, and what is in one."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import yaml
from pydantic import Field, ValidationError

from factcheck.errors import EngineError
from factcheck.model import Frozen

_FENCE = "---\n"


class _FrontMatter(Frozen):
    id: str
    version: int
    output: str
    changes: tuple[str, ...] = Field(min_length=1)


class Prompt(Frozen):
    """One prompt file: instructions for a model; `output` names the type of its answers, `digest` (SHA-256) stands for all of the file."""

    id: str
    version: int
    output: str
    changes: tuple[str, ...]
    text: str = Field(repr=False)
    digest: str


def folder() -> Traversable:
    """The folder of the prompt files; raises EngineError where an installation has lost it."""
    shipped = files("factcheck").joinpath("_prompts")
    beside = Path(str(files("factcheck"))).parent / "prompts"
    for place in (shipped, beside):
        if place.is_dir():
            return place
    raise EngineError("the prompt files are missing from this installation; reinstall factcheck")


def prompt(name: str) -> Prompt:
    """The prompt in the file of that name ("extract.v1"); raises EngineError where it is missing or has no front matter."""
    file = folder().joinpath(f"{name}.md")
    try:
        content = file.read_text(encoding="utf-8")
        _, head, text = content.split(_FENCE, 2)
        found = _FrontMatter.model_validate(yaml.safe_load(head))
    except (OSError, ValueError, yaml.YAMLError, ValidationError) as error:
        raise EngineError(f"the prompt file {name}.md is missing or broken; reinstall factcheck") from error
    digest = hashlib.sha256(content.encode()).hexdigest()
    return Prompt(**found.model_dump(), text=text.strip(), digest=digest)
