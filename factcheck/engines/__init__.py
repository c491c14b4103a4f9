"""The engines, and what a run can be told about the model that one asks: server, model, limits, prices, cache."""

from __future__ import annotations

from typing import NamedTuple, Self

from pydantic import Field, PrivateAttr

from factcheck.model import Frozen


class Chosen(NamedTuple):
    """The name of the engine that does each part of a run."""

    extractor: str
    reader: str
    comparator: str


class Price(Frozen):
    """What a million tokens cost, in any one currency."""

    input: float = Field(ge=0)
    output: float = Field(ge=0)


class Asking(Frozen):
    """The part of the settings that engines with a model read; None = no limit."""

    base_url: str = Field(default="", description="address of an OpenAI-compatible server; empty = OPENAI_BASE_URL, else OpenAI's own")
    model: str = Field(default="", description="the model that is asked")
    max_requests: int | None = Field(default=None, ge=1, description="requests after which no more is asked")
    max_tokens: int | None = Field(default=None, ge=1, description="tokens, sent and received, after which no more is asked")
    max_cost: float | None = Field(default=None, gt=0, description="cost after which no more is asked; needs the model's price")
    prices: dict[str, Price] = Field(default_factory=dict, description="what models cost: input and output per million tokens")
    cache: bool = Field(default=True, description="keep the answers and do not ask twice")
    cache_folder: str = Field(
        default="", description="where answers are kept, a folder below that of the file; empty = the user's folder for caches"
    )
    concurrency: int = Field(default=8, ge=1, le=256, description="requests at a time")
    retries: int = Field(default=4, ge=0, le=20, description="how often a request that failed is sent again")
    timeout_seconds: float = Field(default=300.0, gt=0, description="how long one request may take")
    answer_tokens: int = Field(default=4000, ge=1, description="tokens of one answer, after which it is cut off")
    context_tokens: int = Field(
        default=16000, ge=1000, description="tokens of one request with its answer; longer stories are read in blocks"
    )

    _from_file: bool = PrivateAttr(default=False)

    @property
    def vouched(self) -> bool:
        """Whether the user named the address themselves, and not a file, which may have come with the articles."""
        return not self._from_file

    def address_from_file(self) -> Self:
        """These settings, which from now on know that a file named the address."""
        self._from_file = True
        return self
