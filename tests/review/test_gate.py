"""The page's safety: host, origin, token, cookie, password, size, headers, and hostile text."""

import contextlib
import html
import http.client
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from paging import BASE, _state, client_of, state_of  # noqa: F401  fixtures
from reviewing import PAGES, _run, run_of, write  # noqa: F401  fixtures
from starlette.testclient import TestClient

from factcheck.errors import UsageError
from factcheck.model import Run
from factcheck.review import server
from factcheck.review.access import MOST_FORM, MOST_UPLOAD, POLICY, Access
from factcheck.review.server_state import ServerState
from hostile import hostile
from tests_support import call

EVERY_PAGE = [*PAGES, "/r/0/counts", "/runs/progress"]
WRITES = ["/name", "/runs", "/runs/stop", "/r/0/finding/1/decide", "/r/0/undo"]


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_every_page_is_there_for_who_was_let_in_and_for_nobody_else(state: ServerState, path: str) -> None:
    assert client_of(state).get(path).status_code == 200
    refused = client_of(state, admitted=False).get(path)
    assert refused.status_code == 401
    assert "FC101" not in refused.text


def test_a_token_is_exchanged_for_a_cookie_and_a_wrong_one_for_nothing(state: ServerState) -> None:
    client = client_of(state, admitted=False)
    assert client.get("/enter", params={"token": "wrong"}).status_code == 403
    assert client.get("/enter").status_code == 403
    assert not client.cookies
    given = client.get("/enter", params={"token": state.access.token})
    assert (given.status_code, given.headers["location"]) == (303, "/")
    cookie = given.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert state.access.token.lower() not in cookie
    assert client.get("/r/0").status_code == 200
    client.cookies.set(state.access.cookie, "forged")
    assert client_of(state, admitted=False).get("/r/0", headers={"cookie": f"{state.access.cookie}=forged"}).status_code == 401


def test_cookies_of_other_programs_do_no_harm(state: ServerState) -> None:
    (cookie,) = client_of(state).cookies.jar
    for others in ('a b@c="x; y=2|1:0|', "{}=[]", "=; ;;"):
        sent = {"cookie": f"{others}; {cookie.name}={cookie.value}"}
        assert client_of(state, admitted=False).get("/r/0", headers=sent).status_code == 200


def test_a_cookie_of_another_server_opens_nothing(state: ServerState, run: Run, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = client_of(state_of(run, tmp_path / "other"))
    (cookie,) = other.cookies.jar
    assert client_of(state, admitted=False).get("/r/0", headers={"cookie": f"{cookie.name}={cookie.value}"}).status_code == 401


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:8001", "localhost:8000.evil.example", ""])
def test_another_host_is_refused_even_with_the_cookie(state: ServerState, host: str) -> None:
    client = client_of(state)
    assert client.get("/r/0", headers={"host": host}).status_code == 403
    assert client.get("/enter", params={"token": state.access.token}, headers={"host": host}).status_code == 403


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "http://evil.example"},
        {"origin": "https://127.0.0.1:8000"},
        {"origin": "http://localhost:8000"},
        {"origin": BASE, "sec-fetch-site": "cross-site"},
        {"origin": BASE, "sec-fetch-site": "same-site"},
    ],
)
def test_a_write_from_another_page_is_refused(state: ServerState, path: str, headers: dict[str, str]) -> None:
    answer = client_of(state).post(path, data={"label": "confirmed", "name": "Eve"}, headers=headers)
    assert answer.status_code == 403
    assert state.board(0).session.store.since(0)[0] == []


def test_what_only_reads_changes_nothing_and_other_methods_are_not_served(state: ServerState) -> None:
    client = client_of(state)
    for path in WRITES[1:]:
        assert client.get(path, params={"label": "confirmed"}).status_code in {200, 405}
        assert client.request("DELETE", path, headers={"origin": BASE}).status_code == 405
    assert state.board(0).session.store.since(0)[0] == []


@pytest.mark.parametrize("path", [*EVERY_PAGE, "/enter", "/static/review.js", "/static/factcheck.css", "/nothing", "/r/0/finding/99"])
def test_every_answer_has_the_protecting_headers(state: ServerState, path: str) -> None:
    headers = client_of(state).get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == ("max-age=3600" if path.startswith("/static") else "no-store")


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_no_page_has_a_script_or_a_style_in_it_or_loads_from_elsewhere(state: ServerState, path: str) -> None:
    text = client_of(state).get(path).text
    assert not re.search(r"<script(?![^>]* src=\"/static/)|<style|\sstyle=|\son\w+=|javascript:", text)
    assert not re.search(r"(?:src|href|action)=\"(?!/|#)", text)


def test_a_body_that_is_too_large_is_refused_whether_it_says_so_or_not(state: ServerState) -> None:
    client = client_of(state)
    many = b"x" * (MOST_FORM + 1)
    form = {"origin": BASE, "content-type": "application/x-www-form-urlencoded"}
    assert client.post("/r/0/finding/1/decide", content=b"reason=" + many, headers=form).status_code == 413
    assert client.post("/r/0/finding/1/decide", content=(part for part in (b"reason=", many)), headers=form).status_code == 413
    assert client.post("/runs", content=b"", headers={**form, "content-length": str(MOST_UPLOAD + 1)}).status_code == 413
    assert client.post("/runs", content=b"", headers={**form, "content-length": "-1"}).status_code == 413


def test_hostile_articles_and_words_are_shown_as_their_characters(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    state = state_of(hostile(tmp_path / "news"), tmp_path)
    client = client_of(state, author="<b>Eve</b>\u202e")
    client.post(
        "/r/0/finding/1/decide", data={"label": "note", "reason": "<img src=x onerror=alert(1)>\x1b[31m\u202e"}, headers={"origin": BASE}
    )
    paths = [path for path in EVERY_PAGE if path not in {"/runs", "/runs/progress", "/r/0/counts", "/r/0/rule/FC101", "/r/0/precision"}]
    for path in paths:
        text = client.get(path).text
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028]", text), path
        assert not re.search(r"<(?:b|img|script(?! src=\"/static/))\b", text), path
    finding = client.get("/r/0/finding/1").text
    assert html.escape("<script>alert(1)</script>") in finding
    assert "&lt;img src=x onerror=alert(1)&gt;\\x1b[31m\\u202e" in finding


def test_other_addresses_want_a_password_and_all_at_once_are_refused() -> None:
    with pytest.raises(UsageError, match="FACTCHECK_PASSWORD"):
        server.access("192.0.2.7", 8000, None)
    for everywhere in ("0.0.0.0", "::", ""):  # noqa: S104  it is refused
        with pytest.raises(UsageError, match="every address"):
            server.access(everywhere, 8000, "long enough")
    with pytest.raises(UsageError, match="at least 8"):
        server.access("192.0.2.7", 8000, "short")
    assert server.access("192.0.2.7", 8000, "long enough").hosts == {"192.0.2.7:8000"}
    assert server.access("::1", 8000, None).hosts == {"127.0.0.1:8000", "localhost:8000", "[::1]:8000"}


def test_with_a_password_the_token_alone_opens_nothing(run: Run, tmp_path: Path) -> None:
    base = "http://192.0.2.7:8000"
    state = state_of(run, tmp_path, server.access("192.0.2.7", 8000, "long enough"))
    client = client_of(state, admitted=False, base=base)
    asked = client.get("/enter", params={"token": state.access.token})
    assert (asked.status_code, client.get("/r/0").status_code) == (200, 401)
    assert 'type="password"' in asked.text
    for form, status in (
        ({"token": state.access.token, "password": "wrong"}, 403),
        ({"token": "wrong", "password": "long enough"}, 403),
        ({"token": state.access.token, "password": "long enough"}, 303),
    ):
        assert client.post("/enter", data=form, headers={"origin": base}).status_code == status
    assert client.get("/r/0").status_code == 200


def test_after_ten_wrong_passwords_even_the_right_one_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = [1.0]
    monkeypatch.setattr("time.monotonic", lambda: seconds[0])
    access = Access(frozenset(), 8000, "long enough")
    assert not any(access.proven("guess", "192.0.2.1") for _ in range(10))
    assert not access.proven("long enough", "192.0.2.1")
    seconds[0] = 62.0
    assert access.proven("long enough", "192.0.2.1")


@pytest.mark.parametrize(
    ("guesser", "editor", "apart"),
    [
        ("192.0.2.1", "192.0.2.2", True),
        ("192.0.2.1", "::ffff:192.0.2.1", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", False),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", True),
        ("fe80::1%eth0", "fe80::2%eth1", False),
        ("", "192.0.2.1", True),
    ],
)
def test_who_guesses_locks_out_no_other_address(guesser: str, editor: str, apart: bool) -> None:
    access = Access(frozenset(), 8000, "long enough")
    for _ in range(50):
        access.proven("guess", guesser)
    assert access.proven("long enough", editor) == apart


def test_nine_wrong_passwords_and_a_right_one_begin_anew() -> None:
    access = Access(frozenset(), 8000, "long enough")
    for _ in range(5):
        assert not any(access.proven("guess", "192.0.2.1") for _ in range(9))
        assert access.proven("long enough", "192.0.2.1")


def test_guesses_from_everywhere_fill_no_memory() -> None:
    access = Access(frozenset(), 8000, "long enough")
    for number in range(12_000):
        access.proven("guess", f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(access._failures) <= 10_000  # noqa: SLF001


def test_the_page_tells_addresses_apart(run: Run, tmp_path: Path) -> None:
    base = "http://192.0.2.7:8000"
    hall = state_of(run, tmp_path, server.access("192.0.2.7", 8000, "long enough"))
    app = server.application(hall)
    guesser, editor = (
        TestClient(app, base_url=base, client=(address, 5), follow_redirects=False) for address in ("192.0.2.8", "192.0.2.9")
    )

    def entered(client: TestClient, password: str) -> int:
        form = {"token": hall.access.token, "password": password}
        return client.post("/enter", data=form, headers={"origin": base}).status_code

    assert {entered(guesser, "guess") for _ in range(12)} == {403}
    assert entered(guesser, "long enough") == 403
    assert entered(editor, "long enough") == 303


def test_a_ticket_opens_once_and_for_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = [1.0]
    monkeypatch.setattr("time.monotonic", lambda: seconds[0])
    access = Access(frozenset(), 8000)
    first, second = access.ticket(), access.ticket()
    assert [access.opens(first), access.opens(first), access.opens(access.token), access.opens(access.token)] == [True, False, True, True]
    seconds[0] = 62.0
    assert not access.opens(second)
    assert not access.opens("")


def test_a_ticket_leads_to_the_page_also_through_the_password(run: Run, tmp_path: Path) -> None:
    base = "http://192.0.2.7:8000"
    hall = state_of(run, tmp_path, server.access("192.0.2.7", 8000, "long enough"))
    client, ticket = client_of(hall, admitted=False, base=base), hall.access.ticket()
    asked = client.get("/enter", params={"token": ticket})
    assert ticket not in asked.text
    (token,) = re.findall(r'name="token" value="([^"]+)"', asked.text)
    assert client.post("/enter", data={"token": token, "password": "long enough"}, headers={"origin": base}).status_code == 303
    assert client.get("/enter", params={"token": ticket}).status_code == 403


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_the_command_line_of_the_browser_opens_once_alone(tmp_path: Path) -> None:
    """The browser is a program that writes down its command line."""
    script, told = write(tmp_path) / "browser", tmp_path / "told"
    script.write_text(f'#!/bin/sh\necho "$1" > {told}.new && mv {told}.new {told}\n')
    script.chmod(0o755)
    command = [sys.executable, "-m", "factcheck", "review", "a.md", "--as-of", "2024-03-20"]
    environment = {**os.environ, "BROWSER": f"{script} %s", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout is not None
        printed = process.stdout.readline().removeprefix("Open ").strip()
        until = time.monotonic() + 30
        while not told.exists():
            assert time.monotonic() < until
            time.sleep(0.1)
        address = told.read_text().strip()
        assert address.partition("=")[0] == printed.partition("=")[0]
        assert address != printed
        assert [_status(address), _status(address), _status(printed), _status(printed)] == [303, 403, 303, 303]
    finally:
        process.terminate()
        process.communicate()
    assert process.returncode in {0, 130, -15}


def _status(url: str) -> int:
    host, _, path = url.removeprefix("http://").partition("/")
    wire = http.client.HTTPConnection(host, timeout=10)
    wire.request("GET", f"/{path}")
    with contextlib.closing(wire), wire.getresponse() as answer:
        return answer.status


def test_a_port_that_is_taken_is_told_before_any_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write(tmp_path))

    def taken(*_: object, **__: object) -> None:
        raise OSError(98, "Address already in use")

    monkeypatch.setattr("socket.create_server", taken)
    done = call("review", "a.md", "--no-open", "--port", "1234")
    assert done.code == 2
    assert "cannot be listened on (Address already in use)" in done.err


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "x-real-ip", "true-client-ip", "cf-connecting-ip"])
def test_no_header_says_where_a_guess_comes_from(header: str, run: Run, tmp_path: Path) -> None:
    base = "http://192.0.2.7:8000"
    state = state_of(run, tmp_path, server.access("192.0.2.7", 8000, "long enough"))
    client = client_of(state, admitted=False, base=base)

    def status(password: str, told: str) -> int:
        form = {"token": state.access.token, "password": password}
        return client.post("/enter", data=form, headers={"origin": base, header: told}).status_code

    for guess in range(10):
        status("wrong one", f"for=198.51.100.{guess}" if header == "forwarded" else f"198.51.100.{guess}")
    assert status("long enough", "198.51.100.77") == 403
