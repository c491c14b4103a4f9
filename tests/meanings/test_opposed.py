"""Words that cannot both be true of one thing: each with what may well be."""

import pytest

from factcheck.meanings import Part, exclusive, opposed, same_meaning
from factcheck.words import table

OPPOSED = [
    ("open", "close", "verb"),
    ("open", "closed", "adjective"),
    ("rise", "fall", "verb"),
    ("raise", "cut", "verb"),
    ("raise", "lower", "verb"),
    ("hold", "cut", "verb"),
    ("accept", "reject", "verb"),
    ("approve", "turn down", "verb"),
    ("buy", "sell", "verb"),
    ("win", "lose", "verb"),
    ("guilty", "innocent", "adjective"),
    ("alive", "dead", "adjective"),
    ("survive", "die", "verb"),
    ("profit", "loss", "noun"),
    ("profitable", "loss-making", "adjective"),
    ("safe", "unsafe", "adjective"),
    ("legal", "illegal", "adjective"),
    ("empty", "full", "adjective"),
    ("public", "private", "adjective"),
    ("permanent", "temporary", "adjective"),
    ("minor", "major", "adjective"),
    ("increase", "decrease", "noun"),
    ("up", "down", "adverb"),
    ("fatal", "non-fatal", "adjective"),
    ("uphold", "dismiss", "verb"),
    ("double", "halve", "verb"),
    ("plummet", "rocket", "verb"),
    ("promote", "relegate", "verb"),
    ("enable", "disable", "verb"),
    ("turn on", "switch off", "verb"),
    ("praise", "criticise", "verb"),
    ("bring forward", "put off", "verb"),
    ("positive", "negative", "adjective"),
    ("benign", "malignant", "adjective"),
    ("cheap", "expensive", "adjective"),
    ("read-only", "writable", "adjective"),
    ("concurrently", "consecutively", "adverb"),
    ("fiction", "nonfiction", "noun"),
]
NOT_OPPOSED = [
    ("open", "reopen", "verb"),
    ("married", "happy", "adjective"),
    ("north", "northern", "adjective"),
    ("rise", "increase", "verb"),
    ("united", "unit", "adjective"),
    ("canny", "uncanny", "adjective"),  # "un" alone does not make an opposite
    ("get", "leave", "verb"),  # antonyms in a sense that "get" seldom has
    ("son", "girl", "noun"),
    ("cost", "price", "noun"),
    ("arrest", "charge", "verb"),
    ("dead", "injured", "adjective"),
    ("over", "under", "adverb"),  # "over 40" and "under 50" may both be true
    ("evening", "night", "noun"),
    ("hold", "release", "verb"),  # WordNet's opposites of a hand, not of a stake and results
    ("borrow", "lend", "verb"),  # a bank does both
    ("play", "miss", "verb"),  # who plays may miss a penalty
    ("store", "delete", "verb"),  # logs are stored, and deleted later
    ("log in", "log out", "verb"),
    ("affordable", "cheap", "adjective"),
    ("double", "rise", "verb"),
]


@pytest.mark.parametrize(("a", "b", "part"), OPPOSED)
def test_opposed(a: str, b: str, part: Part) -> None:
    assert opposed(a, b, part)
    assert opposed(b, a, part)


@pytest.mark.parametrize(("a", "b", "part"), NOT_OPPOSED)
def test_not_opposed(a: str, b: str, part: Part) -> None:
    assert not opposed(a, b, part)
    assert not exclusive(a, b, part)


def test_a_noun_is_opposed_by_its_deed() -> None:
    assert opposed("survive", "death", "verb", "noun")
    assert opposed("rejection", "approve", "noun", "verb")
    assert not opposed("approval", "approve", "noun", "verb")


@pytest.mark.parametrize(
    ("a", "b", "part", "group"),
    [
        ("north", "south", "adjective", "compass"),
        ("red", "blue", "adjective", "colour"),
        ("win", "draw", "verb", "result"),
        ("married", "single", "adjective", "marriage"),
        ("summer", "winter", "noun", "season"),
        ("resign", "sack", "verb", "departure"),
        ("marry", "single", "", "marriage"),
        ("cancel", "go ahead", "verb", "plan"),
        ("call off", "take place", "verb", "plan"),
        ("guilty", "acquit", "", "verdict"),
        ("red", "crimson", "adjective", ""),
        ("north", "red", "adjective", ""),
        ("summer", "morning", "noun", ""),
        ("raise", "red", "", ""),
        ("cancel", "scrap", "verb", ""),
    ],
)
def test_exclusive(a: str, b: str, part: Part, group: str) -> None:
    assert exclusive(a, b, part) == exclusive(b, a, part) == group


def test_a_verb_is_opposed_by_what_denies_its_deed() -> None:
    assert opposed("insure", "uninsured", "verb", "adjective")
    assert opposed("unmarried", "marry", "adjective", "verb")
    assert not opposed("uninsured", "insured", "adjective", "verb")
    assert not opposed("insure", "united", "verb", "adjective")


@pytest.mark.parametrize(
    ("verb", "adjective"),
    [("block", "passable"), ("wire", "wireless"), ("cap", "unlimited"), ("deprecate", "current"), ("occupy", "empty")],
)
def test_a_participle_that_the_parser_takes_for_a_verb_is_the_value_that_it_is_as_an_adjective(verb: str, adjective: str) -> None:
    assert exclusive(verb, adjective, "verb", "adjective")
    assert not exclusive(verb, adjective, "noun", "adjective")


def test_more_than_two_values_exclude_one_another_but_are_no_opposites() -> None:
    assert exclusive("red", "blue", "adjective")
    assert not opposed("red", "blue", "adjective")


@pytest.mark.parametrize("group", table("meanings", "opposites"))
def test_no_word_is_two_values_of_a_group_or_means_the_same_as_another_value(group: str) -> None:
    values = table("meanings", "opposites")[group]
    assert len(values) >= 2
    words = [(value, part, word) for value, parts in values.items() for part, listed in parts.items() for word in listed]
    assert len({(part, word) for _, part, word in words}) == len(words)
    for value, part, word in words:
        for other_value, other_part, other in words:
            assert value == other_value or part != other_part or not same_meaning(word, other, part), (word, other)
