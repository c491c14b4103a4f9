"""The one reader of word lists."""

import pytest

from factcheck import words


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
