"""When claims are true and when they were said."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from factcheck.model import Claim, Interval

Claims = Callable[..., list[Claim]]
DAY = date(2024, 3, 6)  # a Wednesday


def days(interval: Interval | None) -> tuple[str | None, str | None] | None:
    if interval is None:
        return None
    return tuple(moment.date().isoformat() if moment else None for moment in (interval.start, interval.end))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "verb", "about"),
    [
        ("The mill closed on Tuesday.", "close", ("2024-03-05", "2024-03-06")),
        ("The mill closed in May 2019.", "close", ("2019-05-01", "2019-06-01")),
        ("The mill closed.", "close", (None, "2024-03-07")),
        ("The mill has closed.", "close", (None, "2024-03-07")),
        ("The mill will close.", "close", ("2024-03-06", None)),
        ("The mill stands by the river.", "stand", None),
        ("The mill is now silent.", "be", ("2024-03-06", "2024-03-07")),
        ("The owner said on Tuesday that the mill had closed.", "close", (None, "2024-03-06")),
        ("A storm hit the valley on Monday. The mill lost its roof.", "lose", ("2024-03-04", "2024-03-07")),
        ("A storm hit the valley on Monday.\n\nThe mill lost its roof.", "lose", (None, "2024-03-07")),
    ],
)
def test_about(text: str, verb: str, about: tuple[str | None, str | None] | None, claims_of: Claims) -> None:
    (claim,) = [claim for claim in claims_of(text, DAY) if claim.verb == verb]
    assert days(claim.about) == about


def test_an_undated_article_gives_open_intervals(claims_of: Claims) -> None:
    for text in ("The mill closed.", "The mill will close.", "The mill is now silent.", "The mill closed on Tuesday."):
        (claim,) = claims_of(text)
        assert claim.stated_at is None
        assert claim.about is None
    (dated,) = claims_of("The mill closed in May 2019.")
    assert days(dated.about) == ("2019-05-01", "2019-06-01")


def test_what_was_said_on_a_named_day_was_said_then(claims_of: Claims) -> None:
    claim = next(c for c in claims_of("The owner said on Tuesday that the mill had closed.", DAY) if c.verb == "close")
    assert days(claim.stated_at) == ("2024-03-05", "2024-03-06")


def test_a_time_of_day_of_publication_is_kept(claims_of: Claims) -> None:
    (claim,) = claims_of("The mill closed.", datetime(2024, 3, 6, 14, 30))
    assert claim.stated_at == Interval(start=datetime(2024, 3, 6, 14, 30), end=datetime(2024, 3, 6, 14, 31))


def test_the_last_days_of_the_calendar_are_survived(claims_of: Claims) -> None:
    for day in (date.min, date.max):
        assert claims_of("The mill closed on Tuesday. It will open tomorrow.", day)
