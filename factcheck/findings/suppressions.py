"""Suppressions inside articles: what they cover, and what is wrong with them (FC901)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from factcheck.errors import UsageError
from factcheck.findings.catalogue import RULES, expand, rule
from factcheck.findings.draft import Draft, draft
from factcheck.model import Article, Directive, Finding, Severity, Statement

_ACTIONS = ("ignore", "disable", "enable", "file")


@dataclass
class _Suppression:
    """One selector of one directive: the codes that it names, and the stretch of the article's text that it covers (None = all of it)."""

    article: Article
    directive: Directive
    selector: str
    codes: frozenset[str]
    stretch: tuple[int, int] | None
    used: bool = field(default=False)
    elsewhere: Finding | None = field(default=None)

    def covers(self, finding: Finding, statement: Statement) -> bool:
        """A statement that is a whole article is covered only by what is about the whole article."""
        if finding.code not in self.codes or statement.article != self.article.id:
            return False
        return self.stretch is None or (statement.claim is not None and self.stretch[0] <= statement.start < self.stretch[1])


def suppress(
    findings: Sequence[Finding], articles: Mapping[str, Article], selected: frozenset[str]
) -> tuple[tuple[Finding, ...], list[Draft]]:
    """The findings, with those suppressed whose primary statement is covered; and what is wrong with the suppressions.

    A finding of two statements is suppressed at its primary one alone: what somebody wrote into one article hides nothing that is told
    at another. Whether a suppression is used shows only where one of its rules is among the `selected`.
    """
    suppressions: list[_Suppression] = []
    problems: list[Draft] = []
    for article in articles.values():
        read, wrong = _read(article)
        suppressions += read
        problems += wrong
    in_article: defaultdict[str, list[_Suppression]] = defaultdict(list)
    for item in suppressions:
        in_article[item.article.id].append(item)
    marked = tuple(_marked(finding, in_article) for finding in findings)
    problems += [_unused(item) for item in suppressions if not item.used and item.codes & selected]
    return marked, problems


def _marked(finding: Finding, in_article: Mapping[str, Sequence[_Suppression]]) -> Finding:
    suppressed = False
    primary, *others = finding.statements
    for item in in_article.get(primary.article, ()):
        if item.covers(finding, primary):
            item.used = suppressed = True
    for statement in others:
        for item in in_article.get(statement.article, ()):
            if item.covers(finding, statement):
                item.elsewhere = finding
    return finding.model_copy(update={"state": "suppressed"}) if suppressed else finding


def _read(article: Article) -> tuple[list[_Suppression], list[Draft]]:
    """The suppressions of an article that have an effect, and what is wrong with its directives."""
    found: list[_Suppression] = []
    wrong: list[Draft] = []
    opened: defaultdict[frozenset[str], list[_Suppression]] = defaultdict(list)
    for directive in article.directives:
        reason = _misread(directive)
        if reason:
            wrong.append(_problem(article, directive, *reason))
            continue
        for selector in directive.codes:
            codes, reason = _codes(selector)
            if reason:
                wrong.append(_problem(article, directive, *reason))
            elif directive.action == "enable":
                if opened[codes]:
                    last = opened[codes].pop()
                    last.stretch = (last.directive.offset, directive.offset)
                else:
                    wrong.append(_problem(article, directive, "closes nothing", f"No disable[{selector}] stands open here; take it out."))
            else:
                item = _Suppression(article, directive, selector, codes, _stretch(article, directive))
                found.append(item)
                if directive.action == "disable":
                    opened[codes].append(item)
    for item in (item for items in opened.values() for item in items):
        advice = f"Write <!-- factcheck: enable[{item.selector}] --> where it ends."
        wrong.append(_problem(article, item.directive, "never closed", advice))
    return found, wrong


def _stretch(article: Article, directive: Directive) -> tuple[int, int] | None:
    if directive.action == "file":
        return None
    return directive.block if directive.action == "ignore" else (directive.offset, len(article.text) + 1)


def _misread(directive: Directive) -> tuple[str, str] | None:
    """What is wrong with the form of a directive, and the remedy."""
    if not directive.closed:
        return "not closed", "End the comment with -->."
    if directive.action not in _ACTIONS or not directive.codes:
        if directive.action == "front matter":
            return "not understood", "Write it as factcheck: {ignore: {FC101: the reason}}."
        return "not understood", "Write it as <!-- factcheck: ignore[FC101] the reason -->, or disable and enable in its place."
    if directive.action != "enable" and not any(map(str.isalnum, directive.reason)):
        return "without a reason", "It has no effect until it says why; write the reason after the rule."
    return None


@lru_cache(maxsize=256)
def _codes(selector: str) -> tuple[frozenset[str], tuple[str, str] | None]:
    try:
        codes = expand([selector])
    except UsageError as error:
        return frozenset(), ("of an unknown rule", f"{str(error)[:1].upper()}{str(error)[1:]}.")
    if codes == frozenset(RULES):
        return frozenset(), ("of every rule", "Name the rules that are meant.")
    if "FC901" in codes and len(codes) == 1:
        return frozenset(), ("of FC901", "FC901 tells of suppressions and cannot be suppressed by one; leave it out in the configuration.")
    return codes, None


def _unused(item: _Suppression) -> Draft:
    advice = "Take it out, unless it is for articles that were not among those checked."
    if item.elsewhere is not None:
        primary = item.elsewhere.statements[0]
        line = f", line {primary.line}" if primary.line else ""
        where = f"{'this' if primary.article == item.article.id else 'the other'} article{line}"
        advice = f"{item.elsewhere.code} is told at the other statement, in {where}; write it there."
    named = f"{item.selector} is not told here" if len(item.directive.codes) > 1 else ""
    return _problem(item.article, item.directive, "unused", advice, severity="note", also=named)


def _problem(  # noqa: PLR0913  each argument is a part of what is told
    article: Article, directive: Directive, wrong: str, advice: str, *, severity: Severity | None = None, also: str = ""
) -> Draft:
    entry = rule("FC901")
    place = Statement(
        role="primary",
        article=article.id,
        claim=None,
        start=directive.offset,
        end=directive.offset,
        line=directive.line,
        column=directive.column,
        quote="",
    )
    message = f'suppression {wrong}: "{directive.written}"{f"; {also}" if also else ""}'
    sentence = f"{wrong} {directive.written} {also}"
    return draft(
        "FC901", message=message, explanation=entry.why, suggestion=advice, statements=(place,), sentences=(sentence,), severity=severity
    )
