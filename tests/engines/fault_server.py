"""A small OpenAI-compatible server in this process, over real HTTP, that answers and fails as it is told."""

import json
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from listening import listening

Body = dict[str, Any]


@dataclass
class Fault:
    """What goes over the wire instead of an answer."""

    status: int = 500
    body: str | bytes = '{"error": {"message": "out of order"}}'
    headers: dict[str, str] = field(default_factory=dict)
    hang: float = 0.0
    drip: float = 0.0
    """Seconds between one byte and the next."""


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
        content = fault.body.encode() if isinstance(fault.body, str) else fault.body
        try:
            self.send_response_only(fault.status)
            usual = {"Content-Type": "application/json", "Content-Length": str(len(content)), "Date": self.date_time_string()}
            for name, value in {**usual, **fault.headers}.items():
                if value:
                    self.send_header(name, value)
            self.end_headers()
            for piece in (content,) if not fault.drip else (content[at : at + 1] for at in range(len(content))):
                self.wfile.write(piece)
                time.sleep(fault.drip)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


def completion(
    text: str | None, *, finish: str = "stop", refusal: str | None = None, usage: tuple[int, int] | None = (100, 20), model: str = "m"
) -> Body:
    """A whole answer as OpenAI sends it."""
    message = {"role": "assistant", "content": text, "refusal": refusal}
    found: Body = {
        "id": "x",
        "object": "chat.completion",
        "created": 0,
        "model": model,
        "choices": [{"index": 0, "finish_reason": finish, "message": message}],
    }
    if usage is not None:
        found["usage"] = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
    return found


def serving(script: Script, latency: float = 0.0) -> AbstractContextManager[FaultServer]:
    return listening(FaultServer(script, latency))


def kind_of(body: Body) -> str:
    """The type of the answer that is asked for: "Extraction", "Conflicts", "Developments" or "Verifications"."""
    form = body["response_format"]
    if form["type"] == "json_schema":
        return str(form["json_schema"]["name"])
    kinds = {"Extraction": "untied", "Conflicts": "conflicts", "Developments": "developments", "Verifications": "answers"}
    schema = body["messages"][0]["content"].split("of this schema:\n")[1]
    return next(kind for kind, field in kinds.items() if f'"{field}":{{"items"' in schema)


def text_of(body: Body) -> str:
    """What the request is about, between its two marks."""
    return str(body["messages"][1]["content"])


def lines_of(body: Body) -> dict[str, str]:
    """The labels and the texts of the lines, without the marks."""
    return dict(line.split(": ", 1) for line in text_of(body).splitlines()[1:-1])


def numbered(body: Body) -> dict[str, str]:
    """The numbered sentences of an extraction ("1") or of a story ("A1")."""
    found = {label.removesuffix(" (time)"): text for label, text in lines_of(body).items()}
    return {label: text for label, text in found.items() if label[-1:].isdecimal() and not label.startswith("pair ")}


def pairs_in(body: Body) -> int:
    """How many pairs a second look is asked about."""
    return sum(label.startswith("pair ") for label in lines_of(body))


def faithful(body: Body) -> str:
    """What a good model would say where nothing clashes: each sentence as one claim, no conflict, every pair compatible."""
    kind = kind_of(body)
    if kind == "Extraction":
        return extraction({number: text.rstrip(".") for number, text in numbered(body).items()})
    if kind == "Verifications":
        return json.dumps({"answers": [judged(number, "other") for number in range(1, pairs_in(body) + 1)]})
    return json.dumps({"notes": [], "conflicts": []} if kind == "Conflicts" else {"open": [], "developments": []})


def extraction(quotes: dict[str, str], **changed: object) -> str:
    """One claim for each number."""
    claim = {"statement": "", "attributed_to": "", "modality": "asserted"}
    entries = [{"number": int(n), "claims": [{**claim, "quote": quote, **changed}]} for n, quote in quotes.items()]
    return json.dumps({"sentences": entries, "untied": []})


def judged(pair: int, relation: str = "contradicts", **changed: object) -> Body:
    """A second look at one pair, whose reasons bear out the label."""
    found: Body = {
        "pair": pair,
        "subject": "the ferry",
        "same": "yes",
        "earlier": "same",
        "holds_a": "tells",
        "holds_b": "tells",
        "difference": "340 or 520",
        "both_true": "no" if relation == "contradicts" else "unclear",
        "misinformed": relation == "updates",
    }
    return {**found, **changed, "relation": relation}
