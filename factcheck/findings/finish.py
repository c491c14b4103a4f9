"""Gives drafts their fingerprints and their fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from factcheck.findings.catalogue import SEVERITIES, only_time
from factcheck.findings.draft import Draft
from factcheck.findings.fingerprint import fingerprint
from factcheck.model import Article, Finding


def finish(drafts: Iterable[Draft], articles: Mapping[str, Article], relative: Mapping[str, str]) -> tuple[Finding, ...]:
    """The findings, each told once, in an order that depends on their content alone.

    `relative` gives each article's path from the configuration's folder, which fingerprints are made of. Findings with the same
    sides are numbered by rule and by the words that clash before their places count, so that moving a paragraph renumbers none.
    """
    seen: dict[str, int] = {}
    told: set[tuple[str, tuple[tuple[str, int, int], ...]]] = set()
    finished = []
    for item in sorted(drafts, key=lambda draft: (_identifying(draft.finding, articles), _order(draft.finding, articles))):
        finding = item.finding
        identity = (finding.code + finding.message, tuple((s.article, s.start, s.end) for s in finding.statements))
        if identity in told:
            continue
        told.add(identity)
        sides = [(relative[s.article], sentence) for s, sentence in zip(finding.statements, item.sentences, strict=True)]
        base = fingerprint(item.tag or finding.kind, sides)
        ordinal = seen.get(base, 0)
        seen[base] = ordinal + 1
        mark = base if ordinal == 0 else fingerprint(item.tag or finding.kind, sides, ordinal)
        finished.append(finding.model_copy(update={"fingerprint": mark}))
    return in_order(finished, articles, frozenset())


def in_order(findings: Iterable[Finding], articles: Mapping[str, Article], selected: frozenset[str]) -> tuple[Finding, ...]:
    """The gravest first, then by place; where only rules of time are selected, what expires first, and last what has no day."""
    found = sorted(findings, key=lambda finding: _order(finding, articles))
    return tuple(sorted(found, key=_expires) if selected and only_time(selected) else found)


def _expires(finding: Finding) -> date:
    return finding.time.expires.on if finding.time is not None and finding.time.expires is not None else date.max


def _identifying(finding: Finding, articles: Mapping[str, Article]) -> tuple[str, list[str]]:
    """The rule and the words that clash, which no other place in the article changes."""
    clashing = [articles[s.article].text[start:end] for s in finding.statements for start, end in s.clashing]
    return finding.code, sorted(clashing)


def _order(finding: Finding, articles: Mapping[str, Article]) -> tuple[object, ...]:
    places = [(articles[s.article].place, s.start, s.article) for s in finding.statements]
    return (
        SEVERITIES.index(finding.severity),
        finding.kind == "source",
        places[0][0],
        places[0][1],
        finding.code,
        places,
        finding.message,
    )
