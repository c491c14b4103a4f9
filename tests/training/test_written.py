"""Written groups become labelled pairs, and a run sees them, near pairs of news, and general sets."""

import gzip
import json
import random
from collections import Counter
from pathlib import Path

import pytest

from factcheck import training
from factcheck.errors import UsageError
from factcheck.training import CONTRADICTION, NEUTRAL, NO_CONTRADICTION, LabelledPair, SentencePair, written
from factcheck.training.written import Group

GROUPS = [
    Group(
        a=f"The hall seats {n}.",
        conflict=(f"It has {n + 1} seats.",),
        update=("It was rebuilt.",),
        agree=(f"{n} can sit there.",),
        fine=("It is old.",),
    )
    for n in range(20)
]


class Suspicious:
    """Takes what holds the word "nine" for a contradiction."""

    def contradictory(self, pairs: list[tuple[str, str]]) -> list[float]:
        return [float("nine" in a + b) for a, b in pairs]


def laid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passes: int = 2) -> list[LabelledPair]:
    monkeypatch.setattr(training, "plan", lambda: {"general": {}, "beside": 6, "near": {"drawn": 4, "looked_at": 50, "least": 0.25}})
    near = [SentencePair(f"Train {n} left.", "The train left at nine." if n == 3 else "A train left.", one_story=True) for n in range(8)]
    found = written.batches(GROUPS, near, tmp_path, Suspicious(), 8, passes, 5)  # type: ignore[arg-type]
    return [pair for batch in found for pair in batch]


def test_what_conflicts_or_overtakes_contradicts_and_the_rest_does_not() -> None:
    labels = {pair.hypothesis: pair.label for pair in GROUPS[0].pairs()}
    assert labels == {
        "It has 1 seats.": CONTRADICTION,
        "It was rebuilt.": CONTRADICTION,
        "0 can sit there.": NO_CONTRADICTION,
        "It is old.": NO_CONTRADICTION,
    }


def test_each_written_pair_comes_in_every_pass_and_either_way_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = laid(tmp_path, monkeypatch)
    counted = Counter(frozenset((pair.premise, pair.hypothesis)) for pair in pairs)
    assert all(counted[frozenset((group.a, group.conflict[0]))] == 2 for group in GROUPS)
    assert {pair.premise.startswith("The hall") for pair in pairs if "seats" in pair.premise + pair.hypothesis} == {True, False}


def test_news_that_the_model_takes_for_a_contradiction_comes_in_every_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trains = [pair for pair in laid(tmp_path, monkeypatch, passes=3) if "rain" in pair.premise]
    assert {pair.label for pair in trains} == {NO_CONTRADICTION}
    assert sum("nine" in pair.premise + pair.hypothesis for pair in trains) in {3, 4}
    assert len(trains) == 4 + 3


def test_what_is_fine_beside_the_statement_is_fine_beside_what_agrees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    group = Group(a="One.", conflict=("Two.",), agree=("First.",), fine=("Red.", "Blue."))
    assert {(pair.premise, pair.hypothesis) for pair in group.beside()} == {("First.", "Red."), ("First.", "Blue."), ("Red.", "Blue.")}
    assert {pair.label for pair in group.beside()} == {NO_CONTRADICTION}
    found = [pair for pair in laid(tmp_path, monkeypatch) if "It is old." in (pair.premise, pair.hypothesis)]
    assert sum("sit there" in pair.premise + pair.hypothesis for pair in found) == 6


def test_a_line_that_is_no_group_is_refused(tmp_path: Path) -> None:
    lines = tmp_path / "groups.jsonl"
    lines.write_text('{"a": "One.", "conflict": ["Two."]}\n')
    assert written.groups(lines) == [Group(a="One.", conflict=("Two.",))]
    lines.write_text('{"a": "One.", "against": ["Two."]}\n')
    with pytest.raises(UsageError, match="no group of sentences"):
        written.groups(lines)


def test_the_plan_measures_nothing_that_it_trains_on() -> None:
    plan = training.plan()
    assert not set(plan["general"]) & {*plan["measured"]["sets"], *plan["measured"]["watched"]}
    assert not [name for name in plan["general"] if name.endswith((".test", "dev_matched")) or name == "conjnli.dev"]


def test_general_pairs_are_marked_and_a_missing_set_is_named(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "one.jsonl.gz", "wt") as out:
        out.writelines(json.dumps({"premise": f"p{n}", "hypothesis": "h", "label": "neutral"}) + "\n" for n in range(5))
    pairs = written.general(tmp_path, {"one": 3}, random.Random(1))
    assert [(pair.general, pair.label) for pair in pairs] == [(True, NEUTRAL)] * 3
    with pytest.raises(UsageError, match=r"two\.jsonl\.gz: no such file"):
        written.general(tmp_path, {"two": 3}, random.Random(1))


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
