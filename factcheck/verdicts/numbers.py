"""FC101, FC303 and growing counts: two numbers for one slot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.model import Claim, Quantity
from factcheck.verdicts.alignment import Alignment, names
from factcheck.verdicts.evidence import alike, named, other_occasion
from factcheck.verdicts.lexicon import same, words
from factcheck.verdicts.outcome import Outcome
from factcheck.verdicts.rounding import compatible
from factcheck.verdicts.sequence import dated
from factcheck.verdicts.tolls import counts, grows, one_count

_LIKE, _LIKE_INSIDE = 0.6, 0.75


def _quantities(claim: Claim) -> list[Quantity]:
    """The numbers that are compared by what they count; an age belongs to a person and is compared with that person's."""
    return [v for v in claim.values if isinstance(v, Quantity) and not v.ordinal and not v.unit.endswith(" of age")]


def _slot(quantity: Quantity) -> tuple[str, str]:
    return quantity.unit, same(quantity.noun)


def _several(quantities: Sequence[Quantity], one: Quantity) -> bool:
    """Another number may count the same ("4,000 people in one town and 900 in the other")."""
    return sum(other.unit == one.unit and other.noun in {"", one.noun} for other in quantities) > 1


def _one_kind(alignment: Alignment, a: Quantity, b: Quantity) -> bool:
    """Where both say what kind they count ("cases of measles"), it is the same."""
    first, second = _kind(alignment.a, a), _kind(alignment.b, b)
    return not first or not second or first == second


def _kind(claim: Claim, quantity: Quantity) -> str:
    found = re.match(r"\s*[\w-]+ of (?:the |an? )?([\w-]+)", claim.quote[quantity.end - claim.span.start :].lower())
    return found[1] if found else ""


def _clash(alignment: Alignment) -> tuple[Quantity, Quantity] | None:
    """The one pair of numbers for the same slot that cannot both be right; None where slots are several or agree."""
    first, second = _quantities(alignment.a), _quantities(alignment.b)
    for a in first:
        if not (a.noun or a.unit) or _several(first, a):
            continue
        rivals = [b for b in second if _slot(b) == _slot(a)]
        if len(rivals) == 1 and not _several(second, rivals[0]) and not compatible(a, rivals[0]):
            return (a, rivals[0]) if _one_kind(alignment, a, rivals[0]) else None
    return None


def _same_slot(alignment: Alignment, noun: str) -> bool:
    others = alignment.shared - {same(noun), same(alignment.a.verb)} - words("everyday")
    a, b = alignment.a, alignment.b
    if not (alignment.same_subject or alike(a.theme, b.theme) or a.subject_key in b.terms or b.subject_key in a.terms):
        return False
    if alignment.inside_one_article and (alignment.a.subject.lower() != alignment.b.subject.lower() or alignment.closeness < _LIKE):
        return False
    if other_occasion(alignment):
        return False
    by_people = named(alignment.a, alignment.a.subject_key) is not None
    if by_people and len(names(alignment.a, "person")) != len(names(alignment.b, "person")):
        return False
    anchored = alignment.same_subject or bool(alignment.shared_names)
    like = alignment.likeness >= (_LIKE_INSIDE if alignment.inside_one_article else _LIKE)
    both_have = alignment.a.verb == alignment.b.verb == "have" and alignment.same_subject
    known = bool(others or alignment.shared_names) or (alignment.same_subject and alignment.same_story)
    if ("can" in alignment.a.lemmas.split()) != ("can" in alignment.b.lemmas.split()):
        return False
    return (alignment.same_verb or both_have) and known and anchored and like and alignment.same_scope


def numbers(alignment: Alignment) -> Outcome | None:
    """Contradiction, a growing count, sources that differ, or None where the numbers do not meet in one slot."""
    clash = _clash(alignment)
    if clash is None:
        return None
    a, b = clash
    if _grows(alignment, a, b):
        older, newer = (a, b) if alignment.pair.order == "a_first" else (b, a)
        return Outcome(
            relation="supersedes",
            code="FC205",
            evidence_a=(a.text,),
            evidence_b=(b.text,),
            rationale=f"Both count the same thing; {older.text.strip()} was the figure first, the later article has {newer.text.strip()}.",
        )
    if not _same_slot(alignment, a.noun) or not alignment.same_time or not alignment.same_span:
        return None
    if _changing(alignment):
        return None
    moved = _moved(alignment, a, b)
    if moved is not None:
        return moved
    estimate = "opinion" in {alignment.a.modality, alignment.b.modality}
    return Outcome(
        relation="contradicts",
        code="FC303" if estimate else "FC101",
        evidence_a=(a.text,),
        evidence_b=(b.text,),
        rationale=f"Both measure the same thing at overlapping times; {a.text.strip()} and {b.text.strip()} differ by more than rounding.",
    )


def _moved(alignment: Alignment, a: Quantity, b: Quantity) -> Outcome | None:
    """The figure that the older article has was one of its day: a sum that has grown since, or a present state of months ago."""
    if alignment.pair.order == "unknown":
        return None
    first = alignment.pair.order == "a_first"
    (earlier, old), (later, new) = ((alignment.a, a), (alignment.b, b)) if first else ((alignment.b, b), (alignment.a, a))
    grown = bool({"has", "have"} & set(earlier.predicate.lower().split())) and (new.low or 0) > (old.high or old.low or 0)
    present = earlier.tense == later.tense == "present" and alignment.far_apart
    if not grown and not present:
        return None
    return Outcome(
        relation="supersedes",
        code="FC205",
        evidence_a=(a.text,),
        evidence_b=(b.text,),
        rationale=(
            f"Both measure the same thing: {old.text.strip()} in the earlier article {dated(earlier)}, "
            f"{new.text.strip()} in the later {dated(later)}."
        ),
    )


def _changing(alignment: Alignment) -> bool:
    """Counts of an affair that go up and down, or that belong to different occasions, contradict each other only at one time."""
    first = {count.slot: count for count in counts(alignment.a)}
    second = {count.slot: count for count in counts(alignment.b)}
    return any(not grows(slot) or not one_count(alignment, first[slot], second[slot]) for slot in first.keys() & second.keys())


def _grows(alignment: Alignment, a: Quantity, b: Quantity) -> bool:
    """A count that can only grow, lower in the earlier article than in the later one."""
    if _changing(alignment):
        return False
    if alignment.pair.order == "unknown" or a.unit != "" or a.low is None or b.low is None:
        return False
    older, newer = (a, b) if alignment.pair.order == "a_first" else (b, a)
    growing = same(alignment.a.verb) in words("growing") and same(alignment.a.verb) == same(alignment.b.verb)
    if not alignment.same_subject and alignment.likeness < _LIKE:
        return False
    return growing and (newer.low or 0) > (older.low or 0) and alignment.same_scope
