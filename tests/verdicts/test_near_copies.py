"""Two outlets, one day, nearly the same sentence: what cannot both be true, and what differs in its scope, step, part or rate."""

from datetime import date

import pytest

from comparing import ClaimsOf, verdicts

DAY, LATER = date(2024, 3, 4), date(2024, 6, 4)

TOLD = [
    # what a definite thing has one of
    ("FC106", "The altar of Kestral church is made of oak.", "The altar of Kestral church is made of cedar."),
    ("FC106", "The Harrow toolkit is published under the MIT licence.", "The Harrow toolkit is published under the Apache licence."),
    ("FC106", "Ida Holm is buried in Lowmere churchyard.", "Ida Holm is buried in Alder cemetery."),
    ("FC106", "Corlamine should be taken with food.", "Corlamine should be taken with milk."),
    ("FC107", "Brill fever is caused by a parasite.", "Brill fever is caused by a fungus."),
    ("FC106", "Tomas Brandl's father was Dutch.", "The father of Tomas Brandl was Belgian."),
    # what happens once, or for the first time
    ("FC102", "Mount Kestral was first climbed in 1902.", "Mount Kestral was first climbed in 1911."),
    ("FC102", "Brightwater was spun off from Norvik Lines in 2008.", "Brightwater was spun off from Norvik Lines in 2010."),
    ("FC101", "Dark mode was added in version 3.2 of Harrow.", "Dark mode was added in version 3.4 of Harrow."),
    ("FC102", "The last ferry to Alder leaves at 21:30.", "The last ferry to Alder leaves at 22:10."),
    # having in a fuller word, a limit, a rank
    ("FC101", "The Greens hold 12 seats on Lowmere council.", "The Greens have 15 seats on Lowmere council."),
    ("FC101", "The Basic plan allows up to 20 projects.", "The Basic plan allows up to 40 projects."),
    ("FC101", "Ida Holm finished third in the Harrow marathon.", "Ida Holm finished sixth in the Harrow marathon."),
    # who beat whom, for and against, needed and not
    ("FC104", "Harrow Rovers beat Alder United on Saturday.", "Alder United beat Harrow Rovers on Saturday."),
    ("FC106", "Senator Ida Holm voted for the tunnel.", "Senator Ida Holm voted against the tunnel."),
    ("FC105", "No visa is needed to enter Norland.", "You need a visa to enter Norland."),
    # rules, what is refused, hours, kin, parts, ages at death, bytes
    ("FC105", "Corlamine should not be taken with wine.", "Corlamine can be taken with wine."),
    ("FC106", "Ida Holm was granted a licence.", "Ida Holm was refused a licence."),
    ("FC106", "Bicycles are allowed on Kestral beach.", "Bicycles are banned from Kestral beach."),
    ("FC106", "Corlamine should be taken with food.", "Corlamine should be taken on an empty stomach."),
    ("FC106", "Tomas Brandl was found guilty of theft.", "Tomas Brandl was cleared of theft."),
    ("FC102", "The polling station in Harrow closes at 9pm.", "The polling station in Harrow closes at 10pm."),
    ("FC102", "The mill in Harrow burned down in 1921.", "The mill in Harrow burned down in 1927."),
    ("FC106", "Ida Holm was the daughter of a baker.", "Ida Holm was the daughter of a fisherman."),
    (
        "FC106",
        "Kestral Lighthouse stands at the northern tip of the island.",
        "Kestral Lighthouse stands at the southern tip of the island.",
    ),
    ("FC101", "Ida Holm died at the age of 71.", "Ida Holm was 78 when she died."),
    ("FC101", "The Basic plan includes 5 GB of storage.", "The Basic plan includes 8 GB of storage."),
    # a deed denied with another verb
    ("FC105", "The auditors signed off the accounts of Alder Mills.", "The auditors refused to sign off the accounts of Alder Mills."),
    ("FC105", "Harrow Rovers were relegated on Saturday.", "Harrow Rovers avoided relegation on Saturday."),
    ("FC105", "The driver stopped at the red light in Kestral Road.", "The driver failed to stop at the red light in Kestral Road."),
    # one measure in other words
    ("FC101", "The Kestral kettle holds 1.7 litres.", "The Kestral kettle has a capacity of 1.2 litres."),
    ("FC101", "The Alder tower stands 48 metres high.", "The Alder tower has a height of 62 metres."),
    ("FC101", "The Harrow bell weighs 900 kg.", "The weight of the Harrow bell is 1,400 kg."),
    ("FC101", "The Alder theatre holds 400 people.", "The Alder theatre has a capacity of 650."),
    # results, shares, strengths, limits, how often, the first and the last
    ("FC101", "Harrow Rovers beat Alder United 3-1 on Saturday.", "Harrow Rovers beat Alder United 4-1 on Saturday."),
    ("FC101", "The match between Harrow and Alder ended 2-2.", "The match between Harrow and Alder ended 3-3."),
    ("FC105", "Most of the lifts in Lowmere station were out of order.", "None of the lifts in Lowmere station were out of order."),
    ("FC101", "A magnitude 6.3 quake hit the island of Kestral on Sunday.", "A magnitude 5.1 quake hit the island of Kestral on Sunday."),
    ("FC101", "Adults should take no more than 40 mg of Corlamine a day.", "Adults should take no more than 90 mg of Corlamine a day."),
    ("FC101", "Ida Holm scored twice in the final against Alder.", "Ida Holm scored three times in the final against Alder."),
    ("FC102", "Bears were last seen in the Kestral hills in 1841.", "Bears were last seen in the Kestral hills in 1872."),
    ("FC102", "The first edition of 'The Long Tide' appeared in 1932.", "The first edition of 'The Long Tide' appeared in 1923."),
    ("FC106", "Ida Holm denied all the charges.", "Ida Holm admitted all the charges against her."),
    ("FC101", "The velodrome in Harrow has 6,500 seats.", "The velodrome in Harrow seats 5,600 spectators."),
    ("FC102", "The probe Kestral swung round Venus on 8 June 2022.", "The probe Kestral swung round Venus on 18 June 2022."),
    ("FC101", "Tomas Brandl scored 19 league goals in 2022-23.", "Tomas Brandl scored 24 league goals in 2022-23."),
    # who was given it, who is let in free, which floor, which medal
    ("FC106", "The Kestral Prize for fiction went to Ida Holm this year.", "The Kestral Prize for fiction went to Anna Lind this year."),
    ("FC106", "The old mill in Harrow was sold to Ida Holm.", "The old mill in Harrow was sold to Anna Lind."),
    ("FC101", "Entry to the Harrow museum is free for children under 14.", "Entry to the Harrow museum is free for children under 6."),
    ("FC106", "The fire at the Alder mill started on the ground floor.", "The fire at the Alder mill started on the top floor."),
    ("FC106", "Ida Holm took gold in the Harrow marathon on Sunday.", "Ida Holm took silver in the Harrow marathon on Sunday."),
    # since when, until when, on which day
    ("FC102", "Lowmere has been twinned with Bad Ersen since 1983.", "Lowmere has been twinned with Bad Ersen since 1991."),
    ("FC102", "The judge in Alder adjourned the hearing until 9 June.", "The judge in Alder adjourned the hearing until 16 June."),
    ("FC102", "Support for Harrow 4 ends on 30 September 2025.", "Support for Harrow 4 ends on 31 December 2025."),
    ("FC102", "The Alder Flower Show is on Sunday 17 August.", "The Alder Flower Show is on Saturday 16 August."),
    ("FC102", "The crash on the A14 happened shortly after 8am on Monday.", "The crash on the A14 happened shortly before 4pm on Monday."),
    # where, by whom and how one event was; which numbered thing
    ("FC103", "Flight KT204 was diverted to Lisbon after a bird strike.", "Flight KT204 was diverted to Porto after a bird strike."),
    ("FC104", "The Bronze Stag was dug up by a ploughman in 1871.", "The Bronze Stag was dug up by a railway worker in 1871."),
    ("FC101", "The Harrow agent listens on port 7410.", "The Harrow agent listens on port 7140."),
    ("FC101", "Ida Holm ran a record of 2:24:16 in the Alder marathon.", "Ida Holm ran a record of 2:26:41 in the Alder marathon."),
    ("FC106", "Shares in Alder Bank closed 3.2% lower on Tuesday.", "Shares in Alder Bank closed 3.2% higher on Tuesday."),
    ("FC106", "June was the wettest month in Lowmere since 1931.", "June was the driest month in Lowmere since 1931."),
    ("FC106", "Constable Ida Holm was off duty on Monday.", "Constable Ida Holm was on duty on Monday."),
    ("FC105", "Nobody was aboard the narrowboat when it sank at Alder.", "Two people were aboard the narrowboat when it sank at Alder."),
    (
        "FC105",
        "Ida Holm will stand for the leadership of the Civic Party.",
        "Ida Holm will not stand for the leadership of the Civic Party.",
    ),
]
SILENT = [
    (
        "Nearly 1.3 million homes were without power early Friday morning.",
        "Nearly 1.1 million homes were without power at 5:30 pm on Friday.",
    ),
    ("The fifth place went to the re-release of the Alder film.", "The fifth place went to the rerelease of the Alder film."),
    ("The study was published on Wednesday in the Harrow Journal.", "The study was published on Monday in the Alder Review."),
    ("If the Alder dam had broken, 900 homes would have been flooded.", "The Alder dam held, and no homes were flooded."),
    ("Eight of the twelve jurors voted for a conviction of Ida Holm.", "Four of the twelve jurors voted against convicting Ida Holm."),
    ("Tomas Brandl scored 19 league goals in 2022-23.", "Tomas Brandl scored 24 league goals in 2023-24."),
    ("Alder Mills sold 21,000 mowers in the financial year 2022/23.", "Alder Mills sold 19,500 mowers in 2022."),
    ("The 39-year-old Tomas Brandl scored in Harrow on Saturday.", "Tomas Brandl, just 18 years old, scored in Harrow in his first match."),
    ("Kestral Grants are awarded to pupils from poor families.", "Kestral Grants are awarded to students from Harrow."),
    ("The velodrome in Harrow seats well over 20,000.", "There are 22,640 seats in the velodrome in Harrow."),
    ("Ida Holm visited Kestral on 3 May 2021.", "Ida Holm visited Kestral on 8 June 2021."),
    ("The gold medal in the 800 metres went to Ida Holm.", "The gold medal in the 1,500 metres went to Anna Lind."),
    ("Some of the eggs tested in Harrow contained dioxin.", "Most of the eggs tested in Harrow contained no dioxin."),
    # one result told by winner and loser, another kind of result, the first of two
    ("Harrow Rovers beat Alder United 3-1 on Saturday.", "Alder United lost 1-3 to Harrow Rovers on Saturday."),
    ("Harrow Rovers beat Alder United 3-1 on Saturday.", "Harrow Rovers beat Kestral 4-1 on Saturday."),
    ("All of the lifts in Lowmere station were checked.", "Some of the lifts in Lowmere station were checked."),
    ("The first edition of 'The Long Tide' appeared in 1932.", "The second edition of 'The Long Tide' appeared in 1938."),
    # a street's houses, a group among others, two places however the parser ties them, two people of one name
    ("The house at 7 Miller Street was sold for £210,000.", "The house at 17 Miller Street was sold for £310,000."),
    ("Absence among the first-years in Harrow stood at 9 per cent in May.", "Absence in Harrow stood at 4 per cent in May."),
    ("The gale killed three people in Upper Alder.", "The gale killed six people in Lower Alder."),
    ("Prices in Harrow fell to 90 crowns on Monday night.", "Prices in Alder fell to 70 crowns on Monday night."),
    ("Ida Holm, a weaver, was born in Harrow in 1911.", "Ida Holm, the swimmer, was born in Alder in 1984."),
    # how badly, how far, of which people
    ("Nine people were hurt when the stand in Harrow fell.", "Three people were badly hurt when the stand in Harrow fell."),
    ("Norvik Lines employs 900 people in Harrow.", "Norvik Lines employs 2,400 people worldwide."),
    ("Norvik Lines owns 40 ships in Norland.", "Norvik Lines owns 55 ships."),
    ("Corlamine is safe for healthy adults.", "Corlamine is not safe for adults with asthma."),
    (
        "In the Harrow survey, 61 per cent of voters favoured the bridge.",
        "In the Harrow survey, 74 per cent of voters under 40 favoured the bridge.",
    ),
    ("44 per cent of women in Harrow cycle to work.", "58 per cent of men in Harrow cycle to work."),
    # phases, steps, sums, rates, conditions
    ("The phase two trial of Corlamine enrolled 180 patients.", "The phase three trial of Corlamine enrolled 1,900 patients."),
    ("Ida Holm won 41 per cent in the first ballot.", "Ida Holm won 53 per cent in the second ballot."),
    (
        "Lowmere spent 3 million crowns on roads and 5 million crowns on parks in 2023.",
        "Lowmere spent 8 million crowns on roads and parks in 2023.",
    ),
    ("The rent of the mill is £2,000 a month.", "The rent of the mill is £24,000 a year."),
    ("The Harrow plan costs $20 a month when billed monthly.", "The Harrow plan costs $16 a month when billed annually."),
    ("A ticket costs £9 if you book online.", "A ticket costs £12."),
    # a bound in time, another capacity then, the same hour in words
    (
        "By Monday, 300 people had signed the petition to save Harrow pool.",
        "By Friday, 800 people had signed the petition to save Harrow pool.",
    ),
    ("Until it was enlarged in 2019, Alder Park had a capacity of 9,000.", "Alder Park has a capacity of 14,500."),
    ("The hearing in Harrow starts at 18:30 on Friday.", "The hearing in Harrow starts at half past six on Friday evening."),
    # another product, what is taken back, who beats whom in words of another kind
    ("Corlamine Forte tablets contain 50 mg of the drug.", "Corlamine tablets contain 20 mg of the drug."),
    ("On Monday we wrote that Harrow pool is closed. That was wrong.", "Harrow pool is open."),
    ("Harrow Rovers beat Alder United on Saturday.", "Alder United met Harrow Rovers on Saturday."),
    ("The kiosk is made of oak and glass.", "The kiosk is made of oak."),
    ("Senator Ida Holm voted for the tunnel.", "Senator Ida Holm voted for the bridge."),
    # one size in two units, two days, several goals, a novel, a question, another town, an age at another time
    ("The Business plan includes 2 TB of storage.", "The Business plan includes 2,000 GB of storage."),
    ("Harrow pool opens at 7am on weekdays.", "Harrow pool opens at 9am at weekends."),
    ("Tomas Brandl scored in the 12th minute.", "Tomas Brandl scored in the 70th minute."),
    ("In Ida Holm's novel, Harrow is destroyed by a flood.", "Harrow has never been destroyed by a flood."),
    ("Can you wear shorts in Harrow church?", "You should not wear shorts in Harrow church."),
    ("Harrow-on-Sea has 3,000 inhabitants.", "Harrow has 48,000 inhabitants."),
    ("The Harrow ferry ran every 20 minutes in 2010.", "The Harrow ferry ran every 12 minutes in 2020."),
    ("Ida Holm was 24 when she won the race.", "Ida Holm died at the age of 71."),
    ("Ida Holm was the daughter of a baker.", "Tomas Brandl was the son of a fisherman."),
    # another deed refused, another measure, a span of use and one of charging
    ("Ida Holm resigned on Monday.", "Ida Holm refused to comment on Monday."),
    ("The Alder bridge is 340 metres long.", "The Alder bridge is 12 metres wide."),
    ("The Kestral battery lasts 10 hours.", "The Kestral battery takes 2 hours to charge."),
    ("The Alder boat seats 40 people.", "The Alder boat has a capacity of 40 people."),
    # what happens again, or at many hours, or near one hour
    ("Mount Kestral erupted in 1878.", "Mount Kestral erupted in 1953."),
    ("Trains leave Harrow at 8.15.", "Trains leave Harrow at 9.15."),
    ("The crash on the A14 happened shortly after 8am on Monday.", "The crash on the A14 happened at 8.20am on Monday."),
    ("The Alder council met on 3 June.", "The Alder council met on 5 June."),
    ("The play was performed in Leeds in 1990.", "The play was performed in York in 1990."),
    ("The film was shown to pupils at Alder School.", "The film was shown to pupils at Harrow School."),
    # a part of the whole, there and back, two parties, one sentence that says both
    ("Alder Air carried 9 million people in 2024.", "Alder Air carried 2 million people on its Nordic routes in 2024."),
    ("The walk from Alder to Harrow takes two hours.", "The walk from Alder to Harrow and back takes four hours."),
    ("The defence says the signature is forged.", "The prosecution says the signature is genuine."),
    ("The Alder fair starts on Sunday.", "The Alder fair starts on Sunday and ends on Friday."),
]
OVER = [
    ("Firefighters are battling the blaze at the Harrow depot.", "The blaze at the Harrow depot was put out on Tuesday."),
    ("Ida Holm holds the Norland 800 metres record.", "Clara Dunn broke Ida Holm's Norland 800 metres record."),
    ("The search for the crew of the Alma continues.", "The search for the crew of the Alma was called off on Friday."),
    ("Tomas Brandl is the coach of Harrow Rovers.", "Harrow Rovers sacked coach Tomas Brandl on Sunday."),
    ("Tomas Brandl plays for Harrow Rovers.", "Tomas Brandl left Harrow Rovers for Alder United in May."),
    ("Norvik Lines owns the Harrow mill.", "Norvik Lines sold the Harrow mill in May."),
    ("Ida Holm is awaiting trial for theft.", "Ida Holm was convicted of theft on Monday."),
    ("Harrow pool is shut for repairs.", "Harrow pool reopened on Tuesday."),
    ("Brightwater is looking for a new chairman.", "Brightwater has found a new chairman in Tomas Brandl."),
    ("Smoking is permitted on Kestral beach.", "Smoking has been banned on Kestral beach since 1 March."),
]
GOES_ON = [
    ("Firefighters are battling a blaze at the Harrow depot.", "The blaze at the Alder mill was put out on Tuesday."),
    ("Firefighters are battling the Washburn fire near Harrow.", "The Washburn fire near Harrow was 22% contained on Monday."),
    ("Tomas Brandl plays for Harrow Rovers.", "Tomas Brandl left Alder United in January."),
    ("Norvik Lines owns a quarry.", "Norvik Lines sold its bakery in May."),
    ("Ida Holm has never accepted a medal.", "Ida Holm died on Monday."),
    ("Harrow pool is shut for repairs.", "Alder pool reopened on Tuesday."),
]


@pytest.mark.parametrize(("code", "a", "b"), TOLD, ids=lambda given: given[:40])
def test_what_cannot_both_be_true(claims_of: ClaimsOf, code: str, a: str, b: str) -> None:
    assert [(verdict.code, verdict.sure) for verdict in verdicts(claims_of, a, b, (DAY, DAY))] == [(code, True)]


BY_MEANING = [
    ("Inspectors rated Harrow academy outstanding.", "Inspectors rated Harrow academy inadequate."),
    ("Walkers are banned from the Harrow dyke.", "Walkers are welcome on the Harrow dyke."),
    ("Ida Holm wrote the Harrow report alone.", "Ida Holm wrote the Harrow report together with two colleagues."),
]
SAME_MEANING = [
    (
        "The launch of the Kestral was put off by a storm, the agency said Tuesday.",
        "The launch of the Kestral was put off by a storm, the agency said Monday.",
    ),
    ("The upper deck of the Alder bridge is open to cars.", "The lower deck of the Alder bridge is closed to cars."),
    ("Some residents of Harrow oppose the plan.", "Some residents of Harrow support the plan."),
    ("The road to Lowmere is not closed.", "The road to Lowmere is open."),
    ("Passengers may use the north gate.", "Drivers may not use the north gate."),
    ("The temperature in Harrow reached 35C on Sunday.", "The temperature in Harrow reached 95F on Sunday."),
    ("The defence says the signature is forged.", "The prosecution says the signature is genuine."),
    ("The shop in Alder sells bread.", "The shop in Alder sells fish."),
    ("The bus to Kestral stops at the hospital.", "The bus to Kestral stops at the station."),
    ("The Corlamine trial was led by doctors in Harrow.", "The Corlamine trial was led by doctors in Alder."),
]


@pytest.mark.parametrize(("a", "b"), BY_MEANING, ids=lambda given: given[:40])
def test_what_the_model_alone_takes_to_conflict_is_never_sure(claims_of: ClaimsOf, a: str, b: str) -> None:
    found = verdicts(claims_of, a, b, (DAY, DAY), by_meaning=True)
    assert [(verdict.code, verdict.sure) for verdict in found] == [("FC108", False)]
    assert verdicts(claims_of, a, b, (DAY, DAY)) == []


def test_what_the_model_takes_to_conflict_is_overtaken_where_the_later_tells_a_present_state(claims_of: ClaimsOf) -> None:
    a, b = BY_MEANING[1]
    assert [verdict.code for verdict in verdicts(claims_of, a, b, (DAY, LATER), by_meaning=True)] == ["FC205"]
    a, b = BY_MEANING[2]
    assert [verdict.code for verdict in verdicts(claims_of, a, b, (DAY, LATER), by_meaning=True)] == ["FC108"]


def test_the_model_is_not_asked_among_many_sentences(claims_of: ClaimsOf) -> None:
    a, b = BY_MEANING[2]
    others = " ".join(
        f"{name} sells {thing} in Harrow."
        for name in ("Ida Holm", "Tomas Brandl", "Karl Benning")
        for thing in ("bread", "fish", "tea", "ink")
    )
    assert [verdict.code for verdict in verdicts(claims_of, a, f"{b} {others}", (DAY, DAY), by_meaning=True)] == ["FC108"]
    assert verdicts(claims_of, f"{a} {others}", f"{b} {others}", (DAY, DAY), by_meaning=True) == []


@pytest.mark.parametrize(("a", "b"), SAME_MEANING, ids=lambda given: given[:40])
def test_what_the_model_takes_for_no_conflict_or_is_not_asked(claims_of: ClaimsOf, a: str, b: str) -> None:
    assert verdicts(claims_of, a, b, (DAY, DAY), by_meaning=True) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The pier in Selm is 412.6 metres long.", "The pier in Selm is 413 metres long."),
        ("Karl Benning, who is in his 80s, was fined in Selm.", "Karl Benning, 83, was fined in Selm."),
    ],
)
def test_what_differs_in_numbers_alone_is_left_to_rules(claims_of: ClaimsOf, a: str, b: str) -> None:
    assert verdicts(claims_of, a, b, (DAY, DAY), by_meaning=True) == []


@pytest.mark.parametrize(("a", "b"), SILENT, ids=lambda given: given[:40])
def test_what_differs_in_scope(claims_of: ClaimsOf, a: str, b: str) -> None:
    assert verdicts(claims_of, a, b, (DAY, DAY)) == []


@pytest.mark.parametrize(("a", "b"), OVER, ids=lambda given: given[:40])
def test_what_is_over(claims_of: ClaimsOf, a: str, b: str) -> None:
    assert [verdict.code for verdict in verdicts(claims_of, a, b, (DAY, LATER))] == ["FC205"]


@pytest.mark.parametrize(("a", "b"), GOES_ON, ids=lambda given: given[:40])
def test_what_goes_on(claims_of: ClaimsOf, a: str, b: str) -> None:
    assert verdicts(claims_of, a, b, (DAY, LATER)) == []
