"""One article as the archive stores it: what it is found by, and its claims as rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from factcheck.archive import storable
from factcheck.articles.read import identifying_path
from factcheck.model import Article, Claim
from factcheck.stories import Key, Timed, common, keys
from factcheck.stories.affairs import profiles
from factcheck.stories.likeness import Encode, exact

if TYPE_CHECKING:
    from numpy.typing import NDArray

Row = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """One article that was read, with its claims and its time-sensitive sentences."""

    article: Article
    claims: tuple[Claim, ...]
    timed: tuple[Timed, ...]


@dataclass(frozen=True)
class Rows:
    """The rows of one revision by table; ids are still to be given. `keys` holds the hashed keys of each claim."""

    revision: Row
    claims: list[Row]
    vectors: list[bytes]
    keys: list[list[int]]
    timed: list[tuple[int, Row]]
    """(position of the claim, row)"""
    prominent: list[str]


def identity(article: Article, root: Path) -> str:
    """What stays when an article is changed: its address, else its path from the folder `root`.

    An article without an address that is one of several in its file, or came on standard input, is another one when its text is.
    """
    path = storable(identifying_path(article, root))
    several = article.place[1] or article.path == "-"
    return f"{path}#{hashlib.sha256(article.body.encode()).hexdigest()[:16]}" if several and not article.url else path


def content(article: Article) -> str:
    """A hash of all that is read of the article: text, title, outlet, and day of publication."""
    read = article.model_dump_json(include={"title", "source", "published", "published_from", "text", "url"})
    return "r_" + hashlib.sha256(read.encode()).hexdigest()[:32]


def hashed(key: Key) -> int:
    """The key as a whole number of 64 bits with a sign; two keys with one hash only cost a comparison in vain."""
    return int.from_bytes(hashlib.blake2b("\x1f".join(key).encode(), digest_size=8).digest(), "big", signed=True)


def packed(vector: NDArray[np.float32]) -> bytes:
    """An exact vector, whose members are whole numbers up to 1,024, in two bytes for each."""
    return vector.astype("<i2").tobytes()


def unpacked(vectors: Sequence[bytes]) -> NDArray[np.float32]:
    """Exact vectors as rows: n -> (n, d); (0, 0) of none."""
    if not vectors:
        return np.zeros((0, 0), dtype=np.float32)
    return np.frombuffer(b"".join(vectors), dtype="<i2").reshape(len(vectors), -1).astype(np.float32)


def rows(entry: Entry, encode: Encode) -> Rows:
    """The rows of the entry's article; nothing in them depends on another article."""
    article, claims = entry.article, entry.claims
    told = profiles([article], {article.id: claims}, encode)[article.id]
    found = [keys(claim) for claim in claims]
    dull = common(found)
    position = {claim.id: place for place, claim in enumerate(claims)}
    return Rows(
        revision={
            "content": content(article),
            "title": article.title,
            "source": article.source,
            "published": article.published.isoformat() if article.published else None,
            "claims": len(claims),
            "text_vector": packed(told.text),
            "opening_vector": packed(told.opening),
            "common": json.dumps(sorted(dull), ensure_ascii=False),
            "document": article.model_dump_json(exclude={"path", "archived"}),
            "names": len(told.names),
            "words": len(told.words),
        },
        claims=[_claim(claim) for claim in claims],
        vectors=[packed(vector) for vector in exact(encode([claim.text for claim in claims]))] if claims else [],
        keys=[sorted({hashed(key) for key in own - dull}) for own in found],
        timed=[(position[claim.id], _timed((claim, kinds), article)) for claim, kinds in entry.timed],
        prominent=prominent(told.names, told.words),
    )


def prominent(names: Iterable[str], words: Iterable[str]) -> list[str]:
    """What the article of a story is found by."""
    return sorted({*(f"name:{name}" for name in names), *(f"word:{word}" for word in words)})


def _claim(claim: Claim) -> Row:
    about, stated = claim.about, claim.stated_at
    return {
        "claim": claim.id,
        "sentence": claim.sentence.start,
        "about_start": _moment(about.start if about else None),
        "about_end": _moment(about.end if about else None),
        "stated_start": _moment(stated.start if stated else None),
        "stated_end": _moment(stated.end if stated else None),
        "expires_on": claim.expires.on.isoformat() if claim.expires else None,
        "document": claim.model_dump_json(),
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _timed(told: Timed, article: Article) -> Row:
    claim, kinds = told
    strongest, place = kinds[0], article.source_map.position(claim.sentence.start)
    return {
        "sentence": claim.sentence.start,
        "line": place.line if place else None,
        "kind": strongest.kind,
        "words": strongest.trigger,
        "quote": article.text[claim.sentence.start : claim.sentence.end],
        "expires_on": strongest.expires.on.isoformat() if strongest.expires else None,
        "because": strongest.expires.because if strongest.expires else None,
        "document": json.dumps([kind.model_dump(mode="json") for kind in kinds], ensure_ascii=False),
    }
