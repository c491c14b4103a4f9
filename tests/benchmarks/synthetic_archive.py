"""Made-up articles of any number, from a seed: affairs of four articles each, words as frequent as in running text."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import factcheck.engines.local.models as local_vectors
from factcheck.archive.entries import Entry
from factcheck.model import Article, Claim, Expiry, Interval, Location, Moment, Name, Quantity, SourceMap, TimeSensitivity

CLAIMS, IN_AFFAIR = 40, 4
_PAST = {
    "approve": "approved",
    "open": "opened",
    "close": "closed",
    "sell": "sold",
    "buy": "bought",
    "win": "won",
    "lose": "lost",
    "reject": "rejected",
    "sign": "signed",
    "raise": "raised",
    "cut": "cut",
    "build": "built",
    "visit": "visited",
    "join": "joined",
    "leave": "left",
    "praise": "praised",
    "demand": "demanded",
    "delay": "delayed",
    "repair": "repaired",
    "paint": "painted",
    "move": "moved",
    "count": "counted",
    "plan": "planned",
    "launch": "launched",
    "cancel": "cancelled",
    "teach": "taught",
    "record": "recorded",
    "film": "filmed",
    "store": "stored",
    "deliver": "delivered",
    "order": "ordered",
    "export": "exported",
}
_SENTENCES = (
    "{name} {past} {number} {a} of the {b} {c} after the {d}",
    "In the {b}, {name} {past} the {a} and {number} of its {c}",
    "Because of the {d}, the {a} of {name} {past} {number} {c}",
    "{name}, who knows the {b}, {past} {number} {a} near the {c}",
    "The {a} that {name} {past} has {number} {b} and a {c}",
    "{number} {a} were {past} by {name} for the {b} of the {c}",
    "Nobody in the {c} saw how {name} {past} {number} {a} and the {d}",
    "With {number} {b}, {name} {past} more {a} than the {d}",
)
_STARTS = [
    "Bar",
    "Dal",
    "Fen",
    "Gor",
    "Hal",
    "Jor",
    "Kel",
    "Lor",
    "Mar",
    "Nol",
    "Or",
    "Pel",
    "Quin",
    "Ros",
    "Sel",
    "Tor",
    "Ul",
    "Var",
    "Wen",
    "Yar",
]
_MIDDLES = ["an", "eb", "il", "om", "ur", "ast", "end", "ist", "osk", "und", "ab", "ef", "ik", "op", "uv"]
_ENDS = ["ova", "ick", "er", "ell", "ius", "sen", "ard", "imo", "ov", "ian", "ett", "ay"]
_FIRST_ENDS = ["a", "is", "ina", "on", "e", "us", "ela", "in", "o", "ine", "im", "ya"]
_PUBLIC = 25
"""People whom articles of very different affairs name."""
_FUNCTION = 200
"""The most frequent words, which stand in every text."""
_LINES = 6
"""Lines of five sentences in a new article, which the reader finds about 40 claims in."""
_DAY = timedelta(days=1)


def _words() -> tuple[list[str], list[float]]:
    """Whole words of the encoder's vocabulary, which is ordered by how frequent they are, and their cumulative weights."""
    vocabulary = json.loads((local_vectors.WEIGHTS / local_vectors.TOKENIZER).read_text(encoding="utf-8"))["model"]["vocab"]
    listed = vocabulary if isinstance(vocabulary, dict) else {word: rank for rank, (word, _) in enumerate(vocabulary)}
    words = [word for word in sorted(listed, key=listed.__getitem__) if word.isascii() and word.isalpha() and len(word) > 3][_FUNCTION:]
    return words, list(accumulate(1 / (rank + 30) for rank in range(len(words))))


class Parts(NamedTuple):
    """What a sentence is made of."""

    name: str
    verb: str
    nouns: tuple[str, ...]
    number: int


class Newsroom:
    """Writes articles; what it writes depends on the seed and on the numbers of the articles alone."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._nouns, self._weights = _words()

    def entries(self, claims: int) -> Iterator[Entry]:
        """Articles with so many claims in all."""
        yield from (self.entry(number) for number in range(claims // CLAIMS))

    def entry(self, number: int) -> Entry:
        affair, own = random.Random(f"{self._seed}/{number // IN_AFFAIR}"), random.Random(f"{self._seed}/{number}/own")
        names = [_person(affair) for _ in range(4)]
        if affair.random() < 1 / 6:
            names[3] = _person(random.Random(f"{self._seed}/public/{affair.randrange(_PUBLIC)}"))
        topic = affair.sample(self._nouns, 14)
        day = date(2015, 1, 1) + _DAY * (affair.randrange(3600) + number % IN_AFFAIR)
        text, drafts = "", []
        for place in range(CLAIMS):
            sentence, parts = self._sentence(own, names, topic, place)
            drafts.append((len(text), sentence, parts))
            text += sentence + ("\n" if place % 5 == 4 else " ")
        article = Article(
            id=f"a_{number:016x}",
            path=f"archive/{number}.txt",
            title=f"{names[0]} and the {topic[0]}",
            source="Synthetic",
            published=day,
            published_from="front matter",
            text=text,
            sha256="0" * 64,
            source_map=SourceMap.of_lines(text),
        )
        told = [_claim(article, place, *draft, day) for place, draft in enumerate(drafts)]
        timed = [(claim, _kinds(claim)) for claim in told if claim.expires is not None]
        return Entry(article=article, claims=tuple(told), timed=tuple(timed))

    def _sentence(self, own: random.Random, names: list[str], topic: list[str], place: int) -> tuple[str, Parts]:
        verb, number = own.choice(list(_PAST)), own.randrange(2, 900)
        nouns = [*own.sample(topic, 2), *own.choices(self._nouns, cum_weights=self._weights, k=2)]
        name = own.choice(names)
        words = dict(zip("abcd", nouns, strict=True))
        told = own.choice(_SENTENCES).format(name=name, past=_PAST[verb], number=number, **words)
        ending = " and currently waits." if place % 5 == 0 else "."
        return told + ending, Parts(name, verb, tuple(noun for noun in nouns if noun in told.split()), number)


def _person(chance: random.Random) -> str:
    first = chance.choice(_STARTS) + chance.choice(_FIRST_ENDS)
    return f"{first} {chance.choice(_STARTS)}{chance.choice(_MIDDLES)}{chance.choice(_ENDS)}"


def _claim(article: Article, place: int, start: int, sentence: str, parts: Parts, day: date) -> Claim:
    name, verb, nouns, number = parts
    span = Location(article=article.id, start=start, end=start + len(sentence))
    said = Interval(start=datetime.combine(day, time()), end=datetime.combine(day + _DAY, time()))
    named = start + sentence.index(name)
    at = start + sentence.index(str(number))
    values = (
        Name(start=named, end=named + len(name), text=name, canonical=name, category="person"),
        Quantity(start=at, end=at + len(str(number)), text=str(number), low=number, high=number, unit="", noun=nouns[0]),
        *(
            (Moment(start=start, end=start + 4, text="", value=day.isoformat(), interval=said, granularity="day"),)
            if place % 7 == 0
            else ()
        ),
    )
    return Claim(
        id=f"c_{article.id[2:]}_{place}",
        article=article.id,
        span=span,
        sentence=span,
        quote=sentence,
        text=sentence,
        subject=name,
        predicate=_PAST[verb],
        object=" ".join(nouns),
        polarity="positive",
        modality="asserted",
        attributed_to=None,
        about=Interval(start=None, end=said.end),
        stated_at=said,
        values=values,
        verb=verb,
        terms=tuple(sorted({verb, *nouns})),
        subject_key=name,
        deeds=(verb,),
        tense="past",
        expires=Expiry(on=day + _DAY * (180 + place), because="180 days after publication") if place % 5 == 0 else None,
    )


def _kinds(claim: Claim) -> tuple[TimeSensitivity, ...]:
    start = claim.span.start + claim.quote.index("currently")
    return (TimeSensitivity(kind="now", trigger="currently", start=start, end=start + 9, expires=claim.expires),)


def new_article(newsroom: Newsroom, affair: int, folder: Path) -> Path:
    """A file with the next article of one affair, which no archive holds."""
    entry = newsroom.entry(affair * IN_AFFAIR)
    later = random.Random(f"new/{affair}")
    lines = [sentence.replace(" currently waits", " waits") for sentence in entry.article.text.splitlines()[:_LINES]]
    changed = [" ".join(str(later.randrange(2, 900)) if word.isdecimal() else word for word in line.split(" ")) for line in lines]
    path = folder / f"new-{affair}.md"
    head = f"---\ntitle: {entry.article.title}\ndate: {(entry.article.day or date.min) + 30 * _DAY}\n---\n"
    path.write_text(head + "\n".join(changed), encoding="utf-8")
    return path
