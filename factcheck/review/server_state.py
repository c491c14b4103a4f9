"""What all requests of one server share: the sessions, the check that runs, the templates, and who was let in."""

from __future__ import annotations

from datetime import date
from threading import Lock
from typing import Any

from jinja2 import ChoiceLoader, PackageLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse

from factcheck.clock import Moments
from factcheck.engines.base import DecisionStore
from factcheck.errors import UsageError
from factcheck.model import Frozen, Run
from factcheck.report.environment import environment
from factcheck.review.access import Access
from factcheck.review.board import Board
from factcheck.review.jobs import Job
from factcheck.review.session import Session
from factcheck.settings import Settings

_MOST_BOARDS = 20


_MOST_TOASTS = 1000
"""As many as there are browsers."""


class Toast(Frozen):
    """What was just done, and where to send the wish to undo it ("" = it cannot be undone)."""

    text: str
    undo: str


class ServerState:
    """The state of one server."""

    def __init__(self, session: Session, title: str, access: Access, settings: Settings, moments: Moments) -> None:
        self.access, self._settings, self._moments = access, settings, moments
        self._store: DecisionStore = session.store
        self._as_of: date = session.run.as_of
        self.boards = {0: Board(0, title, session)}
        self.job: Job | None = None
        self._lock = Lock()
        self._toasts: dict[str, Toast] = {}
        self._templates = environment()
        self._templates.loader = ChoiceLoader(
            [PackageLoader("factcheck.review", "templates"), PackageLoader("factcheck.report", "templates")]
        )

    def board(self, number: int) -> Board:
        """The session of this number, with what others have decided since; raises UsageError where there is none."""
        found = self.boards.get(number)
        if found is None:
            raise UsageError("there is no such session on this server; choose one under Sessions")
        found.session.refresh()
        return found

    def begin(self, files: list[tuple[str, bytes]]) -> None:
        """Starts a check of the files; raises UsageError while another one runs, or where too many sessions are open."""
        with self._lock:
            if self.job is not None and self.job.state == "running":
                raise UsageError("a check is running already; wait for it, or stop it")
            if len(self.boards) >= _MOST_BOARDS:
                raise UsageError(f"{_MOST_BOARDS} sessions are open; start the server anew")
            title = ", ".join(name for name, _ in files)
            self.job = Job(files, self._settings, self._as_of, lambda run: self._open(run, title))
            self.job.start()

    def _open(self, run: Run, title: str) -> None:
        with self._lock:
            number = max(self.boards) + 1
            self.boards[number] = Board(number, title, Session(run, self._store, self._moments))

    def tell(self, request: Request, text: str, undo: str = "") -> None:
        """Keeps what was just done for the next page of the browser that did it."""
        with self._lock:
            while len(self._toasts) >= _MOST_TOASTS:
                self._toasts.pop(next(iter(self._toasts)))
            self._toasts[request.scope["cookie"]] = Toast(text=text, undo=undo)

    def page(self, request: Request, name: str, status: int = 200, **content: Any) -> HTMLResponse:  # noqa: ANN401
        """The page of this template, for the editor who asks."""
        author = self.access.name_of(request.scope["cookie"])
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        board = content.get("board") or self.boards[min(self.boards)]
        shared = {
            "author": author,
            "boards": self.boards,
            "here": path if request.method == "GET" else "/",
            "home": f"/r/{board.number}",
            "job": self.job,
            "toast": lambda: self._toasts.pop(request.scope["cookie"], None),
        }
        return HTMLResponse(self._templates.get_template(name).render({**shared, **content}), status)


def server_state(request: Request) -> ServerState:
    """What the request's server shares."""
    found: ServerState = request.app.state.shared
    return found


def message(request: Request, error: Exception, status: int) -> HTMLResponse:
    """What could not be done, as a page."""
    return server_state(request).page(request, "message.html", status, text=str(error))
