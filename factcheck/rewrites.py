"""The mechanical rewrites of a run's time-sensitive sentences: which words of which article, what to write for them, and the files then."""

from __future__ import annotations

import difflib
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from factcheck.articles import quotations
from factcheck.model import Article, Frozen, Run
from factcheck.report import safe
from factcheck.words import amount

_SINGLE = re.compile(r"(?<!\w)['‘](?=\S).*(?<=\S)['’](?!\w)")


_PLAIN = frozenset({".md", ".markdown", ".txt"})
"""The formats in which the words of the text are the words of the file."""


class Rewrite(Frozen):
    """Other words for those at [start, end) of an article's text, which stand at this line and column of its file."""

    article: Article
    start: int
    end: int
    line: int
    column: int
    old: str
    new: str


def rewrites(run: Run) -> tuple[list[Rewrite], int]:
    """The rewrites for the new findings of `run` in their order, and how many cannot be made.

    What stands between quotation marks is somebody's words and stays; so does what has no place in a file, or is in an archive.
    """
    articles = {article.id: article for article in run.articles}
    told = {(f.statements[0].article, f.statements[0].start) for f in run.findings if f.kind == "time_sensitive" and f.state == "new"}
    found: list[Rewrite] = []
    left = 0
    for claim, sensitivities in run.timed:
        if (claim.article, claim.sentence.start) in told and claim.article in articles:
            for one in sensitivities:
                made = _rewrite(articles[claim.article], one.start, one.end, one.rewrite) if one.rewrite else None
                left += bool(one.rewrite) and made is None
                if made is not None and not any(_overlap(made, other) for other in found):
                    found.append(made)
    return found, left


def is_plain(path: str) -> bool:
    """The words of an article in this file are the words of the file, so that rewrites can be written into it."""
    return PurePath(path).suffix.lower() in _PLAIN


def lines(text: str) -> list[str]:
    """The lines of a file's text with their ends, which are LF, CR LF or CR; no other character ends one."""
    return list(io.StringIO(text, newline=""))


def stands(rewrite: Rewrite, among: Sequence[str]) -> bool:
    """The words still stand where they were read in the file of these lines, and in no quoted paragraph; a byte-order mark is no column."""
    if rewrite.line > len(among):
        return False
    line = among[rewrite.line - 1].removeprefix("\ufeff")
    start = rewrite.column - 1
    return line[start : start + len(rewrite.old)] == rewrite.old and not line.lstrip().startswith(">")


def _overlap(one: Rewrite, other: Rewrite) -> bool:
    return one.article.id == other.article.id and one.start < other.end and other.start < one.end


def _rewrite(article: Article, start: int, end: int, new: str) -> Rewrite | None:
    place, last = article.source_map.position(start), article.source_map.position(end - 1)
    old = article.text[start:end]
    if article.archived is not None or place is None or place.column is None or last is None or last.line != place.line:
        return None
    if any(begin < end and start < stop for begin, stop in _quoted(article.text, start)):
        return None
    shown = new[:1].upper() + new[1:] if old[:1].isupper() else new
    return Rewrite(article=article, start=start, end=end, line=place.line, column=place.column, old=old, new=shown)


def _quoted(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """What of the paragraph around `offset` stands between quotation marks; after an odd straight mark nobody knows, so all does."""
    begin = text.rfind("\n", 0, offset) + 1
    stop = end if (end := text.find("\n", offset)) != -1 else len(text)
    if text.count('"', begin, stop) % 2:
        yield text.index('"', begin), stop
    yield from quotations(text, begin, stop)
    yield from ((begin + match.start(), begin + match.end()) for match in _SINGLE.finditer(text[begin:stop]))


class Fixes:
    """What can be rewritten in the files of a run's articles; `after` = file -> (its text now, its text then)."""

    def __init__(self, run: Run) -> None:
        wanted, self.left = rewrites(run)
        by_file: defaultdict[Path, list[Rewrite]] = defaultdict(list)
        for rewrite in wanted:
            by_file[Path(rewrite.article.place[0])].append(rewrite)
        self.after: dict[Path, tuple[str, str]] = {}
        self.made = 0
        for file, own in by_file.items():
            before = _text(file)
            after, made = _applied(before, own)
            self.made += made
            self.left += len(own) - made
            if made:
                self.after[file] = (before, after)

    def diff(self) -> str:
        """The changes as a unified diff; "" where there are none."""
        return "\n".join(line for file, (before, after) in self.after.items() for line in _diff(file, before, after))

    def told(self, verb: str) -> str:
        """One line about what was or would be rewritten, and what was left."""
        left = f"; {self.left} left as they are (in quotation marks, or no plain text of a file itself)" if self.left else ""
        return f"{amount(self.made, 'rewrite')} {verb} in {amount(len(self.after), 'file')}{left}"


def _text(file: Path) -> str:
    """The file's text with its own line ends; "" for a link and for what holds no text of its own words: nothing there is changed."""
    if not is_plain(file.name) or file.is_symlink():
        return ""
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _applied(text: str, wanted: Sequence[Rewrite]) -> tuple[str, int]:
    """The text with the rewrites whose words still stand where they were read, and how many these are."""
    found = lines(text)
    made = 0
    for one in sorted(wanted, key=lambda rewrite: (rewrite.line, rewrite.column), reverse=True):
        if stands(one, found):
            line = found[one.line - 1]
            at = one.column - 1 + line.startswith("\ufeff")
            found[one.line - 1] = line[:at] + one.new + line[at + len(one.old) :]
            made += 1
    return "".join(found), made


def _diff(file: Path, before: str, after: str) -> Iterator[str]:
    old, new = ([line.rstrip("\r\n") for line in lines(text)] for text in (before, after))
    yield from (safe(line) for line in difflib.unified_diff(old, new, f"a/{file}", f"b/{file}", lineterm=""))
