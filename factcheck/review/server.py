"""The server of the review page: its routes, its socket, and the address that it prints."""

from __future__ import annotations

import ipaddress
import socket
import webbrowser
from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Timer

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from factcheck.errors import FactcheckError, UsageError
from factcheck.review import pages, writes
from factcheck.review.access import Access, Gate
from factcheck.review.server_state import ServerState, message

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
        ("/name", writes.rename),
        ("/runs", writes.begin),
        ("/runs/stop", writes.stop),
        (board + "/finding/{number:int}/decide", writes.decide),
        (board + "/undo", writes.undo),
    ]
    styles = StaticFiles(packages=[("factcheck.report", "static"), ("factcheck.review", "static")])
    app = Starlette(
        routes=[
            Route("/enter", writes.enter, methods=["GET", "POST"]),
            *(Route(path, page, methods=["GET"]) for path, page in get),
            *(Route(path, write, methods=["POST"]) for path, write in post),
            Mount("/static", styles),
        ],
        middleware=[Middleware(Gate, access=state.access)],
        exception_handlers={FactcheckError: _told, HTTPException: _missing},
    )
    app.state.shared = state
    return app


def _told(request: Request, error: Exception) -> Response:
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
