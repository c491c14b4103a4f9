"""Findings as rows: a data frame, and a list that a notebook shows below a cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pandas import DataFrame

COLUMNS = (
    "code", "name", "kind", "severity", "state", "confidence", "message", "suggestion", "path", "line", "page", "quote", "other_path",
    "other_line", "other_page", "other_quote", "expires", "fingerprint",
)  # fmt: skip
"""What there is of a finding: its rule, what it says, its primary statement and the other one, where there is one."""
MOST_SHOWN = 100
_FONT = "font-family: system-ui, sans-serif; line-height: 1.4"
_QUOTE = "margin: .2em 0 .2em 1em; font-family: Georgia, serif"

Row = Mapping[str, Any]


def frame(rows: Sequence[Row]) -> DataFrame:
    """The rows as a data frame, which has its columns also where there are none; raises ImportError where pandas is not installed."""
    try:
        from pandas import DataFrame  # noqa: PLC0415  loaded only where somebody asks for it
    except ImportError as missing:
        raise ImportError("to_pandas needs pandas; install it with: pip install pandas") from missing
    return DataFrame(rows, columns=list(COLUMNS))


def shown(summary: str, rows: Sequence[Row], failures: Sequence[str]) -> str:
    """HTML that needs nothing beside itself and obeys no word of an article."""
    items = "".join(_item(row) for row in rows[:MOST_SHOWN])
    more = f"<p>{len(rows) - MOST_SHOWN} more are not shown here.</p>" if len(rows) > MOST_SHOWN else ""
    undone = "".join(f"<li>not done: {_safe(failure)}</li>" for failure in failures)
    return (
        f'<div style="{_FONT}"><p><strong>{_safe(summary)}</strong></p><ol>{items}</ol>{more}{f"<ul>{undone}</ul>" if undone else ""}</div>'
    )


def _item(row: Row) -> str:
    sides = "".join(_side(row, side) for side in ("", "other_") if row[f"{side}path"] is not None)
    advice = f"<p style='margin: .2em 0'>{_safe(row['suggestion'])}</p>" if row["suggestion"] else ""
    return f"<li><strong>{_safe(row['severity'])} {_safe(row['code'])}</strong> {_safe(row['message'])}{sides}{advice}</li>"


def _side(row: Row, side: str) -> str:
    line, page = row[f"{side}line"], row[f"{side}page"]
    place = f"{row[f'{side}path']}{f'#page={page}' if page else f':{line}' if line else ''}"
    quote = f"“{_safe(row[f'{side}quote'])}” " if row[f"{side}quote"] else ""
    return f'<p style="{_QUOTE}">{quote}<code>{_safe(place)}</code></p>'


def _safe(text: str) -> str:
    """Without mark-up, and without characters that are none in HTML."""
    return escape("".join(character if character.isprintable() or character == "\n" else " " for character in text))
