"""The answers of a model: their types, the prompt files that ask for them, and how one is read from what a server sent back."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
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


# What a server sent back: read with suspicion, for not every server is OpenAI's.

Reason = Literal[
    "unreachable",
    "refused by the server",
    "server error",
    "timeout",
    "rate limit",
    "no credit",
    "malformed",
    "empty",
    "budget",
    "not asked",
]

_NO_CREDIT = {"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"}
_MOST_TOKENS = 1_000_000_000
"""A count beyond this is none."""
_THOUGHT = re.compile(r"\s*<(think|thinking|thought|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE)
_THOUGHT_ENDS = re.compile(r"</(?:think|thinking|thought|reasoning)>", re.IGNORECASE)


class Trouble(Exception):  # noqa: N818  it becomes a Failure, not a traceback
    """No answer came; `fatal` says that no other request to this server can do better."""

    def __init__(self, kind: Reason, message: str, *, retryable: bool = True, fatal: bool = False) -> None:
        super().__init__(message)
        self.kind = kind
        self.retryable = retryable
        self.fatal = fatal


class Reply(Frozen):
    """One answer as it came over the wire; `mode` tells whether the server was given the schema, `model` what says it answered."""

    text: str
    finish: str
    refusal: str
    tokens_in: int
    tokens_out: int
    mode: Literal["schema", "json"]
    model: str = ""


def read(body: str, mode: Literal["schema", "json"], sent: int) -> Reply:
    """The first choice of the body; `sent` is the length of the request, for servers that do not count tokens.

    Raises Trouble where the body is no JSON or holds no choice, or more than the one that was asked for.
    """
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Trouble("malformed", "the server's answer is no JSON") from error
    choices = document.get("choices") if isinstance(document, dict) else None
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        raise Trouble("empty", f"the server sent no choice{_said(document)}")
    if len(choices) > 1:
        raise Trouble("malformed", f"the server sent {len(choices)} choices where one was asked for")
    message = choices[0].get("message")
    message = message if isinstance(message, dict) else {}
    text, refusal = _content(message.get("content")), _text(message.get("refusal"))
    usage = document.get("usage")
    usage = usage if isinstance(usage, dict) else {}
    return Reply(
        text=text,
        finish=_text(choices[0].get("finish_reason")),
        refusal=refusal,
        tokens_in=_count(usage.get("prompt_tokens"), sent),
        tokens_out=_count(usage.get("completion_tokens"), len(text)),
        mode=mode,
        model=_text(document.get("model")),
    )


def without_credit(status: int, body: str) -> bool:
    """Whether a refusal means that the account has nothing left, which no waiting mends."""
    if status == 402:
        return True
    try:
        error = json.loads(body).get("error") if status in {400, 403, 429} else None
    except (ValueError, RecursionError, AttributeError):
        return False
    return isinstance(error, dict) and any(isinstance(error.get(key), str) and error[key] in _NO_CREDIT for key in ("code", "type"))


def object_in(text: str, mode: Literal["schema", "json"]) -> str:
    """The JSON object that the text is, or that follows a model's thoughts, or that stands in a code fence; else the text itself.

    Words of an article reach an answer only inside its strings, so that what parses as a whole is taken as a whole. A server that was
    given no schema may put words around the object, too.
    """
    return next((found for found in _candidates(text, mode) if _is_object(found)), text)


def _candidates(text: str, mode: Literal["schema", "json"]) -> Iterator[str]:
    yield text.strip("\ufeff \t\r\n")
    start = 0
    while thought := _THOUGHT.match(text, start):
        start = thought.end()
    # A server that starts the thoughts itself sends only their end.
    spoken = _THOUGHT_ENDS.split(text[start:])[-1]
    for part in (text[start:], spoken):
        yield part.strip()
        yield _fenced(part)
    if mode == "json":
        yield spoken[max(spoken.find("{"), 0) : spoken.rfind("}") + 1]


def _fenced(text: str) -> str:
    """What stands in the only code fence of the text; "" where there are more or none."""
    lines = text.splitlines()
    fences = [index for index, line in enumerate(lines) if line.lstrip().startswith("```")]
    return "\n".join(lines[fences[0] + 1 : fences[1]]) if len(fences) == 2 else ""


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def estimated(characters: int) -> int:
    """About so many tokens are that many characters of English."""
    return -(-characters // 4)


def _said(document: Any) -> str:  # noqa: ANN401  whatever the server sent
    error = document.get("error") if isinstance(document, dict) else None
    said = error.get("message") if isinstance(error, dict) else error
    return f" ({said})" if isinstance(said, str) else ""


def _content(value: object) -> str:
    """The text of a message, which some servers send in parts, with the model's thoughts as parts of another type."""
    if not isinstance(value, list):
        return _text(value)
    return "".join(_text(part.get("text")) for part in value if isinstance(part, dict) and part.get("type") == "text")


def _text(value: object) -> str:
    """A string that can be written down again: half a surrogate pair cannot."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _count(value: object, characters: int) -> int:
    return value if isinstance(value, int) and 0 <= value <= _MOST_TOKENS else estimated(characters)
