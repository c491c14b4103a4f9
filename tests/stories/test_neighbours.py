"""Neighbours in meaning: which statements are paired, how many, and that ties are settled by their order."""

import numpy as np

from factcheck.stories.likeness import between, exact, inside, least_between, likeness

LEAST = 0.05


def rows(count: int, dimensions: int = 16, seed: int = 0) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    vectors = np.random.default_rng(seed).normal(size=(count, dimensions))
    return exact((vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32))


def told(places: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> set[tuple[int, int]]:
    return {(int(one), int(other)) for one, other in places}


def test_products_are_exact_in_any_batch() -> None:
    first, second = rows(70, 128), rows(900, 128, seed=1)
    whole = likeness(first, second)
    assert all(np.array_equal(whole[i : i + 1], likeness(first[i : i + 1], second)) for i in range(70))
    assert np.array_equal(whole, likeness(second, first).T)


def test_two_articles_have_the_same_neighbours_in_either_order() -> None:
    first, second = rows(30), rows(50, seed=1)
    assert told(between(first, second, LEAST)) == {(i, j) for j, i in told(between(second, first, LEAST))}


def test_each_statement_meets_its_nearest_of_the_other_article_and_few_others() -> None:
    first, second = rows(40), rows(60, seed=1)
    found = told(between(first, second, LEAST))
    nearest = likeness(first, second).argmax(axis=1)
    assert {(i, int(j)) for i, j in enumerate(nearest)} <= found
    assert len(found) <= 5 * (40 + 60)


def test_statements_with_nothing_in_common_do_not_meet() -> None:
    first, second = np.eye(8, dtype=np.float32)[:4], np.eye(8, dtype=np.float32)[4:]
    assert not told(between(exact(first), exact(second), LEAST))
    assert not told(inside(exact(first), np.arange(4)))


def test_inside_an_article_nothing_meets_its_own_sentence_and_few_pairs_are_made() -> None:
    vectors = np.repeat(rows(1), 600, axis=0)
    sentences = np.arange(600) // 2
    found = told(inside(vectors, sentences))
    assert 0 < len(found) <= 30
    assert all(i < j and sentences[i] != sentences[j] for i, j in found)


def test_of_long_articles_with_little_in_common_statements_must_be_more_alike() -> None:
    barely, akin = least_between(80, kinship=0.0), least_between(80, kinship=1.0)
    assert least_between(20, kinship=0.0) == LEAST < akin < least_between(80, kinship=0.4) < barely < 1
    first, second = rows(40), rows(60, seed=1)
    cosines = likeness(first, second)
    assert all(cosines[place] >= 0.3 for place in told(between(first, second, 0.3)))
