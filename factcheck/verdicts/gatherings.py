"""FC103: one convention, speech or funeral in two towns."""

from __future__ import annotations

from functools import cache

from factcheck.model import Claim, Name
from factcheck.verdicts.alignment import FACTUAL, Alignment, names, names_match
from factcheck.verdicts.evidence import located, other_turn, same_day
from factcheck.verdicts.lexicon import table
from factcheck.verdicts.outcome import Outcome

_DAYS = 7
"""Articles further apart may tell of two gatherings of one kind."""
_TOLD = FACTUAL | {"forecast"}


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(table("gatherings")[key])


def gatherings(alignment: Alignment) -> Outcome | None:
    """Two towns for one gathering: of one kind, held once a year, on one day or by one body, in two articles about an affair."""
    a, b = alignment.a, alignment.b
    if not alignment.same_story or alignment.inside_one_article or alignment.apart.days > _DAYS or not {a.modality, b.modality} <= _TOLD:
        return None
    first, second = _town(a), _town(b)
    if first is None or second is None or _stands(first, b) or _stands(second, a) or not _one_gathering(alignment):
        return None
    return Outcome(
        relation="contradicts",
        code="FC103",
        evidence_a=(first.text,),
        evidence_b=(second.text,),
        rationale=f"Both tell of one gathering, in two places: {first.text} and {second.text}.",
    )


def _one_gathering(alignment: Alignment) -> bool:
    a, b = alignment.a, alignment.b
    kinds = _listed("nouns") & set(a.lemmas.split()) & set(b.lemmas.split())
    if not kinds or other_turn(alignment) or not alignment.same_time:
        return False
    if {"annual"} & set(a.lemmas.split()) & set(b.lemmas.split()):
        return True
    bodies = [one for one in names(a, "organisation") if any(names_match(one, other) for other in names(b, "organisation"))]
    return bool(bodies) or (same_day(alignment) and bool(alignment.shared_names))


def _town(claim: Claim) -> Name | None:
    """The one town that the clause puts something in; None where it names none or several."""
    places = [v for v in claim.values if isinstance(v, Name) and v.category == "place" and located(claim, v)]
    return places[0] if len(places) == 1 and places[0].canonical not in _listed("regions") else None


def _stands(town: Name, claim: Claim) -> bool:
    return any(names_match(town.canonical, name) for name in names(claim))
