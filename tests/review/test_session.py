"""The session: its queue and filters, decisions, undoing, a second editor, resuming, and precision."""

from datetime import date
from itertools import groupby
from pathlib import Path
from threading import Thread

import pytest
from filelock import FileLock
from reviewing import _run, _session, run_of, session_of, stored, write  # noqa: F401  fixtures

from factcheck.errors import UsageError
from factcheck.findings import SEVERITIES
from factcheck.model import Run
from factcheck.report.views.article import KINDS
from factcheck.review import FileDecisions
from factcheck.review.session import Filters, Session, shares


def code_of(session: Session, fingerprint: str) -> str:
    return session.item(fingerprint).finding.code


def clash(session: Session) -> str:
    return next(mark for mark in session.queue() if code_of(session, mark) == "FC101")


def test_the_queue_has_contradictions_first_and_what_belongs_together_together(session: Session, run: Run) -> None:
    findings = [session.item(mark).finding for mark in session.queue()]
    assert len(findings) == len([finding for finding in run.findings if finding.state == "new"])
    kinds = [KINDS.index(finding.kind) for finding in findings]
    assert len(set(kinds)) > 1
    assert kinds == sorted(kinds)
    timed = [finding for finding in findings if finding.kind == "time_sensitive"]
    groups = [(article, list(own)) for article, own in groupby(timed, key=lambda finding: finding.statements[0].article)]
    assert len({article for article, _ in groups}) == len(groups) > 1
    for _, own in groups:
        grades = [SEVERITIES.index(finding.severity) for finding in own]
        assert grades == sorted(grades)
    heads = [(SEVERITIES.index(own[0].severity), -(session.articles[article].day or date.min).toordinal()) for article, own in groups]
    assert heads == sorted(heads)


def test_filters(session: Session) -> None:
    everything = session.queue()
    assert [code_of(session, mark) for mark in session.queue(Filters(rule="FC101"))] == ["FC101"]
    assert 0 < len(session.queue(Filters(rule="FC2"))) < len(everything)
    assert 0 < len(session.queue(Filters(outlet="Selm Post"))) < len(everything)
    path = next(path for path in session.choices()["article"] if path.endswith("c.md"))
    ferry = session.queue(Filters(article=path))
    assert ferry
    assert all(session.articles[session.item(mark).finding.statements[0].article].path == path for mark in ferry)
    session.decide(everything[0], "superseded", "Ada")
    assert session.queue(Filters(state="superseded")) == everything[:1]
    assert session.queue() == everything[1:]
    assert sorted(session.queue(Filters(state=""))) == sorted(everything)
    assert session.counts()["superseded"] == 1


def test_a_decision_is_seen_by_another_session_and_after_a_new_start(session: Session, run: Run, tmp_path: Path) -> None:
    other = session_of(run, stored("file", tmp_path))
    mark = clash(session)
    made = session.decide(mark, "confirmed", " Ada\n Lind ", right_side="other", reason="The architect said so.")
    assert (made.author, made.code, made.right_side) == ("Ada Lind", "FC101", "other")
    assert mark in other.queue()
    other.refresh()
    assert mark not in other.queue()
    assert other.item(mark).decision == made
    assert session_of(run, stored("file", tmp_path)).item(mark).state == "confirmed"


def test_two_editors_on_one_finding_lose_no_word_and_the_last_stands(session: Session, run: Run, tmp_path: Path) -> None:
    other = session_of(run, stored("file", tmp_path))
    mark = clash(session)
    session.decide(mark, "confirmed", "Ada")
    other.decide(mark, "dismissed", "Bo", reason="two halls")
    session.refresh()
    assert [(one.author, one.label) for one in session.item(mark).history] == [("Ada", "confirmed"), ("Bo", "dismissed")]
    assert session.item(mark).state == "dismissed"
    undone = other.undo("Bo")
    assert undone is not None
    assert undone.label == "dismissed"
    session.refresh()
    assert session.item(mark).state == "confirmed"
    assert len(session.item(mark).history) == 3


def test_undo_takes_back_only_what_one_editor_said(session: Session) -> None:
    first, second = session.queue()[:2]
    session.decide(first, "confirmed", "Ada")
    session.decide(second, "confirmed", "Bo")
    assert session.undo("Ada") is not None
    assert session.undo("Ada") is None
    assert (session.item(first).state, session.item(second).state) == ("open", "confirmed")


def test_what_is_skipped_comes_last_and_a_note_settles_nothing(session: Session) -> None:
    first, *rest = session.queue()
    session.decide(first, "note", "Ada", reason="ask the architect")
    assert session.queue()[0] == first
    session.decide(first, "skipped", "Ada")
    assert session.queue() == [*rest, first]
    assert [note.reason for note in session.item(first).notes] == ["ask the architect"]
    session.undo("Ada")
    assert session.queue()[0] == first


def test_a_snooze_ends_on_its_day(session: Session, run: Run, tmp_path: Path) -> None:
    mark = session.queue()[0]
    session.decide(mark, "snoozed", "Ada", until=date(2024, 4, 1))
    assert session.item(mark).state == "snoozed"
    later = session_of(run.model_copy(update={"as_of": date(2024, 4, 1)}), stored("file", tmp_path))
    assert later.item(mark).state == "open"
    earlier = session_of(run.model_copy(update={"as_of": date(2024, 3, 31)}), stored("file", tmp_path))
    assert earlier.item(mark).state == "snoozed"


@pytest.mark.parametrize(
    ("label", "more", "said"),
    [
        ("dismissed", {}, "why"),
        ("note", {"reason": "  "}, "note"),
        ("snoozed", {}, "day after"),
        ("snoozed", {"until": date(2024, 3, 20)}, "day after"),
        ("undone", {}, "no decision"),
        ("dismissed", {"reason": "x" * 4001}, "at most"),
    ],
)
def test_what_is_no_decision_is_refused_and_nothing_is_stored(session: Session, label: str, more: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        session.decide(session.queue()[0], label, "Ada", **more)  # type: ignore[arg-type]
    assert session.store.since(0)[0] == []


def test_names_and_unknown_findings_are_refused(session: Session) -> None:
    for author in ("", " \n", "x" * 81):
        with pytest.raises(UsageError, match="name"):
            session.decide(session.queue()[0], "confirmed", author)
    with pytest.raises(UsageError, match="no such finding"):
        session.decide("fc1:none", "confirmed", "Ada")
    single = next(mark for mark in session.queue() if len(session.item(mark).finding.statements) == 1)
    with pytest.raises(UsageError, match="one statement"):
        session.decide(single, "confirmed", "Ada", right_side="other")


def test_precision_counts_what_is_gone_and_is_not_available_without_data(session: Session, run: Run, tmp_path: Path) -> None:
    assert {share for _, share, _ in shares(session.precision())} == {"n/a"}
    mark = clash(session)
    session.decide(mark, "confirmed", "Ada", right_side="primary")
    notes = session.queue(Filters(rule="FC202"))
    session.decide(notes[0], "confirmed", "Ada")
    session.decide(notes[1], "dismissed", "Ada", reason="no")
    session.decide(notes[0], "dismissed", "Bo", reason="no")
    session.decide(notes[0], "confirmed", "Ada")
    corrected = run.model_copy(update={"findings": tuple(f for f in run.findings if f.code != "FC101")})
    after = {code: (share, counts) for code, share, counts in shares(session_of(corrected, stored("file", tmp_path)).precision())}
    assert after["FC101"] == ("100%", "1 of 1")
    assert after["FC202"] == ("50%", "1 of 2")


def test_what_is_typed_is_stored_whatever_it_is(session: Session) -> None:
    made = session.decide(session.queue()[0], "dismissed", "Ada", reason="odd \ud800 text")
    assert made.reason == "odd \\ud800 text"
    session.refresh()
    assert session.item(made.fingerprint).decision == made


def test_the_same_answer_sent_twice_is_one_decision(run: Run, tmp_path: Path) -> None:
    session = session_of(run, stored("file", tmp_path))
    mark = session.queue()[0]
    first = session.decide(mark, "confirmed", "Ada")
    assert session.decide(mark, "confirmed", "Ada").id == first.id
    assert len(session.item(mark).history) == 1
    session.decide(mark, "dismissed", "Ada", reason="a typing error")
    assert session.decide(mark, "confirmed", "Ada").id != first.id
    session.undo("Ada")
    assert session.item(mark).state == "dismissed"


def test_looking_does_not_wait_for_a_write(run: Run, tmp_path: Path) -> None:
    store = FileDecisions(tmp_path / "decisions.jsonl")
    session = session_of(run, store)
    mark = session.queue()[0]
    with FileLock(f"{store.path}.lock"):
        writing = Thread(target=session.decide, args=(mark, "confirmed", "Ada"))
        writing.start()
        looking = Thread(target=lambda: (session.refresh(), session.item(mark), session.queue()))
        looking.start()
        looking.join(5)
        assert not looking.is_alive()
        assert writing.is_alive()
    writing.join(10)
    assert session.item(mark).state == "confirmed"
