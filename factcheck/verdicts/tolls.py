"""FC205 by counts: tolls and other figures of one affair that rise, or change, from one report to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from factcheck.model import Claim, Quantity
from factcheck.verdicts.alignment import FACTUAL, Alignment, Side
from factcheck.verdicts.evidence import elsewhere
from factcheck.verdicts.lexicon import kin, same, table, words
from factcheck.verdicts.outcome import Outcome
from factcheck.verdicts.remembered import remembered
from factcheck.verdicts.rounding import compatible
from factcheck.verdicts.sequence import before, by_dates, dated, looks_back

_PROVISIONAL = {"at least", "more than"}
_HEDGED = {"may", "might", "could", "would"}
_LOSING = {"claim", "cost", "lose", "take"}
_NOBODY = {"nobody", "none", "no-one"}
_KIND = re.compile(r"\b(?:cases?|infections?|deaths?|counts?) of (?:the )?([a-z]{3,})|\b([a-z]{3,}) (?:cases|infections)\b")


class Count(NamedTuple):
    """A figure of one slot, with what it counts ("" where only the slot says it)."""

    slot: str
    quantity: Quantity
    noun: str


@cache
def _slots() -> tuple[Mapping[str, Any], ...]:
    return tuple(table("tolls")["slots"])


def _slot(name: str) -> Mapping[str, Any]:
    return next(slot for slot in _slots() if slot["name"] == name)


@remembered
def counts(claim: Claim) -> tuple[Count, ...]:
    """The figures that the claim gives for the slots of an affair; () where it denies, plans or looks far back."""
    if claim.modality not in {*FACTUAL, "opinion"}:
        return ()
    if _HEDGED & set(claim.predicate.lower().split()):
        return ()
    if claim.polarity == "negative":
        return (*_none(claim), *(count for count in _counts(claim) if _slot(count.slot).get("absence")))
    return tuple(_counts(claim))


def _none(claim: Claim) -> Iterator[Count]:
    """The count of a clause that says that nobody died, or that there were no deaths."""
    said = claim.lemmas.split()
    nobody = claim.subject_key in _NOBODY or " no one " in f" {claim.lemmas} "
    for slot in _slots():
        absent = next((noun for noun in slot.get("nouns", ()) if f" no {noun} " in f" {claim.lemmas} "), None)
        hit = nobody and set(claim.deeds[:1]) & set(slot.get("deeds", ())) and not set(slot.get("with", ())) - set(said)
        if "unit" not in slot and (hit or absent):
            start = claim.span.start
            zero = Quantity(start=start, end=start, text=f"no {absent}" if absent else claim.subject, low=0, high=0, unit="")
            yield Count(slot["name"], zero, "")


def _counts(claim: Claim) -> Iterator[Count]:
    quantities = [v for v in claim.values if isinstance(v, Quantity) and not v.ordinal and not _partial(claim, v)]
    for slot in _slots():
        found = [q for q in quantities if q.unit == slot.get("unit", "") and _counts_slot(claim, q, slot)]
        if len(found) == 1:
            yield Count(slot["name"], found[0], same(found[0].noun))


def _counts_slot(claim: Claim, quantity: Quantity, slot: Mapping[str, Any]) -> bool:
    """The number is a figure of the slot: by its clause, by what it counts, or by what the clause says that it is."""
    lemmas = {*claim.lemmas.split(), claim.theme, claim.subject_key}
    if ("with" in slot and not lemmas & set(slot["with"])) or ("counted" in slot and quantity.noun not in slot["counted"]):
        return False
    return ("unit" in slot and "deeds" not in slot) or _by_noun(claim, quantity, slot) or _by_words(claim, quantity, slot)


def _by_noun(claim: Claim, quantity: Quantity, slot: Mapping[str, Any]) -> bool:
    lost = quantity.noun in slot.get("lost", ()) and bool(set(claim.deeds) & _LOSING)
    return lost or quantity.noun in slot.get("nouns", ()) or _next_word(claim, quantity) in slot.get("after", ())


def _by_words(claim: Claim, quantity: Quantity, slot: Mapping[str, Any]) -> bool:
    by_phrase = any(re.search(rf"\b{phrase}\b", claim.quote, re.IGNORECASE) for phrase in slot.get("phrases", ()))
    if by_phrase and (_is_value(claim, quantity) or "deeds" not in slot):
        return True
    return bool(set(claim.deeds) & set(slot.get("deeds", ()))) and ("with" in slot or _bears(claim, quantity))


def _bears(claim: Claim, quantity: Quantity) -> bool:
    """The number counts the clause's object or subject, or is itself that."""
    if quantity.noun == "":
        return claim.theme.lower() == quantity.text.lower().split()[-1] or bool(quantity.unit)
    keys = {same(claim.theme), same(claim.subject_key)}
    return same(quantity.noun) in keys or f" of {quantity.text.lower()} {quantity.noun}" in f" {claim.lemmas}"


def _is_value(claim: Claim, quantity: Quantity) -> bool:
    """The number is what something rose to, reached or stands at."""
    if quantity.noun not in {"", "people", "person"}:
        return False
    start = quantity.start - claim.span.start
    return bool(re.search(r"(?:\bto|\bat|\bas|\bof|reached|passed|exceeded|is|was|hit|topped)\s+$", claim.quote[: max(0, start)]))


def _next_word(claim: Claim, quantity: Quantity) -> str:
    """The word after the number, or after what it counts."""
    rest = claim.quote[quantity.end - claim.span.start :].lower()
    following = re.findall(r"^[\s]*([a-z]+)(?:\s+([a-z]+))?", rest)
    if not following:
        return ""
    first, second = following[0]
    return str(second if same(_singular(first)) in {same(quantity.noun), quantity.noun} or first == "people" else first)


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _partial(claim: Claim, quantity: Quantity) -> bool:
    """The number is one of several steps or a part: "three more", "another two", "12 of them"."""
    start, end = quantity.start - claim.span.start, quantity.end - claim.span.start
    around = re.findall(r"[a-z]+", claim.quote[max(0, start - 24) : max(0, start)].lower())[-2:]
    behind = re.findall(r"[a-z]+", claim.quote[max(0, end) : max(0, end) + 24].lower())[:2]
    return bool({*around, *behind} & set(table("synonyms")["parts"]))


def tolls(alignment: Alignment) -> Outcome | None:
    """A later figure for the same count of the same affair."""
    if alignment.inside_one_article:
        return None
    for one in counts(alignment.a):
        for other in counts(alignment.b):
            if one.slot == other.slot and one_count(alignment, one, other):
                side = _older(alignment, one, other)
                if side is not None:
                    return _outcome(alignment, side, one, other)
                if _some_and_none(alignment, one, other):
                    return _denied(one, other)
    return None


def _some_and_none(alignment: Alignment, one: Count, other: Count) -> bool:
    """One says that nobody was, the other that somebody was, of one occasion and at one time."""
    zeros = (one.quantity.high == 0) + (other.quantity.high == 0)
    occasions = _occasion(alignment.a, one) & _occasion(alignment.b, other)
    return zeros == 1 and alignment.pair.order == "unknown" and bool(occasions) and alignment.same_time


def _denied(one: Count, other: Count) -> Outcome:
    return Outcome(
        relation="contradicts",
        code="FC105",
        evidence_a=(one.quantity.text.strip(),),
        evidence_b=(other.quantity.text.strip(),),
        rationale=f"Of one occasion, one says that nobody is among the {one.slot}, the other that somebody is.",
    )


def one_count(alignment: Alignment, one: Count, other: Count) -> bool:
    """Both figures count all there are, in one affair."""
    kinds = {one.noun, other.noun}
    if len(kinds) == 2 and kinds & words("subsets"):
        return False
    if elsewhere(alignment) or looks_back(alignment.a) or looks_back(alignment.b):
        return False
    if not _one_kind(alignment):
        return False
    first, second = _occasion(alignment.a, one), _occasion(alignment.b, other)
    if first and second and not first & second:
        return False
    return alignment.same_story or (by_dates(alignment) is not None and bool(first & second))


def _occasion(claim: Claim, count: Count) -> frozenset[str]:
    """What the clause says of its occasion ("a fire", "in the bus"), beside the figure itself."""
    slot = _slot(count.slot)
    own = {*slot.get("deeds", ()), *slot.get("nouns", ()), *slot.get("after", ()), *slot.get("counted", ()), count.noun}
    said = {kin(term) for term in (*claim.terms, claim.subject_key.lower()) if term} - words("everyday") - words("anybody")
    return frozenset(said - {kin(word) for word in own} - {kin(word) for word in words("carriers")})


def _one_kind(alignment: Alignment) -> bool:
    """Where both say of what they count cases, it is the same."""
    first, second = (_KIND.search(claim.quote.lower()) for claim in (alignment.a, alignment.b))
    return first is None or second is None or (first[1] or first[2]) == (second[1] or second[2])


def _older(alignment: Alignment, one: Count, other: Count) -> Side | None:
    """By date, and where the count can only grow by its size too; None where the figures agree or run against their dates."""
    low, high = one.quantity, other.quantity
    first, second = low.low or low.high or 0, high.low or high.high or 0
    if first == second or _rounded(low, high):
        return None
    growing = grows(one.slot)
    smaller: Side = "a" if first < second else "b"
    known = by_dates(alignment)
    if known is not None:
        earlier, later = (alignment.a, alignment.b) if known == "a" else (alignment.b, alignment.a)
        if before(later, earlier):
            return None
        return known if not growing or known == smaller else None
    provisional = one if smaller == "a" else other
    return smaller if growing and provisional.quantity.comparator in _PROVISIONAL else None


def _rounded(first: Quantity, second: Quantity) -> bool:
    """Taken as plain numbers ("at least four" as four), the two may be one."""
    plain = [q.model_copy(update={"low": q.low or q.high or 0.0, "high": q.low or q.high or 0.0}) for q in (first, second)]
    return compatible(*plain)


def grows(slot: str) -> bool:
    """The slot's count can only rise while the affair goes on."""
    return bool(_slot(slot)["growing"])


def _outcome(alignment: Alignment, side: Side, one: Count, other: Count) -> Outcome:
    older, newer = (one, other) if side == "a" else (other, one)
    earlier, later = (alignment.a, alignment.b) if side == "a" else (alignment.b, alignment.a)
    told = "" if by_dates(alignment) is not None else " No dates order the two; a count that can only rise does."
    return Outcome(
        relation="supersedes",
        code="FC205",
        evidence_a=(one.quantity.text.strip(),),
        evidence_b=(other.quantity.text.strip(),),
        older=side,
        rationale=(
            f"Both count the {older.slot} of one affair: {older.quantity.text.strip()} in the earlier report {dated(earlier)}, "
            f"{newer.quantity.text.strip()} in the later {dated(later)}.{told}"
        ),
    )


def slots(claim: Claim) -> frozenset[str]:
    """The slots that the claim has figures for."""
    return frozenset(f"count {count.slot}" for count in counts(claim))
