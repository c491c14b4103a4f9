"""Made-up articles of any number, from a seed: affairs of four articles each, words as frequent as in running text."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from pathlib import Path

import factcheck.engines.local.vectors as local_vectors
from factcheck.archive.entries import Entry
from factcheck.articles.decode import line_map
from factcheck.model import Article, Claim, Expiry, Interval, Location, Moment, Name, Quantity, TimeSensitivity

CLAIMS, IN_AFFAIR = 30, 4
_VERBS = [
    "approve",
    "open",
    "close",
    "sell",
    "buy",
    "win",
    "lose",
    "reject",
    "sign",
    "raise",
    "cut",
    "build",
    "visit",
    "join",
    "leave",
    "praise",
    "warn",
    "demand",
    "expect",
    "delay",
    "repair",
    "paint",
    "move",
    "count",
]
_STARTS, _ENDS = (
    [
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
        "Zel",
    ],
    ["ova", "ick", "ander", "ell", "ius", "ensen", "ard", "imo", "ov", "ian", "ett"],
)
_FIRST = [
    "Ada",
    "Boris",
    "Clara",
    "Dora",
    "Emil",
    "Frida",
    "Gustav",
    "Hedda",
    "Ivo",
    "Jana",
    "Karl",
    "Lena",
    "Milo",
    "Nora",
    "Otto",
    "Petra",
]
_DAY = timedelta(days=1)


def _words() -> tuple[list[str], list[float]]:
    """Whole words of the encoder's vocabulary, which is ordered by how frequent they are, and their cumulative weights."""
    vocabulary = json.loads((local_vectors.WEIGHTS / local_vectors.TOKENIZER).read_text(encoding="utf-8"))["model"]["vocab"]
    listed = vocabulary if isinstance(vocabulary, dict) else {word: rank for rank, (word, _) in enumerate(vocabulary)}
    words = [word for word in sorted(listed, key=listed.__getitem__) if word.isascii() and word.isalpha() and len(word) > 3]
    return words, list(accumulate(1 / (rank + 30) for rank in range(len(words))))


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
        names = [f"{affair.choice(_FIRST)} {affair.choice(_STARTS)}{affair.choice(_ENDS)}" for _ in range(4)]
        topic = affair.choices(self._nouns, cum_weights=self._weights, k=14)
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
            source_map=line_map(text),
        )
        told = [_claim(article, place, *draft, day) for place, draft in enumerate(drafts)]
        timed = [(claim, _kinds(claim)) for claim in told if claim.expires is not None]
        return Entry(article=article, claims=tuple(told), timed=tuple(timed))

    def _sentence(self, own: random.Random, names: list[str], topic: list[str], place: int) -> tuple[str, tuple[str, str, list[str], int]]:
        name, verb = own.choice(names), own.choice(_VERBS)
        nouns = [*own.sample(topic, 2), *own.choices(self._nouns, cum_weights=self._weights, k=2)]
        number = own.randrange(2, 900)
        past = {"sell": "sold", "buy": "bought", "win": "won", "lose": "lost", "cut": "cut", "build": "built", "leave": "left"}.get(verb)
        past = past or (
            verb + "d" if verb.endswith("e") else verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "ed"
        )
        told = f"{name} {past} {number} {nouns[0]} of the {nouns[1]} {nouns[2]} after the {nouns[3]}"
        return told + (" and currently waits." if place % 5 == 0 else "."), (name, verb, nouns, number)


def _claim(article: Article, place: int, start: int, sentence: str, parts: tuple[str, str, list[str], int], day: date) -> Claim:
    name, verb, nouns, number = parts
    span = Location(article=article.id, start=start, end=start + len(sentence))
    said = Interval(start=datetime.combine(day, time()), end=datetime.combine(day + _DAY, time()))
    at = start + sentence.index(str(number))
    values = (
        Name(start=start, end=start + len(name), text=name, canonical=name, category="person"),
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
        predicate=sentence.split()[2],
        object=" ".join(sentence.split()[3:]),
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
        theme=nouns[0],
        lemmas=f"{name.lower()} {verb} {number} {' '.join(nouns)}",
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
    lines = [sentence.replace(" currently waits", " waits") for sentence in entry.article.text.splitlines()]
    changed = [" ".join(str(later.randrange(2, 900)) if word.isdecimal() else word for word in line.split(" ")) for line in lines]
    path = folder / f"new-{affair}.md"
    head = f"---\ntitle: {entry.article.title}\ndate: {(entry.article.day or date.min) + 30 * _DAY}\n---\n"
    path.write_text(head + "\n".join(changed), encoding="utf-8")
    return path
