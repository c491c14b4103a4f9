"""The baseline: findings that somebody has looked at and that a check tells no more, with what they wrote about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from factcheck.model import Finding, Frozen, Run


class Entry(BaseModel):
    """One known finding; `label`, `reason` and any further key belong to the person who writes them, and are kept.

    `paths` and `quotes` are those of its statements when it was last written, for readers; the fingerprint alone decides. `engines`
    found it then (extractor, judge): that others do not find it makes it known no less.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    fingerprint: str
    code: str
    paths: tuple[str, ...]
    quotes: tuple[str, ...]
    engines: tuple[str, ...] = ()
    label: str = ""
    reason: str = ""


class Baseline(Frozen):
    """The known findings, in the order of their paths, rules and fingerprints."""

    version: Literal[1] = 1
    findings: tuple[Entry, ...] = ()

    @property
    def fingerprints(self) -> frozenset[str]:
        """Those of all entries."""
        return frozenset(entry.fingerprint for entry in self.findings)


def mark(findings: Iterable[Finding], baseline: Baseline) -> tuple[Finding, ...]:
    """The findings, with those that are new and in the baseline marked as known."""
    known = baseline.fingerprints
    return tuple(
        finding.model_copy(update={"state": "known"}) if finding.state == "new" and finding.fingerprint in known else finding
        for finding in findings
    )


def updated(baseline: Baseline, findings: Sequence[Finding], relative: Mapping[str, str], engines: tuple[str, ...]) -> Baseline:
    """The baseline with every finding that no directive suppresses; what people wrote into entries stays, and no entry is lost.

    `relative` = article id -> path from the configuration's folder; `engines` are those that found them.
    """
    known = {entry.fingerprint: entry for entry in reversed(baseline.findings)}
    for finding in findings:
        if finding.state in {"new", "known"}:
            entry = _entry(finding, relative, engines)
            former = known.get(finding.fingerprint)
            told = entry.model_dump(include={"fingerprint", "code", "paths", "quotes", "engines"})
            known[finding.fingerprint] = former.model_copy(update=told) if former else entry
    return _sorted(known.values())


def _entry(finding: Finding, relative: Mapping[str, str], engines: tuple[str, ...]) -> Entry:
    return Entry(
        fingerprint=finding.fingerprint,
        code=finding.code,
        paths=tuple(relative[statement.article] for statement in finding.statements),
        quotes=tuple(statement.quote for statement in finding.statements),
        engines=engines,
    )


def _sorted(entries: Iterable[Entry]) -> Baseline:
    return Baseline(findings=tuple(sorted(entries, key=lambda entry: (entry.paths, entry.code, entry.fingerprint))))


def stale(baseline: Baseline, run: Run, scanned: Callable[[str], bool], selected: frozenset[str]) -> tuple[Entry, ...]:
    """The entries that match no finding although the run would have found them.

    Their rule was `selected`, the same engines were at work and did not fail, and all of their articles were `scanned` (told by path).
    """
    found = {finding.fingerprint for finding in run.findings}
    if any(failure.stage != "reading" for failure in run.failures):
        return ()
    return tuple(
        entry
        for entry in baseline.findings
        if entry.fingerprint not in found
        and entry.code in selected
        and entry.engines in {(), (run.extractor, run.judge)}
        and all(scanned(path) for path in entry.paths)
    )


def without(baseline: Baseline, entries: Iterable[Entry]) -> Baseline:
    """The baseline without these entries."""
    gone = {entry.fingerprint for entry in entries}
    return _sorted(entry for entry in baseline.findings if entry.fingerprint not in gone)
