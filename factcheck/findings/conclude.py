"""From drafts to what is told: the configuration's say, fingerprints, suppressions, trust."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from factcheck.findings.draft import Draft
from factcheck.findings.finish import finish, in_order
from factcheck.findings.policy import Policy
from factcheck.findings.suppressions import suppress
from factcheck.findings.trust import trusting
from factcheck.model import Article, Finding


def conclude(
    drafts: Iterable[Draft], articles: Mapping[str, Article], relative: Mapping[str, str], policy: Policy, trusted: Sequence[str]
) -> tuple[Finding, ...]:
    """The findings in their fixed order; `relative` = article id -> path from the configuration's folder."""
    found = finish(policy.apply(drafts, relative), articles, relative)
    found, problems = suppress(found, articles, policy.selected)
    wrong = finish(policy.apply(problems, relative), articles, relative)
    return trusting(in_order([*found, *wrong], articles, policy.selected), articles, trusted)
