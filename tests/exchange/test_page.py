"""The HTML page: every fact leads to its quote and back, nothing is injected, nothing is loaded."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from nocere.case import Reading
from nocere.document import Document
from nocere.exchange.page import write_page
from nocere.span import facts_in, spans_in
from tests.exchange.page_reading import TEXT, reading


class Page(HTMLParser):
    """What a browser would see of a page: elements with their attributes, and the text of the report."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.raw: dict[str, str] = {}
        self.words = ""
        self._open: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        if tag not in ("meta", "br"):
            self._open.append("words" if given.get("class") == "words" else tag)

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in ("style", "script"):
            self.raw[self._open[-1]] = data
        if "words" in self._open:
            self.words += data

    def all(self, tag: str, **having: str) -> list[dict[str, str]]:
        """The attributes of each such element."""
        return [a for t, a in self.elements if t == tag and all(a.get(k) == v for k, v in having.items())]


@pytest.fixture(scope="module")
def markup() -> str:
    return write_page(reading()).decode()


@pytest.fixture(scope="module")
def page(markup: str) -> Page:
    return Page(markup)


def test_the_text_is_whole(page: Page) -> None:
    """Every character of the report is on the page, in order."""
    assert page.words == TEXT


def test_every_quote_of_every_fact_has_its_place(page: Page) -> None:
    """Each span of each fact of each case can be jumped to, and some line of the page jumps there."""
    places = {a["id"] for a in page.all("span", **{"class": "place"})}
    linked = {a["href"].removeprefix("#") for a in page.all("a", **{"class": "quote"})}
    for case in reading().cases:
        for fact in facts_in(case):
            for span in fact.spans:
                assert f"s{span.start}-{span.end}" in places & linked, fact
        for span in spans_in(case):
            assert f"s{span.start}-{span.end}" in places & linked


def test_links_lead_somewhere(page: Page) -> None:
    """Every href is an anchor of this page; every mark leads to a line; ids are unique."""
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    hrefs = [a["href"] for _, a in page.elements if "href" in a]
    assert hrefs
    assert all(href.startswith("#") and href[1:] in ids for href in hrefs)
    assert all(place in ids for a in page.all("a") for place in a.get("data-places", "").split())


def test_marks_say_what_they_are_without_colour(page: Page) -> None:
    """Each mark has its labels in words."""
    marks = [a for a in page.all("a") if "data-places" in a]
    assert marks
    assert all(mark["title"] for mark in marks)


def test_nested_and_overlapping_quotes_keep_all_their_lines(page: Page) -> None:
    """Words inside three quotes know all three places, and lead to the shortest."""
    woman = next(a for a in page.all("a") if "k-patient" in a.get("class", "") and "sex" in a["title"])
    assert len(woman["data-places"].split()) >= 3
    assert woman["title"].split(" · ")[0] == "sex"


def test_nothing_is_loaded(markup: str, page: Page) -> None:
    """No address of anything outside, no element that fetches, no inline handler or style."""
    assert not re.search(r"""(?:src|href|action|data|poster)\s*=\s*["'](?!#)""", markup)
    assert "http://" not in markup
    assert "https://" not in markup
    assert not {t for t, _ in page.elements} & {"img", "link", "iframe", "object", "form", "base", "svg"}
    assert not [a for _, a in page.elements if any(name.startswith("on") or name == "style" for name in a)]


def test_policy_admits_exactly_this_style_and_script(page: Page) -> None:
    """The policy holds the hashes of what is inside, and allows nothing else."""
    (policy,) = (a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for kind in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.raw[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


HOSTILE = """<script>alert(1)</script> "onclick='x' </style> ${script} $source %s &amp; <!-- -->
A 5-year-old <img src=x onerror=alert(1)> boy </div></main> \u202e and \x00 \ufffe"""


def hostile() -> Reading:
    """A reading whose every string is an attack."""
    document = Document(
        id='"><script>',
        name=HOSTILE,
        media_type="text/plain",
        encoding="utf-8",
        text=HOSTILE,
        notes=(HOSTILE,),
    )
    verdict = reading().verdict.model_copy(
        update={
            "reason": HOSTILE,
            "spans": (document.span(0, len(HOSTILE)), document.span(0, 25), document.span(3, 40)),
        }
    )
    return Reading.model_construct(document=document, verdict=verdict, cases=())


def test_hostile_text_stays_text() -> None:
    """Text that looks like markup, templates or attributes is shown, never run."""
    page = Page(write_page(hostile()).decode())
    assert page.words.replace("\ufffd", "\x00") == HOSTILE
    assert len(page.all("script")) == 1
    assert not page.all("img")
    assert not [a for _, a in page.elements if "onclick" in a or "onerror" in a]


def test_what_is_missing_is_on_the_page(markup: str) -> None:
    """Missing values show their reason; a conflict shows the words that contradict each other."""
    assert "when ibuprofen was given" in markup
    assert "the authors&#x27; address is not given" in markup or "the authors' address is not given" in markup
    assert "the text contradicts itself" in markup


def test_a_document_without_case_says_why() -> None:
    """The verdict and its quote stand alone."""
    empty = Reading(document=reading().document, verdict=reading().verdict.model_copy(update={"has_case": False}))
    markup = write_page(empty).decode()
    assert "No case" in markup
    assert "two patients are described" in markup


def test_same_reading_same_bytes() -> None:
    """Nothing on the page depends on when or where it was made."""
    assert write_page(reading()) == write_page(reading())
