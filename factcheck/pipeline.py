"""The one place that orders the stages: articles -> claims -> pairs -> verdicts -> findings."""

from __future__ import annotations

import time as clock
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import factcheck
from factcheck.articles.read import file_path, identifying_path
from factcheck.articles.segment import overlong
from factcheck.claims.gate import admit
from factcheck.claims.parsed import ParsedArticle, ParsedSentence, parse
from factcheck.engines.base import Extractor, Judge, Parser
from factcheck.engines.choose import Engines
from factcheck.errors import FactcheckError
from factcheck.findings import build, catalogue
from factcheck.findings.concerned import cited, concerned
from factcheck.findings.conclude import Places, conclude
from factcheck.findings.copies import copy_of, named_copies
from factcheck.findings.draft import Draft
from factcheck.model import Article, Claim, ClaimDraft, Failure, LeftOut, Location, Pair, Run, TimeSensitivity, Verdict
from factcheck.pairs import origins
from factcheck.pairs.candidates import pairs as candidate_pairs
from factcheck.pairs.held import NONE, Held, LookUp, Timed
from factcheck.settings import Settings
from factcheck.time import sensitivities
from factcheck.verdicts.alone import alone
from factcheck.verdicts.compare import compare
from factcheck.verdicts.consolidate import consolidate
from factcheck.verdicts.judging import doubtful
from factcheck.verdicts.settled import settled, settlements

Progress = Callable[[str, int, int], None]
Trace = Callable[[Sequence[Verdict], Sequence[Verdict]], None]
"""Gets the verdicts on all candidate pairs, and those of them that were kept."""


class _Reading:
    """What came of reading the articles: claims, time-sensitive sentences, what each contradicts in itself, what was dropped and failed."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self.timed: list[Timed] = []
        self.left_out: list[LeftOut] = []
        self.failures: list[Failure] = []
        self.verdicts: list[Verdict] = []


def _silent(stage: str, done: int, total: int) -> None:
    """No progress is shown unless the caller asks for it."""


def extract(
    articles: Sequence[Article], *, settings: Settings, root: Path, progress: Progress | None = None, engines: Engines | None = None
) -> tuple[list[Claim], list[Failure]]:
    """The claims of the articles, in a fixed order, and what could not be read."""
    engines = engines or Engines(settings.extracting, settings.judging, settings)
    reading = _read(_sorted(articles, root), settings, engines, progress or _silent)
    return reading.claims, reading.failures


def each(
    articles: Sequence[Article], *, settings: Settings, root: Path, engines: Engines, progress: Progress | None = None
) -> Iterator[tuple[Article, list[Claim], list[Timed], list[Failure]]]:
    """Each article in turn, in a fixed order, with its claims, its time-sensitive sentences, and what of it could not be read."""
    progress = progress or _silent
    for done, article in enumerate(_sorted(articles, root)):
        progress("reading", done, len(articles))
        reading = _read([article], settings, engines, _silent)
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
) -> Run:
    """Reads, compares and reports the articles; `failures` are those of reading the inputs and join the run's own.

    What `archive` holds for the articles is compared with them too, and told only where it concerns them.
    """
    progress = progress or _silent
    engines = engines or Engines(settings.extracting, settings.judging, settings)
    ordered = _sorted(articles, root)
    timings: list[tuple[str, float]] = []
    begun = clock.perf_counter()
    reading = _read(ordered, settings, engines, progress)
    timings.append(("claims", clock.perf_counter() - begun))

    begun = clock.perf_counter()
    held = NONE if archive is None else archive(ordered, _by_article(ordered, reading.claims), engines.encoder)
    everything = _with_held(reading, held)
    ordered = _sorted([*ordered, *held.articles], root)
    by_id = {article.id: article for article in ordered}
    copied = origins.copies(ordered)
    claims, repeated = origins.once(everything.claims, by_id, origins.checked_first(copied, by_id))
    pairs = candidate_pairs(claims, by_id, engines.encoder, held)
    timings.append(("pairs", clock.perf_counter() - begun))

    begun = clock.perf_counter()
    compared = [*reading.verdicts, *_compare(pairs, progress)]
    timings.append(("verdicts", clock.perf_counter() - begun))

    begun = clock.perf_counter()
    judged, unjudged = _judge(compared, by_id, engines.judge, progress)
    verdicts = consolidate(judged)
    if trace is not None:
        trace(judged, verdicts)
    timings.append(("judging", clock.perf_counter() - begun))

    findings = [named_copies(draft, repeated, by_id) for draft in _findings(everything, verdicts, by_id, as_of)]
    findings.extend(copy_of(by_id[copy], by_id[origin]) for copy, origin in copied.items())
    policy = settings.policy
    places = Places(
        files={article.id: file_path(article, root) for article in ordered},
        identities={article.id: identifying_path(article, root) for article in ordered},
    )
    concluded = concerned(conclude(findings, by_id, places, policy, settings.trusted), by_id)
    agreements = _agreements(verdicts, copied)
    cited_articles, cited_claims = cited(held, concluded, agreements)
    shown = [article for article in ordered if article.archived is None or article.id in cited_articles]
    return Run(
        version=factcheck.__version__,
        as_of=as_of,
        extractor=settings.extracting,
        judge=settings.judging,
        models=engines.models,
        articles=tuple(shown),
        claims=(*reading.claims, *cited_claims),
        findings=concluded,
        agreements=agreements,
        left_out=tuple(reading.left_out),
        failures=tuple(
            sorted(
                [*failures, *reading.failures, *unjudged],
                key=lambda failure: (failure.subject, failure.stage, failure.kind, failure.message),
            )
        ),
        pairs=len(pairs),
        timed=tuple(reading.timed),
        calendar=catalogue.only_time(policy.selected),
        copies=tuple(sorted((copy, origin) for copy, origin in copied.items() if {copy, origin} <= {article.id for article in shown})),
        timings=tuple(timings),
        usage=engines.usage,
        notices=engines.notices,
    )


def _sorted(articles: Sequence[Article], root: Path) -> list[Article]:
    return sorted(articles, key=lambda article: (identifying_path(article, root), article.place, article.id))


def _read(articles: Sequence[Article], settings: Settings, engines: Engines, progress: Progress) -> _Reading:
    reading = _Reading()
    for done, article in enumerate(articles):
        progress("reading", done, len(articles))
        try:
            _read_one(article, engines.parser, engines.extractor, settings, reading)
        except FactcheckError:
            raise
        except Exception as error:  # noqa: BLE001  whatever one article does to the program, the others are reported
            reading.failures.append(_bug(article, error))
    progress("reading", len(articles), len(articles))
    return reading


def _by_article(articles: Sequence[Article], claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    own: dict[str, list[Claim]] = {article.id: [] for article in articles}
    for claim in claims:
        own[claim.article].append(claim)
    return own


def _with_held(reading: _Reading, held: Held) -> _Reading:
    """What was read, and what an archive holds for it."""
    both = _Reading()
    both.claims = [*reading.claims, *held.claims]
    both.timed = [*reading.timed, *held.timed]
    both.left_out = reading.left_out
    return both


def _bug(article: Article, error: Exception) -> Failure:
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "an unknown place"
    message = f"{article.path}: internal error in {place}: {type(error).__name__}: {error}; report it, and leave the article out"
    return Failure(stage="extraction", subject=article.path, kind="internal", message=" ".join(message.split()))


def _unread(article: Article) -> Iterator[Failure]:
    """What of the article is no sentence, because it never ends."""
    stretches = overlong(article)
    if stretches:
        position = article.source_map.position(stretches[0].start)
        place = article.path if position is None or article.place[1] else f"{article.path}:{position.line}"
        message = (
            f"{place}: {len(stretches[0].text):,} characters without the end of a sentence were not read; cut them into sentences, or out"
        )
        yield Failure(stage="reading", subject=article.path, kind="too long", message=message)


def _read_one(article: Article, parser: Parser, extractor: Extractor, settings: Settings, reading: _Reading) -> None:
    reading.failures.extend(_unread(article))
    parsed = parse(article, parser, settings.aliases)
    drafted = list(extractor(parsed))
    reading.failures.extend(item for item in drafted if isinstance(item, Failure))
    claims, left_out = admit((item for item in drafted if isinstance(item, ClaimDraft)), parsed)
    reading.left_out.extend(left_out)
    reading.verdicts.extend(alone(parsed, claims))
    timed = _sensitivities(parsed, claims, settings)
    expiring = {claim.sentence: found for claim, found in timed}
    reading.timed.extend(timed)
    reading.claims.extend(_with_expiry(claim, expiring.get(claim.sentence, ())) for claim in claims)


def _with_expiry(claim: Claim, found: Sequence[TimeSensitivity]) -> Claim:
    """The expiry whose trigger lies in this very clause."""
    own = [s.expires for s in found if s.expires is not None and claim.span.start <= s.start < claim.span.end]
    return claim.model_copy(update={"expires": min(own, key=lambda expiry: expiry.on)}) if own else claim


def _sensitivities(parsed: ParsedArticle, claims: Sequence[Claim], settings: Settings) -> list[tuple[Claim, tuple[TimeSensitivity, ...]]]:
    """The time-sensitive sentences of one article, each with the claim that holds its strongest trigger."""
    found = []
    by_sentence: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_sentence[claim.sentence.start].append(claim)
    for sentence in parsed.sentences:
        own = by_sentence[sentence.sentence.start]
        if not own:
            continue
        placed = tuple(
            _placed(s, sentence)
            for s in sensitivities(
                sentence.sentence.text.replace("\n", " "),
                sentence.syntax,
                sentence.expressions,
                parsed.article.day,
                soon_days=settings.soon_days,
                stale_after_days=settings.stale_after_days,
            )
        )
        if placed:
            found.append((min(own, key=lambda claim: _distance(claim, placed[0].start)), placed))
    return found


def _placed(sensitivity: TimeSensitivity, sentence: ParsedSentence) -> TimeSensitivity:
    offset = sentence.sentence.start
    return sensitivity.model_copy(update={"start": sensitivity.start + offset, "end": sensitivity.end + offset})


def _distance(claim: Claim, offset: int) -> tuple[bool, int, int]:
    """The smallest clause around the offset comes first."""
    inside = claim.span.start <= offset < claim.span.end
    return (not inside, claim.span.end - claim.span.start, claim.span.start)


def _compare(pairs: Sequence[Pair], progress: Progress) -> list[Verdict]:
    verdicts = []
    for done, pair in enumerate(pairs):
        if done % 500 == 0:
            progress("comparing", done, len(pairs))
        verdicts.append(compare(pair))
    progress("comparing", len(pairs), len(pairs))
    return verdicts


def _judge(
    verdicts: Sequence[Verdict], articles: Mapping[str, Article], judge: Judge | None, progress: Progress
) -> tuple[list[Verdict], list[Failure]]:
    """The verdicts, those that typed comparison left open replaced by the judge's, and the pairs that it could not judge."""
    asked = doubtful(verdicts, judge.asks) if judge is not None else []
    if judge is None or not asked:
        return list(verdicts), []
    answers: dict[tuple[str, str], Verdict] = {}
    failures: list[Failure] = []
    for done, (pair, answer) in enumerate(zip(asked, judge(asked, articles), strict=True)):
        progress("judging", done, len(asked))
        if isinstance(answer, Failure):
            failures.append(answer)
        else:
            answers[pair.a.id, pair.b.id] = answer
    progress("judging", len(asked), len(asked))
    return [answers.get((verdict.pair.a.id, verdict.pair.b.id), verdict) for verdict in verdicts], failures


def _findings(reading: _Reading, verdicts: Sequence[Verdict], articles: Mapping[str, Article], as_of: date) -> list[Draft]:
    found = [told for verdict in verdicts if (told := build.from_verdict(verdict, articles)) is not None]
    settling = settlements(verdicts)
    for claim, timed in reading.timed:
        found.extend(_timed(claim, timed, settling, articles, as_of))
    found.extend(build.undated(article) for article in articles.values() if article.published is None)
    found.extend(build.dropped(articles[item.subject], item.count, item.reason) for item in reading.left_out)
    return found


def _timed(
    claim: Claim, timed: Sequence[TimeSensitivity], settling: Mapping[Location, Claim], articles: Mapping[str, Article], as_of: date
) -> list[Draft]:
    """The finding of a time-sensitive sentence, and one more where its condition is settled."""
    article = articles[claim.article]
    strongest = build.from_sensitivity(claim, timed, article, as_of)
    condition = next((s for s in timed if s.kind == "conditional_future"), None)
    reason, other = settled(claim, condition, settling, as_of) if condition is not None else ("", None)
    if condition is None or not reason:
        return [strongest]
    finding = build.settled_condition(claim, condition, article, reason, other, articles)
    return [finding] if timed[0] is condition else [strongest, finding]


def _agreements(verdicts: Sequence[Verdict], copied: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The claims that agree, without those of one origin: a copy confirms nothing."""
    agreed = set()
    for pair in (verdict.pair for verdict in verdicts if verdict.relation == "agrees"):
        if copied.get(pair.a.article, pair.a.article) != copied.get(pair.b.article, pair.b.article):
            agreed.add(tuple(sorted((pair.a.id, pair.b.id))))
    return tuple((first, second) for first, second in sorted(agreed))
