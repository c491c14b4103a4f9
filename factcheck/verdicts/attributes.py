"""FC101 and FC106 by fixed attributes: a person's age or party, and the size of a thing ("a 225-page report")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from factcheck.claims.parties import PARTY_OF
from factcheck.model import Category, Claim, Moment, Name, Quantity
from factcheck.verdicts.alignment import Alignment, names_match
from factcheck.verdicts.evidence import elsewhere, other_owner, other_turn, particulars
from factcheck.verdicts.lexicon import kin, same, words
from factcheck.verdicts.outcome import Outcome

_AGE_AFTER = re.compile(r"\s*,\s*(?:aged\s+)?(\d{1,2})(?=\s*[,.;)]|\s+and\b|$)")
_AGE_BEFORE = re.compile(r"\b(\d{1,2})-year-old(?:\s+[a-z]+){0,2}\s+$")
_SIZE = re.compile(r"-(?P<unit>[a-z]+)(?:-(?P<how>[a-z]+))?\s+(?P<head>[a-z]+)(?:\s+(?P<further>[a-z]+))?")


_LASTING = re.compile(r"P(\d+)([YM])")
_THING = re.compile(r"(?:-long)?\s+(?:of\s+)?([a-z]+)")
_DAYS = 7
"""In articles further apart, what lasts has gone on."""


class Attribute(NamedTuple):
    """What a bearer has: "age" of a person, "page" of a report; `value` as compared, `text` as written."""

    bearer: str
    kind: str
    value: str
    text: str


def attributes(claim: Claim) -> tuple[Attribute, ...]:
    """The fixed attributes that the clause gives to people and things."""
    if claim.modality == "conditional":
        return ()
    return (*_of_people(claim), *_of_things(claim), *_lengths(claim))


def _of_people(claim: Claim) -> Iterator[Attribute]:
    for value in claim.values:
        if isinstance(value, Category) and value.group.startswith(PARTY_OF):
            yield Attribute(value.group.removeprefix(PARTY_OF), "party", value.value, value.text)
        if not isinstance(value, Name) or value.category != "person" or not value.text[:1].isupper():
            continue
        start, end = value.start - claim.span.start, value.end - claim.span.start
        before, after = claim.quote[max(0, start - 40) : max(0, start)], claim.quote[max(0, end) : end + 24]
        age = _AGE_AFTER.match(after) or _AGE_BEFORE.search(before)
        if age and start >= 0:
            yield Attribute(value.canonical, "age", age[1], age[1])


def _of_things(claim: Claim) -> Iterator[Attribute]:
    for value in claim.values:
        if not isinstance(value, Quantity) or value.comparator != "exactly" or value.low is None:
            continue
        found = _SIZE.match(claim.quote[value.end - claim.span.start :])
        if found and found["unit"] not in words("spans"):
            head = next((word for word in (found["further"], found["head"]) if word in {*claim.terms, claim.theme}), "")
            yield Attribute(kin(head), f"{same(found['unit'])} {found['how'] or ''}".strip(), f"{value.low:g}", value.text.strip())
        elif claim.verb == "have" and value.noun and claim.subject_key and not claim.subject_key[0].islower():
            yield Attribute(claim.subject_key, same(value.noun), f"{value.low:g}", value.text.strip())


def _lengths(claim: Claim) -> Iterator[Attribute]:
    """How long a thing lasts, in years or months: "a three-year inquiry", "two years of inquiry"."""
    for value in claim.values:
        lasting = _LASTING.fullmatch(value.value) if isinstance(value, Moment) else None
        noun = _THING.match(claim.quote[max(0, value.end - claim.span.start) :])
        if lasting is None or noun is None or noun[1] not in claim.terms or noun[1] in words("everyday"):
            continue
        yield Attribute(kin(noun[1]), f"length in {'years' if lasting[2] == 'Y' else 'months'}", lasting[1], value.text)


def fixed(alignment: Alignment) -> Outcome | None:
    """One bearer, one attribute, two values."""
    for one in attributes(alignment.a):
        for other in attributes(alignment.b):
            if one.kind == other.kind and one.value != other.value and _one_bearer(alignment, one, other):
                return Outcome(
                    relation="contradicts",
                    code="FC106" if one.kind == "party" else "FC101",
                    evidence_a=(one.text,),
                    evidence_b=(other.text,),
                    rationale=f"The {one.kind.split(' ')[0]} of {one.bearer} is {one.text} in one and {other.text} in the other.",
                )
    return None


def _one_bearer(alignment: Alignment, one: Attribute, other: Attribute) -> bool:
    if one.kind in {"age", "party"}:
        near = one.kind != "age" or abs(int(one.value) - int(other.value)) > _years(alignment)
        return names_match(one.bearer, other.bearer) and near
    if one.kind.startswith("length "):
        few = alignment.same_story and not alignment.inside_one_article and alignment.apart.days <= _DAYS
        return few and one.bearer == other.bearer and not other_owner(alignment) and not other_turn(alignment)
    if not one.bearer or one.bearer != other.bearer or alignment.inside_one_article or other_turn(alignment) or elsewhere(alignment):
        return False
    return alignment.same_story and particulars(alignment, frozenset({one.bearer, one.kind})) >= 1


def _years(alignment: Alignment) -> int:
    """By how much an age may differ between the days of the two articles: a year at least where they are not of one day."""
    first, second = alignment.a.stated_at, alignment.b.stated_at
    if first is None or second is None or first.start is None or second.start is None:
        return 1
    days = abs((first.start - second.start).days)
    return 0 if days == 0 else 1 + days // 365
