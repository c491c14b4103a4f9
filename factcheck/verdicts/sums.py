"""FC110 between two statements: parts and their whole, a vote and its margin."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from factcheck.model import Claim, Moment, Quantity
from factcheck.verdicts.alignment import FACTUAL, Alignment
from factcheck.verdicts.arithmetic import expanded
from factcheck.verdicts.evidence import elsewhere, other_occasion, other_turn
from factcheck.verdicts.figures import figure, total
from factcheck.verdicts.lexicon import same, table, words
from factcheck.verdicts.outcome import Outcome
from factcheck.verdicts.passages import Passage, passage
from factcheck.verdicts.remembered import remembered
from factcheck.verdicts.tallies import tally


class Counted(NamedTuple):
    """So many of a counted whole ("24 of the 30 members"); `left` where they are told by those that are left out ("all but four")."""

    part: float
    whole: float
    noun: str
    words: str
    left: bool


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(expanded(table("arithmetic")["statements"][name]))


@remembered
def _line(claim: Claim) -> Passage:
    return passage(claim.quote, claim.span.start, [value for value in claim.values if isinstance(value, Moment)])


def listed(claim: Claim) -> tuple[Quantity, ...]:
    """The numbers of men, women and children whom a clause tells of, where it tells of nobody else."""
    line = _line(claim)
    found = list(_pattern("listed").finditer(line.line))
    if len(found) != 1 or claim.modality not in FACTUAL or set(claim.lemmas.split()) & set(table("arithmetic")["uncounted"]):
        return ()
    return tuple(line.quantities(found[0]["parts"]))


def whole(claim: Claim) -> Quantity | None:
    """The one number of people in a clause."""
    counts = [v for v in claim.values if isinstance(v, Quantity) and v.unit == "" and not v.ordinal]
    people = [v for v in counts if v.noun in words("persons")]
    partial = set(claim.lemmas.split()) & (words("parts") | set(table("arithmetic")["uncounted"]))
    return people[0] if len(counts) == len(people) == 1 and claim.modality in FACTUAL and not partial else None


def sums(alignment: Alignment) -> Outcome | None:
    """Men, women and children in the one add up to another number than the people in the other."""
    if (
        not _one_telling(alignment)
        or _may_have_grown(alignment)
        or same(alignment.a.verb) != same(alignment.b.verb)
        or alignment.a.polarity != alignment.b.polarity
    ):
        return None
    for first in (True, False):
        parting, counting = (alignment.a, alignment.b) if first else (alignment.b, alignment.a)
        parts, everybody = listed(parting), whole(counting)
        if parts and everybody is not None and _one_deed(alignment) and not (summed := total(map(figure, parts))).meets(figure(everybody)):
            told = (tuple(part.text for part in parts), (everybody.text,))
            why = f'The parts in one add up to {summed.low:g}, the other has "{everybody.text}" in all.'
            return _outcome(told if first else told[::-1], why)
    return None


def _one_deed(alignment: Alignment) -> bool:
    """Beside the people and the verb, both tell of something in common, or one tells of nothing else."""
    common = {same(alignment.a.verb)} | words("persons") | words("everyday") | set(table("arithmetic")["lists"]["kinds"])
    first, second = alignment.terms_a - common, alignment.terms_b - common
    return not first or not second or bool(first & second)


def _one_telling(alignment: Alignment) -> bool:
    """Both are about one affair at one time, and about no two things in it."""
    apart = elsewhere(alignment) or other_turn(alignment) or other_occasion(alignment)
    return alignment.same_story and alignment.same_time and not apart


def _may_have_grown(alignment: Alignment) -> bool:
    """The one was told later than the other, so that more may have been counted."""
    return alignment.pair.order != "unknown" and alignment.apart.days > 0


def _outcome(told: tuple[tuple[str, ...], tuple[str, ...]], why: str) -> Outcome:
    return Outcome(relation="contradicts", code="FC110", evidence_a=told[0], evidence_b=told[1], rationale=why)


def counted(claim: Claim) -> Counted | None:
    """The share of a counted whole that a clause begins with, or tells of at its end."""
    line = _line(claim)
    found = _pattern("counted").search(line.line)
    if found is None or claim.modality not in FACTUAL or claim.polarity == "negative":
        return None
    (all_of,) = line.figures(found["whole"])
    (number,) = line.figures(found["minus"] or found["part"])
    if number.low != number.high or all_of.low != all_of.high or number.high > all_of.low:
        return None
    left = found["minus"] is not None
    return Counted(all_of.low - number.low if left else number.low, all_of.low, found["noun"], number.text, left)


def shares(alignment: Alignment) -> Outcome | None:
    """One has "all but four of the 30", the other another number of the 30, of one deed."""
    one, other = counted(alignment.a), counted(alignment.b)
    if one is None or other is None or one[1:3] != other[1:3] or one.part == other.part or one.left == other.left:
        return None
    deed = same(alignment.a.verb) == same(alignment.b.verb) and bool(alignment.shared - words("everyday") - {same(one.noun.rstrip("s"))})
    if not deed or not _one_telling(alignment):
        return None
    return _outcome(
        ((one.words,), (other.words,)), f"Of the same {one.whole:g}, one tells of {one.part:g} and the other of {other.part:g}."
    )


def margin(claim: Claim) -> tuple[int, str] | None:
    """By how many votes a clause says that something was decided, and its words."""
    found = re.search(table("arithmetic")["statements"]["margin"], claim.quote.lower())
    if found is None or claim.modality not in FACTUAL:
        return None
    number = next(group for group in found.groups() if group)
    value = int(number) if number.isdecimal() else table("arithmetic")["votes"].get(number)
    return (value, claim.quote[found.start() : found.end()]) if value is not None else None


def margins(alignment: Alignment) -> Outcome | None:
    """The margin of a vote in one, and in the other its result or how many of all members were for it."""
    if not _one_vote(alignment):
        return None
    for first in (True, False):
        deciding, counting = (alignment.a, alignment.b) if first else (alignment.b, alignment.a)
        stated, result = margin(deciding), _least_margin(counting)
        if stated is None or result is None or (stated[0] == result[0] if result[1] else stated[0] >= result[0]):
            continue
        told = ((stated[1],), (result[2],))
        why = f'"{result[2]}" is a margin of {result[0]} votes{"" if result[1] else " at least"}, not "{stated[1]}".'
        return _outcome(told if first else told[::-1], why)
    return None


def _one_vote(alignment: Alignment) -> bool:
    chambers = [words("chambers") & set(claim.lemmas.split()) for claim in (alignment.a, alignment.b)]
    other = all(chambers) and not chambers[0] & chambers[1]
    return alignment.same_story and not other and not other_turn(alignment) and not elsewhere(alignment) and alignment.same_time


def _least_margin(claim: Claim) -> tuple[int, bool, str] | None:
    """(votes, whether exactly so many, the words) between the winning side and the other."""
    result = tally(claim)
    if result is not None:
        return result[0] - result[1], True, result[2]
    line = _line(claim)
    found = _pattern("members").search(line.line)
    if found is None or claim.modality not in FACTUAL or claim.polarity == "negative":
        return None
    (part,), (all_of,) = line.quantities(found["part"]), line.quantities(found["whole"])
    if part.low is None or all_of.low is None or part.low != part.high or all_of.low != all_of.high or 2 * part.low <= all_of.low:
        return None
    return int(2 * part.low - all_of.low), False, f"{part.text} of the {all_of.text}"


def figures_told(claim: Claim) -> frozenset[str]:
    """Candidate keys: a list of people, their number, a share of a whole, or a margin."""
    keys = set[str]()
    if listed(claim) or whole(claim) is not None:
        keys.add(f"people {same(claim.verb)}")
    share = counted(claim)
    keys |= {f"share of {share.whole:g}"} if share is not None else set()
    keys |= {"margin"} if margin(claim) is not None or _least_margin(claim) is not None else set()
    return frozenset(keys)
