"""The rules: every code that works, with its documentation; and the configuration's say on which are told where, and how grave each is."""

from __future__ import annotations

import re
import tomllib
import warnings
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from pathspec import GitIgnoreSpec

from factcheck.errors import UsageError
from factcheck.model import FindingKind, Frozen, Severity, TimeKind

if TYPE_CHECKING:
    from factcheck.findings.draft import Draft


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


# Which rules are told where, and how grave each is: the configuration's say on findings.


class PathRules(Frozen):
    """What holds for the articles that a pattern matches."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}


def severities(chosen: Mapping[str, Severity]) -> dict[str, Severity]:
    """Code -> severity, where what names a rule more exactly wins; raises UsageError for a selector that names no rule."""
    found: dict[str, Severity] = {}
    for selector in sorted(chosen, key=lambda selector: -len(expand([selector]))):
        found |= dict.fromkeys(expand([selector]), chosen[selector])
    return found


def _spec(pattern: str) -> GitIgnoreSpec:
    try:
        with warnings.catch_warnings(action="ignore", category=FutureWarning):  # a doubtful set is one all the same
            return GitIgnoreSpec.from_lines([pattern])
    except (ValueError, re.error) as error:
        raise UsageError(
            f"{pattern!r} is no pattern of paths ({error}); write it as in a .gitignore file, with / between folders"
        ) from error


class Policy:
    """Rules selected and severities, in general and for patterns of paths (those of .gitignore files), the later pattern winning.

    Raises UsageError where a selector names no rule. A finding of two statements belongs to the article of its primary one.
    """

    def __init__(
        self, select: Sequence[str], ignore: Sequence[str], severity: Mapping[str, Severity], paths: Mapping[str, PathRules]
    ) -> None:
        self.selected = expand(select or tuple(RULES)) - expand(ignore)
        self._severity = severities(severity)
        self._paths = [
            (
                _spec(pattern),
                expand(rules.select or tuple(RULES)) - expand(rules.ignore),
                severities(rules.severity),
            )
            for pattern, rules in paths.items()
        ]

    def apply(self, drafts: Iterable[Draft], files: Mapping[str, str]) -> list[Draft]:
        """The drafts that are to be told, as grave as they are to be; `files` = article id -> its file from the configuration's folder."""
        kept = []
        for item in drafts:
            code = item.finding.code
            applying = [rules for rules in self._paths if rules[0].match_file(files[item.finding.statements[0].article])]
            if code in self.selected and all(code in selected for _, selected, _ in applying):
                levels = [level[code] for level in [self._severity, *(own for _, _, own in applying)] if code in level]
                kept.append(item.regraded(levels[-1]) if levels else item)
        return kept
