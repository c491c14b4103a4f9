"""What a finding's message says: of what, which words against which, every difference of the pair."""

from datetime import date

import pytest

from conftest import make_article
from factcheck import api
from factcheck.comparison import Evidence, SentencePair, StorySentence, Verdict
from factcheck.findings import draft
from factcheck.findings.draft import reason

DAY, NEXT = date(2024, 3, 4), date(2024, 3, 5)


def messages(one: str, other: str) -> list[str]:
    articles = [make_article(one, DAY, "a.txt"), make_article(other, DAY, "b.txt")]
    run = api.check(articles, as_of=DAY)
    return [finding.message for finding in run.findings if finding.kind == "contradiction"]


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        ("There were 43 bus passengers in Selm.", "There were 34 bus passengers in Selm.", 'bus passengers: "34" against "43"'),
        (
            "The Selm paper mill has 120 parking spaces for its staff.",
            "The Selm paper mill has 180 parking spaces for its staff.",
            'parking spaces: "180" against "120"',
        ),
        (
            "The council has approved the plans for the Selm leisure centre.",
            "The council has rejected the plans for the Selm leisure centre.",
            '"rejected" against "approved"',
        ),
    ],
)
def test_a_message_says_of_what(one: str, other: str, message: str) -> None:
    (told,) = messages(one, other)
    assert told.endswith(message)
    assert not told.startswith(("number:", "status"))


def test_all_differences_of_a_pair_are_one_finding() -> None:
    (told,) = messages(
        "The Selm leisure centre will have a 50-metre swimming pool and 120 parking spaces.",
        "The Selm leisure centre will have a 25-metre swimming pool and 180 parking spaces.",
    )
    assert told == 'swimming pool: "25-metre" against "50-metre"; parking spaces: "180" against "120"'


def test_a_reason_is_in_a_reader_s_words() -> None:
    one, other = "The new hall seats 500 people on two levels.", "The new hall seats 340 people on two levels."
    run = api.check([make_article(one, DAY, "a.txt"), make_article(other, DAY, "b.txt")], as_of=DAY)
    (finding,) = (f for f in run.findings if f.code == "FC101")
    assert finding.explanation.startswith("The same statement with another value.")


@pytest.mark.parametrize(
    ("confidence", "source", "told"),
    [
        (0.95, "calibrated", "Both cannot be. The model is sure (95%)."),
        (0.75, "calibrated", "Both cannot be. The model is fairly sure (75%)."),
        (0.4, "calibrated", "Both cannot be. The model is not very sure (40%)."),
        (0.95, "rule", "Both cannot be."),
        (None, "none", "Both cannot be."),
    ],
)
def test_a_reason_says_how_sure_a_calibrated_model_is(confidence: float | None, source: str, told: str) -> None:
    a, b = (StorySentence(name, 1, 0, 4, "text") for name in ("a", "b"))
    pair = SentencePair(a, b, "unknown", 0.9)
    verdict = Verdict(pair, "contradicts", "FC101", (None, None), (), (), "Both cannot be.", "test", confidence, source)  # type: ignore[arg-type]
    assert reason(verdict) == told


def test_words_that_are_the_same_on_both_sides_are_no_difference_to_tell() -> None:
    article, other = make_article("It will open in June.", DAY, "a.txt"), make_article("It did open in July.", NEXT, "b.txt")
    sides = [StorySentence(one.id, 1, 0, len(one.text), one.text, ()) for one in (article, other)]
    same = Evidence("status", (8, 12), (7, 11), "", relation="supersedes")
    months = Evidence("date", (16, 20), (15, 19), "", relation="supersedes")

    def message(*differences: Evidence) -> str:
        pair = SentencePair(sides[0], sides[1], "a_first", 0.9)
        verdict = Verdict(pair, "supersedes", "FC205", (None, None), (), (), "", "test", None, "none", differences=differences)
        return draft.told(verdict, "overtaken", {article.id: article, other.id: other}, turned=False)

    assert message(same, months) == 'overtaken: "June" is overtaken by "July"'
    assert message(same) == 'overtaken: "open" is overtaken by "open"'


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Bicycles can be left in the basement.", "Bicycles cannot be left in the basement.", ("left", "cannot be left")),
        ("The pension scheme is run by Hale & Weir.", "The pension scheme is run by Corran Mutual.", ("Hale & Weir", "Corran Mutual")),
        ("Judge Ida Moe said Foss had shown remorse.", "Judge Ida Moe said Foss had shown no remorse.", ("shown", "shown no remorse")),
        ("Foss had pleaded guilty in Selm.", "Foss pleaded not guilty in Selm.", ("had pleaded guilty", "pleaded not guilty")),
        (
            "There is no generic version of the drug in Selm.",
            "There is a generic version of the drug in Selm.",
            ("is no generic version", "is a generic version"),
        ),
        ("The Selm hall seats 500 people.", "The Selm hall seats 340 people.", ("500", "340")),
    ],
)
def test_what_is_marked_is_whole_words_and_differs(one: str, other: str, told: tuple[str, str]) -> None:
    run = api.check([make_article(one, DAY, "a.txt"), make_article(other, DAY, "b.txt")], as_of=DAY)
    (finding,) = (finding for finding in run.findings if finding.kind == "contradiction")
    marked = [tuple(s.quote[a - s.start : b - s.start] for a, b in s.clashing) for s in finding.statements]
    assert sorted(marked) == sorted((words,) for words in told)
    assert all(f'"{words}"' in finding.message for words in told)


def test_a_message_names_the_event_and_the_measure_and_no_word_twice() -> None:
    (told,) = messages(
        "The fire at the Selm hotel on 3 May 2023 killed two guests.", "The fire at the Selm hotel on 5 May 2023 killed two guests."
    )
    assert told == 'fire at the Selm hotel: "5 May 2023" against "3 May 2023"'
    (told,) = messages("The Selm plan includes 5 GB of storage.", "The Selm plan includes 10 GB of storage.")
    assert told == 'Selm plan: "10 GB" against "5 GB"'


def test_a_day_that_lies_ahead_is_not_told_as_past() -> None:
    article = make_article("The weir in Selm is currently closed.", DAY)
    runs = [api.check([article], as_of=day) for day in (NEXT, date(2030, 3, 5))]
    reasons = [finding.explanation for run in runs for finding in run.findings if finding.code == "FC202"]
    assert [" is to be looked at again by 2024-08-31" in reason for reason in reasons] == [True, False]
    assert [" was to be looked at again by 2024-08-31" in reason for reason in reasons] == [False, True]
