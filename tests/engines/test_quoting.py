"""Quotations are found whatever a model does to their marks, and never where their words are not."""

import time

import pytest

from factcheck.engines.openai.numbering import located


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ('"never again"', "She said “never again” twice.", "never again"),
        ("the U. S. team", "Then the U.S. team left.", "the U.S. team"),
        ("a ten - year plan", "It is a ten–year plan.", "a ten–year plan"),
        ("the two\nbridges", "Near the  two bridges.", "the  two bridges"),
        ("It's closed", "It’s closed.", "It’s closed"),
        ("FERRY", "The ferry sank.", "ferry"),
        ("rose 1.5 percent", "It rose 1.5 percent.", "rose 1.5 percent"),
        ("ﬁve boats", "Then five boats came.", "five boats"),
    ],
)
def test_the_words_are_found_and_the_articles_own_are_kept(quote: str, text: str, found: str) -> None:
    place = located(quote, text)
    assert place is not None
    assert text[slice(*place)] == found


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("520 boats", "It had 340 boats."),
        ("15 percent", "It rose 1.5 percent."),
        ("rose 1", "It rose 1.5 percent."),
        ("ship", "The shipment came."),
        ("the ferry ... sank", "the ferry with all hands sank"),
        ("", "Anything."),
        ("…", "Anything."),
    ],
)
def test_other_words_are_not_found(quote: str, text: str) -> None:
    assert located(quote, text) is None


def test_a_word_inside_another_does_not_hide_a_later_one() -> None:
    text = "The shipment left by ship."
    place = located("ship", text)
    assert place is not None
    assert place[0] == text.rindex("ship")


def test_a_long_hostile_text_takes_no_time() -> None:
    begun = time.process_time()
    assert located("a" * 2000 + "b", "a" * 100_000) is None
    assert time.process_time() - begun < 2
