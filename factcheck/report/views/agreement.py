"""Whether two claims that a comparison calls agreeing may be shown so: not while a number, a name, a time or a negation differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from factcheck.model import Category, Claim, Finding, Interval, Moment, Name, Quantity

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
