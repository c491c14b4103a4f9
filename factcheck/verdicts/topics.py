"""What a claim may have to say to another whatever their words: a condition, a state, a count or an event."""

from __future__ import annotations

from factcheck.model import Claim
from factcheck.verdicts.ages import births
from factcheck.verdicts.alignment import name_key
from factcheck.verdicts.attributes import attributes
from factcheck.verdicts.causes import caused
from factcheck.verdicts.developments import settles
from factcheck.verdicts.offices import offices
from factcheck.verdicts.order import orders
from factcheck.verdicts.phases import phases
from factcheck.verdicts.plans import events
from factcheck.verdicts.sums import figures_told
from factcheck.verdicts.tallies import tally
from factcheck.verdicts.tolls import slots
from factcheck.verdicts.transfers import recipient
from factcheck.verdicts.wholes import counted_wholes


def topics(claim: Claim) -> frozenset[str]:
    """The topics of the claim, each with what kind it is: statements of one topic are worth comparing in two articles about one affair."""
    states = {f"state {phase.machine}" for phase in phases(claim)}
    told = {f"attribute {one.kind} {name_key(one.bearer)}" for one in attributes(claim)}
    result = {"tally"} if tally(claim) is not None else set[str]()
    given = {f"given {thing}" for thing in {claim.theme, claim.subject_key} if recipient(claim) is not None}
    held = {f"office {office.title} {office.of}" for office in offices(claim)}
    return frozenset(
        {
            *settles(claim),
            *states,
            *slots(claim),
            *events(claim),
            *told,
            *result,
            *given,
            *held,
            *counted_wholes(claim),
            *orders(claim),
            *caused(claim),
            *figures_told(claim),
            *births(claim),
        }
    )
