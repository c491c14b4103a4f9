"""FC205 by state machines: the thing has moved on from the state that the older statement tells of."""

from __future__ import annotations

from factcheck.model import Claim
from factcheck.verdicts.alignment import FACTUAL, Alignment, Side, names, names_match
from factcheck.verdicts.evidence import alike, elsewhere, other_people, other_subject, other_turn, particulars, same_day
from factcheck.verdicts.lexicon import kin, words
from factcheck.verdicts.outcome import Outcome, overtaken
from factcheck.verdicts.phases import Machine, Phase, machines, phases
from factcheck.verdicts.sequence import after, before, by_dates, dated, is_bare, looks_back

_AUXILIARIES = {"has", "have", "is", "are", "'s", "'re", "'ve", "’s", "’ve"}


def progress(alignment: Alignment) -> Outcome | None:
    """The first machine in which one side's state follows the other's, of one thing and in time."""
    if alignment.inside_one_article:
        return None
    first, second = phases(alignment.a), phases(alignment.b)
    for one in first:
        for other in second:
            if one.machine != other.machine:
                continue
            if one.state == other.state:
                if _changed_hands(alignment, machines()[one.machine], one, other):
                    return _handed_over(alignment, one)
                continue
            side = _older(alignment, one, other)
            if (
                side is not None
                and _sure(alignment, machines()[one.machine], one, other)
                and _linked(alignment, machines()[one.machine], one, other)
            ):
                return _outcome(alignment, side, one, other)
    return None


def _changed_hands(alignment: Alignment, machine: Machine, one: Phase, other: Phase) -> bool:
    """Only one can be in this state at a time, and the two name each other's holder too."""
    if not machine.entry["states"][one.state].get("one_holder") or by_dates(alignment) is None:
        return False
    first, second = _bearer(alignment.a, machine, one), _bearer(alignment.b, machine, other)
    if not other_people(alignment, first, second):
        return False
    return len(_shared_people(alignment)) >= 2 and not before(_later(alignment), _earlier(alignment))


def _earlier(alignment: Alignment) -> Claim:
    return alignment.a if by_dates(alignment) == "a" else alignment.b


def _later(alignment: Alignment) -> Claim:
    return alignment.b if by_dates(alignment) == "a" else alignment.a


def _handed_over(alignment: Alignment, one: Phase) -> Outcome:
    earlier, later = _earlier(alignment), _later(alignment)
    return overtaken(
        alignment,
        by_dates(alignment),
        (
            f"{machines()[one.machine].topic.capitalize()}: only one can be so at a time; first {earlier.subject_key} {dated(earlier)}, "
            f"later {later.subject_key} {dated(later)}."
        ),
    )


def _older(alignment: Alignment, one: Phase, other: Phase) -> Side | None:
    """The side whose state comes first, if the states may follow each other in that order and nothing dates it otherwise."""
    machine = machines()[one.machine].entry
    known = by_dates(alignment)
    for side, old, new in (("a", one, other), ("b", other, one)):
        if known not in {None, side}:
            continue
        earlier, later = (alignment.a, alignment.b) if side == "a" else (alignment.b, alignment.a)
        free = new.state in machine["states"][old.state].get("next", [])
        again = new.state in machine["states"][old.state].get("again", []) and known is not None and after(later, earlier)
        telling = machine.get("one_way") or machine["states"][new.state].get("presupposes")
        if not (free or again) or (known is None and not (telling and earlier.tense in {"present", "future"})):
            continue
        if _current(earlier) and _news(later, earlier, announced=bool(machine["states"][new.state].get("announced"))):
            return "a" if side == "a" else "b"
    return None


def _sure(alignment: Alignment, machine: Machine, one: Phase, other: Phase) -> bool:
    """Where no dates order the two, more than the states must say that they belong together."""
    if by_dates(alignment) is not None:
        return True
    if _of_story(machine, one, other):
        return alignment.same_story
    alike_bearers = alike(_bearer(alignment.a, machine, one), _bearer(alignment.b, machine, other))
    found = particulars(alignment, machine.vocabulary)
    if machine.entry.get("wide"):
        return alike_bearers and bool(alignment.shared_names) and found >= 3
    return alike_bearers and (alignment.same_story or found >= 2)


def _current(claim: Claim) -> bool:
    """The clause tells how things stand and not how they once were."""
    return not looks_back(claim)


def _news(claim: Claim, earlier: Claim, *, announced: bool) -> bool:
    """The clause tells as a fact what has come to pass since."""
    told = (
        claim.modality in {*FACTUAL, "forecast"}
        if announced
        else claim.modality in FACTUAL or (claim.verb == "agree" and claim.tense in {"past", "present"})
    )
    if claim.tense == "present" and not _AUXILIARIES & set(claim.predicate.lower().split()):
        return False
    return told and not is_bare(claim) and not looks_back(claim) and not before(claim, earlier)


def _linked(alignment: Alignment, machine: Machine, one: Phase, other: Phase) -> bool:
    """Both speak of one thing: the same subject or object, a noun of the machine, or the affair itself."""
    first, second = _bearer(alignment.a, machine, one), _bearer(alignment.b, machine, other)
    if other_people(alignment, first, second) or other_turn(alignment) or other_subject(alignment) or elsewhere(alignment):
        return False
    if machine.entry.get("who") == "person":
        return first[:1].isupper() and second[:1].isupper() and names_match(first, second)
    if machine.entry.get("whom") == "person" and not alike(first, second) and not _both_people(machine, (first, one), (second, other)):
        return False
    found = particulars(alignment, machine.vocabulary) + same_day(alignment)
    return _of_one(alignment, machine, found, first, second) or (
        alignment.same_story
        and (_of_story(machine, one, other) or (_topical(alignment, machine) and found >= bool(machine.entry.get("wide"))))
    )


def _of_one(alignment: Alignment, machine: Machine, found: int, first: str, second: str) -> bool:
    """The states are those of one name or noun, or so much else is shared that they must be."""
    wide = bool(machine.entry.get("wide"))
    if alike(first, second):
        proper = first[0].isupper() and second[0].isupper() and not wide
        return proper or found >= (3 if wide else 2) or (alignment.same_story and not wide)
    vague = {first, second} & ({""} | words("anybody"))
    return found >= (2 if vague and alignment.same_story and not wide else 3)


def _topical(alignment: Alignment, machine: Machine) -> bool:
    """Both clauses have a noun of the machine, and the same one."""
    return bool(machine.kinds & _nouns(alignment.a) & _nouns(alignment.b))


def _both_people(machine: Machine, *bearers: tuple[str, Phase]) -> bool:
    """Whose states they are is a name or a word for people, and not two names; a state of the whole affair is anybody's."""
    names_of = [key for key, _ in bearers if key[:1].isupper()]
    if len(names_of) == 2 and not names_match(*names_of):
        return False
    return all((_of_story(machine, phase) and " " in phase.words) or key[:1].isupper() or key in words("persons") for key, phase in bearers)


def _of_story(machine: Machine, *told: Phase) -> bool:
    """One of the states is that of the whole affair."""
    return any(machine.entry["states"][phase.state].get("story") for phase in told)


def _shared_people(alignment: Alignment) -> list[str]:
    """The people that both clauses name."""
    people = names(alignment.a, "person")
    return [name for name in alignment.shared_names if name in people]


def _nouns(claim: Claim) -> frozenset[str]:
    return frozenset(kin(term) for term in (*claim.terms, claim.theme, claim.subject_key))


def _bearer(claim: Claim, machine: Machine, phase: Phase) -> str:
    """Whose state it is: the subject's or the object's."""
    upon = phase.words in machine.entry.get("upon", ())
    return claim.subject_key if machine.entry.get("of") == "subject" and not upon else claim.theme


def _outcome(alignment: Alignment, side: Side, one: Phase, other: Phase) -> Outcome:
    old, new = (one, other) if side == "a" else (other, one)
    earlier, later = (alignment.a, alignment.b) if side == "a" else (alignment.b, alignment.a)
    ordered = "" if by_dates(alignment) is not None else " No dates order the two; the later state presupposes the earlier."
    return overtaken(
        alignment,
        side,
        (
            f"{machines()[old.machine].topic.capitalize()}: the earlier statement {dated(earlier)} has it {old.state}, "
            f"the later {dated(later)} has it {new.state}.{ordered}"
        ),
    )
