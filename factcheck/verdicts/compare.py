"""Typed comparison: asks each rule in turn and turns the first answer into a verdict."""

from __future__ import annotations

from typing import Protocol, cast

from factcheck.model import Pair, Verdict
from factcheck.verdicts.ages import ages
from factcheck.verdicts.alignment import Alignment
from factcheck.verdicts.attributes import fixed
from factcheck.verdicts.causes import cause
from factcheck.verdicts.developments import conditions, turns
from factcheck.verdicts.events import dates, people, places
from factcheck.verdicts.evidence import particulars
from factcheck.verdicts.gatherings import gatherings
from factcheck.verdicts.measures import measures
from factcheck.verdicts.numbers import numbers
from factcheck.verdicts.occasions import occasions
from factcheck.verdicts.offices import holders
from factcheck.verdicts.order import order
from factcheck.verdicts.outcome import Outcome
from factcheck.verdicts.plans import plans
from factcheck.verdicts.progress import progress
from factcheck.verdicts.quotations import quotation
from factcheck.verdicts.relations import relations
from factcheck.verdicts.slots import slots
from factcheck.verdicts.states import negation, states
from factcheck.verdicts.sums import margins, shares, sums
from factcheck.verdicts.tallies import tallies
from factcheck.verdicts.tolls import tolls
from factcheck.verdicts.transfers import transfers
from factcheck.verdicts.turned import turned
from factcheck.verdicts.wholes import wholes


class Rule(Protocol):
    """A rule looks at one alignment and answers, or leaves it to the next."""

    __name__: str

    def __call__(self, alignment: Alignment) -> Outcome | None:
        """The outcome, or None where the rule does not apply."""
        ...


RULES = cast(
    "tuple[Rule, ...]",
    (
        conditions,
        turns,
        plans,
        tolls,
        progress,
        turned,
        quotation,
        fixed,
        tallies,
        numbers,
        measures,
        dates,
        occasions,
        places,
        gatherings,
        people,
        relations,
        holders,
        transfers,
        states,
        wholes,
        sums,
        shares,
        margins,
        ages,
        order,
        cause,
        negation,
    ),
)
"""In this order: what overtakes comes before what contradicts, so that no update is taken for a lie."""

_OF_PLANS = {"FC102", "FC109"}
"""Two dates for what is planned, and two wordings of one quotation, contradict each other as well."""
_MUCH = 4
"""Names and telling words that statements of different years must share."""
_ALIKE, _ALIKE_BY_NAME = 0.6, 0.4
"""Share of all their words and names that statements of different affairs must have in common, and those of one full name."""
_PAST_CLAIMS = {"asserted", "reported", "opinion"}


def compare(pair: Pair) -> Verdict:
    """The verdict of typed values and interval logic; "unsure" where no rule applies and nothing shows that both agree."""
    alignment = Alignment(pair)
    if pair.a.correction or pair.b.correction:
        return _verdict(pair, Outcome(relation="compatible", code=None, rationale="One side is a correction notice."))
    for rule in RULES:
        outcome = rule(alignment)
        if outcome is not None and _admissible(alignment, rule, outcome):
            return _verdict(pair, outcome, rule.__name__)
    if _agree(alignment):
        return _verdict(pair, Outcome(relation="agrees", code=None, rationale="Both say the same of the same subject."))
    return _verdict(pair, Outcome(relation="unsure", code=None, rationale="No typed value decides."))


def _admissible(alignment: Alignment, rule: Rule, outcome: Outcome) -> bool:
    """A plan or a condition cannot contradict anything yet; it can only be overtaken.

    Plans and passing states that are told more than a year apart, and statements of different affairs, must share more than others.
    """
    if outcome.relation != "contradicts" and outcome.older is not None:
        return rule not in (plans, progress) or not alignment.years_apart or particulars(alignment, frozenset()) >= _MUCH
    if alignment.far_apart and not alignment.same_story:
        return False
    if outcome.relation == "contradicts" and not alignment.same_story and outcome.code != "FC109" and not _one_matter(alignment):
        return False
    planned = outcome.code in _OF_PLANS or rule is gatherings
    return outcome.relation != "contradicts" or planned or {alignment.a.modality, alignment.b.modality} <= _PAST_CLAIMS


def _one_matter(alignment: Alignment) -> bool:
    """Articles about different affairs speak of one thing: nearly the same words, or fewer of one subject by its full name."""
    named = alignment.same_subject and " " in alignment.a.subject_key and " " in alignment.b.subject_key
    return alignment.closeness >= (_ALIKE_BY_NAME if named else _ALIKE)


def _agree(alignment: Alignment) -> bool:
    same_polarity = alignment.a.polarity == alignment.b.polarity
    alike = alignment.same_subject and alignment.same_verb and alignment.closeness >= 0.5 and len(alignment.shared) >= 2
    if not (same_polarity and alike and alignment.same_time and alignment.a.article != alignment.b.article):
        return False
    return next(slots(alignment.a, alignment.b), None) is None


def _verdict(pair: Pair, outcome: Outcome, rule: str = "typed comparison") -> Verdict:
    if outcome.older is not None:
        pair = pair.model_copy(update={"order": f"{outcome.older}_first"})
    decided = outcome.relation in {"contradicts", "supersedes", "agrees"}
    return Verdict(
        pair=pair,
        relation=outcome.relation,
        code=outcome.code,
        confidence=None,
        confidence_from="rule" if decided else "none",
        evidence=(outcome.evidence_a, outcome.evidence_b),
        rationale=outcome.rationale,
        by=rule,
    )
