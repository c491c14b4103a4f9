"""The review session in a terminal: one finding on a screen, one key for an answer; works at 80 by 24 and over a slow line."""

from __future__ import annotations

import io
import os
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from typing import Any

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from factcheck.errors import FactcheckError, UsageError
from factcheck.findings import rule
from factcheck.model import RightSide
from factcheck.report import headed, safe, sides
from factcheck.report.terminal import side
from factcheck.review.session import STATES, Filters, Item, Session, shares
from factcheck.words import amount

_KEYS = (
    ("c confirm", 0),
    ("n no {problem}", 0),
    ("s update older", 0),
    ("z snooze", 1),
    ("x skip", 1),
    ("m note", 2),
    ("u undo", 0),
    ("j next", 0),
    ("k previous", 1),
    ("/ filter", 2),
    ("r rule", 2),
    ("q leave", 0),
    ("? help", 0),
)
"""What the last line names, from left to right; of a higher number only where the terminal is wide enough for all of them."""
_HELP = (
    ("c", "confirm: then 1 or 2 for the statement that is right, b for both wrong, Return for not known"),
    ("n", "not a conflict: then the reason"),
    ("s", "the older statement is to be updated"),
    ("z", "snooze: then a day (2024-05-01) or a number of days"),
    ("x", "skip: comes again at the end"),
    ("m", "note: then its text"),
    ("u", "undo your last decision"),
    ("j k", "next and previous finding"),
    ("space b", "further down and back up in a long finding"),
    ("/", "filter, as in: rule=FC1 outlet='Selm Post' article=a.md state=open"),
    ("r", "what the rule is about"),
    ("p", "how precise each rule has been"),
    ("q", "leave; everything is saved"),
)
_SIDES: dict[str, RightSide | None] = {"1": "primary", "2": "other", "b": "neither", "\r": None, "\n": None}
_QUIT = {"q", "\x03", "\x04"}


class Terminal:
    """One editor's session on a terminal, by the keys and lines that `keys` reads."""

    def __init__(self, session: Session, author: str, console: Console, keys: Keys) -> None:
        self._session, self._author, self._console, self._key, self._line = session, author, console, keys, keys.line
        self._filters, self._at, self._top, self._said = Filters(), 0, 0, ""
        self._page: list[tuple[str, str]] = []

    def run(self) -> None:
        """Shows findings and takes answers until the editor leaves."""
        while True:
            self._session.refresh()
            queue = self._session.queue(self._filters)
            self._at = max(0, min(self._at, len(queue) - 1))
            item = self._session.item(queue[self._at]) if queue else None
            self._draw(item, len(queue))
            self._said = ""
            try:
                pressed = self._key()
                if pressed in _QUIT:
                    return
                self._answer(pressed, item)
            except (KeyboardInterrupt, EOFError):
                return
            except click.Abort:
                self._said = "left as it was"
            except FactcheckError as error:
                self._said = f"not saved: {error}"

    def _answer(self, pressed: str, item: Item | None) -> None:
        moves: dict[str, Callable[[], None]] = {
            "j": lambda: self._move(1),
            "k": lambda: self._move(-1),
            " ": lambda: self._scroll(1),
            "b": lambda: self._scroll(-1),
            "u": self._undo,
            "/": self._filter,
            "?": lambda: self._show(list(_HELP)),
            "p": lambda: self._show([(code, f"{share} ({counts})") for code, share, counts in shares(self._session.precision())]),
        }
        decisions: dict[str, Callable[[Item], None]] = {
            "c": self._confirm,
            "n": lambda one: self._decide(one, "dismissed", reason=self._ask(f"why is it no {_problem(one)}")),
            "s": lambda one: self._decide(one, "superseded"),
            "z": lambda one: self._decide(one, "snoozed", until=self._day(self._ask("until (day, or days from now)"))),
            "x": lambda one: self._decide(one, "skipped"),
            "m": lambda one: self._decide(one, "note", reason=self._ask("note")),
            "r": self._rule,
        }
        if pressed in moves:
            moves[pressed]()
        elif pressed in decisions and item is not None:
            decisions[pressed](item)

    def _move(self, by: int) -> None:
        self._at, self._top = self._at + by, 0

    def _scroll(self, by: int) -> None:
        self._top = max(0, self._top + by * (self._console.height - 5))

    def _decide(self, item: Item, label: Any, **more: Any) -> None:  # noqa: ANN401  the session refuses what is no decision
        made = self._session.decide(item.finding.fingerprint, label, self._author, **more)
        self._top = 0
        self._said = f"saved: {item.finding.code} {made.label}"

    def _confirm(self, item: Item) -> None:
        if len(item.finding.statements) < 2:
            self._decide(item, "confirmed")
            return
        self._console.print(Text("which is right: 1 or 2, b both wrong, Return not known", style="bold"))
        pressed = self._key()
        if pressed not in _SIDES:
            raise click.Abort
        shown = sides(item.finding)
        right = _SIDES[pressed]
        if pressed in {"1", "2"} and len(shown) >= int(pressed):
            right = shown[int(pressed) - 1].role
        self._decide(item, "confirmed", right_side=right)

    def _day(self, text: str) -> date:
        try:
            return self._session.run.as_of + timedelta(days=int(text)) if text.isdecimal() else date.fromisoformat(text)
        except (ValueError, OverflowError) as error:
            raise UsageError(f"{text[:20]!r} is no day; write it as YYYY-MM-DD, or a number of days") from error

    def _undo(self) -> None:
        last = self._session.undo(self._author)
        self._said = "there is nothing of yours to undo" if last is None else f"undone: {last.code} {last.label}"

    def _filter(self) -> None:
        parts = [part.partition("=") for part in _words(self._ask("filter (Return for none)", empty=True))]
        given = {key: value for key, _, value in parts}
        if unknown := next((key for key in given if key not in Filters.model_fields), None):
            raise UsageError(f"{unknown[:20]!r} is no filter; known are rule, outlet, article and state")
        if given.get("state", "open") not in {*STATES, "all"}:
            raise UsageError(f"state is one of {', '.join(STATES)}, all")
        if given.get("state") == "all":
            given["state"] = ""
        self._filters, self._at = Filters.model_validate(given), 0

    def _rule(self, item: Item) -> None:
        entry = rule(item.finding.code)
        self._show([("what", entry.what), ("why", entry.why), ("example", entry.example), ("do", entry.remedy)])

    def _show(self, page: list[tuple[str, str]]) -> None:
        self._page, self._top = page, 0

    def _ask(self, question: str, *, empty: bool = False) -> str:
        return self._line(question, "" if empty else None)

    def _draw(self, item: Item | None, total: int) -> None:
        """The lines of the finding that fit, between one line of head and two of help."""
        console, page = self._console, self._page
        self._page = []
        with console.capture() as captured:
            if page:
                self._print_rows(page)
            elif item is not None:
                self._print(item)
            else:
                console.print(Text("Nothing is left here. / changes the filter, u undoes, q leaves."))
        lines = captured.get().splitlines()
        room = max(1, console.height - 4)
        self._top = min(self._top, max(0, len(lines) - room))
        console.clear()
        console.print(Text(self._head(item, total), style="reverse"), no_wrap=True, overflow="ellipsis")
        console.file.write("".join(f"{line}\n" for line in lines[self._top : self._top + room]))
        more = f" (space: {amount(rest, 'more line')})" if (rest := len(lines) - room - self._top) > 0 else ""
        console.print(Text(f"{safe(self._said)}{more}", style="bold"), no_wrap=True, overflow="ellipsis")
        console.print(Text(_keys(console.width, item), style="dim"), no_wrap=True, overflow="ellipsis", end="")

    def _head(self, item: Item | None, total: int) -> str:
        counts = self._session.counts()
        place = f"{self._at + 1} of {total}" if item is not None else "0 of 0"
        done = sum(counts[state] for state in ("confirmed", "dismissed", "superseded", "snoozed"))
        told = f" {item.finding.severity} {item.finding.code} {item.state}{' skipped' if item.skipped else ''}" if item else ""
        return f"{place}{told}  |  {counts['open']} open, {done} decided  |  {safe(self._author)}"

    def _print(self, item: Item) -> None:
        finding, articles, console = item.finding, self._session.articles, self._console
        console.print(Text(safe(finding.message), style="bold"))
        for number, statement in enumerate(sides(finding), 1):
            said = side(statement, articles, console) if statement.quote else Text(safe(headed(articles[statement.article], statement)))
            console.print(Padding(Text(f"{number}. ").append_text(said), (0, 0, 0, 1), expand=False))
        self._print_rows([("why", finding.explanation), ("do", finding.suggestion)])
        for decision in item.history:
            right = f", right: {decision.right_side}" if decision.right_side else ""
            until = f" until {decision.until}" if decision.until else ""
            reason = f": {decision.reason}" if decision.reason else ""
            console.print(
                Text(safe(f"{decision.at:%Y-%m-%d %H:%M} {decision.author}: {decision.label}{until}{right}{reason}"), style="dim")
            )

    def _print_rows(self, rows: list[tuple[str, str]]) -> None:
        grid = Table.grid(padding=(0, 1))
        grid.add_column(no_wrap=True)
        grid.add_column()
        for label, text in rows:
            grid.add_row(Text(f"{safe(label)}:", style="dim"), Text(safe(text)))
        self._console.print(Padding(grid, (0, 0, 0, 1), expand=False))


def _problem(item: Item) -> str:
    return "conflict" if len(item.finding.statements) > 1 else "problem"


def _keys(width: int, item: Item | None) -> str:
    """The keys that there is room for, the most needed ones first."""
    lines = ["  ".join(name for name, least in _KEYS if least <= most) for most in (2, 1, 0)]
    told = [line.format(problem=_problem(item) if item else "conflict") for line in lines]
    return next((line for line in told if len(line) < width), told[-1])


def _words(line: str) -> list[str]:
    """The words of a line; quotation marks hold several together."""
    try:
        return shlex.split(line)
    except ValueError as error:
        raise UsageError("the quotation mark is not closed") from error


def run(session: Session, author: str) -> None:
    """The session on this process's terminal, in UTF-8 whatever the locale."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    console = Console(highlight=False, markup=False, emoji=False)
    keys = Keys()
    with keys.listening():
        Terminal(session, author, console, keys).run()
    console.print()
    counts = session.counts()
    console.print(Text(f"{counts['open']} open; decisions are in {safe(session.store.name)}"))


# Single keys from the terminal, and whole lines between them; what was typed ahead is not thrown away.


class Keys:
    """Reads keys as they are pressed, without showing them, while `listening`."""

    def __init__(self) -> None:
        self._former: list[Any] | None = None

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Takes the terminal, and gives it back as it was."""
        if sys.platform == "win32":
            yield
            return
        import termios  # noqa: PLC0415

        self._former = termios.tcgetattr(sys.stdin)
        try:
            self._set(listening=True)
            yield
        finally:
            with suppress(termios.error):  # the terminal may be gone
                self._set(listening=False)

    def __call__(self) -> str:
        """Waits for one key; "q" where the terminal is gone."""
        if sys.platform == "win32":
            return click.getchar()
        sys.stdout.flush()
        return os.read(sys.stdin.fileno(), 1).decode("utf-8", "replace") or "q"

    def line(self, question: str, default: str | None) -> str:
        """A line that is typed in answer to the question; raises click.Abort where the editor interrupts it."""
        self._set(listening=False)
        try:
            answer: str = click.prompt(question, default=default, show_default=False)
        finally:
            self._set(listening=True)
        return answer

    def _set(self, *, listening: bool) -> None:
        """Keys one by one and unseen, or lines as the terminal edits and shows them."""
        if sys.platform == "win32" or self._former is None:
            return
        import termios  # noqa: PLC0415

        mode = list(self._former)
        if listening:
            mode[3] &= ~(termios.ECHO | termios.ICANON)
            mode[6] = [*mode[6]]
            mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, mode)
