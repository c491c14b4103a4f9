"""Which paragraphs of a text are English: clear ones by their frequent words, all others by a detector."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import groupby
from math import log10
from typing import Any, NamedTuple

from factcheck.articles import readable
from factcheck.articles.blocks import closed
from factcheck.words import listed

_CLEAR_SHARE = 0.18
"""From this share of words that only English has on, a paragraph is English, whatever else stands in it."""
_SURE, _SURE_BESIDE, _SURE_ALONE = 0.5, 0.2, 0.8
"""How probable another language must be: for all that stands together, for a paragraph of it where that is sure, and where it is not."""
_FOREIGN_SHARE = 0.8
_HARDLY, _LESS_STILL, _BESIDE_NAMES = 1.5, 2.5, 0.5
"""Tenfolds by which English must be less probable than the likeliest language; where words or the lack of a stop speak for it, where it is
a heading; and what stands beside names. Of 29,500 short English sentences and headlines two are so improbable."""
_MOST_KNOWN = 6
"""One English word among so many is no English sentence: "made" is Japanese, "do" is Czech."""
_A_WORD, _LEAST_LETTERS, _FEW_LETTERS = 4, 20, 40
_MANY_LONG, _LONG_WORD = 8, 3
_MANY_WORDS = 3
"""So many words in Latin letters for each in others are the text, whatever names in other scripts stand in it."""
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]")
_LINE_IN_CAPITALS, _LONG_ENOUGH = 5, 5
"""Longer words in capitals are words of a line in capitals, not initials."""
_LONGEST, _LEAST = 2_000, 1e-12
"""Characters of a paragraph that the detector sees: more make it no surer."""
_CREOLE = {"en", "pcm", "sco"}
"""What the detector calls English of few words: Nigerian Pidgin and Scots are read as English."""
_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*")
_FOREIGN_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w|(?:\s+\w{1,3})?\s+[^\W\d_a-zß-öø-ÿ])")
"""A word that no capital follows: "van" in "van Holm" belongs to a name, in any language."""


def foreign(paragraphs: Sequence[str]) -> list[bool]:
    """For each of the paragraphs, which follow each other in one text: is it in another language than English?

    What is too short or holds too little but names to be told apart by itself goes with the paragraphs around it, and is English
    where they tell nothing either.
    """
    found: list[bool] = []
    for clear, run in groupby(map(_plain, paragraphs), key=_is_clear):
        together = list(run)
        found += [False] * len(together) if clear else _doubtful(together, alone=len(together) == len(paragraphs))
    return found


def _plain(paragraph: str) -> str:
    return readable(unicodedata.normalize("NFC", paragraph))


def is_english(text: str) -> bool:
    """At least a fifth of the letters of the text are in English paragraphs."""
    paragraphs = [line[start : start + _LONGEST] for line in text.split("\n") for start in range(0, len(line), _LONGEST)]
    letters = [_letters(paragraph) for paragraph in paragraphs]
    clear = sum(count for count, paragraph in zip(letters, paragraphs, strict=True) if _is_clear(_plain(paragraph)))
    if clear > (1 - _FOREIGN_SHARE) * sum(letters):
        return True  # whatever the detector would say of the others
    other = sum(count for count, told in zip(letters, foreign(paragraphs), strict=True) if told)
    return other == 0 or other < _FOREIGN_SHARE * sum(letters)


def _is_clear(paragraph: str) -> bool:
    """Frequent words of English alone make out much of the paragraph, and others fewer."""
    found = re.findall(r"[^\W\d_]+", paragraph[:_LONGEST].lower())
    english = [word for word in found if word in listed("articles", "english")]
    if len(set(english)) < 2 or len(english) < _CLEAR_SHARE * len(found):
        return False
    return len(english) > sum(word in listed("articles", "foreign") for word in _FOREIGN_WORD.findall(paragraph[:_LONGEST]))


def _doubtful(paragraphs: Sequence[str], *, alone: bool) -> list[bool]:
    """The same for paragraphs that stand together and of which none is clearly English; `alone` where they are the whole text."""
    telling = [_beside_names(paragraph) for paragraph in paragraphs]
    together = " ".join(telling)
    short = not alone and _letters(together) < _FEW_LETTERS
    sure = _is_other(together, _SURE_ALONE if short else _SURE)
    return [_is_foreign(paragraph, words, sure) for paragraph, words in zip(paragraphs, telling, strict=True)]


def _beside_names(paragraph: str) -> str:
    """What tells the language: where names make out half of the words ("Pukki beat Väisänen", a line-up), the others.

    The first word of a sentence has its capital in any case.
    """
    text = _ADDRESS.sub(" ", paragraph[:_LONGEST])
    found = list(_NAME_WORD.finditer(text))
    ends = [0, *(match.end() for match in found)]
    first = [not place or bool(_SENTENCE_END.search(text, ends[place], match.start())) for place, match in enumerate(found)]
    small = [m[0] for m, begins in zip(found, first, strict=True) if m[0].islower() or (_in_capitals(m[0]) and not begins)]
    names = 2 * len(small) <= first.count(False) and (text.isascii() or all(map(_is_latin, filter(str.isalpha, text))))
    return " ".join(small) if names else paragraph


def _in_capitals(word: str) -> bool:
    return word.isupper() and len(word) >= _LINE_IN_CAPITALS


def _is_foreign(paragraph: str, telling: str, surroundings: bool) -> bool:
    if _is_unknown(telling) or _is_hardly_english(paragraph, telling):
        return True
    if _letters(telling) < _LEAST_LETTERS:
        return surroundings and _is_other(paragraph, 0)
    return _is_other(telling, _SURE_BESIDE if surroundings else _SURE_ALONE)


def _is_unknown(text: str) -> bool:
    """So many words, none of them one that hardly an English sentence lacks, and the detector sees no English: a language new to it."""
    words = {match[0] for match in _NAME_WORD.finditer(text) if match[0].islower()}
    long = sum(len(word) >= _LONG_WORD for word in words)
    if long < _MANY_LONG or not listed("articles", "function_words").isdisjoint(words):
        return False
    language, probability, _ = _told(text)
    return language != "en" or probability < _SURE


def _is_hardly_english(paragraph: str, telling: str) -> bool:
    """The detector finds English improbable, both for the paragraph and for what stands beside its names, whatever it takes it for."""
    paragraph, telling = _latin(paragraph[:_LONGEST]), _latin(telling[:_LONGEST])
    words = _NAME_WORD.findall(telling)
    known = sum(_is_known(word) for word in words)
    least = _LESS_STILL if known * _MOST_KNOWN >= len(words) > 0 < known or not closed(paragraph) else _HARDLY
    beside = _BESIDE_NAMES if least == _HARDLY else _HARDLY
    return bool(words) and _told(paragraph).behind >= least and _told(telling).behind >= (beside if telling != paragraph else least)


def _is_known(word: str) -> bool:
    """A word that is English, or has an ending that English verbs have."""
    plain = word.lower()
    ending = len(plain) >= _LONG_ENOUGH and plain.endswith(("ed", "ing"))
    return ending or plain in listed("articles", "english") or plain in listed("articles", "finite")


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _is_other(text: str, sure: float) -> bool:
    """By script, and by what the words in Latin letters look like to the detector; addresses are in no language."""
    text = _ADDRESS.sub(" ", readable(text[:_LONGEST]))
    if _letters(text) < _A_WORD:
        return False
    latin = _latin(text)
    own = sum(_letters(word) > 0 for word in latin.split())
    other = 0 if text.isascii() else sum(any(c.isalpha() and not _is_latin(c) for c in word) for word in text.split())
    if _letters(latin) < 0.5 * _letters(text) and own < _MANY_WORDS * other:
        return True
    language, probability, _ = _told(latin)
    return language not in _CREOLE and probability >= sure


def _latin(text: str) -> str:
    """The text without addresses and letters of other scripts."""
    text = _ADDRESS.sub(" ", text)
    return text if text.isascii() else "".join(c if not c.isalpha() or _is_latin(c) else " " for c in text)


def _is_latin(character: str) -> bool:
    return character.isascii() or unicodedata.name(character, "").startswith("LATIN")


class _Told(NamedTuple):
    """The likeliest language of a text, how probable it is, and by how many tenfolds English is less probable."""

    language: str
    probability: float
    behind: float


@lru_cache(maxsize=4_000)
def _told(text: str) -> _Told:
    """What the detector says; a paragraph is asked about when its file is read, and when it is cut."""
    ranked = _detector().rank(text)
    language, probability = ranked[0]
    english = next(float(likely) for name, likely in ranked if name == "en")
    return _Told(str(language), float(probability), log10(float(probability)) - log10(max(english, _LEAST)))


@cache
def _detector() -> Any:  # noqa: ANN401  the package ships no types
    """Loaded only where a paragraph is not clearly English: its model takes half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
