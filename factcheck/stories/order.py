"""Which of two statements was made first, from dates of articles alone; words in the texts are weighed by the verdicts."""

from __future__ import annotations

from datetime import datetime

from factcheck.comparison import Order
from factcheck.model import Article


def order(article_a: Article, article_b: Article) -> Order:
    """By day, and by the time of day where both articles have one; two statements of one article have no order.

    An article without a date that an archive held before the other was published came first.
    """
    if article_a.id == article_b.id:
        return "unknown"
    if article_a.published is None or article_b.published is None:
        return "a_first" if _held_before(article_a, article_b) else "b_first" if _held_before(article_b, article_a) else "unknown"
    first, second = article_a.published, article_b.published
    if isinstance(first, datetime) and isinstance(second, datetime):
        return "a_first" if first < second else "b_first" if second < first else "unknown"
    day_a, day_b = article_a.day, article_b.day
    if day_a is None or day_b is None or day_a == day_b:
        return "unknown"
    return "a_first" if day_a < day_b else "b_first"


def _held_before(article: Article, other: Article) -> bool:
    return article.published is None and article.archived is not None and other.day is not None and article.archived < other.day
