"""A run as its JSON report tells it, with the articles from the files at its paths, checked by their digests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from pydantic import ValidationError

from factcheck.articles.read import read_paths
from factcheck.articles.segment import Sentence, sentences
from factcheck.errors import UsageError
from factcheck.findings import RULES
from factcheck.model import Article, Claim, Failure, Finding, FindingTime, Interval, LeftOut, Location, ReadText, Run, Statement
from factcheck.report import contract


def reported(path: Path, root: Path, fields: Mapping[str, str] | None = None) -> Run:
    """The run that the report in the file tells of; `fields` = what JSON and CSV call the fields of an article.

    Raises UsageError where it is no report, or where an article is gone or was changed since.
    """
    report = _report(path)
    try:
        _refuse_loose_ends(report)
        return _run(report, _articles(report, path, root, fields))
    except (ValueError, KeyError, OSError) as error:
        raise UsageError(f"{path}: is no whole report ({error}); write it anew with factcheck check --format json") from error


def _refuse_loose_ends(report: contract.Report) -> None:
    """Raises ValueError where the report names an article or a rule that there is not."""
    ids = [article.id for article in report.articles]
    known, codes = set(ids), RULES.keys()
    named = [
        *(claim.article for claim in report.claims),
        *(article.origin for article in report.articles),
        *(side.article for finding in report.findings for side in finding.statements),
    ]
    if len(known) < len(ids):
        raise ValueError("an article stands in it twice")
    if not known.issuperset(named):
        raise ValueError("it names an article that is not in it")
    if any(not finding.statements or finding.code not in codes for finding in report.findings):
        raise ValueError("a finding has no statement, or no rule that there is")


def _run(report: contract.Report, articles: tuple[Article, ...]) -> Run:
    sentence = {article.id: sentences(article) for article in articles}
    return Run(
        version=report.tool.version,
        as_of=date.fromisoformat(report.as_of),
        extractor=report.engine.extractor,
        judge=report.engine.judge,
        reader=report.engine.reader,
        models=tuple(report.engine.models),
        articles=articles,
        claims=tuple(_claim(claim, sentence[claim.article]) for claim in report.claims),
        findings=tuple(_finding(finding) for finding in report.findings),
        agreements=report.agreements,
        left_out=tuple(LeftOut(**item.model_dump()) for item in report.left_out),
        read=tuple(ReadText.model_validate({**item.model_dump(), "outside": tuple(item.outside.items())}) for item in report.read),
        failures=tuple(Failure(**item.model_dump()) for item in report.failures),
        pairs=report.summary.pairs,
        copies=tuple((article.id, article.origin) for article in report.articles if article.origin != article.id),
    )


def _report(path: Path) -> contract.Report:
    try:
        return contract.Report.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check --report") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the text"
        raise UsageError(f"{path}: is no report of factcheck check --format json ({place}: {first['msg']}); write it anew") from error


def _articles(report: contract.Report, path: Path, root: Path, fields: Mapping[str, str] | None) -> tuple[Article, ...]:
    files = sorted({_file(told.path) for told in report.articles})
    folder = next((file for file in files if Path(file).is_dir()), None)
    if folder is not None:
        raise UsageError(f"{path}: {folder} is a folder, and no article; write the report anew")
    read, failures = read_paths(files, root=root, fields=fields)
    wanted = {told.path for told in report.articles}
    gone = next((failure for failure in failures if failure.subject in wanted), None)
    if gone is not None:
        raise UsageError(f"{path}: {gone.message}")
    found = defaultdict(list)
    for article in read:
        found[article.sha256].append(article)
    return tuple(_article(told, found[told.sha256], path) for told in report.articles)


def _file(path: str) -> str:
    """The file of an article, which may be one of several in it."""
    file, _, line = path.rpartition(":")
    return file if file and line.isdecimal() and not Path(path).exists() else path


def _article(told: contract.ArticleReport, found: Sequence[Article], path: Path) -> Article:
    same = next((article for article in found if Path(article.path) == Path(told.path)), None)
    if same is None:
        raise UsageError(f"{path}: {told.path} has changed since the report was written; run factcheck check again")
    known = {"id": told.id, "title": told.title, "source": told.source, "published_from": told.published_from}
    return same.model_copy(update={**known, "published": _moment(told.published), "archived": date.max if told.archived else None})


def _moment(text: str | None) -> datetime | date | None:
    if text is None:
        return None
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def _interval(told: contract.IntervalReport | None) -> Interval | None:
    if told is None:
        return None
    start, end = (datetime.fromisoformat(text) if text else None for text in (told.start, told.end))
    return Interval(start=start, end=end, text=told.text)


def _claim(told: contract.ClaimReport, own: Sequence[Sentence]) -> Claim:
    around = next((one for one in own if one.start <= told.start < one.end), None)
    start, end = (around.start, around.end) if around else (told.start, told.end)
    return Claim(
        **told.model_dump(exclude={"start", "end", "line", "column", "about", "stated_at"}),
        span=Location(article=told.article, start=told.start, end=told.end),
        sentence=Location(article=told.article, start=start, end=end),
        about=_interval(told.about),
        stated_at=_interval(told.stated_at),
    )


def _finding(told: contract.FindingReport) -> Finding:
    return Finding(
        **told.model_dump(exclude={"by", "statements", "time"}),
        statements=tuple(Statement(**side.model_dump()) for side in told.statements),
        time=FindingTime(**told.time.model_dump()) if told.time else None,
        by=told.by.rule,
    )
