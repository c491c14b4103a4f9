"""Which state of which machine a claim tells of ("access": "closed"), read from its words alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from factcheck.model import Claim
from factcheck.verdicts.alignment import FACTUAL
from factcheck.verdicts.lexicon import kin, table
from factcheck.verdicts.remembered import remembered
from factcheck.verdicts.sequence import is_bare

_LASTING = frozenset({"remain", "stay", "keep", "continue"})
_TRANSPARENT = _LASTING | {
    "be",
    "become",
    "get",
    "begin",
    "start",
    "resume",
    "manage",
    "know",
    "confirm",
    "report",
    "find",
    "leave",
    "help",
}
"""Verbs that make what hangs on them a fact ("began to reopen"), unlike "wanted to reopen"."""
_GAP = r"(?:\S+ ){0,3}"
_STAR = r"(?:\S+ ){0,8}"


class Phase(NamedTuple):
    """A state of a machine, and the lemma or phrase that tells it."""

    machine: str
    state: str
    words: str


class Machine(NamedTuple):
    """One machine of machines.toml, its patterns compiled once."""

    name: str
    topic: str
    entry: Mapping[str, Any]
    vocabulary: frozenset[str]
    nouns: frozenset[str]

    @property
    def kinds(self) -> frozenset[str]:
        """The machine's nouns, each by the word that stands for all of its kind."""
        return frozenset(kin(noun) for noun in self.nouns)


@cache
def machines() -> dict[str, Machine]:
    """All machines by name."""
    return {
        entry["name"]: Machine(entry["name"], entry["topic"], entry, _vocabulary(entry), frozenset(entry.get("nouns", ())))
        for entry in table("machines")["machines"]
    }


def _vocabulary(entry: Mapping[str, Any]) -> frozenset[str]:
    """The words that tell a machine's states: two clauses that share only these share nothing in particular."""
    states = entry["states"].values()
    patterns = [pattern for state in states for key in ("says", "phrases", "denied") for pattern in state.get(key, [])]
    return frozenset(word for pattern in patterns for word in pattern.split())


@cache
def _heads(machine: str, state: str, key: str) -> dict[str, list[tuple[str, re.Pattern[str] | None]]]:
    """Patterns of `says` or `denied` by their first word; the rest of each as an expression, None where there is none."""
    found: dict[str, list[tuple[str, re.Pattern[str] | None]]] = {}
    for pattern in machines()[machine].entry["states"][state].get(key, []):
        first, _, rest = pattern.partition(" ")
        expression = re.compile(rf" {re.escape(first)} " + "".join(rf"{_GAP}{re.escape(word)} " for word in rest.split())) if rest else None
        found.setdefault(first, []).append((pattern, expression))
    return found


@cache
def _phrases(machine: str, state: str) -> list[tuple[str, re.Pattern[str]]]:
    patterns = machines()[machine].entry["states"][state].get("phrases", [])
    return [(p, re.compile(" " + "".join(_STAR if word == "*" else rf"{re.escape(word)} " for word in p.split()))) for p in patterns]


def _said(lemmas: str, deeds: Iterable[str], heads: Mapping[str, list[tuple[str, re.Pattern[str] | None]]]) -> str | None:
    for deed in deeds:
        for pattern, rest in heads.get(deed, []):
            if rest is None or rest.search(lemmas):
                return pattern
    return None


@lru_cache(maxsize=4096)
def _phases(lemmas: str, deeds: tuple[str, ...], *, negative: bool, meant: bool) -> tuple[Phase, ...]:
    found = []
    for name, machine in machines().items():
        for state, entry in machine.entry["states"].items():
            if meant and not entry.get("announced"):
                continue
            words = next((pattern for pattern, expression in _phrases(name, state) if expression.search(lemmas)), None)
            if words is not None and negative and not _states_absence(words):
                words = None
            if words is None:
                words = _said(lemmas, deeds, _heads(name, state, "denied" if negative else "says"))
            if words is not None and (" " in words or not machine.entry.get("named") or machine.nouns & set(lemmas.split())):
                found.append(Phase(name, state, words))
    return tuple(found)


def _states_absence(words: str) -> bool:
    """The phrase itself is in the negative, so that a negative clause is what it asks for."""
    return bool({"no", "not", "nothing", "nobody", "without", "yet"} & set(words.split()))


@remembered
def phases(claim: Claim) -> tuple[Phase, ...]:
    """The states that the claim tells of as facts; () for plans, conditions and opinions, unless they say that something lasts."""
    text, negative = f" {claim.lemmas} ", claim.polarity == "negative"
    if claim.modality not in {*FACTUAL, "forecast"} or is_bare(claim):
        return ()
    meant = claim.modality == "forecast" and not _LASTING & set(claim.deeds) and not _agreed(claim)
    return _phases(text, claim.deeds if meant else _facts(claim), negative=negative, meant=meant)


def _agreed(claim: Claim) -> bool:
    """An agreement reached is a fact, although what is agreed is to come."""
    return claim.verb == "agree" and claim.tense in {"past", "present"}


def _facts(claim: Claim) -> tuple[str, ...]:
    """The deeds that the clause tells as facts: up to the first verb that does not vouch for what hangs on it."""
    opaque = next((at for at, deed in enumerate(claim.deeds) if deed not in _TRANSPARENT), len(claim.deeds))
    return claim.deeds[: opaque + 1]
