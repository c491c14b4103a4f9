"""The synthetic pairs that the entailment model is trained on: each edit does what its label says."""

import random

import pytest

from factcheck import training
from factcheck.training import edits

OTHERS = ["The mayor met Rosa Lindqvist in Tarvik.", "On Friday Jonas Ek spoke in Borgen."]


def made(edit: edits.Edit, text: str) -> str | None:
    return edit(text, random.Random(3), OTHERS)


@pytest.mark.parametrize(
    ("edit", "text", "word"),
    [
        (edits.number, "The hall seats 450 people.", "450"),
        (edits.spelled, "The club won three games.", "three"),
        (edits.date, "The vote was held on Tuesday.", "Tuesday"),
        (edits.unit, "The road is 40 miles long.", "miles"),
        (edits.name, "The prize went to Ada Holm yesterday.", "Ada Holm"),
        (edits.place, "The fair was held in Wexley.", "Wexley"),
        (edits.antonym, "Prices rose in the spring.", "rose"),
    ],
)
def test_a_contradicting_edit_takes_the_value_away(edit: edits.Edit, text: str, word: str) -> None:
    changed = made(edit, text)
    assert changed is not None
    assert word not in changed.split(".")[0].split()
    assert changed != text


def test_roles_are_exchanged_and_negation_added_or_taken_away() -> None:
    assert made(edits.role, "Ada Holm defeated Rosa Lind in the final.") == "Rosa Lind defeated Ada Holm in the final."
    assert made(edits.negation, "The bridge is not open.") == "The bridge is open."
    assert "not" in (made(edits.negation, "The bridge is open.") or "never").replace("never", "not")


@pytest.mark.parametrize("edit", [edits.number, edits.rounded])
def test_days_and_years_are_no_numbers(edit: edits.Edit) -> None:
    assert made(edit, "The bridge opened on 14 March 1998.") is None


def test_rounding_stays_near_and_a_dropped_clause_leaves_the_rest() -> None:
    rounded = made(edits.rounded, "The storm cut power to 4973 homes.")
    assert rounded is not None
    assert any(near in rounded for near in ("5,000", "4,970", "4,900"))
    assert made(edits.dropped, "The mill, which had stood empty for years, burned down.") == "The mill burned down."


def test_the_pairs_are_the_same_for_the_same_seed() -> None:
    premises = [f"In {year} the town of Wexley had {year * 3} trees." for year in range(1950, 1990)]
    first, second = (edits.made(premises, 60, random.Random(1)) for _ in range(2))
    assert first == second
    assert {pair.label for pair in first} >= {edits.CONTRADICTION, edits.NEUTRAL}


def test_batches_hold_every_pair_once() -> None:
    pairs = [training.LabelledPair("p" * size, "h", 0) for size in range(1, 101)]
    laid = training.batches(pairs, 8, random.Random(1))
    assert sorted(len(pair) for batch in laid for pair in batch) == [size + 1 for size in range(1, 101)]
