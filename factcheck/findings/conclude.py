"""From drafts to what is told: the configuration's say, fingerprints, suppressions, trust."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from factcheck.findings.draft import Draft
from factcheck.findings.finish import finish, in_order
from factcheck.findings.policy import Policy
from factcheck.findings.suppressions import suppress
from factcheck.findings.trust import trusting
from factcheck.model import Article, Finding, Frozen


class Places(Frozen):
    """Where articles are, by id: `files` gives the file from the configuration's folder, `identities` that or the address."""

    files: Mapping[str, str]
    identities: Mapping[str, str]


def conclude(
    drafts: Iterable[Draft], articles: Mapping[str, Article], places: Places, policy: Policy, trusted: Sequence[str]
) -> tuple[Finding, ...]:
    """The findings in their fixed order."""
    found = finish(policy.apply(drafts, places.files), articles, places.identities)
    found, problems = suppress(found, articles, policy.selected)
    wrong = finish(policy.apply(problems, places.files), articles, places.identities)
    return trusting(in_order([*found, *wrong], articles, policy.selected), articles, trusted)
