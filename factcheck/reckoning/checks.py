"""The arithmetic of each construction: given its slots, what cannot be true together, or None."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from factcheck.model import Frozen, Quantity
from factcheck.reckoning.passages import Figure, Passage, Value, figure, total
from factcheck.words import table

_MOST_PARTS = 6
_HUNDRED = Figure(low=100, high=100, unit="percent")


class Mismatch(Frozen):
    """What stands on the one side, what on the other, and why both cannot be true."""

    first: tuple[Value, ...]
    second: tuple[Value, ...]
    why: str
    code: str = "FC110"


class Found(Frozen):
    """One match of a construction: the passage, and the stretch of its line that each named group covers."""

    passage: Passage
    groups: dict[str, str]

    def number(self, name: str) -> Quantity:
        """The one number of a group."""
        return self.passage.quantities(self.groups[name])[0]

    def figure(self, name: str) -> Figure:
        """The same as a figure."""
        return figure(self.number(name))

    def words(self, name: str) -> frozenset[str]:
        """The words of a group."""
        return frozenset(re.findall(r"[a-z]+", self.groups.get(name) or ""))


def _reaches(numbers: Sequence[Figure], given: Figure, targets: Sequence[Figure]) -> bool:
    """Some of the numbers, with the given one, make up a target that is none of them."""
    return any(
        (total(chosen) + given).meets(target)
        for size in range(1, len(numbers) + 1)
        for chosen in combinations(numbers, size)
        for target in targets
        if not any(target is one for one in chosen)
    )


def _remainder(found: Found) -> Mismatch | None:
    """A part and "the other" part make up the whole, unless another stretch of the sentence has numbers that do."""
    if found.words("parts") & set(table("reckoning", "arithmetic")["uncounted"]) or re.search(
        r"(?:^|,|;|and|while|but) an? ", found.groups["parts"]
    ):
        return None
    parts = [value for name in ("part", "parts") for value in found.passage.quantities(found.groups.get(name) or "") if value.unit == ""]
    whole, rest = found.number("whole"), found.number("rest")
    figures = [figure(value) for value in parts]
    if not parts or len(parts) > _MOST_PARTS or _reaches(figures, figure(rest), [figure(whole), *figures]):
        return None
    return Mismatch(
        first=(whole,),
        second=(parts[0], rest),
        why=f'The whole is "{whole.text}", but "{parts[0].text}" and the other "{rest.text}" are not.',
    )


def _parts(found: Found) -> Mismatch | None:
    """All parts are listed, and their sum is the whole."""
    whole, numbers = found.number("whole"), found.passage.quantities(found.groups["parts"])
    if not {value.unit for value in numbers} <= {whole.unit, ""} or found.words("parts") & set(
        table("reckoning", "arithmetic")["uncounted"]
    ):
        return None
    single = len(re.findall(r"(?:^|, | and )an? ", found.groups["parts"]))
    summed = total(map(figure, numbers)) + Figure(low=single, high=single)
    if summed.meets(figure(whole)):
        return None
    return Mismatch(first=(whole,), second=tuple(numbers), why=f'The parts add up to {summed.low:,.10g}, the whole is "{whole.text}".')


def _exceeds(found: Found) -> Mismatch | None:
    whole, part = found.number("whole"), found.number("part")
    if figure(part).low <= figure(whole).high:
        return None
    return Mismatch(first=(whole,), second=(part,), why=f'"{part.text}" cannot be a part of "{whole.text}".')


def _overfull(found: Found) -> Mismatch | None:
    """Some parts of a whole, each told once, are more than all of it."""
    whole = found.number("whole")
    numbers = [number for name in ("parts", "rest") for number in found.passage.quantities(found.groups.get(name) or "")]
    summed = total(map(figure, numbers))
    if {value.unit for value in (whole, *numbers)} != {""} or summed.low <= figure(whole).high:
        return None
    return Mismatch(first=(whole,), second=tuple(numbers), why=f'The parts add up to {summed.low:,.10g}, more than "{whole.text}".')


def _majority(found: Found) -> Mismatch | None:
    """By how much one side was ahead: of the other, or of what half of all would have been."""
    most, margin = found.figure("for"), found.figure("margin")
    rest = found.figure("against") if found.groups.get("against") else found.figure("whole") - most
    if found.groups.get("against") and rest.low > most.high:
        most, rest = rest, most  # "fell by 30 votes to 41"
    ahead = most - rest
    halves = Figure(low=ahead.low / 2 - 1, high=ahead.high / 2 + 1)
    if margin.unit or most.low <= rest.high or margin.meets(ahead) or margin.meets(halves) or margin.meets(most):
        return None
    other = found.number("against" if found.groups.get("against") else "whole")
    why = f'"{most.text}" is ahead by {ahead.low:,.10g}, not by "{margin.text}".'
    return Mismatch(first=(found.number("for"), other), second=(found.number("margin"),), why=why)


def _share(found: Found) -> Mismatch | None:
    part, whole, share = found.number("part"), found.number("whole"), found.number("share")
    if figure(part).low > figure(whole).high:
        return _exceeds(found)
    actual = figure(part).over(figure(whole))
    if actual.meets(figure(share)):
        return None
    return Mismatch(
        first=(part, whole),
        second=(share,),
        why=f'"{part.text}" of "{whole.text}" is {percent(actual)}, not "{share.text}".',
    )


def percent(actual: Figure) -> str:
    """The middle of an interval in words."""
    return f"{(actual.low + actual.high) / 2:.1f} percent"


def _hundred(found: Found) -> Mismatch | None:
    """Shares of one whole that leave nothing out do not add up to more than all of it."""
    numbers = [
        v for g in ("parts", "a", "b", "c", "rest") for v in found.passage.quantities(found.groups.get(g) or "") if v.unit == "percent"
    ]
    figures, last = [figure(value) for value in numbers], figure(numbers[-1])
    if len(numbers) < 2 or len(numbers) > _MOST_PARTS or total(figures).low <= _HUNDRED.high or _reaches(figures[:-1], last, [_HUNDRED]):
        return None
    return Mismatch(first=tuple(numbers[:-1]), second=(numbers[-1],), why="The shares of one whole add up to more than 100 percent.")


def _product(found: Found) -> Mismatch | None:
    count, price, whole = (found.number(name) for name in ("count", "price", "total"))
    made = figure(count).times(figure(price))
    if price.unit != whole.unit or made.meets(figure(whole)):
        return None
    return Mismatch(
        first=(count, price), second=(whole,), why=f'"{count.text}" at "{price.text}" make {made.low:,.10g}, not "{whole.text}".'
    )


def _offset(found: Found) -> Mismatch | None:
    """A number is as much above or below another as the words between them say."""
    value, step, base = (found.figure(name) for name in ("value", "step", "base"))
    more = found.groups["way"] in {"more", "above", "over"}
    if (value - base if more else base - value).meets(step):
        return None
    return Mismatch(
        first=(found.number("value"), found.number("step")),
        second=(found.number("base"),),
        why=f'"{value.text}" is not "{step.text}" {found.groups["way"]} than "{base.text}".',
    )


CHECKS: Mapping[str, Callable[[Found], Mismatch | None]] = {
    "remainder": _remainder,
    "parts": _parts,
    "exceeds": _exceeds,
    "overfull": _overfull,
    "majority": _majority,
    "share": _share,
    "hundred": _hundred,
    "product": _product,
    "offset": _offset,
}
"""By the name that arithmetic.toml gives them."""
