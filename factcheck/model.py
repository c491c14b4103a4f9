"""The domain types: frozen values that every stage passes on; no input or output and no clock in here."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from itertools import starmap
from sys import intern
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from factcheck import notebook

if TYPE_CHECKING:
    from pandas import DataFrame

Polarity = Literal["positive", "negative"]
Modal = Literal["", "will", "would", "must", "may", "can", "should"]
Modality = Literal["asserted", "reported", "forecast", "conditional", "opinion"]
Relation = Literal["contradicts", "supersedes", "agrees", "compatible", "unsure"]
Severity = Literal["error", "warning", "note"]
FindingKind = Literal["contradiction", "superseded", "time_sensitive", "source", "housekeeping"]
TimeKind = Literal["as_of", "now", "relative", "future", "ongoing", "recency", "superlative", "role", "conditional_future"]
Granularity = Literal["second", "minute", "hour", "day", "week", "month", "quarter", "season", "year", "decade", "century", "unknown"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Certainty = Literal["explicit", "anchored", "assumed"]
PublishedFrom = Literal["front matter", "file name", "dateline", "metadata", "configuration", "none"]
DecisionLabel = Literal["confirmed", "dismissed", "superseded", "snoozed", "skipped", "note", "undone"]
RightSide = Literal["primary", "other", "neither"]
Stage = Literal["reading", "extraction", "typing", "judging", "reporting"]


_MOST_SHARED = 30
"""Fields from which on Python lets no two values of a class share their names; set one by one, they would take twice the memory."""


class Frozen(BaseModel):
    """A value that never changes and takes no field that it does not know.

    What was pickled takes a third of the memory: all values of a class share the names of their fields, and which of them were set.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __getstate__(self) -> Any:  # noqa: ANN401  whatever the fields hold
        return super().__getstate__() if self.__private_attributes__ else tuple(map(self.__dict__.get, _names(type(self))))

    def __setstate__(self, state: Any) -> None:  # noqa: ANN401  as above
        if self.__private_attributes__:
            super().__setstate__(state)
            return
        names = _names(type(self))
        if len(names) < _MOST_SHARED:
            for name, value in zip(names, state, strict=True):
                object.__setattr__(self, name, value)
        else:
            object.__setattr__(self, "__dict__", dict(zip(names, state, strict=True)))
        object.__setattr__(self, "__pydantic_fields_set__", _set(type(self)))
        object.__setattr__(self, "__pydantic_extra__", None)
        object.__setattr__(self, "__pydantic_private__", None)


@cache
def _names(kind: type[Frozen]) -> tuple[str, ...]:
    return tuple(kind.model_fields)


@cache
def _set(kind: type[Frozen]) -> set[str]:
    return set(kind.model_fields)


class Position(Frozen):
    """A place in a file: line from 1, column from 1 in code points, or None where the format has no columns."""

    line: int
    column: int | None


class Anchor(Frozen):
    """From this offset of the text on, the file continues at this line and column, or on this page (until the next anchor)."""

    offset: int
    line: int | None
    column: int | None
    page: int | None = None


class SourceMap(Frozen):
    """Takes offsets in an article's text back to the file; anchors are sorted by offset."""

    anchors: tuple[Anchor, ...] = ()

    @classmethod
    def of_lines(cls, text: str, first_line: int = 1) -> SourceMap:
        """The map of a text that starts in column 1 of `first_line` of its file and keeps its lines."""
        anchors, offset = [], 0
        for number, line in enumerate(text.split("\n"), start=first_line):
            anchors.append(Anchor(offset=offset, line=number, column=1))
            offset += len(line) + 1
        return cls(anchors=tuple(anchors))

    def position(self, offset: int) -> Position | None:
        """The place in the file of the character at `offset`, or None where the format allows none."""
        anchor = self._anchor(offset)
        if anchor is None or anchor.line is None:
            return None
        column = None if anchor.column is None else anchor.column + offset - anchor.offset
        return Position(line=anchor.line, column=column)

    def page(self, offset: int) -> int | None:
        """The page, from 1, on which the character at `offset` stands, or None where the format has no pages."""
        anchor = self._anchor(offset)
        return None if anchor is None else anchor.page

    def _anchor(self, offset: int) -> Anchor | None:
        index = bisect_right(self.anchors, offset, key=lambda anchor: anchor.offset) - 1
        return self.anchors[index] if index >= 0 else None


class Directive(Frozen):
    """An instruction to the linter in a comment or the front matter of an article; not yet checked for sense.

    `action` is the word that was written ("ignore", "disable", "enable"; "file" for front matter), `written` all of it. `offset` is the
    place in the article's text where the comment stood, `block` the stretch of the text that an "ignore" there is about.
    """

    action: str
    codes: tuple[str, ...]
    reason: str
    written: str
    line: int | None
    column: int | None
    offset: int = 0
    block: tuple[int, int] = (0, 0)
    closed: bool = True
    """False for a comment that never ends."""


class Article(Frozen):
    """One article: its decoded body (`text`), what is known about it, and the way back to its file."""

    id: str
    path: str
    title: str | None
    source: str | None
    published: datetime | date | None
    published_from: PublishedFrom
    text: str
    sha256: str
    url: str | None = None
    source_map: SourceMap = Field(default=SourceMap(), repr=False)
    directives: tuple[Directive, ...] = Field(default=(), repr=False)
    """In the order in which they stand in the file."""
    outside: tuple[tuple[str, int], ...] = Field(default=(), repr=False)
    """Characters of the file that are no part of the text, by reason; those of a page without its spaces."""
    headed: int = 0
    """The length of the headline with the space after it, where it comes from outside the body and was put before it; else 0."""
    archived: date | None = None
    """The day on which an archive got the article; None for one that is being checked."""

    @classmethod
    def from_text(  # noqa: PLR0913  each argument is one thing that may be known of an article
        cls,
        text: str,
        *,
        published: date | datetime | str | None = None,
        title: str | None = None,
        source: str | None = None,
        url: str | None = None,
        path: str = "",
    ) -> Article:
        """An article of a text that lies in no file.

        `published` is its day, or moment, also as an ISO 8601 string; nothing is guessed where it is missing. `source` is the outlet.
        `path` is what reports call the article: it tells by its ending how the text is written ("a.md": Markdown), and is made of the
        text where it is not given. Line ends are made those of Unix. Raises ValueError for a day that is none.
        """
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        known = (text, str(published or ""), title or "", source or "", url or "", path)
        digest = hashlib.sha256("\x1f".join(known).encode("utf-8", "surrogatepass")).hexdigest()
        day = _day(published) if isinstance(published, str) else published
        return cls(
            id=f"a_{digest[:16]}",
            path=path or f"text-{digest[:8]}",
            title=title,
            source=source,
            published=day,
            published_from="none" if day is None else "configuration",
            text=text,
            sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            url=url,
            source_map=SourceMap.of_lines(text),
        )

    @property
    def place(self) -> tuple[str, int]:
        """The file's path, and the line in it for one of several articles (else 0): sorts as a reader would."""
        file, _, line = self.path.rpartition(":")
        return (file, int(line)) if file and line.isdecimal() else (self.path, 0)

    @property
    def body(self) -> str:
        """The text without a headline that was put before it."""
        return self.text[self.headed :]

    @property
    def day(self) -> date | None:
        """The day of publication, or None where it is unknown."""
        return self.published.date() if isinstance(self.published, datetime) else self.published


def _day(published: str) -> date | datetime:
    """The day, or the moment by the clock of the place that wrote it."""
    try:
        return date.fromisoformat(published)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(published).replace(tzinfo=None)
    except ValueError:
        raise ValueError(f"published: {published[:80]!r} is no date; write it as YYYY-MM-DD") from None


class Location(Frozen):
    """A stretch of an article's text, one sentence at most: code points [start, end)."""

    article: str
    start: int
    end: int


class Interval(Frozen):
    """Half-open stretch of time [start, end) in naive local time; None on a side = open (unknown) there."""

    start: datetime | None
    end: datetime | None
    text: str = ""


class TimeExpression(Frozen):
    """One TIMEX3-style expression: code points [start, end) of the tagged text, type, value and interval.

    `value` is a TIMEX3 value string ("2023-10", "P3D", "PRESENT_REF"; "" where it cannot be known);
    `interval` is None where no anchor fixes it; `anchored` says that the value needed the publication date or another date of the text;
    a time of day alone ("at 9 a.m.") gets the day told of, an assumption, but its words point at no day, so that `anchored` is False.
    `certainty` says how sure value and interval are: explicit = the words alone fix them ("March 2024", "three days");
    anchored = the words and one other date fix them without choice ("yesterday", "last month"); assumed = a choice was made that
    another reader might make otherwise (which Tuesday, which century of "the 70s", the hemisphere of a spring).
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    interval: Interval | None
    granularity: Granularity = "unknown"
    anchored: bool = False
    certainty: Certainty = "explicit"


class Expiry(Frozen):
    """The last day a statement can be relied on, and the reason for that day."""

    on: date
    because: str


class TimeSensitivity(Frozen):
    """Why a sentence is tied to a moment: the kind, the trigger words at [start, end) of the article's text, and its expiry."""

    kind: TimeKind
    trigger: str
    start: int
    end: int
    expires: Expiry | None = None
    rewrite: str = ""
    """Other words for the trigger that do not depend on the moment; "" where none follow mechanically."""


class Quantity(Frozen):
    """A number or a range with its unit: the true value lies in [low, high]; None = open on that side."""

    kind: Literal["quantity"] = "quantity"
    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    unit: str
    comparator: Literal["exactly", "about", "at least", "at most", "more than", "less than"] = "exactly"
    noun: str = ""
    """The lemma of what is counted or measured ("people", "acre"), "" where nothing is named."""
    ordinal: bool = False
    measure: str = ""
    """The lemmas of what the number is the value of ("effective rate tax"), sorted; "" where it counts or measures nothing named."""
    role: Literal["", "by", "to", "from"] = ""
    """What the number is in a change: how much something changed (by), what it reached (to), what it left (from); "" where none is told."""
    precision: float = 0.0
    """How much the last digit that counts is worth, in `unit`: 0.1 for "3.5 percent", 100 for "1,200 metres"; 0 where no digits tell."""


class Moment(Frozen):
    """A time that the clause names."""

    kind: Literal["moment"] = "moment"
    start: int
    end: int
    text: str
    value: str
    interval: Interval | None
    granularity: Granularity


class Name(Frozen):
    """A named person, place or organisation: `canonical` is the longest known form of it."""

    kind: Literal["name"] = "name"
    start: int
    end: int
    text: str
    canonical: str
    category: Literal["person", "place", "organisation", "other"]


class Category(Frozen):
    """A value from a closed set, such as a status: `group` names the set ("life"), `value` the member ("dead")."""

    kind: Literal["category"] = "category"
    start: int
    end: int
    text: str
    group: str
    value: str


Value = Annotated[Quantity | Moment | Name | Category, Field(discriminator="kind")]


class Event(Frozen):
    """Something that happens, as a clause names it: the lemma of its verb or noun, its other content lemmas, and the names in it."""

    head: str
    terms: tuple[str, ...]
    names: tuple[str, ...]
    negated: bool = False


class Link(Frozen):
    """What a clause says of two events: `of` lies before or after `to`, or was caused by it; `text` is the words of `to`."""

    kind: Literal["before", "after", "cause"]
    text: str
    of: Event
    to: Event


class Word(NamedTuple):
    """One word of a claim: code points [start, end) of the article's text, and its syntax as `factcheck.syntax.Token` has it.

    `head` is the place of the governing word among the claim's words, -1 where that is the clause's verb itself or stands outside.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dependency: str
    head: int

    def __reduce__(self) -> tuple[Any, ...]:
        return _word, tuple(self)


def _word(start: int, end: int, text: str, lemma: str, pos: str, tag: str, dependency: str, head: int) -> Word:  # noqa: PLR0913
    """A word that was pickled; all articles share its strings."""
    return Word(start, end, intern(text), intern(lemma), intern(pos), intern(tag), intern(dependency), head)


class ClaimDraft(Frozen):
    """What an extractor proposes: a clause with its parts; not yet proven, typed or dated.

    Offsets are code points of the article's text. `subject`, `predicate` and `object` are words of the clause or what they stand for.
    """

    article: str
    start: int
    end: int
    quote: str
    sentence_start: int
    sentence_end: int
    subject: str
    predicate: str
    object: str
    text: str
    polarity: Polarity
    modality: Modality
    attributed_to: str | None = None
    verb: str = ""
    """The lemma of the predicate's verb, "" where the extractor knows none."""
    terms: tuple[str, ...] = ()
    """The lemmas that carry the content."""
    tense: Literal["past", "present", "future", "none"] = "none"
    """The tense of the clause's verb; the present perfect counts as present, participles and infinitives have none."""
    perfect: bool = False
    """The verb is in the perfect: what is told lies before the moment that the tense names."""
    reporting: tuple[tuple[int, int], ...] = ()
    """The stretches of the clause that says who says it ("officials said on Tuesday"); () = none."""
    parts: tuple[tuple[int, int], ...] = ()
    """The stretches that are the clause's own, without clauses inside it; () = the whole span."""
    subject_key: str = ""
    """A canonical name or the lemma of the subject's head noun."""
    deeds: tuple[str, ...] = ()
    """The lemmas of what the clause says happens: its verb, the verbs that hang on it ("is due to open") and what follows "be"."""
    links: tuple[Link, ...] = ()
    """Which of two events the clause says came first, and what caused what."""
    modal: Modal = ""
    """What the verb says of duty or chance, by one word for each ("shall" and "has to" are "must", "is allowed to" is "may")."""
    denied: bool = False
    """The sentence says that this is not so, or that it was not said; the polarity is then the opposite of what is told."""
    ascribed: bool = False
    """A noun phrase says it beside its clause ("Selm mayor Ida Moe said …"); then `words` and `values` are what it says."""
    words: tuple[Word, ...] = Field(default=(), repr=False)
    """The words of what is ascribed, with offsets in the sentence."""
    values: tuple[Value, ...] = Field(default=(), repr=False)
    """The typed values of what is ascribed, with offsets in the sentence."""


class Untied(Frozen):
    """An extractor's word that a sentence only looks tied to the moment of writing; it can only take a finding away."""

    article: str
    sentence_start: int


class Claim(Frozen):
    """One typed statement, proven to stand in its article: `quote` is the text at `span`."""

    id: str
    article: str
    span: Location
    sentence: Location
    quote: str
    text: str
    subject: str
    predicate: str
    object: str
    polarity: Polarity
    modality: Modality
    attributed_to: str | None
    about: Interval | None
    stated_at: Interval | None
    values: tuple[Value, ...] = ()
    expires: Expiry | None = None
    verb: str = ""
    """The lemma of the predicate's verb."""
    terms: tuple[str, ...] = ()
    """The lemmas that carry the statement's content, sorted; without names, numbers and time words."""
    subject_key: str = ""
    """What the subject is called in comparisons: a canonical name, or the lemma of its head noun."""
    deeds: tuple[str, ...] = ()
    """The lemmas of what the clause says happens: its verb, the verbs that hang on it ("is due to open") and what follows "be"."""
    links: tuple[Link, ...] = ()
    """Which of two events the clause says came first, and what caused what."""
    tense: Literal["past", "present", "future", "none"] = "none"
    """The tense of the clause's verb; the present perfect counts as present, participles and infinitives have none."""
    quotation: str = ""
    """The words in quotation marks that the statement's speaker is quoted with."""
    correction: bool = False
    """Not claimed: it stands in a correction notice and tells what an earlier version said, or the sentence says that it is not so."""
    modal: Modal = ""
    """What the verb says of duty or chance, by one word for each ("shall" and "has to" are "must", "is allowed to" is "may")."""
    words: tuple[Word, ...] = Field(default=(), repr=False)
    """The words of the clause, and of a subject that it shares with another, with their syntax."""
    ascribed: bool = False
    """A noun phrase says it beside its clause ("Selm mayor Ida Moe said …")."""
    headline: bool = False
    """The headline says it."""

    def __getstate__(self) -> Any:  # noqa: ANN401  as of every value
        """The words as bare tuples: one by one they would take longer to pickle than all the rest."""
        state, words = super().__getstate__(), _names(Claim).index("words")
        return *state[:words], tuple(map(tuple, self.words)), *state[words + 1 :]

    def __setstate__(self, state: Any) -> None:  # noqa: ANN401  as above
        words = _names(Claim).index("words")
        super().__setstate__((*state[:words], tuple(starmap(_word, state[words])), *state[words + 1 :]))

    @property
    def named_time(self) -> Interval | None:
        """`about` where the article's words name the time; None where only the tense bounds it."""
        return self.about if self.about is not None and self.about.text else None


class Failure(Frozen):
    """Something that could not be done: never a verdict. `named` = the user named this very input (exit 2, else 3)."""

    stage: Stage
    subject: str
    kind: str
    message: str
    retryable: bool = False
    named: bool = False


class LeftOut(Frozen):
    """Something that was dropped on the way and why, with a count."""

    subject: str
    reason: str
    count: int


class LeftOutText(Frozen):
    """What of an article's text is in no sentence for one reason: how many stretches, and how many characters they have.

    `telling` counts the stretches that hold a verb, a number or a name; `first` is where the first of them begins, None without one.
    """

    reason: str
    stretches: int
    characters: int
    telling: int
    first: int | None = None


class ReadText(Frozen):
    """How much of an article was read: its sentences, their characters, the claims that came of them, and what was left out.

    The characters, those left out and the `spaces` between them are all that the text has; `outside` counts by reason what of the file
    is no part of its text.
    """

    article: str
    sentences: int
    characters: int
    spaces: int
    claims: int
    left_out: tuple[LeftOutText, ...] = ()
    outside: tuple[tuple[str, int], ...] = ()


class Statement(Frozen):
    """One side of a finding; a source finding has no claim, start = end = 0 and quote ""."""

    role: Literal["primary", "other"]
    article: str
    claim: str | None
    start: int
    end: int
    line: int | None
    column: int | None
    quote: str
    clashing: tuple[tuple[int, int], ...] = ()
    """Where the words are that are marked when the quotation is shown: code points [start, end) of the article's text, in order."""
    page: int | None = None
    """The page on which it stands, in a format that has pages and no lines."""
    trusted: bool = Field(default=False, exclude=True)
    """The configuration trusts the article's outlet: readers see this side first."""


class FindingTime(Frozen):
    """The strongest kind of time-sensitivity of a sentence, its trigger, the other kinds, and the expiry."""

    kind: TimeKind
    trigger: str
    also: tuple[TimeKind, ...] = ()
    expires: Expiry | None = None


class Finding(Frozen):
    """One thing for an editor to look at."""

    code: str
    name: str
    kind: FindingKind
    severity: Severity
    confidence: float | None
    confidence_from: Literal["calibrated", "rule", "none"]
    message: str
    explanation: str
    suggestion: str
    statements: tuple[Statement, ...]
    time: FindingTime | None
    by: str
    fingerprint: str
    state: Literal["new", "known", "suppressed", "dismissed", "snoozed"] = "new"


class Decision(Frozen):
    """What an editor says of one finding; decisions are only ever added, and one that is undone is revoked by another.

    `label` is confirmed (`right_side` says which statement is right, "neither" where both are wrong), dismissed (no conflict),
    superseded (the older statement is to be updated), snoozed (`until` a day), skipped (later), note (`reason` holds it) or undone
    (`revokes` holds the id of another decision). `code` is the finding's rule, which stays known when the finding is gone.
    `at` is the moment of deciding, with its offset from UTC.
    """

    fingerprint: str
    label: DecisionLabel
    code: str = ""
    right_side: RightSide | None = None
    reason: str = ""
    until: date | None = None
    revokes: str | None = None
    author: str
    at: datetime

    @property
    def id(self) -> str:
        """A hash of all that the decision holds."""
        return "d_" + hashlib.sha256(self.model_dump_json().encode("utf-8", "surrogatepass")).hexdigest()[:24]


class Usage(Frozen):
    """What asking a model took: requests on the wire, tokens sent and received, answers that were kept from before.

    `cost` is in the currency of the configured prices, None where the model has none. `dropped` conflicts were named by it and could
    not be shown in the texts, `disagreed` were proposed and not confirmed by its second look.
    """

    requests: int
    tokens: int
    cost: float | None
    cached: int = 0
    dropped: int = 0
    disagreed: int = 0


class Planned(Frozen):
    """What one stage of a run would ask: requests and tokens, sent and received; likely, and at most."""

    stage: str
    requests: int
    tokens: int
    most_requests: int
    most_tokens: int


class Run(Frozen):
    """Everything that a renderer may see; all sequences are in a fixed order that no argument order changes."""

    version: str
    as_of: date
    extractor: str
    judge: str
    models: tuple[str, ...]
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    agreements: tuple[tuple[str, str], ...]
    left_out: tuple[LeftOut, ...]
    failures: tuple[Failure, ...]
    pairs: int
    timed: tuple[tuple[Claim, tuple[TimeSensitivity, ...]], ...] = Field(default=(), repr=False)
    """The time-sensitive sentences of the articles that were checked; no report shows them as such."""
    read: tuple[ReadText, ...] = ()
    """How much was read of each article that was checked, in their order."""
    calendar: bool = False
    """Only rules of time were asked for: the findings stand in the order in which they expire."""
    copies: tuple[tuple[str, str], ...] = ()
    """The ids of each article that is a copy of another one, and of that one."""
    timings: tuple[tuple[str, float], ...] = ()
    """Seconds per stage; shown on request and never part of the JSON report."""
    usage: Usage | None = None
    """What asking a model took; None where no model was asked."""
    reader: str = ""
    """The engine that proposed what may conflict; `judge` is the one that weighed it."""
    notices: tuple[str, ...] = ()
    """What a reader must know about how a model was asked; never part of the JSON report."""

    def to_pandas(self) -> DataFrame:
        """The findings as a data frame, a row each (`notebook.COLUMNS`); raises ImportError where pandas is not installed."""
        return notebook.frame([_row(finding, self._paths()) for finding in self.findings])

    def _repr_html_(self) -> str:
        """What a notebook shows of the run: the new findings, and what could not be done."""
        new = [finding for finding in self.findings if finding.state == "new"]
        found = {severity: sum(finding.severity == severity for finding in new) for severity in ("error", "warning", "note")}
        counts = {"article": len(self.articles), "claim": len(self.claims), **found}
        summary = ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for noun, count in counts.items())
        return notebook.shown(summary, [_row(finding, self._paths()) for finding in new], [failure.message for failure in self.failures])

    def _paths(self) -> dict[str, str]:
        return {article.id: article.path for article in self.articles}


def _row(finding: Finding, paths: Mapping[str, str]) -> dict[str, Any]:
    """The finding with its primary statement and one other, by the names of `notebook.COLUMNS`."""
    row: dict[str, Any] = dict.fromkeys(notebook.COLUMNS)
    row.update({name: getattr(finding, name) for name in notebook.COLUMNS if name in Finding.model_fields})
    for side, statement in zip(("", "other_"), finding.statements, strict=False):
        row.update({f"{side}{name}": getattr(statement, name) for name in ("line", "page", "quote")})
        row[f"{side}path"] = paths.get(statement.article, statement.article)
    row["expires"] = finding.time.expires.on if finding.time and finding.time.expires else None
    return row
