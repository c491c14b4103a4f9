"""A finding on its way, complete but for its fingerprint; and what one about two sentences says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from factcheck.comparison import Span, StorySentence, Verdict
from factcheck.findings import rule
from factcheck.model import Article, Claim, Finding, FindingTime, Frozen, Severity, Statement, Word


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


# What a finding about two sentences says: every difference of the pair, of what it is, and why it is told.

_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})
_NUMBER = frozenset({"nummod", "quantmod", "compound", "amod", "advmod", "npadvmod"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_MOST_WORDS = 6
_DETERMINER = re.compile(r"^(?:the|an?|this|that|these|those|its|their|his|her|our|my|your|both|all|some|any)\s+", re.IGNORECASE)
_LINK = re.compile(r"(?:\s+(?:in|on|at|of|from|since|by|for|with|the|an?))*[\s,(]*$", re.IGNORECASE)
"""What ties words that are cut off to those before them."""


def slot(claim: Claim, span: Span) -> str:
    """What the words at `span` (code points of the article's text) say something of.

    The noun that a number counts, with its modifiers; else the clause's subject, or its object where the subject is what differs.
    """
    return _counted(claim.words, span) or _part(claim, claim.subject, span) or _part(claim, claim.object, span)


def _counted(words: tuple[Word, ...], span: Span) -> str:
    """The noun that the words at `span` hang on, with what stands between them and it and what modifies it."""
    inside = [index for index, word in enumerate(words) if span[0] <= word.start < span[1]]
    if not inside or any(words[index].pos in _NOUNS and words[index].dependency not in _NUMBER for index in inside):
        return ""
    head = next((words[index].head for index in inside if words[index].head not in inside), -1)
    if head == -1 or words[head].pos not in _NOUNS or not any(words[index].dependency in _NUMBER for index in inside):
        return ""
    kept = [index for index, word in enumerate(words) if index == head or (word.head == head and word.dependency in _MODIFIERS)]
    kept += _material(words, head)
    return " ".join(words[index].text for index in kept if index not in inside and words[index].pos not in {"PRON", "DET"})


def _material(words: tuple[Word, ...], head: int) -> list[int]:
    """What is counted, where it stands right behind its measure: "of storage"."""
    if head + 1 >= len(words) or words[head + 1].lemma != "of" or words[head + 1].head != head:
        return []
    thing = next((index for index, word in enumerate(words) if word.head == head + 1 and word.dependency == "pobj"), None)
    own = [] if thing is None else list(range(head + 1, thing + 1))
    return own if len(own) <= _MOST_WORDS // 2 else []


def _part(claim: Claim, part: str, span: Span) -> str:
    """The part of the clause without its determiner, where it is short, a noun, and not itself what differs."""
    at = claim.quote.find(part) if part else -1
    begin, end = claim.span.start + at, claim.span.start + at + len(part)
    if at >= 0 and begin < span[0] < span[1] <= end:
        part = _LINK.sub("", claim.quote[at : span[0] - claim.span.start])
        end = begin + len(part)
    overlaps = at >= 0 and begin < span[1] and span[0] < end
    nouns = any(word.pos in _NOUNS and word.text in part for word in claim.words)
    plain = _DETERMINER.sub("", part)
    return plain if nouns and not overlaps and len(plain.split()) <= _MOST_WORDS else ""


_SUM = "FC110"
"""Parts that do not add up are told together."""
_MOST = 3
"""Differences of one pair that a message tells; the others are marked in the quotations all the same."""
_SURENESS = ((0.9, "sure"), (0.7, "fairly sure"), (0.0, "not very sure"))


def told(verdict: Verdict, title: str, articles: Mapping[str, Article], *, turned: bool) -> str:
    """The message: for each difference, the gravest first, of what it is and the words of either side; `turned` = side b comes first.

    `title` is what the rule calls itself: it stands for what a difference is about where no words of the article say it.
    """
    sides = (verdict.pair.b, verdict.pair.a) if turned else (verdict.pair.a, verdict.pair.b)
    between = "is overtaken by" if verdict.relation == "supersedes" else "against"
    texts = [articles[side.article] for side in sides]
    pairs = [(one.b_span, one.a_span) if turned else (one.a_span, one.b_span) for one in verdict.differences]
    if not pairs or verdict.code == _SUM:
        marked = (verdict.b_spans, verdict.a_spans) if turned else (verdict.a_spans, verdict.b_spans)
        return f"{title}: {_listed(marked[0], texts[0])} {between} {_listed(marked[1], texts[1])}"
    parts: dict[str, list[str]] = {}
    for here, there in list(_distinct(pairs, texts))[:_MOST]:
        about = _about(sides[0], here) or _about(sides[1], there) or title
        shown = (_shown(span, text).replace(f'"{about} ', '"', 1) for span, text in ((here, texts[0]), (there, texts[1])))
        parts.setdefault(about, []).append(f" {between} ".join(shown))
    return "; ".join(f"{about}: {', '.join(shown)}" for about, shown in parts.items())


def _listed(spans: Sequence[Span], article: Article) -> str:
    return ", ".join(_shown(span, article) for span in spans) or "one statement"


def _distinct(pairs: Sequence[tuple[Span, Span]], texts: Sequence[Article]) -> Iterator[tuple[Span, Span]]:
    """Without what lies in a pair that was told before, and without pairs of equal words where there are others."""
    kept: list[tuple[Span, Span]] = []
    differing = [(here, there) for here, there in pairs if _shown(here, texts[0]).casefold() != _shown(there, texts[1]).casefold()]
    for here, there in differing or pairs[:1]:
        if not any(_meet(here, one) and _meet(there, other) for one, other in kept):
            kept.append((here, there))
            yield here, there


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _about(sentence: StorySentence, span: Span) -> str:
    """What the first clause around the words says them of, the smallest clause first."""
    around = [claim for claim in sentence.claims if claim.span.start <= span[0] and span[1] <= claim.span.end]
    return next((found for claim in sorted(around, key=lambda c: c.span.end - c.span.start) if (found := slot(claim, span))), "")


def _shown(span: Span, article: Article) -> str:
    """The words as they stand in the article."""
    return f'"{" ".join(article.text[span[0] : span[1]].split())}"'


def reason(verdict: Verdict) -> str:
    """Why the two are told, and how sure the model is where its confidence was calibrated."""
    if verdict.confidence is None or verdict.confidence_from != "calibrated":
        return verdict.rationale
    sureness = next(word for least, word in _SURENESS if verdict.confidence >= least)
    return f"{verdict.rationale} The model is {sureness} ({verdict.confidence:.0%}).".strip()
