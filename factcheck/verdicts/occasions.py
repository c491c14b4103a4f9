"""FC102: one deed, one meeting or one place that two articles about an affair put on two days."""

from __future__ import annotations

import re
from datetime import date, timedelta

from factcheck.model import Claim, Moment, Name
from factcheck.verdicts.alignment import FACTUAL, Alignment, names, names_match
from factcheck.verdicts.evidence import other_turn
from factcheck.verdicts.lexicon import kin, same, words
from factcheck.verdicts.outcome import Outcome
from factcheck.verdicts.sequence import WEEKDAYS, precision, same_weekday

_NEAR = timedelta(days=7)
"""Days further apart belong to different occasions more often than not."""
_LEADS = re.compile(r"(?:\s+|, )(?:on |last |this |next |early |late )*$")
_ENDING = re.compile(r"(\w+)$")


def occasions(alignment: Alignment) -> Outcome | None:
    """Two days for what the same people did with each other, for a deed named right before its day, or for what is to be in one place."""
    if not alignment.same_story or alignment.inside_one_article or alignment.apart > _NEAR or other_turn(alignment):
        return None
    first, second = _day(alignment.a), _day(alignment.b)
    if first is None or second is None or same_weekday(alignment.a, alignment.b):
        return None
    past = _known_to_both(alignment, first, second) and (_one_meeting(alignment) or _one_deed(alignment, first, second))
    if not past and not _one_place(alignment, first, second):
        return None
    return Outcome(
        relation="contradicts",
        code="FC102",
        evidence_a=(first.text,),
        evidence_b=(second.text,),
        rationale=f'Both tell of one occasion; "{first.text}" and "{second.text}" are different days.',
    )


def _day(claim: Claim) -> Moment | None:
    """The one day that the clause names; None where it names none or several."""
    found = [v for v in claim.values if isinstance(v, Moment) and v.interval is not None and precision(v) == "day"]
    return found[0] if len(found) == 1 else None


def _known_to_both(alignment: Alignment, first: Moment, second: Moment) -> bool:
    """Two days at most a week apart, neither after either article: what happened since is another occasion."""
    told = [_gone(claim, moment) for claim, moment in ((alignment.a, first), (alignment.b, second))]
    said = [claim.stated_at.start.date() for claim in (alignment.a, alignment.b) if claim.stated_at and claim.stated_at.start]
    days = [day for day in told if day is not None]
    return len(days) == len(said) == len(told) and timedelta() < max(days) - min(days) <= _NEAR and max(days) <= min(said)


def _gone(claim: Claim, moment: Moment) -> date | None:
    """The day of something past; a weekday that was placed after the article is that of the week before."""
    if moment.interval is None or moment.interval.start is None or claim.stated_at is None or claim.stated_at.start is None:
        return None
    day, said = moment.interval.start.date(), claim.stated_at.start.date()
    return day - _NEAR if timedelta() < day - said <= _NEAR else day


def _past(alignment: Alignment) -> bool:
    factual = {alignment.a.modality, alignment.b.modality} <= FACTUAL
    return factual and alignment.a.polarity == alignment.b.polarity == "positive"


def _one_meeting(alignment: Alignment) -> bool:
    """Both tell in the past of a meeting of the same two people."""
    met = kin(same(alignment.a.verb)) == kin(same(alignment.b.verb)) == kin("meet")
    return met and _past(alignment) and alignment.a.tense == alignment.b.tense == "past" and len(_shared(alignment, "person")) > 1


def _one_deed(alignment: Alignment, first: Moment, second: Moment) -> bool:
    """The day follows right on the deed, and the same person does it; what people say, and how they vote, they do on many days."""
    told = [_deed_before(claim, moment) for claim, moment in ((alignment.a, first), (alignment.b, second))]
    usual = words("saying") | words("counted") | words("hollow") | words("everyday")
    return told[0] == told[1] and told[0] not in {"", *usual} and _past(alignment) and bool(_shared(alignment, "person"))


def _deed_before(claim: Claim, moment: Moment) -> str:
    """The deed whose verb stands right before the day; "" where another word does."""
    before = claim.quote[: max(0, moment.start - claim.span.start)]
    led = _LEADS.search(before)
    word = _ENDING.search(before[: led.start()]) if led else None
    if word is None:
        return ""
    stem = word[1].lower()
    return next((deed for deed in claim.deeds if stem == deed or (len(deed) > _STEM and stem.startswith(deed[:-1]))), "")


_STEM = 3
"""Verbs this short are not known by their beginning."""


def _one_place(alignment: Alignment, first: Moment, second: Moment) -> bool:
    """Both put what is still to come in one place, which stands beside the day."""
    days = _ahead(alignment.a, first), _ahead(alignment.b, second)
    if days[0] is None or days[1] is None or not timedelta() < abs(days[0] - days[1]) <= _NEAR:
        return False
    a, b = _beside(alignment.a, first), _beside(alignment.b, second)
    return any(names_match(one, other) for one in a for other in b)


def _ahead(claim: Claim, moment: Moment) -> date | None:
    """The day where it is still to come when the article appears; of a weekday alone, in what shall or should be, the next one."""
    if claim.tense == "past" or claim.stated_at is None or claim.stated_at.start is None:
        return None
    if moment.interval is None or moment.interval.start is None:
        return None
    day, said = moment.interval.start.date(), claim.stated_at.start.date()
    hoped = set(claim.lemmas.split()) & words("hoped")
    if hoped and day <= said and said - day < _NEAR and moment.text.lower().removeprefix("on ") in WEEKDAYS:
        day += _NEAR
    return day if day > said else None


def _beside(claim: Claim, moment: Moment) -> list[str]:
    """The places that stand right before or after the day: "in Osmere, Norway on Monday", "on Monday in Osmere"."""
    found: list[Name] = [v for v in claim.values if isinstance(v, Name) and v.category == "place"]
    text, start = claim.quote, claim.span.start
    gaps = (
        (v, text[v.end - start : moment.start - start] if v.end <= moment.start else text[moment.end - start : v.start - start])
        for v in found
    )
    near = [v for v, gap in gaps if re.fullmatch(r",?\s*(?:on|in|at)?\s*", gap)]
    more = [v for v in found for other in near if re.fullmatch(r",\s*", text[v.end - start : max(v.end, other.start) - start])]
    return [v.canonical for v in (*near, *more)]


def _shared(alignment: Alignment, category: str) -> list[str]:
    theirs = names(alignment.b, category)
    return [name for name in names(alignment.a, category) if any(names_match(name, other) for other in theirs)]
