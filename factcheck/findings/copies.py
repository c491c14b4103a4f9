"""FC302 and the copies that findings name: copies of one text are one source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.findings.catalogue import rule
from factcheck.findings.draft import Draft, called, draft, whole
from factcheck.model import Article, Location


def copy_of(article: Article, origin: Article) -> Draft:
    """FC302: the article is a copy of `origin`."""
    entry = rule("FC302")
    other = whole(origin).model_copy(update={"role": "other"})
    message = f"{entry.title}: {called(article, origin)} has the text of {called(origin, article)}"
    return draft(
        "FC302", message=message, explanation=entry.why, suggestion=entry.remedy, statements=(whole(article), other), sentences=("", "")
    )


def named_copies(told: Draft, repeated: Mapping[Location, Sequence[str]], articles: Mapping[str, Article]) -> Draft:
    """The finding, naming after its explanation the copies that have one of its sentences too; `repeated` is what `once` gives.

    Findings about one sentence alone are told of each copy, which has to be changed on its own.
    """
    if len(told.finding.statements) < 2:
        return told
    named = [
        f"The same sentence as in {articles[s.article].path} stands in {_listed([articles[copy].path for copy in found])}."
        for s in told.finding.statements
        if (found := repeated.get(Location(article=s.article, start=s.start, end=s.end)))
    ]
    if not named:
        return told
    explanation = " ".join([told.finding.explanation, *named])
    return told.model_copy(update={"finding": told.finding.model_copy(update={"explanation": explanation})})


def _listed(paths: Sequence[str]) -> str:
    return paths[0] if len(paths) == 1 else f"{', '.join(paths[:-1])} and {paths[-1]}"
