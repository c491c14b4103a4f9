"""Sentences are found, clutter is not, and every sentence stands at its place."""

import time
from collections.abc import Callable
from itertools import pairwise

import pytest

from factcheck.articles.dates import from_dateline
from factcheck.articles.segment import overlong, sentences, title_line
from factcheck.model import Article

CASES = [
    ("two", "It rained. The river rose.", ["It rained.", "The river rose."]),
    (
        "abbreviations",
        "Mr. Holm met Dr. J. K. Weil at 9 a.m. on Jan. 4. They left.",
        ["Mr. Holm met Dr. J. K. Weil at 9 a.m. on Jan. 4.", "They left."],
    ),
    (
        "country",
        "He flew to the U.S. The visit was short. U.S. officials agreed.",
        ["He flew to the U.S.", "The visit was short.", "U.S. officials agreed."],
    ),
    (
        "title at a line's end",
        "The road office was told of the cracks in the pier by Dr.\nLind in May. It rained.",
        ["The road office was told of the cracks in the pier by Dr.\nLind in May.", "It rained."],
    ),
    (
        "comma at a line's end",
        "As of October 2023,\nHarwick Dairy employs 28 people. It rained.",
        ["As of October 2023,\nHarwick Dairy employs 28 people.", "It rained."],
    ),
    (
        "sentence at a line's end",
        "The road office was told of the cracks in the pier in May.\nLind found them.",
        ["The road office was told of the cracks in the pier in May.", "Lind found them."],
    ),
    ("decimals", "It cost 3.5 million. Nobody paid.", ["It cost 3.5 million.", "Nobody paid."]),
    ("quotation", "“We won.” She smiled. “Did we?” he asked.", ["“We won.”", "She smiled.", "“Did we?” he asked."]),
    ("glued", "The talks ended.The envoy left.", ["The talks ended.", "The envoy left."]),
    ("address", "See www.example.Org for more. It rained.", ["See www.example.Org for more.", "It rained."]),
    ("marks", "**The river rose in the night.**\n\nIt fell again.", ["The river rose in the night.", "It fell again."]),
    ("heading", "The Long Dispute\n\nIntroduction\nThe river rose. It fell.", ["The river rose.", "It fell."]),
    ("repeated headline", "River Rises**\n\nRiver Rises**\nThe river rose in the night.", ["The river rose in the night."]),
    ("byline and date", "By Ida Holm\n4 March 2024\nThe river rose.", ["The river rose."]),
    ("dateline", "HARWICK, March 4, 2024 — The river rose.", ["The river rose."]),
    (
        "wrapped",
        "The river that runs through the lower town rose by a\nmetre in the night. It fell again.",
        ["The river that runs through the lower town rose by a\nmetre in the night.", "It fell again."],
    ),
    ("list", "- The river rose.\n- The bridge held.", ["The river rose.", "The bridge held."]),
    ("clutter", "Read more: The flood of 1972.\nThe river rose.\nPhoto: Ida Holm.", ["The river rose."]),
    ("ellipsis", "He waited… and left. She stayed.", ["He waited… and left.", "She stayed."]),
    ("question", "Who paid? Nobody did!", ["Who paid?", "Nobody did!"]),
    ("date with a clock", "Updated Mar. 4, 2024, 4:57 p.m. ET\nThe river rose.", ["The river rose."]),
    ("place and agency", "SELM, Ohio (AP) — The river rose. SELM — it fell.", ["The river rose.", "SELM — it fell."]),
    ("agency alone", "(CNN) The river rose.\n\nNew Selm (CNN) It fell.", ["The river rose.", "New Selm (CNN) It fell."]),
    ("place alone", "OLD HARWICK – The river rose.\n\nUNESCO – The list grew.", ["The river rose.", "UNESCO – The list grew."]),
    ("a name before a dash", "UNESCO – a body of the UN – met.", ["UNESCO – a body of the UN – met."]),
    ("day without a year", "HARWICK, March 4 (Reuters) - The river rose.", ["The river rose."]),
    ("initials are no sentence", "Ida M. Holm\nThe river rose.", ["The river rose."]),
    ("credit after a caption", "The bridge held on Monday. Ida Holm/Harbour Post", ["The bridge held on Monday."]),
    ("link after a question", "Who paid? Play our quiz about the bridge", ["Who paid?"]),
    (
        "long last sentence",
        "It rained. " + "The river rose over the road and the field " * 3,
        ["It rained.", ("The river rose over the road and the field " * 3).strip()],
    ),
    ("other bullets", "►The river rose.\n● The bridge held.\n-- It fell.", ["The river rose.", "The bridge held.", "It fell."]),
    (
        "subscribers are no call",
        "Subscribers fell to 300.\nSubscribe to our letter.\nMore:The flood came.\nRELATED:It fell.",
        ["Subscribers fell to 300."],
    ),
    (
        "advertisement",
        "Advertisement\nAdvertisement sales fell.\nCopyright law changed.",
        ["Advertisement sales fell.", "Copyright law changed."],
    ),
    ("contact", "Follow Ida Holm on Twitter.\nReach her at ida@example.org.\nFollow the river on foot.", ["Follow the river on foot."]),
    ("editor's note", "Editor’s Note: This first stood elsewhere.\nThe river rose.", ["The river rose."]),
    ("plural titles", "It was put to Reps. Holm and Weil. They met.", ["It was put to Reps. Holm and Weil.", "They met."]),
    ("against", "It cites Holm v. Weil on this. They met.", ["It cites Holm v. Weil on this.", "They met."]),
    (
        "state",
        "The river rose in Selm, N.C. The bridge held. Mont. Selm fell.",
        ["The river rose in Selm, N.C.", "The bridge held.", "Mont. Selm fell."],
    ),
    ("zero-width space", "The river rose.\u200b The bridge held.", ["The river rose.", "The bridge held."]),
    (
        "footnote in Markdown",
        "It rained.[^1] The mill burned.[^note]\nIt fell.[citation needed]",
        ["It rained.", "The mill burned.", "It fell."],
    ),
    (
        "quotation marks written out",
        "&ldquo;It rained.&rdquo; The mill burned.&quot; &#8220;It fell.&#8221;",
        ["&ldquo;It rained.&rdquo;", "The mill burned.&quot;", "&#8220;It fell.&#8221;"],
    ),
    (
        "number glued to a stop",
        "It rained in Selm.340 people fled. It cost 3.5 crowns.",
        ["It rained in Selm.", "340 people fled.", "It cost 3.5 crowns."],
    ),
    ("number in an address", "See selm.example/a.340 people of no.4 left.", ["See selm.example/a.340 people of no.4 left."]),
    ("emphasis at an edge", "**Ida** Holm left. *It rained.* They met _Weil_", ["**Ida** Holm left.", "It rained.", "They met _Weil_"]),
    ("emphasis of all", "**It rained in Selm.** _It was **wet**._", ["It rained in Selm.", "It was **wet**."]),
    ("stars", "* Ida *Holm* left.\n5* stars for Selm are **many.", ["Ida *Holm* left.", "5* stars for Selm are **many."]),
    ("comment that is not closed", "<!-- The mill burned.\nIt fell.", ["<!-- The mill burned.", "It fell."]),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_sentences(text: str, expected: list[str], article: Callable[..., Article]) -> None:
    found = sentences(article(text))
    assert [sentence.text for sentence in found] == expected
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in found)


def test_sentences_never_overlap(article: Callable[..., Article]) -> None:
    text = "“No.” He left.He ran!? (It rained.) Then… nothing. A.B. stayed.\nAnd\nso on.\n\n\n* * *\n"
    found = sentences(article(text))
    assert all(first.end <= second.start for first, second in pairwise(found))


@pytest.mark.parametrize(
    "text",
    [
        "The valley has " + "." * 300_000 + "x three.",
        "a. b. c. " * 30_000,
        "a\n" * 100_000,
        "<!--" * 100_000,
        "<!--\n" * 50_000,
        "HARWICK" + " " * 300_000 + "x",
        "A " * 100_000,
        "The " + "(" * 200_000,
        "By " + "A" * 200_000,
        "It &" + "amp;" * 100_000,
        "Se" + "\u0301" * 200_000 + "lm",
        "4 March 2024 " * 20_000,
        "\"'" * 100_000 + ".",
        "The river rose. " + "!' " * 100_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text_takes_linear_time(text: str, article: Callable[..., Article]) -> None:
    begun = time.process_time()
    sentences(article(text))
    from_dateline(text)
    assert time.process_time() - begun < 5


def test_what_is_too_long_to_be_a_sentence_is_told_apart(article: Callable[..., Article]) -> None:
    text = "It rained. " + "The river rose and " * 400 + "fell. The bridge held."
    assert [sentence.text for sentence in sentences(article(text))] == ["It rained.", "The bridge held."]
    assert [text[long.start : long.end] for long in overlong(article(text))] == [text[11:-17]]
    assert not overlong(article("It rained."))


@pytest.mark.parametrize(
    "mark", ["[^1]", "[^note]", "※", " 🎉", " <!-- factcheck: ignore -->", " (AP)", "[citation needed]", "—", "&nbsp;"]
)
def test_a_sentence_with_marks_behind_its_stop_is_no_title(mark: str) -> None:
    assert title_line(f"The mill burned on Monday.{mark}\n\nIt fell.") is None
    assert title_line(f"The mill burned on Monday{mark}\n\nIt fell.") is not None
