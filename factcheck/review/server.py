"""The server of the review page: its routes, its socket, the address that it prints, and what editors send to it."""

from __future__ import annotations

import ipaddress
import socket
import webbrowser
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from threading import Timer
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from factcheck.errors import FactcheckError, UsageError
from factcheck.model import Decision
from factcheck.review import pages
from factcheck.review.access import Access, Gate
from factcheck.review.board import Board, query
from factcheck.review.server_state import ServerState, message, named, pasted, server_state
from factcheck.review.session import Filters, name

_USUAL_PORT = 80
_HERE = ("127.0.0.1", "localhost", "[::1]")


def application(state: ServerState) -> Starlette:
    """The page's application; every request passes the gate."""
    board = "/r/{board:int}"
    get: list[tuple[str, Callable[[Request], Response]]] = [
        ("/", pages.home),
        ("/runs", pages.runs),
        ("/runs/progress", pages.running),
        (board, pages.queue),
        (board + "/counts", pages.counts),
        (board + "/finding/{number:int}", pages.finding),
        (board + "/stories", pages.stories),
        (board + "/story/{number:int}", pages.story),
        (board + "/calendar", pages.calendar),
        (board + "/articles", pages.articles),
        (board + "/article/{number:int}", pages.article),
        (board + "/claim/{number:int}", pages.claim),
        (board + "/said/{number:int}", pages.claim),
        (board + "/rule/{code}", pages.rule),
        (board + "/precision", pages.precision),
    ]
    post = [
        ("/name", rename),
        ("/runs", begin),
        ("/runs/stop", stop),
        (board + "/finding/{number:int}/decide", decide),
        (board + "/undo", undo),
    ]
    styles = StaticFiles(packages=[("factcheck.report", "static"), ("factcheck.review", "static")])
    app = Starlette(
        routes=[
            Route("/enter", enter, methods=["GET", "POST"]),
            *(Route(path, page, methods=["GET"]) for path, page in get),
            *(Route(path, write, methods=["POST"]) for path, write in post),
            Mount("/static", styles),
        ],
        middleware=[Middleware(Gate, access=state.access)],
        exception_handlers={FactcheckError: _failed, HTTPException: _missing},
    )
    app.state.shared = state
    return app


def _failed(request: Request, error: Exception) -> Response:
    return message(request, error, 404 if request.method == "GET" else 400)


def _missing(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    text = "There is no such page here." if status == 404 else "This could not be read; send it again."
    return message(request, UsageError(text), status)


def bound(host: str, port: int) -> tuple[socket.socket, int]:
    """A listening socket and its port; raises UsageError where the address cannot be had."""
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise UsageError(f"{host}:{port}: cannot be listened on ({error.strerror}); name another --port or --host") from error
    return listening, int(listening.getsockname()[1])


def access(host: str, port: int, password: str | None) -> Access:
    """Who may come in; raises UsageError for another host than this machine's own without a password, and for all hosts at once."""
    bare = host.strip("[]")
    name = f"[{bare}]" if ":" in bare else bare
    if name in _HERE:
        return Access(_named(_HERE, port), port, password)
    if _unspecified(bare):
        raise UsageError(f"--host: {host} stands for every address; name the one that editors will use")
    if password is None:
        raise UsageError(f"--host: {host} can be reached from elsewhere; set a password in FACTCHECK_PASSWORD")
    return Access(_named([name.lower()], port), port, password)


def _named(hosts: Iterable[str], port: int) -> frozenset[str]:
    """How clients name the hosts at this port: at the usual one, most leave it out."""
    return frozenset(f"{host}:{port}" for host in hosts) | (frozenset(hosts) if port == _USUAL_PORT else frozenset())


def _unspecified(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return not host


def address(host: str, port: int, token: str) -> str:
    """The address to open, with the token or a ticket."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/enter?token={token}"


def serve(app: Starlette, listening: socket.socket, url: Callable[[], str] | None = None) -> None:
    """Serves until it is interrupted; the browser is started with what `url` gives, where it is given."""
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, lifespan="off")
    if url is not None:
        Timer(0.5, lambda: webbrowser.open(url())).start()
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


_MOST_FILES = 200
_MOST_PASTED = 5_000_000
"""Bytes of an article that is pasted."""


async def enter(request: Request) -> Response:
    """Gives a cookie for the token of the printed address, and, where the server has one, the password."""
    shared = server_state(request)
    form = await request.form(max_files=0, max_fields=4) if request.method == "POST" else FormData()
    token = str(form.get("token", "")) or request.query_params.get("token", "")
    if not shared.access.opens(token):
        return message(request, UsageError("This address is not, or no longer, the one that factcheck review printed."), 403)
    if shared.access.guarded:
        given = form.get("password")
        if given is None or not shared.access.proven(str(given), request.client.host if request.client else ""):
            kept = shared.access.token  # a ticket is used up now, and the password is still to come
            return shared.page(request, "password.html", 200 if given is None else 403, token=kept, wrong=given is not None)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(shared.access.cookie, shared.access.admit(), httponly=True, samesite="strict", path="/")
    return answer


async def rename(request: Request) -> Response:
    """Keeps the editor's name."""
    form = await request.form(max_files=0, max_fields=4)
    try:
        server_state(request).access.rename(request.scope["cookie"], name(str(form.get("name", ""))))
    except UsageError as error:
        return message(request, error, 400)
    return RedirectResponse(_local(str(form.get("back", "/"))), 303)


def _local(path: str) -> str:
    """A path of this server, and never another address."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() else "/"


async def decide(request: Request) -> Response:
    """Stores a decision and shows the next finding; what is refused is told beside the finding."""
    shared, number = server_state(request), request.path_params["number"]
    form = await request.form(max_files=0, max_fields=12)
    filters = pages.filters_of(request)
    author = shared.access.name_of(request.scope["cookie"])
    if not author:
        return message(request, UsageError("Give your name first, at the top of the page; nothing was stored."), 400)
    try:
        said, after = await run_in_threadpool(_decided, shared, request.path_params["board"], number, _told(form), author, filters)
    except FactcheckError as error:
        return await run_in_threadpool(pages.shown, request, number, filters, str(error), 400)
    shared.tell(request, said, f"/r/{request.path_params['board']}/undo{query(filters)}")
    return RedirectResponse(after, 303)


def _told(form: FormData) -> dict[str, Any]:
    """The parts of a decision; raises UsageError for what is no day."""
    label, until = str(form.get("label", "")), str(form.get("until", ""))
    right = str(form.get("right_side", ""))
    try:
        day = date.fromisoformat(until) if until else None
    except ValueError as error:
        raise UsageError(f"{until[:20]!r} is no day; write it as YYYY-MM-DD") from error
    sides = {"primary", "other", "neither"}
    return {"label": label, "right_side": right if right in sides else None, "reason": str(form.get("reason", "")), "until": day}


def _decided(shared: ServerState, session: int, number: int, told: dict[str, Any], author: str, filters: Filters) -> tuple[str, str]:  # noqa: PLR0913
    """What was said, and where to go on: the next finding of the queue as it was, or the queue where none is left."""
    board = shared.board(session)
    mark = board.finding(number).fingerprint
    before = board.session.queue(filters)
    made: Decision = board.session.decide(mark, told.pop("label"), author, **told)
    links = board.links(filters)
    said = board.told(made)
    if made.label == "note":
        return said, links.finding(number)
    at = before.index(mark) if mark in before else -1
    later = next((one for one in before[at + 1 :] if one != mark), None)
    return said, links.finding(board.index.findings[later]) if later else f"{links.prefix}{query(filters)}"


async def undo(request: Request) -> Response:
    """Revokes the editor's last decision and shows its finding."""
    shared = server_state(request)
    author = shared.access.name_of(request.scope["cookie"])
    try:
        board, last = await run_in_threadpool(_undone, shared, request.path_params["board"], author)
    except FactcheckError as error:
        return message(request, error, 400)
    if last is None:
        return message(request, UsageError("There is nothing of yours to undo."), 200)
    number = board.index.findings.get(last.fingerprint)
    shared.tell(request, f"Undone: {board.told(last)}")
    links = board.links(pages.filters_of(request))
    return RedirectResponse(links.finding(number) if number else f"{links.prefix}{links.query}", 303)


def _undone(shared: ServerState, session: int, author: str) -> tuple[Board, Decision | None]:
    board = shared.board(session)
    return board, board.session.undo(author) if author else None


async def begin(request: Request) -> Response:
    """Starts a check of what was sent."""
    try:
        async with request.form(max_files=_MOST_FILES, max_fields=10, max_part_size=_MOST_PASTED) as form:
            sent = named(await _sent(form))
        await run_in_threadpool(server_state(request).begin, sent)
    except HTTPException:
        refused = (
            f"send at most {_MOST_FILES} files at a time, and paste at most {_MOST_PASTED // 1_000_000} MB; a longer article goes as a file"
        )
        return server_state(request).page(request, "runs.html", 400, refused=refused, progress=("", 0, 0))
    except FactcheckError as error:
        return server_state(request).page(request, "runs.html", 400, refused=str(error), progress=("", 0, 0))
    return RedirectResponse("/runs", 303)


async def _sent(form: FormData) -> list[tuple[str, bytes]]:
    files = [(item.filename, await item.read()) for item in form.getlist("files") if isinstance(item, UploadFile) and item.filename]
    text = str(form.get("text", "")).strip()
    if text:
        told = [str(form.get(key, "")).strip()[:300] for key in ("title", "source", "published")]
        files.append(pasted(text, *told))
    return files


def stop(request: Request) -> Response:
    """Stops the check that runs."""
    job = server_state(request).job
    if job is not None:
        job.stop()
        job.wait(2)
    return RedirectResponse("/runs", 303)
