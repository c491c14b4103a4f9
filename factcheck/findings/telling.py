"""What a finding about two sentences says: every difference of the pair, of what it is, and why it is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from factcheck.comparison import Span, StorySentence, Verdict
from factcheck.findings.slot import slot
from factcheck.model import Article

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
        parts.setdefault(about, []).append(f"{_shown(here, texts[0])} {between} {_shown(there, texts[1])}")
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
