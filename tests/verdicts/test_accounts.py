"""What two accounts of one affair, told a day apart, show: for each kind pairs that conflict, and pairs that look as if they did."""

from datetime import date

import pytest

from comparing import ClaimsOf, told, verdicts
from conftest import make_article
from factcheck.verdicts.agreeing import agreements

DAY, NEXT_DAY, MONTHS_LATER = date(2024, 3, 4), date(2024, 3, 5), date(2024, 9, 4)
SHIP = "The freighter Alma ran aground off Kestral on Saturday. "

TOLD = [
    # what is over does not change from one day to the next
    ("FC101", SHIP + "The freighter was carrying 34 containers.", SHIP + "The freighter was carrying 43 containers."),
    ("FC104", SHIP + "The freighter belonged to Norvik Lines.", SHIP + "The freighter belonged to Alder Shipping."),
    ("FC104", "The Harrow footbridge was designed by Ida Holm.", "The Harrow footbridge was designed by Tomas Brandl."),
    ("FC106", "Lowmere Council approved plans for a new library.", "Lowmere Council has turned down plans for a new library."),
    ("FC105", "Karl Benning said villagers had been warned.", "Villagers were never warned, according to Lowmere Council."),
    # a toll does not shrink
    (
        "FC101",
        "Nine people were hurt when a van and a tram collided on the A14 near Harrow.",
        "Six people were hurt when a van and a tram collided on the A14 near Harrow.",
    ),
    # what nobody knew before is one event where the names around it are the same
    (
        "FC102",
        "A van and a tram collided on the A14 near Harrow on Monday morning.",
        "A van and a tram collided on the A14 near Harrow on Sunday evening.",
    ),
    # causes, makers, owners
    ("FC107", "The blaze in Harrow was caused by a candle.", "The blaze in Harrow was caused by faulty wiring."),
    ("FC104", "The ferry was made by Norvik Yards.", "The ferry was made by Alder Works."),
    # nobody, and somebody
    ("FC105", SHIP + "The captain was arrested on Sunday.", SHIP + "Nobody was arrested."),
    # steps, ages
    ("FC101", "Ida Holm was sent off in the 70th minute.", "Ida Holm was sent off in the 81st minute."),
    ("FC101", SHIP + "The fire started on the third floor.", SHIP + "The fire started on the fifth floor."),
    (
        "FC101",
        SHIP + "The lighthouse keeper, a 61-year-old man, raised the alarm.",
        SHIP + "The lighthouse keeper, a 47-year-old man, raised the alarm.",
    ),
]
RULES = [
    ("FC105", "Bicycles can be left in the cellar.", "Bicycles cannot be left in the cellar."),
    ("FC105", "Guests must sign in at the desk.", "Guests need not sign in."),
    ("FC106", "Overtime at the Harrow mill is paid.", "Overtime at the Harrow mill is unpaid."),
]
UPDATES = [
    ("The Harrow client requires Python 3.9 or later.", "The Harrow client requires Python 3.11 or later."),
    ("Patients can take up to 4 pills of Corlamine a day.", "Patients can take up to 2 pills of Corlamine a day."),
    ("Corlamine must not be used by children under 6.", "Corlamine must not be used by children under 12."),
    ("The Basic plan includes 5 users and 10 GB of space.", "The Basic plan includes 3 users and 5 GB of space."),
    ("Shared folders are only available on the Harrow plan.", "Shared folders are available on all plans."),
    ("The mill in Harrow is owned by Norvik Capital.", "The mill in Harrow belongs to Alder Partners."),
    ("Ida Holm is the mayor of Harrow.", "Tomas Brandl, who succeeded Ida Holm in May, opened the fair."),
    ("Customer data of Brightwater is stored in Oslo.", "Customer data of Brightwater is stored in Bergen."),
    ("Adults take 10 mg of Corlamine a day.", "Adults take 20 mg of Corlamine a day."),
]
NOT_TOLD = [
    (SHIP + "The freighter was carrying about 30 containers.", SHIP + "The freighter was carrying 32 containers."),
    (SHIP + "The freighter was carrying 34 containers.", SHIP + "The freighter was carrying 12 cars."),
    ("Lowmere Council approved plans for a new library.", "Harrow Council has turned down plans for a new library."),
    ("A man was stabbed in Harrow on Monday.", "A woman was stabbed in Harrow on Sunday."),
    ("The blaze in Harrow was caused by a candle.", "The blaze in Lowmere was caused by faulty wiring."),
    ("Ida Holm won the under-18 race in Harrow.", "Tomas Brandl won the race in Harrow."),
    (SHIP + "The captain was arrested on Sunday.", SHIP + "Nobody was hurt."),
    (SHIP + "The engineer, a 61-year-old man, raised the alarm.", SHIP + "The cook, a 47-year-old man, called for help."),
    ("Bicycles could be left in the cellar.", "Bicycles could not be left in the cellar."),
    ("The Harrow client requires Python 3.9 or later.", "The Lowmere client requires Python 3.11 or later."),
    ("More than 200 people came to the Harrow fair.", "More than 300 people came to the Harrow fair."),
    ("The 18th amendment was passed by the Harrow assembly.", "The 19th amendment was passed by the Harrow assembly."),
    ("Harrow paid 12 million crowns in tax in 2023.", "Harrow paid 9 million crowns in wages in 2023."),
    ("The vaccine will be sold if it is approved.", "The agency approved Norvik's Arexal vaccine."),
]


@pytest.mark.parametrize(("code", "first", "second"), TOLD)
def test_two_accounts_of_one_affair_that_cannot_both_be_true(code: str, first: str, second: str, claims_of: ClaimsOf) -> None:
    assert [(verdict.code, verdict.sure) for verdict in verdicts(claims_of, first, second, (DAY, NEXT_DAY))] == [(code, True)]


@pytest.mark.parametrize(("code", "first", "second"), RULES)
def test_two_rules_of_one_day_that_cannot_both_hold(code: str, first: str, second: str, claims_of: ClaimsOf) -> None:
    assert [(verdict.code, verdict.sure) for verdict in verdicts(claims_of, first, second, (DAY, DAY))] == [(code, True)]


@pytest.mark.parametrize(("first", "second"), UPDATES)
def test_a_rule_or_state_that_is_another_one_months_later(first: str, second: str, claims_of: ClaimsOf) -> None:
    assert [verdict.code for verdict in verdicts(claims_of, first, second, (DAY, MONTHS_LATER))] == ["FC205"]


@pytest.mark.parametrize(("first", "second"), NOT_TOLD)
def test_what_two_accounts_can_both_tell(first: str, second: str, claims_of: ClaimsOf) -> None:
    assert verdicts(claims_of, first, second, (DAY, NEXT_DAY)) == []


def test_a_toll_that_grows_is_overtaken(claims_of: ClaimsOf) -> None:
    first, second = (f"{count} people were hurt when a van and a tram collided on the A14 near Harrow." for count in ("Six", "Nine"))
    assert [verdict.code for verdict in verdicts(claims_of, first, second, (DAY, NEXT_DAY))] == ["FC205"]


def test_what_was_told_months_ago_of_another_turn_is_no_conflict(claims_of: ClaimsOf) -> None:
    first, second = (f"The Harrow fair drew {count} visitors." for count in ("4,000", "5,000"))
    assert verdicts(claims_of, first, second, (DAY, MONTHS_LATER)) == []


def test_who_leaves_stays_until_then(claims_of: ClaimsOf) -> None:
    first, second = "Ida Holm will step down as mayor of Harrow.", "Ida Holm will remain mayor of Harrow until then."
    assert verdicts(claims_of, first, second, (DAY, DAY)) == []


def test_a_thing_that_its_article_ties_to_a_name_is_still_one_definite_thing(claims_of: ClaimsOf) -> None:
    crash = "A bus and a lorry collided on the A38 near Harrow on Saturday.\n\n"
    first, second = (f"{crash}The bus was carrying {count} passengers." for count in (34, 43))
    assert [verdict.code for verdict in verdicts(claims_of, first, second, (DAY, NEXT_DAY))] == ["FC101"]


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        # who takes a side in a dispute, and somebody else
        (
            "Prosecutors say Tom Reiss knew that the cheque was false.",
            "His lawyer says Tom Reiss did not know that the cheque was false.",
            False,
        ),
        ("Police say Tom Reiss knew that the cheque was false.", "Police say Tom Reiss did not know that the cheque was false.", True),
        ("The water board says that the Alder dam has burst.", "The Alder dam has not burst.", True),
        # another condition
        ("The Orvo 4 kettle boils in 3 minutes with the lid closed.", "The Orvo 4 kettle boils in 5 minutes with the lid open.", False),
        ("With the lid closed, the Orvo 4 kettle boils in 3 minutes.", "The Orvo 4 kettle boils in 5 minutes.", False),
        ("The Orvo 4 kettle boils in 3 minutes with the lid closed.", "The Orvo 4 kettle boils in 5 minutes with the lid closed.", True),
        # a part and the whole
        ("Turnout at the Lowmere election was 58%.", "In the Harbour ward, turnout at the Lowmere election was 39%.", False),
        ("Turnout at the Lowmere election was 58%.", "Turnout at the Lowmere election was 39%.", True),
        # two years of a school, one of them
        (
            "Mill Lane School had 410 pupils in the 2022-23 school year.",
            "Mill Lane School had 455 pupils in the 2023-24 school year.",
            False,
        ),
        (
            "Mill Lane School had 410 pupils in the 2022-23 school year.",
            "Mill Lane School had 455 pupils in the 2022-23 school year.",
            True,
        ),
        # two crashes on two days, one crash
        ("Two people were hurt in Monday's crash on the B12.", "Six people were hurt in Wednesday's crash on the B12.", False),
        ("Two people were hurt in Monday's crash on the B12.", "Six people were hurt in Monday's crash on the B12.", True),
    ],
)
def test_what_is_told_of_another_condition_part_year_or_day_or_by_one_side_of_a_dispute(
    first: str, second: str, conflict: bool, claims_of: ClaimsOf
) -> None:
    day = date(2024, 6, 14)
    assert any(v.relation == "contradicts" for v in verdicts(claims_of, first, second, (day, day))) == conflict


@pytest.mark.parametrize(
    ("first", "second", "agree"),
    [
        ("The bats of Alder live both in caves and in barns.", "The bats of Alder live only in caves.", False),
        (
            "The Alder plane that took off on Sunday fell into a lake.",
            "The Alder plane that took off on Sunday came down in a field.",
            False,
        ),
        (
            "The siren of Alder sounded ten minutes before the wave came.",
            "The siren of Alder sounded ten minutes after the wave came.",
            False,
        ),
        ("The bats of Alder live only in caves.", "Bats of Alder live only in caves.", True),
    ],
)
def test_what_is_said_in_passing_or_of_less_is_no_agreement(first: str, second: str, agree: bool, claims_of: ClaimsOf) -> None:
    texts = {"a.txt": first, "b.txt": second}
    articles = {f"a_{name}": make_article(text, DAY, name) for name, text in texts.items()}
    claims = [claim for name, text in texts.items() for claim in claims_of(text, DAY, name)]
    assert bool(agreements(told(claims, articles), [], {})) == agree
