"""Words that mean the same, the word that stands for them, and the deed of a noun: each with what is only near."""

import pytest

from factcheck.meanings import DATA, Part, deed_of, entries, grouping, same_meaning
from factcheck.words import table

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
    ("thrash", "beat", "verb"),
    ("shed", "axe", "verb"),
    ("acquit", "clear", "verb"),
    ("switch on", "enable", "verb"),
    ("log in", "sign in", "verb"),
    ("put out", "extinguish", "verb"),
    ("turnover", "revenue", "noun"),
    ("lorry", "truck", "noun"),
    ("layoff", "redundancy", "noun"),
    ("unbeaten", "undefeated", "adjective"),
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
    ("ban", "banish", "verb"),
    ("expire", "die", "verb"),  # a passport expires
    ("son", "boy", "noun"),
    ("chairman", "president", "noun"),
    ("murder", "die", "verb"),
    ("update", "upgrade", "verb"),
    ("hurricane", "storm", "noun"),
    ("ceasefire", "peace", "noun"),
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


def test_a_word_stands_in_the_group_of_its_part_of_speech() -> None:
    assert grouping("start", "verb") == "begin"
    assert grouping("fire", "noun") == "fire"
    assert grouping("tower", "noun") == "tower"
    assert grouping("put out", "verb") == "extinguish"


@pytest.mark.parametrize(("told", "sign"), [("synonyms", "="), ("opposites", "!")])
def test_what_is_taken_back_is_in_wordnet(told: str, sign: str) -> None:
    lines = {tuple(line.split("\t")[:2]): line.split("\t")[2].split("|") for line in DATA.read_text("utf-8").splitlines()}
    for part, pairs in table("meanings", "overruled")[told].items():
        for a, b in pairs:
            kind = sign + part[:1]
            assert b in lines.get((kind, a), ()) or a in lines.get((kind, b), ()), (a, b)
            assert b not in entries().of(kind, part, a)
