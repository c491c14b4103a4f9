"""FC107 by cause: one event with causes of two kinds, and a cause that the other rules out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from factcheck.model import Claim, Event
from factcheck.verdicts.alignment import FACTUAL, Alignment
from factcheck.verdicts.evidence import elsewhere, other_turn
from factcheck.verdicts.lexicon import table
from factcheck.verdicts.order import akin
from factcheck.verdicts.outcome import Outcome, overtaken
from factcheck.verdicts.sequence import by_dates

_SEVERAL = re.compile(r"\b(?:and|or|as well as)\b|,")


class Cause(NamedTuple):
    """What a clause says caused an event: the kind of cause ("weather"), its words, and whether the clause is sure."""

    effect: Event
    kind: str
    words: str
    sure: bool


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for kind, listed in table("order")["causes"].items() for word in listed}


def _kind(event: Event) -> str:
    """The one kind of all the words that name a cause; "" where there is none or several."""
    found = {_kinds()[word] for word in (event.head, *event.terms) if word in _kinds()}
    return found.pop() if len(found) == 1 else ""


def causes(claim: Claim) -> Iterator[Cause]:
    """The causes that a clause states or suspects, each the only one."""
    lemmas = set(claim.lemmas.split())
    if claim.polarity == "negative" or claim.modality in {"conditional", "forecast"} or lemmas & set(table("order")["open"]):
        return
    sure = claim.modality in FACTUAL and not lemmas & set(table("order")["hedged"])
    for link in claim.links:
        kind = _kind(link.to)
        if link.kind == "cause" and kind and not link.to.negated and not _SEVERAL.search(link.text):
            yield Cause(link.of, kind, link.text, sure)


def ruled_out(claim: Claim) -> Iterator[tuple[str, str]]:
    """The kinds of cause that a clause rules out, each with its word."""
    if claim.modality not in FACTUAL or claim.polarity == "negative" or not _rules_out(claim):
        return
    for term in claim.terms:
        if term in _kinds():
            yield _kinds()[term], term


def _rules_out(claim: Claim) -> bool:
    return any(f" {phrase} " in f" {claim.lemmas} " for phrase in table("order")["ruling_out"])


def cause(alignment: Alignment) -> Outcome | None:
    """Two kinds of cause for one event; where only the later statement is sure, it overtakes the earlier."""
    if not alignment.same_story or elsewhere(alignment) or other_turn(alignment):
        return None
    return _two_kinds(alignment) or _ruled_out(alignment)


def _two_kinds(alignment: Alignment) -> Outcome | None:
    if alignment.inside_one_article:
        return None
    for one in causes(alignment.a):
        for other in causes(alignment.b):
            if one.kind != other.kind and _one_effect(one.effect, other.effect):
                why = f'One event with two causes: "{one.words}" in one, "{other.words}" in the other.'
                return _decided(alignment, one, other, why)
    return None


def _one_effect(one: Event, other: Event) -> bool:
    return akin(one.head, other.head)


def _decided(alignment: Alignment, one: Cause, other: Cause, why: str) -> Outcome | None:
    if one.sure and other.sure:
        return Outcome(relation="contradicts", code="FC107", evidence_a=(one.words,), evidence_b=(other.words,), rationale=why)
    older = by_dates(alignment)
    newer = other if older == "a" else one
    return overtaken(alignment, older, why) if older is not None and newer.sure else None


def _ruled_out(alignment: Alignment) -> Outcome | None:
    for first in (True, False):
        stating, ruling = (alignment.a, alignment.b) if first else (alignment.b, alignment.a)
        for stated in causes(stating):
            for kind, word in ruled_out(ruling):
                if kind == stated.kind and stated.sure:
                    evidence = ((stated.words,), (word,)) if first else ((word,), (stated.words,))
                    return Outcome(
                        relation="contradicts",
                        code="FC107",
                        evidence_a=evidence[0],
                        evidence_b=evidence[1],
                        rationale=f'One states "{stated.words}" as the cause, the other rules it out.',
                    )
    return None


def caused(claim: Claim) -> frozenset[str]:
    """Candidate keys: that the clause tells a cause, or rules one out."""
    return frozenset({"cause"}) if next(causes(claim), None) is not None or next(ruled_out(claim), None) is not None else frozenset()
