"""Verbs that the parser takes for nouns, and sentences that have none."""

from collections.abc import Callable

import pytest

from factcheck.model import Claim

Claims = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "subject", "verb", "tense"),
    [
        ("The new pier in Selm cost 40 million crowns.", "The new pier in Selm", "cost", "past"),
        ("The hall in Selm seats 120 people.", "The hall in Selm", "seat", "present"),
        ("The halls in Selm seat 120 people.", "The halls in Selm", "seat", "present"),
        ("The dam at Selm burst on 3 May.", "The dam at Selm", "burst", "past"),
        ("Parking costs £8 a day.", "Parking", "cost", "present"),
        ("One in five pupils in Selm walks to school.", "One in five pupils in Selm", "walk", "present"),
        ("The museum in Harrow houses 300 paintings.", "The museum in Harrow", "house", "present"),
        ("The ferry to Orlen leaves at 9 a.m.", "The ferry to Orlen", "leave", "present"),
        ("The shop in Selm stocks 400 kinds of tea.", "The shop in Selm", "stock", "present"),
        ("Some 400,000 of the 816 000 homes burned.", "Some 400,000 of the 816 000 homes", "burn", "past"),
        ("Traffic on the A38 slowed on Monday.", "Traffic on the A38", "slow", "past"),
        ("The pier, which opened in 1987, seats 120 people.", "The pier", "seat", "present"),
        ("Karl Moe heads the union in Selm.", "Karl Moe", "head", "present"),
        ("The old theatre in Selm seats 450.", "The old theatre in Selm", "seat", "present"),
        ("The storm surge at Selm claimed 14 lives.", "The storm surge at Selm", "claim", "past"),
        ("The road bridge in Selm spans 310 metres.", "The road bridge in Selm", "span", "present"),
        ("The shelter at Tarnow Hill sleeps 60.", "The shelter at Tarnow Hill", "sleep", "present"),
        ("The toll plaza outside Selm handles 4,000 cars a day.", "The toll plaza outside Selm", "handle", "present"),
        ("The lake near Selm measures 3 square kilometres.", "The lake near Selm", "measure", "present"),
    ],
)
def test_a_verb_that_looks_like_a_noun(text: str, subject: str, verb: str, tense: str, claims_of: Claims) -> None:
    claim = next(claim for claim in claims_of(text) if claim.verb == verb)
    assert (claim.subject, claim.tense) == (subject, tense)
    assert text[claim.span.start : claim.span.end] == claim.quote


@pytest.mark.parametrize(
    "text",
    [
        "Photos of the harbour walls in Selm.",
        "Fans of the club in Selm for the match.",
        "The seats in the hall at Selm in 2019.",
        "A walk in the hills of Orlen.",
        "New costs for the pier in Selm.",
        "The burst dam at Selm.",
        "Karl Moe, head of the union in Selm.",
        "War in Ukraine.",
        "The seventh hole at Sawgrass.",
        "A 30% sales tax in Selm?",
        "Agony and joy in Selm in 2019.",
        "Two of the five boats in Selm.",
    ],
)
def test_a_sentence_without_a_verb_is_one_claim_as_a_whole(text: str, claims_of: Claims) -> None:
    (claim,) = claims_of(text)
    assert (claim.verb, claim.predicate) == ("", "")
    assert claim.quote == text.rstrip(".?")
    assert claim.modality == ("opinion" if text.endswith("?") else "asserted")


@pytest.mark.parametrize("text", ["A cold morning in the valley.", "Despair and hope.", "Not a word."])
def test_without_a_name_a_number_or_a_time_it_states_nothing(text: str, claims_of: Claims) -> None:
    assert claims_of(text) == []


def test_what_holds_a_verb_that_no_clause_was_found_for_is_a_claim(claims_of: Claims) -> None:
    text = "In 2021, 14-year-old Zaila Avant-garde spelled murraya, a genus of trees, to win the title."
    claims = claims_of(text)
    assert claims
    assert claims[0].values
