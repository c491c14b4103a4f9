"""Comments are no part of an article, wherever they stand, and lose nothing of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles.cutting import Rest, comments, cut_out
from factcheck.articles.read import read_paths
from factcheck.articles.segment import sentences
from factcheck.model import Article

PIECES = st.sampled_from(["<!--", "-->", "<!-- factcheck: ignore[FC1] x", "`", "```", "\n", "word ", "<!-->", "- item", "#", " "])


def without_comments(text: str, first_line: int) -> Rest:
    return cut_out(text, first_line, comments(text))


def read(text: str, folder: Path, name: str = "a.md") -> Article:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (article,), failures = read_paths([str(path)], root=folder)
    assert not failures
    return article


@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_character_that_is_left_stands_where_the_map_says(text: str) -> None:
    found = without_comments(text, 5)
    lines = text.split("\n")
    for offset, character in enumerate(found.text):
        position = found.source_map.position(offset)
        assert position is not None
        assert position.column is not None
        assert (lines[position.line - 5] + "\n")[position.column - 1] == character
    for directive in found.directives:
        assert 0 <= directive.block[0] <= directive.block[1] <= len(found.text)


def test_a_comment_is_never_read_and_what_stands_beside_it_is() -> None:
    text = "<!-- a note -->The hall <!-- 500? --> seats 340 people.\n<!--\nLong\n\nnote. It rained.\n-->\nThe valley has three schools.\n"
    assert without_comments(text, 1).text == "The hall  seats 340 people.\n\nThe valley has three schools.\n"


def test_what_only_looks_like_a_comment_stays() -> None:
    text = "Write `<!-- so -->` here.\n\n```\n<!-- code -->\n```\n\nA <!-- that never ends.\n"
    assert without_comments(text, 1).text == text


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("First one.\n\n<!-- factcheck: ignore[FC1] x -->\n\nThe hall\nseats 5.\n\nLast.\n", "The hall\nseats 5."),
        ("First one.\n<!-- factcheck: ignore[FC1] x -->\n## Seats\n\nThe hall seats 5.\n\nLast.\n", "The hall seats 5."),
        ("First one. <!-- factcheck: ignore[FC1] x -->\nMore of it.\n\nLast.\n", "First one. \nMore of it."),
        ("<!-- factcheck: ignore[FC1] x -->First one.\n\nLast.\n", "First one."),
        ("- One.\n<!-- factcheck: ignore[FC1] x -->\n- Two.\n- Three.\n", "- Two."),
        ("First one.\n\n<!-- factcheck: ignore[FC1] x -->\n", ""),
    ],
)
def test_a_directive_is_about_the_block_it_stands_in_or_the_next(text: str, block: str) -> None:
    found = without_comments(text, 1)
    (directive,) = found.directives
    assert found.text[slice(*directive.block)] == block


def test_only_comments_for_the_linter_are_directives_and_they_know_their_line(tmp_path: Path) -> None:
    text = (
        "---\ntitle: X\n---\nIt rained.\n\n<!-- the factcheck: ignore[FC1] -->\n<!-- factcheck was here -->\n"
        "It <!--FactCheck:disable[FC1, FC2]\nold\tplan--> rained.\n"
    )
    (directive,) = read(text, tmp_path).directives
    assert (directive.action, directive.codes, directive.reason) == ("disable", ("FC1", "FC2"), "old plan")
    assert (directive.line, directive.column) == (8, 4)


def test_a_page_s_comments_are_found_with_the_paragraph_they_stand_before(tmp_path: Path) -> None:
    first = "The city council met on Monday evening in the old town hall to talk about the harbour and its new crane."
    second = "The new hall seats 340 people on two levels, the architect wrote in a letter to the council this week."
    third = "Nobody in the room had an answer to the question of who would pay for the tunnel below the river."
    page = (
        f"<html><head><title>Hall</title><!-- factcheck: ignore[FC1] head --></head>\n<body><article>\n<h1>Hall</h1>\n<p>{first}</p>\n"
        f"<!-- factcheck: ignore[FC101]\n two lines -->\n<p>{second}</p>\n<p>{third[:30]}<!-- factcheck: ignore[FC2] inside -->{third[30:]}</p>\n"
        "<!-- factcheck: ignore[FC3] after -->\n</article></body></html>\n"
    )
    article = read(page, tmp_path, "a.html")
    told = {d.codes[0]: article.text[slice(*d.block)] for d in article.directives}
    assert told["FC101"] == second
    assert told["FC2"] == third
    assert told["FC3"] == ""
    assert [d.line for d in article.directives] == [1, 5, 8, 9]
    assert "factcheck" not in article.text


def test_front_matter_tells_rules_and_reasons(tmp_path: Path) -> None:
    text = "---\ntitle: X\nfactcheck:\n  ignore:\n    FC301: evergreen page\n    FC2:\n---\nThe valley has three schools.\n"
    first, second = read(text, tmp_path).directives
    assert (first.action, first.codes, first.reason, first.line) == ("file", ("FC301",), "evergreen page", 5)
    assert (second.codes, second.reason, second.line) == (("FC2",), "", 6)
    for wrong in ("3", "{ignor: {FC1: x}}", "{ignore: [FC1]}", "{ignore: {}}", ""):
        (directive,) = read(f"---\nfactcheck: {wrong}\n---\nThe valley has three schools.\n", tmp_path).directives
        assert directive.action == "front matter"


def test_a_comment_inside_a_sentence_leaves_one_sentence(tmp_path: Path) -> None:
    article = read("The hall <!-- factcheck: ignore[FC101] checked --> seats 340 people. It rained.\n", tmp_path)
    assert [sentence.text for sentence in sentences(article)] == ["The hall  seats 340 people.", "It rained."]


def test_many_comments_take_no_longer_than_many_words() -> None:
    text = "The valley has three schools.\n" + "<!-- factcheck: disable[FC1] x -->\n" * 20_000 + "<!--" * 50_000 + "`<!--" * 50_000
    assert len(without_comments(text, 1).directives) == 20_000


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("```\nThe mill burned.\n\nIt rained.<!-- x -->\n", "```\nThe mill burned.\n\nIt rained.\n"),
        ("<!--\n```\n-->\nIt rained.\n\nSo it was.<!-- x -->\n", "\nIt rained.\n\nSo it was.\n"),
        ("````\n```\n<!-- code -->\n````\nIt rained.<!-- x -->\n", "````\n```\n<!-- code -->\n````\nIt rained.\n"),
    ],
)
def test_a_fence_that_never_closes_ends_with_the_paragraph_after_it(text: str, left: str) -> None:
    assert without_comments(text, 1).text == left


def test_a_number_sign_without_a_space_is_no_heading() -> None:
    found = without_comments("<!-- factcheck: ignore[FC1] x -->\n#1 Selm seats 5.\n\nLast.\n", 1)
    assert found.text[slice(*found.directives[0].block)] == "#1 Selm seats 5."
