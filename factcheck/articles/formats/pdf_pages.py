"""PDF files: the text layer page by page; running heads go, and lines are joined to paragraphs."""

from __future__ import annotations

import logging
import re
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from factcheck.articles import MOST_CHARACTERS, body, normal
from factcheck.articles.formats import Content, counted
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


# Lines of printed pages to paragraphs: running heads go, lines that were broken to fit the column are joined.

_EDGE = 2
"""How many lines at the top and at the foot of a page can be running heads."""
_LEAST_PAGES = 3
"""A line has to recur on so many pages, or on all of two, to be a running head."""
_NUMBER = re.compile(r"\W*(?:page\s+)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?\W*\Z", re.IGNORECASE)
_AROUND = 6
"""How many lines before and after one tell how wide its column is."""
_FULL = 0.85
"""Share of the column's width from which a line and the word after it would not have fitted; letters are not equally wide."""
_HYPHENATED = re.compile(r"(?P<before>[^\W\d_]{2,})[-\u2010]\Z")
_LEADER = re.compile(r"(?:\.\s?){4,}\d*\Z")
"""What leads from an entry of a table of contents to its page."""
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")


def without_running_heads(pages: Sequence[str]) -> tuple[list[list[str]], int]:
    """The lines of each page without what recurs at the edges of pages and without page numbers; how many characters these have."""
    found = [[line.rstrip() for line in page.split("\n")] for page in pages]
    recurring = Counter(key for lines in found for key in {_key(lines[index]) for index in _edges(lines)})
    least = min(_LEAST_PAGES, max(2, len(pages)))
    kept: list[list[str]] = []
    taken = 0
    for lines in found:
        edges = set(_edges(lines))
        heads = {i for i in edges if recurring[_key(lines[i])] >= least or (len(lines) > 1 and _NUMBER.match(lines[i]))}
        taken += sum(len(lines[index].strip()) for index in heads)
        kept.append([line for index, line in enumerate(lines) if index not in heads])
    return kept, taken


def _edges(lines: Sequence[str]) -> list[int]:
    """The first and the last lines that hold anything, without those that end a sentence."""
    held = [index for index, line in enumerate(lines) if line.strip()]
    return [index for index in dict.fromkeys([*held[:_EDGE], *held[-_EDGE:]]) if not lines[index].endswith((".", "!", "?", "”", '"'))]


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def joined(pages: Sequence[Sequence[str]]) -> tuple[str, list[tuple[int, int]]]:
    """The text, a paragraph a line, and where each page (from 1) begins in it."""
    lines = [(number, line.strip()) for number, page in enumerate(pages, start=1) for line in page]
    known = {word for _, line in lines for word in _WORD.findall(line.lower())}
    widths = list(_widths([line for _, line in lines]))
    pieces: list[str] = []
    starts: list[tuple[int, int]] = []
    length = on = 0
    before, gap = "", False
    for (number, line), width in zip(lines, widths, strict=True):
        if not line:
            gap = True
            continue
        parted = gap and number == on  # at the foot of a page an empty line parts nothing
        between = _between("" if parted else before, line, width, known) if pieces else ""
        gap = False
        if between is None:
            pieces[-1] = pieces[-1][:-1]
            length -= 1
            between = ""
        if number != on:
            starts.append((length + len(between), number))
            on = number
        pieces += [between, line]
        length += len(between) + len(line)
        before = line
    return "".join(pieces), starts


def _widths(lines: Sequence[str]) -> Iterator[int]:
    """The width of the column that each line stands in, by the lines around it."""
    held = [len(line) for line in lines]
    for index in range(len(held)):
        around = sorted(held[max(0, index - _AROUND) : index + _AROUND + 1])
        yield around[(len(around) * 9) // 10]


def _between(before: str, line: str, width: int, known: set[str]) -> str | None:
    """What stands between two lines: a line end, a space, nothing, or None where the hyphen before it goes too."""
    if not before or _LEADER.search(before):
        return "\n\n"
    first = line.split(" ", maxsplit=1)[0]
    hyphenated = _HYPHENATED.search(before)
    if hyphenated and (line[:1].isupper() or line[:1].isdigit()):
        return ""
    if hyphenated and line[:1].islower():
        after = _WORD.match(line)
        parted = (hyphenated["before"] + (after[0] if after else "")).lower()
        with_hyphen = f"{hyphenated['before']}-{after[0] if after else ''}".lower()
        return "" if with_hyphen in known and parted not in known else None
    if len(before) + 1 + len(first) < _FULL * width:
        return "\n\n"
    return " "
