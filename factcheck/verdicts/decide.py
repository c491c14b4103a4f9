"""The one place that decides: a comparator's opinion, limited by time, attribution and evidence, becomes one verdict a pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from factcheck.claims.asserting import overlap, two_sources
from factcheck.comparison import NEAREST, Evidence, Kind, Opinion, Proven, SentencePair, StorySentence, Verdict
from factcheck.model import Claim
from factcheck.verdicts.gate import older_is_headline, touched

CODES: dict[Kind, str] = {
    "number": "FC101",
    "date": "FC102",
    "place": "FC103",
    "who": "FC104",
    "negation": "FC105",
    "status": "FC106",
    "order": "FC107",
    "meaning": "FC108",
    "quotation": "FC109",
    "arithmetic": "FC110",
}
"""The rule of a contradiction, by what differs."""
OVERTAKEN, SOURCES = "FC205", "FC303"
_GRAVEST: tuple[Kind, ...] = ("quotation", "negation", "status", "number", "who", "date", "place", "order", "arithmetic", "meaning")


def decide(weighed: Iterable[tuple[Proven, Opinion]]) -> list[Verdict]:
    """One verdict for each pair of sentences that an opinion takes to conflict, an update before a contradiction.

    What is sure carries typed evidence of one slot; the rest is told more softly. Of what one article tells to overtake one sentence
    of another, only the best is kept.
    """
    best: dict[tuple[tuple[str, int], tuple[str, int]], Verdict] = {}
    for proven, opinion in weighed:
        verdict = _verdict(proven, opinion)
        if verdict is None:
            continue
        key = (verdict.pair.a.place, verdict.pair.b.place)
        if key not in best or _rank(verdict) > _rank(best[key]):
            best[key] = verdict
    return list(_one_development(best.values()))


def _verdict(proven: Proven, opinion: Opinion) -> Verdict | None:
    """None where the opinion sees no conflict, or time lets both be true."""
    pair, relation = proven.proposal.pair, opinion.label
    if relation not in {"contradicts", "supersedes"} or (relation == "supersedes" and older_is_headline(pair)):
        return None
    told = sorted((e for e in proven.evidence if e.relation == relation), key=lambda e: (not e.same_slot, _GRAVEST.index(e.kind), e.a_span))
    if relation == "supersedes" and pair.order == "unknown" and not told and proven.proposal.relation != "supersedes":
        return None
    kind = told[0].kind if told else proven.proposal.kind
    spans = [(e.a_span, e.b_span) for e in told] or [(proven.proposal.a_span, proven.proposal.b_span)]
    claims = next(iter(touched(pair.a, spans[0][0])), None), next(iter(touched(pair.b, spans[0][1])), None)
    if relation == "contradicts" and proven.proposal.by == NEAREST and _at_other_times(proven, told, claims):
        return None  # who has read both whole may find that the times themselves clash
    if pair.order == "unknown" and told:
        pair = replace(pair, order=told[0].order)
    code = OVERTAKEN if relation == "supersedes" else SOURCES if kind == "number" and two_sources(*claims) else CODES[kind]
    confidence = opinion.contradicts if relation == "contradicts" else opinion.supersedes
    return Verdict(
        pair=pair,
        relation=relation,
        code=code,
        claims=claims,
        a_spans=tuple(dict.fromkeys(a for a, _ in spans)),
        b_spans=tuple(dict.fromkeys(b for _, b in spans)),
        rationale=proven.proposal.why or (told[0].note if told else opinion.why),
        by=told[0].by if told and not proven.proposal.why else proven.proposal.by,
        confidence=confidence,
        confidence_from="rule" if confidence is None else "calibrated",
        sure=bool(told) and told[0].same_slot,
        differences=tuple(told),
    )


def _at_other_times(proven: Proven, told: Sequence[Evidence], claims: tuple[Claim | None, Claim | None]) -> bool:
    """The two claims tell of times that lie apart, and these are not what clashes."""
    if proven.times != "apart" or any(e.kind == "date" or e.one_event for e in told):
        return False
    named = [claim.named_time for claim in claims if claim is not None]
    first, second = named if len(named) == len(claims) else (None, None)
    return not told or (first is not None and second is not None and not overlap(first, second))


def _rank(verdict: Verdict) -> tuple[bool, bool, float]:
    return verdict.relation == "supersedes", verdict.sure, verdict.confidence or 0.0


def _one_development(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    """Of what one article tells to overtake one sentence of another, for one reason, the best: the nearest, of equals the first told."""
    best: dict[tuple[tuple[str, int], str, str], Verdict] = {}
    for verdict in verdicts:
        if verdict.relation != "supersedes" or verdict.pair.order == "unknown":
            yield verdict
            continue
        older, newer = _sides(verdict.pair)
        key = (older.place, newer.article, verdict.rationale)
        if key not in best or _support(verdict) > _support(best[key]):
            best[key] = verdict
    yield from best.values()


def _sides(pair: SentencePair) -> tuple[StorySentence, StorySentence]:
    return (pair.a, pair.b) if pair.order == "a_first" else (pair.b, pair.a)


def _support(verdict: Verdict) -> tuple[bool, float, int]:
    return verdict.sure, verdict.pair.near, -_sides(verdict.pair)[1].start
