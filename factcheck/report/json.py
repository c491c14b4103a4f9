"""The JSON report: the same run gives the same bytes."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from itertools import islice
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticSerializationError

from factcheck.model import Article, Claim, Failure, Finding, Interval, ReadText, Run, Statement
from factcheck.report import contract, escaped

_AT_ONCE = 200
"""Items of a list that are written at once."""
_EXPONENT = re.compile(r"[eE][-+]?\d+,?\n")
"""A number at the end of a line, where strings have their quotation mark."""


def render(run: Run) -> str:
    """The report as indented JSON text with a line end."""
    return "".join(parts(run))


def parts(run: Run) -> Iterator[str]:
    """The same in parts, none of which ends inside a value of the report's lists; the whole of a large one is never in memory."""
    yield "{"
    for number, (name, value) in enumerate(_lazily(run).items()):
        yield f"{',' if number else ''}\n  {json.dumps(name)}: "
        yield from _listed(value) if isinstance(value, _Items) else [_deeper(_json(value), 2)]
    yield "\n}\n"


def _listed(items: _Items) -> Iterator[str]:
    """A list of the report, some of its items at a time."""
    own, begun = iter(items), False
    while some := list(islice(own, _AT_ONCE)):
        yield ("," if begun else "[") + _deeper("\n" + ",\n".join(map(_text, some)), 4)
        begun = True
    yield "\n  ]" if begun else "[]"


def _text(item: BaseModel) -> str:
    """The item as the standard library writes it; pydantic is many times as fast, but not with exponents and half surrogates."""
    with suppress(PydanticSerializationError):
        text = item.model_dump_json(indent=2)
        if "0.0000" not in text and not _EXPONENT.search(text):
            return text
    return _json(item.model_dump(mode="json"))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _deeper(text: str, by: int) -> str:
    return escaped(text).replace("\n", "\n" + " " * by)


def claim_line(claim: Claim, articles: Mapping[str, Article]) -> str:
    """One claim as the report shows it, as JSON text without a line end."""
    return escaped(json.dumps(_claim(claim, articles).model_dump(mode="json"), ensure_ascii=False))


def document(run: Run) -> dict[str, Any]:
    """The report as plain values, in the order of the contract."""
    return {
        name: [item.model_dump(mode="json") for item in value] if isinstance(value, _Items) else value
        for name, value in _lazily(run).items()
    }


class _Items:
    """The items of one of the report's lists, made one by one."""

    def __init__(self, items: Iterable[BaseModel]) -> None:
        self._items = items

    def __iter__(self) -> Iterator[BaseModel]:
        return iter(self._items)


def _lazily(run: Run) -> dict[str, Any]:
    """The report with its lists still to be made."""
    by_id = {article.id: article for article in run.articles}
    origins = dict(run.copies)
    report = contract.Report(
        schema_version=1,
        tool=contract.Tool(name="factcheck", version=run.version),
        as_of=run.as_of.isoformat(),
        engine=contract.EngineReport(extractor=run.extractor, reader=run.reader, judge=run.judge, models=run.models),
        usage=contract.Usage(**run.usage.model_dump()) if run.usage else None,
        articles=(),
        claims=(),
        findings=(),
        agreements=run.agreements,
        left_out=(),
        failures=(),
        summary=_summary(run),
    ).model_dump(mode="json")
    lists = {
        "articles": (_article(article, origins.get(article.id, article.id)) for article in run.articles),
        "claims": (_claim(claim, by_id) for claim in run.claims),
        "findings": (_finding(finding, run.judge) for finding in run.findings),
        "left_out": (contract.LeftOutReport(**item.model_dump()) for item in run.left_out),
        "read": map(_read, run.read),
        "failures": map(_failure, run.failures),
    }
    return report | {name: _Items(items) for name, items in lists.items()}


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the report."""
    found = contract.Report.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found, "title": "factcheck report"}


def _article(article: Article, origin: str) -> contract.ArticleReport:
    return contract.ArticleReport(
        id=article.id,
        path=article.path,
        title=article.title,
        source=article.source,
        published=article.published.isoformat() if article.published else None,
        published_from=article.published_from,
        origin=origin,
        sha256=article.sha256,
        archived=article.archived is not None,
    )


def _claim(claim: Claim, articles: Mapping[str, Article]) -> contract.ClaimReport:
    position = articles[claim.article].source_map.position(claim.span.start)
    return contract.ClaimReport(
        id=claim.id,
        article=claim.article,
        start=claim.span.start,
        end=claim.span.end,
        line=position.line if position else None,
        column=position.column if position else None,
        quote=claim.quote,
        text=claim.text,
        subject=claim.subject,
        predicate=claim.predicate,
        object=claim.object,
        attributed_to=claim.attributed_to,
        modality=claim.modality,
        polarity=claim.polarity,
        about=_interval(claim.about),
        stated_at=_interval(claim.stated_at),
        values=claim.values,
        expires=claim.expires,
    )


def _interval(interval: Interval | None) -> contract.IntervalReport | None:
    if interval is None:
        return None
    return contract.IntervalReport(start=_moment(interval.start), end=_moment(interval.end), text=interval.text)


def _moment(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    midnight = (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)
    return moment.date().isoformat() if midnight else moment.isoformat()


def _finding(finding: Finding, judge: str) -> contract.FindingReport:
    plain = finding.model_dump(exclude={"by", "statements", "time"})
    time = contract.TimeReport(**finding.time.model_dump()) if finding.time else None
    return contract.FindingReport(
        **plain, statements=tuple(_statement(s) for s in finding.statements), time=time, by=contract.By(judge=judge, rule=finding.by)
    )


def _statement(statement: Statement) -> contract.StatementReport:
    return contract.StatementReport(**statement.model_dump())


def _read(item: ReadText) -> contract.ReadReport:
    left_out = tuple(contract.LeftOutTextReport(**part.model_dump(exclude={"first"})) for part in item.left_out)
    return contract.ReadReport(**item.model_dump(exclude={"left_out", "outside"}), left_out=left_out, outside=dict(item.outside))


def _failure(failure: Failure) -> contract.FailureReport:
    return contract.FailureReport(**failure.model_dump(exclude={"named"}))


def _summary(run: Run) -> contract.Summary:
    counts = Counter(finding.severity for finding in run.findings if finding.state == "new")
    checked = {article.id for article in run.articles if article.archived is None}
    return contract.Summary(
        articles=len(checked),
        claims=sum(claim.article in checked for claim in run.claims),
        pairs=run.pairs,
        findings={"error": counts["error"], "warning": counts["warning"], "note": counts["note"]},
    )
