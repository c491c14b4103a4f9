"""No answer of a model silences what rules read in a sentence: its claims hold every value and clause, or both stand."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from asking import asker
from fault_server import Body, extraction, numbered, serving
from model_running import _apart, _articles, _check  # noqa: F401  fixtures

from conftest import make_article
from factcheck.claims import ParsedArticle, parse
from factcheck.claims.drafting import drafts as rules
from factcheck.claims.gate import admit
from factcheck.engines import load
from factcheck.engines.openai.extractor import OpenAIExtractor
from factcheck.model import Claim, ClaimDraft
from tests_support import Done

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
TEXT = "The hall in Selm has 340 seats, and the ferry sank on Monday."


@pytest.fixture(scope="module", name="parsed")
def _parsed() -> ParsedArticle:
    return parse(make_article(TEXT, date(2024, 3, 7)), load("local").parser, {})


def extracted(parsed: ParsedArticle, *claims: dict[str, str]) -> tuple[list[Claim], OpenAIExtractor]:
    """What comes out where the model answers with these claims for the first sentence."""
    usual = {"statement": "", "attributed_to": "", "modality": "asserted"}
    answer = {"sentences": [{"number": 1, "claims": [{**usual, **one} for one in claims]}], "untied": []}

    def script(_number: int, _body: Body) -> str:
        return json.dumps(answer)

    with serving(script) as server:
        extractor = OpenAIExtractor(asker(server, retries=0))
        found = [item for item in extractor(parsed) if isinstance(item, ClaimDraft)]
    return admit(found, parsed)[0], extractor


def told(claims: list[Claim]) -> set[tuple[str, str, str, Any]]:
    """Verbs with what each says: the verb, its modality, and each value."""
    return {(c.verb, c.modality, value.kind, value.text) for c in claims for value in c.values} | {
        (c.verb, c.modality, "clause", "") for c in claims
    }


def by_rules(parsed: ParsedArticle) -> set[tuple[str, str, str, Any]]:
    return told(admit(rules(parsed), parsed)[0])


@pytest.mark.parametrize(
    ("quotes", "counted"),
    [
        (["hall"], "silent"),
        (["340"], "silent"),
        (["hall", "ferry", "Monday", "340"], "silent"),
        (["the moon fell"], "silent"),
        ([], "silent"),
        (["The hall in Selm"], "uncovered"),
        (["The hall in Selm has 340 seats"], "uncovered"),
        (["The hall in Selm has 340 seats", "the ferry sank"], "uncovered"),
        (["The hall in Selm has", "the ferry sank on Monday"], "uncovered"),
        (["has 340 seats", "the ferry sank on Monday"], "uncovered"),
        (["The hall in Selm has 340 seats", "on Monday"], "uncovered"),
        ([TEXT], "uncovered"),
        ([""], "uncovered"),
        (["The hall in Selm has 340 seats", "the ferry sank on Monday"], ""),
        (["the ferry sank on Monday", "The hall in Selm", "Selm has 340 seats"], ""),
    ],
)
def test_what_the_model_leaves_out_rules_tell(parsed: ParsedArticle, quotes: list[str], counted: str) -> None:
    found, extractor = extracted(parsed, *({"quote": quote} for quote in quotes))
    assert by_rules(parsed) <= told(found)
    assert (extractor.silent, extractor.uncovered) == (int(counted == "silent"), int(counted == "uncovered"))
    if not counted:
        assert {claim.quote for claim in found} <= set(quotes)


@pytest.mark.parametrize("modality", ["conditional", "opinion", "forecast"])
@pytest.mark.parametrize("whole", [True, False])
def test_a_hedge_of_the_models_own_silences_nothing_and_is_counted(parsed: ParsedArticle, modality: str, whole: bool) -> None:
    quotes = [""] if whole else ["The hall in Selm has 340 seats", "the ferry sank on Monday"]
    found, extractor = extracted(parsed, *({"quote": quote, "modality": modality} for quote in quotes))
    assert {claim.modality for claim in found} == {"asserted"}
    assert extractor.unhedged == len(quotes)


def test_a_single_clause_that_is_quoted_as_a_whole_is_the_models_alone() -> None:
    parsed = parse(make_article("The ferry in Selm carried 340 people on Monday.", date(2024, 3, 7)), load("local").parser, {})
    (found,), extractor = extracted(parsed, {"quote": "", "statement": "In Selm, the ferry carried 340 people on Monday."})
    assert found.text.startswith("In Selm")
    assert (extractor.silent, extractor.uncovered, extractor.unhedged) == (0, 0, 0)


@pytest.mark.parametrize(
    ("quote", "modality", "notice"),
    [
        ("ferry", "asserted", "m quoted nothing from 4 sentences"),
        ("", "opinion", "m took 4 claims for less than a fact without a word for it"),
        ("", "conditional", "m took 4 claims for less than a fact without a word for it"),
        ("on {day}", "asserted", "m left out a part of 4 sentences"),
    ],
)
def test_a_clash_is_found_whatever_the_model_makes_of_its_sentences(
    check: Callable[..., Done], quote: str, modality: str, notice: str
) -> None:
    def script(_number: int, body: Body) -> str:
        days = {n: "Monday" if "Monday" in text else "the first day" for n, text in numbered(body).items()}
        return extraction({n: quote.format(day=day) for n, day in days.items()}, modality=modality)

    with serving(script) as server:
        plain = check(server.url, "--format", "json", engine="local")
        done = check(server.url, "--extractor", "openai", "--format", "json", engine="local")
    found = [[(f["code"], f["message"]) for f in json.loads(one.out)["findings"] if f["code"] != "FC902"] for one in (plain, done)]
    assert any("520" in message for _, message in found[0])
    assert set(found[0]) <= set(found[1])
    assert notice in done.err


@pytest.mark.parametrize(
    ("text", "quote", "covered"),
    [
        ("The hall in Selm is closed.", "The hall in Selm is", False),
        ("The hall in Selm never reopened.", "The hall in Selm", False),
        ("The old hall in Selm burned down.", "hall in Selm burned", False),
        ("The hall in Selm is closed.", "hall in Selm is closed", True),
        ("It closed the hall in Selm.", "closed the hall in Selm", True),
        ("Ida Holm said on Tuesday that the hall in Selm burned down.", "the hall in Selm burned down", True),
        ("Hello there.", "Hello there", True),
    ],
)
def test_what_a_clause_tells_is_more_than_its_verb_and_its_names(text: str, quote: str, covered: bool) -> None:
    parsed = parse(make_article(text, date(2024, 3, 7)), load("local").parser, {})
    found, extractor = extracted(parsed, {"quote": quote})
    assert (extractor.silent, extractor.uncovered) == (0, int(not covered))
    assert by_rules(parsed) <= told(found) or covered


@pytest.mark.parametrize("quotes", [["340 people crossed"], [], ["no such words"]], ids=["read", "silent", "invented"])
def test_what_a_noun_phrase_says_is_a_claim_whatever_the_model_names(quotes: list[str]) -> None:
    parsed = parse(make_article("Selm mayor Ida Moe said 340 people crossed.", date(2024, 3, 7)), load("local").parser, {})
    claims, _ = extracted(parsed, *({"quote": quote} for quote in quotes))
    assert [claim.text for claim in claims if claim.ascribed] == ["Ida Moe is the mayor of Selm"]
    assert [claim for claim in claims if "340" in claim.quote and not claim.ascribed]
