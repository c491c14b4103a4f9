"""A finding on its way: complete but for its fingerprint."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from factcheck.findings.catalogue import rule
from factcheck.model import Article, Claim, Finding, FindingTime, Frozen, Severity, Statement


class Draft(Frozen):
    """A finding without fingerprint, and the sentence of either side that the fingerprint is made of."""

    finding: Finding
    sentences: tuple[str, ...]
    tag: str = ""
    """What the fingerprint has in place of the finding's kind, where one sentence can have two findings of a kind."""

    def regraded(self, severity: Severity) -> Draft:
        """The same with another severity."""
        return self.model_copy(update={"finding": self.finding.model_copy(update={"severity": severity})})


def draft(  # noqa: PLR0913  a finding has that many parts
    code: str,
    *,
    message: str,
    explanation: str,
    suggestion: str,
    statements: tuple[Statement, ...],
    sentences: tuple[str, ...],
    severity: Severity | None = None,
    time: FindingTime | None = None,
    confidence: float | None = None,
    confidence_from: str = "rule",
    by: str = "rule",
    tag: str = "",
) -> Draft:
    """A draft with the name, kind and (unless given) severity that the catalogue has for `code`."""
    entry = rule(code)
    finding = Finding.model_validate(
        {
            "code": code,
            "name": entry.name,
            "kind": entry.kind,
            "severity": severity or entry.severity,
            "confidence": confidence,
            "confidence_from": confidence_from,
            "message": " ".join(message.split()),
            "explanation": explanation,
            "suggestion": suggestion,
            "statements": statements,
            "time": time,
            "by": by,
            "fingerprint": "",
        }
    )
    return Draft(finding=finding, sentences=sentences, tag=tag)


def sentence_of(claim: Claim, article: Article) -> str:
    """The whole sentence that holds the claim, as it stands in the article."""
    return article.text[claim.sentence.start : claim.sentence.end]


def statement(role: str, claim: Claim, article: Article, clashing: Iterable[tuple[int, int]] = ()) -> Statement:
    """The claim's sentence as one side of a finding, with its place in the file and the stretches that clash."""
    position = article.source_map.position(claim.sentence.start)
    return Statement.model_validate(
        {
            "role": role,
            "article": article.id,
            "claim": claim.id,
            "start": claim.sentence.start,
            "end": claim.sentence.end,
            "line": position.line if position else None,
            "column": position.column if position else None,
            "quote": sentence_of(claim, article),
            "clashing": tuple(sorted(clashing)),
        }
    )


def places(words: Iterable[str], claim: Claim, article: Article) -> Iterator[tuple[int, int]]:
    """Where the words stand: as a value of the claim, else as whole words of it or of its sentence; one that is not there has none."""
    for word in words:
        value = next((value for value in claim.values if value.text == word), None)
        if value is not None:
            yield value.start, value.end
            continue
        spaced = r"\s*".join(map(re.escape, word.split()))
        whole_words = re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)
        found = [whole_words.search(article.text, place.start, place.end) for place in (claim.span, claim.sentence) if word.strip()]
        yield from (match.span() for match in [match for match in found if match][:1])


def whole(article: Article) -> Statement:
    """The article itself as the one side of a finding about a source."""
    return Statement(role="primary", article=article.id, claim=None, start=0, end=0, line=None, column=None, quote="")


def called(article: Article, other: Article | None = None) -> str:
    """How a message names an article: its outlet, or its path where it has none or shares it with the `other`."""
    return article.path if other is not None and article.source == other.source else article.source or article.path
