"""What a later statement says of the same thing: that a state is over, or that it is another one; and what only looks like it."""

from datetime import date

import pytest

from comparing import ClaimsOf, verdicts

DAY, LATER = date(2024, 3, 4), date(2024, 6, 4)

OVER = [
    # lifted
    ("A curfew applies in the old town of Sarn.", "The curfew in the old town of Sarn was lifted on Friday."),
    ("A travel warning is in place for Tessary.", "The travel warning for Tessary has been withdrawn."),
    ("A hosepipe ban is in force in Lowmere.", "The hosepipe ban in Lowmere was lifted on Sunday."),
    ("A speed limit of 30 applies on the Kestral bridge.", "The speed limit on the Kestral bridge was scrapped in May."),
    # no longer
    ("Diesel is scarce in Lowmere.", "Diesel is no longer scarce in Lowmere."),
    ("Norvik Lines flies to Sarn every day.", "Norvik Lines no longer flies to Sarn."),
    ("Visitors to Kestral island must wear a mask.", "Visitors to Kestral island no longer have to wear a mask."),
    ("Tomas Brandl is married to Ida Holm.", "Tomas Brandl is no longer married to Ida Holm."),
    # not yet
    ("The Harrow app does not yet support video calls.", "The Harrow app added video calls in May."),
    ("Lowmere has no hospital yet.", "A hospital opened in Lowmere in May."),
    ("There are no night trains between Sarn and Brell.", "Night trains between Sarn and Brell started in May."),
    ("There is no bridge across the Tarn at Lowmere.", "A bridge across the Tarn at Lowmere was opened on Monday."),
    ("Brightwater does not offer a student discount.", "Brightwater introduced a student discount in May."),
    ("The Kestral glossary has not been published in Norse.", "The Kestral glossary was published in Norse in May."),
    # unknown cause
    ("The cause of the blast at the Harrow depot is unclear.", "A leaking valve caused the blast at the Harrow depot."),
    ("The identity of the painter of the Harrow altar is unknown.", "The painter of the Harrow altar has been identified as Jan Vos."),
    ("The cause of the fire at the Sarn mill is still being investigated.", "The fire at the Sarn mill was caused by a heater."),
    # new holder
    ("Brightwater is looking for a new finance director.", "Ida Holm has been appointed finance director of Brightwater."),
    ("Harrow Rovers are searching for a new coach.", "Tomas Brandl took over as coach of Harrow Rovers on Monday."),
    ("The post of harbour master of Sarn is vacant.", "Tomas Brandl was sworn in as harbour master of Sarn on Monday."),
    # open again
    ("The Kestral tunnel remains shut.", "The Kestral tunnel is open again."),
    ("Harrow library is closed for repairs.", "Harrow library opened its doors again on Tuesday."),
    ("The road to Sarn is blocked by snow.", "The road to Sarn was cleared on Tuesday."),
    ("Alder beach is closed to swimmers.", "Alder beach is open to swimmers again."),
    # away and back
    ("The painting Blue Door is on loan to a gallery in Brell.", "The painting Blue Door came back from Brell last week."),
    ("Ida Holm is on maternity leave.", "Ida Holm has returned to work."),
    ("Midfielder Tomas Brandl is sidelined with a knee injury.", "Midfielder Tomas Brandl made his comeback on Saturday."),
    ("The Alma is away in Brell for repairs.", "The Alma returned from Brell on Sunday."),
    # unbeaten
    ("Harrow Rovers are undefeated this season.", "Harrow Rovers lost for the first time this season on Saturday."),
    ("Boxer Tomas Brandl is unbeaten.", "Boxer Tomas Brandl suffered his first defeat on Saturday."),
    ("Alder United have yet to win a match this season.", "Alder United won their first match of the season on Saturday."),
    # record
    (
        "The Norland record for the 100 metres stands at 10.02 seconds.",
        "Tomas Brandl broke the Norland record for the 100 metres on Sunday.",
    ),
    ("The course record at Kestral is 2 hours 9 minutes.", "Ida Holm smashed the course record at Kestral on Sunday."),
    # works
    ("Clara Dunn is writing a biography of Tomas Brandl.", "Clara Dunn's biography of Tomas Brandl was published in May."),
    ("Composer Jan Vos is working on an opera about Sarn.", "Composer Jan Vos has dropped his opera about Sarn."),
    ("Clara Dunn is working on an album of sea songs.", "Clara Dunn's album of sea songs came out in May."),
    ("Harrow Labs is developing a drug against Brill fever.", "Harrow Labs has scrapped its drug against Brill fever."),
    # merger, plans
    ("Brightwater and Norvik Lines plan to merge.", "Brightwater has walked away from its merger with Norvik Lines."),
    ("Brightwater intends to buy Norvik Lines.", "Brightwater has pulled out of its purchase of Norvik Lines."),
    ("Norvik Lines is negotiating the sale of its ferry Alma.", "Norvik Lines completed the sale of its ferry Alma on Monday."),
    ("Brightwater is in talks to take over Harrow Foods.", "Brightwater completed its takeover of Harrow Foods in May."),
    # decision
    ("A ruling on the Sarn bypass is due in June.", "The court rejected the Sarn bypass on Monday."),
    ("A decision on the Kestral wind farm is expected in June.", "The council approved the Kestral wind farm on Monday."),
    ("Corlamine is awaiting approval in Norland.", "Norland approved Corlamine in May."),
    ("The application for the Alder quarry is pending.", "The application for the Alder quarry was turned down on Monday."),
    # moved
    ("The Sarn book fair will take place in the town hall.", "The Sarn book fair has been moved from the town hall to the harbour sheds."),
    # wanted and found
    ("Rescuers are searching for the pilot of the glider.", "Rescuers found the pilot of the glider on Monday."),
    ("Tomas Brandl is on the run.", "Tomas Brandl was arrested in Sarn on Tuesday."),
    # stock
    ("The Norvik kettle is out of stock.", "The Norvik kettle is available again."),
    ("The Harrow lamp is sold out.", "The Harrow lamp is back on sale."),
    # an outbreak that is over, or is not
    ("The cholera epidemic in Tessary is spreading.", "The health ministry declared the cholera epidemic in Tessary over on Monday."),
    ("The dock strike in Sarn continues.", "The dock strike in Sarn is over."),
    ("The drought in Norland is getting worse.", "The government declared the drought in Norland over."),
    # limits moved, now
    ("Cadence runs only on Windows.", "Cadence now also runs on Linux."),
    # jury
    ("The jury in the Brandl fraud case is out.", "The jury in the Brandl fraud case found both men guilty on Friday."),
    ("The jury in the Holm trial is still considering its verdict.", "The jury in the Holm trial acquitted her on Friday."),
    # power
    ("About 900 homes in Sarn are without water.", "Water was restored to all homes in Sarn on Tuesday."),
    # without
    ("Lowmere has been without a dentist since 2021.", "A dentist opened in Lowmere in May."),
    ("Goalkeeper Jan Vos is without a club.", "Goalkeeper Jan Vos signed for Harrow Rovers on Friday."),
    # retired
    ("Jan Vos teaches at Harrow School.", "Jan Vos left Harrow School in May."),
    # reached
    ("Storm Berta is expected to hit Sarn on Tuesday.", "Storm Berta missed Sarn and moved out to sea."),
]
STANDS = [
    # lifted
    ("A curfew applies in the old town of Sarn.", "The curfew in the port of Brell was lifted on Friday."),
    ("A travel warning is in place for Tessary.", "A travel warning for Tessary was withdrawn in 2011."),
    ("A curfew applies in the old town of Sarn.", "Shopkeepers want the curfew in the old town of Sarn to be lifted."),
    ("A hosepipe ban is in force in Lowmere.", "The ban on fishing in Lowmere was lifted on Sunday."),
    # no longer
    ("Norvik Lines flies to Sarn every day.", "Norvik Lines no longer flies to Brell."),
    ("Visitors to Kestral island must wear a mask.", "Visitors to Kestral castle no longer have to wear a mask."),
    ("Diesel is scarce in Lowmere.", "Petrol is no longer scarce in Lowmere."),
    # not yet
    ("The Harrow app does not yet support video calls.", "The Alder app added video calls in May."),
    ("There are no night trains between Sarn and Brell.", "Night trains between Sarn and Harrow started in May."),
    ("Lowmere has no hospital yet.", "A hospital opened in Harrow in May."),
    ("Brightwater does not offer a student discount.", "Brightwater introduced a family discount in May."),
    ("There is no bridge across the Tarn at Lowmere.", "A bridge across the Tarn at Lowmere may be opened in May."),
    ("Lowmere has no hospital yet.", "A hospital opened in Lowmere in 1911."),
    # unknown cause
    ("The cause of the blast at the Harrow depot is unclear.", "A leaking valve caused the blast at the Alder depot."),
    ("The cause of the blast at the Harrow depot is unclear.", "A leaking valve may have caused the blast at the Harrow depot."),
    ("The cause of the blast at the Harrow depot is unclear.", "The blast at the Harrow depot caused a fire."),
    # new holder
    ("Brightwater is looking for a new finance director.", "Ida Holm has been appointed marketing director of Brightwater."),
    ("Brightwater is looking for a new finance director.", "Ida Holm has been appointed finance director of Norvik Lines."),
    ("Ida Holm is headmistress of Sarn School.", "The new headmistress of Brell School, Clara Dunn, took up her post on Monday."),
    ("Ida Holm is deputy headmistress of Sarn School.", "The new headmistress of Sarn School, Clara Dunn, took up her post on Monday."),
    ("Tomas Brandl is the conductor of the Lowmere Orchestra.", "Clara Dunn became conductor of the Lowmere Orchestra in 1988."),
    # open again
    ("The Kestral tunnel remains shut.", "The Kestral bridge is open again."),
    ("The road to Sarn is blocked by snow.", "The road to Brell was cleared on Tuesday."),
    ("Harrow library is closed for repairs.", "Harrow library will open again in May."),
    # away and back
    ("The painting Blue Door is on loan to a gallery in Brell.", "The painting Red Door came back from Brell last week."),
    ("Ida Holm is on maternity leave.", "Clara Dunn has returned to work."),
    ("Ida Holm is on maternity leave.", "Ida Holm returned to Brell in 2015 to write a book."),
    ("The painting Blue Door is on loan to a gallery in Brell.", "The painting Blue Door is due back from Brell in May."),
    # unbeaten
    ("Harrow Rovers are undefeated this season.", "Alder United suffered their first defeat of the season on Saturday."),
    ("Harrow Rovers are undefeated at home this season.", "Harrow Rovers women suffered their first defeat of the season."),
    ("Boxer Tomas Brandl is unbeaten.", "Boxer Tomas Brandl avoided his first defeat on Saturday."),
    # record
    (
        "The Norland record for the 100 metres stands at 10.02 seconds.",
        "Tomas Brandl broke the Norland record for the 200 metres on Sunday.",
    ),
    (
        "The Norland record for the 100 metres stands at 10.02 seconds.",
        "Tomas Brandl narrowly missed the Norland record for the 100 metres on Sunday.",
    ),
    (
        "The Norland record for the 100 metres stands at 10.02 seconds.",
        "Ida Holm broke the women's Norland record for the 100 metres in 1998.",
    ),
    # works
    ("Clara Dunn is writing a biography of Tomas Brandl.", "Jan Vos's biography of Tomas Brandl was published in May."),
    ("Clara Dunn is working on an album of sea songs.", "Clara Dunn's first album came out in 2009."),
    ("Composer Jan Vos is working on an opera about Sarn.", "Composer Jan Vos has dropped his opera about Brell."),
    ("Clara Dunn is working on her memoirs.", "The memoirs of Jan Vos were published in November."),
    # merger, plans
    ("Brightwater and Norvik Lines plan to merge.", "Brightwater has walked away from its merger with Harrow Foods."),
    ("Brightwater is in talks to take over Harrow Foods.", "Brightwater completed its takeover of Alder Foods in May."),
    ("Brightwater is in talks to take over Harrow Foods.", "Brightwater hopes to complete its takeover of Harrow Foods in May."),
    # decision
    ("A decision on the Kestral wind farm is expected in June.", "The council approved the Sarn wind farm on Monday."),
    ("A decision on the Kestral wind farm is expected in June.", "The council criticised the Kestral wind farm on Monday."),
    ("Corlamine is awaiting approval in Norland.", "Estland approved Corlamine in May."),
    ("A decision on the Kestral wind farm is expected in June.", "The council approved the Kestral wind farm survey in 2019."),
    # moved
    ("The Sarn book fair will take place in the town hall.", "The Brell book fair has been moved from the town hall to the harbour sheds."),
    ("The Sarn book fair will take place in the town hall.", "The Sarn book fair was moved from the church to the town hall."),
    # wanted and found
    (
        "Police are hunting the man who robbed the Harrow post office.",
        "The man who robbed the Alder post office turned himself in on Friday.",
    ),
    ("Rescuers are searching for the pilot of the glider.", "Rescuers found the wing of the glider on Monday."),
    ("Tomas Brandl is on the run.", "Clara Dunn was arrested in Sarn on Tuesday."),
    # stock
    ("The Norvik kettle is out of stock.", "The Norvik toaster is available again."),
    ("The Norvik kettle is out of stock.", "The Norvik kettle will be available again in May."),
    # an outbreak that is over, or is not
    ("The cholera epidemic in Tessary is spreading.", "The health ministry declared the cholera epidemic in Ossland over on Monday."),
    ("The cholera epidemic in Tessary is spreading.", "The health ministry has not declared the cholera epidemic in Tessary over."),
    # limits moved, now
    ("Parking at Sarn station is free only for season ticket holders.", "Parking at Brell station is now free for everyone."),
    ("Cadence runs only on Windows.", "Cadence Pro now also runs on Linux."),
    ("The Harrow reservoir is 30 per cent full.", "The Alder reservoir is now 80 per cent full."),
    # jury
    ("The jury in the Brandl fraud case is out.", "The jury in the Vos fraud case found both men guilty on Friday."),
    ("The jury in the Brandl fraud case is out.", "The jury in the Brandl fraud case visited the bank on Friday."),
    # version
    ("Version 6 is the latest version of Cadence.", "Version 7 of Quill was released in May."),
    ("Version 6 is the latest version of Cadence.", "Version 5 of Cadence was released in 2019."),
    # power
    ("About 900 homes in Sarn are without water.", "Water was restored to all homes in Brell on Tuesday."),
    # date set
    ("No date has been set for the trial of Clara Dunn.", "The trial of Jan Vos will begin on 3 May."),
    # without
    ("Goalkeeper Jan Vos is without a club.", "Goalkeeper Tomas Brandl signed for Harrow Rovers on Friday."),
    # retired
    ("Clara Dunn is a lecturer in physics at Sarn University.", "Jan Vos retired from Sarn University last summer."),
    ("Clara Dunn is a lecturer in physics at Sarn University.", "Clara Dunn retired from the navy in 1999."),
    # reached
    ("Storm Berta is expected to hit Sarn on Tuesday.", "Storm Berta missed Brell and moved out to sea."),
]


@pytest.mark.parametrize(("a", "b"), OVER, ids=lambda given: given[:40])
def test_later_words_tell_of_another_state(claims_of: ClaimsOf, a: str, b: str) -> None:
    assert [verdict.code for verdict in verdicts(claims_of, a, b, (DAY, LATER))] == ["FC205"]


@pytest.mark.parametrize(("a", "b"), STANDS, ids=lambda given: given[:40])
def test_another_thing_or_no_end(claims_of: ClaimsOf, a: str, b: str) -> None:
    assert verdicts(claims_of, a, b, (DAY, LATER)) == []
