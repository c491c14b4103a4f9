"""What goes stale as a calendar (iCalendar, RFC 5545): one whole-day event for each article and day."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from factcheck import __version__
from factcheck.archive.listing import Stale
from factcheck.report.text import safe

if TYPE_CHECKING:
    from icalendar import Event

_MOST_WORDS = 3


def calendar(found: Sequence[Stale], as_of: date) -> str:
    """What is in the order of days and paths, as text with the line ends that the format asks for; the same input gives the same text."""
    from icalendar import Calendar  # noqa: PLC0415

    made = Calendar()
    made.add("prodid", f"-//factcheck//{__version__}//EN")
    made.add("version", "2.0")
    for (expires, _), own in groupby(found, key=lambda item: (item.expires, item.path)):  # a file's articles have its lines in their paths
        made.add_component(_event(list(own), expires, as_of))
    text: str = made.to_ical().decode("utf-8")
    return text


def _event(own: Sequence[Stale], expires: date, as_of: date) -> Event:
    from icalendar import Event  # noqa: PLC0415

    path, title = own[0].path, own[0].title or own[0].path
    identity = hashlib.sha256(f"{path}\x1f{expires.isoformat()}".encode()).hexdigest()
    words = list(dict.fromkeys(item.words for item in own))
    event = Event()
    event.add("uid", f"{identity[:32]}@factcheck")
    event.add("dtstamp", datetime.combine(as_of, time(), tzinfo=UTC))
    event.add("dtstart", expires)
    if expires < date.max:
        event.add("dtend", expires + timedelta(days=1))
    event.add("summary", safe(f"Look again: {title} ({_named(words)})"))
    event.add("description", "\n\n".join(map(_sentence, own)))
    event.add("transp", "TRANSPARENT")
    return event


def _named(words: Sequence[str]) -> str:
    """As many of the words as a line of a calendar has room for."""
    told = ", ".join(f'"{word}"' for word in words[:_MOST_WORDS])
    return told if len(words) <= _MOST_WORDS else f"{told} and {len(words) - _MOST_WORDS} more"


def _sentence(item: Stale) -> str:
    place = f"{item.path}:{item.line}" if item.line and not item.path.endswith(f":{item.line}") else item.path
    return f"“{safe(item.quote)}”\n{safe(place)}\n{safe(item.because)}"
