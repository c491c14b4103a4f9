"""Comments in Markdown: they are no part of an article's text, and some of them are for the linter."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.articles.directives import from_comment
from factcheck.articles.fences import Fences
from factcheck.articles.parts import Cut


def comments(text: str) -> Iterator[Cut]:
    """The comments of the text in order.

    What stands in fenced code or between backticks is no comment. A comment for the linter that never ends is cut out up to the end
    of its line; any other is left as text, as nobody can tell where it was meant to end.
    """
    at, cut = 0, -1
    fences = Fences(text)
    while at < len(text):
        if (code := fences.at(at)) is not None:
            at = code.end + 1
            continue
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        opened = text.find("<!--", at, stop)
        if opened >= 0 and text.count("`", at, opened) % 2:
            quoted = text.find("`", opened, stop)
            at = quoted + 1 if quoted >= 0 else stop + 1
            continue
        if opened < 0:
            at = stop + 1
            continue
        cut = text.find("-->", opened + 2) if cut < len(text) else cut
        if cut < 0:
            cut = len(text)
        if cut < len(text):
            yield Cut(start=opened, end=cut + 3, content=text[opened + 4 : cut])
            at = cut + 3
        else:
            if from_comment(text[opened + 4 : stop], None, None) is not None:
                yield Cut(start=opened, end=stop, content=text[opened + 4 : stop], closed=False)
            at = stop + 1
