"""Reads articles into claims: the first half of the way, each article on its own, so that several processes can share them out."""

from __future__ import annotations

import pickle
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from factcheck.articles import readable
from factcheck.articles.read import extent, identifying_path, unreadable
from factcheck.claims import ParsedArticle, ParsedSentence, parse
from factcheck.claims.drafting import headline_drafts
from factcheck.claims.gate import admit
from factcheck.comparison import Verdict
from factcheck.engines import Engines, Extractor, Parser, extracting
from factcheck.errors import FactcheckError
from factcheck.model import Article, Claim, ClaimDraft, Failure, LeftOut, ReadText, TimeSensitivity, Untied
from factcheck.processes import ALONE, Died, Processes
from factcheck.reckoning import arithmetic
from factcheck.settings import Settings
from factcheck.stories import Held, Timed
from factcheck.time import sensitivities

Progress = Callable[[str, int, int], None]
_CHARACTERS_A_SECOND = 16_000
"""About what one process reads."""


@dataclass
class Reading:
    """What came of reading: claims, time-sensitive sentences, sums of one article that do not add up, what was dropped and failed."""

    claims: list[Claim] = field(default_factory=list)
    timed: list[Timed] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    read: list[ReadText] = field(default_factory=list)

    def beside(self, held: Held) -> Reading:
        """The same with what an archive holds."""
        return Reading([*self.claims, *held.claims], [*self.timed, *held.timed], self.left_out, self.failures, self.verdicts, self.read)

    def add(self, other: Reading) -> None:
        """Takes in what came of reading another article."""
        for each in fields(self):
            getattr(self, each.name).extend(getattr(other, each.name))

    def by_article(self, articles: Sequence[Article]) -> dict[str, list[Claim]]:
        """The claims of each article."""
        own: dict[str, list[Claim]] = {article.id: [] for article in articles}
        for claim in self.claims:
            own[claim.article].append(claim)
        return own


def silent(stage: str, done: int, total: int) -> None:
    """No progress is shown unless the caller asks for it."""


def in_order(articles: Sequence[Article], root: Path) -> list[Article]:
    """The articles in the order that all of a run keeps to, whatever the order of arguments."""
    return sorted(articles, key=lambda article: (identifying_path(article, root), article.place, article.id))


def read(articles: Sequence[Article], settings: Settings, engines: Engines, progress: Progress, processes: Processes = ALONE) -> Reading:
    """Reads all articles."""
    reading = Reading()
    for one in read_each(articles, settings, engines, progress, processes):
        reading.add(one)
    return reading


def read_each(
    articles: Sequence[Article], settings: Settings, engines: Engines, progress: Progress, processes: Processes = ALONE
) -> Iterator[Reading]:
    """Reads one article after the other; whatever one does to the program, or to the process that reads it, the others are read."""
    shared = processes if engines.extracts_alone else ALONE
    seconds = sum(len(article.text) for article in articles) / _CHARACTERS_A_SECOND
    progress("reading", 0, len(articles))
    for done, one in enumerate(shared.map(Reads(settings, engines), articles, seconds)):
        yield Reading(failures=[_died(articles[done], one)]) if isinstance(one, Died) else one
        progress("reading", done + 1, len(articles))


class Reads:
    """Reads an article; in a process of its own, with engines of its own."""

    def __init__(self, settings: Settings, engines: Engines | None = None) -> None:
        self._settings, self._engines = settings, engines or extracting(settings.chosen, settings)
        self._here = engines is not None

    def __reduce__(self) -> tuple[type[Reads], tuple[Settings]]:
        return Reads, (self._settings,)

    def __call__(self, article: Article) -> Reading:
        """What came of it."""
        reading = Reading()
        try:
            _read_one(article, self._engines.parser, self._engines.extractor, self._settings, reading)
        except FactcheckError:
            raise
        except Exception as error:  # noqa: BLE001  a bug is told as a failure of its article
            reading.failures.append(_bug(article, error))
        return _small(reading) if self._here else reading


def _small(reading: Reading) -> Reading:
    """The same in a third of the memory, which is what pickling makes of it; what comes from another process was pickled on its way."""
    found: Reading = pickle.loads(pickle.dumps(reading))  # noqa: S301  what was pickled here
    return found


def _died(article: Article, died: Died) -> Failure:
    message = f"{article.path}: the process that read it ended by {died.how}; leave the article out, or run with --jobs 1"
    return Failure(stage="extraction", subject=article.path, kind="process", message=message)


def _bug(article: Article, error: Exception) -> Failure:
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "an unknown place"
    message = f"{article.path}: internal error in {place}: {type(error).__name__}: {error}; report it, and leave the article out"
    return Failure(stage="extraction", subject=article.path, kind="internal", message=" ".join(message.split()))


def _read_one(article: Article, parser: Parser, extractor: Extractor, settings: Settings, reading: Reading) -> None:
    reading.failures.extend(unreadable(article))
    parsed = parse(article, parser, settings.aliases)
    drafted = [*extractor(parsed), *headline_drafts(parsed)]
    reading.failures.extend(item for item in drafted if isinstance(item, Failure))
    claims, left_out = admit((item for item in drafted if isinstance(item, ClaimDraft)), parsed)
    reading.left_out.extend(left_out)
    reading.read.append(extent(article, len(claims)))
    reading.verdicts.extend(arithmetic(parsed, claims))
    untied = {item.sentence_start for item in drafted if isinstance(item, Untied)}
    timed = [one for one in _sensitivities(parsed, claims, settings) if one[0].sentence.start not in untied]
    expiring = {claim.sentence: found for claim, found in timed}
    reading.timed.extend(timed)
    reading.claims.extend(_with_expiry(claim, expiring.get(claim.sentence, ())) for claim in claims)


def _with_expiry(claim: Claim, found: Sequence[TimeSensitivity]) -> Claim:
    """The expiry whose trigger lies in this very clause."""
    own = [s.expires for s in found if s.expires is not None and not claim.ascribed and claim.span.start <= s.start < claim.span.end]
    return claim.model_copy(update={"expires": min(own, key=lambda expiry: expiry.on)}) if own else claim


def _sensitivities(parsed: ParsedArticle, claims: Sequence[Claim], settings: Settings) -> list[Timed]:
    """The time-sensitive sentences of one article, each with the claim that holds its strongest trigger."""
    found: list[Timed] = []
    by_sentence: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_sentence[claim.sentence.start].append(claim)
    for sentence in parsed.sentences:
        own = by_sentence[sentence.sentence.start]
        placed = tuple(_placed(one, sentence) for one in _of(sentence, parsed.article, settings)) if own else ()
        if placed:
            found.append((min(own, key=lambda claim: _distance(claim, placed[0].start)), placed))
    return found


def _of(sentence: ParsedSentence, article: Article, settings: Settings) -> Sequence[TimeSensitivity]:
    return sensitivities(
        readable(sentence.sentence.text),
        sentence.syntax,
        sentence.expressions,
        article.day,
        soon_days=settings.soon_days,
        stale_after_days=settings.stale_after_days,
    )


def _placed(sensitivity: TimeSensitivity, sentence: ParsedSentence) -> TimeSensitivity:
    offset = sentence.sentence.start
    return sensitivity.model_copy(update={"start": sensitivity.start + offset, "end": sensitivity.end + offset})


def _distance(claim: Claim, offset: int) -> tuple[bool, int, int]:
    """The smallest clause around the offset comes first."""
    inside = claim.span.start <= offset < claim.span.end
    return (not inside or claim.ascribed, claim.span.end - claim.span.start, claim.span.start)
