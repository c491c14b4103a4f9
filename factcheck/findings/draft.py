"""A finding on its way: complete but for its fingerprint."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.comparison import Span, StorySentence
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
    return _statement(role, (claim.sentence.start, claim.sentence.end), claim, article, clashing)


def of_sentence(
    role: str, sentence: StorySentence, claim: Claim | None, article: Article, clashing: Iterable[tuple[int, int]]
) -> Statement:
    """One side of a finding, by the claim of the sentence that clashes, where there is one."""
    return _statement(role, (sentence.start, sentence.end), claim, article, clashing)


def _statement(role: str, span: Span, claim: Claim | None, article: Article, clashing: Iterable[Span]) -> Statement:
    position = article.source_map.position(span[0])
    return Statement.model_validate(
        {
            "role": role,
            "article": article.id,
            "claim": None if claim is None else claim.id,
            "start": span[0],
            "end": span[1],
            "line": position.line if position else None,
            "column": position.column if position else None,
            "page": article.source_map.page(span[0]),
            "quote": article.text[span[0] : span[1]],
            "clashing": tuple(sorted(clashing)),
        }
    )


def whole(article: Article) -> Statement:
    """The article itself as the one side of a finding about a source."""
    return Statement(role="primary", article=article.id, claim=None, start=0, end=0, line=None, column=None, quote="")
