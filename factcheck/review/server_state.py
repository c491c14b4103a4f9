"""What all requests of one server share: the sessions, the check that runs beside it, the templates, and who was let in."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from threading import Event, Lock, Thread
from typing import Any, Literal

from jinja2 import ChoiceLoader, PackageLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse

from factcheck import pipeline
from factcheck.articles.inputs import READERS
from factcheck.articles.read import read_paths
from factcheck.clock import Moments
from factcheck.engines import DecisionStore
from factcheck.errors import FactcheckError, UsageError
from factcheck.model import Failure, Frozen, Run
from factcheck.report.html import environment
from factcheck.review.access import Access
from factcheck.review.board import Board
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


# A check that is started from the page: it runs beside the server, tells how far it is, and can be stopped.

_MOST_NAME = 100


class _StoppedError(Exception):
    """Somebody has stopped the check."""


class Job:
    """One check of articles that were sent; `state` and `progress` may be read at any time."""

    def __init__(self, files: Sequence[tuple[str, bytes]], settings: Settings, as_of: date, done: Callable[[Run], None]) -> None:
        self.state: Literal["running", "stopped", "failed", "done"] = "running"
        self.progress: tuple[str, int, int] = ("reading", 0, len(files))
        self.message = ""
        self.names = tuple(name for name, _ in files)
        self._files, self._settings, self._as_of, self._done = files, settings, as_of, done
        self._stopping = Event()
        self._thread = Thread(target=self._run, daemon=True, name="check")

    def start(self) -> None:
        """Begins to check."""
        self._thread.start()

    def stop(self) -> None:
        """Stops before the next article or the next comparisons."""
        self._stopping.set()

    def wait(self, seconds: float) -> None:
        """Waits until it has ended, but not longer."""
        self._thread.join(seconds)

    def _run(self) -> None:
        folder = Path(tempfile.mkdtemp(prefix="factcheck-"))
        try:
            self._done(self._check(folder))
            self.state = "done"
        except _StoppedError:
            self.state = "stopped"
        except FactcheckError as error:
            self.state, self.message = "failed", str(error)
        except Exception as error:  # noqa: BLE001  the server goes on, and the page tells it
            self.state, self.message = "failed", f"internal error: {type(error).__name__}: {error}; report it"
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _check(self, folder: Path) -> Run:
        """Paths are the files' names, so that what was decided on an article holds when it is sent again."""
        for name, content in self._files:
            (folder / name).write_bytes(content)
        articles, failures = read_paths([str(folder / name) for name in self.names], root=folder, fields=self._settings.mapped)
        named = [article.model_copy(update={"path": article.path.removeprefix(f"{folder}/")}) for article in articles]
        told = [_named(failure, f"{folder}/") for failure in failures]
        return pipeline.check(named, told, settings=self._settings, root=Path.cwd(), as_of=self._as_of, progress=self._tell)

    def _tell(self, stage: str, done: int, total: int) -> None:
        if self._stopping.is_set():
            raise _StoppedError
        self.progress = (stage, done, total)


def _named(failure: Failure, folder: str) -> Failure:
    return failure.model_copy(update={"message": failure.message.replace(folder, ""), "subject": failure.subject.removeprefix(folder)})


def named(files: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """The files with names that are safe to write into one folder, each once.

    Raises UsageError for a format that is not read, for no files and for two files of one name.
    """
    found: dict[str, bytes] = {}
    for name, content in files:
        plain = PurePosixPath(name.replace("\\", "/")).name.lstrip(".")
        kept = "".join(character if character.isalnum() or character in " -_.()" else "_" for character in plain)
        suffix = PurePosixPath(kept).suffix.lower()
        if suffix not in READERS:
            raise UsageError(f"{kept[:_MOST_NAME]}: this format is not supported; supported are {', '.join(sorted(READERS))}")
        short = PurePosixPath(kept).stem.encode()[:_MOST_NAME].decode("utf-8", "ignore") + suffix
        if short in found:
            raise UsageError(f"{short}: two files have this name; rename one")
        found[short] = content
    if not found:
        raise UsageError("choose files, or paste an article")
    return list(found.items())


def pasted(text: str, title: str, source: str, published: str) -> tuple[str, bytes]:
    """An article that was pasted as a file with front matter; raises UsageError for what is no day."""
    import yaml  # noqa: PLC0415

    head: dict[str, object] = {key: value for key, value in (("title", title), ("source", source)) if value}
    if published:
        try:
            head["published"] = date.fromisoformat(published)
        except ValueError as error:
            raise UsageError(f"{published[:20]!r} is no day; write it as YYYY-MM-DD") from error
    front = yaml.safe_dump(head, allow_unicode=True) if head else ""
    name = "".join(c if c.isalnum() else "-" for c in (title or "pasted").lower())[:60].strip("-") or "pasted"
    return f"{name}.md", f"---\n{front}---\n{text}\n".encode("utf-8", "backslashreplace")
