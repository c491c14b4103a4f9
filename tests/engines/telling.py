"""Stories of a few articles for tests of readers and comparators, and what a model could answer about them."""

import json
from datetime import date
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from conftest import make_article
from factcheck.articles.segment import sentences
from factcheck.comparison import Story, StorySentence

MONDAY, TUESDAY = date(2024, 3, 4), date(2024, 3, 5)
SAILS = "The ferry sails again since Monday. It carried 340 passengers on the first day."
STAYS = (
    "The ferry stayed in dock on Monday. The mayor of Orrin opened a school. Some 520 passengers crossed on the first day, said Ida Holm."
)
LATER = "The ferry sank in the harbour. All 340 passengers were saved."


class Letters:
    """Vectors by the letters of a text: alike words are near, nothing is loaded."""

    name = "letters"

    def __call__(self, texts: Any) -> NDArray[np.float32]:  # noqa: ANN401
        rows = np.array([[text.lower().count(chr(ord("a") + i)) for i in range(26)] for text in texts], dtype=np.float32)
        return np.asarray(rows / np.maximum(1e-9, np.linalg.norm(rows, axis=1, keepdims=True)), dtype=np.float32)


def told(*texts: str, days: tuple[date | None, ...] = (), held: tuple[int, ...] = ()) -> Story:
    """One article for each text, all of one affair; `held` are the positions of those that an archive holds."""
    articles = [make_article(text, (*days, *[None] * len(texts))[n], f"{n}.txt") for n, text in enumerate(texts)]
    found = [
        StorySentence(article.id, number, sentence.start, sentence.end, sentence.text)
        for article in articles
        for number, sentence in enumerate(sentences(article), 1)
    ]
    joined = frozenset((min(a.id, b.id), max(a.id, b.id)) for a, b in combinations(articles, 2))
    return Story(tuple(articles), tuple(found), joined, frozenset(articles[n].id for n in held))


def conflict(first: str, second: str, words: tuple[str, str], relation: str = "contradicts", kind: str = "number") -> dict[str, str]:
    sides = {"first_words": words[0], "second_words": words[1]}
    return {"first": first, "second": second, "why": "both cannot be", "kind": kind, "relation": relation, **sides}


def conflicts(*found: dict[str, str]) -> str:
    return json.dumps({"notes": [{"about": "passengers", "sentences": ["A2", "B3"]}], "conflicts": found})


def developments(*found: tuple[str, str, str, str]) -> str:
    entries = [
        {"earlier": a, "newer": b, "why": "it moved on", "kind": "status", "earlier_words": wa, "newer_words": wb} for a, b, wa, wb in found
    ]
    return json.dumps({"open": [], "developments": entries})


def verifications(*found: dict[str, object]) -> str:
    return json.dumps({"answers": found})
