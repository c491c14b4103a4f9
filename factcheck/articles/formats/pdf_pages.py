"""PDF files: the text layer page by page, with its lines joined to paragraphs."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from factcheck.articles.decode import MOST_CHARACTERS, body, normal
from factcheck.articles.formats.content import Content, counted
from factcheck.articles.formats.page_lines import joined, without_running_heads
from factcheck.errors import InputError
from factcheck.model import Anchor, SourceMap

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader
    from pypdf.generic import DictionaryObject

_LOGGER = logging.getLogger("pypdf")
_MOST_OPERATIONS = 2_000_000
"""Drawing operations of one file; forms that draw forms can stand for any number of them."""
_MOST_PAGES = 5_000
_MOST_DRAWN = 100
_NAMED_PAGES = 5
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_NO_TITLE = re.compile(r"\.\w{2,5}\Z|\A(?:untitled|microsoft|powerpoint|slide\b|layout\b|about:)", re.IGNORECASE)
"""What programs write as the title of a file that nobody gave one."""
_HARMLESS = re.compile(r"multiple definitions|wrong pointing object|zero-indexed|superfluous whitespace|overwriting cache", re.IGNORECASE)
"""Words of warnings after which nothing is missing; after any other, something may be."""
_UNNAMED = re.compile(r"\w\ufffd|\ufffd\w|\ufffd{2}")
"""Letters of which the file says how they look, and not what they are."""


class _TooLargeError(Exception):
    """The file draws more than a reader would wait for."""


def pdf(path: str, content: bytes) -> Iterator[Content | InputError]:
    """The text of a PDF; pages that hold pictures alone are told. Where a statement stands is told by its page."""
    with _heard() as said:
        pages, title, pictures = _pages(path, content)
    found, heads = without_running_heads(pages)
    text, starts = joined(found)
    lost = next((" ".join(message.split())[:120] for message in said if not _HARMLESS.search(message)), "")
    if not text.strip():
        raise _empty(path, lost, pictures=bool(pictures))
    yield Content(
        text=body(path, normal(path, text)),
        source_map=SourceMap(anchors=tuple(Anchor(offset=o, line=None, column=None, page=page) for o, page in starts)),
        title=title,
        outside=counted({"running head": heads}),
    )
    if pictures:
        numbers = ", ".join(map(str, pictures[:_NAMED_PAGES])) + (" and more" if len(pictures) > _NAMED_PAGES else "")
        named = f"page {numbers} holds" if len(pictures) == 1 else f"pages {numbers} hold"
        yield InputError(path, "no text", f"{path}: {named} pictures and no text; run text recognition over the file")
    if lost:
        yield InputError(path, "damaged", f"{path}: is damaged, and part of it may be missing ({lost}); save it again, or as text")


def _empty(path: str, lost: str, *, pictures: bool) -> InputError:
    if pictures:
        return InputError(path, "no text", f"{path}: holds pictures of pages and no text; run text recognition over it")
    if lost:
        return InputError(path, "damaged", f"{path}: is damaged, and none of it was read ({lost}); save it again, or as text")
    return InputError(path, "empty", f"{path}: holds no text; give a file with an article in it")


def _has_picture(page: PageObject) -> bool:
    """The page draws a picture itself, or in a form that it draws."""
    drawn = _drawn(page)
    inside = [held for one in drawn if one.get("/Subtype") == "/Form" for held in _drawn(one)]
    return any(one.get("/Subtype") == "/Image" for one in [*drawn, *inside])


def _draws_text(page: PageObject) -> bool:
    """What the page draws has words in it, or cannot be found."""
    if "/Contents" not in page:
        return False
    contents = page.get_contents()
    return contents is None or re.search(rb"\)\s*Tj|\]\s*TJ|>\s*Tj", contents.get_data()) is not None


def _drawn(holder: DictionaryObject) -> list[DictionaryObject]:
    resources = holder.get("/Resources")
    named = resources.get_object().get("/XObject") if resources is not None else None
    return [one.get_object() for one in named.get_object().values()][:_MOST_DRAWN] if named is not None else []


@contextmanager
def _heard() -> Iterator[list[str]]:
    """What the library warns of goes here, and not to standard error."""
    said: list[str] = []
    kept = _LOGGER.propagate
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    _LOGGER.addHandler(handler)
    _LOGGER.propagate = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield said
    finally:
        _LOGGER.removeHandler(handler)
        _LOGGER.propagate = kept


def _pages(path: str, content: bytes) -> tuple[list[str], str | None, list[int]]:
    """The text of each page, the title, and the numbers of the pages that hold pictures alone."""
    from pypdf import PdfReader  # noqa: PLC0415  loaded only for PDF files

    try:
        reader = PdfReader(BytesIO(content), strict=False)
        _unlock(path, reader)
        return _read(path, reader)
    except InputError:
        raise
    except _TooLargeError as error:
        raise InputError(path, "too large", f"{path}: draws too much to be read; save the article as text") from error
    except Exception as error:  # pypdf lets errors of every kind through
        if type(error).__name__ == "DependencyError":
            raise InputError(path, "encrypted", f"{path}: is encrypted; save it without a password") from error
        raise InputError(path, "pdf", f"{path}: cannot be opened as a PDF; save it again, or as text") from error


def _unlock(path: str, reader: PdfReader) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError(path, "encrypted", f"{path}: is encrypted; save it without a password")


def _compare(reader: PdfReader, pages: Sequence[str]) -> None:
    """Warns where the file promises more than was found."""
    tree: Any = reader.root_object["/Pages"]
    if tree.get("/Count") != len(pages):
        _LOGGER.warning("it has not as many pages as it says")
    if any(map(_UNNAMED.search, pages)):
        _LOGGER.warning("it does not say which letters it shows")


def _read(path: str, reader: PdfReader) -> tuple[list[str], str | None, list[int]]:
    tree: Any = reader.root_object["/Pages"]
    if max(int(tree.get("/Count", 0)), len(tree.get("/Kids", ())), 0) > _MOST_PAGES or len(reader.pages) > _MOST_PAGES:
        raise InputError(path, "too large", f"{path}: has more than {_MOST_PAGES:,} pages; split it into one file for each article")
    operations = characters = 0

    def count(*_: Any) -> None:  # noqa: ANN401
        nonlocal operations
        operations += 1
        if operations > _MOST_OPERATIONS:
            raise _TooLargeError

    pages: list[str] = []
    pictures: list[int] = []
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text(visitor_operand_before=count).translate(_LIGATURES)
        if operations > _MOST_OPERATIONS:  # the library takes errors in forms for damage
            raise _TooLargeError
        pages.append(text)
        characters += len(text)
        if characters > MOST_CHARACTERS:
            raise InputError(
                path, "too large", f"{path}: longer than {MOST_CHARACTERS:,} characters; split it into one file for each article"
            )
        if not text.strip() and _has_picture(page):
            pictures.append(number)
        elif not text.strip() and _draws_text(page):
            _LOGGER.warning("page %s draws text that cannot be read", number)
    _compare(reader, pages)
    title = str((reader.metadata and reader.metadata.title) or "").strip()
    return pages, title if title and not _NO_TITLE.search(title) else None, pictures
