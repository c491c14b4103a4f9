"""What somebody has looked at already: the baseline's findings, and those that editors have decided on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from factcheck.findings.finish import normalised
from factcheck.model import Decision, Finding, Frozen, Run


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


def followed(baseline: Baseline, findings: Iterable[Finding], relative: Mapping[str, str], gone: Callable[[str], bool]) -> Baseline:
    """The baseline with the entries of renamed articles under their present names.

    An entry whose article is `gone` (told by path) is taken for that of a new finding of the same rule with the same sentences.
    `relative` = article id -> path from the configuration's folder.
    """
    found = {finding.fingerprint: finding for finding in findings}
    unknown = [finding for mark, finding in found.items() if mark not in baseline.fingerprints]
    places = [_entry(finding, relative, ()) for finding in unknown]
    kept = []
    for entry in baseline.findings:
        renamed = entry.fingerprint not in found and any(map(gone, entry.paths))
        now = next((place for place in places if _same(entry, place, gone)), None) if renamed else None
        if now is not None:
            places.remove(now)
        kept.append(entry if now is None else entry.model_copy(update=now.model_dump(include={"fingerprint", "paths"})))
    return _sorted(kept)


def _same(entry: Entry, now: Entry, gone: Callable[[str], bool]) -> bool:
    """Rule and sentences are the same, and each path is, or its article was renamed."""
    if entry.code != now.code or len(entry.paths) != len(now.paths):
        return False
    sides = list(zip(map(normalised, now.quotes), now.paths, strict=True))
    former = list(zip(map(normalised, entry.quotes), entry.paths, strict=True))
    return any(
        all(quote == said and (path == place or gone(place)) for (quote, path), (said, place) in zip(order, former, strict=True))
        for order in (sides, sides[::-1])
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


# What editors have decided: which decision on a finding stands, and what that makes of the findings of a check.

Standing = Literal["open", "confirmed", "dismissed", "superseded", "snoozed"]

_STANDING: dict[str, Standing] = {"confirmed": "confirmed", "dismissed": "dismissed", "superseded": "superseded"}
_SETTLING = ("confirmed", "dismissed", "superseded", "snoozed")
_REVOCABLE = (*_SETTLING, "skipped", "note")


class Ledger:
    """All decisions in the order in which they were stored; the last one on a finding that is not revoked stands."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._history: defaultdict[str, list[Decision]] = defaultdict(list)
        self._by_author: defaultdict[str, list[Decision]] = defaultdict(list)
        self._revoked: set[str] = set()
        self._place: dict[str, str] = {}
        self._standing: dict[str, Decision] = {}
        self._skipped: set[str] = set()
        for decision in decisions:
            self.add(decision)

    def add(self, decision: Decision) -> set[str]:
        """Takes one more decision and gives the findings that it may change; one that is known already (it was sent twice) counts once."""
        if decision.id in self._place:
            return set()
        self._place[decision.id] = decision.fingerprint
        self._history[decision.fingerprint].append(decision)
        self._by_author[decision.author].append(decision)
        if decision.revokes:
            self._revoked.add(decision.revokes)
        changed = {decision.fingerprint, self._place.get(decision.revokes or "", decision.fingerprint)}
        for fingerprint in changed:
            self._settle(fingerprint)
        return changed

    def _settle(self, fingerprint: str) -> None:
        """Works out anew what stands on one finding."""
        history = self._history[fingerprint]
        self._standing.pop(fingerprint, None)
        if (standing := self._last(history, _SETTLING)) is not None:
            self._standing[fingerprint] = standing
        (self._skipped.add if self._last(history, ("skipped",)) else self._skipped.discard)(fingerprint)

    def history(self, fingerprint: str) -> tuple[Decision, ...]:
        """Every decision on a finding, those that were revoked as well."""
        return tuple(self._history.get(fingerprint, ()))

    def revoked(self, decision: Decision) -> bool:
        """Another decision has undone this one."""
        return decision.id in self._revoked

    def standing(self, fingerprint: str) -> Decision | None:
        """The last decision that settles the finding and is not revoked."""
        return self._standing.get(fingerprint)

    def skipped(self, fingerprint: str) -> bool:
        """Somebody has put the finding off."""
        return fingerprint in self._skipped

    def notes(self, fingerprint: str) -> tuple[Decision, ...]:
        """The notes on a finding that are not revoked."""
        return tuple(note for note in self._history.get(fingerprint, ()) if note.label == "note" and not self.revoked(note))

    def last_of(self, author: str) -> Decision | None:
        """What the author would undo next."""
        return self._last(self._by_author.get(author, ()), _REVOCABLE)

    def settled(self) -> list[Decision]:
        """The decision that stands on each finding that has one, whether the finding is still found or not."""
        return list(self._standing.values())

    def _last(self, decisions: Iterable[Decision], labels: tuple[str, ...]) -> Decision | None:
        own = (decision for decision in reversed(tuple(decisions)) if decision.label in labels)
        return next((decision for decision in own if not self.revoked(decision)), None)


def state(decision: Decision | None, as_of: date) -> Standing:
    """What the decision that stands makes of its finding on that day: it is open again on the day until which it was snoozed."""
    if decision is None:
        return "open"
    if decision.label == "snoozed":
        return "snoozed" if decision.until is not None and decision.until > as_of else "open"
    return _STANDING.get(decision.label, "open")


def mark_decided(findings: Iterable[Finding], ledger: Ledger, as_of: date) -> tuple[Finding, ...]:
    """The findings, with those that are new and were dismissed or snoozed marked as such; what was confirmed stays new."""
    marked = []
    for finding in findings:
        standing = state(ledger.standing(finding.fingerprint), as_of)
        quiet = finding.state == "new" and standing in {"dismissed", "snoozed"}
        marked.append(finding.model_copy(update={"state": standing}) if quiet else finding)
    return tuple(marked)
