"""What two times say of one occasion: how near they are, whether it came once, first or last, and what they bound."""

from __future__ import annotations

from datetime import timedelta

from factcheck.claims.alignment import Alignment, Difference
from factcheck.claims.frame import ROOT
from factcheck.claims.themes import definite, one_theme, only, theme_is_named
from factcheck.meanings import deed_of
from factcheck.model import Moment

_APART = timedelta(hours=2)


def nearly_one_hour(alignment: Alignment, difference: Difference) -> bool:
    """One of two hours is told as near to another ("shortly before 7am"), and they are not far apart."""
    sides = ((alignment.a, difference.a), (alignment.b, difference.b))
    starts = [getattr(frame.units[at].value, "interval", None) for frame, at in sides]
    hours = [interval.start for interval in starts if interval is not None and interval.start is not None]
    nearly = any(frame.told_nearly(at) for frame, at in sides)
    return nearly and (len(hours) < len(sides) or abs(hours[0] - hours[1]) < _APART)


def of_one_month(alignment: Alignment, one: Moment, other: Moment) -> bool:
    """The same was done by or to a name on two days of one month, both told with the year."""
    days = [moment.value[:7] for moment in (one, other) if moment.granularity == "day" and moment.value[:4] in moment.text]
    core = [alignment.a.units[p] for p in alignment.matched if alignment.a.units[p].label in {"subject", "object"}]
    return len(days) == 2 and days[0] == days[1] and alignment.a.claim.tense == "past" and any(unit.kind == "name" for unit in core)


def told_anew(alignment: Alignment) -> bool:
    """What nobody knew yet happened where, or to whom, two names say: one event."""
    told = [alignment.a.units[place] for place in alignment.matched]
    anew = any(unit.indefinite and unit.governor == ROOT and unit.label in {"subject", "object"} for unit in told)
    return anew and alignment.a.claim.tense == "past" and sum(unit.kind == "name" for unit in told) > 1


def bounded(alignment: Alignment, difference: Difference) -> bool:
    """Past times up to which something had been counted or done: "by Monday, 200 had signed"."""
    by = "by" in {alignment.a.units[difference.a].label, alignment.b.units[difference.b].label}
    return by and alignment.a.claim.tense == "past"


def first_or_last(alignment: Alignment, difference: Difference) -> bool:
    """It is the first or last time that a definite thing does it or that it is done to it: "was first climbed", "the last bus leaves"."""
    ends = {"first", "last"}
    last = {p for p, at in alignment.matched.items() if {alignment.a.units[p].lemma, alignment.b.units[at].lemma} <= ends}
    deed = alignment.same_deed and any(
        "advmod" in {alignment.a.units[p].label, alignment.b.units[alignment.matched[p]].label} for p in last
    )
    done = deed or all(
        ends & {word.lemma for word in frame.claim.words if word.dependency == "advmod"} for frame in (alignment.a, alignment.b)
    )
    subject = next((p for p, unit in enumerate(alignment.a.units) if unit.label == "subject" and unit.governor == ROOT), None)
    below = [] if subject is None or subject not in alignment.matched else alignment.a.below(subject)
    thing = any(alignment.a.units[p].text.lower() in ends and p in alignment.matched for p in below)
    alone = only(alignment, difference)
    going_on = alignment.same_deed and alignment.a.claim.tense == "present"
    return (done and (alone or one_theme(alignment))) or (thing and (going_on or (alone and theme_is_named(alignment))))


def rates(alignment: Alignment, difference: Difference) -> bool:
    """Both lengths hang on a number: "£1,000 a month"."""
    sides = ((alignment.a, difference.a), (alignment.b, difference.b))
    return all(f.units[at].governor != ROOT and f.units[f.units[at].governor].kind == "number" for f, at in sides)


def of_event(alignment: Alignment, difference: Difference) -> bool:
    """The times say when one event was that both take for known and tell by a name: "the fire at the Crown Hotel on 3 February"."""
    place, at = (frame.units[here].governor for frame, here in ((alignment.a, difference.a), (alignment.b, difference.b)))
    if place == ROOT or alignment.matched.get(place) != at or not deed_of(alignment.a.units[place].lemma):
        return False
    named = any(alignment.a.units[below].kind == "name" and below in alignment.matched for below in alignment.a.below(place))
    return named and definite(alignment.a, place) and definite(alignment.b, at)
