"""Rows of plain text in aligned columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from factcheck.report.text import safe, uncommanding

if TYPE_CHECKING:
    from factcheck.archive.listing import Stale


def table(headings: Sequence[str], rows: Sequence[Sequence[object]], numbers: Sequence[str] = ()) -> str:
    """One line for the headings and one for each row; the columns named in `numbers` are aligned to the right, None is empty."""
    shown = [[safe("" if cell is None else str(cell)) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(headings, *shown, strict=True)]
    lines = []
    for row in (headings, *shown):
        cells = zip(row, widths, headings, strict=True)
        padded = [cell.rjust(width) if heading in numbers else cell.ljust(width) for cell, width, heading in cells]
        lines.append(uncommanding("  ".join(padded).rstrip()))
    return "\n".join(lines)


def pairs(found: Mapping[str, Any]) -> str:
    """One line for each name with its value; what is listed below a name, or empty, is left out."""
    plain = {name: value for name, value in found.items() if value is not None and not isinstance(value, list)}
    width = max(map(len, plain))
    lines = [f"{name.ljust(width)}  {safe(str(value))}" for name, value in plain.items()]
    listed = [f"{name}: {_listed(row)}" for name, rows in found.items() if isinstance(rows, list) for row in rows]
    return "\n".join(uncommanding(line) for line in [*lines, *listed])


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


def stale_table(found: Sequence[Stale]) -> str:
    """What has expired or will, in the order of the days."""
    rows = []
    for item in found:
        place = item.path if not item.line or item.path.endswith(f":{item.line}") else f"{item.path}:{item.line}"
        rows.append([item.expires, item.days, item.words, place])
    return table(("expires", "in days", "words", "place"), rows, ("in days",))
