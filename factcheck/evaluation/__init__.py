"""Scores labelled packs; here, what `factcheck evaluate --json` holds, by names: the one source of the report and of its text form."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from factcheck.model import Frozen

FORM = "factcheck evaluation 1"

Kind = Literal["contradiction", "superseded", "time_sensitive"]
Interval = tuple[float, float] | None
Stage = Literal["no claim", "not proposed", "not proven", "not confirmed", "limited", "other kind", "no trigger"]
STAGES: tuple[Stage, ...] = ("no claim", "not proposed", "not proven", "not confirmed", "limited", "other kind", "no trigger")


class Agreement(Frozen):
    """Precision, recall and their harmonic mean, 0.0 where nothing defines them; found, falsely told, and missed."""

    P: float
    R: float
    F1: float
    tp: int
    fp: int
    fn: int


class TimeAgreement(Agreement):
    """The same for sentences; `kind_accuracy` is the share of the found ones told with gold's kind."""

    kind_accuracy: float


class Recall(Frozen):
    """Gold pairs or sentences of one kind or difficulty: how many were found of how many."""

    found: int
    all: int
    share: float
    interval: Interval


class Precision(Frozen):
    """What was told under one rule: right, false, or neither (gold calls it arguable).

    `share` is right / (right + false), null where that is 0 / 0. A pair or sentence told under two rules counts under each.
    """

    right: int
    false: int
    neither: int
    share: float | None
    interval: Interval


class Bin(Frozen):
    """The findings with a confidence in [low, high), in the last bin [low, high]: their number, mean confidence and share that is right."""

    low: float
    high: float
    findings: int
    confidence: float | None
    right: float | None


class Reliability(Frozen):
    """How far confidences can be believed; the errors are null where no finding has a confidence."""

    bins: tuple[Bin, ...]
    findings: int
    without: int
    expected_calibration_error: float | None
    brier_score: float | None


class Place(Frozen):
    """A sentence: the file's name in its pack, and the words."""

    file: str
    quote: str


class Loss(Frozen):
    """Where on the way a gold pair or sentence was lost, and what was said of it there.

    no claim: a side has none. not proposed: the reader did not name the pair. not proven: the gate let none of its proposals through.
    not confirmed: the comparator saw no conflict. limited: it saw one, but time, attribution or a better verdict on the pair kept it
    from being told as what it is. other kind: told as the other kind or the other way round. no trigger: no word of a sentence was
    taken for a tie to the moment.
    """

    stage: Stage
    because: str


class Labelled(Frozen):
    """A gold pair or sentence (then `b` is null); pack, kind and both sides are its identity. For superseded pairs `a` is the older."""

    pack: str
    kind: Kind
    label: str
    difficulty: str
    a: Place
    b: Place | None
    found: bool
    lost: Loss | None

    @property
    def identity(self) -> tuple[str, ...]:
        """What stays the same from one revision of the program to the next."""
        return identity(self.pack, self.kind, self.a, self.b)


class Alarm(Frozen):
    """A pair or sentence told that matches nothing in gold, with the first finding's code, rule, message and reason.

    It is identified as gold pairs are, not by what was said of it.
    """

    pack: str
    kind: Kind
    code: str
    rule: str
    message: str
    because: str
    confidence: float | None
    a: Place
    b: Place | None

    @property
    def identity(self) -> tuple[str, ...]:
        """What stays the same from one revision of the program to the next."""
        return identity(self.pack, self.kind, self.a, self.b)


def identity(pack: str, kind: Kind, a: Place, b: Place | None) -> tuple[str, ...]:
    """Pack, kind, and file and words of each side; the sides of a contradiction have no order."""
    sides = [(place.file, place.quote) for place in (a, b) if place is not None]
    return (pack, kind, *(part for side in (sorted(sides) if kind == "contradiction" else sides) for part in side))


class Difference(Frozen):
    """One pooled figure before and now (null where it has no cases), and the interval of now - before over the packs of both."""

    before: float | None
    now: float | None
    interval: Interval


class Changes(Frozen):
    """What differs from an earlier evaluation, that of the version and day `before`; only packs that both were scored on are compared."""

    before: str
    packs_in_one_alone: tuple[str, ...]
    figures: dict[str, Difference]
    found: tuple[Labelled, ...]
    lost: tuple[Labelled, ...]
    new_alarms: tuple[Alarm, ...]
    gone_alarms: tuple[Alarm, ...]


class Evaluation(Frozen):
    """The figures over all packs, and everything that they are made of.

    `intervals` are 95 % bootstrap intervals of the pooled figures by name ("contradiction.P"), null where a figure has no cases or
    there is one pack alone; `kinds` and `difficulties` hold recall by those of gold ("contradiction/number", "contradiction/subtle";
    "any" where gold gives none), `codes` precision by rule and `mechanisms` by what told it;
    `counts` the counts of each pack by name; `gold` every gold pair and sentence.
    """

    form: Literal["factcheck evaluation 1"]
    version: str
    as_of: str
    packs: int
    articles: int
    contradiction: Agreement
    superseded: Agreement
    conflict_recall: float
    false_per_article: float
    decoy_alarm_rate: float
    time_sensitive: TimeAgreement
    quiet: str
    intervals: dict[str, Interval]
    kinds: dict[str, Recall]
    difficulties: dict[str, Recall]
    codes: dict[str, Precision]
    mechanisms: dict[str, Precision] = Field(default_factory=dict)
    reliability: Reliability
    counts: dict[str, dict[str, int]]
    gold: tuple[Labelled, ...]
    false_alarms: tuple[Alarm, ...]
    changes: Changes | None = None
