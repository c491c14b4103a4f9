"""The one gate between a reader's proposal and a comparator: is it about what the two sentences tell as fact or plan?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from factcheck.claims.asserting import is_open, overlap
from factcheck.comparison import NEAREST, Evidence, Proposal, Proven, SentencePair, Span, Story, StorySentence, Times
from factcheck.model import Claim

TOLD = frozenset({"asserted", "reported", "forecast"})


def prove(proposals: Iterable[tuple[Proposal, tuple[Evidence, ...]]], story: Story) -> tuple[list[Proven], Counter[tuple[str, str]]]:
    """What passes of the proposals and their evidence, one for each pair of sentences and relation; (article, reason) -> how many not.

    Evidence is required only of those who propose every near pair.
    """
    passed: dict[tuple[tuple[str, int], tuple[str, int], str], Proven] = {}
    dropped: Counter[tuple[str, str]] = Counter()
    for proposal, evidence in proposals:
        if proposal.by == NEAREST and not evidence:
            continue  # nobody has called it a conflict
        reason = _objection(proposal, evidence)
        if reason:
            dropped[proposal.pair.a.article, reason] += 1
            continue
        key = (proposal.pair.a.place, proposal.pair.b.place, proposal.relation)
        passed.setdefault(key, Proven(proposal, evidence, times(proposal.pair), story))
    return list(passed.values()), dropped


def _objection(proposal: Proposal, evidence: Sequence[Evidence]) -> str:
    """Why the proposal cannot be a conflict; "" where nothing says so."""
    a, b = proposal.pair.a, proposal.pair.b
    if a.place == b.place:
        return "both sides are one sentence"
    if not (_inside(proposal.a_span, a) and _inside(proposal.b_span, b)):
        return "the words do not stand in their sentence"
    if any(side.claims and all(claim.correction for claim in side.claims) for side in (a, b)):
        return "one side is a correction"
    if proposal.relation == "supersedes" and older_is_headline(proposal.pair):
        return "a headline tells what was new on its day"
    told = TOLD | {"conditional"} if proposal.relation == "supersedes" else TOLD
    untold = any(side.claims and not any(claim.modality in told for claim in side.claims) for side in (a, b))
    return "one side is a question, an opinion or a condition" if untold and not evidence else ""


def older_is_headline(pair: SentencePair) -> bool:
    """What would be overtaken is a headline, which nobody writes anew."""
    return (pair.order == "a_first" and pair.a.headline) or (pair.order == "b_first" and pair.b.headline)


def _inside(span: Span, sentence: StorySentence) -> bool:
    return sentence.start <= span[0] < span[1] <= sentence.end


def touched(sentence: StorySentence, span: Span) -> list[Claim]:
    """The claims of the sentence that the span lies in, the smallest first; all of them where it lies in none."""
    inside = [claim for claim in sentence.claims if claim.span.start < span[1] and span[0] < claim.span.end]
    return sorted(inside or sentence.claims, key=lambda claim: (claim.ascribed, claim.span.end - claim.span.start, claim.span.start))


def times(pair: SentencePair) -> Times:
    """How the times of the two sentences lie, by what their words name, else by when they were said."""
    named = [(a.named_time, b.named_time) for a in pair.a.claims for b in pair.b.claims]
    known = [(a, b) for a, b in named if a is not None and b is not None]
    if known and not any(overlap(a, b) for a, b in known):
        return "apart"
    if pair.order == "unknown":
        return "unknown"
    older = pair.a if pair.order == "a_first" else pair.b
    if any(is_open(claim) for claim in older.claims):
        return pair.order
    return "overlap" if known else pair.order
