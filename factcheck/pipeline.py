"""The one place that orders the stages: articles -> claims -> stories -> proposals -> proven -> opinions -> verdicts -> findings."""

from __future__ import annotations

import gc
import time as clock
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import chain, groupby, tee
from pathlib import Path
from typing import Any

import factcheck
from factcheck.articles.read import barren, file_path, identifying_path
from factcheck.comparison import Evidence, Opinion, Proposal, Proven, SentencePair, Story, StorySentence, Verdict
from factcheck.engines import Engines
from factcheck.findings import build, only_time
from factcheck.findings.draft import Draft
from factcheck.findings.finish import Places, cited, concerned, conclude
from factcheck.findings.suppressions import ahead, unread
from factcheck.model import Article, Claim, Failure, Finding, LeftOut, Location, Run
from factcheck.processes import ALONE, Died, Processes, send_once, together
from factcheck.reading import Progress, Reading, in_order, read, read_each, silent
from factcheck.settings import Settings
from factcheck.stories import NONE, Held, LookUp, Timed, copies, crowds
from factcheck.stories.assemble import stories
from factcheck.stories.copies import told_by
from factcheck.verdicts.agreeing import agreements
from factcheck.verdicts.decide import decide
from factcheck.verdicts.evidence import Finder
from factcheck.verdicts.gate import prove

_DISAGREED = "reader and comparator disagree"
_PAIRS_A_SECOND = 8_000
"""About how many pairs one process seeks evidence on."""
_MANY_CLAIMS = 15_000
"""Claims from which on processes are ended after each stage: the memory of what they held is worth more than starting again."""
send_once(StorySentence)


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


def extract(  # noqa: PLR0913  each argument is one thing a caller may know
    articles: Sequence[Article],
    *,
    settings: Settings,
    root: Path,
    progress: Progress | None = None,
    engines: Engines | None = None,
    processes: Processes = ALONE,
) -> tuple[list[Claim], list[Failure]]:
    """The claims of the articles, in a fixed order, and what could not be read."""
    engines = engines or Engines(settings.chosen, settings)
    reading = read(in_order(articles, root), settings, engines, progress or silent, processes)
    return reading.claims, reading.failures


def each(  # noqa: PLR0913  as extract
    articles: Sequence[Article],
    *,
    settings: Settings,
    root: Path,
    engines: Engines,
    progress: Progress | None = None,
    processes: Processes = ALONE,
) -> Iterator[tuple[Article, list[Claim], list[Timed], list[Failure]]]:
    """Each article in turn, in a fixed order, with its claims, its time-sensitive sentences, and what of it could not be read."""
    ordered = in_order(articles, root)
    for article, one in zip(ordered, read_each(ordered, settings, engines, progress or silent, processes), strict=True):
        yield article, one.claims, one.timed, one.failures


def _untraced(_: Comparison) -> None:
    """Nobody looks on."""


def check(  # noqa: PLR0913  as extract
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
    reads: Reads | None = None,
    processes: Processes = ALONE,
) -> Run:
    """Reads, compares and reports the articles; `failures` are those of reading the inputs and join the run's own.

    What `archive` holds for the articles is compared with them too, and told only where it concerns them. `reads` takes articles to
    claims; one that remembers may stand for it. Reading and comparing are shared out to `processes`, whose number changes nothing.
    """
    progress, engines, timer = progress or silent, engines or Engines(settings.chosen, settings), _Timer()
    checked = in_order(articles, root)
    reading = (reads or partial(read, processes=processes))(checked, settings, engines, progress)
    timer.done("claims")
    _let_go(processes, len(reading.claims))
    held = NONE if archive is None else archive(checked, reading.by_article(checked), engines.encoder)
    everything = reading.beside(held)
    gathered = _gather(everything.claims, in_order([*checked, *held.articles], root), engines, held)
    timer.done("stories")
    comparison = compare(gathered.stories, engines, progress, processes, traced=trace is not None)
    comparison.verdicts.extend(reading.verdicts)
    (trace or _untraced)(comparison)
    agreed = agreements(gathered.stories, comparison.verdicts, gathered.copied)
    timer.done("verdicts")
    left_out = (*reading.left_out, *_dropped(comparison))
    told = chain(
        _drafts(gathered, everything.timed, comparison.verdicts, as_of), _told_of_reading(gathered.articles, reading, left_out, as_of)
    )
    found = _findings(told, gathered.articles, settings, root)
    timer.done("findings")
    gc.unfreeze()
    return _run(
        (settings, engines, gathered, reading),
        cited(held, found, agreed),
        as_of=as_of,
        findings=found,
        agreements=agreed,
        left_out=left_out,
        failures=_sorted([*failures, *reading.failures, *comparison.failures]),
        timings=tuple(timer.stages),
    )


def _run(
    stages: tuple[Settings, Engines, _Gathered, Reading],
    also: tuple[Collection[str], Sequence[Claim]],
    **given: Any,  # noqa: ANN401  the fields of Run
) -> Run:
    """The run: what was found, and beside the articles and claims that were checked those that an archive holds and findings name."""
    settings, engines, gathered, reading = stages
    shown = {a.id: a for a in gathered.articles.values() if a.archived is None or a.id in also[0]}
    return Run(
        version=factcheck.__version__,
        extractor=settings.chosen.extractor,
        reader=settings.chosen.reader,
        judge=settings.chosen.comparator,
        models=engines.models,
        articles=tuple(shown.values()),
        claims=(*reading.claims, *also[1]),
        pairs=sum(len(story.near) for story in gathered.stories),
        calendar=only_time(settings.policy.selected),
        copies=tuple(sorted((copy, origin) for copy, origin in gathered.copied.items() if {copy, origin} <= shown.keys())),
        read=tuple(reading.read),
        timed=tuple(reading.timed),
        usage=engines.usage,
        notices=(*engines.notices, *barren(reading.read, gathered.articles), *crowds(gathered.stories)),
        **given,
    )


class _Timer:
    """Seconds on the clock for each stage."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, float]] = []
        self._since = clock.perf_counter()

    def done(self, stage: str) -> None:
        """The stage ends now."""
        now = clock.perf_counter()
        self.stages.append((stage, now - self._since))
        self._since = now


def _let_go(processes: Processes, claims: int) -> None:
    """After a stage with so many claims: what the processes held, and the search for garbage among what stays until the end."""
    if claims > _MANY_CLAIMS:
        processes.renew()
        gc.freeze()


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


def _findings(drafts: Iterable[Draft], articles: Mapping[str, Article], settings: Settings, root: Path) -> tuple[Finding, ...]:
    """The findings that concern what was checked, in their order."""
    places = _places(articles.values(), root)
    return concerned(conclude(list(drafts), articles, places, settings.policy, settings.trusted), articles)


def _told_of_reading(articles: Mapping[str, Article], reading: Reading, left_out: Sequence[LeftOut], as_of: date) -> Iterator[Draft]:
    """What was not read, what was dropped, and dates that lie ahead."""
    yield from unread(reading.read, articles)
    yield from ahead(articles.values(), as_of)
    yield from (build.dropped(articles[item.subject], item.count, item.reason) for item in left_out)


def compare(
    told: Sequence[Story], engines: Engines, progress: Progress, processes: Processes = ALONE, *, traced: bool = True
) -> Comparison:
    """The reader proposes, the gate proves, the comparator weighs, and one place decides; proposals are kept where they are `traced`."""
    done = Comparison(stories=list(told))
    proven, lost = list[Proven](), dict[Died, list[SentencePair]]()
    for story, answered in groupby(_answered(told, engines, progress, processes, done), key=lambda each: each[0]):
        passed, dropped = prove(_found((pair[1:] for pair in answered), lost, done.proposals if traced else None), told[story])
        done.dropped += dropped
        proven += passed
    _let_go(processes, sum(len(sentence.claims) for story in told for sentence in story.sentences))
    done.failures += [_uncompared(died, pairs, told) for died, pairs in lost.items()]
    for number, (one, opinion) in enumerate(zip(proven, engines.comparator(proven), strict=True)):
        progress("weighing", number, len(proven))
        if isinstance(opinion, Failure):
            done.failures.append(opinion)
        else:
            done.weighed.append((one, opinion))
    done.verdicts = decide(done.weighed)
    return done


def _answered(
    told: Sequence[Story], engines: Engines, progress: Progress, processes: Processes, done: Comparison
) -> Iterator[tuple[int, Proposal, tuple[Evidence, ...] | Died]]:
    """(number of the story, proposal, the evidence on it), in order; few of them exist at a time."""
    ours, theirs = tee(_proposed(told, engines, progress, done))
    expected = sum(len(story.near) for story in told) if engines.proposes_alone else 0
    found = processes.map(Finder(), (proposal.pair for _, proposal in theirs), expected / _PAIRS_A_SECOND, together(expected))
    return ((number, proposal, evidence) for (number, proposal), evidence in zip(ours, found, strict=False))


def _proposed(told: Sequence[Story], engines: Engines, progress: Progress, done: Comparison) -> Iterator[tuple[int, Proposal]]:
    """What is proposed of each story, by its number; what a reader could not read and what it dropped is noted."""
    for number, story in enumerate(told):
        progress("comparing", number, len(told))
        for item in engines.reader(story):
            if isinstance(item, Failure):
                done.failures.append(item)
            elif isinstance(item, LeftOut):
                done.dropped[item.subject, item.reason] += item.count
            else:
                yield number, item
    progress("comparing", len(told), len(told))


def _found(
    answered: Iterable[tuple[Proposal, tuple[Evidence, ...] | Died]], lost: dict[Died, list[SentencePair]], kept: list[Proposal] | None
) -> Iterator[tuple[Proposal, tuple[Evidence, ...]]]:
    """What was answered; those are `lost` at which a process died."""
    for proposal, evidence in answered:
        if kept is not None:
            kept.append(proposal)
        if isinstance(evidence, Died):
            lost.setdefault(evidence, []).append(proposal.pair)
        else:
            yield proposal, evidence


def _uncompared(died: Died, lost: Sequence[SentencePair], told: Sequence[Story]) -> Failure:
    paths = {article.id: article.path for story in told for article in story.articles}
    path, other = (paths[side.article] for side in lost[0].sentences)
    message = (
        f"{path}: the process that compared it with {other} ended by {died.how}, and {len(lost)} pairs of sentences were not compared; "
        "run with --jobs 1"
    )
    return Failure(stage="judging", subject=path, kind="process", message=message)


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
