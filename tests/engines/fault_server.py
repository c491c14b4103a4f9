"""A small OpenAI-compatible server in this process, over real HTTP, that answers and fails as it is told."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]


@dataclass
class Fault:
    """What goes over the wire instead of an answer."""

    status: int = 500
    body: str = '{"error": {"message": "out of order"}}'
    headers: dict[str, str] = field(default_factory=dict)
    hang: float = 0.0


Script = Callable[[int, Body], "str | Fault | Body"]
"""Gets the number of the request (from 0) and its body; gives the answer's text, a whole answer, or a fault."""


class FaultServer(ThreadingHTTPServer):
    """Keeps every request that arrived, and how many were in work at once."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, script: Script, latency: float) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script, self.latency = script, latency
        self.lock = threading.Lock()
        self.bodies: list[Body] = []
        self.times: list[float] = []
        self.headers: list[dict[str, str]] = []
        self.busy = self.busiest = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: FaultServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server = self.server
        with server.lock:
            number = len(server.bodies)
            server.bodies.append(body)
            server.times.append(time.monotonic())
            server.headers.append({name.lower(): value for name, value in self.headers.items()})
            server.busy += 1
            server.busiest = max(server.busiest, server.busy)
        try:
            time.sleep(server.latency)
            self._send(server.script(number, body))
        finally:
            with server.lock:
                server.busy -= 1

    def _send(self, answer: "str | Fault | Body") -> None:
        if isinstance(answer, str):
            answer = completion(answer)
        fault = answer if isinstance(answer, Fault) else Fault(200, json.dumps(answer))
        time.sleep(fault.hang)
        content = fault.body.encode()
        try:
            self.send_response(fault.status)
            for name, value in {"Content-Type": "application/json", "Content-Length": str(len(content)), **fault.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


def completion(text: str | None, *, finish: str = "stop", refusal: str | None = None, usage: tuple[int, int] | None = (100, 20)) -> Body:
    """A whole answer as OpenAI sends it."""
    message = {"role": "assistant", "content": text, "refusal": refusal}
    found: Body = {
        "id": "x",
        "object": "chat.completion",
        "created": 0,
        "model": "m",
        "choices": [{"index": 0, "finish_reason": finish, "message": message}],
    }
    if usage is not None:
        found["usage"] = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
    return found


@contextmanager
def serving(script: Script, latency: float = 0.0) -> Iterator[FaultServer]:
    server = FaultServer(script, latency)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def sentence_of(body: Body) -> str:
    """The sentence that an extraction asks about; "" for a pair."""
    lines = body["messages"][1]["content"].splitlines()
    return next((line.removeprefix("sentence: ") for line in lines if line.startswith("sentence: ")), "")


def faithful(body: Body) -> str:
    """What a good model would say: the whole sentence as one claim; every pair compatible."""
    sentence = sentence_of(body)
    if sentence:
        claim = {"quote": sentence.rstrip("."), "statement": sentence, "subject": "", "attributed_to": "", "modality": "asserted"}
        return json.dumps({"claims": [claim]})
    return judgement()


def judgement(relation: str = "compatible", **changed: object) -> str:
    found = {
        "subject_a": "x",
        "subject_b": "x",
        "same_subject": True,
        "same_time": "yes",
        "difference": "none",
        "words_a": "",
        "words_b": "",
    }
    return json.dumps({**found, **changed, "relation": relation})
