"""One Chromium for all pages of a module."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from browsing import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module", name="browser")
def _browser() -> Iterator["Browser"]:
    with chromium() as browser:
        yield browser
