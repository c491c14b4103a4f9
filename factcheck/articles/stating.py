"""Does a line state something? Without a parser: by frequent verb forms, and by numbers, names and days."""

from __future__ import annotations

import re

from factcheck.articles.dates import month_numbers
from factcheck.articles.readable import readable
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
