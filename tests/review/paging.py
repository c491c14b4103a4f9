"""A review page in this process, and a browser's requests to it."""

from pathlib import Path

import pytest
from reviewing import moments, session_of, stored
from starlette.testclient import TestClient

from factcheck.model import Run
from factcheck.review import server
from factcheck.review.access import Access
from factcheck.review.server_state import ServerState
from factcheck.settings import Settings

BASE = "http://127.0.0.1:8000"


def state_of(run: Run, folder: Path, access: Access | None = None) -> ServerState:
    access = access or server.access("127.0.0.1", 8000, None)
    return ServerState(session_of(run, stored("file", folder)), "a.md, b.md", access, Settings(), moments())


def client_of(state: ServerState, *, admitted: bool = True, author: str = "Ada", base: str = BASE) -> TestClient:
    """A browser that was let in with the token and has given a name."""
    client = TestClient(server.application(state), base_url=base, follow_redirects=False)
    if admitted:
        client.get("/enter", params={"token": state.access.token})
        if author:
            client.post("/name", data={"name": author}, headers={"origin": base})
    return client


@pytest.fixture(name="state")
def _state(run: Run, tmp_path: Path) -> ServerState:
    return state_of(run, tmp_path)
