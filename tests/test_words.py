"""Word lists are read by one place alone, and a number is told with its noun everywhere alike."""

from pathlib import Path

import pytest

from factcheck import words
from factcheck.words import amount
from tests_support import call


def test_a_list_of_a_package_is_a_set_of_its_own_words() -> None:
    assert "Mr" in words.listed("articles", "titles")
    assert words.listed("claims", "titles") != words.listed("articles", "titles")


def test_a_table_is_the_data_file_of_its_package() -> None:
    assert "MONTH" in words.table("time", "words")["roles"]
    assert "ordinals" in words.table("claims", "quantities")


def test_an_unknown_file_or_list_is_an_error_and_not_an_empty_list() -> None:
    with pytest.raises(FileNotFoundError):
        words.table("claims", "nothing")
    with pytest.raises(KeyError):
        words.listed("claims", "nothing")


@pytest.mark.parametrize(("number", "told"), [(0, "0 stretches"), (1, "1 stretch"), (2, "2 stretches"), (1200, "1,200 stretches")])
def test_the_noun_goes_with_the_number(number: int, told: str) -> None:
    assert amount(number, "stretch", "stretches") == told


def test_most_nouns_take_an_s() -> None:
    assert (amount(1, "sentence"), amount(12_345, "sentence")) == ("1 sentence", "12,345 sentences")


def test_statistics_of_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\npublished: 2024-03-05\n---\nThe hall seats 900 people.\n")
    told = call("check", str(path), "--statistics").err
    assert "read: 1 article, 1 sentence of 26 characters, 1 claim\n" in told
    assert "a.md: 1 sentence, 1 claim, 0 characters not read; 0 errors, 0 warnings, 0 notes" in told
