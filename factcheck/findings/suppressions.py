"""Housekeeping: suppressions inside articles (FC901), what was left out of their texts (FC902), dates that lie ahead (FC301)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from factcheck.errors import UsageError
from factcheck.findings import RULES, expand, rule
from factcheck.findings.draft import Draft, draft, whole
from factcheck.model import Article, Directive, Finding, LeftOutText, ReadText, Severity, Statement
from factcheck.words import amount

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


# What must not look checked: FC902 for what was left out of the articles' texts, FC301 for dates of publication that lie ahead.

_SHOWN = 60
"""How much of what was left out a message repeats."""
_EMBARGO = timedelta(days=7)
"""What is to be published within a week is planned, and no mistake."""
_AHEAD = "By a date that lies ahead nothing in an article has expired or been overtaken yet, so that nothing of that is told."
_FAILED = {"other language", "too long"}
"""What is told as a failure."""


def unread(read: Sequence[ReadText], articles: Mapping[str, Article]) -> Iterator[Draft]:
    """One for each article and reason where what was left out holds a verb, a number or a name, and one for each that gave no claim."""
    for item in read:
        article = articles[item.article]
        yield from (_left_out(article, part) for part in item.left_out if part.telling and part.reason not in _FAILED)
        if not item.claims:
            sentences = amount(item.sentences, "sentence")
            yield _draft("no claim", f"no claim came of this article, of which {sentences} were read", whole(article))


def ahead(articles: Iterable[Article], as_of: date) -> Iterator[Draft]:
    """FC301 for each article that says to be published more than a week after the check, by whose date nothing has gone stale."""
    entry = rule("FC301")
    for article in articles:
        if article.day is not None and article.day > as_of + _EMBARGO:
            message = f"published {article.day.isoformat()}, after the day of this check, {as_of.isoformat()}"
            remedy = "Correct the date of publication, or check as of another day with --as-of."
            yield draft(
                "FC301", message=message, explanation=_AHEAD, suggestion=remedy, statements=(whole(article),), sentences=(entry.name,)
            )


def _left_out(article: Article, part: LeftOutText) -> Draft:
    first = part.first or 0
    position = article.source_map.position(first)
    place = Statement(
        role="primary",
        article=article.id,
        claim=None,
        start=first,
        end=first,
        line=position.line if position else None,
        column=position.column if position else None,
        page=article.source_map.page(first),
        quote="",
    )
    of_all = f" of {part.stretches:,}" if part.stretches > part.telling else ""
    has = "has" if part.telling == 1 else "have"
    told = f"{amount(part.telling, 'stretch', 'stretches')}{of_all} {has} a verb, number or name"
    such = ":" if part.telling == 1 else ", such as"
    return _draft(part.reason, f'not read ({part.reason}): {told}{such} "{_beginning(article.text, first)}"', place)


def _beginning(text: str, start: int) -> str:
    """The first line from there on that has a word or a number, cut to a few words."""
    lines = [" ".join(line.strip(" #|>*_`~").split()) for line in text[start : start + 5 * _SHOWN].split("\n")]
    words = next((line for line in lines if re.search(r"\w", line)), "")
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(' ', 1)[0]} …"


def _draft(reason: str, message: str, place: Statement) -> Draft:
    entry = rule("FC902")
    remedy = "Nothing need be wrong; where it states something, write it as a sentence of the article's prose."
    return draft("FC902", message=message, explanation=entry.why, suggestion=remedy, statements=(place,), sentences=(reason,))
