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
    # toll
    ("The earthquake in Selm killed four people.", "The death toll from the earthquake in Selm has climbed to 19."),
    ("Seven people have died in the mine fire at Harrow.", "The number of dead in the mine fire at Harrow has risen to 11."),
    (
        "The cholera outbreak in Tessary has infected 120 people.",
        "The number of people infected in the cholera outbreak in Tessary has risen to 300.",
    ),
    # staying, aboard, custody
    ("Climbers Jan Vos and Ida Holm are stuck on Mount Kestral.", "Climbers Jan Vos and Ida Holm came down from Mount Kestral on Sunday."),
    ("Families from Alder Street are living in a school gym.", "Families from Alder Street went back to their homes on Monday."),
    # missing number
    ("Rescuers are searching for four sailors off Sarn.", "All four sailors missing off Sarn have been rescued."),
    (
        "Divers are still looking for two miners after the flood at the Harrow pit.",
        "The two miners missing after the flood at the Harrow pit were found dead on Monday.",
    ),
    ("Three hikers are missing in the Kestral hills.", "The three hikers missing in the Kestral hills were found on Tuesday."),
    # order
    ("People in Lowmere have been advised to stay indoors.", "The advice to stay indoors in Lowmere was withdrawn on Monday."),
    (
        "Swimmers at Alder beach are being warned to keep out of the water.",
        "The warning to keep out of the water at Alder beach was lifted on Friday.",
    ),
    ("Households in Sarn are asked to save water.", "The request to save water in Sarn was withdrawn on Monday."),
    # strike
    ("Bus drivers in Sarn are on strike.", "Bus drivers in Sarn returned to work on Monday."),
    ("Nurses at the Harrow clinic are striking over pay.", "Nurses at the Harrow clinic are back at work."),
    ("The strike at the Alder foundry goes on.", "Workers at the Alder foundry went back to work on Tuesday."),
    # record
    ("The Kestral course record is held by Jan Vos.", "Tomas Brandl has beaten Jan Vos's Kestral course record."),
    # sale
    ("The Norvik e-bike is on sale in Tessary.", "The Norvik e-bike was taken off sale in Tessary on Monday."),
    ("Seats for the Harrow gala are still available.", "The Harrow gala is sold out."),
    ("The Quill plugin is available from the Brix store.", "The Quill plugin has been pulled from the Brix store."),
    # version
    ("The latest version of Cadence is 6.1.", "Cadence 6.2 was released on Monday."),
    ("Brix 3.4 is the current stable version.", "Brix 3.5 replaces 3.4 as the stable version."),
    # cannot, allowed
    ("Women cannot serve on submarines in Tessary.", "Since last week women have been able to serve on submarines in Tessary."),
    ("Dogs are not allowed on Alder beach.", "Dogs have been allowed on Alder beach since Monday."),
    ("Foreigners may not buy land in Norland.", "Foreigners have been able to buy land in Norland since last week."),
    # price
    ("A single ticket on the Sarn ferry costs 3 euros.", "A single ticket on the Sarn ferry now costs 3.50 euros, up from 3 euros."),
    ("Parking at the Alder clinic costs £2 a day.", "Parking at the Alder clinic now costs £3 a day."),
    ("The free plan of Cadence includes 20 projects.", "Cadence has cut the number of projects in its free plan from 20 to 10."),
    # holder
    ("Sarn Opera currently has no music director.", "Ida Holm has been named music director of Sarn Opera."),
    ("The Harrow museum has no curator at the moment.", "Clara Dunn took over as curator of the Harrow museum on Monday."),
    (
        "Jan Vos is managing director of Harrow Foods.",
        "Jan Vos stepped down as managing director of Harrow Foods on Friday, and Ida Holm took over.",
    ),
    # closed
    ("The Alder pool is closed because of a leak.", "The Alder pool is open again after the leak was repaired."),
    ("The Harrow bridge is closed after a lorry crash.", "The Harrow bridge reopened on Monday after a lorry crash."),
    ("The swimming pool in Alder is open daily from 8.", "The swimming pool in Alder was closed for good last week."),
    # control
    ("The forest fire near Sarn is out of control.", "The forest fire near Sarn is now under control."),
    ("The blaze at the Harrow warehouse is out of control.", "Firefighters have brought the blaze at the Harrow warehouse under control."),
    ("The outbreak of measles in Alder is out of control.", "The outbreak of measles in Alder has been brought under control."),
    # plea
    ("Tomas Brandl pleaded not guilty to fraud.", "Tomas Brandl changed his plea to guilty on Monday."),
    ("Ida Holm has denied the theft charges.", "Ida Holm changed her plea to guilty on Tuesday."),
    # quashed
    ("Ida Holm's conviction for fraud stands.", "The appeal court quashed Ida Holm's conviction for fraud on Monday."),
    ("The ban on Jan Vos stands.", "The federation overturned the ban on Jan Vos on Monday."),
    # verdict
    ("A verdict in the Brandl trial is expected in June.", "The jury in the Brandl trial acquitted both defendants on Monday."),
    ("A verdict in the trial of Jan Vos is expected this week.", "The jury found Jan Vos guilty on Thursday."),
    # talks
    ("Talks between Norvik Lines and the seamen's union have collapsed.", "Norvik Lines and the seamen's union reached a deal on Sunday."),
    (
        "The teachers' union and the Sarn council have not agreed on pay.",
        "The teachers' union and the Sarn council agreed on pay on Sunday.",
    ),
    ("Norvik Lines and its pilots have not reached a deal.", "Norvik Lines and its pilots struck a deal on Monday."),
    # only also
    ("Cadence is available for Windows only.", "Cadence is now available for Linux too."),
    ("The Sarn library is open on weekdays only.", "The Sarn library is now also open on Saturdays."),
    # no longer sends
    ("The satellite Arvo still sends pictures every hour.", "The satellite Arvo no longer sends any pictures."),
    ("The volcano Harrow is still erupting.", "The volcano Harrow has stopped erupting."),
    # one of two
    ("Alder has two chemists.", "Since one chemist closed last week, Alder has had one chemist."),
    ("Lowmere has four schools.", "Since the Fennel school closed last week, Lowmere has had three schools."),
    # bill
    ("The Schools Bill is before parliament.", "Parliament passed the Schools Bill on Monday."),
    ("The Rail Bill is going through parliament.", "Parliament rejected the Rail Bill on Friday."),
    ("The Forest Bill is before the senate.", "The senate adopted the Forest Bill on Tuesday."),
    # injured
    ("Goalkeeper Jan Vos is recovering from a knee operation.", "Jan Vos returned from his knee injury on Saturday."),
    ("Winger Tomas Brandl is out until May.", "Tomas Brandl came back from injury on Sunday."),
    # date
    ("A date for the Harrow by-election has not been fixed.", "The Harrow by-election will take place on 4 April."),
    ("No date has been set for the inquest into Jan Vos's death.", "The inquest into Jan Vos's death will open on 4 April."),
    # not yet
    ("The Norvik e-van is not yet available.", "The Norvik e-van went on sale on Friday."),
    ("The Sarn treaty is not yet in force.", "The Sarn treaty came into force on Monday."),
    # raised
    ("A swim at the Alder pool costs 4 euros.", "The Alder pool has put up the price of a swim from 4 to 5 euros."),
    ("Norvik Lines kept fares at 20 euros.", "Norvik Lines raised fares from 20 euros to 24 euros."),
]
STANDS = [
    # another of its kind
    ("The old Alder hall is closed. The Alder fair is on.", "The Alder hall opens."),
    # raised
    ("Bran Holt won seven districts of Alder.", "The mayor refused to count ballots from seven districts of Alder that Bran Holt won."),
    (
        "The red ball of the Alder lottery ranges from 1 to 26.",
        "Five white balls of the Alder lottery and one red ball numbered from 1 to 26 are drawn.",
    ),
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
    # toll
    ("The earthquake in Selm killed four people.", "The death toll from the earthquake in Brell has climbed to 19."),
    ("The earthquake in Selm killed four people.", "The death toll from the flood in Selm has climbed to 19."),
    ("The earthquake in Selm injured four people.", "The death toll from the earthquake in Selm has climbed to 19."),
    # staying, aboard, custody
    ("Tomas Brandl is in custody in Sarn.", "Tomas Wiegand was set free on Monday."),
    ("Tomas Brandl is in custody in Sarn.", "Tomas Brandl's brother was released on Monday."),
    ("Tomas Brandl is in custody in Sarn.", "Tomas Brandl could be released on Monday."),
    # missing number
    ("Rescuers are searching for four sailors off Sarn.", "All three sailors missing off Brell have been rescued."),
    ("Rescuers are searching for four sailors off Sarn.", "Two sailors missing off Sarn have been rescued."),
    ("Three hikers are missing in the Kestral hills.", "One of the three hikers missing in the Kestral hills was found on Tuesday."),
    # order
    ("The town of Lowmere is under a tornado warning.", "The tornado warning for Brell was lifted at noon."),
    ("The town of Lowmere is under a tornado warning.", "The flood warning for Lowmere was lifted at noon."),
    ("People in Lowmere have been advised to stay indoors.", "The advice to stay indoors in Brell was withdrawn on Monday."),
    # strike
    ("Bus drivers in Sarn are on strike.", "Bus drivers in Brell returned to work on Monday."),
    ("Bus drivers in Sarn are on strike.", "Teachers in Sarn returned to work on Monday."),
    ("Bus drivers in Sarn are on strike.", "Bus drivers in Sarn will return to work on Monday."),
    # record
    (
        "Ida Holm holds the Norland shot put record with 18.20 metres.",
        "Clara Dunn broke Ida Holm's Norland discus record with 61.45 metres.",
    ),
    ("Ida Holm holds the Norland shot put record with 18.20 metres.", "Clara Dunn failed to break Ida Holm's Norland shot put record."),
    ("The Kestral course record is held by Jan Vos.", "Tomas Brandl broke the Alder course record."),
    # sale
    ("The Norvik e-bike is on sale in Tessary.", "The Norvik e-bike was withdrawn from sale in Brell on Monday."),
    ("Seats for the Harrow gala are still available.", "The Brell gala is sold out."),
    ("Cadence 3 is supported.", "Support for Cadence 2 has ended."),
    # version
    ("The latest version of Cadence is 6.1.", "Cadence Pro 7 was released on Monday."),
    ("The latest version of Cadence is 6.1.", "Quill 6.2 was released on Monday."),
    ("The latest version of Cadence is 6.1.", "Cadence 6.1 was released on Monday."),
    # cannot, allowed
    ("Women cannot serve on submarines in Tessary.", "Since last week women have been able to serve on submarines in Norland."),
    ("Dogs are not allowed on Alder beach.", "Dogs have been allowed on Brell beach since Monday."),
    ("Cyclists are allowed on the Kestral path.", "Horses have been banned from the Kestral path since Monday."),
    # price
    ("A single ticket on the Sarn ferry costs 3 euros.", "A day ticket on the Sarn ferry now costs 9 euros."),
    ("A single ticket on the Sarn ferry costs 3 euros.", "A single ticket on the Brell ferry now costs 3.50 euros."),
    ("The free plan of Cadence includes 20 projects.", "Cadence has cut the number of projects in its team plan from 200 to 100."),
    # holder
    ("Sarn Opera currently has no music director.", "Ida Holm has been named music director of Brell Opera."),
    ("Sarn Opera currently has no music director.", "Ida Holm has been named finance director of Sarn Opera."),
    ("Jan Vos is managing director of Harrow Foods.", "Jan Vos stepped down as chairman of Alder Bank on Friday."),
    # closed
    ("The Alder pool is closed because of a leak.", "The Brell pool is open again after the leak was repaired."),
    ("The Alder pool is closed because of a leak.", "The café at the Alder pool is open again."),
    ("The Brell zoo is open every day.", "The monkey house at the Brell zoo was shut for good on Friday."),
    # control
    ("The forest fire near Sarn is out of control.", "The forest fire near Brell is now under control."),
    ("The forest fire near Sarn is out of control.", "The forest fire near Sarn is not yet under control."),
    # plea
    ("Tomas Brandl pleaded not guilty to fraud.", "Jan Vos changed his plea to guilty on Monday."),
    ("Tomas Brandl pleaded not guilty to fraud.", "Tomas Brandl may change his plea to guilty on Monday."),
    # quashed
    ("Ida Holm's conviction for fraud stands.", "The appeal court quashed Jan Vos's conviction for fraud on Monday."),
    ("Ida Holm's conviction for fraud stands.", "The appeal court quashed Ida Holm's conviction for theft on Monday."),
    # verdict
    ("A verdict in the Brandl trial is expected on Monday.", "The jury in the Vos trial acquitted both defendants on Monday."),
    ("A verdict in the Brandl trial is expected on Monday.", "The jury in the Brandl trial visited the scene on Monday."),
    # talks
    ("Talks between Norvik Lines and the seamen's union have collapsed.", "Alder Bank and the staff union reached a deal on Sunday."),
    ("Norvik Lines and its pilots have not reached a deal.", "Norvik Lines and its cabin crew reached a deal on Monday."),
    ("There is no agreement between Tessary and Norland on fishing.", "Tessary and Norland reached an agreement on trade on Friday."),
    # only also
    ("Cadence is available for Windows only.", "Quill is now available for Linux too."),
    ("Cadence is available for Windows only.", "Cadence Cloud is now available for Linux too."),
    # no longer sends
    ("The satellite Arvo still sends pictures every hour.", "The satellite Arvo no longer sends sound."),
    # one of two
    ("Sarn Zoo has two tigers, Kim and Bao.", "Kim, one of the two lions at Sarn Zoo, has died."),
    ("Sarn Zoo has two tigers, Kim and Bao.", "Two tigers at Brell Zoo have died."),
    # bill
    ("The Schools Bill is before parliament.", "Parliament passed the Rail Bill on Monday."),
    # injured
    ("Goalkeeper Jan Vos is recovering from a knee operation.", "Tomas Brandl returned from his knee injury on Saturday."),
    # plans
    ("Bruno Haskell is managing director of Orla Textiles.", "Bruno Haskell stepped down as chairman of Brell Bank on Friday."),
    ("Bruno Haskell is managing director of Orla Textiles.", "Bruno Haskell stepped down from the jury on Friday."),
    ("Anna Haskell is managing director of Orla Textiles.", "Managing director Jan Vos stepped down from Brell Bank."),
    # date
    ("No date has been set for the trial of Ida Holm.", "The trial of Jan Vos will begin on 12 May."),
    ("No date has been set for the trial of Ida Holm.", "The trial of Ida Holm will be held in Brell."),
    # not yet
    ("The Norvik e-van is not yet available.", "The Norvik e-bike went on sale on Friday."),
    ("The Norvik e-van is not yet available in Brell.", "The Norvik e-van went on sale in Tessary on Friday."),
    # raised
    ("A swim at the Alder pool costs 4 euros.", "The Brell pool has put up the price of a swim from 4 to 5 euros."),
    ("Norvik Lines kept fares at 20 euros.", "Norvik Lines raised fares from 18 euros to 20 euros."),
]


@pytest.mark.parametrize(("a", "b"), OVER, ids=lambda given: given[:40])
def test_later_words_tell_of_another_state(claims_of: ClaimsOf, a: str, b: str) -> None:
    assert [verdict.code for verdict in verdicts(claims_of, a, b, (DAY, LATER))] == ["FC205"]


@pytest.mark.parametrize(("a", "b"), STANDS, ids=lambda given: given[:40])
def test_another_thing_or_no_end(claims_of: ClaimsOf, a: str, b: str) -> None:
    assert verdicts(claims_of, a, b, (DAY, LATER)) == []
