"""Words that mean the same, the word that stands for them, and the deed of a noun: each with what is only near."""

import pytest

from factcheck.meanings import Part, deed_of, grouping, phrasal, same_meaning

SAME = [
    ("die", "perish", "verb"),
    ("buy", "purchase", "verb"),
    ("buy", "acquire", "verb"),
    ("buy", "take over", "verb"),
    ("dismiss", "sack", "verb"),
    ("sack", "fire", "verb"),
    ("turn down", "reject", "verb"),
    ("call off", "cancel", "verb"),
    ("step down", "resign", "verb"),
    ("happen", "take place", "verb"),
    ("reply", "answer", "verb"),
    ("cost", "price", "noun"),
    ("doctor", "physician", "noun"),
    ("big", "large", "adjective"),
]
NOT_THE_SAME = [
    ("cost", "price", "verb"),  # only the nouns
    ("go", "die", "verb"),  # a sense that "go" seldom has
    ("can", "sack", "verb"),
    ("own", "have", "verb"),
    ("sack", "plunder", "verb"),
    ("bank", "slope", "noun"),
    ("open", "reopen", "verb"),
    ("rise", "fall", "verb"),
    ("arrest", "charge", "verb"),
    ("dog", "animal", "noun"),  # one is a kind of the other
]


@pytest.mark.parametrize(("a", "b", "part"), SAME)
def test_the_same(a: str, b: str, part: Part) -> None:
    assert same_meaning(a, b, part)
    assert same_meaning(b, a, part)
    assert same_meaning(a, b)


@pytest.mark.parametrize(("a", "b", "part"), NOT_THE_SAME)
def test_not_the_same(a: str, b: str, part: Part) -> None:
    assert not same_meaning(a, b, part)
    assert not same_meaning(b, a, part)


def test_a_noun_means_what_its_deed_means() -> None:
    assert same_meaning("buy", "acquisition", "verb", "noun")
    assert same_meaning("takeover", "purchase", "noun", "verb")
    assert same_meaning("resignation", "step down", "noun", "verb")
    assert not same_meaning("resignation", "sack", "noun", "verb")
    assert not same_meaning("price", "buy", "noun", "verb")


def test_two_parts_of_speech_share_no_meaning_of_their_own() -> None:
    assert same_meaning("fire", "blaze", "noun")
    assert not same_meaning("fire", "blaze", "verb", "noun")


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        ("arrest", "arrest"),
        ("resignation", "resign"),
        ("election", "elect"),
        ("objection", "object"),
        ("winner", "win"),
        ("author", "write"),
        ("employee", "employ"),
        ("birth", "bear"),
        ("death", "die"),
        ("takeover", "take over"),
        ("loss", "lose"),
        ("victory", "win"),
        ("founder", "found"),
    ],
)
def test_deeds(noun: str, verb: str) -> None:
    assert deed_of(noun) == verb


@pytest.mark.parametrize("noun", ["bridge", "house", "government", "minister", "victim", "company", "table", "xyzzy"])
def test_what_names_no_deed(noun: str) -> None:
    assert deed_of(noun) == ""


def test_synonyms_stand_in_one_group() -> None:
    assert len({grouping(word, "verb") for word in ("buy", "purchase", "acquire", "take over")}) == 1
    assert grouping("reply", "verb") == grouping("answer", "verb")
    assert grouping("perish") == "die"
    assert grouping("perish", "noun") == "perish"
    assert grouping("buy", "verb") != grouping("sell", "verb")
    assert grouping("xyzzy") == "xyzzy"


def test_a_verb_with_its_particle_is_a_verb_of_its_own() -> None:
    assert phrasal("turn", ("down",)) == "turn down"
    assert phrasal("go", ("still", "ahead")) == "go ahead"
    assert phrasal("take", ("place",)) == "take place"
    assert phrasal("reject", ("down",)) == "reject"
    assert phrasal("walk", ()) == "walk"
