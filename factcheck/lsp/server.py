"""The server: what an editor says goes to the session, and what came of a check goes to the editor; pygls speaks the protocol."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

import factcheck
from factcheck.errors import FactcheckError
from factcheck.lsp import Checked, Given, Session
from factcheck.lsp.diagnostics import ALL, SOURCE, Places, Told, actions, of_failure
from factcheck.model import Article

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
