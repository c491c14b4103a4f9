"""What moves with time: a number, a place, what was so of one thing alone; tolls, versions and ages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from factcheck.claims.alignment import Alignment
from factcheck.claims.frame import ROOT, Frame, Unit
from factcheck.claims.numerals import one_number
from factcheck.claims.phrases import Found, roots, unsaid, whole
from factcheck.claims.themes import definite
from factcheck.model import Quantity
from factcheck.words import listed, table

_CORE = frozenset({"subject", "object"})


def moved(older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    """It was moved from where, when or how much it was to be."""
    deeds = listed("meanings", "moving") | listed("claims", "shifting")
    if not newer.deeds & deeds or unsaid(older, matched, roots(older)):
        return None
    thing = any(older.units[p].label in _CORE and newer.units[at].label in _CORE for p, at in matched.items())
    named = any(older.units[p].kind == "name" for p in matched)
    for place, at in matched.items():
        unit = older.units[place]
        if newer.units[at].label == "from" and (unit.label in {"in", "at", "on", "for", "to"} or unit.kind == "number") and thing and named:
            return unit.span, newer.units[at].span, "It was moved."
    return None


def raised(older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    """The number that the older statement tells is the one from which the later one says that it was moved."""
    core = any(older.units[p].label in _CORE and older.units[p].pos in {"NOUN", "PROPN"} for p in matched)
    if not core or unsaid(older, matched, roots(older)) or not any(older.units[p].kind == "name" for p in matched):
        return None
    numbers = sum(1 + (value.low != value.high) for value in newer.claim.values if isinstance(value, Quantity))
    shifts = numbers > 1 or bool(newer.deeds & (listed("meanings", "moving") | listed("claims", "shifting")))
    for unit, told in ((unit, unit.value) for unit in older.units if isinstance(unit.value, Quantity)):
        if told.low != told.high:
            continue  # "ranges from 1 to 26", told again
        for other in (value for value in newer.claim.values if isinstance(value, Quantity)):
            left = other.model_copy(update={"high": other.low})  # "from £5 to £6"
            before = shifts and newer.claim.quote[: other.start - newer.claim.span.start].split()[-1:] == ["from"]
            if (other.role == "from" or before) and one_number(told, left):
                return unit.span, (other.start, other.end), "The number was moved."
    return None


def allowed(older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    """What could or might not be done can be done now: "cannot marry", "have been able to marry"."""
    barred = older.claim.polarity == "negative" and older.claim.modal in {"can", "may"}
    can = next((word for word in newer.claim.words if word.lemma in {"able", "allow", "permit", "let", "possible"}), None)
    done = older.root is not None and matched.get(older.root) is not None
    if not barred or can is None or not done or unsaid(older, matched) or not any(older.units[p].kind == "name" for p in matched):
        return None
    return whole(older), (can.start, can.end), "It can be done now."


def widened(older: Frame, newer: Frame, matched: Mapping[int, int]) -> Found | None:
    """What was so only of one thing is now so of another too: "for Windows only", "for Linux too"."""
    more = [unit for at, unit in enumerate(newer.units) if at not in matched.values()]
    too = {word.lemma for word in newer.claim.words} & {"too", "also", "well"}
    left = [unit for p, unit in enumerate(older.units) if p not in matched]
    left = left or [unit for unit in older.units if more and unit.label == more[0].label]
    if "only" not in older.function_words or not too or len(left) != 1 or len(more) != 1 or left[0].label != more[0].label:
        return None
    tied = left[0].governor == more[0].governor == ROOT or matched.get(left[0].governor) == more[0].governor
    core = any(older.units[p].label in _CORE and newer.units[at].label in _CORE for p, at in matched.items())
    if not tied or not core or not any(older.units[p].kind == "name" for p in matched):
        return None
    return left[0].span, more[0].span, "It is no longer so of one alone."


# Counts of the dead, hurt or ill of one event, however they are worded: "killed four people", "the death toll has risen to 19".


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


# Versions of one program or product: which is the latest, and which came after it.

_VERSION = r"v?(\d+(?:\.\d+)*)(?![\w%])"
_BESIDE = {"late", "latest", "new", "newest", "current", "stable", "recent"}


def newer_version(older: Frame, newer: Frame, _: Mapping[int, int]) -> Found | None:
    """What is told to be the latest version of something, and that a later one has come out."""
    words = {word.lemma for word in older.claim.words}
    said = {word.lemma for word in newer.claim.words}
    out = newer.deeds & listed("claims", "coming_out") or (newer.light and said & _BESIDE and said & listed("claims", "editions"))
    if not (words & listed("claims", "editions") and words & _BESIDE and out):
        return None
    if newer.claim.polarity != "positive" or {word.lemma.lower() for word in newer.claim.words} & listed("claims", "unfinished"):
        return None
    for name in sorted((unit.text for unit in older.units if unit.kind == "name" and not unit.text[:1].isdigit()), key=len, reverse=True):
        kept, after = re.search(_VERSION, older.claim.quote.replace(name, "")), _named(name, newer)
        if kept is not None and after is not None and _parts(after[1]) > _parts(kept[1]):
            at = newer.claim.span.start + after.start(1)
            return (older.claim.span.start, older.claim.span.end), (at, at + len(after[1])), "A later version has come out."
    return None


def _named(name: str, frame: Frame) -> re.Match[str] | None:
    """The version that stands beside the name: "Cadence 6.2", "version 7 of Cadence"."""
    own = re.escape(name)
    found = re.search(rf"\b{own} (?:version |release )?{_VERSION}", frame.claim.quote)
    names = [unit.text for unit in frame.units if unit.kind == "name" and not unit.text[:1].isdigit()]
    if found is None and names == [name]:
        found = re.search(rf"\b{own}\b.* (?:version|release) {_VERSION}", frame.claim.quote)  # "the makers of Fennec released version 12"
    return found or re.search(rf"\b(?:[Vv]ersion|[Rr]elease) {_VERSION}.*? of (?:the )?{own}\b(?! [A-Z])", frame.claim.quote)


def _parts(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


# Two ages of one person.


def ages(alignment: Alignment) -> Iterator[tuple[Unit, Unit]]:
    """The two ages that are told of one person beside what happens: of a full name, or of one definite somebody ("the bus driver")."""
    for place, at in alignment.matched.items() if tells_age(alignment.a) and tells_age(alignment.b) else ():
        one, other = alignment.a.units[place], alignment.b.units[at]
        named = one.kind == other.kind == "name" and " " in one.key and one.key == other.key
        known = named or (one.kind == other.kind == "word" and definite(alignment.a, place) and definite(alignment.b, at))
        if known and _more_in_common(alignment, place):
            yield from ((first, second) for first in _ages_of(alignment.a, place) for second in _ages_of(alignment.b, at))


def _more_in_common(alignment: Alignment, person: int) -> bool:
    """Both name something else as well, so that neither tells of a time long before the other's."""
    described = {person, *alignment.a.below(person)}
    return any(alignment.a.units[p].pos in {"NOUN", "PROPN", "VERB"} for p in alignment.matched if p not in described)


def tells_age(frame: Frame) -> bool:
    """One of its numbers may be an age."""
    return "number" in frame.kinds and any(_is_age(unit) or unit.label == "appos" for unit in frame.units if unit.kind == "number")


def _is_age(unit: Unit) -> bool:
    return isinstance(unit.value, Quantity) and unit.value.unit.endswith(" of age")


def _ages_of(frame: Frame, place: int) -> Iterator[Unit]:
    """The ages in what describes the unit: "a 52-year-old woman", and of a name ", 34,"."""
    for below in frame.below(place):
        unit = frame.units[below]
        beside = unit.label == "appos" and frame.units[place].kind == "name" and unit.text.isdigit()
        if _is_age(unit) or (isinstance(unit.value, Quantity) and beside and not unit.value.unit):
            yield unit
        elif unit.label in {"appos", "amod"}:
            yield from _ages_of(frame, below)
