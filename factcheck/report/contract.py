"""The JSON report's contract, schema_version 1: the one source of both the report and its JSON Schema."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from factcheck.model import (
    Category,
    Expiry,
    FindingKind,
    Frozen,
    Modality,
    Moment,
    Name,
    Polarity,
    PublishedFrom,
    Quantity,
    Severity,
    Stage,
    TimeKind,
)


class _Part(Frozen):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class Tool(_Part):
    """The program that wrote the report."""

    name: Literal["factcheck"]
    version: str


class EngineReport(_Part):
    """Which engine extracted and which judged, and their models."""

    extractor: str
    judge: str
    reader: str = ""
    models: tuple[str, ...]


class Usage(_Part):
    """What asking a model took; cost is null where its price is unknown, cached counts answers that were kept from earlier runs.

    dropped counts conflicts that the model named and that its words do not show, disagreed those that its second look did not confirm.
    """

    requests: int
    tokens: int
    cost: float | None
    cached: int
    dropped: int
    disagreed: int


class ArticleReport(_Part):
    """One article of the run; `origin` is the article that it is a copy of, itself where it is none."""

    id: str
    path: str
    title: str | None
    source: str | None
    published: str | None
    published_from: PublishedFrom
    origin: str
    sha256: str
    archived: bool


class IntervalReport(_Part):
    """Half-open: start included, end not; ISO 8601; null = open on that side."""

    start: str | None
    end: str | None
    text: str


class ClaimReport(_Part):
    """One claim; start and end are code points of the article's text, line and column those of its file."""

    id: str
    article: str
    start: int
    end: int
    line: int | None
    column: int | None
    quote: str
    text: str
    subject: str
    predicate: str
    object: str
    attributed_to: str | None
    modality: Modality
    polarity: Polarity
    about: IntervalReport | None
    stated_at: IntervalReport | None
    values: tuple[Quantity | Moment | Name | Category, ...]
    expires: Expiry | None


class StatementReport(_Part):
    """One side of a finding, as it stands in the article; `clashing` holds [start, end) of the words that clash, in the article's text.

    `page` is told of a format that has pages and no lines.
    """

    role: Literal["primary", "other"]
    article: str
    claim: str | None
    start: int
    end: int
    line: int | None
    column: int | None
    page: int | None = None
    quote: str
    clashing: tuple[tuple[int, int], ...] = ()


class TimeReport(_Part):
    """What ties the sentence to a moment."""

    kind: TimeKind
    trigger: str
    also: tuple[TimeKind, ...]
    expires: Expiry | None


class By(_Part):
    """What decided: the engine and its rule."""

    judge: str
    rule: str


class FindingReport(_Part):
    """One thing for an editor to look at."""

    code: str = Field(pattern="^FC[0-9]{3}$")
    name: str
    kind: FindingKind
    severity: Severity
    confidence: float | None = Field(ge=0, le=1)
    confidence_from: Literal["calibrated", "rule", "none"]
    message: str
    explanation: str
    suggestion: str
    statements: tuple[StatementReport, ...]
    time: TimeReport | None
    by: By
    fingerprint: str = Field(pattern="^fc1:[0-9a-f]{32}$")
    state: Literal["new", "known", "suppressed", "dismissed", "snoozed"]


class LeftOutReport(_Part):
    """What was dropped on the way, why, and how often."""

    subject: str
    reason: str
    count: int


class LeftOutTextReport(_Part):
    """What of an article's text was not read for one reason; `telling` of the stretches hold a verb, a number or a name."""

    reason: str
    stretches: int
    characters: int
    telling: int


class ReadReport(_Part):
    """How much of one article was read; characters, spaces and what was left out are all that its text has.

    `outside` counts by reason the characters of the file that are no part of its text, such as comments and the furniture of a page.
    """

    article: str
    sentences: int
    characters: int
    spaces: int
    claims: int
    left_out: tuple[LeftOutTextReport, ...]
    outside: dict[str, int]


class FailureReport(_Part):
    """Something that could not be done."""

    stage: Stage
    subject: str
    kind: str
    message: str
    retryable: bool


class Summary(_Part):
    """Counts; findings by severity."""

    articles: int
    claims: int
    pairs: int
    findings: dict[Severity, int]


class Report(_Part):
    """The whole report."""

    schema_version: Literal[1]
    tool: Tool
    as_of: str
    engine: EngineReport
    usage: Usage | None
    articles: tuple[ArticleReport, ...]
    claims: tuple[ClaimReport, ...]
    findings: tuple[FindingReport, ...]
    agreements: tuple[tuple[str, str], ...]
    left_out: tuple[LeftOutReport, ...]
    read: tuple[ReadReport, ...] = ()
    failures: tuple[FailureReport, ...]
    summary: Summary
