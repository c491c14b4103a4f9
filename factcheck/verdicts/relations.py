"""FC104: what two people are to each other, told in two ways: "her predecessor, Ida Holm" and "her successor, Ida Holm"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from factcheck.model import Claim, Name
from factcheck.verdicts.alignment import FACTUAL, Alignment, name_key, names_match
from factcheck.verdicts.evidence import particulars
from factcheck.verdicts.lexicon import table
from factcheck.verdicts.outcome import Outcome

_OWNED = re.compile(r"(?:['’]s?|\b(?:his|her|their)) (?:own |late |eldest |youngest |older |younger )?(?P<noun>[a-z-]+),? $", re.IGNORECASE)
_SOMEBODYS = re.compile(r"(?:even )?(?:his|her|their|my|our) (?:own )?([a-z]+)(?: [A-Z][\w-]+){0,2}$", re.IGNORECASE)
_TELLING = 2
"""Names and telling words that show two clauses to tell of one deed."""
_OWNER_END = re.compile(r"['’]s?$")


class _Tie(NamedTuple):
    """`name` is `noun` to `owner` ("" where that is not known)."""

    owner: str
    noun: str
    name: str


def relations(alignment: Alignment) -> Outcome | None:
    """One person is two things to one other that exclude each other."""
    if alignment.inside_one_article or not alignment.same_story:
        return None
    for one in _ties(alignment.a):
        for other in _ties(alignment.b):
            if names_match(one.name, other.name) and one.owner == other.owner != "" and _exclude(one.noun, other.noun):
                return Outcome(
                    relation="contradicts",
                    code="FC104",
                    evidence_a=(one.noun,),
                    evidence_b=(other.noun,),
                    rationale=f"One and the same person is the {one.noun} in one and the {other.noun} in the other.",
                )
    return _one_deed_of_two(alignment)


def _one_deed_of_two(alignment: Alignment) -> Outcome | None:
    """Somebody's son did in one what somebody's daughter did in the other, and two particulars show that it is one deed."""
    a, b = alignment.a, alignment.b
    factual = {a.modality, b.modality} <= FACTUAL and a.polarity == b.polarity
    one, other = _possessed(a), _possessed(b)
    if not factual or not _exclude(one, other) or not alignment.same_time or not alignment.same_verb:
        return None
    if particulars(alignment, frozenset({one, other})) < _TELLING:
        return None
    return Outcome(
        relation="contradicts",
        code="FC104",
        evidence_a=(one,),
        evidence_b=(other,),
        rationale=f"Both tell of one deed; the {one} did it in one and the {other} in the other.",
    )


def _possessed(claim: Claim) -> str:
    """The noun of a subject that is somebody's, with its name or without ("her own brother", "my son Sam"); "" for others."""
    found = _SOMEBODYS.match(claim.subject)
    return found[1].lower() if found else ""


def _ties(claim: Claim) -> Iterator[_Tie]:
    people = [v for v in claim.values if isinstance(v, Name) and v.category == "person"]
    for person in people:
        found = _OWNED.search(claim.quote[: max(0, person.start - claim.span.start)])
        if found is None or not person.text[:1].isupper():
            continue
        at = claim.span.start + found.start()
        owner = next((v.canonical for v in people if v.start <= at <= v.end), "")
        yield _Tie(name_key(_OWNER_END.sub("", owner)), found["noun"].lower(), person.canonical)


def _exclude(first: str, second: str) -> bool:
    """The nouns name two degrees of kin, two sexes of one degree, or who was before and who after."""
    ties = table("relations")["nouns"]
    if first not in ties or second not in ties:
        return False
    return bool(ties[first][0] != ties[second][0] or (ties[first][1] and ties[second][1] and ties[first][1] != ties[second][1]))
