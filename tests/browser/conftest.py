"""One browser for all tests of a module, and the module's page opened in it anew for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from selenium import webdriver


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """One browser for all tests that need script."""
    from tests.browser.chromium import browser  # needs selenium, which the modules ask for before they use this

    driver = browser(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@pytest.fixture
def opened(chrome: webdriver.Chrome, page: str) -> webdriver.Chrome:
    """That browser with the module's page just opened."""
    chrome.get("about:blank")
    chrome.get(page)
    return chrome
