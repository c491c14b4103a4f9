"""The report as SARIF 2.1.0, for code scanning and other readers of static analysis results."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from factcheck.findings import RULES, Rule
from factcheck.model import Article, Failure, Finding, Run, Statement
from factcheck.report import escaped, safe
from factcheck.report.markdown import prose
from factcheck.report.showing import Showing, headed, placed

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_INDEX = {code: index for index, code in enumerate(RULES)}
_QUIET = ("known", "suppressed", "dismissed", "snoozed")
_ESCAPES = str.maketrans({"\\": "\\\\", "[": "\\[", "]": "\\]", "{": "{{", "}": "}}"})


def render(run: Run, showing: Showing) -> str:
    """The findings that are shown, as indented JSON text.

    Findings that are not new are left out, for code scanning on GitHub takes SARIF's own suppressions for open alerts; how many
    there are stands in the run's properties. A run with failures is not successful.
    """
    return escaped(json.dumps(document(run, showing), ensure_ascii=False, indent=2)) + "\n"


def document(run: Run, showing: Showing) -> dict[str, Any]:
    """The report as plain values."""
    articles = {article.id: article for article in run.articles}
    states = {state: sum(finding.state == state for finding in run.findings) for state in _QUIET}
    invocation = {"executionSuccessful": not run.failures, "toolExecutionNotifications": [_notification(f) for f in run.failures]}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "factcheck", "version": run.version, "rules": [_rule(rule) for rule in RULES.values()]}},
                "invocations": [invocation],
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, articles) for finding in run.findings if showing.holds(finding)],
                "properties": {"asOf": run.as_of.isoformat(), **states},
            }
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    parts = (("What it does", rule.what), ("Why it matters", rule.why), ("Example", rule.example), ("What to do", rule.remedy))
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.what},
        "help": {
            "text": "\n\n".join(f"{heading}\n{text}" for heading, text in parts),
            "markdown": "\n\n".join(f"**{heading}**\n\n{prose(text)}" for heading, text in parts),
        },
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": [rule.kind]},
    }


def _result(finding: Finding, articles: Mapping[str, Article]) -> dict[str, Any]:
    first, *others = placed(finding, articles)
    links = "".join(f" See [{_text(headed(articles[s.article], s))}]({number})." for number, s in enumerate(others, start=1))
    rank = {} if finding.confidence is None else {"rank": round(100 * finding.confidence, 1)}
    return {
        "ruleId": finding.code,
        "ruleIndex": _INDEX[finding.code],
        "level": finding.severity,
        "message": {"text": f"{_text(finding.message)}. {_text(finding.explanation)} {_text(finding.suggestion)}{links}"},
        "locations": [_location(first, articles)],
        "relatedLocations": [
            {"id": number, **_location(statement, articles), "message": {"text": _text(statement.quote)}}
            for number, statement in enumerate(others, start=1)
        ],
        "partialFingerprints": {"factcheck/v1": finding.fingerprint, "primaryLocationLineHash": f"{finding.fingerprint[4:]}:1"},
        **rank,
    }


def _location(statement: Statement, articles: Mapping[str, Article]) -> dict[str, Any]:
    article = articles[statement.article]
    region = _region(statement, article)
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(article.place[0])}, **({"region": region} if region else {})}}


def _uri(path: str) -> str:
    file = Path(path)
    return file.as_uri() if file.is_absolute() else quote(file.as_posix(), errors="surrogateescape")


def _region(statement: Statement, article: Article) -> dict[str, Any]:
    if statement.line is None:
        return {}
    region: dict[str, Any] = {"startLine": statement.line}
    last = article.source_map.position(max(statement.start, statement.end - 1))
    if last is not None:
        region["endLine"] = last.line
    if statement.column is not None and last is not None and last.column is not None and statement.quote:
        region |= {"startColumn": statement.column, "endColumn": last.column + 1}
    return region | ({"snippet": {"text": statement.quote}} if statement.quote else {})


def _notification(failure: Failure) -> dict[str, Any]:
    return {"level": "error", "message": {"text": _text(failure.message)}, "descriptor": {"id": failure.kind}}


def _text(text: str) -> str:
    """Text in a SARIF message, where brackets are links and braces are placeholders (2.1.0, 3.11.5 and 3.11.6)."""
    return safe(text).translate(_ESCAPES)
