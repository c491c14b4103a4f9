"""FC104 and FC205 by offices: one office of one body with two holders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from factcheck.model import Claim, Name
from factcheck.verdicts.alignment import Alignment, Side, name_key, names_match
from factcheck.verdicts.lexicon import table
from factcheck.verdicts.outcome import Outcome
from factcheck.verdicts.remembered import remembered
from factcheck.verdicts.sequence import by_dates, dated

_SOON = 3


class Office(NamedTuple):
    """Who holds which office of which body; `of` and `holder` as the claim's canonical names."""

    title: str
    of: str
    holder: str


@cache
def _patterns() -> list[re.Pattern[str]]:
    """Of a clause in which bodies read "<0>" and people "{0}": how an office is given to its holder."""
    title = "|".join(sorted(map(re.escape, table("synonyms")["offices"]), key=len, reverse=True))
    named, body = r"\{(?P<holder>\d+)\}", r"<(?P<of>\d+)>"
    return [
        re.compile(rf"{named}, (?:the |who is (?:the )?)?(?P<title>{title}) of (?:the )?{body}"),
        re.compile(rf"\b(?:the )?(?P<title>{title}) of (?:the )?{body}(?:,| is) {named}", re.IGNORECASE),
        re.compile(rf"{body}(?:['’]s?)? (?P<title>{title})(?:,| is)? {named}"),
        re.compile(rf"{named} is (?:the )?(?P<title>{title}) of (?:the )?{body}"),
        re.compile(rf"{named}, {body}(?:['’]s?)? (?P<title>{title})\b"),
    ]


@remembered
def offices(claim: Claim) -> tuple[Office, ...]:
    """The offices that the clause gives to people, present ones alone."""
    return tuple(_offices(claim))


def _offices(claim: Claim) -> Iterator[Office]:
    named = [
        v for v in claim.values if isinstance(v, Name) and v.text[:1].isupper() and claim.span.start <= v.start and v.end <= claim.span.end
    ]
    text, at = "", 0
    for index, value in enumerate(named):
        start, end = value.start - claim.span.start, value.end - claim.span.start
        if start < at:
            continue
        mark = f"{{{index}}}" if value.category == "person" else f"<{index}>"
        text, at = text + claim.quote[at:start] + mark, end
    text += claim.quote[at:]
    for pattern in _patterns():
        for match in pattern.finditer(text):
            before = re.findall(r"[a-z-]+", text[max(0, match.start("title") - 14) : match.start("title")].lower())
            if not set(before[-1:]) & set(table("synonyms")["unseated"]):
                holder, body = named[int(match["holder"])], named[int(match["of"])]
                yield Office(match["title"].lower(), name_key(body.canonical), holder.canonical)


def holders(alignment: Alignment) -> Outcome | None:
    """Two holders of one office: in articles of different times it has changed hands, else one of them is wrong."""
    for one in offices(alignment.a):
        for other in offices(alignment.b):
            if (one.title, one.of) == (other.title, other.of) and not names_match(one.holder, other.holder):
                return _outcome(alignment, one, other)
    return None


def _outcome(alignment: Alignment, one: Office, other: Office) -> Outcome | None:
    side = by_dates(alignment) if alignment.pair.order != "unknown" else None
    if side is not None and alignment.apart.days > _SOON:
        return _changed(alignment, side, one, other)
    if alignment.inside_one_article:
        return None
    return Outcome(
        relation="contradicts",
        code="FC104",
        evidence_a=(one.holder,),
        evidence_b=(other.holder,),
        rationale=f"One person holds this office at a time ({one.title}), and the two name {one.holder} and {other.holder}.",
    )


def _changed(alignment: Alignment, side: Side, one: Office, other: Office) -> Outcome:
    earlier, later = (alignment.a, alignment.b) if side == "a" else (alignment.b, alignment.a)
    old, new = (one, other) if side == "a" else (other, one)
    return Outcome(
        relation="supersedes",
        code="FC205",
        evidence_a=(one.holder,),
        evidence_b=(other.holder,),
        rationale=(
            f"The office ({old.title}) has changed hands: {old.holder} held it {dated(earlier)}, {new.holder} holds it {dated(later)}."
        ),
    )
