"""Nothing of a text is silently unread: every character is in a sentence, or in a stretch that is left out for a named reason."""

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import make_article
from factcheck.articles.read import extent
from factcheck.articles.segment import reading, sentences
from factcheck.model import Article

NEWS = Path(__file__).parents[3] / "shared" / "news"
REASONS = {
    "title", "heading", "byline", "date line", "dateline", "call to the reader", "caption", "table", "code", "unclosed code",
    "other language", "repeated", "too long", "no words", "picture", "marks", "space",
}  # fmt: skip
MARK = re.compile(
    r"(?:[^\w\s]|[\d_¹²³\u2070-\u2079\u115f\u1160\u3164\uffa0]|\b[a-z]{1,2}\b|\[\w{1,4}\]|<br ?/?>|&(?:nbsp|ensp|emsp|thinsp|shy|zwn?j|#\w+);)+",
    re.IGNORECASE,
)


def hold(article: Article) -> None:
    """The principle, for one article."""
    found = reading(article)
    text = article.text
    offset = 0
    for start, end in sorted([*((s.start, s.end) for s in found.sentences), *((u.start, u.end) for u in found.unread)]):
        assert start == offset
        assert end > start
        offset = end
    assert offset == len(text)
    assert all(text[s.start : s.end] == s.text for s in found.sentences)
    assert {u.reason for u in found.unread} <= REASONS
    for item in found.unread:
        stretch = text[item.start : item.end]
        assert item.reason != "space" or stretch.isspace()
        assert item.reason != "marks" or MARK.fullmatch(stretch), stretch
        assert item.reason != "no words" or not re.search(r"[^\W\d_]", stretch)
    told = extent(article, 0)
    assert told.characters + told.spaces + sum(part.characters for part in told.left_out) == len(text)


PIECES = st.sampled_from(
    [
        "The flood had killed 340 people", "By Tuesday, ", "By Ida Holm", "Updated: ", "More: ", "Read more", "Photo: ", "Sign up ", "It rained",
        "Der Bürgermeister kommt heute nicht über die Brücke", "Mr. ", "U.S. ", "4 March 2024", "HARWICK — ", ". ", ".", "! ", "? ", "。", ".[1]", ".¹", ".†",
        ".»", ".<br>", ".|", ". (AP)", ".&nbsp;", "\u200b", "\u00ad", "\xa0", "\u2009", "\n", "\n\n", "> ", "# ", "#1 ", "| ", "- ", "1. ", "```", "~~~",
        "<!-- ", " -->", "“", "”", "**", "_", " ", "  ", "12,000", "…", "\t", "\ufeff", "(", ")", "[2]", "*", "x", "A", "é", "Ж", "漢",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, max_size=40).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=300),
    st.lists(st.one_of(PIECES, st.text(st.characters(exclude_categories=["Cs"]), max_size=5)), max_size=30).map("".join),
)
NAMES = st.sampled_from(["a.txt", "a.md", "a.jsonl:3"])


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, name=NAMES, title=st.sampled_from([None, "It rained", "The flood had killed 340 people"]))
def test_every_character_is_read_or_left_out_for_a_reason(text: str, name: str, title: str | None) -> None:
    hold(make_article(text, name=name).model_copy(update={"title": title}))


@pytest.mark.slow
@settings(max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, name=NAMES, title=st.sampled_from([None, "It rained", "The flood had killed 340 people"]))
def test_so_it_is_for_ten_thousand_texts(text: str, name: str, title: str | None) -> None:
    hold(make_article(text, name=name).model_copy(update={"title": title}))


@pytest.mark.slow
@pytest.mark.skipif(not NEWS.is_dir(), reason="the collected news is not part of the project")
@pytest.mark.parametrize("name", ["basil-events.jsonl.gz", "mixed-3000.jsonl.gz"])
def test_so_it_is_for_articles_of_the_web(name: str) -> None:
    with gzip.open(NEWS / name, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = json.loads(line)
            hold(make_article(fields["text"], name="a.txt").model_copy(update={"title": fields.get("title")}))


DEAD = "the flood had killed 340 people"

READ = [
    ("byline that is none", "By Tuesday, the flood had killed 340 people.", None),
    ("byline with a month", "By March, 340 dead had been found.", None),
    ("byline with a day and no verb", "By Friday, 340 dead.", "By Friday, 340 dead."),
    ("byline with a feast", "By Thanksgiving, 340 workers lose their jobs.", None),
    ("byline with a quarter", "By Q3, profits double to 340 million.", None),
    ("byline that goes on", "By Ida Holm, who counts 340 dead in the hall.", None),
    ("byline before a sentence", "By Ida Holm | The trip to a lodge near the border in May cost 8,400 crowns", None),
    ("dateline that is none", "SELM FLOOD KILLS MANY: 340 people are missing.", None),
    ("updated", f"Updated: {DEAD} by Tuesday.", None),
    ("last updated", f"Last updated: on Tuesday {DEAD}.", None),
    ("more", f"More: by Tuesday {DEAD}.", None),
    ("more people", "More than 340 people died.", None),
    ("sign up", "Sign up sheets for 340 seats were gone by Tuesday.", None),
    ("read more", "Read more books, the mayor told 340 pupils on Tuesday.", None),
    ("photo", "Photo: firefighters carry 340 people out of the town hall.", None),
    ("contact", "Contact with the ship was lost on Tuesday at x = 340.", None),
    ("follow", "Follow-up talks on X were held on Tuesday.", None),
    ("subscribe", "Subscribe numbers fell to 340 after Holm left.", None),
    ("watch", "Watch: Holm said that the mill burned on 3 May.", None),
    ("related", "Related: 340 people flee the flood in Selm.", None),
    ("read more with a colon", "Read more: rescuers carry 340 people out of the hall.", None),
    ("advertisement in a long paragraph", f"Read more. {'It rained over the valley. ' * 8}By Tuesday {DEAD}.", f"By Tuesday {DEAD}."),
    ("note in brackets", "It rained. The flood killed 340 people.[1]", "The flood killed 340 people."),
    ("note, sentence after", "The flood killed 340 people.[12] The mill burned.", "The flood killed 340 people."),
    ("raised note", "It rained. The flood killed 340.¹", "The flood killed 340."),
    ("raised notes", "It rained. The flood killed 340.²³ So it was.", "The flood killed 340."),
    ("dagger", "It rained. The flood killed 340.†", "The flood killed 340."),
    ("asterisk", "It rained. The flood killed 340.*", "The flood killed 340."),
    ("guillemet", "It rained. «The flood killed 340.»", "The flood killed 340."),
    ("single guillemet", "It rained. ‹The flood killed 340.›", "The flood killed 340."),
    ("break", "It rained. The flood killed 340.<br>", "The flood killed 340."),
    ("break within", "The flood killed 340.<br />The mill burned.", "The flood killed 340."),
    ("bar", "It rained. The flood killed 340.|", "The flood killed 340."),
    ("agency", "It rained. The flood killed 340. (AP)", "The flood killed 340."),
    ("written space", "It rained. The flood killed 340.&nbsp;", "The flood killed 340."),
    ("written space within", "The flood killed 340.&nbsp;The mill burned.", "The flood killed 340."),
    ("wide stop", "It rained. The flood killed 340．", "The flood killed 340"),
    ("wide full stop", "The flood killed 340。The mill burned。", "The flood killed 340"),
    ("filler within", "The flood killed 340.\u3164The mill burned.", "The flood killed 340."),
    ("zero-width space", "It rained. The flood killed 340.\u200b", "The flood killed 340."),
    ("zero-width space within", "The flood killed 340.\u200bThe mill burned.", "The flood killed 340."),
    ("joiner", "It rained. The flood killed 340.\u2060", "The flood killed 340."),
    ("no-break space", "The flood killed 340.\xa0The mill burned.", "The flood killed 340."),
    ("thin space", "The flood killed 340.\u2009The mill burned.", "The flood killed 340."),
    ("no stop", "It rained. The flood killed 340 people", "The flood killed 340 people"),
    ("one line without a stop", "The flood killed 340 people", None),
    ("list item", "It rained.\n\n- 340 people were killed in the flood\n- the mill burned on 3 May", "340 people were killed in the flood"),
    ("list item of a rare verb", "It rained.\n\n- Rescuers carry 340 people out of the hall", "Rescuers carry 340 people out of the hall"),
    ("caption without a stop", "It rained.\n\nRescuers carry 340 residents out of the town hall on Tuesday", "Rescuers carry 340 residents"),
    ("short verb", "It rained.\n\n340 people died", "340 people died"),
    ("capitals", "It rained.\n\nTHE FLOOD KILLED 340 PEOPLE", "THE FLOOD KILLED 340 PEOPLE"),
    ("short lines", "Harwick\n340 people died\nSelm\n12 people died", "12 people died"),
    ("emoji", "It rained. The flood killed 340 people 🙂", "The flood killed 340 people"),
    ("emphasis", "It rained.\n\n*The flood killed 340 people*", "The flood killed 340 people"),
    ("dateline before a line without a stop", "SELM, 4 March 2024 — 340 people died in the flood", "340 people died in the flood"),
    ("ends with a colon", "It rained.\n\nOn Tuesday the mayor said of 340 dead:", "On Tuesday the mayor said"),
    ("ends with an e-mail address", "The flood killed 340 people, wrote ida@example.org", None),
    ("comment in plain text", "It rained.\n<!-- The flood killed 340 people. -->\nSo it was.", "The flood killed 340 people."),
    ("fence in plain text", "It rained.\n```\nThe flood killed 340 people.\nThe mill burned.", "The flood killed 340 people."),
    ("tildes in plain text", "It rained.\n~~~\nThe flood killed 340 people.\n~~~\n", "The flood killed 340 people."),
    ("number sign", "#1 Selm killed 340 people.", "Selm killed 340 people."),
    ("heading marks in plain text", "# The flood killed 340 people.", "The flood killed 340 people."),
    ("bar at the start", "| The flood killed 340 people. |", "The flood killed 340 people."),
    ("quoted lines", "> The flood that came down the valley in the night\n> killed 340 people.", "The flood that came down the valley in the night\n> killed 340 people."),
    ("quoted twice", ">> The flood that came down the valley in the night,\n>> killed 340 people.", "killed 340 people."),
    ("quoted, next sentence", "> The flood came down the valley on Tuesday night.\n> It killed 340.", "It killed 340."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in READ], ids=[case[0] for case in READ])
def test_what_states_something_is_read(text: str, expected: str | None) -> None:
    article = make_article(text)
    hold(article)
    assert any((expected or text).rstrip(".") in sentence.text for sentence in reading(article).sentences)


LEFT = [
    ("byline", "By Ida Holm, Harbour Post\nIt rained.", "byline"),
    ("byline with a bar", "By Ida Holm | 4 March 2024\nIt rained.", "byline"),
    ("byline with a post", "By Ida Holm, Senior Editor of the Harbour Post.\nIt rained.", "byline"),
    ("byline with an agency", "By Ida Holm, Associated Press.\nIt rained.", "byline"),
    ("byline with a job", "By Ida Holm, who covers the courts\nIt rained.", "byline"),
    ("day", "Updated: 4 March 2024\nIt rained.", "date line"),
    ("call", "Sign up for our newsletter.\nIt rained.", "call to the reader"),
    ("related", "Read more: The flood of 1972.\nIt rained.", "call to the reader"),
    ("credit", "Photo: Ida Holm.\nIt rained.", "call to the reader"),
    ("related, without a stop", "Related: 340 flee Selm flood\nIt rained.", "call to the reader"),
    ("contact", "Reach her at ida@example.org.\nIt rained.", "call to the reader"),
    ("heading", "It rained.\n\nWhat comes next\n\nSo it was.", "heading"),
    ("title-case heading", "It rained.\n\nFlood Kills 340 in Selm\n\nSo it was.", "heading"),
    ("agency", "It rained over Selm. Ida Holm/Harbour Post", "caption"),
    ("dateline", "HARWICK (AP) — It rained.", "dateline"),
    ("dateline of two words", "CAN SELM — It rained.", "dateline"),
    ("dateline of a body", "UNITED NATIONS, July 28 (Reuters) - It rained.", "dateline"),
    ("number", "It rained.\n\n340\n\nSo it was.", "no words"),
]


@pytest.mark.parametrize(("text", "reason"), [case[1:] for case in LEFT], ids=[case[0] for case in LEFT])
def test_what_belongs_to_the_page_is_left_out_for_its_reason(text: str, reason: str) -> None:
    article = make_article(text)
    hold(article)
    assert [u.reason for u in reading(article).unread if u.reason not in {"space", "marks"}] == [reason]


MARKDOWN = [
    ("heading", "# The flood killed 340.\n\nIt rained.", "heading", ["It rained."]),
    ("number sign", "#1 Selm won.\n\n#It rained.", "", ["1 Selm won.", "It rained."]),
    ("table", "| Selm | 340 dead |\n|---|---|\n\nIt rained.", "table", ["It rained."]),
    ("sentence in a table", "| Selm | The flood killed 340 people. |", "table", ["The flood killed 340 people."]),
    ("code", "```\nThe mill burned.\n\nIt fell.\n```\nIt rained.", "code", ["It rained."]),
    ("code with a longer fence", "````md\n```\nThe mill burned.\n````\nIt rained.", "code", ["It rained."]),
    ("other fence", "~~~\n```\nThe mill burned.\n~~~\nIt rained.", "code", ["It rained."]),
    ("picture", "![The flood killed 340.](x.png)\n\nIt rained.", "picture", ["It rained."]),
    ("pictures", "![a][b] ![](c)\n\nIt rained.", "picture", ["It rained."]),
    ("picture in a sentence", "It ![rain](x.png) rained.", "", ["It ![rain](x.png) rained."]),
    ("open fence", "```\nThe mill burned.\nIt fell.\n\nIt rained.", "unclosed code", ["It rained."]),
    ("open fence before an empty line", "~~~\n\nThe mill burned.\n\nIt rained.", "unclosed code", ["It rained."]),
    (
        "two open fences",
        "~~~\nThe mill burned.\n\nIt rained.\n\n```x\nIt fell.\n\nSo it was.",
        "unclosed code",
        ["It rained.", "So it was."],
    ),
    ("fence within a line", "It ```rained``` today.\nSo it was.", "", ["It ```rained``` today.", "So it was."]),
    ("code within a line at its start", "```rain``` fell on 340 people.\nSo it was.", "", ["```rain``` fell on 340 people.", "So it was."]),
]


@pytest.mark.parametrize(("text", "reason", "expected"), [case[1:] for case in MARKDOWN], ids=[case[0] for case in MARKDOWN])
def test_markdown_is_markdown(text: str, reason: str, expected: list[str]) -> None:
    article = make_article(text, name="a.md")
    hold(article)
    found = reading(article)
    assert {u.reason for u in found.unread} - {"space", "marks", "no words"} == ({reason} if reason else set())
    assert [sentence.text for sentence in found.sentences] == expected


def test_a_title_deletes_no_sentence() -> None:
    def read(text: str, title: str) -> list[str]:
        return [s.text for s in sentences(make_article(text).model_copy(update={"title": title}))]

    assert read("The flood killed 340 people.\n\nIt rained.", "The flood killed 340 people") == [
        "The flood killed 340 people.",
        "It rained.",
    ]
    assert (
        read("It rained.\n\nThe flood killed 340 people\n\nSo it was.", "The flood killed 340 people")[1] == "The flood killed 340 people"
    )
    assert read("The flood killed 340 people", "The flood killed 340 people") == ["The flood killed 340 people"]
    assert read("The flood killed 340 people\n\nIt rained.", "The flood killed 340 people") == ["It rained."]


def test_what_is_told_twice_in_the_same_words_is_read_once_and_only_then() -> None:
    found = reading(
        make_article("The toll is 3.5 million.\n\nThe toll is 3.5  million.\n\nThe toll is 35 million.\n\nThe toll is 3-5 million.")
    )
    assert len(found.sentences) == 3
    assert [u.reason for u in found.unread if u.reason != "space"] == ["repeated"]


ODD = [
    "The flood\xa0killed 340\xa0people on\u202fTuesday.",
    "The flood\u2009killed\u2003340\u00a0people on Tuesday.",
    "The flo\u00adod kil\u00adled 340 peo\u00adple on Tues\u00adday.",
    "The flood\u200b killed\u200b 340 people\u200b on Tuesday\u200b.",
    "The\u2060 flood ki\u200dlled 340 \u200epeople on Tuesday.",
    "The flood&nbsp;killed 340&nbsp;people on Tuesday.",
    "\ufeffThe flood killed 340 people on\xa0\xa0Tuesday.",
    "The flood killed ３４０ people on Tuesday．",
    "The flood&hairsp;killed 340&#8201;people on&#x2009;Tuesday.",
    "The\u3164flood\u2800killed 340\uffa0people\u1160on Tuesday.\u2800",
    "The flood\U000e0041 kil\U000e0101led\U0001d173 340 peo\u206aple on Tues\u180bday.",
    "> The flood killed 340 people\n> on Tuesday.",
    "T\u0336h\u0336e\u0336 flood killed 340 people on Tuesday.",
    "The flo&shy;od killed 3&#8288;40 people on Tues&zwnj;day.",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_spaces_and_what_nobody_sees_change_nothing(text: str, claims_of: Callable[..., list]) -> None:  # type: ignore[type-arg]
    (claim,) = claims_of(text)
    (usual,) = claims_of("The flood killed 340 people on Tuesday.")
    assert text[claim.span.start : claim.span.end] == claim.quote
    assert (claim.verb, claim.subject_key, claim.terms) == (usual.verb, usual.subject_key, usual.terms)
    assert [(v.kind, getattr(v, "low", None)) for v in claim.values] == [(v.kind, getattr(v, "low", None)) for v in usual.values]
    assert re.sub(r"[\s\u00ad\u2800\u3164\u200b-\u200f\u2060\u0336\U000e0041]|&\w+;|>", "", claim.quote).startswith("Theflood")
    assert claim.quote.rstrip("\u200b").endswith("day")


def test_markdown_elsewhere_is_told(tmp_path: Path) -> None:
    from tests_support import call

    path = tmp_path / "a.md"
    path.write_text(
        "---\npublished: 2024-03-01\n---\nIt rained in Selm.\n\n| Harwick | 340 dead |\n\n```\nThe mill burned on 3 May.\n",
        encoding="utf-8",
    )
    report = json.loads(call("check", str(path), "--format", "json").out)
    told = [finding["message"] for finding in report["findings"] if finding["code"] == "FC902"]
    assert [part["reason"] for part in report["read"][0]["left_out"]] == ["marks", "table", "unclosed code"]
    assert told == [
        'not read (table): 1 stretch of 2 has a verb, number or name: "340 dead"',
        'not read (unclosed code): 1 stretch has a verb, number or name: "The mill burned on 3 May."',
    ]


def test_an_article_without_a_claim_is_told(tmp_path: Path) -> None:
    from tests_support import call

    for number in range(7):
        (tmp_path / f"{number}.txt").write_text(f"Table of {'abcdefg'[number]} contents\n", encoding="utf-8")
    done = call("check", str(tmp_path), "--format", "json")
    report = json.loads(done.out)
    assert done.code == 0
    assert [finding["message"] for finding in report["findings"] if finding["code"] == "FC902"].count(
        report["findings"][-1]["message"]
    ) >= 1
    assert len(done.err.splitlines()) == 6
    assert "0.txt: gave no claim (1 sentence read, nothing left out)" in done.err
    assert "2 more articles gave no claim" in done.err
    assert all(item["claims"] == 0 for item in report["read"])
