"""Counts of the dead, hurt or ill of one event, however they are worded: "killed four people", "the death toll has risen to 19"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factcheck.claims.frame import ROOT, Frame, Unit
from factcheck.claims.phrases import Found
from factcheck.model import Quantity
from factcheck.words import listed, table


def risen(older: Frame, newer: Frame, _: Mapping[int, int]) -> Found | None:
    """The later statement tells a higher toll of the event of which the older one tells one."""
    first, second = _count(older), _count(newer)
    subject = next((unit.lemma for unit in newer.units if unit.label == "subject" and unit.governor == ROOT), "")
    if first is None or second is None or subject not in listed("claims", "tolls"):
        return None
    if newer.claim.polarity != "positive" or older.claim.polarity != "positive" or _harms(older) != _harms(newer) or not _harms(older):
        return None
    low, high = _size(first), _size(second)
    if low is None or high is None or high <= low or not _one_event(older, newer):
        return None
    return first.span, second.span, "The count has risen."


def _size(unit: Unit) -> float | None:
    return unit.value.low if isinstance(unit.value, Quantity) else None


def _count(frame: Frame) -> Unit | None:
    """The only number of the clause, where it counts."""
    numbers = [unit for unit in frame.units if isinstance(unit.value, Quantity) and unit.value.role != "from"]
    counts = [unit for unit in numbers if isinstance(unit.value, Quantity) and not unit.value.unit and not unit.value.ordinal]
    return counts[0] if len(numbers) == len(counts) == 1 else None


def _harms(frame: Frame) -> frozenset[str]:
    """Which harms the sentence part counts: by the beginnings of words."""
    words = frame.claim.quote.lower().split()
    kinds = table("claims", "words")["harms"].items()
    return frozenset(kind for kind, stems in kinds if any(word.startswith(tuple(stems)) for word in words))


def _one_event(older: Frame, newer: Frame) -> bool:
    """What tells the event stands in both, a name among it."""
    told = [set(_told(frame)) for frame in (older, newer)]
    said = [{word.lemma.lower() for word in frame.claim.words} | set(frame.claim.quote.lower().split()) for frame in (older, newer)]
    names = {word for unit in older.units if unit.kind == "name" for word in unit.text.lower().split()}
    met = all(any(word.startswith(each) for word in said[1 - side]) for side in (0, 1) for each in told[side])
    return met and bool(names & told[0])


def _told(frame: Frame) -> Iterator[str]:
    """Words of the event: all names and nouns but those of counting, of harm and of who was harmed."""
    harms = tuple(stem for stems in table("claims", "words")["harms"].values() for stem in stems)
    counted = {unit.governor for unit in frame.units if unit.kind == "number"}
    for place, unit in enumerate(frame.units):
        if unit.kind not in {"name", "word"} or unit.label == "root" or place in counted or unit.pos in {"ADV", "PRON"}:
            continue
        if unit.lemma in listed("claims", "tolls") | listed("claims", "anybody") or unit.lemma.startswith(harms):
            continue
        yield from unit.text.lower().split() if unit.kind == "name" else [unit.lemma]
