"""FC102, FC103 and FC104: when, where and who of one event."""

from __future__ import annotations

from factcheck.model import Claim, Moment, Name
from factcheck.verdicts.alignment import Alignment, names, names_match, overlap
from factcheck.verdicts.lexicon import same, words
from factcheck.verdicts.outcome import Outcome

_FACTUAL = {"asserted", "reported"}
_DAYS = {"day", "month", "year", "week", "hour", "minute"}


def _one_event(alignment: Alignment, *, without: int = 0) -> bool:
    """Both tell of one thing that happens once: same verb, same subject, nothing else different but `without` names."""
    once = same(alignment.a.verb) in words("once") or "first" in alignment.shared
    factual = {alignment.a.modality, alignment.b.modality} <= _FACTUAL
    positive = alignment.a.polarity == alignment.b.polarity == "positive"
    enough = len(alignment.shared) + len(alignment.shared_names) >= 2
    spare = len(names(alignment.a)) + len(names(alignment.b)) - 2 * len(alignment.shared_names)
    return once and factual and positive and alignment.same_verb and alignment.same_subject and enough and spare <= without


def _moments(claim: Claim) -> list[Moment]:
    return [v for v in claim.values if isinstance(v, Moment) and v.interval is not None and v.granularity in _DAYS]


def dates(alignment: Alignment) -> Outcome | None:
    """Two dates for one event."""
    first, second = _moments(alignment.a), _moments(alignment.b)
    if len(first) != 1 or len(second) != 1 or not _one_event(alignment, without=1) or alignment.likeness < 0.6:
        return None
    if overlap(first[0].interval, second[0].interval):
        return None
    return Outcome(
        relation="contradicts",
        code="FC102",
        evidence_a=(first[0].text,),
        evidence_b=(second[0].text,),
        rationale=f'Both tell of the same event, which happens once; "{first[0].text}" and "{second[0].text}" are different times.',
    )


def _places(claim: Claim) -> list[Name]:
    subject = claim.subject_key.lower()
    return [v for v in claim.values if isinstance(v, Name) and v.category == "place" and v.canonical.lower() != subject]


def places(alignment: Alignment) -> Outcome | None:
    """Two places for one event."""
    first, second = _places(alignment.a), _places(alignment.b)
    if len(first) != 1 or len(second) != 1 or not _one_event(alignment, without=2) or alignment.likeness < 0.5:
        return None
    a, b = first[0], second[0]
    if names_match(a.canonical, b.canonical) or not alignment.same_time:
        return None
    return Outcome(
        relation="contradicts",
        code="FC103",
        evidence_a=(a.text,),
        evidence_b=(b.text,),
        rationale=f"Both tell of the same event, which happens once, in two places: {a.text} and {b.text}.",
    )


def people(alignment: Alignment) -> Outcome | None:
    """Two names for the one who did what one alone can have done."""
    first, second = _actor(alignment.a), _actor(alignment.b)
    if first is None or second is None or names_match(first.canonical, second.canonical):
        return None
    exclusive = same(alignment.a.verb) in words("exclusive") and alignment.same_verb
    factual = {alignment.a.modality, alignment.b.modality} <= _FACTUAL and alignment.a.polarity == alignment.b.polarity == "positive"
    objects = alignment.shared - {same(alignment.a.verb)}
    same_object = bool(objects or alignment.shared_names) and alignment.likeness >= 0.5 and alignment.same_scope
    known = bool(alignment.shared_names) or len(objects) >= 2
    if not (exclusive and factual and same_object and known and alignment.same_time):
        return None
    return Outcome(
        relation="contradicts",
        code="FC104",
        evidence_a=(first.text,),
        evidence_b=(second.text,),
        rationale=f"Only one can have done this, and the two name different ones: {first.canonical} and {second.canonical}.",
    )


def _actor(claim: Claim) -> Name | None:
    """The person who is the clause's subject."""
    return next((v for v in claim.values if isinstance(v, Name) and v.category == "person" and v.canonical == claim.subject_key), None)
