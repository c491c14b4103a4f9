"""FC102, FC103 and FC104: when, where and who of one event."""

from __future__ import annotations

import re

from factcheck.model import Claim, Moment, Name
from factcheck.verdicts.alignment import FACTUAL, Alignment, names_match, overlap
from factcheck.verdicts.evidence import alike, elsewhere, located, other_turn, particulars, people_after
from factcheck.verdicts.lexicon import same, words
from factcheck.verdicts.outcome import Outcome
from factcheck.verdicts.sequence import is_bare, precision

_SOON = 10
"""Weekdays that articles more days apart than this name mostly belong to different events."""
_PLANNED = FACTUAL | {"forecast"}
_YEAR = re.compile(r"\d{4}")


def _one_event(alignment: Alignment, *, without: int = 0, allowed: frozenset[str] = FACTUAL) -> bool:
    """Both tell of one thing that happens once: same verb, same subject, nothing else different but `without` names."""
    once = same(alignment.a.verb) in words("once") or "first" in alignment.shared
    factual = {alignment.a.modality, alignment.b.modality} <= allowed
    positive = alignment.a.polarity == alignment.b.polarity == "positive"
    enough = len(alignment.shared) + len(alignment.shared_names) >= 2
    return once and factual and positive and alignment.same_verb and alignment.same_subject and enough and alignment.spare_names <= without


def _one_occasion(alignment: Alignment, first: Moment, second: Moment, *, planned: bool) -> bool:
    """Both times are of one event, as far as the words and the dates of the articles tell."""
    if planned and (alignment.inside_one_article or "none" in {alignment.a.tense, alignment.b.tense}):
        return False
    if alignment.apart.days > _SOON and not all(_YEAR.search(moment.text) for moment in (first, second)):
        return False
    return (_one_event(alignment, without=1, allowed=_PLANNED) and alignment.likeness >= 0.6) or _told_alike(alignment)


def _unclear(claim: Claim) -> bool:
    """A present participle tells no time of its own, and "another" or "a fourth" tells of one more event."""
    said = f" {claim.lemmas} "
    one_more = " another " in said or any(f" a {turn} " in said for turn in words("turns") - {"first", "final"})
    return (claim.tense == "none" and claim.predicate.endswith("ing")) or one_more


def _told_alike(alignment: Alignment) -> bool:
    """Two articles about one affair tell of one deed to one person or thing that happens once, with two particulars in common."""
    a, b = alignment.a, alignment.b
    if not alignment.same_story or alignment.inside_one_article or same(a.verb) not in words("once") or not alignment.same_verb:
        return False
    factual = {a.modality, b.modality} <= FACTUAL and a.polarity == b.polarity == "positive" and not (is_bare(a) or is_bare(b))
    one = alike(a.theme, b.theme) and (a.theme[0].isupper() or alike(a.subject_key, b.subject_key))
    return factual and one and not other_turn(alignment) and not elsewhere(alignment) and particulars(alignment, frozenset({a.verb})) >= 2


def _moments(claim: Claim) -> list[Moment]:
    return [v for v in claim.values if isinstance(v, Moment) and v.interval is not None and precision(v)]


def dates(alignment: Alignment) -> Outcome | None:
    """Two dates for one event: a contradiction, or a planned date that was moved since."""
    first, second = _moments(alignment.a), _moments(alignment.b)
    if len(first) != 1 or len(second) != 1 or precision(first[0]) != precision(second[0]):
        return None
    if any(_unclear(claim) for claim in (alignment.a, alignment.b)):
        return None
    planned = "forecast" in {alignment.a.modality, alignment.b.modality}
    if overlap(first[0].interval, second[0].interval) or not _one_occasion(alignment, first[0], second[0], planned=planned):
        return None
    words_of = {"evidence_a": (first[0].text,), "evidence_b": (second[0].text,)}
    if planned and alignment.pair.order != "unknown":
        return Outcome(relation="supersedes", code="FC205", rationale="The date of the same event has been moved since.", **words_of)
    return Outcome(
        relation="contradicts",
        code="FC102",
        rationale=f'Both tell of the same event, which happens once; "{first[0].text}" and "{second[0].text}" are different times.',
        **words_of,
    )


def _places(claim: Claim) -> list[Name]:
    subject = claim.subject_key.lower()
    found = [v for v in claim.values if isinstance(v, Name) and v.category == "place" and v.canonical.lower() != subject]
    return [v for v in found if located(claim, v)]


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
    if first is None or second is None or names_match(first.canonical, second.canonical) or not _one_deed(alignment):
        return None
    return Outcome(
        relation="contradicts",
        code="FC104",
        evidence_a=(first.text,),
        evidence_b=(second.text,),
        rationale=f"Only one can have done this, and the two name different ones: {first.canonical} and {second.canonical}.",
    )


def _one_deed(alignment: Alignment) -> bool:
    """Both tell as a fact of the same deed to the same thing, at one time."""
    a, b = alignment.a, alignment.b
    factual = {a.modality, b.modality} <= FACTUAL and a.polarity == b.polarity == "positive"
    if same(a.verb) not in words("exclusive") or not alignment.same_verb or not factual:
        return False
    acted_on = [_acted_on(claim) for claim in (a, b)]
    if acted_on != ["", ""] and not alike(*acted_on):
        return False
    if acted_on == ["", ""] and same(a.verb) in words("acting"):
        return False
    objects = alignment.shared - {same(a.verb)}
    known = bool(alignment.shared_names) or len(objects) >= 2 or (bool(objects) and alignment.same_story)
    return bool(objects or alignment.shared_names) and known and alignment.likeness >= 0.5 and alignment.same_scope and alignment.same_time


def _acted_on(claim: Claim) -> str:
    """What the deed was done to: the object, or the subject of a passive whose doer stands after "by"; "" where there is none."""
    return claim.theme if claim.theme != claim.subject_key or _agent(claim) is not None else ""


def _agent(claim: Claim) -> Name | None:
    """The person after "by"."""
    return next(iter(people_after(claim, "by")), None)


def _actor(claim: Claim) -> Name | None:
    """The person who is the clause's subject, or whom a passive names as the doer."""
    agent = _agent(claim)
    if agent is not None and claim.theme == claim.subject_key:
        return agent
    return next((v for v in claim.values if isinstance(v, Name) and v.category == "person" and v.canonical == claim.subject_key), None)
