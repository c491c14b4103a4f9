"""Verdicts' findings become those that are told: fingerprints, policy, baseline, suppressions, trusted outlets, and whom they concern."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from factcheck.findings import SEVERITIES, Policy, only_time
from factcheck.findings.draft import Draft
from factcheck.findings.suppressions import suppress
from factcheck.model import Article, Claim, Finding, Frozen
from factcheck.stories import Held


def trusting(findings: Sequence[Finding], articles: Mapping[str, Article], trusted: Sequence[str]) -> tuple[Finding, ...]:
    """The findings of two outlets of which one alone is trusted, with that said in the advice; all others as they were."""
    names = {name.casefold() for name in trusted}
    return tuple(_marked(finding, articles, names) for finding in findings) if names else tuple(findings)


def _marked(finding: Finding, articles: Mapping[str, Article], names: set[str]) -> Finding:
    known = [(articles[statement.article].source or "").casefold() in names for statement in finding.statements]
    if sorted(known) != [False, True]:
        return finding
    statements = tuple(statement.model_copy(update={"trusted": trust}) for statement, trust in zip(finding.statements, known, strict=True))
    outlet = articles[next(statement.article for statement in statements if statement.trusted)].source
    advice = f"{finding.suggestion} {outlet} is trusted here: look there first, for it may be wrong all the same."
    return finding.model_copy(update={"statements": statements, "suggestion": advice})


_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\xa0": " "})


def normalised(sentence: str) -> str:
    """The sentence without what typing changes: quotation marks, dashes, spaces, case, compatibility forms."""
    plain = unicodedata.normalize("NFKC", sentence).translate(_QUOTES)
    return re.sub(r"\s+", " ", plain).strip().casefold()


def fingerprint(kind: str, sides: Sequence[tuple[str, str]], ordinal: int = 0) -> str:
    """A tagged hash of the kind and of (path, sentence) of either side, whatever their order; `ordinal` tells equal ones apart."""
    content = [kind, sorted([path, normalised(sentence)] for path, sentence in sides), ordinal]
    canonical = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return "fc1:" + hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def finish(drafts: Iterable[Draft], articles: Mapping[str, Article], relative: Mapping[str, str]) -> tuple[Finding, ...]:
    """The findings, each told once, in an order that depends on their content alone.

    `relative` gives each article's path from the configuration's folder, which fingerprints are made of. Findings with the same
    sides are numbered by rule and by the words that clash before their places count, so that moving a paragraph renumbers none.
    """
    seen: dict[str, int] = {}
    told: set[tuple[str, tuple[tuple[str, int, int], ...]]] = set()
    finished = []
    for item in sorted(drafts, key=lambda draft: (_identifying(draft.finding, articles), _order(draft.finding, articles))):
        finding = item.finding
        identity = (finding.code + finding.message, tuple((s.article, s.start, s.end) for s in finding.statements))
        if identity in told:
            continue
        told.add(identity)
        sides = [(relative[s.article], sentence) for s, sentence in zip(finding.statements, item.sentences, strict=True)]
        base = fingerprint(item.tag or finding.kind, sides)
        ordinal = seen.get(base, 0)
        seen[base] = ordinal + 1
        mark = base if ordinal == 0 else fingerprint(item.tag or finding.kind, sides, ordinal)
        finished.append(finding.model_copy(update={"fingerprint": mark}))
    return in_order(finished, articles, frozenset())


def in_order(findings: Iterable[Finding], articles: Mapping[str, Article], selected: frozenset[str]) -> tuple[Finding, ...]:
    """The gravest first, then by place; where only rules of time are selected, what expires first, and last what has no day."""
    found = sorted(findings, key=lambda finding: _order(finding, articles))
    return tuple(sorted(found, key=_expires) if selected and only_time(selected) else found)


def _expires(finding: Finding) -> date:
    return finding.time.expires.on if finding.time is not None and finding.time.expires is not None else date.max


def _identifying(finding: Finding, articles: Mapping[str, Article]) -> tuple[str, list[str]]:
    """The rule and the words that clash, which no other place in the article changes."""
    clashing = [articles[s.article].text[start:end] for s in finding.statements for start, end in s.clashing]
    return finding.code, sorted(clashing)


def _order(finding: Finding, articles: Mapping[str, Article]) -> tuple[object, ...]:
    places = [(articles[s.article].place, s.start, s.article) for s in finding.statements]
    return (
        SEVERITIES.index(finding.severity),
        finding.kind == "source",
        places[0][0],
        places[0][1],
        finding.code,
        places,
        finding.message,
    )


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


# Of what an archive holds, only that is told which concerns the articles that are checked.


def concerned(findings: Iterable[Finding], articles: Mapping[str, Article]) -> tuple[Finding, ...]:
    """The findings that quote an article which is no archive's."""
    return tuple(f for f in findings if any(articles[statement.article].archived is None for statement in f.statements))


def cited(held: Held, findings: Sequence[Finding], agreements: Iterable[tuple[str, str]]) -> tuple[frozenset[str], list[Claim]]:
    """The held articles (their ids) and claims that findings or agreements name."""
    named = {claim for pair in agreements for claim in pair} | {statement.claim for f in findings for statement in f.statements}
    claims = [claim for claim in held.claims if claim.id in named]
    articles = {claim.article for claim in claims} | {statement.article for f in findings for statement in f.statements}
    return frozenset(articles), claims
