"""What the model is to answer: the types behind the JSON schemas; what is asked for first is thought of first."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from factcheck.model import Modality

MOST_CLAIMS = 8
"""Statements of one sentence; without a bound, a small model may never end its list."""


class Answer(BaseModel):
    """An answer with exactly these fields, all of them given (which strict schemas demand)."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ExtractedClaim(Answer):
    """One statement of a sentence; `quote` is proven, all else is checked or derived."""

    quote: str
    statement: str
    subject: str
    attributed_to: str
    modality: Modality


class Extraction(Answer):
    """The statements of one sentence that can be checked."""

    claims: list[ExtractedClaim] = Field(max_length=MOST_CLAIMS)


class Judgement(Answer):
    """How two statements relate; the reasons stand before the label."""

    subject_a: str
    subject_b: str
    same_subject: bool
    same_time: Literal["yes", "no", "unknown"]
    difference: str
    words_a: str
    words_b: str
    relation: Literal["contradicts", "updates", "agrees", "compatible", "unsure"]
