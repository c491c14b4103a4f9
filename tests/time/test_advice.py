"""Mechanical rewrites of words that depend on the day of writing."""

from collections.abc import Callable
from datetime import date

import pytest

from factcheck.syntax import Syntax
from factcheck.time import sensitivities, tag

DAY = date(2024, 3, 6)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "rewrite"),
    [
        ("The court ruled on Tuesday.", "Tuesday, 5 March 2024"),
        ("The court ruled yesterday.", "on 5 March 2024"),
        ("The court ruled last month.", "in February 2024"),
        ("The court ruled last year.", "in 2023"),
        ("Rents have risen since last year.", "2023"),
        ("The council passed last year's budget.", "2023"),
        ("The court ruled in January.", "January 2024"),
        ("The firm currently owns two mills.", "as of March 2024"),
        ("Currently the firm owns two mills.", "As of March 2024"),
        ("Until now the firm has owned two mills.", ""),
        ("The court ruled last week.", ""),
        ("The museum will open soon.", ""),
    ],
)
def test_rewrite(text: str, rewrite: str, parse_sentence: Callable[[str], Syntax]) -> None:
    syntax = parse_sentence(text)
    found = sensitivities(text, syntax, tag(text, DAY, syntax), DAY)
    assert [entry.rewrite for entry in found if entry.kind in {"relative", "now"} and entry.rewrite] == [rewrite] * bool(rewrite)
    assert found


def test_without_a_day_of_publication_nothing_follows(parse_sentence: Callable[[str], Syntax]) -> None:
    text = "The court ruled on Tuesday."
    syntax = parse_sentence(text)
    (found,) = sensitivities(text, syntax, tag(text, None, syntax), None)
    assert found.rewrite == ""


@pytest.mark.parametrize(
    ("text", "rewrite"),
    [
        ("Moe is up for re-election in May.", "May 2025"),
        ("The vote is in May.", "May 2025"),
        ("It is due in May.", "May 2025"),
        ("She retires in July.", "July 2025"),
        ("Moe, who is up for election in March, declined.", "March 2025"),
        ("The strike is on Friday.", "Friday, 13 September 2024"),
        ("The fair opened in May.", "May 2024"),
        ("Prices rose in August.", "August 2024"),
        ("The mill has been shut since May.", "May 2024"),
        ("The mill has been shut since November.", "November 2023"),
        ("Sales in May are up 5 per cent.", ""),
        ("The hall is closed on Monday.", ""),
        ("Sales last May were good.", ""),
    ],
)
def test_a_guessed_day_is_written_out_only_where_the_tense_bears_it_out(
    text: str, rewrite: str, parse_sentence: Callable[[str], Syntax]
) -> None:
    day = date(2024, 9, 10)  # a Tuesday
    syntax = parse_sentence(text)
    found = sensitivities(text, syntax, tag(text, day, syntax), day)
    assert [entry.rewrite for entry in found if entry.kind == "relative"] == [rewrite]
