"""A definite noun stands for what its own article has told apart by a name, and only where one reading is clear."""

from collections.abc import Callable
from datetime import date

import pytest

from comparing import verdicts
from factcheck.model import Claim, Name

ClaimsOf = Callable[..., list[Claim]]
DAY = date(2024, 3, 6)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Selm mine is shut. The mine employs 300 people.", "Selm"),
        ("The bridge in Ordel was shut. The bridge is 300 metres long.", "Ordel"),
        ("A fire broke out at a factory in Ordel. The factory employed 300 people.", "Ordel"),
        ("The Norland government met. The government has 12 ministers.", "Norland"),
        ("The Ordel hospital is full. The hospital has 90 beds.", "Ordel"),
        ("Northgate Rovers lost. The club has 400 members.", "Northgate Rovers"),
        ("Halden Robotics opened a plant. The company has 400 workers.", "Halden Robotics"),
        ("The Selm mine is shut. The Ordel mine is open. The mine employs 300 people.", None),
        ("The Selm mine is shut. The new mine employs 300 people.", None),
        ("The Selm mine is shut. The mine of the union employs 300 people.", None),
        ("The Selm mine is shut. A mine employs 300 people.", None),
        ("The Selm mine is shut. The mines employ 300 people.", None),
        ("The mine is shut. The mine employs 300 people.", None),
        ("The Thursday meeting was long. The meeting drew 300 people.", None),
        ("Ida Moe lost. The club has 400 members.", None),
        ("Lake Selm is deep. Boats are allowed on the lake.", "Lake Selm"),
        ("Lake Selm and Lake Ordel are deep. Boats are allowed on the lake.", None),
        ("Lake Selm is deep. Boats are allowed on the old lake.", None),
        ("Loomdesk is a planning tool. It costs 5 euros.", "Loomdesk"),
        ("The space probe Halcyon was launched in 2019. It sends 300 pictures.", "Halcyon"),
        ("Halden Robotics makes arms. Its director has 400 workers.", "Halden Robotics"),
        ("Ida Moe wrote a book. It has 400 pages.", None),
        ("Halden Robotics makes arms. It is likely that 400 workers will go.", None),
    ],
)
def test_a_definite_noun_stands_for_what_the_article_has_named(text: str, name: str | None, claims_of: ClaimsOf) -> None:
    last = claims_of(text, DAY)[-1]
    assert [value.canonical for value in last.values if isinstance(value, Name)] == ([name] if name else [])
    assert all(text[value.start : value.end] == value.text for value in last.values)


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ("The Selm mine is shut. The mine employs 300.", "The Ordel mine is shut. The mine employs 800.", set[str]()),
        (
            "The bridge in Selm was shut. The bridge is 300 metres long.",
            "The bridge in Ordel was shut. The bridge is 500 metres long.",
            set(),
        ),
        ("A fire hit a mill in Selm. The mill had 300 workers.", "A fire hit a mill in Ordel. The mill had 800 workers.", set()),
        ("Northgate Rovers lost. The club has 400 members.", "Harbour City won. The club has 600 members.", set()),
        ("The Selm pier opened in May. The pier closed on 3 June.", "The Ordel pier opened in May. The pier closed on 9 June.", set()),
        ("A ferry sank off Selm. The ferry carried 40 people.", "A ferry sank off Ordel. The ferry carried 90 people.", set()),
        ("A ferry sank off Selm. The ferry carried 40 people.", "A ferry sank off Selm. The ferry carried 90 people.", {"FC101"}),
        ("A fire broke out in Selm. The fire killed 3 people.", "A fire broke out in Ordel. The fire killed 5 people.", set()),
        ("A fire broke out in Selm. The fire killed 3 people.", "A fire broke out in Selm. The fire killed 5 people.", {"FC101"}),
        ("Halden Robotics grew. The company has 400 workers.", "Castellan Foods grew. The company has 900 workers.", set()),
        ("The Selm mine is shut. The mine employs 300 people.", "The Selm mine employs 800 people.", {"FC101"}),
        ("The bridge in Selm was shut. The bridge is 300 metres long.", "The bridge in Selm is 500 metres long.", {"FC101"}),
        ("A fire hit a mill in Selm. The mill had 300 workers.", "A fire hit a mill in Selm. The mill had 800 workers.", {"FC101"}),
        ("The Selm hospital is full. The hospital has 90 beds.", "The Selm hospital is full. The hospital has 140 beds.", {"FC101"}),
    ],
)
def test_the_mine_of_one_article_is_not_that_of_another(first: str, second: str, codes: set[str], claims_of: ClaimsOf) -> None:
    assert {verdict.code for verdict in verdicts(claims_of, first, second, (DAY, DAY))} == codes
