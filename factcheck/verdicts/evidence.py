"""Typed evidence on two sentences: their claims are laid side by side, and each mechanism is asked what cannot both be true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import product

from factcheck.claims.alignment import Alignment
from factcheck.claims.asserting import awaited, condition, excepting, finite, invented, one_rule, until
from factcheck.claims.frame import Frames
from factcheck.claims.naming import names
from factcheck.claims.near_copies import near_copy
from factcheck.claims.ordering import turned_round
from factcheck.claims.rounding import in_years, one_number
from factcheck.claims.themes import of_one_thing, theme_is_named, themes_meet
from factcheck.comparison import Conflict, Evidence, Kind, Order, SentencePair, StorySentence
from factcheck.meanings import exclusive
from factcheck.model import Claim, Moment, Quantity, Word
from factcheck.verdicts.agreement import Agreement
from factcheck.verdicts.changes import NEXT, SAME, WEEKS, Overtaken, in_time, overtaken, told_apart
from factcheck.verdicts.decide import two_sources
from factcheck.verdicts.gate import TOLD
from factcheck.verdicts.particulars import Clash, ages, clashes
from factcheck.verdicts.polarity import Opposition, oppositions
from factcheck.verdicts.presupposed import presupposed
from factcheck.verdicts.quotations import misquoted

_NUMBERS, _PARTICULARS = frozenset({"number"}), frozenset({"number", "time", "name"})
_FIGURES = re.compile(r"\d[\d.,]*")
_YEAR = timedelta(days=365)
_STAGE = 15
"""Years of a life between two ages of which the one may be told of long ago."""
_TELLING = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
_MOST = 0.8
_WHOLE = 5
"""Words and names that two claims of nothing else have in common before they are taken for one sentence told twice."""
_LEAST_SHARED = 2
"""Words and names that two claims of one matter have in common at least."""


class Finder:
    """Finds evidence; keeps the frames of the claims that it saw last."""

    def __init__(self) -> None:
        self._frame = Frames()

    def __call__(self, pair: SentencePair) -> tuple[Evidence, ...]:
        """All evidence on the pair, each kind at most once for each two spans, in the order of the texts."""
        if pair.a.text == pair.b.text:
            return ()
        found: dict[tuple[Kind, tuple[int, int], tuple[int, int]], Evidence] = {}
        people = (_people(pair.a), _people(pair.b)) if pair.one_story else (frozenset(), frozenset())
        for a, b in product(*([claim for claim in side.claims if not _tells_nothing(claim)] for side in pair.sentences)):
            for one in self._between(a, b, pair, people):
                if one.kind in {"negation", "status"} and (self._said_too(a, b, pair.b) or self._said_too(b, a, pair.a)):
                    continue  # "requires the one but not the other", "starts on Sunday and ends a week later"
                place = (one.kind, one.a_span, one.b_span)
                if place not in found or (one.same_slot and not found[place].same_slot):
                    found[place] = one
        if not found and pair.one_story and pair.two_accounts:
            return tuple(self._of_meaning(pair))
        return tuple(sorted(found.values(), key=lambda e: (e.a_span, e.b_span, e.kind)))

    def alignment(self, a: Claim, b: Claim) -> Alignment:
        """The two claims side by side."""
        return Alignment(self._frame(a), self._frame(b))

    def _of_meaning(self, pair: SentencePair) -> Iterator[Evidence]:
        copy = near_copy(pair.a.claims, pair.b.claims, self._frame)
        told = None if copy is None else (copy.alignment.a.claim, copy.alignment.b.claim)
        if copy is None or told is None or not {claim.modality for claim in told} <= TOLD or two_sources(*told):
            return
        if in_time(copy.alignment, pair.order, None, within=NEXT) == "contradicts":
            yield Evidence("meaning", copy.a_span, copy.b_span, "Nearly the same words say another thing.", by="near copies")

    def _said_too(self, claim: Claim, but: Claim, other: StorySentence) -> bool:
        """Beside the one claim, the other sentence says the same as this one."""
        beside = (
            self.alignment(claim, each) for each in other.claims if each is not but and finite(each) and each.polarity == claim.polarity
        )
        return any(both.same_deed and both.a.root is not None and both.matched and not both.differences for both in beside)

    def _between(self, a: Claim, b: Claim, pair: SentencePair, people: tuple[frozenset[str], frozenset[str]]) -> Iterator[Evidence]:
        for a_span, b_span, why in misquoted(a, b):
            yield Evidence("quotation", a_span, b_span, why, same_slot=True, by="quotation")
        estimates = {a.modality, b.modality} == {"opinion"} and bool(a.attributed_to and b.attributed_to)
        rules = one_rule(a, b) and not any(side.text.rstrip("\"'”’ ").endswith("?") for side in pair.sentences)
        if not (estimates or rules) and not {a.modality, b.modality} <= TOLD | {"conditional"}:
            if pair.one_story and any(claim.modal and claim.polarity == "negative" for claim in (a, b)):
                yield from map(_overtaken, overtaken(self.alignment(a, b), pair.order))
            return
        for a_span, b_span, why in turned_round(a, b):
            yield Evidence("order", a_span, b_span, why, same_slot=pair.one_story, by="ordering")
        if pair.one_story:
            yield from map(_overtaken, presupposed(a, b, pair.order, people))
        if invented(a) != invented(b):
            return
        alignment = self.alignment(a, b)
        if alignment.matched:
            yield from _aligned(alignment, pair, rules or {a.modality, b.modality} <= TOLD, estimates)
        elif pair.one_story:
            yield from map(_overtaken, overtaken(alignment, pair.order))


def _tells_nothing(claim: Claim) -> bool:
    """It was taken back, or is waited for."""
    return claim.correction or awaited(claim)


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


def _people(sentence: StorySentence) -> frozenset[str]:
    return frozenset(name for claim in sentence.claims for name in names(claim, "person"))


def _of_values(alignment: Alignment, pair: SentencePair) -> Iterator[Evidence]:
    if alignment.a.claim.polarity != alignment.b.claim.polarity or condition(pair.a.text) != condition(pair.b.text):
        return  # "will not close in July" says nothing of June
    for clash in clashes(alignment):
        if not alignment.same_deed:
            continue
        known = clash.once and (theme_is_named(alignment) or (pair.one_story and pair.two_accounts and of_one_thing(alignment)))
        agreed = Agreement(alignment, (clash.difference,), beside=_PARTICULARS if known else _NUMBERS)
        relation = in_time(alignment, pair.order, clash, within=_within(agreed, pair))
        if relation == "supersedes" and not pair.one_story and alignment.a.claim.ascribed and alignment.b.claim.ascribed:
            continue  # each only says in passing who held the office in its day
        if relation == "contradicts" and clash.kind == "number" and _adds_up(pair):
            continue
        if relation is None or not _enough(agreed, pair) or _rows(pair):
            continue
        one, other = alignment.a.units[clash.difference.a], alignment.b.units[clash.difference.b]
        alike = agreed.alike and (pair.two_accounts or clash.once or not agreed.minor)
        by = f"value: {'cause' if clash.kind == 'order' else clash.kind}"
        note, one_event = _note(clash, agreed), _one_occasion(pair)
        yield Evidence(clash.kind, one.span, other.span, note, relation, same_slot=alike, by=by, one_event=one_event)


def _adds_up(pair: SentencePair) -> bool:
    """The one tells the sum of what the other tells part by part: "4 million on roads and 6 million on schools", "10 million on both"."""
    parts = [
        {(v.unit, v.low) for claim in side.claims for v in claim.values if isinstance(v, Quantity) and v.low} for side in pair.sentences
    ]
    only = [parts[0] - parts[1], parts[1] - parts[0]]
    sums = [{unit: sum(low for u, low in own if u == unit) for unit, _ in own} for own in only]
    several = any(len(own) > 1 for own in only)
    return several and any(sums[0].get(unit) == total for unit, total in sums[1].items())


def _of_ages(alignment: Alignment) -> Iterator[Evidence]:
    """Two ages of one person that cannot be one, however many years lie between the statements."""
    gap = told_apart(alignment.a.claim, alignment.b.claim)
    for one, other in ages(alignment):
        first, second = one.value, other.value
        if gap is None or not (isinstance(first, Quantity) and isinstance(second, Quantity)) or one_number(first, second):
            continue
        if gap / _YEAR + 1 < abs(in_years(first) - in_years(second)) <= _STAGE:
            yield Evidence("number", one.span, other.span, "One person has two ages.", same_slot=True, by="value: age")


def _rows(pair: SentencePair) -> bool:
    """Two sentences of one article that are alike but for their figures are rows of a list, each of what a heading names."""
    a, b = (_FIGURES.sub("", side.text).strip() for side in pair.sentences)
    return pair.a.article == pair.b.article and a == b


def _of_polarity(alignment: Alignment, pair: SentencePair) -> Iterator[Evidence]:
    speakers = [str(frame.claim.attributed_to or "") for frame in (alignment.a, alignment.b)]
    first, second = (speaker.lower().split(" ")[-1] for speaker in speakers)
    if exclusive(first, second, "noun") or (pair.a.article == pair.b.article and speakers[0] != speakers[1]):
        return  # the article tells of a dispute, or two parties do
    if excepting(pair.a.text) or excepting(pair.b.text):
        return
    for found in oppositions(alignment):
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
            yield Evidence(found.kind, found.a_span, found.b_span, note, relation, same_slot=alike, by=by)


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
    return agreed.alike and not agreed.minor and agreed.shared >= _WHOLE


def _within(agreed: Agreement, pair: SentencePair) -> timedelta:
    """How long apart two statements of what is over may be made and tell of one event."""
    if _is_whole(agreed):
        return WEEKS
    one_thing = _nothing_more(agreed, pair) or of_one_thing(agreed.alignment) or _one_occasion(pair)
    return NEXT if pair.one_story and one_thing else SAME


def _one_occasion(pair: SentencePair) -> bool:
    """Nearly all that the shorter sentence says beside numbers and times stands in the other, two names among it: one event told twice."""
    told = [
        {word.lemma.lower(): word.pos for claim in side.claims for word in claim.words if word.pos in _TELLING and not _valued(claim, word)}
        for side in pair.sentences
    ]
    both = set(told[0]) & set(told[1])
    named = [word for word in both if told[0][word] == "PROPN"]
    return pair.two_accounts and len(named) > 1 and len(both) >= _WHOLE and len(both) >= _MOST * min(map(len, told))


def _valued(claim: Claim, word: Word) -> bool:
    return any(isinstance(value, Quantity | Moment) and value.start <= word.start < value.end for value in claim.values)


def _nothing_more(agreed: Agreement, pair: SentencePair) -> bool:
    """In two accounts of one affair neither says more than the other, but for what one of them denies as a whole."""
    return pair.one_story and pair.two_accounts and agreed.alike and not agreed.minor


def _note(clash: Clash, agreed: Agreement) -> str:
    """The reason in a reader's words."""
    value = {"who": "name", "number": "value", "order": "cause", "date": "date or time"}.get(clash.kind, clash.kind)
    return f"{'The same statement' if agreed.alike else 'Much the same statement'} with another {value}."
