"""The language server: a session checks what is open against the rest, and a desk speaks with the editor; pygls knows the protocol."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

import factcheck
from factcheck.articles import decode
from factcheck.articles.inputs import READERS
from factcheck.errors import FactcheckError, InputError
from factcheck.lsp.diagnostics import ALL, SOURCE, Places, Told, actions, of_failure
from factcheck.model import Article, Failure, Frozen, Run
from factcheck.report import Showing
from factcheck.resident import Resident, marks
from factcheck.rewrites import Rewrite, is_plain, rewrites
from factcheck.settings import Configuration
from factcheck.stories import LookUp

_CONFIGURED = ("factcheck.toml", "pyproject.toml")


@dataclass(frozen=True)
class Given:
    """What the command line says; all that can fail is called when it is needed, and raises FactcheckError."""

    paths: tuple[str, ...]
    configure: Callable[[], Configuration]
    archive: Callable[[Configuration], LookUp | None]
    """What an archive holds; where one is named, it takes the place of the folder."""
    settled: Callable[[Configuration, Run], Run]
    """Marks the findings that are known or decided."""
    as_of: Callable[[], date]


class Checked(Frozen):
    """What came of checking one open file: its articles by id, the run, the rewrites in it, and what could not be read."""

    own: Mapping[str, Article]
    run: Run | None
    rewrites: tuple[Rewrite, ...]
    failures: tuple[Failure, ...]


class Session:
    """Checks open files; works in the workspace's folder, as a check there would. Raises SettingsError for a wrong configuration."""

    def __init__(self, given: Given, folders: Sequence[Path]) -> None:
        self._given = given
        self.found = given.configure()
        self._configured = self._marks()
        self._core = Resident(self.found.settings, self.found.root)
        self._look_up = given.archive(self.found)
        self._folders = [folder.resolve() for folder in folders]
        self._paths: list[str] = [] if self._look_up else list(given.paths) or [_shown(folder) for folder in self._folders]
        self._open: dict[str | None, list[Article]] = {}

    @property
    def outdated(self) -> bool:
        """The configuration is not what it was."""
        return self._marks() != self._configured

    def _marks(self) -> object:
        return marks([str(self.found.root / name) for name in _CONFIGURED if (self.found.root / name).is_file()])

    @property
    def asks(self) -> bool:
        """A model is asked: files are checked when they are opened and saved, and not at every pause."""
        return self._core.asks

    @property
    def showing(self) -> Showing:
        """Which findings are shown, as the configuration says."""
        return Showing(min_severity=self.found.settings.min_severity, min_confidence=self.found.settings.min_confidence)

    def write(self, path: str, text: str) -> None:
        """The file at the path is open, with this text."""
        self._core.files.unsaved[os.path.realpath(path)] = text.encode("utf-8", "surrogatepass")

    def close(self, path: str | None) -> None:
        """The file is not open any more: what is on disk counts."""
        if path is not None:
            self._core.files.unsaved.pop(os.path.realpath(path), None)
        self._open.pop(path, None)

    def text(self, path: str) -> str:
        """What the file holds, by what is open if it is; "" where it cannot be read."""
        try:
            return decode(path, self._core.files.unsaved.get(os.path.realpath(path)) or Path(path).read_bytes())
        except (OSError, InputError):
            return ""

    def check(self, path: str | None, text: str) -> Checked | None:
        """Checks an open text; None where its format is none that holds articles. `path` is None for a text that is no file yet."""
        if path is not None and Path(path).suffix.lower() not in READERS:
            return None
        shown = "-" if path is None else _shown(Path(path))
        articles, failures = self._core.opened(shown, text.encode("utf-8", "surrogatepass"))
        own = {article.id: article for article in articles}
        if not articles:
            return Checked(own=own, run=None, rewrites=(), failures=tuple(failures))
        self._open[path] = articles
        others = self._others(path) if path is None or self._belongs(path) else []
        run = self._core.check_open(articles, others, as_of=self._given.as_of(), archive=self._look_up)
        self._core.keep([*self._named(), *(article for opened in self._open.values() for article in opened)])
        run = self._given.settled(self.found, run)
        made = rewrites(run)[0] if path is None or is_plain(path) else []
        return Checked(own=own, run=run, rewrites=tuple(made), failures=(*failures, *run.failures))

    def _named(self) -> list[Article]:
        """The articles that others are compared with, as they are now."""
        return self._core.inputs(self._paths).articles

    def _others(self, path: str | None) -> list[Article]:
        own = path and os.path.realpath(path)
        return [article for article in self._named() if os.path.realpath(article.place[0]) != own]

    def unread(self) -> list[Article]:
        """The articles that have to be read before others can be compared with them."""
        return [article for article in self._named() if not self._core.knows(article)]

    def learn(self, article: Article) -> None:
        """Reads one."""
        self._core.learn(article)

    def _belongs(self, path: str) -> bool:
        """The file is one of those that are written together: it lies in the workspace, or what to compare with was named."""
        place = Path(os.path.realpath(path))
        return bool(self._given.paths) or any(place.is_relative_to(folder) for folder in self._folders)


def _shown(path: Path) -> str:
    """From the folder of the workspace where it lies there, as a check in that folder would call it."""
    found = os.path.relpath(path)
    return str(path) if found.startswith("..") else Path(found).as_posix()


# What an editor says goes to the session, and what came of a check goes to the editor.

A = TypeVar("A")

PAUSE = 0.3
"""Seconds without a change after which an open text is checked."""


class Desk:
    """The open texts of one editor. All work on articles is done in one other thread, one thing after the other."""

    def __init__(self, server: LanguageServer, given: Given) -> None:
        self._server, self._given = server, given
        self._session: Session | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="check")
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._learning: asyncio.Task[None] | None = None
        self._open: dict[str, str | None] = {}
        """The path of each open text by its address, as the editor spells it; None for one that is no file yet."""
        self._told: dict[str, tuple[Checked, list[types.Diagnostic]]] = {}

    def begin(self, _params: types.InitializedParams) -> None:
        """Works in the workspace from now on, and reads what it holds."""
        named = self._server.workspace.folders.values()
        folders = [Path(path) for folder in named if (path := uris.to_fs_path(folder.uri))]
        root = self._server.workspace.root_path
        if root and not folders:
            folders = [Path(root)]
        if folders:
            os.chdir(folders[0])
        self._folders = folders
        self._learn()

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        """A text was opened."""
        uri = params.text_document.uri
        self._open[uri] = uris.to_fs_path(uri) if uri.startswith("file:") else None
        self._soon(uri, 0)

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """A text was changed; where a model would be asked, it is checked when it is saved."""
        if self._session is None or not self._session.asks:
            self._soon(params.text_document.uri, PAUSE)

    def saved(self, _params: types.DidSaveTextDocumentParams) -> None:
        """A text was saved: what is told of others that are open may have changed."""
        self._all()

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """A text is not open any more, and nothing is told of it."""
        uri = params.text_document.uri
        if uri in self._waiting:
            self._waiting.pop(uri).cancel()
        self._told.pop(uri, None)
        path = self._open.pop(uri, None)
        if self._session is not None:
            self._session.close(path)
        self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri=uri, diagnostics=[]))

    def actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """The quick fixes for a range of an open text."""
        uri, only = params.text_document.uri, params.context.only
        if uri not in self._told:
            return []
        checked, diagnostics = self._told[uri]
        found = actions(checked.rewrites, params.range, diagnostics, uri, self._places(self._text(uri)))
        return [one for one in found if only is None or any(f"{one.kind}.".startswith(f"{kind!s}.") for kind in only)]

    def _all(self) -> None:
        for uri in self._open:
            self._soon(uri, 0)

    def _soon(self, uri: str, pause: float) -> None:
        """Checks the text after the pause, and not what it was before."""
        if uri in self._waiting:
            self._waiting[uri].cancel()
        self._waiting[uri] = asyncio.get_running_loop().create_task(self._check(uri, pause))

    async def _check(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        version, text, path = self._server.workspace.get_text_document(uri).version, self._text(uri), self._open[uri]
        checked = await self._done(lambda: self._checked(path, text))
        if checked is None or uri not in self._open:
            return
        diagnostics = self._diagnostics(uri, text, checked)
        self._told[uri] = checked, diagnostics
        told = types.PublishDiagnosticsParams(uri=uri, diagnostics=diagnostics, version=version)
        self._server.text_document_publish_diagnostics(told)
        self._learn()

    def _checked(self, path: str | None, text: str) -> Checked | None:
        session = self._ready()
        if path is not None:
            session.write(path, text)
        return session.check(path, text)

    def _ready(self) -> Session:
        """The session by the configuration as it is now."""
        if self._session is None or self._session.outdated:
            self._session = Session(self._given, self._folders)
        return self._session

    def _learn(self) -> None:
        if self._learning is None or self._learning.done():
            self._learning = asyncio.get_running_loop().create_task(self._learned())

    async def _learned(self) -> None:
        """Reads what open texts are compared with and was not read yet, and checks them again; between two articles a check can pass."""
        unread = await self._done(lambda: self._ready().unread()) or []
        for article in unread:
            await self._done(lambda article=article: self._ready().learn(article))  # type: ignore[misc]
        if unread:
            told = f"{SOURCE}: read {len(unread)} of the articles that open ones are compared with"
            self._server.window_log_message(types.LogMessageParams(types.MessageType.Info, told))
            self._all()

    async def _done(self, work: Callable[[], A]) -> A | None:
        """What came of the work; None where it failed, which is told in one line."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except FactcheckError as error:
            told = str(error)
        except Exception as error:  # noqa: BLE001  a bug must not end an editor's session
            told = f"internal error: {type(error).__name__}: {error}; report it"
        self._server.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"{SOURCE}: {' '.join(told.split())}"))
        return None

    def _diagnostics(self, uri: str, text: str, checked: Checked) -> list[types.Diagnostic]:
        places = self._places(text)
        found = [of_failure(failure, places) for failure in checked.failures]
        if checked.run is not None and self._session is not None:

            def elsewhere(article: Article) -> tuple[str, Places]:
                return (uri, places) if article.id in checked.own else self._elsewhere(article)

            told = Told(checked.run, checked.own, places, elsewhere, self._session.showing)
            found += told.diagnostics(checked.rewrites)
        return found

    def _elsewhere(self, article: Article) -> tuple[str, Places]:
        """Where the file of another article is, as the editor calls it, and the places in it."""
        path = Path(article.place[0]).absolute()
        opened = {os.path.realpath(found): uri for uri, found in self._open.items() if found}
        uri = opened.get(os.path.realpath(path)) or path.as_uri()
        return uri, self._places(self._session.text(str(path)) if self._session else "")

    def _text(self, uri: str) -> str:
        text: str = self._server.workspace.get_text_document(uri).source
        return text

    def _places(self, text: str) -> Places:
        return Places(text, self._server.workspace.position_codec.client_num_units)


def serve(given: Given) -> None:
    """Speaks with an editor over the standard streams until it leaves."""
    server = LanguageServer("factcheck", factcheck.__version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
    desk = Desk(server, given)
    handlers: Sequence[tuple[str, Callable[..., object], object]] = (
        (types.INITIALIZED, desk.begin, None),
        (types.TEXT_DOCUMENT_DID_OPEN, desk.opened, None),
        (types.TEXT_DOCUMENT_DID_CHANGE, desk.changed, None),
        (types.TEXT_DOCUMENT_DID_SAVE, desk.saved, None),
        (types.TEXT_DOCUMENT_DID_CLOSE, desk.closed, None),
        (types.TEXT_DOCUMENT_CODE_ACTION, desk.actions, types.CodeActionOptions([types.CodeActionKind.QuickFix, ALL])),
    )
    for name, handler, options in handlers:
        server.feature(name, options)(partial(handler))  # pygls writes on what it is given, which a method does not allow
    server.start_io()
