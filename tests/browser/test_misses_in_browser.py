"""The page of misses in a real browser: choosing, finding, walking, by mouse and by keyboard, and without script."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.browser.causes import Cause
from benchmarks.browser.misses import Miss
from benchmarks.browser.page import Seen, write_page

pytest.importorskip("selenium", reason="needs selenium (the dev extra)")

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.chromium import browser

pytestmark = pytest.mark.browser

TEXT = "A man took aspirin & had <b>rash</b>, cough and fever."


def seen() -> list[Seen]:
    """Two texts of two sets with four misses."""
    misses = (
        Miss("reaction", Cause.UNHEARD, "rash", gold_at=((28, 32),), reasons=("nothing spoke",)),
        Miss("reaction", Cause.SPURIOUS, "", "cough"),
        Miss("drug", Cause.UNMARKED, "aspirin"),
    )
    return [
        Seen("a:1", "one", TEXT, misses),
        Seen("b:2", "two", TEXT, (Miss("reaction", Cause.UNHEARD, "fever"),)),
    ]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the page."""
    path = tmp_path_factory.mktemp("misses") / "errors.html"
    path.write_bytes(write_page(seen()))
    return path.as_uri()


def shown(driver: webdriver.Chrome) -> list[str]:
    """What is expected or read in the misses that can be seen."""
    lines = driver.find_elements(By.CSS_SELECTOR, "details.miss > summary")
    return [line.find_element(By.TAG_NAME, "mark").text for line in lines if line.is_displayed()]


def test_all_is_shown_and_nothing_refused(opened: webdriver.Chrome) -> None:
    assert shown(opened) == ["aspirin", "rash", "fever", "cough"]
    assert opened.get_log("browser") == []
    assert opened.find_element(By.ID, "shown").text == "4 shown"


def test_a_number_chooses_its_group(opened: webdriver.Chrome) -> None:
    """And gives all back when it is pressed again; so do the headings."""
    number = opened.find_element(By.CSS_SELECTOR, "td a[data-cause=UNHEARD][data-field=reaction]")
    assert number.text == "2"
    number.send_keys(Keys.ENTER)
    assert shown(opened) == ["rash", "fever"]
    assert number.get_attribute("aria-current") == "true"
    number.click()
    assert len(shown(opened)) == 4
    opened.find_element(By.CSS_SELECTOR, "th button[data-field=reaction]").click()
    assert shown(opened) == ["rash", "fever", "cough"]
    opened.find_element(By.CSS_SELECTOR, "th button[data-cause=SPURIOUS]").click()
    assert shown(opened) == ["cough"]


def test_find_and_set(opened: webdriver.Chrome) -> None:
    """Words, ids and sets; Escape gives all back."""
    body = opened.find_element(By.TAG_NAME, "body")
    body.send_keys("/")
    field = opened.switch_to.active_element
    field.send_keys("B:2")
    assert shown(opened) == ["fever"]
    field.send_keys(Keys.ESCAPE)
    assert len(shown(opened)) == 4
    opened.find_element(By.CSS_SELECTOR, "#set option[value=one]").click()
    assert shown(opened) == ["aspirin", "rash", "cough"]
    assert opened.find_element(By.CSS_SELECTOR, "#unheard-reaction .count").text == "1"


def test_by_keyboard(opened: webdriver.Chrome) -> None:
    """j walks; an open miss is followed by an open one; k goes back."""
    body = opened.find_element(By.TAG_NAME, "body")
    body.send_keys("j")
    opened.switch_to.active_element.send_keys(Keys.ENTER)
    texts = opened.find_elements(By.CSS_SELECTOR, "p.text")
    assert [text.is_displayed() for text in texts] == [True, False, False, False]
    opened.switch_to.active_element.send_keys("j")
    assert [text.is_displayed() for text in texts] == [False, True, False, False]
    assert texts[1].text == TEXT
    assert texts[1].find_element(By.CSS_SELECTOR, "mark.gold").text == "rash"
    opened.switch_to.active_element.send_keys("k")
    assert texts[0].is_displayed()


def test_narrow(opened: webdriver.Chrome) -> None:
    """On a telephone nothing is wider than the screen."""
    opened.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    )
    try:
        opened.execute_script("for (const one of document.querySelectorAll('details')) one.open = true")
        assert opened.execute_script("return document.documentElement.scrollWidth") <= 390
    finally:
        opened.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_without_script(tmp_path: Path, page: str) -> None:
    """Numbers lead to their groups, and each miss opens."""
    driver = browser(tmp_path, script=False)
    try:
        driver.get(page)
        assert len(shown(driver)) == 4
        assert not driver.find_element(By.ID, "find").is_displayed()
        driver.find_element(By.CSS_SELECTOR, "td a[data-cause=SPURIOUS]").click()
        assert driver.current_url.endswith("#spurious-reaction")
        driver.find_element(By.CSS_SELECTOR, "#spurious-reaction summary").click()
        assert driver.find_element(By.CSS_SELECTOR, "#spurious-reaction p.text").is_displayed()
    finally:
        driver.quit()
