"""A story that is too long for one request: every two passages that are near meet, and what is left out is far from all."""

from itertools import combinations

import pytest
from telling import Letters, told

from factcheck.comparison import Story
from factcheck.engines.openai.numbering import Nearness, compared, plan, tokens

LONG = " ".join(f"The ferry number {n} sailed with many passengers on that day." for n in range(20))
ODD = "Zzz xxx qqq zzz qqq xxx zzz."


def blocks(story: Story, room: int) -> list[set[str]]:
    return [{s.article for s in block} for block in plan(story, room, Nearness(story, Letters()).nearest).blocks]


def test_a_short_story_is_one_request_and_nothing_is_left_out() -> None:
    story = told(LONG, f"{LONG} {ODD}")
    found = plan(story, tokens(story.sentences), Nearness(story, Letters()).nearest)
    assert found.blocks == (story.sentences,)
    assert found.left_out == ()


def test_what_is_near_nothing_is_left_out_before_the_story_is_cut() -> None:
    story = told(LONG, f"{LONG} {ODD}")
    found = plan(story, tokens(story.sentences) - 1, Nearness(story, Letters()).nearest)
    assert [s.text for s in found.left_out] == [ODD]
    assert len(found.blocks) == 1


@pytest.mark.parametrize("articles", [3, 4, 6])
def test_every_two_articles_meet_within_the_room(articles: int) -> None:
    story = told(*[LONG] * articles)
    room = tokens([s for s in story.sentences if s.article == "a_0.txt"]) * 2 + 5
    planned = plan(story, room, Nearness(story, Letters()).nearest)
    met = {pair for block in blocks(story, room) for pair in combinations(sorted(block), 2)}
    assert met == set(combinations(sorted(a.id for a in story.articles), 2))
    assert all(tokens(block) <= room for block in planned.blocks)
    assert len(planned.blocks) <= articles * (articles - 1) // 2


def test_a_long_article_meets_itself_in_parts() -> None:
    story = told(LONG)
    room = tokens(story.sentences) // 2
    planned = plan(story, room, Nearness(story, Letters()).nearest)
    met = {frozenset((a.number, b.number)) for block in planned.blocks for a, b in combinations(block, 2)}
    assert len(met) == 20 * 19 // 2
    assert all(tokens(block) <= room for block in planned.blocks)
    assert {s.number for block in planned.blocks for s in block} == set(range(1, 21))


def test_a_new_article_meets_what_an_archive_holds_and_that_does_not_meet_itself() -> None:
    story = told(*[LONG] * 5, held=(1, 2, 3, 4))
    room = tokens([s for s in story.sentences if s.article == "a_0.txt"]) * 2 + 5
    found = blocks(story, room)
    assert sorted(found, key=sorted) == [{"a_0.txt", f"a_{n}.txt"} for n in (1, 2, 3, 4)]
    assert not compared(story, "a_1.txt", "a_2.txt")
    assert not compared(story, "a_1.txt", "a_1.txt")
    assert compared(story, "a_0.txt", "a_0.txt")


def test_articles_of_other_affairs_do_not_meet() -> None:
    story = told(*[LONG] * 3)
    apart = Story(story.articles, story.sentences, frozenset({("a_0.txt", "a_1.txt")}))
    room = tokens([s for s in story.sentences if s.article == "a_0.txt"]) * 2 + 5
    assert {"a_0.txt", "a_1.txt"} in blocks(apart, room)
    assert not any({"a_2.txt"} < block for block in blocks(apart, room))
