"""What a server sent back: read with suspicion, for not every server is OpenAI's."""

from __future__ import annotations

import json
from typing import Any, Literal

from factcheck.model import Frozen

Kind = Literal["unreachable", "refused by the server", "server error", "timeout", "rate limit", "malformed", "empty", "budget", "not asked"]


class Trouble(Exception):  # noqa: N818  it becomes a Failure, not a traceback
    """No answer came; `fatal` says that no other request to this server can do better."""

    def __init__(self, kind: Kind, message: str, *, retryable: bool = True, fatal: bool = False) -> None:
        super().__init__(message)
        self.kind = kind
        self.retryable = retryable
        self.fatal = fatal


class Reply(Frozen):
    """One answer as it came over the wire; `mode` tells whether the server was given the schema."""

    text: str
    finish: str
    refusal: str
    tokens_in: int
    tokens_out: int
    mode: Literal["schema", "json"]


def read(body: str, mode: Literal["schema", "json"], sent: int) -> Reply:
    """The first choice of the body; `sent` is the length of the request, for servers that do not count tokens.

    Raises Trouble where the body is no JSON or holds no choice, or more than the one that was asked for.
    """
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Trouble("malformed", "the server's answer is no JSON") from error
    choices = document.get("choices") if isinstance(document, dict) else None
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        raise Trouble("empty", f"the server sent no choice{_said(document)}")
    if len(choices) > 1:
        raise Trouble("malformed", f"the server sent {len(choices)} choices where one was asked for")
    message = choices[0].get("message")
    message = message if isinstance(message, dict) else {}
    text, refusal = _text(message.get("content")), _text(message.get("refusal"))
    usage = document.get("usage")
    usage = usage if isinstance(usage, dict) else {}
    return Reply(
        text=text,
        finish=_text(choices[0].get("finish_reason")),
        refusal=refusal,
        tokens_in=_count(usage.get("prompt_tokens"), sent),
        tokens_out=_count(usage.get("completion_tokens"), len(text)),
        mode=mode,
    )


def estimated(characters: int) -> int:
    """About so many tokens are that many characters of English."""
    return -(-characters // 4)


def _said(document: Any) -> str:  # noqa: ANN401  whatever the server sent
    error = document.get("error") if isinstance(document, dict) else None
    said = error.get("message") if isinstance(error, dict) else error
    return f" ({said})" if isinstance(said, str) else ""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _count(value: object, characters: int) -> int:
    return value if isinstance(value, int) and value >= 0 else estimated(characters)
