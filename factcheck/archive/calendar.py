"""What goes stale as a calendar (iCalendar, RFC 5545): one whole-day event for each sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from factcheck import __version__
from factcheck.archive.listing import Stale
from factcheck.report.text import safe


def calendar(found: Sequence[Stale], as_of: date) -> str:
    """The calendar as text with the line ends that the format asks for; the same input gives the same text."""
    made = Calendar()
    made.add("prodid", f"-//factcheck//{__version__}//EN")
    made.add("version", "2.0")
    for item in found:
        made.add_component(_event(item, as_of))
    text: str = made.to_ical().decode("utf-8")
    return text


def _event(item: Stale, as_of: date) -> Event:
    place = safe(f"{item.path}:{item.line}" if item.line and not item.path.endswith(f":{item.line}") else item.path)
    identity = hashlib.sha256(f"{item.path}\x1f{item.quote}\x1f{item.words}\x1f{item.expires.isoformat()}".encode()).hexdigest()
    event = Event()
    event.add("uid", f"{identity[:32]}@factcheck")
    event.add("dtstamp", datetime.combine(as_of, time(), tzinfo=UTC))
    event.add("dtstart", item.expires)
    if item.expires < date.max:
        event.add("dtend", item.expires + timedelta(days=1))
    event.add("summary", f'Look again: "{safe(item.words)}" in {safe(item.title or item.path)}')
    event.add("description", f"“{safe(item.quote)}”\n{place}\n{safe(item.because)}")
    event.add("transp", "TRANSPARENT")
    return event
