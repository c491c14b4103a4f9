"""The exit code that what was found and what failed ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.errors import ExitCode, worst

if TYPE_CHECKING:
    from factcheck.model import Failure, Run
    from factcheck.report.write import Form


def failed(failures: Sequence[Failure]) -> ExitCode:
    """The exit code that the failures ask for."""
    codes = [ExitCode.USAGE if failure.named else ExitCode.INCOMPLETE for failure in failures]
    return worst(*codes)


def exit_code(run: Run, form: Form) -> ExitCode:
    """The exit code of a check; a finding that is hidden because nothing is sure about it does not count.

    What only articles in an archive can put right counts with --fail-on-archive alone.
    """
    from factcheck.report.showing import fails, held  # noqa: PLC0415

    articles = {article.id: article for article in run.articles}
    ours = [finding for finding in run.findings if form.fail_on_archive or not held(finding, articles)]
    found = any(fails(finding, form.fail_on) and form.showing.sure(finding) for finding in ours)
    return worst(failed(run.failures), ExitCode.FINDINGS if found else ExitCode.CLEAN)
