"""Messages: the entries of RSS and Atom feeds, and e-mails; a head describes each, its body is text or a page, attachments are counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.articles import body, dates, normal
from factcheck.articles.formats import NOWHERE, Content, NotAnArticleError, counted, page
from factcheck.errors import InputError
from factcheck.model import Anchor, SourceMap

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart


_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)\b")
_HEAD = 5_000
_BEGINS = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<(?:\w+:)?(?:item|entry)[\s>]", re.DOTALL)
_HARMLESS = {"CharacterEncodingOverride", "NonXMLContentType"}
"""What the library notes of a feed that it has read whole."""


def feed(path: str, content: bytes) -> Iterator[Content | InputError]:
    """The entries of a feed, each with the line on which it begins; those without a text are told together."""
    import feedparser  # noqa: PLC0415  loaded only for feeds

    if _ROOT.search(content, 0, _HEAD) is None and _ROOT.search(content.replace(b"\0", b""), 0, _HEAD) is None:
        message = f"{path}: holds neither RSS nor Atom; give the article as text"
        raise NotAnArticleError(path, message, f"no article ({Path(path).suffix.lower() or 'xml'})")
    try:
        found = feedparser.parse(BytesIO(content))  # a name or an address would be opened
    except Exception as error:  # the library lets errors of every kind through
        raise InputError(path, "feed", f"{path}: cannot be read as a feed; save it again") from error
    lines = _lines(content, len(found.entries))
    bare = 0
    for number, entry in enumerate(found.entries, start=1):
        try:
            read = _entry(path, entry, found.feed.get("title"), lines[number - 1] if lines else None, number)
        except InputError as error:
            yield error
            continue
        bare += read is None
        if read is not None:
            yield read
    yield from _problems(path, found, bare)


def _problems(path: str, found: Any, bare: int) -> Iterator[InputError]:  # noqa: ANN401
    error = found.get("bozo_exception") if found.get("bozo") else None
    if error is not None and type(error).__name__ not in _HARMLESS:
        reason = " ".join(str(error).split())[:120]
        yield InputError(path, "damaged", f"{path}: is damaged ({reason}), and entries may be missing; save it again")
    elif bare:
        yield InputError(path, "no text", f"{path}: {bare} of {len(found.entries)} entries hold no text; fetch the articles themselves")


def _entry(path: str, entry: dict[str, Any], outlet: str | None, line: int | None, number: int) -> Content | None:
    """The article of one entry; None where it holds no text."""
    place = line or number
    where = f"{path}:{place}"
    told = next((part for part in entry.get("content", ()) if part.get("value")), None) or entry.get("summary_detail") or {}
    text = normal(where, told.get("value") or "")
    outside: tuple[tuple[str, int], ...] = ()
    if told.get("type") != "text/plain" or page.is_marked(text):
        text, outside = page.shown(where, text) if text.strip() else ("", ())
    if not text.strip():
        return None
    day = _published(entry)
    beside = len(entry.get("summary") or "") if told is not entry.get("summary_detail") else 0
    return Content(
        text=body(where, text),
        source_map=SourceMap(anchors=(Anchor(offset=0, line=line, column=None),)),
        title=_plain(entry.get("title")),
        title_at=(line, None),
        source=_plain(outlet),
        published=day,
        published_from="metadata" if day else "none",
        url=entry.get("link") or None,
        line=place,
        outside=counted({**dict(outside), "summary": beside}),
    )


def _published(entry: dict[str, Any]) -> date | datetime | None:
    """The day as the outlet wrote it, else as the library has read it."""
    for key in ("published", "updated"):
        if not dict.get(entry, key):  # the entry itself gives one for the other, and warns
            continue
        try:
            return dates.parse(dict.get(entry, key))
        except ValueError:
            parsed = dict.get(entry, f"{key}_parsed")
            if parsed is not None:
                return date(*parsed[:3])
    return None


def _plain(text: str | None) -> str | None:
    return re.sub(r"<[^<>]*>", "", text).strip() or None if text else None


def _lines(content: bytes, count: int) -> list[int]:
    """The line on which each entry begins; [] where they cannot be told apart by their tags or by their lines."""
    starts = [match.start() for match in _BEGINS.finditer(content) if not match[0].startswith(b"<!")]
    lines, line, last = [], 1, 0
    for start in starts:
        line += content.count(b"\n", last, start)
        last = start
        lines.append(line)
    return lines if len(lines) == count == len(set(lines)) else []


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
