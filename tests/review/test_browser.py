"""The page in Chromium: keys, hostile articles, accessibility at two widths, a killed server, two editors, and a check from the page."""

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import CHROMIUM, Server, _browser, entered, serious, serving  # noqa: F401  a fixture
from reviewing import ARTICLES, HEAD, PAGES, write

from factcheck.review import FileDecisions
from factcheck.settings import DECISIONS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.enable_socket,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed; apt-get install chromium"),
]

VIEWS = [*PAGES, "/r/0/finding/99"]
NASTY = (
    "<script>document.title='owned'</script> [click](javascript:alert(1)) <a href=\"javascript:alert(2)\">here</a> "
    "<img src=x onerror=alert(3)> {{ 7*7 }} \x1b[31mred\x1b]0;owned\x07 \u202egnol\u202c"
)


@pytest.fixture(name="server")
def _server(tmp_path: Path) -> Iterator[Server]:
    write(tmp_path)
    with serving(tmp_path, *ARTICLES) as server:
        yield server


def labels(folder: Path) -> list[str]:
    return [decision.label for decision in FileDecisions(folder / DECISIONS).since(0)[0]]


def faults(page: "Page") -> list[str]:
    return page.faults  # type: ignore[attr-defined,no-any-return]


def moved(page: "Page", here: str) -> None:
    """Waits until the page is another one."""
    page.wait_for_url(lambda url: url != here)


def test_a_session_by_keys_alone(browser: "Browser", server: Server, tmp_path: Path) -> None:
    page = entered(browser, server)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/finding/1")
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    page.keyboard.type("call the architect")
    page.keyboard.press("Enter")
    page.get_by_text(": call the architect").wait_for()
    for keys, label in (
        (("2",), "confirmed"),
        (("n", "Enter"), "dismissed"),
        (("s",), "superseded"),
        (("x",), "skipped"),
        (("u",), "undone"),
    ):
        here = page.url
        page.keyboard.press(keys[0])
        if keys[0] == "n":
            page.keyboard.type("j is a letter here")
            page.keyboard.press("Enter")
        moved(page, here)
        assert labels(tmp_path)[-1] == label
    page.keyboard.press("z")
    page.keyboard.type("05012030")
    here = page.url
    page.keyboard.press("Enter")
    moved(page, here)
    made = FileDecisions(tmp_path / DECISIONS).since(0)[0]
    assert [one.label for one in made] == ["note", "confirmed", "dismissed", "superseded", "skipped", "undone", "snoozed"]
    assert (made[1].right_side, made[2].reason, str(made[-1].until)) == ("other", "j is a letter here", "2030-05-01")
    page.keyboard.press("/")
    page.locator("#rule:focus").wait_for()
    assert faults(page) == []


def test_a_key_that_is_held_down_decides_once_and_all_is_there_after_a_reload(browser: "Browser", server: Server, tmp_path: Path) -> None:
    page = entered(browser, server)
    page.goto(f"{server.base}/r/0/finding/1")
    page.keyboard.down("c")
    page.wait_for_url("**/finding/2*")
    for _ in range(5):
        page.keyboard.down("c")
        page.wait_for_timeout(50)
    page.keyboard.up("c")
    assert page.url.partition("?")[0].endswith("/finding/2")
    assert labels(tmp_path) == ["confirmed"]
    page.reload()
    assert page.locator("#counts").inner_text() == "4 open, 1 confirmed"


def test_a_killed_server_goes_on_where_it_stopped_and_the_old_address_is_void(browser: "Browser", server: Server, tmp_path: Path) -> None:
    page = entered(browser, server)
    page.goto(f"{server.base}/r/0/finding/1")
    page.get_by_role("button", name="Both wrong").click()
    page.wait_for_url("**/finding/2*")
    server.kill()
    with serving(tmp_path, *ARTICLES) as again:
        assert again.url != server.url
        page.goto(f"{again.base}/enter?{server.url.partition('?')[2]}")
        assert page.get_by_text("no longer").is_visible()
        page = entered(browser, again)
        assert page.locator("#counts").inner_text() == "4 open, 1 confirmed"
        page.goto(f"{again.base}/r/0/finding/1")
        assert page.get_by_text("right: neither").is_visible()


def test_an_interrupt_ends_the_server_in_peace(browser: "Browser", server: Server) -> None:
    entered(browser, server)
    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(20) == 0


def test_two_browsers_at_once(browser: "Browser", server: Server, tmp_path: Path) -> None:
    ada, bo = entered(browser, server), entered(browser, server, "Bo")
    for page in (ada, bo):
        page.goto(f"{server.base}/r/0/finding/1")
    ada.keyboard.press("1")
    bo.keyboard.press("s")
    ada.wait_for_url("**/finding/2*")
    bo.wait_for_url("**/finding/2*")
    assert sorted(labels(tmp_path)) == ["confirmed", "superseded"]
    ada.keyboard.press("c")
    bo.get_by_text("3 open").wait_for()
    assert faults(ada) == faults(bo) == []


def test_a_hostile_article_is_shown_and_does_nothing(browser: "Browser", tmp_path: Path) -> None:
    for name, seats in (("a.md", 500), ("b.md", 340)):
        text = f"The new hall seats {seats} people on two levels. It said {NASTY} in the hall on Monday.\n"
        (tmp_path / name).write_text(
            HEAD.format(title=repr("<script>alert(0)</script>"), source=repr("<b>Post</b>"), day="2024-03-04") + text
        )
    with serving(tmp_path, "a.md", "b.md") as server:
        page = entered(browser, server, "<i>Eve</i>")
        for view in VIEWS[:-1]:
            page.goto(server.base + view)
            assert page.title() != "owned"
            assert page.locator("body script, body img, body b, body i, a[href^='javascript']").count() == 0
            assert faults(page) == []
        page.goto(f"{server.base}/r/0/finding/1")
        shown = page.locator(".pane").first.inner_text()
        assert "<script>document.title='owned'</script>" in shown
        assert "\\u202egnol\\u202c" in shown
        assert "49" not in shown
        page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'document.title = \"inline\"'}))")
        assert page.title() != "inline"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_no_view_has_a_serious_issue_or_is_wider_than_the_window(browser: "Browser", server: Server, width: int, scheme: str) -> None:
    page = entered(browser, server, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(f"{server.base}/r/0/finding/1")
    page.get_by_text("Later", exact=True).click()
    page.get_by_role("button", name="Skip").click()
    for view in VIEWS:
        page.goto(server.base + view)
        assert serious(page) == [], view
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), view


def test_articles_are_sent_to_an_empty_page_checked_and_reviewed(browser: "Browser", tmp_path: Path) -> None:
    write(tmp_path)
    with serving(tmp_path) as server:
        _send(entered(browser, server), tmp_path)


def _send(page: "Page", tmp_path: Path) -> None:
    page.get_by_label("Articles as files").set_input_files([tmp_path / "a.md", tmp_path / "b.md"])
    page.get_by_role("button", name="Check").click()
    page.get_by_text("open the session on a.md, b.md").click()
    page.get_by_text('people: "340" against "500"').click()
    page.get_by_role("button", name="1 is right").wait_for()
    page.keyboard.press("c")
    page.locator("#counts", has_text="1 confirmed").wait_for()
    assert labels(tmp_path) == ["confirmed"]
    assert faults(page) == []


def test_panes_are_scrolled_to_the_sentence(browser: "Browser", tmp_path: Path) -> None:
    filler = "".join(f"Visitor number {number} walked along the quiet river in the morning.\n\n" for number in range(80))
    for name, seats in (("a.md", 500), ("b.md", 340)):
        text = f"{filler}The new hall seats {seats} people on two levels.\n"
        (tmp_path / name).write_text(HEAD.format(title="The hall", source=name, day="2024-03-04") + text)
    with serving(tmp_path, "a.md", "b.md") as server:
        page = entered(browser, server)
        page.goto(f"{server.base}/r/0/finding/1")
        for number in (0, 1):
            pane = page.locator(".pane").nth(number)
            assert pane.evaluate("pane => pane.scrollTop") > 100
            inside = "pane => { const m = pane.querySelector('mark').getBoundingClientRect(), p = pane.getBoundingClientRect(); return m.top >= p.top && m.bottom <= p.bottom }"
            assert pane.evaluate(inside)
