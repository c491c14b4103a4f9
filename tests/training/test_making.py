"""Planting, which changes a fact that both sentences state, and what a run learns from: the numbers of mix.toml."""

import gzip
import json
import random
from pathlib import Path

import pytest

from factcheck import training
from factcheck.engines.local.parser import SpacyParser
from factcheck.errors import UsageError
from factcheck.syntax import Syntax
from factcheck.training import CONTRADICTION, ENTAILMENT, NEUTRAL, NO_CONTRADICTION, making, overlap
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


PLAN = {
    "contradictions": {"few_words_shared": 3, "many_words_shared": 5, "names_of_each": 1, "of_one_pair": 2, "little": 0.4},
    "others": {AS_IT_IS: 2, "both": 3, "alone": 1},
    "hard": {"least": 0.3, "times": 2},
}


def planted(group: int) -> list[Made]:
    a, b = f"The harbour of Wexley handled {group} ships in spring.", f"In spring {group} ships came to Wexley harbour."
    return [
        Made(a, b, NO_CONTRADICTION, AS_IT_IS, group),
        *(Made(a, b.replace(str(group), str(group + more)), CONTRADICTION, "value: number", group) for more in (50, 60, 70)),
        Made(a.replace("Wexley", "Borgen"), b, CONTRADICTION, "value: place", group),
        Made(a, b, NO_CONTRADICTION, "both: number", group),
        Made(a, b, NO_CONTRADICTION, "alone: number", group),
    ]


def chosen(hard: float) -> list[training.LabelledPair]:
    made = [one for group in range(10, 20) for one in planted(group)]
    return making.news(made, PLAN, lambda pairs: [hard] * len(pairs), random.Random(2))


def test_each_kind_comes_as_often_as_wanted() -> None:
    pairs = chosen(hard=0.0)
    contradictions = [pair for pair in pairs if pair.label == CONTRADICTION]
    assert len(contradictions) == 5
    assert sum("Borgen" in pair.premise for pair in contradictions) <= 1
    groups = len({pair.premise.replace("Borgen", "Wexley") for pair in contradictions})
    assert len(pairs) - len(contradictions) == groups + 2 + 3 + 1


def test_what_the_model_takes_for_a_contradiction_comes_twice() -> None:
    assert len(chosen(hard=0.9)) == len(chosen(hard=0.0)) + 2 * 10


def test_few_are_taken_of_one_pair_of_sentences() -> None:
    found = making.contradictions(planted(11), PLAN["contradictions"], random.Random(1))
    assert len(found) == 2


def test_what_shares_little_is_counted_apart() -> None:
    far = [
        Made(f"Ship number {n} sank.", "Forty sailors drowned near Borgen harbour yesterday.", CONTRADICTION, "verb", n) for n in range(9)
    ]
    assert all(overlap(one.a, one.b) < 0.4 for one in far)
    assert len(making.contradictions(far, PLAN["contradictions"], random.Random(1))) == 3


def test_a_copy_is_entailed_and_keeps_its_words() -> None:
    text = "The “old” mill burned down."
    copies = {making.copied(text, random.Random(seed)) for seed in range(40)}
    assert text in copies
    assert 'The "old" mill burned down.' in copies
    assert any(copy.startswith("The “old” mill burned down") and "said" in copy for copy in copies)


def test_single_sentences_give_all_three_labels() -> None:
    sentences = [
        f"In {year} the town of Wexley had roughly {year * 3} trees, which grew along the old canal." for year in range(1950, 1990)
    ]
    pairs = making.single(sentences, {"entailment": 5, "neutral": 5, "contradiction": 5, "copies": 3}, random.Random(3))
    assert {pair.label for pair in pairs} == {ENTAILMENT, NEUTRAL, CONTRADICTION}
    assert len(pairs) <= 18


def test_the_plan_measures_nothing_that_it_trains_on() -> None:
    plan = training.plan()
    assert not set(plan["general"]) & {*plan["measured"]["sets"], *plan["measured"]["watched"]}
    assert not [name for name in plan["general"] if name.endswith((".test", "dev_matched")) or name == "conjnli.dev"]


def test_general_pairs_are_marked_and_a_missing_set_is_named(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "one.jsonl.gz", "wt") as out:
        out.writelines(json.dumps({"premise": f"p{n}", "hypothesis": "h", "label": "neutral"}) + "\n" for n in range(5))
    pairs = making.general(tmp_path, {"one": 3}, random.Random(1))
    assert [(pair.general, pair.label) for pair in pairs] == [(True, NEUTRAL)] * 3
    with pytest.raises(UsageError, match=r"two\.jsonl\.gz: no such file"):
        making.general(tmp_path, {"two": 3}, random.Random(1))


def test_pairs_of_stories_are_near_and_of_two_stories_marked() -> None:
    articles = [
        {"story": "fire", "text": "The fire in Tarvik killed twelve people on Monday.\n\nThe mayor of Tarvik called it a disaster."},
        {"story": "fire", "text": "Twelve people died in the Tarvik fire.\n\nA baker sold bread to the firemen in the morning."},
        {"story": "match", "text": "Borgen won the final against Wexley by two goals to one."},
    ]
    pairs = list(training.pairs_of(articles, 3, seed=1))
    assert ("The fire in Tarvik killed twelve people on Monday.", "Twelve people died in the Tarvik fire.") in {
        (p.a, p.b) for p in pairs if p.one_story
    }
    assert any(not pair.one_story and "Borgen" in pair.a + pair.b for pair in pairs)
