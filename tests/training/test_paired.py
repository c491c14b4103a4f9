"""The paired test: offsets of the edited text lead back to the text before, and the figures count what the edit alone brings."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from factcheck.errors import UsageError
from factcheck.training import measure
from factcheck.training.measure import PlantedConflict

ONE = "The fire in Tarvik killed 12 people. Nobody knows why."
OTHER = "Twelve people died in the fire at Tarvik."


def written(folder: Path, old: str = "12") -> tuple[Path, Path]:
    articles, edits = folder / "articles.jsonl.gz", folder / "planted.json"
    with gzip.open(articles, "wt") as out:
        for source, text in (("ABC", ONE), ("XYZ", OTHER)):
            out.write(json.dumps({"event": "fire", "source": source, "text": text}) + "\n")
    start = ONE.index("12")
    edit = {"id": 1, "file": "abc.txt", "start": start, "end": start + 2, "old": old, "new": "twenty-one"}
    grown = len("twenty-one") - 2
    conflict = {
        "kind": "number", "difficulty": "plain", "why": "",
        "a": {"file": "abc.txt", "start": 0, "end": ONE.index(" Nobody") + grown}, "b": {"file": "xyz.txt", "start": 0, "end": len(OTHER)},
    }  # fmt: skip
    natural = {
        "a": {"file": "abc.txt", "start": ONE.index("Nobody") + grown, "end": len(ONE) + grown},
        "b": conflict["b"],
        "clear": True,
        "why": "",
    }
    edits.write_text(json.dumps([{"event": "fire", "edits": [edit], "conflicts": [conflict], "natural": [natural]}]))
    return articles, edits


def test_both_sides_are_read_with_and_without_the_edit(tmp_path: Path) -> None:
    (event,) = measure.events(*written(tmp_path))
    (conflict,) = event.conflicts
    assert conflict.a == "The fire in Tarvik killed twenty-one people."
    assert conflict.before_a == "The fire in Tarvik killed 12 people."
    assert conflict.b == conflict.before_b == OTHER
    assert event.natural == (("Nobody knows why.", OTHER),)


def test_an_edit_of_another_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"does not fit abc\.txt"):
        measure.events(*written(tmp_path, old="13"))


@pytest.mark.parametrize(("span", "before"), [((0, 4), (0, 4)), ((0, 9), (0, 7)), ((9, 12), (7, 10)), ((6, 9), (5, 7))])
def test_offsets_go_back_over_edits(span: tuple[int, int], before: tuple[int, int]) -> None:
    assert measure.unedited(*span, [{"start": 5, "end": 7, "new": "XXXX"}]) == before


def test_known_differences_are_no_false_calls(tmp_path: Path) -> None:
    (event,) = measure.events(*written(tmp_path))
    pairs = measure.near_pairs(event)
    assert (ONE.split(". ", maxsplit=1)[0] + ".", OTHER) in pairs
    assert ("Nobody knows why.", OTHER) not in pairs


def test_only_what_the_edit_brings_counts() -> None:
    before, after = np.array([0.9, 0.1, 0.1, 0.3]), np.array([0.9, 0.8, 0.11, 0.4])
    found = measure.paired(before, after)
    assert (found.rises, found.after, found.before, found.by_edit) == (0.5, 0.5, 0.25, 0.25)


def test_each_conflict_falls_into_one_stretch_of_overlap() -> None:
    same = PlantedConflict("e", "number", "plain", ONE, ONE, ONE, ONE)
    other = PlantedConflict("e", "number", "plain", ONE, "Snow fell.", ONE, "Snow fell.")
    shares = np.array([0.5, 0.5])
    counts = [found.conflicts for _, _, found in measure.by_overlap([same, other], shares, shares)]
    assert counts == [1, 0, 0, 1]
