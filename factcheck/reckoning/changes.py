"""The arithmetic of changes: direction, percentage, difference and multiple between what was and what is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from factcheck.claims.numerals import has_scale
from factcheck.reckoning.checks import Found, Mismatch, percent
from factcheck.reckoning.figures import Figure, figure
from factcheck.words import table


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
