"""FC110 by age: how old somebody is in one statement, and when they were born in another."""

from __future__ import annotations

from factcheck.model import Claim, Interval, Name
from factcheck.verdicts.alignment import Alignment, name_key, names_match
from factcheck.verdicts.attributes import attributes
from factcheck.verdicts.outcome import Outcome

_YEAR = 365.25


def ages(alignment: Alignment) -> Outcome | None:
    """The age of somebody on the day of one statement, and the date of birth in the other."""
    for first in (True, False):
        telling, bearing = (alignment.a, alignment.b) if first else (alignment.b, alignment.a)
        born, said = _born(bearing), telling.stated_at
        if born is None or said is None or said.start is None or telling.named_time is not None:
            continue
        for one in attributes(telling):
            if one.kind != "age" or not names_match(one.bearer, born[0]):
                continue
            youngest, oldest = _age_range(born[1], said)
            if not youngest <= int(one.value) <= oldest:
                told = ((one.text,), (born[1].text,))
                why = f'Who was born in "{born[1].text}" was not {one.value} on {said.start.date().isoformat()}.'
                told = told if first else told[::-1]
                return Outcome(relation="contradicts", code="FC110", evidence_a=told[0], evidence_b=told[1], rationale=why)
    return None


def _born(claim: Claim) -> tuple[str, Interval] | None:
    """Who was born and when, of a clause that says so of one person by name."""
    person = next((v.canonical for v in claim.values if isinstance(v, Name) and v.category == "person"), "")
    when = claim.named_time
    dated = when is not None and when.start is not None and when.end is not None
    if claim.verb != "bear" or claim.polarity == "negative" or claim.subject_key != person or not person or not dated or when is None:
        return None
    return person, when


def _age_range(born: Interval, said: Interval) -> tuple[int, int]:
    """The youngest and oldest that somebody born then can be on that day, and a year either way for a paper that counts the years."""
    if born.start is None or born.end is None or said.start is None:
        return 0, 200
    days = [(said.start.replace(tzinfo=None) - edge.replace(tzinfo=None)).days for edge in (born.end, born.start)]
    return int(days[0] // _YEAR) - 1, int(days[1] // _YEAR) + 1


def births(claim: Claim) -> frozenset[str]:
    """Candidate keys: who was born, as for those whose age is told."""
    born = _born(claim)
    return frozenset({f"attribute age {name_key(born[0])}"}) if born is not None else frozenset()
