"""Values that are pickled: the same when they come back, and small."""

import copy
import pickle
import sys
from typing import TypeVar

from factcheck.model import Claim, Interval, Location, Word
from factcheck.settings import Settings

Value = TypeVar("Value")
CLAIM = Claim(
    id="c_1",
    article="a_1",
    span=Location(article="a_1", start=0, end=9),
    sentence=Location(article="a_1", start=0, end=9),
    quote="It rained",
    text="It rained",
    subject="It",
    predicate="rained",
    object="",
    polarity="positive",
    modality="asserted",
    attributed_to=None,
    about=Interval(start=None, end=None),
    stated_at=None,
)


def pickled(value: Value) -> Value:
    found: Value = pickle.loads(pickle.dumps(value))  # noqa: S301  what was pickled here
    return found


def test_what_was_pickled_is_equal_whole_and_can_be_copied() -> None:
    again = pickled(CLAIM)
    assert (again, hash(again), again.model_dump_json()) == (CLAIM, hash(CLAIM), CLAIM.model_dump_json())
    assert again.about == CLAIM.about
    assert again.model_copy(update={"quote": "It hailed"}) == CLAIM.model_copy(update={"quote": "It hailed"})
    assert copy.deepcopy(again) == CLAIM
    assert pickled(again) == CLAIM


def test_what_was_pickled_shares_the_names_of_its_fields() -> None:
    one, other = pickled(CLAIM), pickled(CLAIM)
    assert one.model_fields_set is other.model_fields_set
    assert one.model_fields_set == set(Claim.model_fields)
    assert other.model_copy(update={"quote": "It hailed"}).model_fields_set is not one.model_fields_set
    assert len(pickle.dumps(CLAIM)) < 700
    assert sys.getsizeof(one.__dict__) < 1000


def test_words_that_were_pickled_are_words_whose_strings_all_claims_share() -> None:
    words = Word(0, 2, "It", "it", "PRON", "PRP", "nsubj", 1), Word(3, 9, "rained", "rain", "VERB", "VBD", "ROOT", -1)
    claim = CLAIM.model_copy(update={"words": words})
    one, other = pickled(claim), pickled(claim)
    assert one == claim
    assert {type(word) for word in one.words} == {Word}
    assert one.words[1].lemma is other.words[1].lemma
    assert copy.deepcopy(one).words == words


def test_settings_keep_what_no_field_holds() -> None:
    settings = Settings(base_url="http://localhost:1").address_from_file()
    again = pickled(settings)
    assert (again, again.vouched) == (settings, False)
