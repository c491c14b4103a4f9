"""Shows a run in each of its forms; here, what all share: text made safe to print, and which findings are shown, with places and counts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from factcheck.findings import SEVERITIES
from factcheck.model import Article, Failure, Finding, Frozen, LeftOut, Run, Severity, Statement
from factcheck.words import amount

_JOINER = "\u200d"
_ANYWHERE = re.compile(r"##(?=\w*\[)")
"""What build servers take for a command wherever it stands in a line: "##vso[", "##teamcity[", "##[error]"."""
_AT_A_START = re.compile(r"^((?:[^\S\n]|\x1b\[[\d;]*m)*):(?=:)", re.MULTILINE)
"""What they take for one where a line begins with it: "::error"."""
Spelling = Literal["\\x{:02x}", "\\u{:04x}", "&#{};"]
SHOWN: Spelling = "\\x{:02x}"
JSON: Spelling = "\\u{:04x}"
XML: Spelling = "&#{};"


def disarmed(text: str, spelling: Spelling = SHOWN) -> str:
    """The text with one character of all that build servers take for a command spelled out: no log of theirs obeys an article.

    JSON and XML have spellings that their readers undo; elsewhere the character is shown as an escape.
    """
    return _AT_A_START.sub(rf"\1{_spelled(':', spelling)}", _quiet(text, spelling))


def safe(text: str) -> str:
    """Control characters, escapes and bidirectional overrides as visible escapes; line ends and tabs as spaces."""
    shown = text if text.isprintable() else "".join(_shown(character) for character in text)  # nothing that is printable steers
    return _quiet(shown, SHOWN)


def escaped(document: str) -> str:
    """A JSON text in which no character of its strings steers a terminal or a build server: they are JSON escapes."""
    steering = {character for character in set(document) if character != "\n" and _steers(character)}
    spelled = {ord(character): _json_escape(character) for character in steering}
    return _quiet(document.translate(spelled) if spelled else document, JSON)


def _quiet(text: str, spelling: Spelling) -> str:
    return _ANYWHERE.sub(rf"#{_spelled('#', spelling)}", text)


def _spelled(character: str, spelling: Spelling) -> str:
    """As the replacement of a pattern, in which backslashes are doubled."""
    return spelling.format(ord(character)).replace("\\", r"\\")


def _shown(character: str) -> str:
    if character in {"\n", "\t"}:
        return " "
    if not _steers(character):
        return character
    return f"\\x{ord(character):02x}" if ord(character) < 256 else f"\\u{ord(character):04x}"


def _steers(character: str) -> bool:
    category = unicodedata.category(character)
    return category in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"} or (category == "Cf" and character != _JOINER)


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[index : index + 2].hex()}" for index in range(0, len(units), 2))


# Which findings a report for people shows, and what the reports share about places, sides and counts.

_OF_FILES = re.compile(
    r"hidden|link to a folder|link out of the folder|no suffix|a report of factcheck|(?P<why>other format|no article) \((?P<suffix>.+)\)",
    re.DOTALL,
)
_REASONS = {
    "link to a folder": ("link to a folder", "links to folders"),
    "link out of the folder": ("link out of a folder", "links out of a folder"),
    "a report of factcheck": ("report of factcheck", "reports of factcheck"),
    "no suffix": ("without a suffix", "without a suffix"),
}
"""What a reason for which a file is passed over is called, for one and for more."""


_UNDONE = {"extraction": "incomplete", "judging": "not judged"}
_LESS = {"error": "less grave than an error"}
"""What is said of findings that are too slight; where these are notes, their name says it."""


class Showing(Frozen):
    """From which severity and which confidence findings are shown; those without a number for confidence stay."""

    min_severity: Severity = "warning"
    min_confidence: float = 0.0
    quiet: bool = False
    """Nothing but findings and failures: no counts of what is hidden, no table, nothing at all where nothing is found."""
    tabled: bool = True
    """With a table of every article."""

    @property
    def folded(self) -> bool:
        """What goes stale is told in one line for each article: nobody asked for notes."""
        return self.min_severity != "note"

    def sure(self, finding: Finding) -> bool:
        """The finding's confidence is no number below the least."""
        return finding.confidence is None or finding.confidence >= self.min_confidence

    def holds(self, finding: Finding) -> bool:
        """The finding is new, grave and sure enough."""
        grave = SEVERITIES.index(finding.severity) <= SEVERITIES.index(self.min_severity)
        return finding.state == "new" and grave and self.sure(finding)


def fails(finding: Finding, fail_on: str) -> bool:
    """The finding is new and what a check is to fail on: grave enough, or with "contradiction" one of these, however grave."""
    if finding.state != "new" or fail_on == "never":
        return False
    if fail_on == "contradiction":
        return finding.kind == "contradiction"
    return finding.severity in SEVERITIES[: SEVERITIES.index(fail_on) + 1]


def sides(finding: Finding) -> tuple[Statement, ...]:
    """The statements in the order in which a reader meets them: a trusted outlet's first."""
    return tuple(sorted(finding.statements, key=lambda statement: not statement.trusted))


def held(finding: Finding, articles: Mapping[str, Article]) -> bool:
    """The finding's remedy lies in an archive alone: its primary statement, which has to be changed, stands there."""
    return articles[finding.statements[0].article].archived is not None


def placed(finding: Finding, articles: Mapping[str, Article]) -> tuple[Statement, ...]:
    """The statements, first the one where an annotation lands: the primary one, unless only another one is in no archive."""
    return tuple(sorted(finding.statements, key=lambda statement: articles[statement.article].archived is not None))


def undone(failure: Failure) -> str:
    """What a failure leaves undone, in a word or two."""
    return _UNDONE.get(failure.stage, "not read")


def checked(run: Run) -> int:
    """How many articles were checked; the others are cited from an archive."""
    return sum(article.archived is None for article in run.articles)


def day(article: Article) -> str:
    """The day of publication in words."""
    return article.day.isoformat() if article.day else "undated"


def place(article: Article, statement: Statement) -> str:
    """The article's path, with the line or the page where there is one."""
    if statement.page:
        return f"{article.path}#page={statement.page}"
    return article.path if not statement.line or article.path.endswith(f":{statement.line}") else f"{article.path}:{statement.line}"


def headed(article: Article, statement: Statement) -> str:
    """Outlet, day and place in one line."""
    outlet = [f"{article.source} (trusted)" if statement.trusted else article.source] if article.source else []
    held = ["archived"] if article.archived is not None else []
    return ", ".join([*outlet, day(article), place(article, statement), *held])


def is_of_files(item: LeftOut) -> bool:
    """Files in folders were passed over, and nothing of an article."""
    return _OF_FILES.fullmatch(item.reason) is not None


def unread_files(left_out: Iterable[LeftOut]) -> list[str]:
    """One line about the files that folders hold and that were not read, by reason; none where all were."""
    found: Counter[str] = Counter()
    for item in filter(is_of_files, left_out):
        found[item.reason] += item.count
    if not found:
        return []
    told = ", ".join(f"{count:,} {_reason(reason, count)}" for reason, count in sorted(found.items(), key=lambda one: (-one[1], one[0])))
    number = found.total()
    return [f"{number:,} {'file was' if number == 1 else 'files were'} not read: {told}"]


def _reason(reason: str, count: int) -> str:
    suffix = _OF_FILES.fullmatch(reason)
    if suffix is not None and suffix["why"]:
        return suffix["suffix"] if suffix["why"] == "other format" else f"{suffix['suffix']} without an article"
    one, many = _REASONS.get(reason, (reason, reason))
    return one if count == 1 else many


def counts(run: Run, showing: Showing) -> str:
    """The new findings that are sure enough by severity, in one phrase."""
    found = Counter(finding.severity for finding in run.findings if finding.state == "new" and showing.sure(finding))
    return ", ".join(amount(found[severity], severity) for severity in SEVERITIES)


def hidden(run: Run, showing: Showing) -> Iterator[str]:
    """A phrase for each reason for which findings are not shown."""
    states = Counter(finding.state for finding in run.findings)
    new = [finding for finding in run.findings if finding.state == "new"]
    unsure = sum(not showing.sure(finding) for finding in new)
    slight = sum(showing.sure(finding) and not showing.holds(finding) for finding in new)
    for number, noun, why in (
        (slight, "note" if showing.min_severity == "warning" else "finding", _LESS.get(showing.min_severity, "")),
        (unsure, "finding", f"of a confidence below {showing.min_confidence:g}"),
        (states["known"], "known finding", "in the baseline"),
        (states["suppressed"], "finding", "suppressed in the articles"),
        (states["dismissed"], "dismissed finding", ""),
        (states["snoozed"], "snoozed finding", ""),
    ):
        if number:
            yield f"{amount(number, noun)} {why}".strip()


def summary(run: Run, showing: Showing) -> str:
    """One line: what was read and compared, and what was found."""
    own = {article.id for article in run.articles if article.archived is None}
    claims = sum(claim.article in own for claim in run.claims)
    return f"{amount(len(own), 'article')}, {amount(claims, 'claim')}, {amount(run.pairs, 'pair')} compared: {counts(run, showing)}."
