"""The page's work: deciding, going on, filters, two editors, undoing, and a check that is started from it."""

import re
import time
from pathlib import Path

import pytest
from paging import BASE, _state, client_of, state_of  # noqa: F401  fixtures
from reviewing import ARTICLES, _run, run_of, session_of, stored, write  # noqa: F401  fixtures

from factcheck.errors import UsageError
from factcheck.model import Run
from factcheck.review.server_state import ServerState, named

ORIGIN = {"origin": BASE}


def test_a_decision_is_stored_and_the_next_finding_comes(state: ServerState, run: Run, tmp_path: Path) -> None:
    client = client_of(state)
    marks = state.board(0).session.queue()
    numbers = [state.board(0).index.findings[mark] for mark in marks]
    answer = client.post(f"/r/0/finding/{numbers[0]}/decide", data={"label": "confirmed", "right_side": "other"}, headers=ORIGIN)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/r/0/finding/{numbers[1]}")
    (made,) = stored("file", tmp_path).since(0)[0]
    assert (made.fingerprint, made.label, made.right_side, made.author) == (marks[0], "confirmed", "other", "Ada")
    assert session_of(run, stored("file", tmp_path)).item(marks[0]).state == "confirmed"
    for number in numbers[1:]:
        answer = client.post(f"/r/0/finding/{number}/decide", data={"label": "superseded"}, headers=ORIGIN)
    assert answer.headers["location"] == "/r/0"
    assert "Nothing is left here" in client.get("/r/0").text
    undone = client.post("/r/0/undo", headers=ORIGIN)
    assert undone.headers["location"] == f"/r/0/finding/{numbers[-1]}"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"label": "dismissed"}, "say why"),
        ({"label": "snoozed", "until": "2024-03-20"}, "name a day after"),
        ({"label": "snoozed", "until": "soon"}, "is no day"),
        ({"label": "burnt"}, "is no decision"),
        ({}, "is no decision"),
    ],
)
def test_what_is_refused_is_told_and_not_stored(state: ServerState, form: dict[str, str], said: str) -> None:
    answer = client_of(state).post("/r/0/finding/1/decide", data=form, headers=ORIGIN)
    assert answer.status_code == 400
    assert said in answer.text
    assert 'role="alert"' in answer.text
    assert state.board(0).session.store.since(0)[0] == []


def test_without_a_name_nothing_is_stored_and_a_name_is_given_once(state: ServerState) -> None:
    client = client_of(state, author="")
    assert "Your name" in client.get("/r/0").text
    assert client.post("/r/0/finding/1/decide", data={"label": "confirmed"}, headers=ORIGIN).status_code == 400
    assert state.board(0).session.store.since(0)[0] == []
    for back, place in (
        ("/r/0/finding/1", "/r/0/finding/1"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
    ):
        assert client.post("/name", data={"name": "Bo", "back": back}, headers=ORIGIN).headers["location"] == place
    assert client.post("/name", data={"name": " "}, headers=ORIGIN).status_code == 400
    assert "Your name" not in client.get("/r/0").text


def test_two_editors_see_each_other_and_lose_nothing(state: ServerState) -> None:
    ada, bo = client_of(state), client_of(state, author="Bo")
    assert "5 open" in bo.get("/r/0/counts").text
    ada.post("/r/0/finding/1/decide", data={"label": "confirmed"}, headers=ORIGIN)
    bo.post("/r/0/finding/1/decide", data={"label": "dismissed", "reason": "two halls"}, headers=ORIGIN)
    assert "4 open" in ada.get("/r/0/counts").text
    text = ada.get("/r/0/finding/1").text
    assert text.index(">Ada</span>, 2024") < text.index(">Bo</span>, 2024")
    assert [one.label for one in state.board(0).session.store.since(0)[0]] == ["confirmed", "dismissed"]
    ada.post("/r/0/undo", headers=ORIGIN)
    assert "dismissed" in bo.get("/r/0/finding/1").text
    assert 'class="revoked"' in bo.get("/r/0/finding/1").text


def test_filters_stay_from_page_to_page(state: ServerState) -> None:
    client = client_of(state)
    text = client.get("/r/0", params={"rule": "FC202"}).text
    links = re.findall(r'href="(/r/0/finding/\d+[^"]*)" class="row"', text)
    assert len(links) == 2
    assert all(link.endswith("?rule=FC202") for link in links)
    answer = client.post(links[0].replace("?", "/decide?"), data={"label": "confirmed"}, headers=ORIGIN)
    assert answer.headers["location"] == links[1]
    assert client.get("/r/0", params={"state": "none"}).status_code == 404


def test_both_articles_stand_whole_with_marks_and_links_to_other_claims(state: ServerState) -> None:
    text = client_of(state).get("/r/0/finding/1").text
    assert "Tickets were sold out within a morning" in text
    assert "Builders finished the hall this winter" in text
    assert re.findall(r'<mark class="contradiction">([^<]+)</mark>', text).count("500") == 2
    assert 'href="/r/0/claim/' in text
    assert "What rule FC101 is about" in text
    assert "Story:" in text


def finished(state: ServerState) -> str:
    assert state.job is not None
    state.job.wait(60)
    return state.job.state


def test_articles_that_are_sent_are_checked_and_their_decisions_hold_when_they_are_sent_again(state: ServerState) -> None:
    client = client_of(state)
    files = [("files", (name, text.encode(), "text/markdown")) for name, text in ARTICLES.items() if name != "c.md"]
    for number in (1, 2):
        assert client.post("/runs", files=files, headers=ORIGIN).headers["location"] == "/runs"
        assert finished(state) == "done"
        assert f'href="/r/{number}"' in client.get("/runs").text
        text = client.get(f"/r/{number}").text
        assert ('<span class="code">FC101' in text) is (number == 1)
        client.post(f"/r/{number}/finding/1/decide", data={"label": "dismissed", "reason": "two halls"}, headers=ORIGIN)
    assert "a.md" in client.get("/r/1/articles").text
    assert "factcheck-" not in client.get("/r/1/finding/1").text


def test_an_article_that_is_pasted_is_checked(state: ServerState) -> None:
    client = client_of(state)
    text = "The hall seats 500 people. It is currently closed.\n\nThe hall seats 340 people."
    form = {"text": text, "title": "A hall: <new>", "source": "Selm Post", "published": "2024-03-04"}
    assert client.post("/runs", data=form, headers=ORIGIN).status_code == 303
    assert finished(state) == "done"
    assert "Selm Post</span>, 2024-03-04" in client.get("/r/1").text
    assert "A hall: &lt;new&gt;" in client.get("/r/1/articles").text


def test_a_check_tells_how_far_it_is_and_can_be_stopped(state: ServerState, monkeypatch: pytest.MonkeyPatch) -> None:
    def slowly(*_: object, progress: object = None, **__: object) -> None:
        assert callable(progress)
        for done in range(10_000):
            progress("reading", done, 10_000)
            time.sleep(0.005)

    monkeypatch.setattr("factcheck.pipeline.check", slowly)
    client = client_of(state)
    client.post("/runs", data={"text": "The hall seats 500 people in Selm."}, headers=ORIGIN)
    assert "Reading articles: " in client.get("/runs/progress").text
    assert client.post("/runs", data={"text": "The hall is open."}, headers=ORIGIN).status_code == 400
    client.post("/runs/stop", headers=ORIGIN)
    assert finished(state) == "stopped"
    assert "Stopped" in client.get("/runs/progress").text
    assert list(state.boards) == [0]


def test_a_check_that_fails_is_told_and_the_server_goes_on(state: ServerState, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("<b>")

    monkeypatch.setattr("factcheck.pipeline.check", broken)
    client = client_of(state)
    client.post("/runs", data={"text": "The hall seats 500 people in Selm."}, headers=ORIGIN)
    assert finished(state) == "failed"
    assert "internal error: ValueError: &lt;b&gt;" in client.get("/runs").text
    assert client.get("/r/0").status_code == 200


def test_names_of_files_cannot_leave_their_folder() -> None:
    assert [name for name, _ in named([("../../etc/a.md", b""), ("C:\\x\\..b.txt", b""), ("c\x00;.md", b"")])] == [
        "a.md",
        "b.txt",
        "c__.md",
    ]
    for files, said in (
        ([("a.exe", b"")], "not supported"),
        ([("a.md", b""), ("x/a.md", b"")], "two files"),
        ([], "choose files"),
        ([(".md", b"")], "not supported"),
    ):
        with pytest.raises(UsageError, match=said):
            named(files)
