"""What check, its dry run and the baseline's commands do: one run over the articles at the paths, with archive and baseline beside it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from pydantic import ValidationError

from factcheck import pipeline
from factcheck.articles.read import identifying_path
from factcheck.cli import streams
from factcheck.cli.changed import changed_articles, cut_off, involving
from factcheck.cli.options import configuration, inputs, read, refuse
from factcheck.cli.options import day as day_of
from factcheck.cli.streams import failed, silent, tell
from factcheck.clock import Clock, today
from factcheck.engines import Engines
from factcheck.errors import ExitCode, UsageError
from factcheck.findings.baseline import Baseline, Entry, Ledger, followed, mark, mark_decided, stale, updated, without
from factcheck.model import Article, Planned, Run
from factcheck.pipeline import check
from factcheck.processes import Processes, collect_seldom, cores
from factcheck.report import Showing, escaped
from factcheck.report.write import Form, progress
from factcheck.review import store, torn
from factcheck.settings import Configuration, Settings
from factcheck.stories import LookUp
from factcheck.whole import write_whole
from factcheck.words import amount

if TYPE_CHECKING:
    from factcheck.archive.adding import ArchiveAtCheck
    from factcheck.resident import Resident


_MOST_STALE = 5
"""Stale entries of the baseline that get a line of their own."""


def run(  # noqa: PLR0913  what a command knows
    paths: Sequence[str],
    options: dict[str, Any],
    clock: Clock,
    found: Configuration,
    output: Path | None,
    core: Resident | None = None,
) -> Run:
    """One run over the articles at the paths; tells failures on standard error and leaves with 2 where there is nothing to check.

    With `--changed-since`, git is asked before anything is compared. What a resident core has read before is not read again.
    """
    day = day_of("--as-of", options["as_of"]) or clock()
    articles, failures, skipped = inputs(paths, options["published"], found, core)
    streams.warn(failures, quiet=options["quiet"])
    refuse(output, articles, failures)
    if not articles and any(failure.named for failure in failures):
        raise click.exceptions.Exit(ExitCode.USAGE)
    revision = options.get("changed_since")
    changed = changed_articles(articles, revision, Path.cwd()) if revision is not None else None
    streams.note(cut_off(revision, Path.cwd()) if revision is not None else [], quiet=options["quiet"])
    collect_seldom()
    with progress(quiet=options["quiet"]) as shown, Processes(options["jobs"] or cores()) as processes:
        alone = partial(pipeline.check, settings=found.settings, root=found.root, processes=processes)
        checks = core.check if core is not None else alone
        done = checks(articles, failures, as_of=day, progress=shown, archive=options.get("look_up"))
    if core is not None:
        core.keep(articles)
    done = done.model_copy(update={"left_out": (*skipped, *done.left_out)})
    streams.warn([failure for failure in done.failures if failure not in failures], quiet=options["quiet"])
    streams.note(done.notices, quiet=options["quiet"])
    known = baseline(options, found, decided(options, found, done), paths)
    return involving(known, changed) if changed is not None else known


def decided(options: dict[str, Any], found: Configuration, done: Run) -> Run:
    """The run with what editors dismissed or snoozed marked as such."""
    decisions = store(found, options.get("archive"), write=False)
    ledger = Ledger(decisions.since(0)[0])
    if (told := torn(decisions)) and not options["quiet"]:
        streams.tell(told)
    return done.model_copy(update={"findings": mark_decided(done.findings, ledger, done.as_of)})


def baseline(options: dict[str, Any], found: Configuration, done: Run, paths: Sequence[str]) -> Run:
    """The run with known findings marked, where a baseline was read; its entries that match nothing are told on standard error."""
    known: Baseline | None = options.get("known")
    if known is None:
        return done
    known = renamed(known, done, found.root)
    stale = outdated(known, done, paths, found.root, found.settings.policy.selected)
    if stale and not options["quiet"]:
        _tell_stale(options["baseline"] or found.baseline, stale)
    return done.model_copy(update={"findings": mark(done.findings, known)})


def _tell_stale(path: Path, stale: Sequence[Entry]) -> None:
    for entry in stale[:_MOST_STALE]:
        streams.tell(f"{path}: {entry.code} of {' and '.join(entry.paths)} is found no more ({entry.fingerprint})")
    rest = f"{len(stale) - _MOST_STALE} more are found no more; " if len(stale) > _MOST_STALE else ""
    streams.tell(f"{path}: {rest}take {'it' if len(stale) == 1 else 'them'} out with factcheck baseline prune")


def known(options: dict[str, Any], found: Configuration) -> Baseline | None:
    """The baseline that is named, else the one beside the configuration; None without one. Raises UsageError where it is unreadable."""
    path: Path = options["baseline"] or found.baseline
    return read_baseline(path) if options["baseline"] or path.exists() else None


def form(style: str, options: dict[str, Any], found: Configuration) -> Form:
    """What the report is to look like."""
    settings = found.settings
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    return Form(
        style=style,
        showing=Showing(
            min_severity=settings.min_severity,
            min_confidence=settings.min_confidence,
            quiet=options["quiet"],
            tabled=options["changed_since"] is None,
        ),
        fail_on=settings.fail_on,
        fail_on_archive=options["fail_on_archive"],
        timings=options["timings"],
        summary=Path(summary) if summary else None,
    )


# The archive that a check is to be made against.


def archive_at_check(options: dict[str, Any], found: Configuration) -> ArchiveAtCheck | None:
    """The archive that a check is to be made against; None without --archive."""
    if options["archive"] is not None:
        from factcheck.archive.adding import ArchiveAtCheck  # noqa: PLC0415  most checks are against none

        return ArchiveAtCheck(options["archive"], found, add=options["add"], tell=silent if options["quiet"] else tell)
    for option in ("add", "fail_on_archive"):
        if options[option]:
            raise UsageError(f"--{option.replace('_', '-')}: is about an archive; name one with --archive")
    return None


# The baseline's file: read, written, and compared with what a run found.


def read_baseline(path: Path) -> Baseline:
    """The baseline in the file; raises UsageError where it cannot be read or is none."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: the baseline cannot be read ({error.strerror}); write one with factcheck baseline write") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: the baseline is no valid JSON ({_reason(error)}); restore it, or write it anew") from error
    if isinstance(document, dict) and document.get("version", 1) != 1:
        raise UsageError(f"{path}: the baseline has version {document['version']!r}, and this factcheck reads version 1; update factcheck")
    try:
        return Baseline.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"{path}: the baseline has a wrong entry ({place}: {first['msg']}); correct it, or write it anew") from error


def _reason(error: Exception) -> str:
    return f"{error.msg}, line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "nested too deeply or no UTF-8"


def write_baseline(path: Path, baseline: Baseline) -> None:
    """Writes the baseline in one step, so that a failure leaves the former file; raises OSError."""
    text = escaped(json.dumps(baseline.model_dump(mode="json"), ensure_ascii=False, indent=2)) + "\n"
    write_whole(path, text)


def outdated(baseline: Baseline, run: Run, paths: Sequence[str], root: Path, selected: frozenset[str]) -> tuple[Entry, ...]:
    """The entries that match nothing, although their articles were read (or are gone from the folders that `paths` name)."""
    return stale(baseline, run, _scanned(run, paths, root), selected)


def renamed(baseline: Baseline, run: Run, root: Path) -> Baseline:
    """The baseline with the entries of articles that were renamed since under their present names."""

    def gone(path: str) -> bool:
        return "://" not in path and not Path(os.path.normpath(root / path)).exists()

    return followed(baseline, run.findings, _identities(run, root), gone)


def _scanned(run: Run, paths: Sequence[str], root: Path) -> Callable[[str], bool]:
    failed = {failure.subject for failure in run.failures}
    read_whole = {identifying_path(article, root) for article in run.articles if article.path not in failed and article.archived is None}
    folders = [Path(path).resolve() for path in paths if path != "-" and Path(path).is_dir()]

    def scanned(path: str) -> bool:
        place = Path(os.path.normpath(root / path))
        gone = "://" not in path and not place.exists() and any(folder in place.parents for folder in folders)
        return path in read_whole or gone

    return scanned


# What the baseline's commands do: one run, and the baseline written anew from it.


def keep_baseline(action: str, paths: Sequence[str], options: dict[str, Any], clock: Clock) -> None:
    """Writes, updates or prunes the baseline and says in one line what has become of it; leaves with the exit code of the failures."""
    found = configuration(options)
    path: Path = options["baseline"] or found.baseline
    if action == "write" and path.exists():
        raise UsageError(f"{path}: there is a baseline already; add to it with factcheck baseline update, or remove it first")
    before = Baseline() if action == "write" else read_baseline(path)
    done = run(paths, options, clock, found, path)
    before = renamed(before, done, found.root)
    after = (
        without(before, outdated(before, done, paths, found.root, found.settings.policy.selected))
        if action == "prune"
        else updated(before, done.findings, _identities(done, found.root), (done.extractor, done.judge))
    )
    with streams.writing(path, "--baseline"):
        write_baseline(path, after)
    difference = len(after.findings) - len(before.findings)
    changed = f"{-difference} removed" if action == "prune" else f"{difference} new"
    streams.emit(f"{path}: {amount(len(after.findings), 'known finding')}, {changed}.")
    raise click.exceptions.Exit(failed(done.failures))


def _identities(done: Run, root: Path) -> dict[str, str]:
    return {article.id: identifying_path(article, root) for article in done.articles}


def forecast_instead(paths: Sequence[str], options: dict[str, Any]) -> None:
    """In a dry run, prints what a run would ask and leaves; does nothing where this is none."""
    if not options["dry_run"]:
        return
    found = configuration(options)
    articles, failures = read(paths, options["published"], found)
    streams.warn(failures, quiet=options["quiet"])
    place = options["archive"]
    unmade = options["add"] and isinstance(place, Path) and not place.exists()
    archive = None if unmade else archive_at_check({**options, "add": False}, found)
    streams.emit(forecast(articles, found.settings, found.root, archive.look_up if archive is not None else None))
    raise click.exceptions.Exit(failed(failures))


def forecast(articles: Sequence[Article], settings: Settings, root: Path, archive: LookUp | None = None) -> str:
    """How many requests and tokens a check would need, what text would leave this machine, and where it would go.

    What is kept from before is not counted. Tokens are counted by the length of the text; of answers, and of what is asked because of
    them, a likely number and the most is told.
    """
    engines = Engines(settings.chosen, settings, dry=True)
    run = check(articles, (), settings=settings, root=root, as_of=today(), engines=engines, archive=archive)
    if run.usage is None:
        return "A run would ask no server; no text would leave this machine."
    stages = engines.planned(second_look=settings.chosen.comparator != "local")
    kept = amount(run.usage.cached, "answer")
    return "\n".join(
        [
            f"A run would ask {engines.asked[-1]}: {_sum(stages)}; {kept} from the cache.",
            *(f"  {stage.stage}: {_told(stage)}" for stage in stages),
            "At most: each answer as long as answer-tokens allow, each mended once, and as many conflicts named as an answer holds.",
            *_priced(settings, stages),
            *_leaving(settings, engines.asked[-1]),
        ]
    )


def _sum(stages: Sequence[Planned]) -> str:
    return _told(
        Planned(
            stage="",
            requests=sum(stage.requests for stage in stages),
            tokens=sum(stage.tokens for stage in stages),
            most_requests=sum(stage.most_requests for stage in stages),
            most_tokens=sum(stage.most_tokens for stage in stages),
        )
    )


def _told(stage: Planned) -> str:
    requests = amount(stage.requests, "request")
    return f"about {requests} and {stage.tokens:,} tokens, at most {stage.most_requests:,} and {stage.most_tokens:,}"


def _priced(settings: Settings, stages: Sequence[Planned]) -> list[str]:
    """Between all tokens at the price of the cheaper kind and all at that of the dearer one."""
    price = settings.prices.get(settings.model)
    if price is None:
        return []
    least, most = sorted((price.input, price.output))
    low, high = (sum(stage.tokens for stage in stages) * least, sum(stage.most_tokens for stage in stages) * most)
    return [f"The cost would be {low / 1_000_000:.4g} to {high / 1_000_000:.4g}."]


def _leaving(settings: Settings, model: str) -> list[str]:
    """What text leaves the machine, and for where."""
    where = model.rpartition(" at ")[2].partition(" ")[0]
    sent = []
    if settings.chosen.extractor != "local":
        sent.append(f"To {where} would go: of every article the headline and all sentences.")
    if settings.chosen.reader != "local":
        sent.append(f"To {where} would go: of every story the sentences of its articles, with outlets, days and headlines.")
    if settings.chosen.comparator != "local":
        sent.append(f"To {where} would go: of each possible conflict both sentences, what stands around them, outlets, days and headlines.")
    return sent
