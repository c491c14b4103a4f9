"""FC205 by plans: what was to happen has happened, has been put off or called off, or has come out otherwise."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from factcheck.model import Claim, Moment
from factcheck.verdicts.alignment import FACTUAL, Alignment, Side
from factcheck.verdicts.evidence import alike, elsewhere, other_people, other_subject, other_turn, particulars, same_day
from factcheck.verdicts.lexicon import kin, table, words
from factcheck.verdicts.outcome import Outcome, overtaken
from factcheck.verdicts.sequence import before, by_dates, dated, days, is_bare, looks_back

_UNREAL = {"would", "could", "may", "might", "should", "must", "will", "can", "'d"}
End = Literal["has come about", "has been put off or called off"]


class Plan(NamedTuple):
    """What is planned: the deeds, and the nouns that name the event."""

    deeds: frozenset[str]
    events: frozenset[str]


@cache
def _list(key: str) -> frozenset[str]:
    return frozenset(table("plans")[key])


def plan(claim: Claim) -> Plan | None:
    """The plan that the claim tells of, or None."""
    if claim.polarity == "negative" or claim.tense == "past" or claim.modality == "conditional":
        return None
    text = f" {claim.lemmas} "
    by_phrase = any(f" {phrase} " in text for phrase in _list("phrases")) and claim.tense in {"present", "future"}
    meant = (
        "would" in claim.predicate.lower().split()
        and claim.modality in FACTUAL
        and _names_day(claim)
        and claim.subject_key not in words("anybody")
    )
    if claim.modality != "forecast" and not by_phrase and not meant:
        return None
    deeds = (frozenset(claim.deeds) | _with_particles(text)) - _list("planning") - _list("idle")
    event = {kin(claim.subject_key)} if by_phrase and claim.subject_key.islower() and not deeds else set[str]()
    return Plan(deeds=deeds, events=frozenset(event)) if deeds or event else None


def _with_particles(text: str) -> frozenset[str]:
    return frozenset(deed for words_of, deed in table("plans")["particles"].items() if f" {words_of} " in text)


def _names_day(claim: Claim) -> bool:
    return any(isinstance(value, Moment) and value.granularity == "day" for value in claim.values)


@cache
def _done(deed: str) -> frozenset[str]:
    return frozenset({deed, kin(deed), *table("plans")["done"].get(deed, [])})


def _fact(claim: Claim) -> bool:
    """The clause tells as done what it tells."""
    said = set(claim.predicate.lower().split())
    perfect = claim.tense == "present" and bool(said & {"has", "have", "'s", "'ve"})
    told = claim.tense == "past" or perfect or (claim.tense == "none" and not is_bare(claim))
    return told and claim.modality in FACTUAL and not said & _UNREAL and plan(claim) is None and not looks_back(claim)


def _called_off(claim: Claim) -> str | None:
    """The word that says that something did not go ahead."""
    if claim.polarity == "negative" or claim.modality not in FACTUAL or is_bare(claim) or looks_back(claim):
        return None
    text = f" {claim.lemmas} "
    for word in sorted(_list("cancelled")):
        first, _, rest = word.partition(" ")
        if first in claim.deeds[:1] and (not rest or f" {word} " in text or re.search(rf" {first} (?:\S+ ){{1,3}}{rest} ", text)):
            return word
    return None


def plans(alignment: Alignment) -> Outcome | None:
    """A plan in the one, and in the later other what became of it."""
    if alignment.inside_one_article:
        return None
    known = by_dates(alignment) if alignment.pair.order != "unknown" else None
    for side, one, other in (("a", alignment.a, alignment.b), ("b", alignment.b, alignment.a)):
        planned = plan(one)
        if (
            planned is None
            or known not in {None, side}
            or not (_fact(other) or _called_off(other))
            or before(other, one)
            or _too_early(one, other)
        ):
            continue
        if known is None and not (same_day(alignment) or (alignment.same_story and particulars(alignment, planned.deeds) >= 2)):
            continue
        end = _end(alignment, planned, one, other)
        if end is not None:
            return _outcome(alignment, "a" if side == "a" else "b", end)
    return None


def _too_early(planned: Claim, outcome: Claim) -> bool:
    """The outcome's day lies before the planned one: it is another event."""
    first, second = days(planned), days(outcome)
    return bool(first and second) and max(second) < min(first)


class _Match:
    """What a plan and a later clause have in common, weighed once for all ends that a plan can come to."""

    def __init__(self, alignment: Alignment, planned: Plan, one: Claim, other: Claim) -> None:
        self.alignment, self.planned, self.one, self.other = alignment, planned, one, other
        self.day = same_day(alignment)
        self.particulars = particulars(alignment, frozenset({*planned.deeds, *planned.events, *_list("cancelled")}))
        self.found = self.particulars + (2 if self.day else 0)
        self.kinds = {kin(deed) for deed in planned.deeds} | planned.events
        self.event = bool(self.kinds & {kin(term) for term in (*other.terms, other.subject_key)})
        known = alignment.same_story or (self.event and self.day and bool(alignment.shared_names))
        self.enough = self.found >= 3 or (self.found >= 2 and known)
        self.late = bool(days(one) and days(other)) and max(days(one)) < min(days(other))

    @property
    def parties(self) -> bool:
        """The same one acts, or the same one is acted on, or the one is what the other is about."""
        one, other = self.one, self.other
        across = [(x, y) for x in (one.subject_key, one.theme) for y in (other.subject_key, other.theme)]
        return any(alike(x, y) for x, y in across) or _mentions(other, one.subject_key)

    @property
    def off(self) -> bool:
        """The later clause says that it was not to be, or not yet."""
        known = self.parties or self.event or (self.day and bool(self.alignment.shared_names))
        stopping = bool(self.planned.deeds & _list("cancelled"))
        return not self.late and not stopping and _called_off(self.other) is not None and known

    @property
    def done(self) -> bool:
        """The later clause tells the planned deed, or what became of the planned event."""
        if self.other.tense == "none" and self.other.predicate.endswith("ing") and not self.named:
            return False
        deed = any(self.other.verb in _done(deed) or kin(self.other.verb) in _done(deed) for deed in self.planned.deeds)
        event = kin(self.other.subject_key) in self.kinds and self.other.verb not in _list("idle")
        return (self.parties and deed) or event or self.otherwise

    @property
    def named(self) -> bool:
        """Both clauses have one named subject."""
        first, second = self.one.subject_key, self.other.subject_key
        return first[:1].isupper() and alike(first, second)

    @property
    def otherwise(self) -> bool:
        """On the planned day the same one did something else in the same matter."""
        if not (self.day and self.alignment.same_story and alike(self.one.subject_key, self.other.subject_key)):
            return False
        same_matter = alike(self.one.theme, self.other.theme) and self.one.theme != self.one.subject_key
        return same_matter or self.particulars >= 2


def _end(alignment: Alignment, planned: Plan, one: Claim, other: Claim) -> End | None:
    """What became of the plan, if the other clause tells that of this very plan."""
    if other_people(alignment, alignment.a.subject_key, alignment.b.subject_key) or other_subject(alignment):
        return None
    if other_turn(alignment) or elsewhere(alignment):
        return None
    match = _Match(alignment, planned, one, other)
    if not match.enough or (match.late and match.found < 3):
        return None
    if match.off:
        return "has been put off or called off"
    return "has come about" if match.done and _fact(other) and not _too_early(one, other) else None


def _mentions(claim: Claim, noun: str) -> bool:
    """The clause has the noun that the other is about ("… won the final")."""
    telling = noun.islower() and noun not in words("anybody") and noun not in words("everyday")
    return telling and kin(noun) in {kin(term) for term in claim.terms}


def _outcome(alignment: Alignment, side: Side, end: End) -> Outcome:
    earlier, later = (alignment.a, alignment.b) if side == "a" else (alignment.b, alignment.a)
    told = "" if alignment.pair.order != "unknown" else " No dates order the two; the one speaks of it as to come, the other as past."
    return overtaken(
        alignment, side, f"The earlier statement {dated(earlier)} tells of a plan; by the later one {dated(later)} it {end}.{told}"
    )


def events(claim: Claim) -> frozenset[str]:
    """Candidate keys: the kinds of event that the claim plans, or may be the outcome of."""
    planned = plan(claim)
    nouns = {kin(claim.subject_key), kin(claim.theme)} - {"", *words("anybody")}
    if planned is not None:
        return frozenset(f"event {kind}" for deed in planned.deeds for kind in _done(deed)) | {f"event {noun}" for noun in nouns}
    if not (_fact(claim) or _called_off(claim)):
        return frozenset()
    return frozenset({f"event {claim.verb}", f"event {kin(claim.verb)}", *(f"event {noun}" for noun in nouns)})
