"""Which rules are told where, and how grave each is: the configuration's say on findings."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from pathspec import GitIgnoreSpec

from factcheck.errors import UsageError
from factcheck.findings.catalogue import RULES, expand
from factcheck.model import Frozen, Severity

if TYPE_CHECKING:
    from factcheck.findings.draft import Draft


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
