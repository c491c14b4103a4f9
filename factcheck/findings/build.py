"""Turns verdicts, time-sensitive sentences and facts about the sources into findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from factcheck.findings.catalogue import TIME_CODES, rule
from factcheck.findings.draft import Draft, called, draft, places, sentence_of, statement, whole
from factcheck.model import Article, Claim, FindingTime, Severity, TimeSensitivity, Verdict


def from_verdict(verdict: Verdict, articles: Mapping[str, Article]) -> Draft | None:
    """A finding for what contradicts, supersedes or differs; None for every other relation."""
    if verdict.relation not in {"contradicts", "supersedes"} or verdict.code is None:
        return None
    pair, (words_a, words_b) = verdict.pair, verdict.evidence
    sides = [(pair.a, words_a), (pair.b, words_b)]
    if _second_is_primary(verdict, articles):
        sides.reverse()
    (primary, first), (other, second) = sides
    article, against = articles[primary.article], articles[other.article]
    here, there = tuple(places(first, primary, article)), tuple(places(second, other, against))
    said, against_it = _shown(first, here, article), _shown(second, there, against)
    entry = rule(verdict.code)
    return draft(
        verdict.code,
        severity=_severity(verdict, entry.severity),
        message=f"{entry.title}: {said} {'is overtaken by' if verdict.relation == 'supersedes' else 'against'} {against_it}",
        explanation=verdict.rationale,
        suggestion=_advice(verdict, article, against, entry.remedy),
        statements=(
            statement("primary", primary, article, here),
            statement("other", other, against, there),
        ),
        sentences=(sentence_of(primary, article), sentence_of(other, against)),
        confidence=verdict.confidence,
        confidence_from=verdict.confidence_from,
        by=verdict.by,
    )


def _shown(words: tuple[str, ...], found: Sequence[tuple[int, int]], article: Article) -> str:
    """The words as they stand in the article, where every one was found there."""
    if len(found) == len(words):
        words = tuple(article.text[start:end] for start, end in found)
    return ", ".join(f'"{" ".join(word.split())}"' for word in words) or "one statement"


def _second_is_primary(verdict: Verdict, articles: Mapping[str, Article]) -> bool:
    """The older statement leads where it is overtaken; else the one that is checked and in no archive, else the newer.

    Where both are checked and have no dates, the one that a reader meets last leads.
    """
    pair = verdict.pair
    archived = [articles[claim.article].archived is not None for claim in (pair.a, pair.b)]
    if verdict.relation != "supersedes" and archived[0] != archived[1]:
        return archived[0]
    if pair.order != "unknown":
        return (pair.order == "b_first") == (verdict.relation == "supersedes")
    place = [(articles[claim.article].place, claim.span.start) for claim in (pair.a, pair.b)]
    return place[1] > place[0]


def _severity(verdict: Verdict, usual: Severity) -> Severity:
    attributed = all(claim.attributed_to is not None for claim in (verdict.pair.a, verdict.pair.b))
    estimated = verdict.confidence_from == "calibrated"
    return "warning" if usual == "error" and (attributed or estimated) else usual


def _advice(verdict: Verdict, article: Article, against: Article, remedy: str) -> str:
    one, two = called(article, against), called(against, article)
    if article.id == against.id:
        return f"Say in {one} which of the two holds." if verdict.relation == "supersedes" else f"{remedy} Both stand in {one}."
    return f"Update {one}, or link it to {two}." if verdict.relation == "supersedes" else f"{remedy} The two are {one} and {two}."


def from_sensitivity(claim: Claim, found: Sequence[TimeSensitivity], article: Article, as_of: date) -> Draft:
    """The one finding for a time-sensitive sentence: its strongest kind (the first), the others beside it."""
    strongest = found[0]
    entry = rule(TIME_CODES[strongest.kind])
    expired = strongest.expires is not None and strongest.expires.on < as_of
    age = f", expired {_age((as_of - strongest.expires.on).days)} ago" if expired and strongest.expires else ""
    unanchored = strongest.kind == "relative" and article.published is None
    reason = entry.why
    if strongest.expires is not None:
        reason += f" It was to be looked at again by {strongest.expires.on.isoformat()} ({strongest.expires.because})."
    return draft(
        entry.code,
        severity="warning" if expired or unanchored else "note",
        message=f'{entry.title}: "{strongest.trigger}"{age}{" and the article has no date" if unanchored else ""}',
        explanation=reason,
        suggestion=_reworded(found) or entry.remedy,
        statements=(statement("primary", claim, article, ((strongest.start, strongest.end),)),),
        sentences=(sentence_of(claim, article),),
        time=_time(found),
    )


def _reworded(found: Sequence[TimeSensitivity]) -> str:
    """The mechanical rewrites of a sentence's triggers, in one line; "" where there are none."""
    proposals = [f'"{s.rewrite}" for "{s.trigger}"' for s in sorted(found, key=lambda s: s.start) if s.rewrite]
    return f"Write {' and '.join(proposals)}." if proposals else ""


def _time(found: Sequence[TimeSensitivity]) -> FindingTime:
    return FindingTime(kind=found[0].kind, trigger=found[0].trigger, also=tuple(s.kind for s in found[1:]), expires=found[0].expires)


def _age(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def settled_condition(  # noqa: PLR0913  a finding has that many parts
    claim: Claim, condition: TimeSensitivity, article: Article, reason: str, other: Claim | None, articles: Mapping[str, Article]
) -> Draft:
    """A condition that is no longer open; `other` is the statement that tells so, where there is one."""
    statements = [statement("primary", claim, article, ((condition.start, condition.end),))]
    if other is not None:
        statements.append(statement("other", other, articles[other.article]))
    return draft(
        "FC206",
        severity="warning",
        message=f'condition settled: "{condition.trigger}"',
        explanation=f"The sentence tells the condition as open, but {reason}.",
        suggestion="Say how it came out, or put the sentence into the past.",
        statements=tuple(statements),
        sentences=(sentence_of(claim, article), *(sentence_of(c, articles[c.article]) for c in (other,) if c is not None)),
        time=FindingTime(kind="conditional_future", trigger=condition.trigger, expires=condition.expires),
        tag="settled",
    )


def undated(article: Article) -> Draft:
    """FC301: nothing tells when the article was published."""
    entry = rule("FC301")
    message = f'undated article: "{article.title}"' if article.title else f"undated article: {article.path}"
    return draft("FC301", message=message, explanation=entry.why, suggestion=entry.remedy, statements=(whole(article),), sentences=("",))


def dropped(article: Article, count: int, reason: str) -> Draft:
    """FC902: proposed claims that failed the proof gate."""
    entry = rule("FC902")
    message = f"{count} proposed {'claim' if count == 1 else 'claims'} dropped: {reason}"
    return draft(
        "FC902", message=message, explanation=entry.why, suggestion=entry.remedy, statements=(whole(article),), sentences=(reason,)
    )
