"""The page in a real browser: fact to quote and back, by mouse, by keyboard, and without script."""

from __future__ import annotations

from pathlib import Path

import pytest

from nocere.exchange.page import write_page
from tests.exchange.page_explanation import explanation
from tests.exchange.page_reading import reading

pytest.importorskip("selenium", reason="needs selenium (the dev extra)")

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.chromium import browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a page of two patients."""
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_bytes(write_page(reading()))
    return path.as_uri()


def fact(driver: webdriver.Chrome, label: str, patient: str = "p1") -> WebElement:
    """The first quote link of the line with that label."""
    return driver.find_element(
        By.XPATH, f"//article[@id='{patient}']//div[contains(@class,'fact')][dt='{label}']//a[contains(@class,'quote')]"
    )


def lit(driver: webdriver.Chrome) -> str:
    """The words that are lit in the text."""
    return "".join(e.text for e in driver.find_elements(By.CSS_SELECTOR, "a.mark.on"))


def test_nothing_is_refused_by_the_policy(opened: webdriver.Chrome) -> None:
    """Style and script run under the page's own policy, and nothing complains."""
    assert opened.get_log("browser") == []
    assert opened.execute_script("return document.documentElement.classList.contains('scripted')")
    assert (
        opened.find_element(By.CSS_SELECTOR, ".mark.k-drug").value_of_css_property("background-color")
        != "rgba(0, 0, 0, 0)"
    )


def test_fact_to_quote_and_back(opened: webdriver.Chrome) -> None:
    """Click a fact: its quote is lit, in view and has the focus. Click the quote: its fact is."""
    fact(opened, "route").click()
    assert lit(opened) == "by mouth"
    here = opened.switch_to.active_element
    assert here.text == "by mouth"
    here.click()
    line = opened.find_element(By.CSS_SELECTOR, ".fact.on")
    assert "route" in line.text
    assert line.is_displayed()
    assert opened.switch_to.active_element.get_attribute("data-line") == line.get_attribute("id")


def test_a_quote_cut_by_others_is_lit_whole(opened: webdriver.Chrome) -> None:
    """A long quote with shorter ones inside is several marks and one quote."""
    fact(opened, "dechallenge").click()
    assert lit(opened) == "she recovered within 48 hours"


def test_by_keyboard(opened: webdriver.Chrome) -> None:
    """j and k walk the facts, Enter goes to the quote, Enter there comes back to the same fact."""
    body = opened.find_element(By.TAG_NAME, "body")
    body.send_keys("j")
    first = opened.switch_to.active_element
    assert first.get_attribute("class") == "quote"
    first.send_keys("j")
    second = opened.switch_to.active_element
    assert second != first
    second.send_keys("k")
    assert opened.switch_to.active_element == first
    route = fact(opened, "route")
    opened.execute_script("arguments[0].focus()", route)
    route.send_keys(Keys.ENTER)
    assert opened.switch_to.active_element.text == "by mouth"
    opened.switch_to.active_element.send_keys(Keys.ENTER)
    assert opened.switch_to.active_element == route


def test_patients_are_tabs(opened: webdriver.Chrome) -> None:
    """One patient at a time; a quote of the other patient leads to the other tab; number keys choose."""
    second = opened.find_element(By.ID, "p2")
    assert not second.is_displayed()
    opened.find_element(By.XPATH, "//a[contains(@class,'mark')][text()='rash']").click()
    assert second.is_displayed()
    assert opened.find_element(By.CSS_SELECTOR, ".tabs a[aria-selected=true]").get_attribute("data-patient") == "p2"
    opened.find_element(By.TAG_NAME, "body").send_keys("1")
    assert opened.find_element(By.ID, "p1").is_displayed()
    assert not second.is_displayed()


def test_narrow(opened: webdriver.Chrome) -> None:
    """On a telephone nothing is wider than the screen, and the case comes before the text."""
    opened.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    )
    try:
        assert opened.execute_script("return document.documentElement.scrollWidth") <= 390
        case, text = (opened.find_element(By.CSS_SELECTOR, name) for name in ("section.case", "section.source"))
        assert case.location["y"] < text.location["y"]
    finally:
        opened.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.fixture(scope="module")
def explained(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the same page with its explanation."""
    path = tmp_path_factory.mktemp("explained") / "page.html"
    path.write_bytes(write_page(reading(), explanation()))
    return path.as_uri()


def test_why_opens_by_keyboard(chrome: webdriver.Chrome, explained: str) -> None:
    """Closed at first and passed over by j and k; Enter on its summary opens it; a candidate leads to its words and back."""
    chrome.get(explained)
    why = chrome.find_element(By.CSS_SELECTOR, "#p1 details.explained")
    summary, table = why.find_element(By.TAG_NAME, "summary"), why.find_element(By.TAG_NAME, "table")
    assert not table.is_displayed()
    lines = len(chrome.find_elements(By.CSS_SELECTOR, "#p1 a.quote")) + 1
    chrome.find_element(By.TAG_NAME, "body").send_keys("j" * lines)
    assert not table.is_displayed()
    chrome.execute_script("arguments[0].focus()", summary)
    summary.send_keys(Keys.ENTER)
    assert table.is_displayed()
    link = why.find_element(By.XPATH, ".//li/a[text()='harm']")
    link.click()
    assert lit(chrome) == "harm"
    chrome.switch_to.active_element.send_keys(Keys.ENTER)
    assert chrome.switch_to.active_element == link


def test_words_that_were_dropped_open_their_reason(chrome: webdriver.Chrome, explained: str) -> None:
    """From the text to the closed explanation, which opens."""
    chrome.get(explained)
    chrome.find_element(By.XPATH, "//a[contains(@class,'k-considered')][text()='developed']").click()
    line = chrome.find_element(By.CSS_SELECTOR, ".explained .on")
    assert "developed" in line.text
    assert line.is_displayed()


def test_why_is_no_wider_than_a_telephone(chrome: webdriver.Chrome, explained: str) -> None:
    """Every part open, at 390 pixels."""
    chrome.get(explained)
    chrome.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    )
    try:
        chrome.execute_script("for (const one of document.querySelectorAll('details')) one.open = true")
        assert chrome.execute_script("return document.documentElement.scrollWidth") <= 390
    finally:
        chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_why_opens_without_script(tmp_path: Path, explained: str) -> None:
    """By the browser alone."""
    driver = browser(tmp_path, script=False)
    try:
        driver.get(explained)
        why = driver.find_element(By.CSS_SELECTOR, "#p1 details.explained")
        why.find_element(By.TAG_NAME, "summary").send_keys(Keys.ENTER)
        assert why.find_element(By.TAG_NAME, "table").is_displayed()
    finally:
        driver.quit()


def test_without_script(tmp_path: Path, page: str) -> None:
    """Plain links: every patient is shown, a fact's link goes to its quote, the quote's link to a fact."""
    driver = browser(tmp_path, script=False)
    try:
        driver.get(page)
        assert driver.find_element(By.ID, "p2").is_displayed()
        link = fact(driver, "route")
        link.click()
        assert driver.current_url.endswith(link.get_attribute("href").split("#")[1])
        mark = driver.find_element(By.XPATH, "//a[contains(@class,'mark')][text()='by mouth']")
        assert mark.is_displayed()
        mark.click()
        assert "route" in driver.find_element(By.ID, driver.current_url.split("#")[1]).text
    finally:
        driver.quit()
