"""What a run learns from: the numbers of mix.toml, hard pairs twice, no more of one pair of sentences than wanted."""

import gzip
import json
import random
from pathlib import Path

import pytest

from factcheck.errors import UsageError
from factcheck.training import data, making
from factcheck.training.data import CONTRADICTION, ENTAILMENT, NEUTRAL, NO_CONTRADICTION, overlap
from factcheck.training.making import AS_IT_IS, Made

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


def chosen(hard: float) -> list[data.LabelledPair]:
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
    plan = data.plan()
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
    pairs = list(data.pairs_of(articles, 3, seed=1))
    assert ("The fire in Tarvik killed twelve people on Monday.", "Twelve people died in the Tarvik fire.") in {
        (p.a, p.b) for p in pairs if p.one_story
    }
    assert any(not pair.one_story and "Borgen" in pair.a + pair.b for pair in pairs)
