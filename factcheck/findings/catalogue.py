"""The rule catalogue: every code that works, with its severity and its documentation."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from importlib.resources import files
from types import MappingProxyType

from factcheck.errors import UsageError
from factcheck.model import FindingKind, Frozen, Severity, TimeKind


class Rule(Frozen):
    """One rule: what it does, why it matters, an example, and what to do."""

    code: str
    name: str
    kind: FindingKind
    severity: Severity
    title: str
    what: str
    why: str
    example: str
    remedy: str


def _read() -> dict[str, Rule]:
    entries = tomllib.loads(files(__package__).joinpath("rules.toml").read_text(encoding="utf-8"))
    return {code: Rule(code=code, **entry) for code, entry in sorted(entries.items())}


RULES: Mapping[str, Rule] = MappingProxyType(_read())
"""Code -> rule, in the order of the codes."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""From the gravest down."""

TIME_CODES: Mapping[TimeKind, str] = MappingProxyType(
    {
        "as_of": "FC201",
        "now": "FC202",
        "ongoing": "FC202",
        "recency": "FC202",
        "relative": "FC203",
        "future": "FC204",
        "conditional_future": "FC206",
        "superlative": "FC207",
        "role": "FC208",
    }
)
"""Kind of time-sensitivity -> code."""


def only_time(codes: Iterable[str]) -> bool:
    """Nothing but what time does to statements: the run is a calendar of what expires."""
    return all(RULES[code].kind in {"time_sensitive", "superseded"} for code in codes)


def rule(code: str) -> Rule:
    """The rule with this code or name; raises UsageError with a suggestion for an unknown one."""
    wanted = code.strip()
    for entry in RULES.values():
        if wanted.upper() == entry.code or wanted.lower() == entry.name:
            return entry
    begun = [code for code in RULES if wanted and code.startswith(wanted.upper())]
    near = get_close_matches(wanted.upper(), RULES, n=1) or get_close_matches(wanted.lower(), [entry.name for entry in RULES.values()], n=1)
    meant = ", ".join(begun or near)
    hint = f"; did you mean {meant}?" if meant else f"; known are {', '.join(RULES)}"
    raise UsageError(f"unknown rule {wanted!r}{hint}")


def expand(selectors: Iterable[str]) -> frozenset[str]:
    """The codes that the selectors name: codes, names or beginnings of codes ("FC2"); raises UsageError for one that names none."""
    found: set[str] = set()
    for selector in selectors:
        prefix = selector.strip().upper()
        started = {code for code in RULES if prefix and code.startswith(prefix)}
        found |= started or {rule(selector).code}
    return frozenset(found)
