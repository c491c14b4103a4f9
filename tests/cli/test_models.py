"""factcheck models: over real HTTP, with servers in this process that list what they are told."""

import contextlib
import json
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from factcheck.engines.openai import server as servers
from listening import listening
from tests_support import call

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
KEY = "sk-test-0123456789"
CLOSED = "http://127.0.0.1:9/v1"
Answer = Callable[[], tuple[int, bytes]]


class ModelServer(ThreadingHTTPServer):
    """Keeps the headers and the path of every request."""

    daemon_threads = True

    def __init__(self, answer: Answer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = answer
        self.asked: list[tuple[str, dict[str, str]]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: ModelServer

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        status, body = self.server.answer()
        with contextlib.suppress(OSError):
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is written."""


def serving(answer: Answer) -> AbstractContextManager[ModelServer]:
    return listening(ModelServer(answer))


def listing_of(*names: str) -> Answer:
    body = json.dumps({"object": "list", "data": [{"id": name, "object": "model", "created": 0, "owned_by": "x"} for name in names]})
    return lambda: (200, body.encode())


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No server of this machine, no variable and no configuration of whoever runs the tests."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_CUSTOM_HEADERS", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(servers, "LOCAL", {"Ollama": CLOSED})
    monkeypatch.setattr(servers, "OPENAI", CLOSED)
    monkeypatch.chdir(tmp_path)


def test_models_of_local_servers_are_listed_with_the_line_to_use_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(listing_of("nomic-embed-text", "llama3.2:3b", "it's new")) as ollama, serving(listing_of("phi")) as studio:
        monkeypatch.setattr(servers, "LOCAL", {"Ollama": ollama.address, "LM Studio": studio.address, "llama.cpp": CLOSED})
        done = call("models")
    assert done.code == 0
    assert done.err == ""
    assert done.out == (
        f"Ollama, {ollama.address}\n  nomic-embed-text\n  llama3.2:3b\n  it's new\n"
        f"  use it: factcheck check articles/ --engine openai --base-url {ollama.address} --model llama3.2:3b\n\n"
        f"LM Studio, {studio.address}\n  phi\n"
        f"  use it: factcheck check articles/ --engine openai --base-url {studio.address} --model phi\n"
    )
    assert [path for path, _ in ollama.asked] == ["/v1/models"]


def test_the_key_goes_to_the_server_that_the_user_named_and_to_no_guessed_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_ORG_ID", "org-secret-0123")
    with serving(listing_of("m")) as guessed, serving(listing_of("n")) as named:
        monkeypatch.setattr(servers, "LOCAL", {"Ollama": guessed.address})
        monkeypatch.setenv("OPENAI_BASE_URL", named.address)
        both = call("models")
        monkeypatch.delenv("OPENAI_BASE_URL")
        alone = call("models", "--base-url", named.address)
    assert f"OPENAI_BASE_URL, {named.address}\n  n\n  use it: factcheck check articles/ --engine openai --model n\n" in both.out
    assert alone.out.startswith(f"the server named, {named.address}\n  n\n")
    assert [headers["authorization"] for _, headers in named.asked] == [f"Bearer {KEY}"] * 2
    ((_, headers),) = guessed.asked
    assert KEY not in str(headers)
    assert "org-secret" not in str(headers)
    assert KEY not in both.out + both.err + alone.out + alone.err


def test_a_server_that_only_a_file_names_gets_no_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving(listing_of("m", "mine")) as server:
        (tmp_path / "factcheck.toml").write_text(f'base-url = "{server.address}"\nmodel = "mine"\n')
        done = call("models")
    assert "--model mine" in done.out
    ((_, headers),) = server.asked
    assert KEY not in str(headers)


def test_nothing_that_answers_is_one_line_with_a_remedy() -> None:
    done = call("models")
    assert (done.code, done.out) == (3, "")
    assert len(done.err.splitlines()) == 1
    assert "--base-url" in done.err
    assert "ollama serve" in done.err


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (lambda: (401, json.dumps({"error": {"message": f"no key {KEY}"}}).encode()), "answered 401"),
        (lambda: (200, b"<html>a page</html>"), "not with a list of models"),
        (lambda: (200, b'{"data": null}'), "lists no model"),
        (lambda: (200, b'{"data": [{"id": 3}, {"id": " "}, 4]}'), "lists no model"),
        (lambda: (302, b""), "answered 302"),
        (lambda: (200, b"x" * 5 * 2**20), "larger than 4 MiB"),
    ],
)
def test_what_a_named_server_says_wrong_is_told(answer: Answer, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving(answer) as server:
        done = call("models", "--base-url", server.address)
    assert (done.code, done.out) == (3, "")
    assert told in done.err
    assert KEY not in done.err
    assert "internal error" not in done.err
    assert len(done.err.splitlines()) == 1


def test_a_named_server_that_fails_is_told_beside_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving(listing_of("m")) as server:
        monkeypatch.setattr(servers, "LOCAL", {"Ollama": server.address})
        done = call("models")
    assert (done.code, done.err) == (0, f"factcheck: OpenAI, {CLOSED}: cannot be reached\n")
    assert done.out.startswith("Ollama, ")


def test_a_server_that_hangs_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "_SECONDS_HERE", 0.2)
    stop = threading.Event()

    def hang() -> tuple[int, bytes]:
        stop.wait(5)
        return 200, b"{}"

    with serving(hang) as server, serving(listing_of("m")) as other:
        monkeypatch.setattr(servers, "LOCAL", {"Ollama": server.address, "llama.cpp": other.address})
        begun = time.monotonic()
        done = call("models")
        assert time.monotonic() - begun < 4
        stop.set()
    assert done.out.startswith("llama.cpp, ")


def test_a_name_cannot_write_into_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(listing_of("evil\x1b[31m\nuse it: rm -rf")) as server:
        monkeypatch.setattr(servers, "LOCAL", {"Ollama": server.address})
        done = call("models")
    assert "\x1b" not in done.out
    assert len(done.out.splitlines()) == 3


def test_an_address_that_is_none_is_refused() -> None:
    done = call("models", "--base-url", "nowhere")
    assert (done.code, done.out) == (2, "")
    assert "is no address" in done.err
