"""An article as its plain text: paragraphs, in them the claims, and in these the words that clash."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple, TypeVar

from factcheck.model import Article, Claim, Finding, FindingKind, Frozen, Run
from factcheck.report import day
from factcheck.report.views import ClaimView, Index, claim_view

Named = TypeVar("Named", int, str)

KINDS: tuple[FindingKind, ...] = ("contradiction", "superseded", "source", "housekeeping", "time_sensitive")
"""The kinds of findings, the gravest first."""


class Piece(Frozen):
    """Some words, the numbers of the findings in which they clash, and the kind of the gravest of these ("" = none)."""

    text: str
    clashing: tuple[int, ...] = ()
    kind: str = ""


class Stretch(Frozen):
    """Words of one claim, or of none: the innermost where claims lie in each other."""

    pieces: tuple[Piece, ...]
    claim: int | None = None
    claims: tuple[int, ...] = ()
    """The numbers of the claims whose first words are here: what a link to a claim's place leads to."""
    findings: tuple[int, ...] = ()
    """The numbers of the findings that the claim is in."""
    kind: str = ""
    """The kind of the gravest of these, "" where there is none."""
    stated: tuple[int, ...] = ()
    """The numbers of the findings that state the sentence around the words."""
    begins: tuple[str, ...] = ()
    """The sides of findings whose sentence begins here: "3-1" is the second statement of finding 3."""

    @property
    def text(self) -> str:
        """The words."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def linked(self) -> bool:
        """There is a word of a claim to click on, not a space or a mark between two others."""
        return self.claim is not None and any(character.isalnum() for character in self.text)


class ArticleView(Frozen):
    """One article; `paragraphs` together are its text, without the line ends between them."""

    number: int
    id: str
    title: str
    outlet: str | None
    day: str
    published_from: str
    path: str
    url: str | None
    archived: bool
    copy_of: int | None = None
    """The number of the article that this one is a copy of."""
    claims: tuple[ClaimView, ...]
    findings: tuple[int, ...]
    """The numbers of the findings that are shown and have a statement in it."""
    paragraphs: tuple[tuple[Stretch, ...], ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of the marks in its text."""
        stretches = [stretch for paragraph in self.paragraphs for stretch in paragraph]
        return frozenset({stretch.kind for stretch in stretches} | {p.kind for stretch in stretches for p in stretch.pieces}) - {""}

    @property
    def headline(self) -> str:
        """The title, or the path where there is none."""
        return self.title or self.path


def articles(run: Run, findings: Sequence[Finding], index: Index) -> tuple[ArticleView, ...]:
    """Every article of the run with the marks of `findings`."""
    stating: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for article in dict.fromkeys(statement.article for statement in finding.statements):
            stating[article].append(finding)
    origins = dict(run.copies)
    return tuple(
        _article(article, index.told.get(article.id, ()), stating[article.id], index).model_copy(
            update={"copy_of": index.articles.get(origins.get(article.id, ""))}
        )
        for article in run.articles
    )


def _article(article: Article, claims: Sequence[Claim], findings: Sequence[Finding], index: Index) -> ArticleView:
    return ArticleView(
        number=index.articles[article.id],
        id=article.id,
        title=article.title or "",
        outlet=article.source,
        day=day(article),
        published_from=article.published_from,
        path=article.path,
        url=article.url,
        archived=article.archived is not None,
        claims=tuple(claim_view(claim, index) for claim in claims),
        findings=tuple(sorted(index.findings[finding.fingerprint] for finding in findings)),
        paragraphs=_Marked(article, claims, findings, index).paragraphs(),
    )


class _Marked:
    """The text of one article, and what lies over it."""

    def __init__(self, article: Article, claims: Sequence[Claim], findings: Sequence[Finding], index: Index) -> None:
        self.text = article.text
        self.layers = sorted(_layers(article, claims, findings, index))
        self.found = {
            index.claims[claim.id]: tuple(index.findings[f.fingerprint] for f in index.found.get(claim.id, ())) for claim in claims
        }
        about = [found for claim in claims for found in index.found.get(claim.id, ())]
        self.kinds = {index.findings[finding.fingerprint]: finding.kind for finding in (*findings, *about)}
        self.claims = sorted((claim.span.start, index.claims[claim.id]) for claim in claims)
        self.sides = sorted(
            (statement.start, anchor(index.findings[finding.fingerprint], at))
            for finding in findings
            for at, statement in enumerate(finding.statements)
            if statement.article == article.id and statement.start < statement.end
        )

    def paragraphs(self) -> tuple[tuple[Stretch, ...], ...]:
        told, active, following = [], list[Layer](), 0
        for begin, end in paragraphs(self.text):
            heading = _HEADING.match(self.text, begin, end)
            start = heading.end() if heading else begin
            while following < len(self.layers) and self.layers[following].start < end:
                active.append(self.layers[following])
                following += 1
            active = [layer for layer in active if layer.end > start]
            told.append(tuple(self._stretches(start, end, active)))
        return tuple(told)

    def _stretches(self, start: int, end: int, layers: Sequence[Layer]) -> Iterator[Stretch]:
        for (claim, stated), group in groupby(cut(start, end, layers), key=lambda piece: (_innermost(piece[2]), _of(piece[2], "stated"))):
            own = list(group)
            first, last = own[0][0], own[-1][1]
            found = self.found.get(claim, ()) if claim is not None else ()
            yield Stretch(
                pieces=tuple(self._joined(own)),
                claim=claim,
                claims=tuple(number for _, number in _within(self.claims, first, last)),
                findings=found,
                kind=self._gravest(found),
                stated=stated,
                begins=tuple(side for _, side in _within(self.sides, first, last)),
            )

    def _joined(self, pieces: Sequence[tuple[int, int, tuple[Layer, ...]]]) -> Iterator[Piece]:
        for clashing, group in groupby(pieces, key=lambda piece: _of(piece[2], "clashing")):
            own = list(group)
            yield Piece(text=self.text[own[0][0] : own[-1][1]], clashing=clashing, kind=self._gravest(clashing))

    def _gravest(self, findings: Sequence[int]) -> str:
        return next((kind for kind in KINDS if any(self.kinds.get(number) == kind for number in findings)), "")


_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
"""What marks a heading in Markdown, which is no word of the article."""


def anchor(finding: int, statement: int) -> str:
    """What a side of a finding is called in links: the finding's number and the statement's place in it."""
    return f"{finding}-{statement}"


def _within(places: Sequence[tuple[int, Named]], start: int, end: int) -> Sequence[tuple[int, Named]]:
    """Those of the sorted places that lie in [start, end)."""
    return places[bisect_left(places, start, key=lambda place: place[0]) : bisect_left(places, end, key=lambda place: place[0])]


def _layers(article: Article, claims: Sequence[Claim], findings: Sequence[Finding], index: Index) -> list[Layer]:
    layers = [Layer(claim.span.start, claim.span.end, "claim", index.claims[claim.id]) for claim in claims]
    for finding in findings:
        number = index.findings[finding.fingerprint]
        for statement in finding.statements:
            if statement.article == article.id:
                layers.append(Layer(statement.start, statement.end, "stated", number))
                layers.extend(Layer(start, end, "clashing", number) for start, end in statement.clashing)
    return layers


def _innermost(layers: Sequence[Layer]) -> int | None:
    """The shortest claim of those that cover the words; of two that are as long, the one told first."""
    claims = [layer for layer in layers if layer.kind == "claim"]
    return min(claims, key=lambda layer: (layer.end - layer.start, layer.number)).number if claims else None


def _of(layers: Sequence[Layer], kind: str) -> tuple[int, ...]:
    return tuple(sorted({layer.number for layer in layers if layer.kind == kind}))


# Where an article's plain text is cut: at its paragraphs, and where stretches that may overlap begin and end.

_WRAPPED_MOST = 100
"""Characters: a longer line is a paragraph of its own, not one line of a wrapped one."""


class Layer(NamedTuple):
    """A stretch of a text, code points [start, end), and what it means there."""

    start: int
    end: int
    kind: str
    number: int


def cut(start: int, end: int, layers: Sequence[Layer]) -> Iterator[tuple[int, int, tuple[Layer, ...]]]:
    """The text from `start` to `end` in pieces, each with the layers that cover all of it; no piece is empty and none is left out.

    Takes as long as there are layers and pieces, and for each piece as long as layers cover it.
    """
    inside = sorted({layer for layer in layers if layer.start < end and layer.end > start and layer.start < layer.end})
    edges = sorted({start, end, *(edge for layer in inside for edge in layer[:2] if start < edge < end)})
    active: list[Layer] = []
    following = 0
    for first, last in pairwise(edges):
        while following < len(inside) and inside[following].start <= first:
            active.append(inside[following])
            following += 1
        active = [layer for layer in active if layer.end > first]
        yield first, last, tuple(active)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs stand: blank lines end them, and so does the end of a line too long to have been wrapped."""
    start, end, before, offset = 0, 0, 0, 0
    for line in text.split("\n"):
        length = len(line.rstrip())
        if start < end and (not length or max(length, before) > _WRAPPED_MOST):
            yield start, end
            start = end
        if length:
            start = offset if start == end else start
            end = offset + length
        else:
            start = end
        before, offset = length, offset + len(line) + 1
    if start < end:
        yield start, end


def marked(text: str, start: int, end: int, clashing: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The text from `start` to `end`, cut where clashing words begin and end, each piece with whether it clashes."""
    last = start
    for begin, stop in sorted(clashing):
        first, final = max(last, begin), min(stop, end)
        if first < final:
            if last < first:
                yield text[last:first], False
            yield text[first:final], True
            last = final
    if last < end:
        yield text[last:end], False
