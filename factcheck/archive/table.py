"""What archive commands print: rows in aligned columns, what goes stale in blocks, or as a calendar."""

from __future__ import annotations

import hashlib
import shutil
import textwrap
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from factcheck import __version__
from factcheck.archive.listing import Stale
from factcheck.report.text import safe
from factcheck.words import amount

if TYPE_CHECKING:
    from icalendar import Event


def table(headings: Sequence[str], rows: Sequence[Sequence[object]], numbers: Sequence[str] = ()) -> str:
    """One line for the headings and one for each row; the columns named in `numbers` are aligned to the right, None is empty."""
    shown = [[safe("" if cell is None else str(cell)) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(headings, *shown, strict=True)]
    lines = []
    for row in (headings, *shown):
        cells = zip(row, widths, headings, strict=True)
        padded = [cell.rjust(width) if heading in numbers else cell.ljust(width) for cell, width, heading in cells]
        lines.append("  ".join(padded).rstrip())
    return "\n".join(lines)


def pairs(found: Mapping[str, Any]) -> str:
    """One line for each name with its value; what is listed below a name, or empty, is left out."""
    plain = {name: value for name, value in found.items() if value is not None and not isinstance(value, list)}
    width = max(map(len, plain))
    lines = [f"{name.ljust(width)}  {safe(str(value))}" for name, value in plain.items()]
    listed = [f"{name}: {_listed(row)}" for name, rows in found.items() if isinstance(rows, list) for row in rows]
    return "\n".join([*lines, *listed])


def _listed(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {safe(str(value))}" for name, value in row.items() if value is not None)


def told(article: Mapping[str, Any]) -> str:
    """One article that is shown: what it is, then its revisions, its time-sensitive sentences and its findings."""
    parts = [pairs({name: value for name, value in article.items() if name not in {"time", "findings"}})]
    if article["time"]:
        rows = [[row["expires_on"] or "never", row["line"], row["words"], row["quote"]] for row in article["time"]]
        parts.append(table(("expires", "line", "words", "sentence"), rows, ("line",)))
    if article["findings"]:
        rows = [[row["at"], row["code"], row["severity"], row["message"]] for row in article["findings"]]
        parts.append(table(("found", "rule", "severity", "finding"), rows))
    return "\n\n".join(parts)


def stale_list(found: Sequence[Stale], first: date, last: date, earlier: int) -> str:
    """A block for each article and day: when, which article, and below it each sentence with its line and the words that tie it to its day.

    The last line tells how many more came due before `first`.
    """
    width = min(shutil.get_terminal_size((100, 24)).columns, 120)
    blocks = [_block(list(own), width) for _, own in groupby(found, key=lambda item: (item.expires, item.path))]
    if not found:
        blocks.append(f"Nothing came due, or will, from {first} to {last}.")
    if earlier:
        blocks.append(f"{earlier} more came due before {first}; --all lists {'it' if earlier == 1 else 'them'}.")
    return "\n".join(blocks).rstrip("\n")


def _block(own: Sequence[Stale], width: int) -> str:
    one = own[0]
    when = "today" if not one.days else f"in {amount(one.days, 'day')}" if one.days > 0 else f"{amount(-one.days, 'day')} ago"
    lines = textwrap.wrap(f"{one.expires}  {when}  {safe(one.title or one.path)}", width, subsequent_indent="  ")
    for item in own:
        place = item.path if not item.line or item.path.endswith(f":{item.line}") else f"{item.path}:{item.line}"
        lines.append(f'  {safe(place)}  "{safe(item.words)}": {safe(item.because)}')
        lines.extend(textwrap.wrap(safe(item.quote), width, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False))
    return "\n".join(lines) + "\n"


# What goes stale as a calendar (iCalendar, RFC 5545): one whole-day event for each article and day.

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
