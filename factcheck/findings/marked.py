"""Which words of two sentences a finding marks: whole words and whole names, and what differs around words that are the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from factcheck.comparison import Span, StorySentence, Verdict
from factcheck.model import Article, Word

_NOUNS = frozenset({"NOUN", "PROPN"})
_BEFORE_NOUNS = frozenset({"compound", "amod", "nmod"})
_ARTICLES = frozenset({"the", "a", "an"})
_MOST_AROUND = 9
"""Words of a stretch in which two sentences differ around words that are the same; more of them say less than the words alone."""
_MOST_AHEAD = 4
_WORD = re.compile(r"\S+")
_EDGES = "\"'“”‘’()[],.;:!?"


def legible(verdict: Verdict, articles: Mapping[str, Article]) -> Verdict:
    """The verdict with clashing words that a reader understands on their own; what the two differ in stays as it is."""
    pair, texts = verdict.pair, (articles[verdict.pair.a.article].text, articles[verdict.pair.b.article].text)
    found = [(whole(pair.a, one.a_span, texts[0]), whole(pair.b, one.b_span, texts[1])) for one in verdict.differences]
    if all(_said(one, texts[0]) == _said(other, texts[1]) for one, other in found):
        found = [_around((pair.a, pair.b), spans, texts) for spans in found]
    changed: dict[tuple[int, Span], Span] = {}
    for one, (a_span, b_span) in zip(verdict.differences, found, strict=True):
        changed |= {(0, one.a_span): a_span, (1, one.b_span): b_span}
    return replace(
        verdict,
        differences=tuple(replace(one, a_span=a, b_span=b) for one, (a, b) in zip(verdict.differences, found, strict=True)),
        a_spans=tuple(changed.get((0, span)) or whole(pair.a, span, texts[0]) for span in verdict.a_spans),
        b_spans=tuple(changed.get((1, span)) or whole(pair.b, span, texts[1]) for span in verdict.b_spans),
    )


def whole(sentence: StorySentence, span: Span, text: str) -> Span:
    """The span with all of the words that it cuts ("cannot"), of a name or a noun ("Corran Mutual"), and of what "no" denies."""
    start, end = span
    if not sentence.start <= start < end <= sentence.end:
        return span
    while start > sentence.start and text[start - 1].isalpha() and text[start].isalpha():
        start -= 1
    while end < sentence.end and text[end - 1].isalpha() and text[end].isalpha():
        end += 1
    around = [claim for claim in sentence.claims if claim.span.start <= start and end <= claim.span.end]
    if not around:
        return start, end
    words = min(around, key=lambda claim: claim.span.end - claim.span.start).words
    inside = [index for index, word in enumerate(words) if start <= word.start and word.end <= end]
    return _grown(words, inside, (start, end)) if inside else (start, end)


def _grown(words: tuple[Word, ...], inside: list[int], span: Span) -> Span:
    first, last = inside[0], inside[-1]
    if all(words[index].pos in _NOUNS for index in inside):
        while first and _belongs(words[first - 1], range(first, last + 1)):
            first -= 1
    if words[first].lemma == "be" and first == last:
        last = _there_is(words, first)
    head = words[last].head
    if words[last].dependency in {"det", "neg"} and last < head <= last + _MOST_AHEAD:
        last = head
    return min(span[0], words[first].start), max(span[1], words[last].end)


def _there_is(words: tuple[Word, ...], verb: int) -> int:
    """Where "there is" alone is what clashes, what there is or is not."""
    there = any(word.head == verb and word.dependency == "expl" for word in words)
    what = next((index for index, word in enumerate(words) if word.head == verb and word.dependency == "attr"), verb)
    return what if there and verb < what <= verb + _MOST_AHEAD else verb


def _belongs(word: Word, nouns: range) -> bool:
    """The word is a part of the noun that it stands before, or says of how many of them."""
    counted = word.dependency == "det" and word.lemma.lower() not in _ARTICLES
    return word.head in nouns and (word.dependency in _BEFORE_NOUNS or counted)


def _said(span: Span, text: str) -> str:
    return " ".join(text[span[0] : span[1]].split()).casefold()


def _around(sides: tuple[StorySentence, StorySentence], spans: tuple[Span, Span], texts: tuple[str, str]) -> tuple[Span, Span]:
    """The words of either sentence from the first to the last in which the two differ, with the spans; the spans where these are many."""
    words = [[(m.start() + side.start, m.end() + side.start) for m in _WORD.finditer(side.text)] for side in sides]
    said = [[text[start:end].strip(_EDGES).casefold() for start, end in own] for own, text in zip(words, texts, strict=True)]
    shorter = min(map(len, said))
    before = next((n for n in range(shorter) if said[0][n] != said[1][n]), shorter)
    after = next((n for n in range(shorter - before) if said[0][-1 - n] != said[1][-1 - n]), shorter - before)
    grown = []
    for own, span, text in zip(words, spans, texts, strict=True):
        differing = own[before : len(own) - after]
        stretch = (min(span[0], differing[0][0]), max(span[1], differing[-1][1])) if differing else span
        while text[stretch[1] - 1] in _EDGES and stretch[1] > span[1]:
            stretch = (stretch[0], stretch[1] - 1)
        if len(text[slice(*stretch)].split()) > _MOST_AROUND:
            return spans
        grown.append(stretch)
    return grown[0], grown[1]
