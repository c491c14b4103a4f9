"""What makes a sentence time-sensitive, what does not, and when it expires."""

from collections.abc import Callable
from datetime import date

import pytest

from factcheck.model import TimeSensitivity
from factcheck.syntax import Syntax
from factcheck.time import sensitivities, tag

DAY = date(2024, 3, 6)
Parse = Callable[[str], Syntax]

FIRES = [
    ("The pool is closed for cleaning.", "ongoing"),
    ("The bridge is shut to traffic while engineers inspect it.", "ongoing"),
    ("The road is closed until Friday.", "ongoing"),
    ("It isn't known how many people were on board.", "ongoing"),
    ("It was not immediately clear what caused the blast.", "ongoing"),
    ("The appeal is before the supreme court.", "ongoing"),
    ("The siege is now in its fifth day.", "ongoing"),
    ("The death toll has climbed to 40.", "ongoing"),
    ("Unemployment stands at 6 per cent.", "ongoing"),
    ("The fire has swelled to nearly 500 acres.", "ongoing"),
    ("He faces up to 20 years in jail.", "ongoing"),
    ("She is charged with two counts of fraud.", "ongoing"),
    ("The driver, who is 51, was not hurt.", "now"),
    ("Such attitudes worry pastor Christine Klement, 33.", "now"),
    ("It’s building a new line of stores.", "ongoing"),
    ("We still don’t know what went on.", "ongoing"),
    ("The shower is predicted to peak on Friday.", "future"),
    ("He is the only man to have won both races.", "superlative"),
    ("The bridge was due to reopen on 9 April.", "future"),
    ("As of October 2023, the firm employs 900 people.", "as_of"),
    ("By Tuesday evening, rescuers had found nine bodies.", "as_of"),
    ("At present, Ordel appears determined.", "now"),
    ("The hall is now a museum.", "now"),
    ("The firm currently employs 900 people.", "now"),
    ("These days the hall stands empty.", "now"),
    ("The court ruled on Tuesday.", "relative"),
    ("Sales fell last month.", "relative"),
    ("The roof collapsed overnight.", "relative"),
    ("The museum will open in the old mill.", "future"),
    ("Weil is set to visit Sarov again soon.", "future"),
    ("Weil's forthcoming visit might yield a proposal.", "future"),
    ("The board is expected to decide.", "future"),
    ("The company plans to hire 40 engineers.", "future"),
    ("The mayor said she would sign the measure.", "future"),
    ("The bishop is to celebrate Mass.", "future"),
    ("The new timetable begins on 1 July.", "future"),
    ("The bridge remains closed.", "ongoing"),
    ("The council has yet to publish the report.", "ongoing"),
    ("Police are reviewing the footage.", "ongoing"),
    ("The cause is under investigation.", "ongoing"),
    ("The line is suspended until further notice.", "ongoing"),
    ("Unrest continues in the north.", "ongoing"),
    ("The dispute persists.", "ongoing"),
    ("So far nine bodies have been found.", "recency"),
    ("The newly built hall is empty.", "recency"),
    ("Prices have recently fallen.", "recency"),
    ("It is the highest fee in the club's history.", "superlative"),
    ("She is the youngest player to score in a final.", "superlative"),
    ("It was the largest crowd ever seen there.", "superlative"),
    ("Ida Holm, who leads the agency, declined to comment.", "role"),
    ("Ida Holm, who has led the agency since 2018, declined.", "role"),
    ("She would negotiate if re-elected in 2024.", "conditional_future"),
    ("The inspectors have not found the cause.", "ongoing"),
    ("No charges have been filed.", "ongoing"),
    ("The mill has stood empty since May.", "ongoing"),
    ("The firm said it would not reopen the mill before May.", "future"),
    ("The ministry said it was reviewing the case.", "ongoing"),
    ("Turnout stood at 58 per cent at 6 p.m. in most districts.", "as_of"),
    ("The firm had 900 workers at the end of March.", "as_of"),
    ("They do not plan to return.", "future"),
    ("Residents have until 31 May to respond.", "future"),
    ("The firm has 90 days to submit a plan.", "future"),
    ("The fee will fall if the council agrees.", "conditional_future"),
    ("Should the vote pass, the mill will close.", "conditional_future"),
]

SILENT = [
    "The firm was founded in 2017.",
    "The two met in Lindau in July 2017.",
    "The remains of a fort lie under the bridge.",
    "The widow left a painting in her will.",
    "The forest ends at the west gate.",
    "Ida Holm, who led the agency in 1994, wrote a memoir.",
    "The company owns two mills.",
    "He asked if the lamp had burned.",
    "The council did not comment.",
    "If the valve had been shut, the mill would have been saved.",
    "The shop opens on Mondays.",
    "It lasted three days.",
    "They gave up a plan to close the mill.",
    "The union urged the firm to continue its support.",
    "The firm ought to have been testing the valves.",
    "They called on all people of good will to help.",
    "The mill has made a profit.",
    "“We were holding on to the rail,” said a sailor.",
    "The mill had been due to close.",
    "The prices were set by teachers.",
    "He looks in now and then.",
    "The oldest of the volunteers were 81.",
    "The court ruled on 19 August.",
    "The vessel passed an inspection three weeks earlier.",
    "Nobody guessed what the winter would bring.",
    "Few believed that the dam would hold.",
    "No one foresaw that the mine would flood.",
    "She did not know that the letter would save her.",
    "During the siege the bakery was still open.",
    "In the last month of the campaign she lost her voice.",
    "In the past year of the reign taxes fell.",
    "The show was due to open in 1939, and the war closed it before its first night.",
    "He wrote that he would be home by Christmas; he died in October 1916.",
    "The March of the toy soldiers was played.",
    "The shop is closed for good.",
    "The tower was closed for restoration in 1987.",
    "The toll had risen to nine by the evening of the flood.",
    "He faced trial in 1962.",
    "The statue stands at the foot of the hill.",
    "The theatre faces the river.",
    "In summer the river is low.",
    "He used the method to date the fossil.",
    "Schools closed under winter storm warnings.",
    "That costs, shall we say, a little.",
    "The goals came from Karl Moe, 3.",
    "It’s a fine day for a walk by the river.",
    "It has spread to more than 100 countries.",
]


def found(parse: Parse, text: str, anchor: date | None = DAY) -> list[TimeSensitivity]:
    syntax = parse(text)
    return sensitivities(text, syntax, tag(text, anchor, syntax), anchor)


@pytest.mark.parametrize(("text", "kind"), FIRES)
def test_fires(text: str, kind: str, parse_sentence: Parse) -> None:
    entries = found(parse_sentence, text)
    assert kind in {entry.kind for entry in entries}
    assert all(text[entry.start : entry.end] == entry.trigger for entry in entries)


@pytest.mark.parametrize("text", SILENT)
def test_is_silent(text: str, parse_sentence: Parse) -> None:
    assert [(entry.kind, entry.trigger) for entry in found(parse_sentence, text)] == []


def test_a_dated_state_with_a_condition_tells_both(parse_sentence: Parse) -> None:
    text = "As of October 2023, Varga has expressed her continued admiration for Ordel, stating she would negotiate if re-elected in 2024, although tensions have grown."
    entries = {entry.kind: entry for entry in found(parse_sentence, text, None)}
    assert next(iter(entries)) == "as_of"
    assert entries["conditional_future"].trigger == "if re-elected in 2024"
    assert entries["conditional_future"].expires is not None
    assert entries["conditional_future"].expires.on == date(2024, 12, 31)
    assert entries["as_of"].expires is not None
    assert entries["as_of"].expires.on == date(2024, 4, 28)


def test_expiry(parse_sentence: Parse) -> None:
    def day(text: str, anchor: date | None = DAY) -> date | None:
        entry = found(parse_sentence, text, anchor)[0]
        return entry.expires.on if entry.expires else None

    assert day("The museum will open by 6 July 2024.") == date(2024, 7, 6)
    assert day("The museum will open in the old mill.") == date(2024, 6, 4)
    assert day("The museum will open in the old mill.", None) is None
    assert day("The bridge remains closed.") == date(2024, 9, 2)
    assert day("The court ruled on Tuesday.") is None
