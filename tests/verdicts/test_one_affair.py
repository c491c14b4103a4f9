"""What two accounts of one affair, of several sentences each, show by one sentence of each: pairs that conflict, and pairs that do not."""

from datetime import date

import pytest

from comparing import ClaimsOf, verdicts

DAY, NEXT_DAY, YEAR = date(2024, 3, 4), date(2024, 3, 5), date(2025, 3, 4)
HUT = (
    "The Corno hut is in the news again. {} Readers have asked about the Corno hut.",
    "Much is told about the Corno hut. {} More next week.",
)
QUERN = (
    "Quern is a small mail server. {} Readers have asked about Quern.",
    "Here is more about Quern. {} We shall write about Quern again.",
)
LUNT = (
    "The Lunt council met on Friday. {} The Lunt council is busy.",
    "There was a meeting of the Lunt council on Friday. {} It was long.",
)
CONFLICTS = [
    # an office that one alone is voted into
    (LUNT, "The club elected Hilde Branner as chair in Lunt.", "Otto Reiss was voted in as the new chair in Lunt on Friday."),
    # what one wins, another takes
    (LUNT, "Ilya Korsh won the sixth stage in a sprint.", "Ander Ruiz took the sixth stage on Friday."),
    # what was spent on it, and what it cost
    (LUNT, "The Lunt tunnel cost 41 million francs.", "The canton spent 57 million francs on the Lunt tunnel."),
    # "when" stands for the time before it
    (LUNT, "The survey on the Lunt tunnel ends on 30 May.", "People can write until 6 June, when the survey on the Lunt tunnel ends."),
    # the last time, by verb and by noun
    (HUT, "The Corno peak last erupted in 1953.", "The last eruption of the Corno peak was in 1967."),
    # who draws does not win
    (HUT, "Corno drew 1-1 with Pell on Friday.", "Corno won 1-0 against Pell on Friday."),
    # whoever does it
    (QUERN, "Copies of your mail are made every six hours.", "We make copies of your mail once a day."),
    # who opened it, in active and passive; who chairs it, by noun and verb
    (LUNT, "The governor opened the Lunt bridge on Friday.", "The Lunt bridge was opened by the bishop on Friday."),
    (LUNT, "Lena Foss is the chair of the board.", "The board is chaired by Karl Ude."),
    # one measure in other words
    (LUNT, "The Lunt hall seats 800 people.", "There is room for 1,100 people in the Lunt hall."),
    # what costs nothing, and what is paid for each month
    (QUERN, "The app is free.", "The app costs 4 euros a month."),
    # what a dropped plan provided for
    (LUNT, "The Lunt arena will have 300 seats.", "The Lunt arena would have had 500 seats."),
]
APART = [
    (QUERN, "Quern keeps messages for 30 days.", "Quern keeps deleted messages for 7 days."),
    (QUERN, "Quern needs 4 GB of memory.", "Quern needs 10 GB of disk space."),
    (QUERN, "The server listens on port 6060.", "The admin panel of Quern is on port 6061 by default."),
    (QUERN, "The Vela 3 has a 6-inch screen.", "The Vela 3 Max has a 7-inch screen."),
    (LUNT, "Members elected Hilde Branner as president.", "Otto Reiss was voted in as treasurer on Friday."),
    (LUNT, "Ilya Korsh won the sixth stage in a sprint.", "Ander Ruiz took second place in the sixth stage on Friday."),
    (LUNT, "The Lunt tunnel cost 41 million francs.", "The canton spent 2 million francs on a footpath in Lunt."),
    (LUNT, "The mayor of Lunt is against the plan.", "The deputy mayor of Lunt is for the plan."),
    (LUNT, "The Pell Bridge is closed to lorries.", "The Pell Bridge is open to cyclists."),
    (LUNT, "The jury found Milo Hart guilty of arson.", "The jury cleared Milo Hart of murder."),
    (LUNT, "Brisk Foods employs 400 people in Lunt.", "Brisk Foods employs 900 people worldwide."),
    (LUNT, "In a flood 900 homes would have been lost.", "The new dam will save 200 homes."),
    (LUNT, "Ten councillors voted for the motion.", "Four councillors voted against the motion."),
    (LUNT, "The governor opened the Lunt bridge on Friday.", "The Lunt fair was opened by the bishop on Friday."),
    (LUNT, "Lena Foss is the chair of the board.", "The committee is chaired by Karl Ude."),
    (LUNT, "Lunt has 900 inhabitants.", "Forty inhabitants of Lunt were brought to safety."),
    (QUERN, "The app costs 40 euros.", "The cloud for the app costs 4 euros a month."),
    (HUT, "The main pool is heated with gas.", "The small pool is heated with wood."),
    (HUT, "The hut has a slide for children.", "The hut has no slide for adults."),
    (HUT, "Dogs are allowed in the garden of the hut.", "Dogs are not allowed in the dining room of the hut."),
    (HUT, "Guests may use the sauna in the evening.", "Guests may not use the sauna alone."),
    (HUT, "The Golden Reed for best film went to Night Boat.", "The Golden Reed for best actor went to Tom Pell."),
    (HUT, "The choir sang Verdi in the first half.", "The choir sang Brahms in the second half."),
    (HUT, "The last keeper left in 1988, when the old hut was pulled down.", "The new hut was opened in 1994."),
    (HUT, "Five hikers were found on Monday.", "Rescuers found three more hikers on Tuesday."),
]


@pytest.mark.parametrize(("affair", "first", "second"), CONFLICTS)
def test_one_sentence_of_each_account_contradicts_the_other(affair: tuple[str, str], first: str, second: str, claims_of: ClaimsOf) -> None:
    assert {v.relation for v in verdicts(claims_of, affair[0].format(first), affair[1].format(second), (DAY, DAY))} == {"contradicts"}


@pytest.mark.parametrize(("affair", "first", "second"), APART)
def test_other_things_of_one_affair_do_not_conflict(affair: tuple[str, str], first: str, second: str, claims_of: ClaimsOf) -> None:
    assert not [v for v in verdicts(claims_of, affair[0].format(first), affair[1].format(second), (DAY, DAY)) if v.relation != "agrees"]


UPDATES = [
    # one thing in few words and in more
    (HUT, "The Corno pool is open every day.", "The outdoor pool in Corno was shut for good in May."),
    (HUT, "The keeper Emil Rask is under contract with Corno until 2027.", "Emil Rask left Corno on Monday."),
    (HUT, "The Adler is moored below the Corno hut.", "The Adler was towed to a scrapyard last month."),
    (QUERN, "The v2 interface is supported.", "Support for the v2 interface ended in June."),
]


@pytest.mark.parametrize(("affair", "first", "second"), UPDATES)
def test_a_later_account_tells_that_a_state_is_over(affair: tuple[str, str], first: str, second: str, claims_of: ClaimsOf) -> None:
    assert "supersedes" in {v.relation for v in verdicts(claims_of, affair[0].format(first), affair[1].format(second), (DAY, YEAR))}


def test_what_describes_a_name_adds_nothing_to_a_denial(claims_of: ClaimsOf) -> None:
    older = "Halma was launched in Norland in May. It is still sending back data every day."
    newer = "Halma was launched in Norland in May. The probe Halma has gone and no longer sends any data."
    assert {v.relation for v in verdicts(claims_of, older, newer, (DAY, date(2024, 4, 4)))} == {"supersedes"}


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        (
            "The sculptor Odile Marek has died. Friends remembered her laugh.\n\nShe was born in Tavel in 1931.",
            "Odile Marek, the sculptor, died on Sunday. Born in 1934 in Tavel, she learned to weld.",
            True,
        ),
        (
            "The sculptor Odile Marek has died.\n\nShe was born in Tavel, the daughter of a baker.",
            "Odile Marek, the sculptor, died on Sunday. She was born in Corvo, the daughter of a baker.",
            True,
        ),
        (
            "The sculptor Odile Marek has died. She was born in Tavel in 1931.",
            "Odile Marek, the sculptor, died on Sunday. Born in 1934, her brother Luc shared a studio with her.",
            False,
        ),
        (
            "The painter Ida Holm and the sculptor Odile Marek shared a studio in Tavel.\n\nShe was born in 1931.",
            "Odile Marek's studio in Tavel is for sale. Odile Marek was born in 1934.",
            False,
        ),
        (
            "The sculptor Odile Marek has died. A nurse found her.\n\nShe was born in Tavel in 1961.",
            "Odile Marek, the sculptor, died on Sunday. She was born in Tavel in 1934.",
            False,
        ),
    ],
)
def test_a_person_whom_the_paragraphs_are_about(first: str, second: str, conflict: bool, claims_of: ClaimsOf) -> None:
    assert bool(verdicts(claims_of, first, second, (DAY, NEXT_DAY))) is conflict
