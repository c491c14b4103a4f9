"""The one place that orders the stages: articles -> claims -> stories -> proposals -> proven -> opinions -> verdicts -> findings."""

from __future__ import annotations

import time as clock
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import factcheck
from factcheck.articles.read import file_path, identifying_path
from factcheck.articles.unread import barren
from factcheck.comparison import Opinion, Proposal, Proven, Story, Verdict
from factcheck.engines.choose import Engines
from factcheck.findings import build, catalogue
from factcheck.findings.concerned import cited, concerned
from factcheck.findings.conclude import Places, conclude
from factcheck.findings.draft import Draft
from factcheck.findings.unread import ahead, unread
from factcheck.model import Article, Claim, Failure, LeftOut, Location, Run
from factcheck.reading import Progress, Reading, in_order, read, silent
from factcheck.settings import Settings
from factcheck.stories import copies
from factcheck.stories.assemble import stories
from factcheck.stories.held import NONE, Held, LookUp, Timed, crowds
from factcheck.stories.retold import told_by
from factcheck.verdicts.agreeing import agreements
from factcheck.verdicts.decide import decide
from factcheck.verdicts.evidence import Finder
from factcheck.verdicts.gate import prove

_DISAGREED = "reader and comparator disagree"


@dataclass
class Comparison:
    """What came of comparing: what was proposed, proven and thought of it, the verdicts, and what was dropped and failed on the way."""

    stories: list[Story] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    weighed: list[tuple[Proven, Opinion]] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    dropped: Counter[tuple[str, str]] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)


@dataclass(frozen=True)
class _Gathered:
    """The articles by id, which are copies of which, the claims that copies tell again, and the stories."""

    articles: Mapping[str, Article]
    copied: Mapping[str, str]
    repeated: Mapping[Location, tuple[str, ...]]
    stories: list[Story]


Reads = Callable[[Sequence[Article], Settings, Engines, Progress], Reading]
"""Takes articles to claims, each on its own."""
Trace = Callable[[Comparison], None]
"""Gets what came of comparing."""


def extract(
    articles: Sequence[Article], *, settings: Settings, root: Path, progress: Progress | None = None, engines: Engines | None = None
) -> tuple[list[Claim], list[Failure]]:
    """The claims of the articles, in a fixed order, and what could not be read."""
    engines = engines or Engines(settings.chosen, settings)
    reading = read(in_order(articles, root), settings, engines, progress or silent)
    return reading.claims, reading.failures


def each(
    articles: Sequence[Article], *, settings: Settings, root: Path, engines: Engines, progress: Progress | None = None
) -> Iterator[tuple[Article, list[Claim], list[Timed], list[Failure]]]:
    """Each article in turn, in a fixed order, with its claims, its time-sensitive sentences, and what of it could not be read."""
    progress = progress or silent
    for done, article in enumerate(in_order(articles, root)):
        progress("reading", done, len(articles))
        reading = read([article], settings, engines, silent)
        yield article, reading.claims, reading.timed, reading.failures
    progress("reading", len(articles), len(articles))


def check(  # noqa: PLR0913  each argument is one thing a caller may know
    articles: Sequence[Article],
    failures: Sequence[Failure],
    *,
    settings: Settings,
    root: Path,
    as_of: date,
    progress: Progress | None = None,
    trace: Trace | None = None,
    engines: Engines | None = None,
    archive: LookUp | None = None,
    reads: Reads = read,
) -> Run:
    """Reads, compares and reports the articles; `failures` are those of reading the inputs and join the run's own.

    What `archive` holds for the articles is compared with them too, and told only where it concerns them. `reads` takes articles to
    claims; one that remembers may stand for it.
    """
    progress = progress or silent
    engines = engines or Engines(settings.chosen, settings)
    begun = clock.perf_counter()
    checked = in_order(articles, root)
    reading = reads(checked, settings, engines, progress)
    read_at = clock.perf_counter()
    held = NONE if archive is None else archive(checked, reading.by_article(checked), engines.encoder)
    everything = reading.beside(held)
    gathered = _gather(everything.claims, in_order([*checked, *held.articles], root), engines, held)
    paired_at = clock.perf_counter()
    comparison = compare(gathered.stories, engines, progress)
    comparison.verdicts.extend(reading.verdicts)
    if trace is not None:
        trace(comparison)
    compared_at = clock.perf_counter()
    left_out = [*reading.left_out, *_dropped(comparison)]
    drafts = [
        *_drafts(gathered, everything.timed, comparison.verdicts, as_of),
        *_told_of_reading(gathered.articles, reading, left_out, as_of),
    ]
    places = _places(gathered.articles.values(), root)
    found = concerned(conclude(drafts, gathered.articles, places, settings.policy, settings.trusted), gathered.articles)
    agreed = agreements(gathered.stories, comparison.verdicts, gathered.copied)
    cited_articles, cited_claims = cited(held, found, agreed)
    shown = {a.id: a for a in gathered.articles.values() if a.archived is None or a.id in cited_articles}
    return Run(
        version=factcheck.__version__,
        as_of=as_of,
        extractor=settings.chosen.extractor,
        reader=settings.chosen.reader,
        judge=settings.chosen.comparator,
        models=engines.models,
        articles=tuple(shown.values()),
        claims=(*reading.claims, *cited_claims),
        findings=found,
        agreements=agreed,
        left_out=tuple(left_out),
        read=tuple(reading.read),
        failures=_sorted([*failures, *reading.failures, *comparison.failures]),
        pairs=sum(len(story.near) for story in gathered.stories),
        timed=tuple(reading.timed),
        calendar=catalogue.only_time(settings.policy.selected),
        copies=tuple(sorted((copy, origin) for copy, origin in gathered.copied.items() if {copy, origin} <= shown.keys())),
        timings=(("claims", read_at - begun), ("stories", paired_at - read_at), ("verdicts", compared_at - paired_at)),
        usage=engines.usage,
        notices=(*engines.notices, *barren(reading.read, gathered.articles), *crowds(gathered.stories)),
    )


def _gather(claims: Sequence[Claim], articles: Sequence[Article], engines: Engines, held: Held) -> _Gathered:
    by_id = {article.id: article for article in articles}
    copied = copies.copies(articles)
    once, repeated = copies.once(claims, by_id, copies.checked_first(copied, by_id))
    kept = {claim.id for claim in once}
    told = stories(once, by_id, engines.encoder, held, [claim for claim in claims if claim.id not in kept])
    return _Gathered(by_id, copied, told_by(told, repeated, by_id), told)


def _drafts(gathered: _Gathered, timed: Sequence[Timed], verdicts: Sequence[Verdict], as_of: date) -> Iterator[Draft]:
    """What statements come to, each with the copies that tell it too, and what is a copy."""
    for draft in build.findings(timed, verdicts, gathered.articles, as_of):
        yield build.named_copies(draft, gathered.repeated, gathered.articles)
    yield from (build.copy_of(gathered.articles[copy], gathered.articles[origin]) for copy, origin in gathered.copied.items())


def _told_of_reading(articles: Mapping[str, Article], reading: Reading, left_out: Sequence[LeftOut], as_of: date) -> Iterator[Draft]:
    """What was not read, what was dropped, and dates that lie ahead."""
    yield from unread(reading.read, articles)
    yield from ahead(articles.values(), as_of)
    yield from (build.dropped(articles[item.subject], item.count, item.reason) for item in left_out)


def compare(told: Sequence[Story], engines: Engines, progress: Progress) -> Comparison:
    """The reader proposes, the gate proves, the comparator weighs, and one place decides."""
    done = Comparison(stories=list(told))
    find = Finder()
    proven: list[Proven] = []
    for number, story in enumerate(told):
        progress("comparing", number, len(told))
        read_out = list(engines.reader(story))
        done.failures += [item for item in read_out if isinstance(item, Failure)]
        proposals = [item for item in read_out if isinstance(item, Proposal)]
        passed, dropped = prove(proposals, story, find)
        done.proposals += proposals
        done.dropped += dropped
        for item in read_out:
            if isinstance(item, LeftOut):
                done.dropped[item.subject, item.reason] += item.count
        proven += passed
    progress("comparing", len(told), len(told))
    for number, (one, opinion) in enumerate(zip(proven, engines.comparator(proven), strict=True)):
        progress("weighing", number, len(proven))
        if isinstance(opinion, Failure):
            done.failures.append(opinion)
        else:
            done.weighed.append((one, opinion))
    done.verdicts = decide(done.weighed)
    return done


def _dropped(comparison: Comparison) -> list[LeftOut]:
    """What of the proposals did not become a verdict, counted by article and reason; near pairs that nobody called a conflict are none."""
    counted = Counter(comparison.dropped)
    for proven, opinion in comparison.weighed:
        if proven.proposal.why and opinion.label not in {"contradicts", "supersedes"}:
            counted[proven.proposal.pair.a.article, _DISAGREED] += 1
    return [LeftOut(subject=article, reason=reason, count=count) for (article, reason), count in sorted(counted.items())]


def _places(articles: Collection[Article], root: Path) -> Places:
    return Places(
        files={article.id: file_path(article, root) for article in articles},
        identities={article.id: identifying_path(article, root) for article in articles},
    )


def _sorted(failures: Sequence[Failure]) -> tuple[Failure, ...]:
    return tuple(sorted(failures, key=lambda failure: (failure.subject, failure.stage, failure.kind, failure.message)))
