"""The pages: the queue, a finding, stories, articles, rules, what expires, precision, and the check that runs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from factcheck.errors import UsageError
from factcheck.findings import rule as catalogued
from factcheck.report.views.finding import FindingView
from factcheck.report.views.page import Group
from factcheck.review.board import Board, query
from factcheck.review.server_state import server_state
from factcheck.review.session import STATES, Filters, Item, shares

_STATES = tuple(state for state in STATES if state != "suppressed")
"""Suppressed findings have no page: their authors have answered."""
_A_PAGE = 50
"""Findings on a page of the queue."""
_STAGES = {"reading": "reading articles", "comparing": "comparing statements", "weighing": "judging pairs"}


def filters_of(request: Request) -> Filters:
    """The filters in the address; what is no state is none."""
    given = {key: request.query_params.get(key, "")[:200] for key in ("rule", "outlet", "article")}
    wanted = request.query_params.get("state", "open")
    state = "" if wanted in {"", "all"} else wanted
    if state and state not in _STATES:
        raise UsageError(f"{state[:20]!r} is no state; known are {', '.join(_STATES)}")
    return Filters.model_validate({**given, "state": state})


def _board(request: Request) -> Board:
    return server_state(request).board(request.path_params["board"])


def home(request: Request) -> Response:
    """The first session, or the place to send articles to where it has none."""
    first = min(server_state(request).boards.values(), key=lambda board: board.number)
    return RedirectResponse(f"/r/{first.number}" if first.session.run.articles else "/runs", 303)


def queue(request: Request) -> HTMLResponse:
    """The findings that the filters let through, a page of them."""
    board, filters = _board(request), filters_of(request)
    marks = board.session.queue(filters)
    pages = max(1, -(-len(marks) // _A_PAGE))
    page = min(max(1, _number(request.query_params.get("page", "1"))), pages)
    shown = marks[(page - 1) * _A_PAGE : page * _A_PAGE]
    items = [board.session.item(mark) for mark in shown]
    return server_state(request).page(
        request,
        "queue.html",
        board=board,
        links=board.links(filters),
        filters=filters,
        groups=_grouped(board, items),
        kinds={item.finding.kind for item in items if any(statement.clashing for statement in item.finding.statements)},
        opened=bool(filters.rule or filters.article) or all(item.finding.kind == "time_sensitive" for item in items),
        total=len(marks),
        page=page,
        pages=pages,
        turn={number: query(filters, page=number) for number in (page - 1, page + 1) if 1 <= number <= pages},
        choices=board.session.choices(),
        states=_STATES,
        counts=board.session.counts(),
    )


def _grouped(board: Board, items: Sequence[Item]) -> list[tuple[Group, list[tuple[Item, FindingView]]]]:
    """The findings with what they stand with; what was skipped stands with its own at the end."""
    together = [list(own) for _, own in groupby(items, key=lambda item: (id(board.group(item.finding)), item.skipped))]
    return [(board.group(own[0].finding), [(item, board.view(item.finding)) for item in own]) for own in together]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 1


def finding(request: Request) -> HTMLResponse:
    """One finding with both articles, and the answers."""
    return shown(request, request.path_params["number"], filters_of(request))


def shown(request: Request, number: int, filters: Filters, refused: str = "", status: int = 200) -> HTMLResponse:
    """The page of a finding; `refused` says why an answer was not stored."""
    board = _board(request)
    item = board.session.item(board.finding(number).fingerprint)
    marks = board.session.queue(filters)
    at = marks.index(item.finding.fingerprint) if item.finding.fingerprint in marks else None
    near = {} if at is None else {"before": marks[at - 1] if at else None, "after": marks[at + 1] if at + 1 < len(marks) else None}
    stories = [story for story in board.stories if number in story.findings]
    return server_state(request).page(
        request,
        "decide.html",
        status,
        board=board,
        links=board.links(filters),
        query=query(filters),
        item=item,
        found=board.view(item.finding),
        articles=board.reading(item.finding),
        place=None if at is None else at + 1,
        total=len(marks),
        near={key: board.index.findings[mark] for key, mark in near.items() if mark},
        stories=stories,
        counts=board.session.counts(),
        refused=refused,
        revoked={decision.revokes for decision in item.history if decision.revokes},
    )


def stories(request: Request) -> HTMLResponse:
    """The stories."""
    board = _board(request)
    return server_state(request).page(request, "stories.html", board=board, links=board.links())


def story(request: Request) -> HTMLResponse:
    """A story with its timeline and its sources."""
    board = _board(request)
    told = board.story(request.path_params["number"])
    members = [board.session.run.articles[number - 1] for number in told.articles]
    return server_state(request).page(
        request, "story.html", board=board, links=board.links(), story=told, members=zip(told.articles, members, strict=True)
    )


def calendar(request: Request) -> HTMLResponse:
    """What expires and when."""
    board = _board(request)
    return server_state(request).page(request, "expiring.html", board=board, links=board.links())


def articles(request: Request) -> HTMLResponse:
    """The articles."""
    board = _board(request)
    return server_state(request).page(request, "articles.html", board=board, links=board.links())


def article(request: Request) -> HTMLResponse:
    """An article with all its claims."""
    board = _board(request)
    return server_state(request).page(
        request, "reading.html", board=board, links=board.links(), article=board.article(request.path_params["number"])
    )


def claim(request: Request) -> Response:
    """Leads to a claim's details, or to its words, on the page of its article."""
    board, number = _board(request), request.path_params["number"]
    anchor = "said" if "/said/" in request.url.path else "claim"
    return RedirectResponse(f"/r/{board.number}/article/{board.article_of_claim(number)}#{anchor}-{number}", 303)


def rule(request: Request) -> HTMLResponse:
    """A rule's documentation."""
    board = _board(request)
    return server_state(request).page(request, "rule.html", board=board, links=board.links(), rule=catalogued(request.path_params["code"]))


def precision(request: Request) -> HTMLResponse:
    """How often each rule was right."""
    board = _board(request)
    entries = [entry for entry in board.session.precision() if entry.value is not None]
    return server_state(request).page(request, "precision.html", board=board, links=board.links(), rows=shares(entries))


def counts(request: Request) -> HTMLResponse:
    """How many findings are in each state by now."""
    board = _board(request)
    return server_state(request).page(request, "counts.html", board=board, counts=board.session.counts())


def runs(request: Request) -> HTMLResponse:
    """The sessions, and the form for a new check."""
    return server_state(request).page(request, "runs.html", refused="", progress=_progress(request))


def running(request: Request) -> HTMLResponse:
    """How far the check is."""
    return server_state(request).page(request, "running.html", progress=_progress(request))


def _progress(request: Request) -> tuple[str, int, int]:
    job = server_state(request).job
    stage, done, total = job.progress if job is not None else ("", 0, 0)
    return _STAGES.get(stage, stage), done, total
