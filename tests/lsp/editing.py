"""An editor as a server sees it: messages over the standard streams of a real process."""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Message = dict[str, Any]
LONGEST = 60.0


class Editor:
    """Starts `factcheck lsp` and speaks with it; `encodings` are the position encodings that it offers."""

    def __init__(self, folder: Path | None, *arguments: str, cwd: Path, encodings: list[str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "factcheck", "lsp", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=cwd,
            env={**os.environ, "PYTHONWARNINGS": "default"},
        )
        self.arrived: queue.Queue[Message] = queue.Queue()
        self.seen: list[Message] = []
        self._ids = iter(range(1, 1_000_000))
        self._versions: dict[str, int] = {}
        threading.Thread(target=self._read, daemon=True).start()
        general = {"positionEncodings": encodings} if encodings else {}
        folders = [{"uri": folder.as_uri(), "name": "news"}] if folder else None
        capabilities = {"general": general, "textDocument": {"publishDiagnostics": {"relatedInformation": True}}}
        self.capabilities = self.ask(
            "initialize", {"processId": os.getpid(), "rootUri": None, "workspaceFolders": folders, "capabilities": capabilities}
        )["capabilities"]
        self.tell("initialized", {})

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.partition(b":")[2])
            while stream.readline().strip():
                pass
            self.arrived.put(json.loads(stream.read(length)))

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream = self.process.stdin
        assert stream is not None
        stream.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        stream.flush()

    def tell(self, method: str, params: Message) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: Message | None) -> Any:  # noqa: ANN401  whatever is answered
        number = next(self._ids)
        self._send({"id": number, "method": method, **({"params": params} if params is not None else {})})
        answer = self.wait(lambda message: message.get("id") == number and "method" not in message)
        assert "error" not in answer, answer
        return answer["result"]

    def wait(self, wanted: Callable[[Message], bool], longest: float = LONGEST) -> Message:
        until = time.monotonic() + longest
        while True:
            message = self.arrived.get(timeout=max(0.01, until - time.monotonic()))
            self.seen.append(message)
            if wanted(message):
                return message

    def open(self, path: Path | str, text: str) -> list[Message]:
        uri = path.as_uri() if isinstance(path, Path) else path
        self._versions[uri] = 1
        self.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": text}})
        return self.diagnostics(uri)

    def change(self, path: Path, text: str) -> list[Message]:
        uri = path.as_uri()
        self._versions[uri] += 1
        document = {"uri": uri, "version": self._versions[uri]}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
        return self.diagnostics(uri)

    def until(self, path: Path, text: str, wanted: Callable[[list[Message]], bool]) -> list[Message]:
        """Changes the text, and waits until what is told of it is as wanted: other files may have to be read first."""
        found = self.change(path, text)
        while not wanted(found):
            found = self.diagnostics(path.as_uri())
        return found

    def close(self, *uris: str) -> None:
        for uri in uris or list(self._versions):
            self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
            del self._versions[uri]

    def diagnostics(self, uri: str) -> list[Message]:
        """What is published next of the text as it is now."""
        told = self.wait(
            lambda m: (
                m.get("method") == "textDocument/publishDiagnostics"
                and m["params"]["uri"] == uri
                and m["params"].get("version") == self._versions[uri]
            )
        )
        found: list[Message] = told["params"]["diagnostics"]
        return found

    def worked(self) -> float:
        """The seconds of processors that the server has used so far, whatever else the machine does; where none tells, those on the clock."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            return time.monotonic()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def learned(self) -> None:
        """Waits until the server has read what open texts are compared with."""
        self.wait(lambda m: m.get("method") == "window/logMessage" and "read" in m["params"]["message"])

    def actions(self, path: Path, line: int, **context: object) -> list[Message]:
        at = {"line": line, "character": 0}
        asked = {"textDocument": {"uri": path.as_uri()}, "range": {"start": at, "end": at}, "context": {"diagnostics": [], **context}}
        found: list[Message] = self.ask("textDocument/codeAction", asked)
        return found

    def leave(self) -> int:
        self.ask("shutdown", None)
        self.tell("exit", {})
        return self.process.wait(LONGEST)


@contextlib.contextmanager
def editing(folder: Path | None, *arguments: str, cwd: Path, encodings: list[str] | None = None) -> Iterator[Editor]:
    editor = Editor(folder, *arguments, cwd=cwd, encodings=encodings)
    try:
        yield editor
    finally:
        editor.process.kill()
        editor.process.communicate()


def applied(text: str, edits: list[Message]) -> str:
    """The text after the edits, whose places count UTF-16 units."""
    lines = text.splitlines(keepends=True)
    for edit in sorted(edits, key=lambda edit: (edit["range"]["start"]["line"], edit["range"]["start"]["character"]), reverse=True):
        start, end = edit["range"]["start"], edit["range"]["end"]
        assert start["line"] == end["line"]
        units = lines[start["line"]].encode("utf-16-le")
        new = units[: 2 * start["character"]] + edit["newText"].encode("utf-16-le") + units[2 * end["character"] :]
        lines[start["line"]] = new.decode("utf-16-le")
    return "".join(lines)


def marked(text: str, place: Message) -> str:
    """The words at a place of one line, which counts UTF-16 units."""
    line = text.splitlines()[place["start"]["line"]].encode("utf-16-le")
    return line[2 * place["start"]["character"] : 2 * place["end"]["character"]].decode("utf-16-le")
