"""What editors send: the token, a name, a decision, an undoing, articles to check, and the wish to stop."""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from factcheck.errors import FactcheckError, UsageError
from factcheck.model import Decision
from factcheck.review import pages
from factcheck.review.board import Board, query
from factcheck.review.server_state import ServerState, message, named, pasted, server_state
from factcheck.review.session import Filters, name

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
