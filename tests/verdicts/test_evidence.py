"""What two sentences of two outlets show: for each mechanism pairs that conflict, and pairs that look as if they did."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from comparing import verdicts
from factcheck import api
from factcheck.model import Claim

ClaimsOf = Callable[..., list[Claim]]
DAY, WEEK, YEAR = date(2024, 3, 4), date(2024, 3, 11), date(2025, 3, 4)

CONTRADICT = {
    "FC101": [
        ("The quarry in Lowmere employs 240 people.", "The quarry in Lowmere employs 310 people."),
        ("Entry to the Alder Museum costs £9.", "Entry to the Alder Museum is free."),
        ("The Harrow ferry carries 60 cars.", "The Harrow ferry carries 45 cars."),
        ("Ida Holm was jailed for three years.", "Ida Holm was jailed for five years."),
        ("Profit at Brightwater rose 4% in the third quarter.", "Profit at Brightwater rose 9% in the third quarter."),
        ("The Alder Bridge is 310 metres long.", "The Alder Bridge is 410 metres long."),
        ("A storm in Kestral killed 7 people.", "A storm in Kestral killed 11 people."),
        ("Tarn Mills has 800 employees.", "Tarn Mills employs 650 people."),
    ],
    "FC102": [
        ("The Alder Bridge opened in 1931.", "The Alder Bridge opened in 1937."),
        ("The Harrow council election will be held on 6 June.", "The Harrow council election will be held on 13 June."),
        ("Karl Benning was born in 1952.", "Karl Benning was born in 1956."),
        ("The contract was signed on 3 May 2011.", "The contract was signed on 9 May 2011."),
    ],
    "FC103": [
        ("Karl Benning was born in Kestral.", "Karl Benning was born in Lowmere."),
        ("Brightwater is based in Oslo.", "Brightwater is based in Bergen."),
        ("Ida Holm was arrested in Harrow on Monday.", "Ida Holm was arrested in Lowmere on Monday."),
    ],
    "FC104": [
        ("The film Low Water was directed by Ida Holm.", "The film Low Water was directed by Tomas Brandl."),
        ("Karl Benning won the election in Harrow.", "Tomas Brandl won the election in Harrow."),
        ("Brightwater was bought by Norvik Capital.", "Brightwater was bought by Alder Partners."),
        ("Ida Holm is the mayor of Harrow.", "Ada Quill is the mayor of Harrow."),
    ],
    "FC105": [
        ("The tunnel in Lowmere is safe.", "The tunnel in Lowmere is not safe."),
        ("Karl Benning pleaded guilty to theft.", "Karl Benning pleaded not guilty to theft."),
        ("The driver of the bus was arrested.", "The driver of the bus has not been arrested."),
        ("The council published the report.", "The council did not publish the report."),
        ("Members shall attend the meeting in Harrow.", "Members shall not attend the meeting in Harrow."),
        ("Drivers must carry a licence.", "Drivers must not carry a licence."),
        ("Applicants must submit a photo.", "Applicants mustn't submit a photo."),
        ("Members must register.", "Members need not register."),
        ("Cyclists have to wear a helmet.", "Cyclists do not have to wear a helmet."),
        ("Tenants may keep a dog.", "Tenants may not keep a dog."),
        ("Tenants may keep a dog.", "Tenants must not keep a dog."),
        ("Employees can work from home on Fridays.", "Employees cannot work from home on Fridays."),
        ("Smoking is permitted in the hall.", "Smoking is not permitted in the hall."),
        ("The carrier is required to insure the goods.", "The carrier is not required to insure the goods."),
        ("The library will close in June.", "The library will not close in June."),
        ("The mayor will attend the opening.", "The mayor won't attend the opening."),
    ],
    "FC106": [
        ("The council approved the tram.", "The council rejected the tram."),
        ("The Harrow road is open.", "The Harrow road is closed."),
        ("Karl Benning survived the crash.", "Karl Benning died in the crash."),
        ("The board raised the dividend.", "The board cut the dividend."),
        ("The Harrow fair has been cancelled.", "The Harrow fair will go ahead."),
    ],
}
UPDATE = [
    ("The Alder Museum remains closed.", "The Alder Museum reopened on Friday."),
    ("Karl Benning is still missing.", "Karl Benning was found safe on Friday."),
    ("The Alder Bridge will open in March.", "The Alder Bridge opened on Friday."),
    ("Brightwater will close its plant in Lowmere.", "Brightwater has dropped plans to close its plant in Lowmere."),
    ("The main rate of the Bank of Harrow is 4%.", "The Bank of Harrow cut its main rate to 3.5%."),
    ("A storm in Kestral killed 7 people.", "A storm in Kestral killed 11 people."),
    ("Ida Holm lives in Lowmere.", "Ida Holm died on Friday."),
    ("The drug has not been approved for children.", "The drug was approved for children on Friday."),
]
NOTHING = [
    ("About 500 people joined the march in Harrow.", "Some 497 people joined the march in Harrow."),
    ("The Alder Bridge is 310 metres long.", "The Alder Bridge is 1,017 feet long."),
    ("Adults can take 40 mg of the drug a day.", "Children can take 20 mg of the drug a day."),
    ("A coffee in Harrow costs £3.", "A tea in Harrow costs £2."),
    ("Inflation in Harrow was 3.1 per cent in May.", "Core inflation in Harrow was 4.2 per cent in May."),
    ("Profit rose by 5 million crowns in 2023.", "Profit rose to 12 million crowns in 2023."),
    ("Brightwater had sales of 12 million crowns.", "Brightwater had a loss of 9 million crowns."),
    ("A poll by Orca put the Greens on 12%.", "A poll by Tern put the Greens on 15%."),
    ("Tarn FC won the Alder Cup in 2001.", "Tarn FC won the Alder Cup in 2003."),
    ("The show airs on Friday.", "The show airs on Saturday."),
    ("The mill opened in 1968.", "The mill reopened in 1974."),
    ("Karl Benning was arrested in Harrow.", "Tomas Brandl was arrested in Harrow."),
    ("A 34-year-old nurse was robbed in Harrow.", "A 22-year-old nurse was robbed in Harrow."),
    ("Karl Benning won the race in Harrow.", "Ida Holm won the junior race in Harrow."),
    ("The film Low Water was directed by Ida Holm.", "The film High Water was directed by Ada Quill."),
    ("The fare was 4 crowns until May 2022.", "The fare has been 6 crowns since May 2022."),
    ("It rained in Harrow on Monday.", "It did not rain in Harrow on Tuesday."),
    ("Books are banned in Harrow.", "The council of Harrow has not banned books from the library."),
    ("It is not true that the fire killed 40 people.", "The fire killed 12 people."),
    ("Analysts had forecast a profit of 12 million crowns.", "Brightwater made a profit of 9 million crowns."),
    ("The Dow fell 3.9% on Monday.", "The Dow Transportation Index fell 5% on Monday."),
    ("These valleys have 300 farms.", "These valleys have 200 farms."),
    ("In Harrow, polls close at 7 p.m.", "In Lowmere, polls close at 7 p.m."),
    ("Lowmere mayor Ben Holt opened the fair.", "Lowmere mayor Benjamin Todd Holt opened the fair."),
    (
        "Ida Holm, who was president of Kestral from 2000 to 2006, laughed.",
        "Karl Benning, who was president of Kestral from 2006 to 2012, laughed.",
    ),
    ("Many voters continue to believe that Karl Benning was not born in Kestral.", "Karl Benning was born in Kestral."),
    ("Karl Benning stayed at home until Karl Benning tested negative.", "Karl Benning tested positive."),
    ("Lowmere mayor Jon Holt opened the fair.", "Lowmere mayor John Holt opened the fair."),
    ("Karl Benning has apologized for his behaviour.", "Karl Benning has not apologized to the tenants."),
    ("Members shall attend the meeting in Harrow.", "Guests shall not attend the meeting in Harrow."),
    ("Tenants may keep a dog.", "Notwithstanding clause 4, tenants may not keep a dog."),
    ("Tenants may keep a dog.", "Tenants may not keep a dog without the landlord's consent."),
    ("Drivers must carry a licence.", "Drivers under 16 must not carry a licence."),
    ("The tenant shall pay the deposit to the landlord.", "The landlord shall not pay the deposit to the tenant."),
    ("The library will close in June.", "The library will not close in July."),
    ("Members must register.", "Members may register."),
    ("Members may vote.", "Members may not vote unless they have paid."),
    ("Save as provided in clause 3, the lessee may not sublet the flat.", "The lessee may sublet the flat."),
    ("The storm may hit Harrow.", "The storm may not hit Harrow."),
    ("Workers may lose their jobs in Harrow.", "Workers may not lose their jobs in Harrow."),
    ("The bridge might reopen in May.", "The bridge might not reopen in May."),
    ("The flight to Harrow was cancelled.", "The flight to Harrow was delayed or cancelled."),
    ("A flood was not expected to hit Harrow.", "No flood was expected to hit Harrow."),
    ("Karl Benning came to believe the council in the end.", "Karl Benning left the council a message in the end."),
]


@pytest.mark.parametrize(("code", "first", "second"), [(code, *pair) for code, pairs in CONTRADICT.items() for pair in pairs])
def test_what_cannot_both_be_true_is_told_and_proves_its_words(code: str, first: str, second: str, claims_of: ClaimsOf) -> None:
    (verdict,) = verdicts(claims_of, first, second, (DAY, DAY))
    assert (verdict.relation, verdict.code, verdict.sure) == ("contradicts", code, True)
    assert all(
        side.start <= start < end <= side.end
        for side, spans in zip((verdict.pair.a, verdict.pair.b), (verdict.a_spans, verdict.b_spans), strict=True)
        for start, end in spans
    )


@pytest.mark.parametrize(("first", "second"), UPDATE)
def test_what_a_later_article_overtakes_is_no_contradiction(first: str, second: str, claims_of: ClaimsOf) -> None:
    (verdict,) = verdicts(claims_of, first, second, (DAY, WEEK))
    assert (verdict.relation, verdict.code, verdict.pair.order) == ("supersedes", "FC205", "a_first")


@pytest.mark.parametrize(("first", "second"), NOTHING)
def test_what_can_both_be_true_is_not_told(first: str, second: str, claims_of: ClaimsOf) -> None:
    assert verdicts(claims_of, first, second, (DAY, DAY)) == []


@pytest.mark.parametrize(("first", "second"), [pair for pairs in CONTRADICT.values() for pair in pairs])
def test_the_order_of_the_two_changes_nothing(first: str, second: str, claims_of: ClaimsOf) -> None:
    there, back = verdicts(claims_of, first, second, (DAY, DAY)), verdicts(claims_of, second, first, (DAY, DAY))
    assert [verdict.code for verdict in there] == [verdict.code for verdict in back]


def test_two_of_one_surname_are_two_people_where_their_given_names_differ(claims_of: ClaimsOf) -> None:
    told = verdicts(claims_of, "Lowmere mayor Ben Holt opened the fair.", "Lowmere mayor Carl Holt opened the fair.", (DAY, DAY))
    assert [verdict.code for verdict in told] == ["FC104"]


def test_what_is_denied_of_all_is_denied_of_a_part(claims_of: ClaimsOf) -> None:
    told = verdicts(claims_of, "Karl Benning has apologized to the tenants.", "Karl Benning has not apologized.", (DAY, DAY))
    assert [verdict.code for verdict in told] == ["FC105"]


def test_sentences_of_one_article_that_are_alike_but_for_their_figures_are_rows(claims_of: ClaimsOf) -> None:
    rows = "Ida Holm beat Karl Benning by 310 votes to 250.\n\nIda Holm beat Karl Benning by 410 votes to 390.\n"
    assert verdicts(claims_of, rows, "Nothing else was told.", (DAY, DAY)) == []
    told = "The Alder Bridge is 310 metres long.\n\nThe Alder Bridge, they say, is 410 metres long.\n"
    assert [verdict.code for verdict in verdicts(claims_of, told, "Nothing else was told.", (DAY, DAY))] == ["FC101"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("A magnitude 7.6 quake killed 800 people in May.\n\nOctober: A magnitude 6.1 quake killed 90 people.\n", []),
        ("Some 900 people died in a magnitude 6.1 quake.\n\nA fire followed. More than 80 people died in a magnitude 7.2 quake.\n", []),
        ("The dam in Harrow holds 40 million litres.\n\nIt is old. The dam in Harrow, they say, holds 60 million litres.\n", ["FC101"]),
    ],
)
def test_what_one_article_introduces_twice_is_two_things(text: str, codes: list[str], claims_of: ClaimsOf) -> None:
    assert [verdict.code for verdict in verdicts(claims_of, text, "Nothing else was told.", (DAY, DAY))] == codes


def test_a_number_that_tells_one_of_several_from_the_others_contradicts_no_other(claims_of: ClaimsOf) -> None:
    quakes = (
        "A magnitude 7.2 quake killed more than 900 people in Lowmere. More than 2,400 people died in Lowmere in a magnitude 6.1 quake."
    )
    assert not verdicts(claims_of, quakes, "Ida Holm is a painter.")
    one, other = "The council in Harrow approved a £12 million bridge.", "The council in Harrow approved a £14 million bridge."
    assert [found.code for found in verdicts(claims_of, one, other, (DAY, DAY))] == ["FC101"]


def test_a_copy_of_which_one_figure_was_changed_is_of_the_same_story(tmp_path: Path) -> None:
    filler = "".join(f"Visitor number {number} walked along the quiet river in the morning.\n\n" for number in range(80))
    for name, seats in (("a.md", 500), ("b.md", 340)):
        (tmp_path / name).write_text(f"---\ndate: 2024-03-04\n---\n{filler}The new hall seats {seats} people on two levels.\n")
    found = api.check([tmp_path], as_of=DAY, root=tmp_path).findings
    assert "FC101" in {finding.code for finding in found}


def test_an_older_event_of_the_same_kind_is_another_one(claims_of: ClaimsOf) -> None:
    assert verdicts(claims_of, "The firm hired 30 people in Harrow.", "The firm hired 50 people in Harrow.", (DAY, YEAR)) == []


def test_two_speakers_who_differ_are_told_as_sources(claims_of: ClaimsOf) -> None:
    first, second = "Police said 5,000 people joined the march in Harrow.", "Organisers said 20,000 people joined the march in Harrow."
    assert [verdict.code for verdict in verdicts(claims_of, first, second, (DAY, DAY))] == ["FC303"]


APART = [
    ("Officials said that a strike was not planned at the port.", "The union decided that no strike was planned at the port."),
    ("The club will play 12 home games in 2024.", "The club will play five more home games in 2024."),
    (
        "Mayor Ida Holm will not apply the fines unless the talks fail.",
        "Holm made withdrawing from the Alder treaty a part of her campaign.",
    ),
    ("Ida Holm keeps Karl Benning at bay.", "Ida Holm finished ahead of Karl Benning and Lena Ros."),
    ("Lowmere mayor Bodan Zelinsky opened the fair.", "Bodan Zelinskyy, the mayor of Lowmere, opened the market."),
]


@pytest.mark.parametrize(("first", "second"), APART)
def test_what_was_told_months_later_of_something_else_overtakes_nothing(first: str, second: str, claims_of: ClaimsOf) -> None:
    assert verdicts(claims_of, first, second, (DAY, YEAR)) == []


def test_an_article_that_tells_of_a_dispute_does_not_contradict_itself(claims_of: ClaimsOf) -> None:
    dispute = "Karl Benning said he never took the money.\n\nProsecutors said Karl Benning took the money.\n"
    assert verdicts(claims_of, dispute, "Nothing else was told.", (DAY, DAY)) == []
    itself = "Karl Benning never took the money.\n\nKarl Benning took the money.\n"
    assert [verdict.code for verdict in verdicts(claims_of, itself, "Nothing else was told.", (DAY, DAY))] == ["FC105"]


INSIDE = [
    "A magnitude 7.2 quake killed 2,200 people.\n\nA magnitude 6.1 quake killed 1,100 people.\n",
    "More than 1,100 people died in a 6.1 quake.\n\nAbout 18,000 people died in a 7.6 quake.\n",
    "A magnitude 7.6 quake killed as many as 20,000 people.\n\nOctober 2005 in Harrow: A magnitude 7.6 earthquake killed 80,000 people.\n",
    "A bus crash near Harrow killed 4 people.\n\nA bus crash near Harrow killed 11 people.\n",
    "My flight to Harrow was cancelled.\n\nWas your flight to Harrow delayed or cancelled: what to know.\n",
]
WEEKS_LATER = [
    ("About 1,300 people died from a magnitude 8.6 quake.", "A magnitude 7.8 quake hit Harrow, killing at least 45,000 people."),
    ("The loans could be repaid in May if the court does not step in.", "The appeals court reversed the decision on the loans."),
    ("The council plans to announce that it has bought a ferry.", "The council announced a new aid fund for Harrow."),
    ("The Alder index fell 0.7%.", "The Alder index fell 4.3%."),
    ("Unless the case is brought forward, this could take long.", "The answer fits how Harrow has handled the delayed case."),
    ("There are no public holidays until May.", "Other public holidays were established to fall on Mondays."),
]


@pytest.mark.parametrize("text", INSIDE)
def test_what_an_article_tells_of_anew_is_something_else(text: str, claims_of: ClaimsOf) -> None:
    assert verdicts(claims_of, text, "Nothing else was told.", (DAY, DAY)) == []


@pytest.mark.parametrize(("first", "second"), WEEKS_LATER)
def test_what_is_told_a_week_later_of_something_else_overtakes_nothing(first: str, second: str, claims_of: ClaimsOf) -> None:
    assert verdicts(claims_of, first, second, (DAY, WEEK)) == []


def test_two_publications_of_two_journals_are_two(claims_of: ClaimsOf) -> None:
    first = "The study, published on Thursday in the journal Harrow Psychiatry: Open, looked at teenagers."
    second = "Pills did no harm, according to the study published on Monday in the journal LOMA Medicine, which looked at pregnancy."
    assert verdicts(claims_of, first, second, (DAY, DAY)) == []
    again = "Karl Benning was born in Brackley on 14 May 1970."
    assert [v.code for v in verdicts(claims_of, "Karl Benning was born in Lowmere on 4 May 1970.", again, (DAY, DAY))] == ["FC102"]


LONG_OVER = [
    ("The mill in Ostley is closed until further notice.", "The mill in Ostley opened in 1965."),
    ("The Alder Bridge is closed.", "The Alder Bridge opened in May 2011."),
    ("Karl Benning is expected to appeal.", "Karl Benning had urged Ida Holm to reject the electors."),
    ("There is no successor to Karl Benning.", "Karl Benning will step down only when he identifies a successor."),
    ("The case is one of thousands of suits in Harrow.", "Thousands of suits in Harrow are like the case."),
    ("Karl Benning intends to close the deal.", "Karl Benning made the spam a part of his case, before reversing course."),
]


@pytest.mark.parametrize(("first", "second"), LONG_OVER)
def test_what_was_over_before_or_is_done_to_something_else_overtakes_nothing(first: str, second: str, claims_of: ClaimsOf) -> None:
    assert verdicts(claims_of, first, second, (DAY, WEEK)) == []


KINDS_OF_ONE = [
    "The 19th amendment was ratified in 1920.\n\nThe 15th amendment was ratified in 1870.\n",
    "It is more than Harrow.\n\nIt is not just Harrow.\n",
    "Is it safe to swim in Harrow? | The Post\n\nIs it dangerous to swim in Harrow? | The Post\n",
]


@pytest.mark.parametrize("text", KINDS_OF_ONE)
def test_two_of_a_kind_and_what_denies_nothing_are_no_conflict(text: str, claims_of: ClaimsOf) -> None:
    assert verdicts(claims_of, text, "Nothing else was told.", (DAY, DAY)) == []


def test_who_leaves_a_place_does_not_end_its_state(claims_of: ClaimsOf) -> None:
    assert verdicts(claims_of, "Harrow remains a heavily Catholic town.", "Many women left Harrow in spring.", (DAY, WEEK)) == []
    told = verdicts(claims_of, "Ida Holm remains in hospital.", "Ida Holm has left hospital.", (DAY, WEEK))
    assert [verdict.code for verdict in told] == ["FC205"]
