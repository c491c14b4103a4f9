"""Sentences to clauses: parts, attribution, modality, polarity and self-contained text."""

from collections.abc import Callable
from datetime import date

import pytest

from factcheck.claims.clauses import split
from factcheck.claims.names import mentions
from factcheck.model import Claim
from factcheck.syntax import Syntax, Token

Claims = Callable[..., list[Claim]]


def by_verb(claims: list[Claim], verb: str) -> Claim:
    (found,) = [claim for claim in claims if claim.verb == verb]
    return found


def test_conjoined_clauses_share_their_subject(claims_of: Claims) -> None:
    claims = claims_of("The council adopted the budget and rejected a levy.")
    assert [(c.subject, c.predicate, c.object) for c in claims] == [
        ("The council", "adopted", "the budget"),
        ("The council", "rejected", "a levy"),
    ]


def test_a_relative_clause_has_its_antecedent_as_subject_and_its_own_object(claims_of: Claims) -> None:
    claim = by_verb(claims_of("The bridge, which crosses the Selm, needs new cables."), "cross")
    assert (claim.subject, claim.object, claim.text) == ("The bridge", "the Selm", "The bridge crosses the Selm")


def test_a_description_in_apposition_stands_for_what_it_describes(claims_of: Claims) -> None:
    claim = by_verb(claims_of("Karl Benning, an engineer who led the inquiry, wrote the report."), "lead")
    assert claim.subject_key == "Karl Benning"


def test_a_participle_right_after_a_noun_is_said_of_that_noun(claims_of: Claims) -> None:
    claim = by_verb(claims_of("The two sides signed a treaty banning new dams."), "ban")
    assert claim.subject == "a treaty"


def test_an_infinitive_states_nothing_of_its_own(claims_of: Claims) -> None:
    assert [c.verb for c in claims_of("Karl Benning was the last of the victims to be buried.")] == ["be"]


def test_a_fragment_without_a_verb_states_nothing(claims_of: Claims) -> None:
    assert claims_of("A cold morning in the valley of the Selm.") == []


def test_conjoined_subjects_stay_whole(claims_of: Claims) -> None:
    (claim,) = claims_of("The mayor and the governor opened the bridge.")
    assert claim.subject == "The mayor and the governor"


@pytest.mark.parametrize(
    ("text", "verb", "speaker"),
    [
        ("The bridge will open in May, the ministry said.", "open", "the ministry"),
        ("According to the ministry, the bridge is safe.", "be", "the ministry"),
        ("The bridge is safe, according to the ministry.", "be", "the ministry"),
        ("Analysts warn that the bridge may fail.", "fail", "Analysts"),
        ("Stating that the bridge was safe, Ida Holm left.", "leave", None),
        ("The bridge is closed, but according to the union, the ferry has stopped.", "stop", "the union"),
        ("The bridge is closed, but according to the union, the ferry has stopped.", "be", None),
        ("The bridge opened in May.", "open", None),
    ],
)
def test_attribution(text: str, verb: str, speaker: str | None, claims_of: Claims) -> None:
    claims = claims_of(text)
    assert by_verb(claims, verb).attributed_to == speaker


def test_a_pronoun_that_speaks_is_named(claims_of: Claims) -> None:
    claims = claims_of("Ida Holm toured the bridge. She said the cables were sound.")
    assert by_verb(claims, "be").attributed_to == "Ida Holm"


def test_a_quotation_over_several_sentences_has_one_speaker(claims_of: Claims) -> None:
    claims = claims_of("“The dam is finished. The lake is full,” Ida Holm said. “Nobody was hurt.”")
    assert {claim.attributed_to for claim in claims} == {"Ida Holm"}
    assert {claim.modality for claim in claims} == {"reported"}


def test_words_outside_the_quotation_are_the_outlet_s(claims_of: Claims) -> None:
    claims = claims_of("“The dam is finished,” Ida Holm said. The lake covers nine farms.")
    assert by_verb(claims, "cover").attributed_to is None
    assert by_verb(claims, "cover").modality == "asserted"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The bridge opened in May.", "asserted"),
        ("The bridge will open in May.", "forecast"),
        ("The bridge is set to open in May.", "forecast"),
        ("The bridge may open in May.", "opinion"),
        ("Who opened the bridge in May?", "opinion"),
        ("The bridge opens if the council agrees.", "asserted"),
        ("Officials said the bridge opened in May.", "reported"),
        ("Critics argue that the bridge opened too early.", "opinion"),
    ],
)
def test_modality(text: str, modality: str, claims_of: Claims) -> None:
    assert by_verb(claims_of(text), "set" if "set to" in text else "open").modality == modality


def test_a_condition_is_conditional(claims_of: Claims) -> None:
    assert by_verb(claims_of("The bridge opens if the council agrees."), "agree").modality == "conditional"


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The council published the report.", "positive"),
        ("The council has not published the report.", "negative"),
        ("Nobody published the report.", "negative"),
        ("The council never published the report.", "negative"),
        ("The council failed the test.", "negative"),
        ("The council did not refuse the offer.", "positive"),
    ],
)
def test_polarity(text: str, polarity: str, claims_of: Claims) -> None:
    assert claims_of(text)[0].polarity == polarity


def test_pronouns_become_names_where_one_reading_is_clear(claims_of: Claims) -> None:
    claims = claims_of("Ida Holm opened the bridge. She praised the welders.")
    assert by_verb(claims, "praise").text == "Ida Holm praised the welders"


def test_pronouns_stay_where_two_could_be_meant(claims_of: Claims) -> None:
    claims = claims_of("Ida Holm met Karl Benning. He praised the welders.")
    assert by_verb(claims, "praise").text == "He praised the welders"


def test_a_word_that_ties_clauses_together_is_left_out_of_the_text(claims_of: Claims) -> None:
    claims = claims_of("The mill closed because the valve had failed.")
    assert by_verb(claims, "fail").text == "the valve had failed"
    assert by_verb(claims, "fail").quote == "because the valve had failed"


def test_relative_times_are_dated(claims_of: Claims) -> None:
    (claim,) = claims_of("The mill closed on Tuesday.", date(2024, 3, 6))
    assert claim.text == "The mill closed on Tuesday (2024-03-05)"


@pytest.mark.parametrize(("text", "country"), [("Moscow said the talks had failed.", True), ("The talks were held in Moscow.", False)])
def test_a_seat_of_power_is_its_country_only_where_it_acts(text: str, country: bool, claims_of: Claims) -> None:
    claims = claims_of(text)
    named = {value.canonical for claim in claims for value in claim.values if value.kind == "name"}
    speakers = {claim.attributed_to for claim in claims}
    assert ("Russia" in named | speakers) == country
    assert ("Moscow" in named) == (not country)


def test_a_name_that_is_later_used_by_its_last_word_is_a_person(claims_of: Claims) -> None:
    text = "The talks between Helena Varga and Tomas Ordel failed. Varga was angry. Corvid Air sold its hall in Harrow. Corvid was glad."
    people = {v.canonical for c in claims_of(text) for v in c.values if v.kind == "name" and v.category == "person"}
    assert "Helena Varga" in people
    assert "Corvid Air" not in people


def test_a_pronoun_below_a_subject_that_is_no_person_stays(claims_of: Claims) -> None:
    claims = claims_of("Ida Holm left. Harrow Water feared it had lost, and Norvik Bank said she would pay.")
    assert not any(claim.text.startswith("Norvik Bank would") for claim in claims)


def test_names_are_found_in_one_pass_over_a_long_sentence() -> None:
    mark = Token(start=0, end=1, text="“", lemma="“", pos="PUNCT", tag="``", head=0, dependency="punct")
    name = mark.model_copy(update={"text": "Harrow", "pos": "PROPN", "entity": "GPE", "entity_starts": True})
    at = 20_000
    tokens = tuple((name if i == at else mark).model_copy(update={"start": i, "end": i + 1}) for i in range(2 * at))
    (found,) = mentions(Syntax(text="x" * 2 * at, tokens=tokens))
    assert (found.first, found.last, found.category) == (at, at, "place")


def test_a_chain_of_more_verbs_than_python_can_recurse_into_shares_its_subject() -> None:
    they = Token(start=0, end=1, text="They", lemma="they", pos="PRON", tag="PRP", head=1, dependency="nsubj")
    came = Token(start=1, end=2, text="came", lemma="come", pos="VERB", tag="VBD", head=1, dependency="ROOT")
    chain = (came.model_copy(update={"start": i, "end": i + 1, "head": i - 1, "dependency": "conj"}) for i in range(2, 1_300))
    clauses = split(Syntax(text="x" * 1_300, tokens=(they, came, *chain)))
    assert [clause.subject for clause in clauses] == [0] * 1_299


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ever Google search for coupons or promo codes?", True),
        ("Pet Care 101:What to know about a dog.", True),
        ("The new hall COST 3 million crowns.", True),
        ("Hey there!", False),
        ("👋 Hey!", False),
    ],
)
def test_a_sentence_that_may_name_and_tell_something_is_a_claim(text: str, told: bool, claims_of: Claims) -> None:
    assert bool(claims_of(text)) == told
