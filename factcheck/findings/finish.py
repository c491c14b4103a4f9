"""Gives drafts their fingerprints and their fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from factcheck.findings.catalogue import SEVERITIES, only_time
from factcheck.findings.draft import Draft
from factcheck.findings.fingerprint import fingerprint
from factcheck.model import Article, Finding


def finish(
    drafts: Iterable[Draft], articles: Mapping[str, Article], relative: Mapping[str, str], selected: frozenset[str]
) -> tuple[Finding, ...]:
    """The findings of the selected codes in an order that depends on their content alone, each told once.

    `relative` gives each article's path from the configuration's folder, which fingerprints are made of. Where only rules of
    time are selected, what expires first comes first, and what has no day comes last.
    """
    seen: dict[str, int] = {}
    told: set[tuple[str, tuple[tuple[str, int, int], ...]]] = set()
    finished = []
    for item in sorted((d for d in drafts if d.finding.code in selected), key=lambda d: _order(d.finding, articles)):
        finding = item.finding
        identity = (finding.code + finding.message, tuple((s.article, s.start, s.end) for s in finding.statements))
        if identity in told:
            continue
        told.add(identity)
        sides = [(relative[s.article], sentence) for s, sentence in zip(finding.statements, item.sentences, strict=True)]
        base = fingerprint(finding.kind, sides)
        ordinal = seen.get(base, 0)
        seen[base] = ordinal + 1
        mark = base if ordinal == 0 else fingerprint(finding.kind, sides, ordinal)
        finished.append(finding.model_copy(update={"fingerprint": mark}))
    return tuple(sorted(finished, key=_expires) if only_time(selected) else finished)


def _expires(finding: Finding) -> date:
    return finding.time.expires.on if finding.time is not None and finding.time.expires is not None else date.max


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
