"""Written groups become labelled pairs, and a run sees them, near pairs of news, and general sets."""

import gzip
import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from factcheck import training
from factcheck.errors import UsageError
from factcheck.training import CONTRADICTION, NEUTRAL, NO_CONTRADICTION, LabelledPair, SentencePair, written
from factcheck.training.written import Group, Story

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


STORY = Story(
    one=("Rain fell.", "Ada won the race.", "She will run in May.", "Snow fell.", "Hail fell.", "Fog came."),
    two=("The race went to Ada.", "She ran in May.", "Sun shone.", "Wind blew."),
    agree=((1, 0),),
    over=((2, 1),),
    conflict=(("Ada won the race.", "Ida won the race."), ("Wind blew.", "It was still.")),
    update=(("Fog came.", "The fog has gone."),),
)


class Shortness:
    """To it all texts are alike, the shorter the more."""

    name = "shortness"

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([[1.0 / len(text)] for text in texts], dtype=np.float32)


def test_a_story_becomes_a_group_for_each_sentence_beside_which_something_stands() -> None:
    told = {group.a: group for group in STORY.groups(Shortness())}
    assert list(told) == [*STORY.one, "Wind blew."]
    assert told["Rain fell."].fine == ("Sun shone.", "Wind blew.", "She ran in May.", "The race went to Ada.")
    won = told["Ada won the race."]
    assert (won.agree, won.conflict) == (("The race went to Ada.",), ("Ida won the race.",))
    assert "The race went to Ada." not in won.fine
    assert told["She will run in May."].update == ("She ran in May.",)
    assert "She ran in May." not in told["She will run in May."].fine
    assert told["Fog came."].update == ("The fog has gone.",)
    assert told["Wind blew."] == Group(a="Wind blew.", conflict=("It was still.",), fine=("Fog came.", "Rain fell."))


def test_what_agrees_or_is_overtaken_is_not_fine_from_the_other_side() -> None:
    story = Story(
        one=("Ada won.", "Rain fell."), two=("The winner is Ada.",), agree=((0, 0),), conflict=(("The winner is Ada.", "Ida won."),)
    )
    *_, last = story.groups(Shortness())
    assert (last.a, last.fine) == ("The winner is Ada.", ("Rain fell.",))


def test_a_line_that_is_neither_group_nor_story_is_refused(tmp_path: Path) -> None:
    lines = tmp_path / "groups.jsonl"
    lines.write_text('{"a": "One.", "conflict": ["Two."]}\n{"one": ["One."], "two": ["Two."]}\n')
    assert written.groups(lines, Shortness()) == [Group(a="One.", conflict=("Two.",)), Group(a="One.", fine=("Two.",))]
    for line in ('{"a": "One.", "against": ["Two."]}', '{"one": ["One."], "two": ["Two."], "agree": [[0, 1]]}'):
        lines.write_text(line + "\n")
        with pytest.raises(UsageError, match="no group of sentences and no story"):
            written.groups(lines, Shortness())


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
