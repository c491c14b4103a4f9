"""E-mails: the text of a message; its head describes it, and what is attached is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from factcheck.articles.characters import body, normal
from factcheck.articles.formats import NOWHERE, Content, counted, page
from factcheck.errors import InputError
from factcheck.model import SourceMap

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart


_MOST_PARTS = 200
_LONGEST_LINE = 5_000
_MORE, _NO_STUB = 1.5, 20
"""A page with so many times the words of the plain part, and so many more, is the message."""
_LOSSES = {
    "CloseBoundaryNotFoundDefect": "it ends before its last part",
    "StartBoundaryNotFoundDefect": "a part does not begin",
    "InvalidBase64PaddingDefect": "coded text is cut off",
    "InvalidBase64CharactersDefect": "coded text holds what is no code",
    "InvalidBase64LengthDefect": "coded text is cut off",
}
"""Faults after which something may be missing."""


def mail(path: str, content: bytes) -> Iterator[Content | InputError]:
    """The text of a message, else its page; what is encrypted is refused."""
    from email import message_from_bytes, policy  # noqa: PLC0415  loaded only for mails

    try:
        if content.count(b"boundary=") > _MOST_PARTS:
            raise InputError(path, "too large", f"{path}: has more than {_MOST_PARTS} parts; save its text")  # noqa: TRY301
        message = message_from_bytes(content, policy=policy.default)
        _refuse_long(path, message)
        found = _text(path, message)
        day = message["date"].datetime.replace(tzinfo=None) if message["date"] is not None and message["date"].datetime else None
        described = _described(message, day)
    except InputError:
        raise
    except Exception as error:  # the library lets errors of every kind through
        raise InputError(path, "mail", f"{path}: cannot be read as an e-mail; save its text") from error
    if not message.keys():
        raise InputError(path, "mail", f"{path}: is no e-mail, for it has no head; give its text as .txt")
    text, outside = found
    subject = re.search(r"^Subject:[ \t]*", content.decode("utf-8", "replace"), re.IGNORECASE | re.MULTILINE)
    lost = next((type(defect).__name__ for part in message.walk() for defect in part.defects if type(defect).__name__ in _LOSSES), "")
    yield Content(
        text=body(path, text),
        source_map=_map(content, text),
        title_at=(1 + content[: subject.start()].count(b"\n"), None) if subject else None,
        outside=counted(outside),
        **described,
    )
    if lost:
        yield InputError(path, "damaged", f"{path}: is damaged, and part of it may be missing ({_LOSSES[lost]}); save it again")


def _refuse_long(path: str, message: EmailMessage) -> None:
    """Raises InputError for a line of a head whose parts would take for ever to be told apart."""
    if any(len(str(value)) > _LONGEST_LINE for part in message.walk() for _, value in part.raw_items()):
        raise InputError(path, "too large", f"{path}: a line of its head is longer than {_LONGEST_LINE:,} characters; save its text")


def _text(path: str, message: EmailMessage) -> tuple[str, dict[str, int]]:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        raise InputError(path, "no text", f"{path}: holds no text that can be read; it may be encrypted: save its text")
    text, outside = _words(path, part)
    other = message.get_body(preferencelist=("html",)) if part.get_content_subtype() == "plain" else None
    shown, furniture = _words(path, other) if other is not None and other is not part else ("", {})
    if len(shown.split()) > _MORE * len(text.split()) + _NO_STUB:
        text, outside, shown = shown, furniture, text  # the plain part only says that there is a page
    others = list(message.iter_attachments()) if message.is_multipart() else []
    texts = [text, *(_words(path, inner)[0] for inner in others if _is_beside(inner))]
    attached = sum(_size(inner) for inner in others if not _is_beside(inner))
    return "\n\n".join(texts), {**outside, "other version": len(shown), "attachment": attached}


def _is_beside(part: MIMEPart) -> bool:
    """Plain text that a reader sees below the first one."""
    named = part.get_filename() is not None or part.get_content_disposition() == "attachment"
    return part.get_content_type() == "text/plain" and not named


def _size(part: MIMEPart) -> int:
    """Characters of what is attached, in whatever code it is written."""
    return sum(len(inner.get_payload() or "") for inner in part.walk() if not inner.is_multipart())


def _words(path: str, part: MIMEPart) -> tuple[str, dict[str, int]]:
    """What a reader sees of a part, and what of it is left out."""
    text = normal(path, part.get_content())
    if "\ufffd" in text:
        raise InputError(path, "encoding", f"{path}: holds letters that are none in the encoding that it names; save its text as UTF-8")
    if part.get_content_type() != "text/html":
        return text, {}
    shown, outside = page.shown(path, text)
    return shown, dict(outside)


def _described(message: EmailMessage, day: datetime | None) -> dict[str, object]:
    sender = message["from"].addresses[0] if message["from"] is not None and message["from"].addresses else None
    return {
        "title": str(message["subject"] or "").strip() or None,
        "source": (sender.display_name or sender.domain or None) if sender else None,
        "published": day,
        "published_from": "metadata" if day else "none",
    }


def _map(content: bytes, text: str) -> SourceMap:
    """The lines of a text that stands in the file as it is read; none where it was written in a code."""
    raw = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    at = raw.find(text.rstrip("\n"))
    return SourceMap.of_lines(text, 1 + raw.count("\n", 0, at)) if at >= 0 and (at == 0 or raw[at - 1] == "\n") else NOWHERE
