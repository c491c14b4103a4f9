"""The review session: the queue of findings, the decisions of editors, and how precise each rule has been."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from threading import RLock
from typing import Literal

from factcheck.clock import Moments
from factcheck.engines import DecisionStore
from factcheck.errors import UsageError
from factcheck.findings.baseline import Ledger, state
from factcheck.model import Article, Decision, DecisionLabel, Finding, Frozen, RightSide, Run
from factcheck.report.views import index
from factcheck.report.views.page import groups

State = Literal["open", "confirmed", "dismissed", "superseded", "snoozed", "known", "suppressed"]
STATES: tuple[State, ...] = ("open", "confirmed", "dismissed", "superseded", "snoozed", "known", "suppressed")
LABELS: tuple[DecisionLabel, ...] = ("confirmed", "dismissed", "superseded", "snoozed", "skipped", "note")
"""What an editor can say of a finding."""
MOST_CHARACTERS = 4000
"""Characters of a reason or a note."""
_MOST_NAME = 80


class Filters(Frozen):
    """Which findings are shown; "" = whatever. `rule` is a code or the beginning of one, `state` "" = all but suppressed ones."""

    rule: str = ""
    outlet: str = ""
    article: str = ""
    state: State | Literal[""] = "open"


class Item(Frozen):
    """One finding of the queue and what was said of it: the decision that stands, every decision, and the notes."""

    finding: Finding
    state: State
    decision: Decision | None
    history: tuple[Decision, ...]
    notes: tuple[Decision, ...]
    skipped: bool


class Precision(Frozen):
    """How often a rule was right: confirmed / (confirmed + dismissed); None where nothing was decided."""

    code: str
    confirmed: int
    dismissed: int

    @property
    def value(self) -> float | None:
        """The share of what was confirmed, or None without data."""
        decided = self.confirmed + self.dismissed
        return self.confirmed / decided if decided else None


class Session:
    """One review of the findings of a run; several editors, threads and processes may decide at once.

    The queue holds contradictions first, then what is overtaken, what goes stale at the end; within these the findings about one story
    stand together, the gravest first, then what was published last, then the order of the run; what somebody skipped comes last.
    What others store is seen at the next look. Everything raises what the store raises where it fails.
    """

    def __init__(self, run: Run, store: DecisionStore, moments: Moments) -> None:
        self.run, self.store = run, store
        self.articles: Mapping[str, Article] = {article.id: article for article in run.articles}
        self._moments, self._lock, self._undoing = moments, RLock(), RLock()
        self._ledger, self._position = Ledger(), 0
        self.groups = groups(run, run.findings, index(run, run.findings))
        ordered = [finding for group in self.groups for finding in group.findings]
        self._findings = {finding.fingerprint: finding for finding in ordered}
        self._states = {finding.fingerprint: self._state(finding) for finding in ordered}
        self.refresh()

    def refresh(self) -> None:
        """Reads what was stored since the last look."""
        with self._lock:
            decisions, self._position = self.store.since(self._position)
            for decision in decisions:
                for fingerprint in self._ledger.add(decision) & self._states.keys():
                    self._states[fingerprint] = self._state(self._findings[fingerprint])

    def queue(self, filters: Filters = Filters()) -> list[str]:  # noqa: B008  a frozen value
        """The fingerprints of the findings that the filters let through, in their order."""
        with self._lock:
            shown = [finding for finding in self._findings.values() if self._holds(finding, filters)]
            return [finding.fingerprint for finding in sorted(shown, key=lambda finding: self._ledger.skipped(finding.fingerprint))]

    def item(self, fingerprint: str) -> Item:
        """The finding with what was said of it; raises UsageError where there is no such finding."""
        finding = self._findings.get(fingerprint)
        if finding is None:
            raise UsageError(f"{fingerprint[:60]}: there is no such finding in this session; reload the queue")
        with self._lock:
            return Item(
                finding=finding,
                state=self._states[fingerprint],
                decision=self._ledger.standing(fingerprint),
                history=self._ledger.history(fingerprint),
                notes=self._ledger.notes(fingerprint),
                skipped=self._ledger.skipped(fingerprint),
            )

    def decide(  # noqa: PLR0913  the parts of a decision
        self,
        fingerprint: str,
        label: DecisionLabel,
        author: str,
        *,
        right_side: RightSide | None = None,
        reason: str = "",
        until: date | None = None,
    ) -> Decision:
        """Stores a decision at once; raises UsageError where it lacks what its label asks for.

        What the author has just said of the finding, sent once more, is not stored again.
        """
        finding = self.item(fingerprint).finding
        reason = tidied(reason)
        self._refuse(label, reason, until, right_side, finding)
        decision = Decision(
            fingerprint=fingerprint,
            label=label,
            code=finding.code,
            right_side=right_side if label == "confirmed" else None,
            reason=reason,
            until=until if label == "snoozed" else None,
            author=name(author),
            at=self._moments(),
        )
        standing = self.item(fingerprint).decision
        if standing is not None and _said(standing) == _said(decision):
            return standing
        self._store(decision)
        return decision

    def undo(self, author: str) -> Decision | None:
        """Revokes the author's last decision that is not revoked yet, and gives it; None where there is none."""
        with self._undoing:
            self.refresh()
            with self._lock:
                last = self._ledger.last_of(name(author))
            if last is not None:
                undone = {"label": "undone", "code": last.code, "revokes": last.id, "author": name(author), "at": self._moments()}
                self._store(Decision.model_validate({"fingerprint": last.fingerprint, **undone}))
            return last

    def precision(self) -> list[Precision]:
        """One entry for each rule of the findings or of a decision, by code; decisions on findings that are gone count."""
        with self._lock:
            counts = Counter((decision.code, decision.label) for decision in self._ledger.settled())
        codes = {code for code, _ in counts if code} | {finding.code for finding in self._findings.values()}
        return [Precision(code=code, confirmed=counts[code, "confirmed"], dismissed=counts[code, "dismissed"]) for code in sorted(codes)]

    def counts(self) -> dict[State, int]:
        """How many findings are in each state."""
        with self._lock:
            found = Counter(self._states.values())
        return {one: found[one] for one in STATES}

    def choices(self) -> dict[str, list[str]]:
        """What the filters can name: the rules, outlets and articles (paths) of the findings, sorted."""
        concerned = [self.articles[statement.article] for finding in self._findings.values() for statement in finding.statements]
        return {
            "rule": sorted({finding.code for finding in self._findings.values()}),
            "outlet": sorted({article.source for article in concerned if article.source}),
            "article": sorted({article.path for article in concerned}),
        }

    def _store(self, decision: Decision) -> None:
        """The store's order counts, so the decision is read back with what others stored before it; nobody waits who only looks."""
        self.store.add(decision)
        self.refresh()

    def _state(self, finding: Finding) -> State:
        if finding.state == "suppressed":
            return "suppressed"
        if finding.state == "known":
            return "known"
        return state(self._ledger.standing(finding.fingerprint), self.run.as_of)

    def _holds(self, finding: Finding, filters: Filters) -> bool:
        own = self._states[finding.fingerprint]
        if (own != filters.state if filters.state else own == "suppressed") or not finding.code.startswith(filters.rule.upper()):
            return False
        if not (filters.outlet or filters.article):
            return True
        concerned = [self.articles[statement.article] for statement in finding.statements]
        return (not filters.outlet or any(article.source == filters.outlet for article in concerned)) and (
            not filters.article or any(filters.article in {article.path, article.id} for article in concerned)
        )

    def _refuse(self, label: str, reason: str, until: date | None, right_side: str | None, finding: Finding) -> None:
        if label not in LABELS:
            raise UsageError(f"{label[:20]!r}: is no decision; known are {', '.join(LABELS)}")
        if label in {"dismissed", "note"} and not reason:
            raise UsageError("say why it is no conflict" if label == "dismissed" else "write the note")
        if len(reason) > MOST_CHARACTERS:
            raise UsageError(f"the reason has {len(reason):,} characters; write at most {MOST_CHARACTERS:,}")
        if label == "snoozed" and (until is None or until <= self.run.as_of):
            raise UsageError(f"name a day after {self.run.as_of} until which to snooze it")
        if right_side == "other" and len(finding.statements) < 2:
            raise UsageError("the finding has one statement; the other cannot be right")


def _said(decision: Decision) -> tuple[object, ...]:
    return decision.label, decision.right_side, decision.reason, decision.until, decision.author


def tidied(text: str) -> str:
    """What somebody typed, as it can be stored: characters that are no text as escapes, no spaces around it."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").strip()


def name(author: str) -> str:
    """An editor's name on one line; raises UsageError for none or a very long one."""
    known = re.sub(r"\s+", " ", tidied(author))
    if not known or len(known) > _MOST_NAME:
        raise UsageError(f"give a name of 1 to {_MOST_NAME} characters")
    return known


def shares(entries: Sequence[Precision]) -> list[tuple[str, str, str]]:
    """(code, share, counts) in words for each entry; "n/a" without data."""
    return [
        (entry.code, "n/a" if entry.value is None else f"{entry.value:.0%}", f"{entry.confirmed} of {entry.confirmed + entry.dismissed}")
        for entry in entries
    ]
