"""What editors have decided: which decision on a finding stands, and what that makes of the findings of a check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Literal

from factcheck.model import Decision, Finding

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

    def add(self, decision: Decision) -> None:
        """Takes one more decision; one that is known already (it was sent twice) counts once."""
        if decision.id in self._place:
            return
        self._place[decision.id] = decision.fingerprint
        self._history[decision.fingerprint].append(decision)
        self._by_author[decision.author].append(decision)
        if decision.revokes:
            self._revoked.add(decision.revokes)
        for fingerprint in {decision.fingerprint, self._place.get(decision.revokes or "", decision.fingerprint)}:
            self._settle(fingerprint)

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


def mark(findings: Iterable[Finding], ledger: Ledger, as_of: date) -> tuple[Finding, ...]:
    """The findings, with those that are new and were dismissed or snoozed marked as such; what was confirmed stays new."""
    marked = []
    for finding in findings:
        standing = state(ledger.standing(finding.fingerprint), as_of)
        quiet = finding.state == "new" and standing in {"dismissed", "snoozed"}
        marked.append(finding.model_copy(update={"state": standing}) if quiet else finding)
    return tuple(marked)
