"""The seams: what parser, extractor, reader and comparator have to offer, which engines there are, and what they are told about a model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self, runtime_checkable

from pydantic import Field, PrivateAttr

from factcheck.errors import UsageError
from factcheck.model import ClaimDraft, Decision, Failure, Frozen, LeftOut, Planned, Untied, Usage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from factcheck.claims import ParsedArticle
    from factcheck.comparison import Opinion, Proposal, Proven, Story
    from factcheck.syntax import Syntax


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


class Parser(Protocol):
    """Parses sentences; the answers come in the order of the sentences."""

    name: str

    def __call__(self, texts: Sequence[str]) -> list[Syntax]:
        """One `Syntax` for each text; raises EngineError where the parser fails."""
        ...


class Extractor(Protocol):
    """Proposes the claims of one article; what it could not read comes out as failures."""

    name: str

    def __call__(self, parsed: ParsedArticle) -> Iterator[ClaimDraft | Failure | Untied]:
        """Drafts, failures, and which sentences only look tied to the moment of writing."""
        ...


class Reader(Protocol):
    """Says what in a story may conflict: recall is its business, precision the comparator's; what it could not read is a failure."""

    name: str

    def __call__(self, story: Story) -> Iterator[Proposal | Failure | LeftOut]:
        """Proposals, each on two sentences of the story, with spans that lie in them; and what was dropped, by article."""
        ...


class Comparator(Protocol):
    """Says of each proposal, seen on its own, which relation holds; one that it cannot weigh comes out as a failure."""

    name: str

    def __call__(self, proven: Sequence[Proven]) -> Iterator[Opinion | Failure]:
        """One opinion or failure for each, in their order; no answer depends on what else is asked."""
        ...


class Encoder(Protocol):
    """Places texts by their meaning: the nearer two vectors, the more alike the texts; no vector depends on the other texts."""

    name: str

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of unit length (zeros for a text without words) for each text: float32 (texts, dimensions)."""
        ...


class DecisionStore(Protocol):
    """Keeps decisions; one that was added is never lost, changed or put elsewhere in their order."""

    name: str

    def add(self, decision: Decision) -> None:
        """Stores the decision for good before it returns; raises FactcheckError where that fails, and then nothing of it is stored."""
        ...

    def since(self, position: int) -> tuple[list[Decision], int]:
        """The decisions stored after `position` (0 = all), in their order, and the position after the last."""
        ...


class Engine(Protocol):
    """What a pipeline needs of an engine."""

    parser: Parser
    extractor: Extractor
    encoder: Encoder
    reader: Reader
    comparator: Comparator


@runtime_checkable
class Accountable(Protocol):
    """An engine that asks a model, and can say what that took."""

    @property
    def model(self) -> str:
        """The model with its server."""
        ...

    @property
    def usage(self) -> Usage:
        """What asking took so far."""
        ...

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader must know about how the model was asked."""
        ...

    def planned(self, *, second_look: bool) -> tuple[Planned, ...]:
        """What each stage would ask, after a dry run; `second_look` says whether what is found would be asked about again."""
        ...


class Cache(Protocol):
    """Keeps answers of a model by the digest of what was asked."""

    def get(self, key: str) -> str | None:
        """What is kept under the key (64 hexadecimal digits); None where there is nothing."""
        ...

    def put(self, key: str, value: str) -> None:
        """Keeps the value, whole or not at all; raises EngineError where that is impossible."""
        ...


ENGINES: dict[str, str] = {"local": "factcheck.engines.local:load", "openai": "factcheck.engines.openai:load"}
"""Engine name -> "module:factory"; the factory is imported only when its engine is asked for."""


def known(name: str) -> str:
    """The name itself; raises UsageError where there is no such engine."""
    if name not in ENGINES:
        raise UsageError(f"unknown engine {name!r}; there is: {', '.join(sorted(ENGINES))}")
    return name


def load(name: str, asking: Asking | None = None, *, dry: bool = False) -> Engine:
    """The engine of that name; `asking` is for one that asks a model, and `dry` keeps it from sending anything.

    Raises UsageError for an unknown name or missing settings, EngineError where the engine cannot be loaded.
    """
    module, factory = ENGINES[known(name)].split(":")
    engine: Engine = getattr(import_module(module), factory)(asking or Asking(), dry=dry)
    return engine


# The parts of a run: parser, encoder, extractor, reader and comparator, from the engines that the settings name.


class Engines:
    """One engine for several parts shares its limits, its cache and its count."""

    def __init__(self, chosen: Chosen, asking: Asking, *, dry: bool = False) -> None:
        loaded: dict[str, Engine] = {name: load(name, asking, dry=dry) for name in sorted(set(chosen))}
        self._accountable = [engine for engine in loaded.values() if isinstance(engine, Accountable)]
        reads = loaded[chosen.extractor]
        self.parser, self.encoder, self.extractor = reads.parser, reads.encoder, reads.extractor
        self.extracts_alone = not isinstance(reads, Accountable)
        self.proposes_alone = not isinstance(loaded[chosen.reader], Accountable)
        self.reader, self.comparator = loaded[chosen.reader].reader, loaded[chosen.comparator].comparator

    @property
    def asked(self) -> tuple[str, ...]:
        """The models that are asked, with their servers."""
        return tuple(engine.model for engine in self._accountable)

    @property
    def models(self) -> tuple[str, ...]:
        """Every model at work: parser, sentence vectors, the comparator where it is embedded, and those that are asked."""
        embedded = () if self.comparator.name in ENGINES else (self.comparator.name,)
        return (self.parser.name, self.encoder.name, *embedded, *self.asked)

    @property
    def usage(self) -> Usage | None:
        """What asking took so far; None where no engine asks a model."""
        used = [engine.usage for engine in self._accountable]
        return used[0] if used else None

    def planned(self, *, second_look: bool) -> tuple[Planned, ...]:
        """What each stage would ask a model, after a dry run; `second_look` says whether what is found would be asked about again."""
        return tuple(part for engine in self._accountable for part in engine.planned(second_look=second_look))

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader must know about how models were asked."""
        return tuple(notice for engine in self._accountable for notice in engine.notices)


def extracting(chosen: Chosen, asking: Asking) -> Engines:
    """The engine that reads articles into claims; none is loaded for comparing."""
    return Engines(Chosen(*[chosen.extractor] * 3), asking)
