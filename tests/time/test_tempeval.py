"""The scorer of time expressions on made-up gold, and the tagger's floor on a gold set where one lies beside the repository."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from tempeval import Score, Timex, anchor, as_timex3, documents, evaluate, half, main, pairs, prose, score

GOLD = Path(__file__).parents[3] / "shared" / "timex" / "aquaint.jsonl.gz"
READ = 53
"""So many documents the tagger may be tuned on; the rest is for a last look only."""


def test_equal_spans_count_as_strict_and_overlaps_as_relaxed() -> None:
    gold = [Timex(0, 4, "DATE", "2019"), Timex(10, 20, "DURATION", "P3D"), Timex(30, 35, "DATE", "2020")]
    found = [Timex(0, 4, "DATE", "2018"), Timex(12, 20, "DURATION", "P3D"), Timex(40, 45, "DATE", "2020")]
    assert score(gold, found) == Score(gold=3, found=3, strict=1, relaxed=2, type=2, value=1)


def test_a_found_expression_matches_one_gold_expression_only() -> None:
    gold = [Timex(0, 4, "DATE", "2019"), Timex(5, 9, "DATE", "2020")]
    assert score(gold, [Timex(0, 9, "DATE", "2020")]) == Score(gold=2, found=1, strict=0, relaxed=1, type=1, value=0)


def test_an_equal_span_is_taken_before_an_overlapping_one() -> None:
    gold, found = [Timex(0, 9, "DATE", "a"), Timex(10, 14, "DATE", "b")], [Timex(8, 12, "DATE", "c"), Timex(10, 14, "DATE", "b")]
    assert [(g.value, f.value) for g, f in pairs(gold, found)] == [("b", "b"), ("a", "c")]


def test_touching_spans_do_not_overlap_and_implied_gold_is_not_counted() -> None:
    assert score([Timex(0, 4, "DATE", "")], [Timex(4, 8, "DATE", "")]).relaxed == 0
    assert score([Timex(4, 4, "DATE", "")], []) == Score()


def test_stamps_are_no_prose() -> None:
    text = "03/04/2024 10:00\nOn 4 March\nit rained."
    stamp, date_of_prose = Timex(0, 16, "TIME", "2024-03-04T10:00"), Timex(20, 27, "DATE", "2024-03-04")
    assert prose(text, [stamp, date_of_prose]) == [date_of_prose]


def test_decades_are_spelled_as_the_gold_spells_them() -> None:
    assert [as_timex3(value) for value in ("199", "P2DE", "PXDE", "1994", "P20Y", "PXY", "19", "BC04")] == [
        "199X",
        "P20Y",
        "PXY",
        "1994",
        "P20Y",
        "PXY",
        "19",
        "BC04",
    ]
    bare = {"doc": "x", "dct": "2024-03-06", "text": "In the 1990s it was shut."}
    timex2, timex3 = {"start": 3, "end": 12, "val": "199"}, {"start": 3, "end": 12, "type": "DATE", "value": "199X"}
    assert [evaluate([{**bare, "timexes": [gold]}]).value for gold in (timex2, timex3)] == [1, 1]


def test_figures() -> None:
    figures = Score(gold=4, found=8, strict=1, relaxed=4, type=3, value=2)
    assert (figures.precision("relaxed"), figures.recall("relaxed")) == (0.5, 1.0)
    assert figures.f1("relaxed") == pytest.approx(2 / 3)
    assert Score().f1("strict") == 0.0
    assert figures.plus(figures).found == 16


def test_the_day_of_creation_is_found_in_field_gold_name_or_first_line() -> None:
    bare = {"doc": "x", "dct": None, "text": "No date.", "timexes": []}
    marked = [{"start": 0, "end": 1, "type": "DATE", "value": "2024-03-04", "functionindocument": "CREATION_TIME"}]
    assert anchor({**bare, "dct": "2024-03-06T10:00"}) == date(2024, 3, 6)
    assert anchor({**bare, "timexes": marked}) == date(2024, 3, 4)
    assert anchor({**bare, "doc": "AB20240305.0001"}) == date(2024, 3, 5)
    assert anchor({**bare, "text": "STORY 03/07/2024 10:00"}) == date(2024, 3, 7)
    assert anchor(bare) is None


def test_the_program_scores_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "They met on 4 March 2024 for three days."
    timexes = [
        {"start": 12, "end": 24, "type": "DATE", "value": "2024-03-04"},
        {"start": 29, "end": 39, "type": "DURATION", "value": "P2D"},
    ]
    path = tmp_path / "gold.jsonl.gz"
    other = {"doc": "b", "dct": None, "text": "Nothing.", "timexes": []}
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("\n".join(json.dumps(one) for one in ({"doc": "a", "dct": None, "text": text, "timexes": timexes}, other)))
    main([str(path)])
    printed = capsys.readouterr().out
    assert "2 documents, 2 gold, 2 found" in printed
    assert "strict   P 1.000  R 1.000  F1 1.000" in printed
    assert "value    P 0.500  R 0.500  F1 0.500" in printed
    main([str(path), "--first", "1", "--prose"])
    assert "1 documents, 2 gold, 2 found" in capsys.readouterr().out
    main([str(path), "--half", half(other)])
    assert f"{1 + (half(other) == half({'doc': 'a'}))} documents" in capsys.readouterr().out
    main([str(path), "--last", "1"])
    assert "1 documents, 0 gold, 0 found" in capsys.readouterr().out


@pytest.mark.skipif(not GOLD.exists(), reason="the gold of time expressions (TimeML, AQUAINT) is not beside the repository")
def test_the_tagger_keeps_its_floor_on_newswire() -> None:
    figures = evaluate(documents(GOLD)[:READ])
    assert figures.f1("relaxed") >= 0.90
    assert figures.f1("strict") >= 0.84
    assert figures.f1("type") >= 0.81
    assert figures.f1("value") >= 0.72
