"""What the model proposes becomes drafts: its words, the parser's syntax, and nothing that is not in the text."""

from collections.abc import Callable
from datetime import date

import pytest

from conftest import make_article
from factcheck.claims import parse
from factcheck.claims.drafting import drafts as rules
from factcheck.claims.gate import admit
from factcheck.engines import load
from factcheck.engines.openai.answers import ExtractedClaim
from factcheck.engines.openai.drafting import drafts
from factcheck.engines.openai.numbering import around
from factcheck.model import Claim, LeftOut

Admitted = Callable[..., tuple[list[Claim], list[LeftOut]]]
TEXT = "Ida Holm said on Tuesday that 340 people crossed, and the ferry may stop if it rains."


def claim(quote: str, **changed: str) -> ExtractedClaim:
    found = {"quote": quote, "statement": quote, "attributed_to": "", "modality": "asserted"}
    return ExtractedClaim(**{**found, **changed})


@pytest.fixture(scope="module", name="admitted")
def _admitted() -> Admitted:
    parser = load("local").parser

    def admitted(*claims: ExtractedClaim, text: str = TEXT) -> tuple[list[Claim], list[LeftOut]]:
        parsed = parse(make_article(text, date(2024, 3, 7)), parser, {})
        (sentence,) = parsed.sentences
        return admit(drafts("a_a.txt", sentence, around(parsed, 0), claims, list(rules(parsed))), parsed)

    return admitted


def test_syntax_comes_from_the_parser_and_words_from_the_model(admitted: Admitted) -> None:
    (found,), dropped = admitted(
        claim("340 people crossed", statement="340 people crossed the strait, Ida Holm said.", modality="reported")
    )
    assert not dropped
    assert (found.quote, found.verb, found.tense, found.attributed_to) == ("340 people crossed", "cross", "past", "Ida Holm")
    assert found.text == "340 people crossed the strait, Ida Holm said."
    assert [value.low for value in found.values if value.kind == "quantity"] == [340]
    assert found.stated_at is not None


def test_an_invented_quotation_is_dropped_and_counted(admitted: Admitted) -> None:
    found, dropped = admitted(claim("900 people drowned"), claim("340 people crossed"))
    assert [c.quote for c in found] == ["340 people crossed"]
    assert [(item.count, item.reason) for item in dropped] == [(1, "the quotation is not in the article at its place")]


def test_a_number_that_the_model_made_up_does_not_get_into_the_statement(admitted: Admitted) -> None:
    (found,), _ = admitted(claim("340 people crossed", statement="341 people crossed on 5 March 2024."))
    assert "341" not in found.text
    assert "340" in found.text


def test_a_hedge_that_either_sees_stands(admitted: Admitted) -> None:
    (planned,), _ = admitted(claim("the ferry may stop if it rains", modality="asserted"))
    assert planned.modality not in {"asserted", "reported"}
    (hedged,), _ = admitted(claim("340 people crossed", modality="opinion"))
    assert hedged.modality == "opinion"


@pytest.mark.parametrize(
    ("text", "modality", "taken"),
    [
        ("The ferry sank with 340 people in May.", "opinion", False),
        ("The city provided 340 beds.", "conditional", False),
        ("The fire claimed 12 lives on Monday.", "opinion", False),
        ("The hall has a view of the sea.", "opinion", False),
        ("The crew set a record on Monday.", "forecast", False),
        ("The crew rowed to the 12 islands.", "forecast", False),
        ("On Monday some 340 people crossed, which may be a record.", "opinion", True),
        ("The hall opened, provided that the report of Monday is right.", "conditional", True),
        ("The hall opens on Monday unless it rains.", "conditional", True),
        ("An estimated 340 people crossed on Monday.", "opinion", True),
        ("There is a belief that 340 people crossed.", "opinion", True),
        ("The crew, due to leave on Monday, waited.", "forecast", True),
        ("The aim of the council is to open the hall on Monday.", "forecast", True),
        ("The planned hall seats 340 people.", "forecast", True),
    ],
)
def test_a_hedge_is_taken_over_where_words_of_the_sentence_bear_it_out(admitted: Admitted, text: str, modality: str, taken: bool) -> None:
    quote = text.partition(",")[0].rstrip(".")
    (read,), _ = admitted(claim(quote), text=text)
    (found,), _ = admitted(claim(quote, modality=modality), text=text)
    assert found.modality == (modality if taken and read.modality == "asserted" else read.modality)
    assert (found.modality == modality) == taken


def test_a_stretch_that_rules_see_no_clause_in_is_no_opinion_for_a_models_word(admitted: Admitted) -> None:
    (found,), _ = admitted(claim("340 dead", modality="opinion"), text="The toll of the storm: 340 dead.")
    assert found.modality == "asserted"


@pytest.mark.parametrize("quote", ["340", "Ferry", "“ferry”", "- ferry -", "sank."])
def test_one_word_is_no_quotation(admitted: Admitted, quote: str) -> None:
    found, dropped = admitted(claim(quote), text="Ferry sank with 340 people on Monday.")
    assert (found, [(item.count, item.reason) for item in dropped]) == ([], [(1, "the claim has no quotation")])
    (two,), _ = admitted(claim("Ferry sank"), text="Ferry sank with 340 people on Monday.")
    assert two.quote == "Ferry sank"


def test_words_that_are_only_a_part_of_the_sentences_first_are_dropped(admitted: Admitted) -> None:
    """The letters at the start of the sentence are those of the quotation, its words are not."""
    found, dropped = admitted(claim("The ship"), text="The shipment left on Monday.")
    assert (found, [item.reason for item in dropped]) == ([], ["the quotation is not in the article at its place"])


def test_a_speaker_who_is_not_in_the_text_is_not_taken_over(admitted: Admitted) -> None:
    plain = "The ferry carried 340 people on Monday."
    (found,), _ = admitted(claim("The ferry carried 340 people", attributed_to="Mayor Nobody"), text=plain)
    assert (found.attributed_to, found.modality) == (None, "asserted")


def test_a_speaker_is_one_only_beside_the_quoted_words(admitted: Admitted) -> None:
    told = "Near the quay, in the words of Ida Holm, the ferry carried 340 people."
    (beside,), _ = admitted(claim("the ferry carried 340 people", attributed_to="ida holm"), text=told)
    assert (beside.attributed_to, beside.modality) == ("Ida Holm", "reported")
    (within,), _ = admitted(claim("the ferry carried 340 people", attributed_to="the ferry"), text=told)
    assert within.attributed_to is None


def test_two_quotations_do_not_share_a_clause(admitted: Admitted) -> None:
    found, _ = admitted(claim(TEXT.rstrip(".")), claim("340 people crossed"))
    assert len({c.verb for c in found}) == 2


def test_an_empty_quotation_is_the_whole_sentence(admitted: Admitted) -> None:
    (found,), dropped = admitted(claim("", statement=""), text="The ferry carried 340 people on Monday.")
    assert (found.quote, found.verb, dropped) == ("The ferry carried 340 people on Monday", "carry", [])


def test_a_stretch_without_a_clause_keeps_its_words_and_no_more(admitted: Admitted) -> None:
    (found,), _ = admitted(claim("340 dead"), text="The toll of the storm: 340 dead.")
    assert (found.quote, found.verb, found.subject) == ("340 dead", "", "")
    assert [value.low for value in found.values if value.kind == "quantity"] == [340]
