"""Sentences are found, clutter is not, and every sentence stands at its place."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from factcheck.articles.segment import sentences
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
    ("markdown heading", "# The river rose.\n\nIt fell.", ["It fell."]),
    ("clutter", "Read more: The flood of 1972.\nThe river rose.\nPhoto: Ida Holm.", ["The river rose."]),
    ("comment", "<!-- The mill burned. -->\nThe river rose.", ["The river rose."]),
    ("code", "```\nThe mill burned.\n```\nThe river rose.", ["The river rose."]),
    ("ellipsis", "He waited… and left. She stayed.", ["He waited… and left.", "She stayed."]),
    ("question", "Who paid? Nobody did!", ["Who paid?", "Nobody did!"]),
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
