"""Planting: a fact that both sentences state in one place is changed; what stands elsewhere, or on one side, contradicts nothing."""

import random

import pytest

from factcheck.engines.local.parser import SpacyParser
from factcheck.syntax import Syntax
from factcheck.training.data import CONTRADICTION, NO_CONTRADICTION
from factcheck.training.making import AS_IT_IS, Made, Planter
from factcheck.training.replacements import Names, inflected, negated, other_number
from factcheck.training.values import values

FIRE = "The fire in Tarvik killed 12 people on Monday, police said."
ALSO = "Twelve people were killed when the fire swept through a hostel in Tarvik on Monday."


def parsed(*texts: str) -> list[Syntax]:
    return SpacyParser()(texts)


def made(first: str, second: str, seeds: int = 12) -> list[Made]:
    a, b = parsed(first, second)
    return [one for seed in range(seeds) for one in Planter(Names([a, b]), seed)(a, b, 7)]


def labels(pairs: list[Made], how: str) -> set[int]:
    return {one.label for one in pairs if one.how.split(":")[0] == how}


def test_the_two_sentences_themselves_come_as_they_are() -> None:
    (whole,) = {(frozenset((one.a, one.b)), one.label, one.group) for one in made(FIRE, ALSO) if one.how == AS_IT_IS}
    assert whole == (frozenset((FIRE, ALSO)), NO_CONTRADICTION, 7)


def test_a_number_that_both_state_is_changed_in_one() -> None:
    pairs = [one for one in made(FIRE, ALSO) if one.how == "value: number"]
    assert pairs
    for one in pairs:
        assert one.label == CONTRADICTION
        assert (one.a in {FIRE, ALSO}) != (one.b in {FIRE, ALSO})


def test_a_number_of_something_else_is_not_planted() -> None:
    other = "The town of Tarvik has 12 schools, and Monday was the first day of the term."
    assert not [one for one in made(FIRE, other) if one.how == "value: number"]


def test_one_of_many_is_no_number() -> None:
    first, second = (
        "Tarvik has one of the oldest bridges in the country.",
        "The country has no bridge older than one of the bridges in Tarvik.",
    )
    assert not [value for syntax in parsed(first, second) for value in values(syntax) if value.kind == "number"]
    assert [value.key for value in values(parsed(FIRE)[0]) if value.kind == "number"] == ["12"]


def test_both_sides_changed_alike_contradict_nothing() -> None:
    first = "The storm destroyed 40 houses in Tarvik."
    second = "In Tarvik the storm destroyed 40 houses and a school."
    both = [one for one in made(first, second) if one.how == "both: number"]
    assert both
    assert {one.label for one in both} == {NO_CONTRADICTION}
    assert all("40" not in one.a + one.b for one in both)


def test_a_value_that_one_side_alone_states_contradicts_nothing() -> None:
    first = "The council of Tarvik approved the budget on Tuesday."
    second = "The budget was approved by the council."
    assert labels(made(first, second), "alone") == {NO_CONTRADICTION}


def test_the_day_of_telling_is_not_planted() -> None:
    first = "Police in Tarvik said on Monday that the bridge was closed."
    second = "The bridge was closed, police in Tarvik said on Monday."
    assert not [one for one in made(first, second) if one.how == "value: weekday"]


def test_a_deed_that_both_tell_is_denied_or_turned_round() -> None:
    pairs = made("The council rejected the plan for the harbour.", "The plan for the harbour was rejected by the council.")
    assert labels(pairs, "negation") == {CONTRADICTION}
    assert {one.label for one in pairs if one.how == "verb"} == {CONTRADICTION}


def test_a_deed_of_another_is_left() -> None:
    pairs = made("The council rejected the plan for the harbour.", "The court rejected an appeal by two fishermen.")
    assert not [one for one in pairs if one.how in {"negation", "verb"}]


def test_another_year_with_another_figure_is_no_contradiction() -> None:
    pairs = made("In 2019 the port handled 40 ships.", "The port handled 40 ships in 2019, its owner reported.", seeds=30)
    assert labels(pairs, "scope") == {NO_CONTRADICTION}


@pytest.mark.parametrize(
    ("bounded", "higher"), [("At least 30 people died in the flood.", False), ("As many as 30 people died in the flood.", True)]
)
def test_a_bound_is_broken_on_its_side_alone(bounded: str, higher: bool) -> None:
    plain = "The flood left 30 people dead; 30 people died in the flood."
    changed = [one for one in made(bounded, plain, seeds=40) if one.how == "value: number" and bounded in {one.a, one.b}]
    for one in changed:
        text = one.b if one.a == bounded else one.a
        new = {float(syntax.key) for syntax in values(parsed(text)[0]) if syntax.kind == "number"} - {30.0}
        assert all((number > 30) is higher for number in new)


def test_the_same_seed_makes_the_same_pairs() -> None:
    assert made(FIRE, ALSO, seeds=3) == made(FIRE, ALSO, seeds=3)


@pytest.mark.parametrize(
    ("lemma", "tag", "form"),
    [("reject", "VBD", "rejected"), ("rise", "VBN", "risen"), ("drop", "VBD", "dropped"), ("deny", "VBD", "denied"), ("open", "VBG", "opening"), ("admit", "VBD", "admitted"), ("raise", "VBG", "raising"), ("deny", "VBZ", "denies"), ("pass", "VBZ", "passes"), ("win", "VB", "win")],
)  # fmt: skip
def test_a_verb_takes_the_form_of_its_tag(lemma: str, tag: str, form: str) -> None:
    assert inflected(lemma, tag) == form


@pytest.mark.parametrize(
    ("text", "verb", "denials"),
    [
        ("The mayor signed the bill.", "signed", {"The mayor did not sign the bill.", "The mayor never signed the bill.", "The mayor refused to sign the bill."}),
        ("The bill was signed by the mayor.", "signed", {"The bill was not signed by the mayor.", "The bill was never signed by the mayor."}),
        ("The bill was not signed by the mayor.", "signed", {"The bill was signed by the mayor."}),
    ],
)  # fmt: skip
def test_a_deed_is_denied_by_grammar(text: str, verb: str, denials: set[str]) -> None:
    (syntax,) = parsed(text)
    at = next(i for i, token in enumerate(syntax.tokens) if token.text == verb)
    assert {negated(syntax, at, random.Random(seed)) for seed in range(30)} == denials


def test_an_infinitive_is_left() -> None:
    (syntax,) = parsed("The mayor hopes to sign the bill.")
    at = next(i for i, token in enumerate(syntax.tokens) if token.text == "sign")
    assert negated(syntax, at, random.Random(1)) is None


def test_another_number_is_well_apart_and_written_alike() -> None:
    for seed in range(60):
        new = other_number("1,200", random.Random(seed))
        assert new is None or ("," in new or len(new) < 4)
        assert new is None or abs(float(new.replace(",", "")) - 1200) >= 150
    assert {other_number("three", random.Random(seed), ("higher",)) for seed in range(40)} <= {
        None,
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "eleven",
    }
