"""Typed evidence on two sentences: their claims are laid side by side, and each mechanism is asked what cannot both be true."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

from factcheck.claims.alignment import Alignment, may_be_one_deed
from factcheck.claims.asserting import (
    awaited,
    condition,
    counterfactual,
    dropped_plan,
    excepting,
    finite,
    one_rule,
    told_apart,
    two_sources,
    until,
)
from factcheck.claims.frame import Frame, Frames, Told
from factcheck.claims.moved import ages, tells_age
from factcheck.claims.numerals import in_years, one_number
from factcheck.claims.one_slot import slots_apart
from factcheck.claims.sentences import WHOLE, add_up, are_rows, differ_in_values, misquoted, one_occasion, turned_round
from factcheck.claims.themes import of_one_thing, theme_is_named, themes_meet
from factcheck.comparison import Conflict, Evidence, Kind, Order, SentencePair, StorySentence
from factcheck.model import Claim, Quantity
from factcheck.verdicts.agreement import Agreement
from factcheck.verdicts.changes import FEW, NEXT, SAME, WEEKS, Overtaken, in_time, may_overtake, overtaken
from factcheck.verdicts.gate import TOLD
from factcheck.verdicts.particulars import Clash, clashes
from factcheck.verdicts.polarity import Opposition, oppositions
from factcheck.verdicts.presupposed import may_presuppose, presupposed
from factcheck.words import listed

_NUMBERS, _PARTICULARS = frozenset({"number"}), frozenset({"number", "time", "name"})
_YEAR = timedelta(days=365)
_STAGE = 15
"""Years of a life between two ages of which the one may be told of long ago."""
_WEIGHED = TOLD | {"conditional"}
_NEAR, _BRIEF = 0.2, 20
"""How near in meaning two sentences must be for the model to be asked whether they clash, and among how many of both articles at most."""
_READ_TOGETHER = "Read together, they cannot both hold."
_LEAST_SHARED = 2
"""Words and names that two claims of one matter have in common at least."""


class Finder:
    """Finds evidence; keeps the frames of the claims that it saw last."""

    def __init__(self) -> None:
        self._told = Frames(_tells)

    def __call__(self, pair: SentencePair) -> tuple[Evidence, ...]:
        """All evidence on the pair, each kind at most once for each two spans, in the order of the texts."""
        if pair.a.text == pair.b.text:
            return ()
        first, second = (self._told(side.place, side.claims) for side in pair.sentences)
        found: dict[tuple[Kind, tuple[int, int], tuple[int, int]], Evidence] = {}
        presuppose = may_presuppose(first.lemmas) or may_presuppose(second.lemmas)
        for a, b in product(first.frames, second.frames) if presuppose or _meet(first, second) else ():
            for one in _between(a, b, pair) if presuppose or _meet(a, b) else ():
                if one.kind in {"negation", "status"} and (_said_too(a, b.claim, pair.b) or _said_too(b, a.claim, pair.a)):
                    continue  # "requires the one but not the other", "starts on Sunday and ends a week later"
                place = (one.kind, one.a_span, one.b_span)
                if place not in found or (one.same_slot and not found[place].same_slot):
                    found[place] = one
        told = sorted(found.values(), key=lambda e: (e.a_span, e.b_span, e.kind))
        if pair.one_story and pair.two_accounts:
            if not found:
                told += list(_of_slot(first, second, pair))
            if not any(one.same_slot or one.softly for one in told):
                told += _of_meaning(first, second, pair)
        return tuple(told)


def _tells(claim: Claim) -> bool:
    """It was not taken back, is not waited for, and is no mere thought."""
    return not (claim.correction or awaited(claim) or (counterfactual(claim) and not dropped_plan(claim)))


def _of_slot(first: Told, second: Told, pair: SentencePair) -> Iterator[Evidence]:
    for alignment, slot, difference in slots_apart(first, second):
        told, order = (alignment.a.claim, alignment.b.claim), pair.order
        if not {claim.modality for claim in told} <= TOLD or two_sources(*told):
            continue
        agreed = None if difference is None else Agreement(alignment, (difference,))
        if agreed is not None and not (agreed.alike and _enough(agreed, pair) and of_one_thing(alignment)):
            continue
        gap = told_apart(*told)
        soon = order == "unknown" or (gap is not None and gap <= FEW)
        planned = slot[0] == "date" and all(claim.modality == "forecast" for claim in told)
        later: Conflict = "supersedes" if planned else "contradicts"
        if soon or planned or in_time(alignment, order, None, within=WEEKS) == "contradicts":
            note = "The same statement but for one phrase."
            yield Evidence(*slot, note, "contradicts" if soon else later, by="one slot", one_event=True, softly=True)
            return


def _of_meaning(first: Told, second: Told, pair: SentencePair) -> Iterator[Evidence]:
    """What two sentences of one affair come to where nothing typed tells them apart; whether they clash only the model can say."""
    if not 0 < pair.among <= _BRIEF or pair.near < _NEAR or pair.a.article == pair.b.article:
        return
    main = [[frame.claim for frame in told.frames if frame.claim.modality in TOLD] for told in (first, second)]
    conditional = any(claim.modality == "conditional" for side in pair.sentences for claim in side.claims)
    if not all(main) or conditional or two_sources(main[0][0], main[1][0]) or differ_in_values(first, second):
        return
    later = pair.order != "unknown" and any(claims[0].tense != "past" for claims in main)
    one, other = ((side.start, side.end) for side in pair.sentences)
    yield Evidence("meaning", one, other, _READ_TOGETHER, "supersedes" if later else "contradicts", by="meaning")


def _meet(one: Told | Frame, other: Told | Frame) -> bool:
    """Only then can any mechanism find something between two sentences, or two claims, that presuppose nothing."""
    return not one.all_marks.isdisjoint(other.all_marks) or (one.quotes and other.quotes) or (one.orders and other.orders)


def _said_too(frame: Frame, but: Claim, other: StorySentence) -> bool:
    """Beside the one claim, the other sentence says the same as this one."""
    beside = (Frame(each) for each in other.claims if each is not but and finite(each) and each.polarity == frame.claim.polarity)
    aligned = (Alignment(frame, each) for each in beside)
    return any(both.same_deed and both.a.root is not None and both.matched and not both.differences for both in aligned)


def _between(first: Frame, second: Frame, pair: SentencePair) -> Iterator[Evidence]:
    a, b = first.claim, second.claim
    if first.counterfactual != second.counterfactual and "will" not in {a.modal, b.modal}:
        return  # what a plan would have come to is held against the plan alone
    for a_span, b_span, why in misquoted(a, b):
        yield Evidence("quotation", a_span, b_span, why, same_slot=True, by="quotation")
    estimates = a.modality == b.modality == "opinion" and bool(a.attributed_to and b.attributed_to)
    rules = one_rule(a, b) and not any(side.text.rstrip("\"'”’ ").endswith("?") for side in pair.sentences)
    if not (estimates or rules or (a.modality in _WEIGHED and b.modality in _WEIGHED)):
        if pair.one_story and any(claim.modal and claim.polarity == "negative" for claim in (a, b)) and _meet(first, second):
            yield from map(_overtaken, overtaken(Alignment(first, second), pair.order))
        return
    for a_span, b_span, why in turned_round(a, b):
        yield Evidence("order", a_span, b_span, why, same_slot=pair.one_story, by="ordering")
    if pair.one_story:
        yield from map(_overtaken, presupposed(first, second, pair))
    if _may_clash(first, second, pair.order) and first.invented == second.invented:
        alignment = Alignment(first, second)
        if alignment.matched:
            yield from _aligned(alignment, pair, rules or (a.modality in TOLD and b.modality in TOLD), estimates)
        elif pair.one_story:
            yield from map(_overtaken, overtaken(alignment, pair.order))


def _may_clash(a: Frame, b: Frame, order: Order) -> bool:
    """They share something, and any of the mechanisms that lay them side by side may find something."""
    if a.all_marks.isdisjoint(b.all_marks):
        return False
    lasting = may_be_one_deed(a, b) or a.sides.meet(b.sides) or (tells_age(a) and tells_age(b))
    return lasting or may_overtake(a, b, order)


def _aligned(alignment: Alignment, pair: SentencePair, told: bool, estimates: bool) -> Iterator[Evidence]:
    """Evidence on two claims that share something; only numbers clash in `estimates`, only what overtakes in what is not `told`."""
    if pair.one_story and pair.two_accounts:
        yield from _of_ages(alignment)
    if told or estimates:
        yield from _of_values(alignment, pair)
    if told:
        yield from _of_polarity(alignment, pair)
    if pair.one_story:
        yield from map(_overtaken, overtaken(alignment, pair.order))


def _overtaken(change: Overtaken) -> Evidence:
    order: Order = "a_first" if change.older == "a" else "b_first"
    spans = change.a_span, change.b_span
    return Evidence("status", *spans, change.why, "supersedes", same_slot=True, by="change of state", order=order)


def _of_values(alignment: Alignment, pair: SentencePair) -> Iterator[Evidence]:
    if alignment.a.claim.polarity != alignment.b.claim.polarity or not alignment.same_deed:
        return  # "will not close in July" says nothing of June
    numbers = any(alignment.a.units[each.a].kind == "number" for each in alignment.differences)
    for clash in clashes(alignment) if condition(pair.a.text) == condition(pair.b.text) else ():
        if numbers and alignment.a.units[clash.difference.a].label == "poss" and clash.kind == "date":
            continue  # "two were hurt in Friday's crash", "five in Sunday's": each is told of its own
        unnamed = clash.kind != "date" and pair.one_story and pair.two_accounts and of_one_thing(alignment)
        known = clash.once and (theme_is_named(alignment) or unnamed)
        agreed = Agreement(alignment, (clash.difference,), beside=_PARTICULARS if known else _NUMBERS)
        relation = in_time(alignment, pair.order, clash, within=_within(agreed, pair))
        if relation == "supersedes" and not pair.one_story and alignment.a.claim.ascribed and alignment.b.claim.ascribed:
            continue  # each only says in passing who held the office in its day
        if alignment.a.counterfactual or alignment.b.counterfactual:
            relation = "contradicts"  # of a plan that is told as dropped nothing has changed since
        if relation == "contradicts" and clash.kind == "number" and add_up(pair.a.claims, pair.b.claims):
            continue
        if relation is None or not _enough(agreed, pair) or (pair.a.article == pair.b.article and are_rows(pair.a.text, pair.b.text)):
            continue
        one, other = alignment.a.units[clash.difference.a], alignment.b.units[clash.difference.b]
        alike = agreed.alike and (pair.two_accounts or clash.once or not agreed.minor)
        by = f"value: {'cause' if clash.kind == 'order' else clash.kind}"
        note, one_event = _note(clash, agreed), _one_occasion(pair)
        yield Evidence(clash.kind, one.span, other.span, note, relation, same_slot=alike, by=by, one_event=one_event)


def _of_ages(alignment: Alignment) -> Iterator[Evidence]:
    """Two ages of one person that cannot be one, however many years lie between the statements."""
    gap = told_apart(alignment.a.claim, alignment.b.claim)
    for one, other in ages(alignment):
        first, second = one.value, other.value
        if gap is None or not (isinstance(first, Quantity) and isinstance(second, Quantity)) or one_number(first, second):
            continue
        if gap / _YEAR + 1 < abs(in_years(first) - in_years(second)) <= _STAGE:
            yield Evidence("number", one.span, other.span, "One person has two ages.", same_slot=True, by="value: age")


def _of_polarity(alignment: Alignment, pair: SentencePair) -> Iterator[Evidence]:
    opposed = tuple(oppositions(alignment)) if condition(pair.a.text) == condition(pair.b.text) else ()
    if not opposed or _disputed(alignment, pair) or excepting(pair.a.text) or excepting(pair.b.text):
        return
    for found in opposed:
        told = () if found.difference is None else (found.difference,)
        deed_told = alignment.same_deed or found.difference is not None or found.settled
        agreed = Agreement(alignment, told, found.settled, found.denied, beside=_NUMBERS, limited=found.limited, turned=found.turned)
        relation = in_time(alignment, pair.order, None, settled=found.settled, within=_within(agreed, pair))
        if relation is None or not deed_told or not (finite(alignment.a.claim) and finite(alignment.b.claim)):
            continue
        if relation == "contradicts" and found.kind == "status" and any(until(frame.claim) for frame in (alignment.a, alignment.b)):
            continue  # who leaves stays until then
        if found.denied and " until " in {"a": pair.a, "b": pair.b}[found.denied].text:
            continue  # "nothing is agreed until everything is"
        if _enough(agreed, pair):
            by = "negation of all" if agreed.of_nobody else _mechanism(found)
            strict = Agreement(alignment, told, found.settled, beside=_NUMBERS, turned=found.turned)
            over = _of_named_thing(found, agreed, relation)
            alike = agreed.alike and (over or _nothing_more(agreed, pair) or _of_one(alignment, pair, strict))
            note = "One says what the other denies." if found.kind == "negation" else "The two cannot both hold at once."
            accounts = found.kind == "status" and pair.two_accounts and pair.one_story and relation == "contradicts"
            softly = accounts and agreed.alike and agreed.nothing_else_differs and not agreed.counted_alone
            yield Evidence(found.kind, found.a_span, found.b_span, note, relation, same_slot=alike, by=by, softly=softly and not alike)


def _one_occasion(pair: SentencePair) -> bool:
    return pair.two_accounts and one_occasion(pair.a.claims, pair.b.claims)


def _disputed(alignment: Alignment, pair: SentencePair) -> bool:
    """The article tells of a dispute, or one who takes a side in it and somebody else do."""
    speakers = [str(frame.claim.attributed_to or "").lower().split() for frame in (alignment.a, alignment.b)]
    partisan = any(speaker and speaker[-1].removesuffix("s") in listed("claims", "partisans") for speaker in speakers)
    return speakers[0] != speakers[1] and (pair.a.article == pair.b.article or (all(speakers) and partisan))


def _of_named_thing(found: Opposition, agreed: Agreement, relation: Conflict) -> bool:
    """What is denied, or is over, is told of something that names tell from others; of what is over, times may be one's alone."""
    met = themes_meet(agreed.alignment)
    if relation == "supersedes":
        return met or (agreed.names > 0 and agreed.timeless == 0 and found.of_verbs)
    return met and found.kind == "negation" and agreed.timeless == 0


def _mechanism(found: Opposition) -> str:
    return "negation" if found.kind == "negation" else "changed places" if found.turned else "opposite"


def _of_one(alignment: Alignment, pair: SentencePair, strict: Agreement) -> bool:
    """Of two outlets, one definite thing is told of, one number for one time, or nothing more by either; one outlet says nothing more."""
    whole = strict.alike and not strict.minor
    measured = {"number", "time"} <= {alignment.a.units[place].kind for place in alignment.matched}
    return whole or (pair.two_accounts and (measured or of_one_thing(alignment)))


def _enough(agreed: Agreement, pair: SentencePair) -> bool:
    """Enough is shared to speak of one thing: in one story two words or names, elsewhere a full name, or a name in the whole sentence."""
    stated = all(frame.claim.verb for frame in (agreed.alignment.a, agreed.alignment.b))
    if not stated and (not agreed.names or not pair.two_accounts):
        return False  # of a line without a verb nobody knows what it tells of
    if pair.one_story:
        said_of_one = agreed.shared > 0 and _nothing_more(agreed, pair) and of_one_thing(agreed.alignment)
        return agreed.shared >= _LEAST_SHARED or said_of_one
    units = [agreed.alignment.a.units[place] for place in agreed.alignment.matched]
    named = any(unit.kind == "name" and (" " in unit.key or _is_whole(agreed)) for unit in units)
    return named and agreed.shared > _LEAST_SHARED


def _is_whole(agreed: Agreement) -> bool:
    """Nothing but the difference is said by one of the two alone."""
    return agreed.alike and not agreed.minor and agreed.shared >= WHOLE


def _within(agreed: Agreement, pair: SentencePair) -> timedelta:
    """How long apart two statements of what is over may be made and tell of one event."""
    if _is_whole(agreed):
        return WEEKS
    one_thing = _nothing_more(agreed, pair) or of_one_thing(agreed.alignment) or _one_occasion(pair)
    return NEXT if pair.one_story and one_thing else SAME


def _nothing_more(agreed: Agreement, pair: SentencePair) -> bool:
    """In two accounts of one affair neither says more than the other, but for what one of them denies as a whole."""
    return pair.one_story and pair.two_accounts and agreed.alike and not agreed.minor


def _note(clash: Clash, agreed: Agreement) -> str:
    """The reason in a reader's words."""
    value = {"who": "name", "number": "value", "order": "cause", "date": "date or time"}.get(clash.kind, clash.kind)
    return f"{'The same statement' if agreed.alike else 'Much the same statement'} with another {value}."
