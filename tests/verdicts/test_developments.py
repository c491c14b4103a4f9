"""FC205: every kind of development is told once, the older statement first, and its near-misses are not told."""

from collections.abc import Callable

import pytest

from comparing import older, verdicts
from factcheck.model import Claim

TOLLS = [
    (
        "A bus carrying pilgrims plunged into a ravine near Kestral on Monday, killing at least 11 people, the highway police said.",
        "The number of people killed when a bus fell into a ravine near Kestral has risen to 16, hospital officials said on Thursday.",
    ),
    (
        "Eleven people died and 30 were hurt when a bus fell into a ravine near Kestral.",
        "The death toll from the Kestral bus accident stands at 14 after three passengers died of their injuries in hospital.",
    ),
    (
        "Wildfire crews have contained 20 percent of the Juniper fire, which has burned 4,500 acres.",
        "The Juniper fire has now burned 12,000 acres and is 55 percent contained.",
    ),
    (
        "The health ministry has confirmed 14 cases of measles in Norvik.",
        "The number of measles cases in Norvik has reached 31, the health ministry said.",
    ),
    (
        "The company has recalled 40,000 cars with faulty brakes, Velo Motors said.",
        "Velo Motors widened its recall to 95,000 cars because of faulty brakes.",
    ),
    (
        "An unknown number of people are trapped in the rubble of a school in Hadra after an earthquake of magnitude 6.1. The governor of Hadra said 34 deaths had been confirmed.",
        "Rescuers in Hadra ended their work on Thursday. The earthquake of magnitude 6.1 killed 112 people, most of them in a school, the governor said.",
    ),
]

PLANS = [
    (
        "The Tarnow city council will vote on the new parking charges on Wednesday.",
        "The Tarnow city council approved the parking charges by 14 votes to 9 on Wednesday.",
    ),
    (
        "The Tarnow city council will vote on the new parking charges on Wednesday.",
        "A vote on parking charges in Tarnow has been postponed until April, the city council said.",
    ),
    (
        "The singer Ada Quill is due to perform in Tarnow on Wednesday.",
        "Ada Quill cancelled her concert in Tarnow on Wednesday because of illness.",
    ),
    (
        "The probe Kestrel is expected to land on the Moon on Wednesday.",
        "The Kestrel probe crashed on the Moon on Wednesday as it tried to land.",
    ),
    ("The final between Tarnow United and Norvik will be played on Wednesday.", "Tarnow United beat Norvik 2-0 in the final on Wednesday."),
    (
        "The hearing in the case against Corvid Air is scheduled for Thursday.",
        "The hearing in the case against Corvid Air was adjourned on Thursday because a judge was ill.",
    ),
    (
        "The central bank will announce its decision on interest rates on Wednesday. Most economists expect the rate to stay at 3.5 percent.",
        "The central bank cut its key interest rate to 3.25 percent on Wednesday. Most economists had expected no change.",
    ),
    (
        "The telecoms firm Vox plans to close its call centre in Hadra with the loss of 300 jobs.",
        "Vox has dropped its plan to close the call centre in Hadra and will keep the 300 jobs.",
    ),
    (
        "Astronaut Mei Tanaka is due to return to Earth on Wednesday after six months on the orbital station.",
        "Mei Tanaka landed in the steppe on Wednesday after six months on the orbital station.",
    ),
    (
        "The parliament of Lorn is due to elect a new speaker on Tuesday. Anna Weil is the only candidate.",
        "Anna Weil was elected speaker of the parliament of Lorn on Tuesday by 88 votes to 31.",
    ),
]

PROGRESS = [
    (
        "Police in Tarnow are searching for a man who robbed a jeweller's shop on Mill Street on Monday.",
        "A 34-year-old man has been arrested over the robbery of a jeweller's shop on Mill Street in Tarnow, police said.",
    ),
    (
        "Henrik Vold, 41, was arrested on Monday on suspicion of setting fire to the Tarnow market hall.",
        "Henrik Vold was charged with arson on Thursday over the fire that destroyed the Tarnow market hall.",
    ),
    (
        "Henrik Vold has denied setting fire to the Tarnow market hall and is on trial at the district court.",
        "Henrik Vold was convicted of arson on Thursday for burning down the Tarnow market hall.",
    ),
    (
        "Corvid Air is in talks to buy its smaller rival Skylark.",
        "Talks between Corvid Air and Skylark collapsed on Thursday over the price.",
    ),
    (
        "The reservoir at Lowmere remains under a boil-water notice.",
        "The boil-water notice at Lowmere was lifted on Thursday after tests came back clean.",
    ),
    (
        "A nine-year-old girl, Elin Marsh, has been missing from her home in Tarnow since Sunday.",
        "Elin Marsh, the nine-year-old girl who disappeared in Tarnow, was found safe in a barn on Thursday.",
    ),
    (
        "The opposition leader, Tomas Brandl, remains in hospital in a critical condition after Monday's attack.",
        "Tomas Brandl, the opposition leader, died in hospital on Thursday.",
    ),
    (
        "Tram drivers in Tarnow are on strike for a third day over pay.",
        "Tram drivers in Tarnow returned to work on Thursday after accepting a pay offer.",
    ),
    (
        "The cause of the explosion at the Norvik refinery is not yet known.",
        "Investigators said on Thursday that a corroded pipe had caused the explosion at the Norvik refinery.",
    ),
    (
        "Ilmar Sepp is leading in the count for mayor of Norvik with 48 percent of the vote.",
        "Ilmar Sepp was elected mayor of Norvik with 51 percent of the vote.",
    ),
    (
        "Two miners are trapped underground at the Halvard pit.",
        "The two miners who were trapped at the Halvard pit were brought to the surface on Thursday.",
    ),
    (
        "The museum's new wing is under construction and is expected to open in March.",
        "The new wing of the museum was opened by the queen on Thursday.",
    ),
    ("The hostages are still being held in the embassy in Tarnow.", "All the hostages in the Tarnow embassy were freed on Thursday."),
    (
        "Ferry services between Norvik and Tarnow have been suspended since Sunday's storm.",
        "Ferry services between Norvik and Tarnow resumed on Thursday morning.",
    ),
    (
        "Nobody has been charged over the collapse of the Lowmere grandstand.",
        "Two engineers were charged on Thursday over the collapse of the Lowmere grandstand.",
    ),
    ("Peace talks between Estavia and Lorn are continuing in Geneva.", "Estavia and Lorn signed a peace agreement in Geneva on Thursday."),
    (
        "The port of Sarnholm has been shut since Sunday, when a container ship ran aground in the fairway, the harbour authority said. Eleven vessels are waiting outside. The Meridian Star, registered in Malta, carries 4,100 containers.",
        "Ships moved in and out of Sarnholm again on Thursday after tugs refloated the Meridian Star. The harbour authority said the port had reopened at dawn.",
    ),
    (
        "The trial of the banker Klaus Imhof opened in Sarnholm on Monday. Mr Imhof, 58, is accused of hiding losses at Nordbank. He denies the charges.",
        "Klaus Imhof, the former head of Nordbank, was sentenced to six years in prison in Sarnholm on Thursday for hiding losses.",
    ),
    (
        "Lindqvist Shipyards is negotiating with the navy over four new frigates worth 9 billion crowns. A decision is expected before the summer.",
        "The navy signed a contract for four frigates with Lindqvist Shipyards on Thursday, worth 8.7 billion crowns.",
    ),
    (
        "Farmers are blocking the motorway between Sarnholm and Brenn with tractors for a second day. They demand higher prices for milk.",
        "The farmers' blockade of the motorway between Sarnholm and Brenn ended on Thursday after the minister promised talks on milk prices.",
    ),
    (
        "Three of the four works stolen from the Halder gallery in Sarnholm are still missing.",
        "Police have recovered all four works that were stolen from the Halder gallery in Sarnholm.",
    ),
    (
        "The film director Jan Kralik is being treated at a hospital in Brenn after a stroke. His agent said he was conscious.",
        "Jan Kralik, the film director, has died in Brenn at the age of 71, his agent said. He had suffered a stroke.",
    ),
    (
        "Prosecutors are considering whether to bring charges against the treasurer of the Ostrel golf club, Tom Hale. About 90,000 pounds is missing.",
        "Tom Hale, the treasurer of the Ostrel golf club, was charged with theft on Thursday. Prosecutors say he took 90,000 pounds.",
    ),
    (
        "The Aldous theatre in Viborn is up for sale for 3 million euros. It has stood empty since 2019.",
        "A hotel group has bought the Aldous theatre in Viborn for 2.7 million euros. It had stood empty since 2019.",
    ),
    (
        "The search for the yacht Celandine, with three people on board, went into its fourth day on Monday. Two aircraft are scouring the strait.",
        "The coast guard called off the search for the yacht Celandine on Wednesday. Three people were on board.",
    ),
    (
        "Some 300 passengers are stuck at Viborn station because of a power cut. Trains are not running.",
        "Trains began running from Viborn station again on Thursday and the last of the stranded passengers went home.",
    ),
]

TURNED = [
    (
        "Defender Pavel Ruud is out of contract in June and has not signed a new deal with Norvik.",
        "Pavel Ruud signed a new contract with Norvik on Thursday.",
    ),
    (
        "Prime minister Olga Danner said she would stand in the election in May.",
        "Olga Danner said on Thursday that she would not stand in the election in May.",
    ),
    (
        "The writer Elena Moro has not yet received her visa for the book fair in Sarnholm, her publisher said.",
        "Elena Moro received her visa on Wednesday and flew to the book fair in Sarnholm.",
    ),
    (
        "Karin Holt, the transport minister, is on holiday and has not commented on the delays at Sarnholm airport.",
        "Karin Holt, the transport minister, commented on the delays at Sarnholm airport for the first time on Thursday and apologised.",
    ),
    (
        "A cyber attack has paralysed the town hall of Brenn. Its website is down and no passports are being issued.",
        "The website of the town hall of Brenn went back online on Thursday and passports are being issued again, a week after a cyber attack.",
    ),
    (
        "Water is being rationed in Viborn because of the drought. The reservoir is at 18 percent of its capacity.",
        "Viborn ended the rationing of water on Thursday after a week of rain. The reservoir is at 46 percent of its capacity.",
    ),
]

NUMBERS = [
    (
        'The film "Silver Lantern" has earned 135 million euros worldwide, the distributor said.',
        'The film "Silver Lantern" has earned 152 million euros worldwide, the distributor said.',
    ),
    (
        "The ministry in Norvik has received 73,024 complaints about the tax.",
        "The ministry in Norvik has received 74,498 complaints about the tax.",
    ),
]

NEAR_MISSES = [
    (
        "A bus carrying pilgrims plunged into a ravine near Kestral on Monday, killing at least 11 people, the highway police said.",
        "A train accident in Kestral in 1998 killed 16 people.",
    ),
    (
        "Eleven people died when a bus fell into a ravine near Kestral.",
        "Thirty people were hurt when a bus fell into a ravine near Kestral.",
    ),
    (
        "Three children were among the dead when a bus fell into a ravine near Kestral.",
        "Sixteen people died when a bus fell into a ravine near Kestral.",
    ),
    ("The Alder Bridge in Tarnow is closed to traffic.", "The Station Road tunnel in Tarnow reopened on Thursday."),
    (
        "Henrik Vold, 41, was arrested on Monday on suspicion of setting fire to the Tarnow market hall.",
        "Lars Winge was charged with fraud on Thursday at Norvik district court.",
    ),
    (
        "The Tarnow city council will vote on the new parking charges on Wednesday.",
        "The Norvik city council approved a tax on hotels on Wednesday.",
    ),
    (
        "Mira Castellan, the chief executive of Brightwater, said she had no plans to step down.",
        "Jonas Pell, the finance director of Brightwater, has resigned.",
    ),
    ("The singer Ada Quill is due to perform in Tarnow on Wednesday.", "Ada Quill performed in Norvik on Sunday."),
    ("Elin Marsh has been missing from her home in Tarnow since Sunday.", "A dog that went missing in Norvik was found on Thursday."),
    ("Wildfire crews have contained 20 percent of the Juniper fire.", "About 20 percent of the Juniper forest is pine."),
    ("Tram drivers in Tarnow are on strike for a third day over pay.", "Nurses in Norvik returned to work on Thursday."),
    ("Corvid Air is in talks to buy its smaller rival Skylark.", "Corvid Air agreed a pay deal with its pilots on Thursday."),
    ("The health ministry has confirmed 14 cases of measles in Norvik.", "The health ministry has confirmed 31 cases of mumps in Norvik."),
    (
        "The final between Tarnow United and Norvik will be played on Wednesday.",
        "Tarnow United beat Lowmere 3-1 in the semi-final on Sunday.",
    ),
    ("Norvik airport remains closed because of volcanic ash.", "Norvik airport was opened in 1962 by the king."),
    ("The committee will publish its report on Friday, Anna Lind said.", "Anna Lind published a novel in 2019."),
    ("The reservoir at Lowmere remains under a boil-water notice.", "A hosepipe ban at Harrow was lifted on Thursday."),
    (
        "Police arrested a man on Monday over a stabbing in Tarnow.",
        "Police released a picture of the knife used in the stabbing in Tarnow on Thursday.",
    ),
    (
        "The government will raise the minimum wage in April, the labour minister said.",
        "The government raised taxes on tobacco in January.",
    ),
    ("The hotel has 120 rooms and a pool.", "The hotel has two restaurants and 120 rooms."),
    ("Olga Danner will visit Geneva on Wednesday.", "Olga Danner told reporters in Norvik on Wednesday that taxes were too high."),
    (
        "The port of Sarnholm has been shut since Sunday, when a container ship ran aground in the fairway. Eleven vessels are waiting outside.",
        "The swimming pool in Sarnholm reopened on Thursday after repairs. The port of Sarnholm handled 300 vessels last year.",
    ),
    (
        "Two climbers from Poland are missing on Mount Arvel after an avalanche on Saturday, the mountain rescue service in Brenn said.",
        "The mountain rescue service in Brenn found a lost dog on Mount Arvel on Wednesday. Nothing is known of the two climbers from Poland.",
    ),
    (
        "The trial of the banker Klaus Imhof opened in Sarnholm on Monday. He is accused of hiding losses at Nordbank.",
        "Nordbank appointed Ida Falk as its chief executive on Thursday. The trial of her predecessor, Klaus Imhof, continues in Sarnholm.",
    ),
    (
        "The central bank will announce its decision on interest rates on Wednesday.",
        "The central bank moved into a new building on Monday. It will announce its decision on interest rates on Wednesday.",
    ),
    (
        "Lindqvist Shipyards is negotiating with the navy over four new frigates. The yard has 900 workers.",
        "Lindqvist Shipyards signed a wage agreement with its 900 workers on Thursday. The talks with the navy over frigates go on.",
    ),
    (
        "Farmers are blocking the motorway between Sarnholm and Brenn. The police have arrested two people.",
        "The police in Brenn arrested five people over a brawl at a football match on Thursday.",
    ),
    (
        "A storm killed four people in Hadra on Monday and damaged 200 houses. The governor visited the coast.",
        "A heat wave has killed nine people in Hadra since Tuesday, the governor said. The storm of Monday had killed four.",
    ),
    (
        "The Sarnholm marathon will take place on Sunday. Some 12,000 runners have entered.",
        "The Sarnholm film festival was cancelled on Thursday for lack of money.",
    ),
    (
        "Karin Holt, the transport minister, will open the new bridge in Brenn on Friday.",
        "Karin Holt opened a conference on railways in Sarnholm on Thursday. On Friday she will open the bridge in Brenn.",
    ),
    (
        "Ruth Abelsen leads the Sarnholm opera. Its orchestra has 84 players.",
        "Ruth Abelsen left the stage in tears after the first night at the Sarnholm opera on Thursday.",
    ),
    (
        "The company employs 4,000 people in Hadra and 900 in Brenn.",
        "The company employs 900 people in Brenn, where it makes pumps, and 4,000 in Hadra.",
    ),
    (
        "Jan Kralik is being treated at a hospital in Brenn after a stroke.",
        "Jan Kralik's dog died in Brenn on Thursday. The director is still in hospital.",
    ),
]


@pytest.mark.parametrize(
    ("rule", "first", "later"),
    [
        (rule, *pair)
        for rule, pairs in (("tolls", TOLLS), ("plans", PLANS), ("progress", PROGRESS), ("turned", TURNED), ("numbers", NUMBERS))
        for pair in pairs
    ],
)
def test_the_later_article_overtakes_the_earlier(claims_of: Callable[..., list[Claim]], rule: str, first: str, later: str) -> None:
    found = verdicts(claims_of, first, later)
    assert {verdict.code for verdict in found} == {"FC205"}
    assert rule in {verdict.by for verdict in found}
    assert {older(verdict) for verdict in found} == {"a_a.txt"}


@pytest.mark.parametrize(("first", "later"), NEAR_MISSES)
def test_other_things_and_other_affairs_overtake_nothing(claims_of: Callable[..., list[Claim]], first: str, later: str) -> None:
    assert verdicts(claims_of, first, later) == []
    assert verdicts(claims_of, first, later, (None, None)) == []


@pytest.mark.parametrize(("first", "later"), [*TOLLS, *PLANS, *PROGRESS, *TURNED, *NUMBERS])
def test_an_earlier_article_overtakes_nothing(claims_of: Callable[..., list[Claim]], first: str, later: str) -> None:
    """With the dates exchanged the later article tells of the earlier state: no such thing is reported the wrong way round."""
    found = verdicts(claims_of, later, first)
    assert "a_b.txt" not in {older(verdict) for verdict in found if verdict.relation == "supersedes"}
