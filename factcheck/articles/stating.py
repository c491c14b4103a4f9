"""What a line is, without a parser: does it state something, does it belong to the page, is it a headline?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.articles import readable
from factcheck.articles.blocks import closed
from factcheck.articles.dates import is_date_line, month_numbers
from factcheck.model import Anchor, Article, SourceMap
from factcheck.words import listed

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LEAST_WORDS = 6
"""A line of so many words that is written as a sentence is read as one, whatever its verb."""
_LONG_WORD = 4
_LONGEST = 400


def has_verb(text: str) -> bool:
    """A finite verb, in lower case where not all is in capitals, stands in the text; rare verbs in the present are missed."""
    found = (match[0].replace("’", "'") for match in _WORD.finditer(text.lower() if text.isupper() else text))
    return any(
        word in listed("articles", "finite") or (len(word) > _LONG_WORD and word.endswith("ed") and word.islower()) for word in found
    )


def has_value(text: str) -> bool:
    """A number, a day, or a capitalised word that does not open the text stands in it."""
    found = _WORD.findall(text)
    return (
        re.search(r"\d", text) is not None
        or any(word[:1].isupper() for word in found[1:])
        or any(
            word.lower() in listed("articles", "numbers") | listed("articles", "days") or word.lower() in month_numbers() for word in found
        )
    )


def states(text: str) -> bool:
    """The text has a finite verb and a value."""
    text = readable(text[:_LONGEST])
    return has_verb(text) and has_value(text)


def may_state(text: str) -> bool:
    """The text states something, or is long enough and written as sentences are, so that only a parser could tell."""
    text = readable(text[:_LONGEST])
    return has_value(text) and (has_verb(text) or _is_sentence_like(text))


def written_out(text: str) -> bool:
    """A value and a word that is no name stand in the text: where a sentence ends with it, any verb may be the one that it has."""
    text = readable(text[:_LONGEST])
    return has_value(text) and any(len(word) >= _LONG_WORD and word.islower() for word in _WORD.findall(text))


def matters(text: str) -> bool:
    """The text has a verb, a number or a name: whoever leaves it out has to say so. Where all words are capitalised, none tells a name."""
    text = readable(text[:_LONGEST])
    long = [word for word in _WORD.findall(text) if len(word) >= _LONG_WORD]
    return has_verb(text) or has_value(text if any(map(str.islower, long)) else text.lower())


def _is_sentence_like(text: str) -> bool:
    found = _WORD.findall(text)
    small = [word for word in found if word.islower()]
    long = [word for word in found[1:] if len(word) >= _LONG_WORD]
    return len(found) >= _LEAST_WORDS and len(small) * 2 > len(found) and sum(word.islower() for word in long) * 2 >= len(long)


# Lines that belong to the page and not to the report: bylines, dates, calls to the reader; none that states anything.

LONGEST = 160
"""Longer lines are prose, whatever they begin with."""
_BYLINE = re.compile(r"By\s+(?P<name>[A-Z][\w.'’-]+(?:\s+(?:and\s+)?[A-Z][\w.'’-]+){0,5})\s*(?P<rest>[|,].*)?\Z", re.DOTALL)


def plain_words(line: str) -> str:
    """The words of the line alone, lower case: what headlines are compared by."""
    return re.sub(r"\W+", " ", line).strip().lower()


def clutter(line: str) -> str:
    """Why the line is no part of the report: "byline", "date line", "call to the reader"; "" where it is one, or may be one."""
    if len(line) > LONGEST:
        return ""
    if _is_byline(line):
        return "byline"
    if is_date_line(line):
        return "date line"
    lowered = line.lower().replace("’", "'")
    if plain_words(line) in listed("articles", "clutter_lines") or _is_call(line, lowered) or _is_contact(line, lowered):
        return "call to the reader"
    return ""


def _is_byline(line: str) -> bool:
    match = _BYLINE.match(line)
    rest = match["rest"] or "" if match else ""
    if match is None or may_state(rest) or (closed(line) and written_out(rest)):
        return False
    first = match["name"].split()[0].lower()
    return first not in listed("articles", "days") and first not in month_numbers()


def _is_call(line: str, lowered: str) -> bool:
    """The line begins with what pages say to their readers, and says nothing else."""
    cues = [cue for cue in listed("articles", "clutter") if lowered.startswith(cue) and _ends_there(lowered, len(cue))]
    if not cues:
        return False
    cue = max(cues, key=len)
    rest = line[len(cue) :].lstrip()
    told = listed("articles", "labels").issuperset(cues) or (closed(line) and (cue.endswith(":") or rest.startswith(":")))
    return not (may_state(rest) if told else states(rest))


def _ends_there(line: str, length: int) -> bool:
    """The first `length` characters are whole words: "subscribe" is not in "subscribers", but "more:" is in "more:the flood"."""
    return not (line[length - 1].isalnum() and line[length : length + 1].isalnum())


def _is_contact(line: str, lowered: str) -> bool:
    """How to reach the writer: "Follow her on Twitter", "Reach him at x@example.org"."""
    networks = "|".join(sorted(listed("articles", "networks")))
    called = re.match(r"(?:you can\s+)?(?:follow|reach|contact|email|find)\s", lowered)
    reached = re.search(rf"\b(?:on|at)\s+(?:(?:{networks})\b|@|\S+@)", lowered)
    return called is not None and reached is not None and not states(line[called.end() :])


# A headline that a file gives outside its text is put before it, so that it is a sentence of the article like others.

_SPACE = "\n\n"
_EARLY = 5
"""Among so many first lines a headline is looked for that stands in the text already."""
_TITLE = re.compile(r"^title[ \t]*[:=][ \t]*", re.IGNORECASE | re.MULTILINE)
_TITLE_WORD = re.compile(r"[^\W\d_]+")
_CAPITALISED = 0.6
"""From this share of capitalised words on a headline is in title case."""


def headed(article: Article, line: int | None = None, column: int | None = None) -> Article:
    """The article with its title before its text, unless that begins with it; `line` and `column` are the title's place in the file."""
    words = plain_words(article.title or "")
    lines = [line for line in article.text[:5000].split("\n") if line.strip()][:_EARLY]
    if article.title is None or not words or any(plain_words(line) == words for line in lines):
        return article
    by = len(article.title) + len(_SPACE)
    later = (anchor.model_copy(update={"offset": anchor.offset + by}) for anchor in article.source_map.anchors)
    directives = (
        one.model_copy(update={"offset": one.offset + by, "block": (one.block[0] + by, one.block[1] + by)}) for one in article.directives
    )
    return article.model_copy(
        update={
            "text": f"{article.title}{_SPACE}{article.text}",
            "headed": by,
            "source_map": SourceMap(anchors=(Anchor(offset=0, line=line, column=column), *later)),
            "directives": tuple(directives),
        }
    )


def title_at(front_matter: str, title: str | None) -> tuple[int | None, int | None]:
    """Line and column of the title in the front matter's lines; no column where it is not written there as it is read."""
    found = _TITLE.search(front_matter)
    if found is None or not title:
        return None, None
    line = front_matter.count("\n", 0, found.start()) + 1
    start = front_matter.rfind("\n", 0, found.start()) + 1
    end = front_matter.find("\n", found.start())
    column = front_matter[start : end if end >= 0 else None].find(title, found.end() - start)
    return line, column + 1 if column >= 0 else None


def in_sentence_case(headline: str, sentences: Sequence[str]) -> str:
    """The headline with the words that the text has in lower case as they stand there, where it is in title case or in capitals."""
    words = _TITLE_WORD.findall(headline)
    if sum(word[0].isupper() for word in words) < _CAPITALISED * len(words):
        return headline
    known = {word for sentence in sentences for word in _TITLE_WORD.findall(sentence) if word.islower()}
    return _TITLE_WORD.sub(lambda found: word if (word := found[0].lower()) in known and len(word) == len(found[0]) else found[0], headline)
