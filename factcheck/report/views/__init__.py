"""What the pages show, as plain values: pure functions from a run to them; here, the numbers by which a page refers to what is in a run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from factcheck.model import Article, Category, Claim, Finding, Frozen, Interval, Moment, Name, Quantity, Run


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
