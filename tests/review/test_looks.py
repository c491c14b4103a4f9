"""What Chromium shows of the review page and of the HTML report: what is in sight without scrolling, what folds, and what is marked."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import CHROMIUM, Server, _browser, entered, serious, serving  # noqa: F401  a fixture
from reviewing import ARTICLES, _run, write  # noqa: F401  a fixture

from factcheck import api
from factcheck.model import Run
from factcheck.report import Showing, html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.enable_socket,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed; apt-get install chromium"),
]
WIDTHS = pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])


@pytest.fixture(name="server")
def _server(tmp_path: Path) -> Iterator[Server]:
    write(tmp_path)
    with serving(tmp_path, ".") as server:
        yield server


def inside(page: "Page", one: "Locator") -> bool:
    """All of it lies in the window as it is."""
    box = one.bounding_box()
    size = page.viewport_size
    assert box is not None
    assert size is not None
    return box["x"] >= 0 and box["y"] >= 0 and box["x"] + box["width"] <= size["width"] and box["y"] + box["height"] <= size["height"]


def test_the_page_that_one_is_on_is_in_sight_in_the_navigation(browser: "Browser", server: Server) -> None:
    page = entered(browser, server, viewport={"width": 390, "height": 844})
    for path in ("/r/0", "/r/0/precision", "/runs"):
        page.goto(f"{server.base}{path}")
        assert inside(page, page.locator("nav [aria-current]"))


@WIDTHS
def test_the_answers_and_both_quotations_are_in_sight_without_scrolling(
    browser: "Browser", server: Server, width: int, height: int
) -> None:
    page = entered(browser, server, viewport={"width": width, "height": height})
    page.goto(f"{server.base}/r/0/finding/1")
    for name in ("1 is right", "2 is right", "Both wrong"):
        button = page.get_by_role("button", name=name)
        assert inside(page, button)
        assert button.get_attribute("class") == "filled"
    for name in ("Not a conflict", "Later", "More"):
        assert inside(page, page.locator(".decisions summary", has_text=name))
    assert all(inside(page, quotation) for quotation in page.locator("blockquote").all())
    # The policy of the page forbids what `wait_for_function` does after its first look, so the way down is one call that has ended when it returns.
    page.evaluate("window.scrollTo({top: document.documentElement.scrollHeight, behavior: 'instant'})")
    assert inside(page, page.get_by_role("button", name="1 is right"))
    last = page.locator("details.help").bounding_box()
    bar = page.locator(".decisions").bounding_box()
    assert last is not None
    assert bar is not None
    assert last["y"] + last["height"] <= bar["y"]


@WIDTHS
def test_what_was_done_is_told_with_the_way_back(browser: "Browser", server: Server, width: int, height: int) -> None:
    page = entered(browser, server, viewport={"width": width, "height": height})
    page.goto(f"{server.base}/r/0/finding/1")
    page.get_by_role("button", name="1 is right").click()
    told = page.locator(".toast")
    told.wait_for()
    assert " ".join(told.inner_text().split()) == "Confirmed: 1 is right · Undo"
    assert inside(page, told)
    assert (told.bounding_box() or {})["height"] < 48  # one line
    assert serious(page) == []
    told.get_by_role("button", name="Undo").click()
    page.wait_for_url("**/finding/1*")
    assert page.locator(".toast").inner_text() == "Undone: Confirmed: 1 is right"
    assert page.locator("#counts").inner_text() == "5 open"
    page.reload()
    assert page.locator(".toast").count() == 0


@WIDTHS
def test_each_answer_that_needs_words_opens_over_the_bar(browser: "Browser", server: Server, width: int, height: int) -> None:
    page = entered(browser, server, viewport={"width": width, "height": height})
    page.goto(f"{server.base}/r/0/finding/1")
    for key, field in (("n", "#reason"), ("z", "#until"), ("m", "#note")):
        page.keyboard.press(key)
        page.locator(f"{field}:focus").wait_for()
        assert inside(page, page.locator(field))
        assert page.locator(".choice[open]").count() == 1
        assert serious(page) == []
        page.keyboard.press("Escape")
        assert page.locator(".choice[open]").count() == 0


def test_an_answer_opens_above_its_own_button(browser: "Browser", server: Server) -> None:
    page = entered(browser, server, viewport={"width": 1280, "height": 900})
    page.goto(f"{server.base}/r/0/finding/1")
    for key in ("n", "z", "m"):
        page.keyboard.press(key)
        choice = page.locator(".choice[open]")
        button, over = choice.locator("summary").bounding_box(), choice.locator("> div").bounding_box()
        assert button is not None
        assert over is not None
        assert over["x"] == pytest.approx(button["x"], abs=1)
        assert inside(page, choice.locator("> div"))
        page.keyboard.press("Escape")


def test_the_stories_tell_outlets_and_kinds(browser: "Browser", server: Server) -> None:
    page = entered(browser, server)
    page.goto(f"{server.base}/r/0/stories")
    (told,) = page.locator("main .list li").all_inner_texts()
    assert "2 articles, Selm Post, Selm Mail" in told
    assert "1 contradiction" in told


def test_the_navigation_names_the_current_page_on_every_page(browser: "Browser", server: Server) -> None:
    page = entered(browser, server)
    for view, name, current in (
        ("/r/0", "Queue", "page"),
        ("/r/0/finding/1", "Queue", "true"),
        ("/r/0/stories", "Stories", "page"),
        ("/r/0/story/1", "Stories", "true"),
        ("/r/0/calendar", "Calendar", "page"),
        ("/r/0/articles", "Articles", "page"),
        ("/r/0/article/1", "Articles", "true"),
        ("/r/0/precision", "Precision", "page"),
        ("/runs", "Sessions", "page"),
    ):
        page.goto(server.base + view)
        marked = page.locator("nav [aria-current]")
        assert [(one.inner_text(), one.get_attribute("aria-current")) for one in marked.all()] == [(name, current)]


def test_the_queue_says_of_what_and_folds_what_goes_stale(browser: "Browser", server: Server, tmp_path: Path) -> None:
    page = entered(browser, server)
    assert tmp_path.name in page.locator("h1").inner_text()
    assert page.locator(".queue h2").all_inner_texts() == ["Contradictions", "Goes stale"]
    row = page.locator(".queue li").first
    assert "The new hall seats 500 people on two levels." in row.inner_text()
    assert "The new hall seats 340 people" in row.inner_text()
    folded = page.locator(".queue details li")
    assert folded.count() == 4
    assert not folded.first.is_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    folded.first.wait_for()
    page.goto(f"{server.base}/r/0?rule=FC2")
    assert page.locator(".queue li").first.is_visible()
    page.goto(f"{server.base}/r/0/precision")
    assert page.locator("main p").all_inner_texts() == ["No finding was confirmed or dismissed yet, so no rule has a precision."]


@pytest.fixture(name="report")
def _report(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "report.html"
    path.write_text(html.render(run, Showing(min_severity="note")), encoding="utf-8")
    return path


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_a_report_has_no_serious_issue_and_is_not_wider_than_the_window(browser: "Browser", report: Path, width: int, scheme: str) -> None:
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()  # type: ignore[arg-type]
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.goto(report.as_uri())
    for fold in page.locator("details").all():
        fold.evaluate("fold => { fold.open = true }")
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Source Serif 4 Variable\"'))")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert faults == []


def test_on_a_phone_panes_say_whose_they_are_and_timelines_have_their_days(browser: "Browser", report: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(report.as_uri())
    page.locator("summary", has_text="In the articles").click()
    assert page.locator(".pane-of").first.is_visible()
    assert "2024-03" in page.locator(".pane-of").first.inner_text()
    page.locator("summary", has_text="Timeline").first.click()
    axis = page.locator(".timeline .axis").first
    assert axis.is_visible()
    assert axis.locator("text").count() > 0
    for day in page.locator(".when").all():
        assert len(set(day.evaluate("one => [...one.getClientRects()].map(line => line.top)"))) <= 1
    page.set_viewport_size({"width": 1280, "height": 900})
    assert not page.locator(".pane-of").first.is_visible()
    assert not axis.is_visible()


@pytest.mark.parametrize(("width", "most"), [(1280, 300), (390, 450)])
def test_a_report_of_many_findings_is_a_few_screens(browser: "Browser", tmp_path: Path, width: int, most: int) -> None:
    """Height for each finding in pixels, all that is beside the findings included; what goes stale is folded."""
    fixtures = Path(__file__).parents[2] / "fixtures"
    run = api.check([fixtures / "articles", fixtures / "packs" / "11-ferry"], as_of="2026-06-30", root=fixtures)
    (tmp_path / "report.html").write_text(html.render(run, Showing(min_severity="note")), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((tmp_path / "report.html").as_uri())
    assert len(run.findings) > 20
    assert page.evaluate("document.documentElement.scrollHeight") < most * len(run.findings)


def test_a_report_filters_by_kind_and_by_article(browser: "Browser", report: Path) -> None:
    page = browser.new_page()
    page.goto(report.as_uri())
    shown = page.locator(".finding:not([hidden])")
    every = shown.count()
    assert page.locator("#shown").inner_text() == f"{every} of {every} findings"
    page.get_by_label("Kind").select_option(label="Contradiction")
    assert shown.count() == 1
    assert page.locator(".contents li[data-kind]:visible").count() == 1
    assert page.locator("h3[data-heading]:visible").all_inner_texts() == ["Contradictions"]
    page.get_by_label("Kind").select_option(label="all")
    page.get_by_label("Article", exact=True).select_option(label="The ferry")
    assert 0 < shown.count() < every
    assert page.locator("h3[data-heading]:visible").all_inner_texts() == ["Goes stale"]


def test_a_link_of_a_report_opens_what_it_leads_to_and_a_pane_shows_the_sentence(browser: "Browser", report: Path) -> None:
    page = browser.new_page()
    page.goto(report.as_uri())
    page.locator(".contents a", has_text="The ferry").click()
    line = page.locator("li.finding:target")
    line.wait_for()
    page.locator("summary", has_text="In the articles").click()
    pane = page.locator(".pane").first
    pane.locator("mark", has_text="340").wait_for()
    assert pane.locator("mark").count() == 1
    assert pane.locator(".now").count() > 0


def test_the_site_of_the_docs_parts_no_option_on_a_phone(browser: "Browser", tmp_path: Path) -> None:
    for name in ("sphinx", "furo", "myst_parser"):
        pytest.importorskip(name)
    docs = Path(__file__).parents[2] / "docs"
    subprocess.run([sys.executable, "-m", "sphinx", "-q", "-W", docs, tmp_path / "site"], check=True)
    page = browser.new_page(viewport={"width": 390, "height": 844})
    for name in ("commands", "ci", "rules"):
        page.goto((tmp_path / "site" / f"{name}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        parted = "[...document.querySelectorAll('code .pre')].filter(one => one.getClientRects().length > 1).map(one => one.textContent)"
        assert page.evaluate(parted) == []
