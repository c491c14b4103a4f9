"""Numbers of one article that cannot all be true together (FC110): sums, shares, changes, ages, weekdays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from factcheck.claims import ParsedArticle, ParsedSentence
from factcheck.claims.numerals import has_scale
from factcheck.comparison import SentencePair, StorySentence, Verdict
from factcheck.model import Claim, Frozen, Moment
from factcheck.reckoning.checks import CHECKS, Found, Mismatch, percent
from factcheck.reckoning.passages import Figure, Passage, Value, figure, passage
from factcheck.reckoning.times import TIME_CHECKS, weekday
from factcheck.words import table

# The arithmetic of changes: direction, percentage, difference and multiple between what was and what is.


def _ends(found: Found) -> tuple[Figure, Figure] | None:
    """What a change goes from and to, in one unit; a scale or unit that is told once holds for both. None where units differ."""
    old, new = found.number("old"), found.number("new")
    before, after = figure(old), figure(new)
    bare = before.unit == "" and before.unit != after.unit
    if bare and old.start > new.start and has_scale(old.text) > 1:
        before = before.model_copy(update={"unit": after.unit})
    elif bare and old.start < new.start:
        scale = next(
            (v for word, v in table("reckoning", "arithmetic")["scales"].items() if re.search(rf"\d\s?{word}\b", new.text.lower())), 1
        )
        before = Figure(low=before.low * scale, high=before.high * scale, unit=after.unit, text=before.text)
    elif after.unit == "" or before.unit != after.unit:
        return (before, after) if before.unit == after.unit else None
    return before, after


def _upwards(found: Found) -> bool:
    return found.groups["way"] in table("reckoning", "arithmetic")["lists"]["up"]


def _two_ways(found: Found) -> bool:
    """Between the verb and the numbers stands another that tells the other way ("hopes rose after cases fell from …")."""
    lists = table("reckoning", "arithmetic")["lists"]
    told = found.words("all")
    return bool(told & set(lists["up"])) and bool(told & set(lists["down"]))


def _change(found: Found) -> Mismatch | None:
    """The direction that the verb tells, and the percentage, are those of the two numbers."""
    ends = _ends(found)
    ranked = found.passage.words & set(table("reckoning", "arithmetic")["ranked"])
    if ends is None or ranked or ends[0].low <= 0 or _two_ways(found):
        return None
    old, new = ends
    up = _upwards(found)
    pair = (found.number("old"), found.number("new"))
    if found.groups.get("step"):
        return _step(found)
    if (new.high < old.low) if up else (new.low > old.high):
        return Mismatch(first=pair[:1], second=pair[1:], why=f'From "{old.text}" to "{new.text}" is not the way that the words tell.')
    stated = found.passage.quantities(found.groups.get("share") or "")
    if not stated or old.unit == "percent":
        return None
    actual = (new - old).over(old) if up else (old - new).over(old)
    if old.low == old.high and new.low == new.high:
        actual = Figure(low=min(actual.low, actual.high), high=max(actual.low, actual.high))
    if actual.meets(figure(stated[0])):
        return None
    return Mismatch(first=pair, second=(stated[0],), why=f'From "{old.text}" to "{new.text}" is {percent(actual)}, not "{stated[0].text}".')


def _step(found: Found) -> Mismatch | None:
    """The difference of the two numbers is the stated one, in the direction that the verb tells."""
    ends, step = _ends(found), found.number("step")
    if ends is None or found.passage.words & set(table("reckoning", "arithmetic")["ranked"]):
        return None
    old, new = ends
    points = step.unit == "percentage point"
    if (old.unit == "percent") != points or (not points and step.unit not in {old.unit, ""}):
        return None
    difference = new - old if _upwards(found) else old - new
    if difference.meets(figure(step)):
        return None
    return Mismatch(
        first=(found.number("old"), found.number("new")), second=(step,), why=f'From "{old.text}" to "{new.text}" is not "{step.text}".'
    )


def _multiple(found: Found) -> Mismatch | None:
    """What doubled is about twice what it was."""
    ends = _ends(found)
    if ends is None or ends[0].low <= 0:
        return None
    low, high = table("reckoning", "arithmetic")["multiples"][found.groups["times"]]
    ratio = ends[1].over(ends[0])
    if ratio.meets(Figure(low=100 * low, high=100 * high)):
        return None
    return Mismatch(
        first=(found.number("old"),),
        second=(found.number("new"),),
        why=f'From "{ends[0].text}" to "{ends[1].text}" is not {found.groups["times"]}.',
    )


CHANGE_CHECKS: Mapping[str, Callable[[Found], Mismatch | None]] = {"change": _change, "step": _step, "multiple": _multiple}
"""By the name that arithmetic.toml gives them."""


# Every construction, and what in a passage it finds that cannot be true together.

_SLOT = re.compile(r"<(\w*):([a-z]+)>")
_LIST = re.compile(r"\{([a-z_]+)\}")
_GAP = re.compile(r"~(\d+)")
_WITHOUT_NUMBER = r"(?:[^.;:\[\]\"]|\[[dctg]\d+\])"
_CHECKS = {**CHECKS, **CHANGE_CHECKS, **TIME_CHECKS}


class Construction(Frozen):
    """What is looked for in the line of a passage, and the check that its slots must pass."""

    check: str
    pattern: str


@cache
def _constructions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    entries = [Construction(**entry) for entry in table("reckoning", "arithmetic")["construction"]]
    return tuple((entry.check, re.compile(expanded(entry.pattern))) for entry in entries)


def expanded(pattern: str) -> str:
    """The regular expression that a construction's pattern stands for."""
    lists = table("reckoning", "arithmetic")["lists"]

    def alternatives(found: re.Match[str]) -> str:
        listed = sorted(lists[found[1]], key=len, reverse=True)
        return f"(?:{'|'.join(map(re.escape, listed))})"

    def slot(found: re.Match[str]) -> str:
        name, kinds = found.groups()
        return (f"(?P<{name}>" if name else "(?:") + rf"\[[{kinds}]\d+\])"

    gapped = _GAP.sub(lambda found: f"{_WITHOUT_NUMBER}{{0,{found[1]}}}?", pattern)
    return _SLOT.sub(slot, _LIST.sub(alternatives, gapped))


def arithmetic(parsed: ParsedArticle, claims: Sequence[Claim]) -> list[Verdict]:
    """The contradictions inside one sentence or two that follow each other in one paragraph; `claims` are those of the article."""
    told: dict[tuple[int, ...], Verdict] = {}
    for own in _passages(parsed):
        for mismatch in mismatches(own):
            verdict = _verdict(mismatch, claims, parsed.article.text)
            if verdict is not None:
                told.setdefault(tuple(value.start for value in (*mismatch.first, *mismatch.second)), verdict)
    return list(told.values())


def _passages(parsed: ParsedArticle) -> Iterator[Passage]:
    for position, sentence in enumerate(parsed.sentences):
        following = parsed.sentences[position + 1 : position + 2]
        near = [s for s in following if s.sentence.paragraph == sentence.sentence.paragraph]
        text = parsed.article.text[sentence.sentence.start : (near or [sentence])[-1].sentence.end]
        yield passage(text, sentence.sentence.start, [m for s in (sentence, *near) for m in _moments(s)], parsed.article.day)


def _moments(sentence: ParsedSentence) -> Iterator[Moment]:
    offset = sentence.sentence.start
    for e in sentence.expressions:
        start, end = e.start + offset, e.end + offset
        yield Moment(start=start, end=end, text=e.text, value=e.value, interval=e.interval, granularity=e.granularity)


def mismatches(own: Passage) -> Iterator[Mismatch]:
    """What the numbers and times of one passage contradict, in the order of the constructions."""
    for slot, value in own.slots.items():
        off = weekday(value, own.day) if isinstance(value, Moment) else None
        if off is not None and not _listed(own.line, slot):
            yield off
    for check, pattern in _constructions():
        for match in pattern.finditer(own.line):
            groups = {name: text or "" for name, text in match.groupdict().items()}
            mismatch = _CHECKS[check](Found(passage=own, groups={**groups, "all": match[0]}))
            if mismatch is not None:
                yield mismatch


def _listed(line: str, slot: str) -> bool:
    """The time is one of several that are told in a row ("Tuesday or Wednesday, Nov. 23 or 24")."""
    return re.search(rf"(?:\]|day)(?:,| and|, and| or|, or) \[{slot}\]|\[{slot}\] or \d", line) is not None


def _verdict(mismatch: Mismatch, claims: Sequence[Claim], text: str) -> Verdict | None:
    """The mismatch between the clauses that hold its numbers; None where they stand in no clause or in a correction notice."""
    first, second = _holder(mismatch.first[0], claims), _holder(mismatch.second[0], claims)
    if first is None or second is None or first.correction or second.correction:
        return None
    places = [(claim, claim.sentence.start, claim.sentence.end) for claim in (first, second)]
    sides = [StorySentence(claim.article, 0, start, end, text[start:end], (claim,)) for claim, start, end in places]
    return Verdict(
        pair=SentencePair(sides[0], sides[1], "unknown", 1.0),
        relation="contradicts",
        code=mismatch.code,
        claims=(first, second),
        a_spans=tuple((value.start, value.end) for value in mismatch.first),
        b_spans=tuple((value.start, value.end) for value in mismatch.second),
        rationale=mismatch.why,
        by="arithmetic",
    )


def _holder(value: Value, claims: Sequence[Claim]) -> Claim | None:
    """The smallest clause around the value, else the first of its sentence."""
    near = [claim for claim in claims if claim.sentence.start <= value.start < claim.sentence.end]
    inside = [claim for claim in near if claim.span.start <= value.start < claim.span.end]
    return min(inside, key=lambda claim: (claim.span.end - claim.span.start, claim.span.start), default=near[0] if near else None)
