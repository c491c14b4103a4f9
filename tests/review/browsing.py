"""A server of the review page in a process of its own, and Debian's Chromium to look at it."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
_SERIOUS = {"serious", "critical"}


class Server:
    """One running server; `kill` ends it without any chance to tidy up."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "factcheck", "review", *arguments, "--no-open", "--as-of", "2024-03-20"]
        self.process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().removeprefix("Open ").strip()
        assert self.url.startswith("http://127.0.0.1:"), self.url
        self.base = self.url.partition("/enter")[0]

    def kill(self) -> None:
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


@contextlib.contextmanager
def serving(folder: Path, *arguments: str) -> Iterator[Server]:
    server = Server(folder, *arguments)
    try:
        yield server
    finally:
        server.kill()


@contextlib.contextmanager
def chromium() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        try:
            yield browser
        finally:
            browser.close()


@pytest.fixture(scope="module", name="browser")
def _browser() -> Iterator["Browser"]:
    with chromium() as browser:
        yield browser


def entered(browser: "Browser", server: Server, author: str = "Ada", **options: object) -> "Page":
    """A page in a browser of its own, let in and named; `page.faults` collects errors of scripts and of the policy, and dialogs."""
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(15_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.faults = faults  # type: ignore[attr-defined]
    page.goto(server.url)
    if author:
        page.get_by_label("Your name").fill(author)
        page.get_by_role("button", name="Begin").click()
        page.get_by_text(f"You are {author}").wait_for()
    return page


def serious(page: "Page") -> list[str]:
    """The serious and critical issues that axe-core finds on the page."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run()")["violations"]
    return [
        f"{issue['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for issue in found
        if issue["impact"] in _SERIOUS
        for node in issue["nodes"]
    ]
