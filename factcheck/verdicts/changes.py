"""What becomes of a statement in time: two that clash contradict each other, or the later one overtakes the older."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Literal

from factcheck.claims.alignment import Alignment, is_person, moves
from factcheck.claims.asserting import is_open, one_rule, passive, perfect, told_apart
from factcheck.claims.frame import ROOT, Frame, Unit
from factcheck.claims.moved import allowed, moved, newer_version, raised, risen, widened
from factcheck.claims.phrases import Found, unsaid, whole
from factcheck.claims.themes import definite
from factcheck.comparison import Conflict, Order, Span
from factcheck.model import Claim, Moment, Quantity
from factcheck.verdicts.particulars import OFFICES, Clash, deed, never_changes
from factcheck.verdicts.transitions import may_end, new_holder, no_longer, transitions, undone
from factcheck.words import listed, table

SAME, NEXT, FEW, WEEKS = timedelta(0), timedelta(days=2), timedelta(days=3), timedelta(days=31)
"""Days so near that no state is another one unless words say so; weeks in which one event is told in the same words."""
Side = Literal["a", "b"]
_LONG = timedelta(days=400)
"""What was planned or went on so long before is no news."""
_STATES = frozenset({"acomp", "attr", "oprd", "root", "xcomp", "prep", "in", "at", "under", "on"})


@dataclass(frozen=True)
class Overtaken:
    """An older statement that a later one has overtaken: which side is older, the words of either that tell so, and why."""

    older: Side
    a_span: Span
    b_span: Span
    why: str


def in_time(alignment: Alignment, order: Order, clash: Clash | None, *, settled: bool = False, within: timedelta = SAME) -> Conflict | None:
    """What a clash of two claims comes to, given which was made first; None where both can be true of their times.

    Made on one day, or of one named stretch of time, they contradict each other. Of an older open one and a later one, the later
    overtakes. Older past events contradict later ones only if they happen once, or are told `within` so long of each other. What is
    `settled` says of a plan that it will not be.
    """
    found = _in_time(alignment, order, clash, settled, within)
    open_one = found == "supersedes" and is_open(alignment.a.claim if order == "a_first" else alignment.b.claim)
    return None if open_one and _long_over(alignment, order) else found


def _in_time(alignment: Alignment, order: Order, clash: Clash | None, settled: bool, within: timedelta) -> Conflict | None:
    a, b = alignment.a.claim, alignment.b.claim
    if _mixed(a, b) and not settled:
        older = a if order == "a_first" else b
        return "supersedes" if order != "unknown" and is_open(older) and told_apart(a, b) != timedelta(0) else None
    if order == "unknown" or told_apart(a, b) == timedelta(0):
        return None if _then_and_now(a, b) and not _unchanged(alignment, clash) else "contradicts"
    alike = FEW if within > SAME else SAME
    if lasting(alignment, clash) or (clash is not None and _soon(alignment, order, max(alike, NEXT if clash.kind == "number" else SAME))):
        return "contradicts"
    older, newer = (a, b) if order == "a_first" else (b, a)
    if is_open(older):
        gap = told_apart(a, b)
        told = newer.modality in {"asserted", "reported"} or clash is not None or one_rule(a, b)
        return "supersedes" if told else "contradicts" if gap is not None and gap <= within else None
    return _of_past(alignment, order, clash, within)


def _of_past(alignment: Alignment, order: Order, clash: Clash | None, within: timedelta) -> Conflict | None:
    """Of an older statement that is over: counts grow, holders change, the rest clashes only if it tells of one event."""
    gap = told_apart(alignment.a.claim, alignment.b.claim)
    if clash is not None and clash.kind == "number" and _growing(alignment, known=within > SAME):
        grew = gap is not None and gap <= WEEKS and _grew(alignment, clash, order)
        return "supersedes" if grew else "contradicts" if gap is not None and gap <= within else None
    if clash is not None and clash.kind == "who" and _held(alignment):
        return None if gap is None else "supersedes"
    once = clash is not None and clash.once and clash.kind != "who"
    moved = gap != timedelta(0) and (moves(alignment.a) or moves(alignment.b))  # a price falls on every day
    near = gap is not None and gap <= within and not moved
    return "contradicts" if once or near or _one_stretch(alignment) else None


def _held(alignment: Alignment) -> bool:
    """Both say who somebody is or has, not what was done."""
    done = any(frame.verb is not None and frame.verb.lemma in listed("meanings", "light_deeds") for frame in (alignment.a, alignment.b))
    return alignment.a.light and alignment.b.light and not done


def lasting(alignment: Alignment, clash: Clash | None) -> bool:
    """What is told never changes: a length, a birth, a founder."""
    measures = {alignment.a.units[place].lemma for place in alignment.matched} & listed("meanings", "lasting")
    if clash is None:
        return False
    if clash.kind == "who":
        return never_changes(alignment, clash)
    one = alignment.a.units[clash.difference.a].value
    of_age = isinstance(one, Quantity) and one.unit.endswith(" of age") and deed(alignment, "once", "claims")  # "died aged 71"
    return bool(measures) or of_age if clash.kind == "number" else deed(alignment, "once", "claims")


def _unchanged(alignment: Alignment, clash: Clash | None) -> bool:
    """What is told is now as it was: it never changes, not even when the thing is rebuilt."""
    rebuilt = {alignment.a.units[place].lemma for place in alignment.matched} & listed("meanings", "rebuilt")
    return lasting(alignment, clash) and not rebuilt


def _soon(alignment: Alignment, order: Order, most: timedelta) -> bool:
    """The two were told within days of each other, of a state that nothing says has moved."""
    gap = told_apart(alignment.a.claim, alignment.b.claim)
    if not is_open(alignment.a.claim if order == "a_first" else alignment.b.claim):
        return False
    moved = moves(alignment.a) or moves(alignment.b) or _growing(alignment)
    return gap is not None and gap <= most and not moved and not any(_changed(frame) for frame in (alignment.a, alignment.b))


def _changed(frame: Frame) -> bool:
    return any(word.lemma in listed("meanings", "changed") for word in frame.claim.words)


def _mixed(a: Claim, b: Claim) -> bool:
    """One is told as a plan, the other as a fact: neither contradicts the other, but what has become of a plan overtakes it."""
    return (a.modality == "forecast" or a.tense == "future") != (b.modality == "forecast" or b.tense == "future")


def _then_and_now(a: Claim, b: Claim) -> bool:
    """One tells how things were, the other how they are: "was the mayor", "is the mayor"."""
    stative = all(claim.verb in listed("claims", "light_verbs") for claim in (a, b))
    return stative and {a.tense, b.tense} == {"past", "present"}


def _one_stretch(alignment: Alignment) -> bool:
    """Both name one stretch of time or one day."""
    return any(unit.kind == "time" for place in alignment.matched for unit in [alignment.a.units[place]])


def _growing(alignment: Alignment, *, known: bool = False) -> bool:
    """What is counted grows while one event goes on, and no number that counts nobody tells two events apart ("a magnitude 7.8 quake").

    People who died may have died of anything, unless it is `known` that both tell of one event.
    """
    for frame, places in alignment.alone:
        numbers = [unit for place in places if (unit := frame.units[place]).kind == "number" and unit.governor != ROOT]
        if any(frame.units[unit.governor].indefinite for unit in numbers):
            return False
    shared = [{unit.key, unit.lemma} for place in alignment.matched for unit in [alignment.a.units[place]]]
    grow = [bool(said & listed("meanings", "growing")) for said in shared]
    told = any(not grows and not said & listed("claims", "anybody") for said, grows in zip(shared, grow, strict=True))
    return any(grow) and (told or known)


def _grew(alignment: Alignment, clash: Clash, order: Order) -> bool:
    one, other = alignment.a.units[clash.difference.a].value, alignment.b.units[clash.difference.b].value
    if not isinstance(one, Quantity) or not isinstance(other, Quantity):
        return False
    older, newer = (one, other) if order == "a_first" else (other, one)
    return (older.low or 0) < (newer.high if newer.high is not None else newer.low or 0)


def overtaken(alignment: Alignment, order: Order) -> Iterator[Overtaken]:
    """An older plan that was carried out or dropped, an older state that has ended or begun."""
    older, newer = (alignment.a, alignment.b) if order == "a_first" else (alignment.b, alignment.a)
    unnamed = older.unnamed_subject or newer.unnamed_subject
    if not may_overtake(alignment.a, alignment.b, order) or unnamed or _other_times(alignment, order):
        return
    matched, gap = alignment.matched if order == "a_first" else alignment.back, told_apart(older.claim, newer.claim)
    ways: tuple[Way, ...] = _ways(older, newer, recent=gap is None or gap <= _LONG)
    if _long_over(alignment, order):
        ways = tuple(way for way in ways if way is risen)
    if not matched:
        ways = tuple(way for way in ways if way in {risen, newer_version, transitions})
    found = next((told for way in ways if (told := way(older, newer, matched)) is not None), None)
    if found is not None:
        old, new, why = found
        spans = (old, new) if order == "a_first" else (new, old)
        yield Overtaken("a" if order == "a_first" else "b", *spans, why)


def may_overtake(a: Frame, b: Frame, order: Order) -> bool:
    """Dates order the two, and the newer one tells a fact of an older one that is open, or has words for what undoes one that is not."""
    older, newer = (a, b) if order == "a_first" else (b, a)
    if order == "unknown":
        return False
    if _tells_fact(newer):
        told_from = "from" in newer.lemmas and "number" in older.kinds & newer.kinds
        return _is_open(older) or told_from or not newer.lemmas.isdisjoint(listed("claims", "tolls")) or bool(may_end(older, newer))
    return newer.claim.modality == "forecast" and bool(may_end(older, newer))


def _tells_fact(frame: Frame) -> bool:
    return frame.claim.modality in {"asserted", "reported"} and frame.claim.tense != "none"


def _is_open(frame: Frame) -> bool:
    return is_open(frame.claim) or frame.claim.modality == "conditional"


def _ways(older: Frame, newer: Frame, *, recent: bool) -> tuple[Way, ...]:
    """What may have become of the older statement, by how the two are meant."""
    if not _tells_fact(newer):
        return (transitions,) if newer.claim.modality == "forecast" and newer.claim.polarity == "positive" else ()
    if newer.claim.polarity == "positive" and not _is_open(older):
        return (risen, undone, raised) if recent else ()
    if newer.claim.polarity == "positive":
        of_one: tuple[Way, ...] = (_carried_out, _dropped, _ended) if recent else ()
        of_one = (partial(_of_one_subject, (*of_one, _died, _succeeded)),)
        return (risen, newer_version, widened, transitions, *of_one, _begun, new_holder, moved, raised, allowed)
    if _is_open(older):
        return (no_longer, transitions) if newer.deeds & listed("claims", "negative_verbs") else (no_longer,)  # "refused to approve"
    return ()


Way = Callable[[Frame, Frame, Mapping[int, int]], Found | None]


def _long_over(alignment: Alignment, order: Order) -> bool:
    """The later words tell of a time that was over when the older ones were said: "is closed", and then "opened in 1965"."""
    older, newer = (alignment.a.claim, alignment.b.claim) if order == "a_first" else (alignment.b.claim, alignment.a.claim)
    told, said = newer.named_time, older.stated_at
    if order == "unknown" or told is None or told.end is None or said is None or said.start is None:
        return False
    return told.end <= said.start


def _other_times(alignment: Alignment, order: Order) -> bool:
    """They name times that cannot be one, and the later one tells of none soon after: two occasions."""
    for difference in alignment.differences if "time" in alignment.a.kinds & alignment.b.kinds else ():
        times = [frame.units[at].value for frame, at in ((alignment.a, difference.a), (alignment.b, difference.b))]
        old, new = times if order == "a_first" else times[::-1]
        if isinstance(old, Moment) and isinstance(new, Moment) and not _slipped(alignment, old, new):
            starts = [moment.interval.start if moment.interval else None for moment in (old, new)]
            if starts[0] is None or starts[1] is None or not timedelta(0) <= starts[1] - starts[0] <= WEEKS:
                return True
    return False


def _slipped(alignment: Alignment, old: Moment, new: Moment) -> bool:
    """What happens once was planned for one time and came later."""
    once = deed(alignment, "once", "claims") or deed(alignment, "ending")
    starts = [moment.interval.start if moment.interval else None for moment in (old, new)]
    return once and alignment.same_deed and starts[0] is not None and starts[1] is not None and starts[0] < starts[1]


def _of_one_subject(ways: Sequence[Way], older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    found = next((told for way in ways if (told := way(older, newer, matched)) is not None), None)
    return found if found is not None and _one_subject(older, newer, matched) else None


def _one_subject(older: Frame, newer: Frame, matched: Mapping[int, int]) -> bool:
    """Whom or what the older one tells of, the later one tells of too: its subject, or its object."""
    core, sought = {"subject", "object"}, set[str]()
    if older.root is not None and older.units[older.root].lemma in {"search", "look", "hunt"}:
        sought = {"for"}
    return any(
        older.units[place].label in core | sought and older.units[place].governor == ROOT and _known(older, place) and _known(newer, at)
        for place, at in matched.items()
        if newer.units[at].label in core or newer.units[at].kind == "name"
    )


def _known(frame: Frame, place: int) -> bool:
    """A definite thing, or several of a kind that a name tells from others ("talks between Selm and Ordel")."""
    return definite(frame, place) or (
        not frame.units[place].indefinite and any(frame.units[at].kind == "name" for at in frame.below(place))
    )


def _is_plan(older: Frame) -> bool:
    forward = older.claim.modality in {"forecast", "conditional"} or older.claim.tense == "future"
    return forward or _unit(older, "planning") is not None


def _carried_out(older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    """What was to happen has happened: the plan's deed is the later verb, and all the plan tells of is in the later statement."""
    at = next((p for p, other in matched.items() if other == newer.root and older.units[p].pos in {"VERB", "NOUN"}), None)
    if at is None and newer.root is not None and _is_plan(older):
        at = next((p for p, u in enumerate(older.units) if newer.units[newer.root].lemma in _outcomes(u)), None)
        if at is not None and not unsaid(older, matched, [at]):
            return older.units[at].span, newer.units[newer.root].span, "What was still to come has happened."
        at = None
    if at is not None and older.units[at].lemma in listed("claims", "forecast_heads"):
        return None  # who agreed to do something had agreed then
    going_on = newer.verb is not None and newer.verb.tag == "VBG"
    if at is None or going_on or (_object(older) is None and _object(newer) not in {None, *matched.values()}):
        return None  # "plans to announce that …", "announced …": nothing tells that it is one thing
    if older.claim.modality == "conditional" and _named_apart(older, newer, matched):
        return None
    if not _is_plan(older) or (newer.claim.tense == "present" and not perfect(newer.claim)) or unsaid(older, matched):
        return None
    return older.units[at].span, newer.units[matched[at]].span, "What was still to come has happened."


def _named_apart(older: Frame, newer: Frame, matched: Mapping[int, int]) -> bool:
    """Only the later statement names the thing that the condition speaks of: "if approved, the vaccine", "approved the Arexvy vaccine"."""
    return any(
        newer.units[below].kind == "name"
        for place, at in matched.items()
        if newer.units[at].kind == "word" and not older.below(place)
        for below in newer.below(at)
    )


def _object(frame: Frame) -> int | None:
    """The object, or what the verb is followed by instead ("voted to strike", "called it a day")."""
    labels = {"object", "xcomp", "oprd"}
    return next((place for place, unit in enumerate(frame.units) if unit.label in labels and unit.governor == ROOT), None)


def _outcomes(unit: Unit) -> Sequence[str]:
    """What the planned deed can come to: a vote to an approval."""
    told: Sequence[str] = table("meanings", "states")["outcomes"].get(unit.lemma, ())
    return told


def _dropped(older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    """A later verb calls off or puts off the planned deed, or what it was to be done to."""
    root = None if newer.root is None else newer.units[newer.root]
    told = {root.lemma, *(deed for deed in newer.deeds if " " in deed)} if root is not None else set[str]()
    if root is None or not told & listed("meanings", "dropping"):
        return None
    deeds = [place for place, unit in enumerate(older.units) if unit.label in {"root", "xcomp"}]
    called_off = any(
        place in deeds or (_is_object(newer.units[at]) and (older.light or older.units[place].label != "subject"))
        for place, at in matched.items()
    )
    if not called_off or not _is_plan(older) or unsaid(older, matched, deeds):
        return None
    return whole(older), root.span, "The plan was called off or put off."


def _is_object(unit: Unit) -> bool:
    return unit.label == "object" and unit.governor == ROOT and not is_person(unit)


def _died(older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    """All states of a living person end with death."""
    root = None if newer.root is None else newer.units[newer.root]
    subject = next(
        (p for p, u in enumerate(older.units) if u.label in {"subject", "object"} and u.governor == ROOT and u.kind == "name"), None
    )
    dead = older.root is not None and older.units[older.root].lemma in listed("meanings", "after_death")
    if root is None or subject is None or dead or perfect(older.claim) or not {root.key, root.lemma} & listed("meanings", "ends_a_life"):
        return None  # "has never accepted a medal" stays true
    at = matched.get(subject)
    alone = at is not None and newer.units[at].governor == ROOT and newer.units[at].label in {"subject", "object"}
    dies = alone and at is not None and (root.lemma in {"die", "drown"} or (passive(newer.claim) and newer.units[at].label == "object"))
    return (whole(older), root.span, "The state ended with a death.") if dies and older.claim.tense == "present" else None


def _succeeded(older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    """Somebody else has followed the holder of an office, or the holder was removed from it."""
    root = None if newer.root is None else newer.units[newer.root]
    holds = older.light and older.claim.tense == "present" and any(unit.lemma in OFFICES for unit in older.units)
    if root is None or root.lemma not in listed("meanings", "succeeding") | listed("meanings", "removing") or not holds:
        return None
    follows = root.lemma in listed("meanings", "succeeding")
    for place, at in matched.items():
        one, other = older.units[place], newer.units[at]
        of_office = follows or any(older.units[p].lemma in OFFICES or (older.units[p].kind == "name" and p != place) for p in matched)
        if one.kind == "name" and (one.label, other.label) == ("subject", "object") and other.governor == ROOT and of_office:
            return whole(older), root.span, "The office is held no more."
    return None


def _ended(older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    """A later verb of ending, of the same thing, or a state that excludes the older one."""
    if newer.root is None or older.claim.polarity == "negative" or older.claim.modality in {"forecast", "conditional"}:
        return None
    root = newer.units[newer.root]
    states = [p for p, u in enumerate(older.units) if p not in matched and u.label in _STATES and u.governor == ROOT]
    told = {root.key, root.lemma, *newer.deeds}
    for place in states:
        state = older.units[place]
        ends = table("meanings", "states")["ends"].get(state.lemma, ())
        another = any(u.label == "amod" and u.governor in matched and p not in matched for p, u in enumerate(older.units))  # "the old hall"
        over = not told.isdisjoint(ends) and not another and _of_itself(newer, matched)
        if over and not unsaid(older, matched, _with_what_hangs_on(older, states)):
            return state.span, root.span, "The state has ended."
    roles = {newer.units[at].label for at in matched.values() if newer.units[at].governor == ROOT}
    of_it = roles & ({"subject"} if root.lemma in listed("meanings", "leaving") else {"subject", "object"})
    if not told & listed("meanings", "ending") or unsaid(older, matched, states) or not of_it:
        return None
    passing = next((unit for unit in older.units if {unit.key, unit.lemma} & listed("meanings", "passing")), None)
    goes_on = any(word.lemma in listed("meanings", "going_on") for word in older.claim.words)
    if passing is None and not (goes_on and len(matched) > 1):
        return None
    return (passing.span if passing else whole(older)), root.span, "The state has ended."


def _of_itself(newer: Frame, matched: Mapping[int, int]) -> bool:
    """The newer one's verb tells of something that both name."""
    return any(newer.units[at].governor == ROOT and newer.units[at].label in {"subject", "object"} for at in matched.values())


def _with_what_hangs_on(frame: Frame, states: Sequence[int]) -> list[int]:
    """The states, and what tells them further: "shut for repairs", "awaiting trial"; a name tells of whom or where they are."""
    verb = next((frame.units[place].lemma for place in states if frame.units[place].label == "root"), "")
    labels = {"object", "for"} if verb in listed("meanings", "undergoing") else {"for"} if verb else set[str]()
    beside = [p for p, unit in enumerate(frame.units) if unit.governor == ROOT and unit.label in labels]
    below = [at for place in (*states, *beside) for at in frame.below(place)]
    return [*states, *(place for place in (*beside, *below) if frame.units[place].kind != "name")]


def _begun(older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    """What was not there has come into being."""
    root = None if newer.root is None else newer.units[newer.root]
    begins = root is not None and bool({root.key, root.lemma} & listed("meanings", "beginning"))
    if root is None or not begins or older.claim.modality == "conditional":
        return None
    offers = older.light or bool(older.deeds & listed("meanings", "offering"))
    if older.claim.polarity != "negative" or not offers or unsaid(older, matched, [] if older.root is None else [older.root]):
        return None
    there = [p for p, u in enumerate(older.units) if u.label in {"attr", "object", "without"} and u.governor == ROOT and u.pos == "NOUN"]
    begun = [matched[p] for p in there if p in matched and newer.units[matched[p]].label in {"subject", "object", "as"}]
    until = any(u.kind == "time" and u.label in listed("claims", "limits") - {"since"} for u in older.units)
    named = any(older.units[p].kind == "name" for p in matched) or any(older.units[p].label == "attr" for p in there)
    if until or not begun or not named or any(newer.modifiers(at) & listed("meanings", "pointing") for at in begun):
        return None
    return whole(older), root.span, "What was not there yet has begun."


def _unit(frame: Frame, kind: str) -> Unit | None:
    return next((unit for unit in frame.units if {unit.key, unit.lemma} & listed("meanings", kind)), None)
