"""What the pages show, as plain values: pure functions from a run; here, what all share: the numbers of things, and a claim's details."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from factcheck.model import Article, Category, Claim, Finding, Frozen, Interval, Moment, Name, Quantity, Run, Value


class Index(Frozen):
    """Numbers from 1: those of articles and claims in the order of the run, so that they stay the same whatever is shown."""

    articles: Mapping[str, int]
    claims: Mapping[str, int]
    findings: Mapping[str, int]
    """Fingerprint -> number, in the order of the run unless a page numbers them in its own."""
    article_of: Mapping[str, Article]
    claim_of: Mapping[str, Claim]
    told: Mapping[str, tuple[Claim, ...]]
    """Id of an article -> its claims in the order of the run; an article without any is missing."""
    found: Mapping[str, tuple[Finding, ...]]
    """Id of a claim -> the findings, among those that are shown, that state it."""
    agreeing: Mapping[str, tuple[str, ...]]
    """Id of a claim -> the ids of the claims that agree with it, as far as nothing typed and no finding says otherwise."""

    @property
    def titles(self) -> Mapping[int, str]:
        """The title of each article, or its path, by its number."""
        return {self.articles[article.id]: article.title or article.path for article in self.article_of.values()}


def index(run: Run, findings: Sequence[Finding]) -> Index:
    """The index of a run of which `findings` are shown."""
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for claim in dict.fromkeys(statement.claim for statement in finding.statements):
            if claim is not None:
                found[claim].append(finding)
    told: defaultdict[str, list[Claim]] = defaultdict(list)
    for own in run.claims:
        told[own.article].append(own)
    agreeing: defaultdict[str, list[str]] = defaultdict(list)
    claim_of = {claim.id: claim for claim in run.claims}
    clashing = opposed(run.findings)
    for first, second in run.agreements:
        one, other = claim_of.get(first), claim_of.get(second)
        if one and other and agree(one, other) and sentences(one, other) not in clashing:
            agreeing[first].append(second)
            agreeing[second].append(first)
    return Index(
        articles={article.id: number for number, article in enumerate(run.articles, 1)},
        claims={claim.id: number for number, claim in enumerate(run.claims, 1)},
        findings={finding.fingerprint: number for number, finding in enumerate(run.findings, 1)},
        article_of={article.id: article for article in run.articles},
        claim_of=claim_of,
        told={article: tuple(claims) for article, claims in told.items()},
        found={claim: tuple(about) for claim, about in found.items()},
        agreeing={claim: tuple(sorted(others)) for claim, others in agreeing.items()},
    )


def outlet(article: Article) -> str:
    """Who published the article, or its path where that is not known."""
    return article.source or article.path


class Links(Frozen):
    """Anchors in one page, by number; a face with pages of its own brings its own class with the same methods."""

    def finding(self, number: int) -> str:
        """The finding."""
        return f"#finding-{number}"

    def claim(self, number: int) -> str:
        """The claim's details."""
        return f"#claim-{number}"

    def said(self, number: int) -> str:
        """The claim's first words in its article."""
        return f"#said-{number}"

    def article(self, number: int) -> str:
        """The article."""
        return f"#article-{number}"

    def stated(self, anchor: str) -> str:
        """The sentence of one side of a finding in its article."""
        return f"#stated-{anchor}"

    def rule(self, code: str) -> str:
        """The rule's documentation."""
        return f"#rule-{code}"


# Whether two claims that a comparison calls agreeing may be shown so: not while a number, a name, a time or a negation differs.

One = TypeVar("One", Quantity, Name, Moment, Category)


def agree(a: Claim, b: Claim) -> bool:
    """Nothing typed differs: of no kind of value does either say something that the other does not while it says something else."""
    return a.polarity == b.polarity and not any(_differences(a, b)) and not _apart(a.named_time, b.named_time)


def opposed(findings: Sequence[Finding]) -> frozenset[frozenset[tuple[str, int]]]:
    """The pairs of sentences, each as its article and beginning, that contradict or overtake each other."""
    grave = [finding for finding in findings if finding.kind in {"contradiction", "superseded"}]
    sides = [(finding.statements[0], other) for finding in grave for other in finding.statements[1:]]
    return frozenset(frozenset({(first.article, first.start), (other.article, other.start)}) for first, other in sides)


def sentences(a: Claim, b: Claim) -> frozenset[tuple[str, int]]:
    """The sentences of two claims as `opposed` names them."""
    return frozenset((claim.article, claim.sentence.start) for claim in (a, b))


def _differences(a: Claim, b: Claim) -> Iterator[bool]:
    yield _differ(_of(a, Quantity), _of(b, Quantity), _same_number)
    yield _differ(_of(a, Name), _of(b, Name), _same_name)
    yield _differ(_of(a, Moment), _of(b, Moment), _same_moment)
    states = [(one, other) for one in _of(a, Category) for other in _of(b, Category) if one.group == other.group]
    yield any(one.value != other.value for one, other in states)


def _of(claim: Claim, kind: type[One]) -> list[One]:
    return [value for value in claim.values if isinstance(value, kind)]


def _differ(a: Sequence[One], b: Sequence[One], same: Callable[[One, One], bool]) -> bool:
    """Each has one that the other lacks; what only one of them tells is no difference."""
    return any(not any(same(one, other) for other in b) for one in a) and any(not any(same(one, other) for one in a) for other in b)


def _same_number(a: Quantity, b: Quantity) -> bool:
    if (a.unit, a.ordinal) != (b.unit, b.ordinal):
        return False
    low, high = max(_low(a), _low(b)), min(_high(a), _high(b))
    return low <= high


def _low(number: Quantity) -> float:
    return float("-inf") if number.low is None else number.low


def _high(number: Quantity) -> float:
    return float("inf") if number.high is None else number.high


def _same_name(a: Name, b: Name) -> bool:
    one, other = set(a.canonical.casefold().split()), set(b.canonical.casefold().split())
    return one <= other or other <= one


def _same_moment(a: Moment, b: Moment) -> bool:
    return a.text.casefold() == b.text.casefold() if a.interval is None or b.interval is None else not _apart(a.interval, b.interval)


def _apart(a: Interval | None, b: Interval | None) -> bool:
    """Both times are known, and no moment lies in both."""
    if a is None or b is None:
        return False
    starts, ends = [one.start for one in (a, b) if one.start], [one.end for one in (a, b) if one.end]
    return bool(starts and ends) and max(starts) >= min(ends)


class ClaimView(Frozen):
    """One claim; times are in words, "" where nothing is known."""

    number: int
    article: int
    outlet: str
    text: str
    quote: str
    speaker: str | None
    modality: str
    negative: bool
    about: str
    about_words: str
    """What the article says of that time ("last spring")."""
    stated: str
    values: tuple[tuple[str, str], ...]
    """What the values of each kind are called, and their words."""
    expires: str
    because: str
    findings: tuple[int, ...]
    agreeing: tuple[tuple[int, str], ...]
    """Number and outlet of each claim that agrees."""


def claim_view(claim: Claim, index: Index) -> ClaimView:
    """The details of one claim."""
    named = claim.named_time
    return ClaimView(
        number=index.claims[claim.id],
        article=index.articles[claim.article],
        outlet=outlet(index.article_of[claim.article]),
        text=_PART.sub(_readable, claim.text),
        quote=claim.quote,
        speaker=claim.attributed_to,
        modality=claim.modality,
        negative=claim.polarity == "negative",
        about=span(named),
        about_words=named.text if named else "",
        stated=span(claim.stated_at),
        values=tuple(_values(claim)),
        expires=claim.expires.on.isoformat() if claim.expires else "",
        because=claim.expires.because if claim.expires else "",
        findings=tuple(index.findings[finding.fingerprint] for finding in index.found.get(claim.id, ())),
        agreeing=tuple(
            (index.claims[other], outlet(index.article_of[index.claim_of[other].article]))
            for other in index.agreeing.get(claim.id, ())
            if other in index.claim_of
        ),
    )


_PART = re.compile(r"\((\d{4}(?:-\d\d)*)(?:T([A-Z]{2})|T(\d\d:\d\d)(?::\d\d)?|-(S[PU]|FA|WI)|-W(\d\d))\)")
"""A time as claims name it beside its words, where it is no plain day, month or year."""
_SEVERAL = {"person": "people"}


def _readable(found: re.Match[str]) -> str:
    """The day or year of a night or a season, which the words before it name already; a day with its hour; a week."""
    day, _, hour, _, week = found.groups()
    return f"({day} {hour})" if hour else f"(week {int(week)} of {day})" if week else f"({day})"


def _values(claim: Claim) -> Iterator[tuple[str, str]]:
    told: defaultdict[str, list[str]] = defaultdict(list)
    for kind, words in dict.fromkeys(_value(value) for value in claim.values):
        if kind != "number" or ("time", words) not in map(_value, claim.values):  # how long something takes is both
            told[kind].append(words)
    for kind, own in told.items():
        yield kind if len(own) == 1 else _SEVERAL.get(kind, f"{kind}s"), ", ".join(own)


def _value(value: Value) -> tuple[str, str]:
    if value.kind == "name":
        return value.category if value.category != "other" else "name", value.canonical
    return {"quantity": "number", "moment": "time", "category": "state"}[value.kind], value.text


def span(interval: Interval | None) -> str:
    """An interval in words: a year, a month, a day, two days, or a moment; "" where both its sides are open."""
    if interval is None or (interval.start is None and interval.end is None):
        return ""
    if interval.start is None:
        return f"until {_last(interval.end)}"
    if interval.end is None:
        return f"from {_moment(interval.start)}"
    return _whole(interval.start, interval.end) or _stretch(interval.start, interval.end)


def _stretch(start: datetime, end: datetime) -> str:
    first, last = _moment(start), _last(end)
    if first == last or end - start <= timedelta(minutes=1):
        return first
    if first[10:]:
        last = f"{last} 24:00" if not last[10:] else last
        return f"{first} to {last[11:] if last[:10] == first[:10] else last}"
    return f"{first} to {last}"


def _whole(start: datetime, end: datetime) -> str:
    """The year or the month that goes from here to there; "" for any other stretch of time."""
    if start.day != 1 or end.day != 1 or _moment(start)[10:] or _moment(end)[10:]:
        return ""
    months = 12 * (end.year - start.year) + end.month - start.month
    if months == 12 and start.month == 1:
        return start.isoformat()[:4]
    return start.isoformat()[:7] if months == 1 else ""


def _moment(moment: datetime) -> str:
    text = moment.isoformat(sep=" ", timespec="minutes")
    return text.removesuffix(" 00:00")


def _last(end: datetime | None) -> str:
    """The last day before the open end, or the end itself where it is no midnight."""
    if end is None:
        return ""
    return _moment(end) if _moment(end)[10:] or end.toordinal() == 1 else _moment(end - timedelta(days=1))
