"""What a model is asked and what it is to answer: the prompt files, and the types behind the JSON schemas."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from factcheck.comparison import Kind
from factcheck.errors import EngineError
from factcheck.model import Frozen, Modality

MOST_CLAIMS = 8
"""Statements of one sentence; without a bound, a small model may never end its list."""
MOST_SENTENCES, MOST_NOTES, MOST_CONFLICTS, MOST_PAIRS = 30, 60, 40, 8


def _bare(schema: dict[str, Any]) -> None:
    """Leaves titles and descriptions out of what is sent: prompts tell what each field is to hold."""
    for part in (schema, *schema.get("properties", {}).values()):
        part.pop("title", None)
        part.pop("description", None)


class Answer(BaseModel):
    """An answer with exactly these fields, all of them given (which strict schemas demand)."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra=_bare)


class ExtractedClaim(Answer):
    """One statement of a sentence; `quote` is proven ("" = the whole of it), all else checked; `statement` is "" where that says it all."""

    quote: str
    statement: str
    attributed_to: str
    modality: Modality


class ExtractedSentence(Answer):
    """The statements of one sentence that can be checked."""

    number: int
    claims: list[ExtractedClaim] = Field(max_length=MOST_CLAIMS)


class Extraction(Answer):
    """The statements of several sentences by their numbers, and the numbers of those that only look tied to the moment of writing."""

    sentences: list[ExtractedSentence] = Field(max_length=MOST_SENTENCES)
    untied: list[int] = Field(max_length=MOST_SENTENCES)


class Retold(Answer):
    """A working note: what several sentences tell."""

    about: str
    sentences: list[str]


class Conflict(Answer):
    """Two sentences that clash, by their numbers; the reasons stand before the labels, the words are proven."""

    first: str
    second: str
    why: str
    kind: Kind
    relation: Literal["contradicts", "updates"]
    first_words: str
    second_words: str


class Conflicts(Answer):
    """What a reader of a whole story found to clash."""

    notes: list[Retold] = Field(max_length=MOST_NOTES)
    conflicts: list[Conflict] = Field(max_length=MOST_CONFLICTS)


class Open(Answer):
    """A working note: what a sentence leaves open, and which later ones come back to it."""

    sentence: str
    what: str
    later: list[str]


class Development(Answer):
    """A sentence that a newer one has overtaken, by their numbers; the words are proven."""

    earlier: str
    newer: str
    why: str
    kind: Kind
    earlier_words: str
    newer_words: str


class Developments(Answer):
    """What a reader of a whole story found to be overtaken."""

    open: list[Open] = Field(max_length=MOST_NOTES)
    developments: list[Development] = Field(max_length=MOST_CONFLICTS)


class Verification(Answer):
    """What a second look makes of one pair; the reasons stand before the label, and the label must agree with them."""

    pair: int
    subject: str
    same: Literal["yes", "no", "unclear"]
    earlier: Literal["a", "b", "same", "unknown"]
    holds_a: Literal["tells", "reports", "denies"]
    holds_b: Literal["tells", "reports", "denies"]
    difference: str
    both_true: Literal["yes", "no", "unclear"]
    misinformed: bool
    relation: Literal["contradicts", "updates", "agrees", "other"]


class Verifications(Answer):
    """A second look at several pairs."""

    answers: list[Verification] = Field(max_length=MOST_PAIRS)


# The prompt files: where they are, and what is in one.

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
