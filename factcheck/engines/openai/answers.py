"""What the model is to answer: the types behind the JSON schemas; what is asked for first is thought of first."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from factcheck.comparison import Kind
from factcheck.model import Modality

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
