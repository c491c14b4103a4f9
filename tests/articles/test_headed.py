"""The headline is a sentence of its article, wherever the file gives it."""

import json
from datetime import date
from pathlib import Path

import pytest

from factcheck import api
from factcheck.articles.read import read_paths
from factcheck.articles.segment import headline, sentences
from factcheck.articles.stating import in_sentence_case, title_at

BODY = "Three people died in a fire at the Selm hotel on Tuesday, police said.\n\nIt took four hours to put it out.\n"
FORMS = {
    "front.md": f"---\nsource: Gazette\ntitle: Two die in fire at the Selm hotel\ndate: 2024-03-05\n---\n{BODY}",
    "heading.md": f"# Two die in fire at the Selm hotel\n\n{BODY}",
    "both.md": f"---\ntitle: Two die in fire at the Selm hotel\n---\n# Two die in fire at the Selm hotel\n\n{BODY}",
    "plain.txt": f"Two die in fire at the Selm hotel\n\n{BODY}",
    "mail.eml": f"From: Gazette <a@b.example>\nSubject: Two die in fire at the Selm hotel\nDate: Tue, 5 Mar 2024 10:00:00 +0000\n\n{BODY}",
    "rows.jsonl": json.dumps({"title": "Two die in fire at the Selm hotel", "text": BODY}) + "\n",
}


@pytest.mark.parametrize("name", FORMS)
def test_the_headline_is_read_once_and_apart_from_the_sentences(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(FORMS[name], encoding="utf-8")
    ((article,), failures) = read_paths([str(tmp_path / name)], root=tmp_path)
    above = headline(article)
    assert failures == []
    assert above is not None
    assert article.text[above.start : above.end] == above.text == "Two die in fire at the Selm hotel"
    assert [sentence.text for sentence in sentences(article)] == BODY.strip().split("\n\n")
    assert article.body.endswith(BODY)


@pytest.mark.parametrize("name", FORMS)
def test_a_headline_that_its_text_contradicts_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(FORMS[name], encoding="utf-8")
    told = [f for f in api.check([tmp_path], as_of=date(2024, 3, 6), root=tmp_path).findings if f.kind == "contradiction"]
    assert [(f.code, f.statements[0].quote[:9], f.statements[1].quote[:9]) for f in told] in (
        [("FC101", "Two die i", "Three peo")],
        [("FC101", "Three peo", "Two die i")],
    )


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Three die in fire at the Selm hotel", BODY),
        ("Selm hotel fire: what we know", BODY),
        ("Two die in crash near Selm", BODY),
        ("The council is still waiting", "The council waited for a year.\n"),
    ],
)
def test_a_headline_that_agrees_or_tells_of_something_else_is_silent(title: str, body: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: {title}\ndate: 2024-03-05\n---\n{body}", encoding="utf-8")
    found = api.check([tmp_path], as_of=date(2024, 3, 6), root=tmp_path)
    assert [f for f in found.findings if f.kind == "contradiction"] == []
    assert not any(title in s.quote for f in found.findings for s in f.statements)


def test_the_place_of_a_headline_is_that_of_its_line(tmp_path: Path) -> None:
    (tmp_path / "front.md").write_text(FORMS["front.md"], encoding="utf-8")
    ((article,), _) = read_paths([str(tmp_path / "front.md")], root=tmp_path)
    place, first = article.source_map.position(0), article.source_map.position(article.headed)
    assert place is not None
    assert first is not None
    assert (place.line, place.column, first.line, first.column) == (3, 8, 6, 1)


@pytest.mark.parametrize(
    ("front", "title", "place"),
    [
        ('---\ntitle: "Two die"\n---\n', "Two die", (2, 9)),
        ("---\nTitle:Two die\n---\n", "Two die", (2, 7)),
        ("---\ntitle: >\n  Two\n  die\n---\n", "Two die", (2, None)),
        ("---\nsubtitle: Two die\n---\n", "Two die", (None, None)),
    ],
)
def test_the_title_is_found_in_the_front_matter(front: str, title: str, place: tuple[int | None, int | None]) -> None:
    assert title_at(front, title) == place


def test_words_in_title_case_are_read_as_the_text_has_them() -> None:
    told = in_sentence_case(
        "Two Die in Selm Hotel Fire as BBC Looks On", ["People die at a hotel in Selm.", "The fire was on BBC, where he looks at two."]
    )
    assert told == "two die in Selm hotel fire as BBC looks on"
    assert in_sentence_case("Two die in Selm", ["two Die in selm"]) == "Two die in Selm"


def test_a_headline_is_not_overtaken_but_its_text_is(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Alder Bridge remains closed\ndate: 2024-03-05\n---\nThe Alder Bridge remains closed.\n")
    (tmp_path / "b.md").write_text("---\ndate: 2024-03-12\n---\nThe Alder Bridge reopened on Friday.\n")
    told = [f for f in api.check([tmp_path], as_of=date(2024, 3, 12), root=tmp_path).findings if f.code == "FC205"]
    assert [(f.statements[0].line, f.statements[0].quote) for f in told] == [(5, "The Alder Bridge remains closed.")]
