"""Who agrees with whom on what: the outlets of a story against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcheck.model import Article, Finding, Frozen
from factcheck.report.views.index import Index, outlet


class Meeting(Frozen):
    """One thing on which two outlets meet: how, what the first says, what the other says, and where to read more."""

    kind: str
    """agrees, contradicts, superseded or source."""
    first: str
    second: str
    claims: tuple[int | None, int | None]
    finding: int | None


class Cell(Frozen):
    """What stands between the outlet of a row and that of a column."""

    agrees: int = 0
    contradicts: int = 0
    overtaken: int = 0
    """How often the column's outlet has overtaken what the row's said."""
    overtakes: int = 0
    other: int = 0
    """Differences that are no contradiction."""
    key: str = ""
    """Which meetings belong to it: the numbers of the two outlets, the smaller first; "" where there are none."""

    @property
    def empty(self) -> bool:
        """Nothing is found between the two."""
        return not self.key


class Between(Frozen):
    """All meetings of two outlets."""

    key: str
    outlets: tuple[str, str]
    meetings: tuple[Meeting, ...]


class Matrix(Frozen):
    """A row and a column for each outlet that meets any; `cells` row by row."""

    outlets: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    between: tuple[Between, ...]


def matrix(articles: Sequence[Article], findings: Sequence[Finding], index: Index) -> Matrix:
    """The matrix of the outlets of these articles; articles without outlet stand by their path."""
    own = {article.id for article in articles}
    met: defaultdict[tuple[str, str], list[Meeting]] = defaultdict(list)
    for first, second, meeting in [*_found(findings, own, index), *_agreed(own, index)]:
        met[(first, second) if first <= second else (second, first)].append(meeting if first <= second else _turned(meeting))
    outlets = tuple(sorted({name for pair in met for name in pair}))
    number = {name: at for at, name in enumerate(outlets, 1)}
    keys = {pair: f"{number[pair[0]]}-{number[pair[1]]}" for pair in sorted(met)}
    return Matrix(
        outlets=outlets,
        cells=tuple(tuple(_cell(row, column, met, keys) for column in outlets) for row in outlets),
        between=tuple(Between(key=keys[pair], outlets=pair, meetings=tuple(met[pair])) for pair in sorted(met)),
    )


def _found(findings: Sequence[Finding], own: set[str], index: Index) -> Iterator[tuple[str, str, Meeting]]:
    kinds = {"contradiction": "contradicts", "superseded": "superseded", "source": "source"}
    for finding in findings:
        if finding.kind in kinds and len(finding.statements) > 1 and all(s.article in own for s in finding.statements):
            first, *others = finding.statements
            for other in others:
                meeting = Meeting(
                    kind=kinds[finding.kind],
                    first=first.quote,
                    second=other.quote,
                    claims=(index.claims.get(first.claim or ""), index.claims.get(other.claim or "")),
                    finding=index.findings[finding.fingerprint],
                )
                yield outlet(index.article_of[first.article]), outlet(index.article_of[other.article]), meeting


def _agreed(own: set[str], index: Index) -> Iterator[tuple[str, str, Meeting]]:
    claims = sorted((claim for article in own for claim in index.told.get(article, ())), key=lambda claim: index.claims[claim.id])
    for a in claims:
        for other in index.agreeing.get(a.id, ()):
            b = index.claim_of.get(other)
            if b is not None and a.id < b.id and b.article in own:
                numbers = (index.claims[a.id], index.claims[b.id])
                meeting = Meeting(kind="agrees", first=a.quote, second=b.quote, claims=numbers, finding=None)
                yield outlet(index.article_of[a.article]), outlet(index.article_of[b.article]), meeting


def _turned(meeting: Meeting) -> Meeting:
    """The same, told from the other side."""
    kind = {"superseded": "supersedes", "supersedes": "superseded"}.get(meeting.kind, meeting.kind)
    first, second = meeting.claims
    return meeting.model_copy(update={"kind": kind, "first": meeting.second, "second": meeting.first, "claims": (second, first)})


def _cell(row: str, column: str, met: dict[tuple[str, str], list[Meeting]], keys: dict[tuple[str, str], str]) -> Cell:
    pair = (row, column) if row <= column else (column, row)
    meetings = met.get(pair, [])
    if row > column:
        meetings = [_turned(meeting) for meeting in meetings]
    kinds = [meeting.kind for meeting in meetings]
    return Cell(
        agrees=kinds.count("agrees"),
        contradicts=kinds.count("contradicts"),
        overtaken=kinds.count("superseded") + (kinds.count("supersedes") if row == column else 0),
        overtakes=kinds.count("supersedes") if row != column else 0,
        other=kinds.count("source"),
        key=keys.get(pair, ""),
    )
