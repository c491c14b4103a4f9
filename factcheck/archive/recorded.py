"""What an archive has recorded, as one run: the findings on its current articles, each as it was found last."""

from __future__ import annotations

from datetime import date

from pydantic import ValidationError
from sqlalchemy import select

import factcheck
from factcheck.archive import lookup
from factcheck.archive.file import Archive
from factcheck.archive.schema import claims, findings, revisions, runs
from factcheck.errors import ArchiveError
from factcheck.model import Finding, Run


def recorded(archive: Archive, as_of: date) -> Run:
    """The findings that checks have stored whose statements all stand in current articles, with these articles and their claims."""
    latest: dict[str, Finding] = {}
    with archive.reading() as connection:
        try:
            rows = connection.execute(select(revisions).where(revisions.c.current == 1).order_by(revisions.c.path, revisions.c.id)).all()
            articles = {row.id: lookup.article(row, archive.root) for row in rows}
            ids = {article.id: article for article in articles.values()}
            for row in connection.execute(select(findings.c.document).order_by(findings.c.id)):
                finding = Finding.model_validate_json(row.document)
                latest[finding.fingerprint] = finding
            found = tuple(f for f in latest.values() if all(side.article in ids for side in f.statements))
            cited = {side.article for finding in found for side in finding.statements}
            wanted = {revision: article for revision, article in articles.items() if article.id in cited}
            told = connection.execute(select(claims.c.revision, claims.c.document).order_by(claims.c.id))
            stated = tuple(lookup.claim(row.document, wanted[row.revision]) for row in told if row.revision in wanted)
        except ValidationError as error:
            raise ArchiveError(f"{archive.name}: was stored by another version; run factcheck archive reindex") from error
        last = connection.execute(select(runs.c.extractor, runs.c.judge).order_by(runs.c.id.desc())).first()
    return Run(
        version=factcheck.__version__,
        as_of=as_of,
        extractor=last.extractor if last else "",
        judge=last.judge if last else "",
        models=(),
        articles=tuple(wanted.values()),
        claims=stated,
        findings=found,
        agreements=(),
        left_out=(),
        failures=(),
        pairs=0,
    )
