"""HTML pages: what a reader sees is the text, what the page is made of is not; the same report reads the same either way."""

from __future__ import annotations

import pytest

from nocere.document import Document, Part
from nocere.errors import InputError
from nocere.reading import read_document
from nocere.span import Fact

PLAIN = """JIH  Vol.7 No.2 , March 2019
Purple ears after moon tea in a child
Abstract: A 4-year-old girl (11 kg) drank 2 mg of moon tea & had purple ears. Platelets were 90 × 10⁹/L.
Cite this paper: Quill, A. , van der Marlow, B. and Teapot, C.-D. (2019) Purple ears after moon tea in a child. \
Journal of Invented Harm, 7, 11-14. doi: 10.1234/jih.2019.72004.

[1]   Leaf, F.-F. (2011) Tea: Critical review. Acta Teana, 19, 43-50.

[2]   Pot, A. (1985) Ears. Two cases. Journal of Tea, 106, 168."""

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Purple ears | JIH</title>
<style>p { color: red }</style><script>var drug = "warfarin";</script>
<meta name="citation_title" content="Purple ears after moon tea in a child"></head>
<body class="article-menu">
<nav><a href="/">Home</a> <a href="/w">Warfarin bleeding</a></nav>
<div id="cookie-banner">We use cookies and heparin.</div>
<div class="header"><h3>JIH&nbsp; Vol.7 No.2 , March 2019</h3></div>
<article>
<h1>Purple ears after <i>moon tea</i> in a child</h1>
<p><b>Abstract:</b> A 4-year-old girl (11&#32;kg) drank
   2 mg of moon tea &amp; had purple ears. Platelets were 90 &times; 10<sup>9</sup>/L.</p>
<p>Cite this paper: Quill, A. , van der Marlow, B. and Teapot, C.-D. (2019) Purple ears after moon tea in a child.
<i>Journal of Invented Harm</i>, 7, 11-14. doi: <a href="x">10.1234/jih.2019.72004</a>.</p>
<table><tr><td>[1]</td><td>Leaf, F.-F. (2011) Tea: Critical review. <i>Acta Teana</i>, 19, 43-50.</td></tr>
<tr><td>[2]</td><td>Pot, A. (1985) Ears. Two cases. Journal of Tea, 106, 168.</td></tr></table>
</article>
<div style="display: none">hidden digoxin</div><p hidden>hidden lithium</p><noscript>Turn on scripts</noscript>
<footer>About us. Related: amiodarone</footer></body></html>"""


def read(page: str) -> Document:
    return read_document(page.encode(), "x.html")


def facts(document: Document) -> dict[str, object]:
    """What was read, without where."""
    citation = document.citation
    names = ("title", "journal", "year", "volume", "issue", "pages", "doi", "pmid", "vancouver")
    said = {name: fact.value for name in names if isinstance(fact := getattr(citation, name), Fact)}
    authors = [fact.value for fact in citation.authors]
    references = [r.model_dump(exclude={"span"}) for r in document.references]
    (abstract,) = document.only(Part.ABSTRACT)
    told = document.text[abstract.start : abstract.end]
    return {**said, "authors": authors, "references": references, "abstract": told, "notes": document.notes}


def test_a_page_reads_like_its_text() -> None:
    """Citation, references, abstract and notes are the same from both."""
    text, page = read_document(PLAIN.encode(), "x.txt"), read(PAGE)
    assert facts(page) == facts(text)
    assert (text.media_type, page.media_type) == ("text/plain", "text/html")
    assert len(page.references) == 2
    assert page.references[1].title == "Ears. Two cases"


def test_parts_of_a_page() -> None:
    assert [section.part for section in read(PAGE).sections] == [
        Part.JOURNAL,
        Part.TITLE,
        Part.ABSTRACT,
        Part.CITATION,
        Part.REFERENCES,
        Part.CHROME,
    ]


@pytest.mark.parametrize("word", ["warfarin", "Warfarin", "heparin", "digoxin", "lithium", "color", "Turn on"])
def test_what_is_not_seen_is_not_read(word: str) -> None:
    assert word not in read(PAGE).text


def test_furniture_is_marked() -> None:
    page = read(PAGE)
    (chrome,) = page.only(Part.CHROME)
    assert page.text[chrome.start : chrome.end] == "About us. Related: amiodarone"


RENDERED = [
    ("<p>A boy<br>slept</p><p>well", "A boy\nslept\n\nwell"),
    ("<p>A  <b> bold </b>\n boy</p>", "A bold boy"),
    ("<p>A&nbsp;boy &lt;5 y &#946; &#x3B2; &zzz; &amp;amp;</p>", "A\xa0boy <5 y β β &zzz; &amp;"),
    ("<ul><li>A boy</li><li>A girl</li></ul>", "A boy\nA girl"),
    ("<ol><li>A boy</li><li value=7>A girl</li><li>[8] A cat</li></ol>", "1. A boy\n7. A girl\n[8] A cat"),
    ('<ol start="3"><li><p>A boy</p></li></ol>', "3. A boy"),
    ("<p>90 x 10<sup>9</sup>/L, Na<sup>+</sup>, 3<sup>rd</sup>, H<sub>2</sub>O</p>", "90 x 10⁹/L, Na⁺, 3rd, H2O"),
    ("<table><tr><th>Day</th><th>ALT</th></tr><tr><td>1</td><td></td></tr></table>", "Day\tALT\n1"),
    ("<div><div><p>A boy</p></div></div><div>slept</div>", "A boy\n\nslept"),
    ("<pre>A  boy\n  slept</pre>", "A  boy\n  slept"),
    ("<p>A boy<!-- not --> slept<?php no ?></p>", "A boy slept"),
    ("<p>A boy <script>alert('x')</script>slept<style>b{}</style></p>", "A boy slept"),
    ("<p onclick=\"evil()\">A boy <img src=x onerror=evil()> slept</p>", "A boy slept"),
    ("<p>A boy <span class='sr-only'>skip</span>slept <span aria-hidden='true'>x</span></p>", "A boy slept"),
    ('<div class="menu"><p>A boy slept</p></div>', "A boy slept"),
    ("<p>A boy 😀 e\u0301</p>", "A boy 😀 e\u0301"),
    ("<article><header><p>A boy</p></header><footer>slept</footer></article>", "A boy\n\nslept"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "text"), RENDERED)
def test_visible_text(markup: str, text: str) -> None:
    assert read(markup).text == text


def test_entities_of_a_document_type_are_not_expanded() -> None:
    """Neither files nor billions of laughs."""
    page = '<!DOCTYPE html [<!ENTITY a "boy boy"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><p>A &b; &f;</p>'
    text = read(page).text
    assert "boy boy" not in text.split("A ", 1)[1]
    assert "root:" not in text


def test_broken_tags_are_mended_and_told() -> None:
    page = read("<div><p>A <b>boy</p></i> took tea</div></section><p>He slept")
    assert page.text.replace("\n", " ").split() == ["A", "boy", "took", "tea", "He", "slept"]
    assert any(note.startswith("broken HTML mended") for note in page.notes)
    assert read("<html><body><article><p>A boy</p></article></body></html>").notes == ()


def test_deep_nesting_is_refused_not_cut() -> None:
    """A page that libxml2 would leave half read is refused."""
    with pytest.raises(InputError, match="nested too deep"):
        read("<div>" * 100_000 + "A boy" + "</div>" * 100_000)
    assert read("<div>" * 200 + "A boy").text == "A boy"


META = """<html><head><meta name="citation_title" content="Purple ears after tea">
<meta name="citation_author" content="Quill, Ada"><meta name="citation_author" content="Bob van der Marlow">
<meta name="citation_author_email" content="ada@example.org">
<meta name="citation_journal_title" content="Journal of Invented Harm">
<meta name="citation_publication_date" content="2019/05/03"><meta name="citation_volume" content="7">
<meta name="citation_firstpage" content="11"><meta name="citation_lastpage" content="14">
<meta name="citation_doi" content="doi:10.1234/jih.2019.72004"><meta name="citation_pmid" content="1234567">
</head><body><h1>Purple ears after tea</h1><p>A boy took tea.</p></body></html>"""


def test_what_only_the_metadata_say_is_written_out_and_quoted() -> None:
    """Under a heading of its own, after the text; the title, which the page prints, is quoted where it is printed."""
    page = read(META)
    citation = page.citation
    assert isinstance(citation.title, Fact) and citation.title.spans[0].start == 0
    assert isinstance(citation.vancouver, Fact)
    assert citation.vancouver.value == (
        "Quill A, van der Marlow B. Purple ears after tea. Journal of Invented Harm. 2019;7:11-14. "
        "doi: 10.1234/jih.2019.72004."
    )
    block = page.sections[-1]
    assert (block.part, block.heading and block.heading.quote) == (Part.CITATION, "Metadata of the page")
    assert "citation_title" not in page.text
    assert isinstance(citation.pages, Fact) and page.text[citation.pages.spans[0].start :].startswith("11-14")
    assert "@" not in page.text


def test_what_the_page_prints_overrules_its_metadata() -> None:
    page = read(META.replace("<h1>", "<p>Journal of Invented Harm 2018;6(1):5-9.</p><h1>"))
    assert isinstance(page.citation.year, Fact) and page.citation.year.value == "2018"
    assert isinstance(page.citation.volume, Fact) and page.citation.volume.value == "6"


ARTICLE = """<html><head><meta name="citation_title" content="Purple ears after moon tea: a case report"></head><body>
<header class="c-header"><a>Log in</a><p>Search</p></header><main><article>
<ul><li>Case report</li><li>Open access</li><li>Published: 03 May 2019</li></ul>
<h1>Purple ears after moon tea: a case report</h1>
<ul><li><a>Ada Quill</a><sup>1</sup>, </li><li><a>Bob Marlow</a><sup><a>2</a>,<a>3</a></sup> &amp; </li>
<li><a>Cleo Pot</a></li></ul>
<p><i>Journal of Invented Harm</i> <b>volume&nbsp;13</b>, Article&nbsp;number:&nbsp;120 (2019) <a>Cite this article</a></p>
<p>1234 Accesses</p>
<section><h2>Abstract</h2><h3>Background</h3><p>Tea is common.</p><h3>Case presentation</h3><p>A girl drank tea [1].</p></section>
<section><h2>Case presentation</h2><p>A girl.</p></section><section><h2>Discussion and conclusions</h2><p>Tea.</p></section>
<section><h2>References</h2><ol><li><p>Leaf F, Pot A. Tea and ears. J Tea. 2001;1:2–3.</p><p><a>Article</a> <a>CAS</a></p></li>
<li><p>Pot A, Leaf F (2003) Ears. J Tea 4(2):5–9</p><p><a>PubMed</a></p></li></ol><p><a>Download references</a></p></section>
<section><h2>Acknowledgements</h2><p>We thank.</p></section>
<section><h2>Author information</h2><h3>Authors and Affiliations</h3>
<ol><li><p>Department of Tea, Nowhere</p><p>Ada Quill</p></li></ol>
<p>Correspondence to <a>Ada Quill</a>.</p></section>
<section><h2>About this article</h2><h3>Cite this article</h3>
<p>Quill, A., Marlow, B. &amp; Pot, C. Purple ears after moon tea: a case report. <i>J Invent Harm</i> <b>13</b>, 120 (2019).
https://doi.org/10.1234/s1-019-2046-y</p><p>Received: 01 January 2018</p></section>
</article></main><aside>Advertisement aspirin</aside></body></html>"""


def test_a_publishers_article_page() -> None:
    """Badges, byline over several lines, journal line, link labels, back matter: nothing of it falls into the case."""
    page = read(ARTICLE)
    said = [(s.part.value, page.text[s.start : s.end]) for s in page.sections]
    assert [part for part, _ in said] == [
        *("chrome", "journal", "title", "authors", "journal", "chrome", "introduction", "case", "case", "discussion"),
        *("references", "acknowledgements", "authors", "citation", "journal", "chrome"),
    ]
    assert [text for part, text in said if part == "case"] == ["A girl drank tea [1].", "A girl."]
    assert isinstance(page.citation.vancouver, Fact)
    assert page.citation.vancouver.value == (
        "Quill A, Marlow B, Pot C. Purple ears after moon tea: a case report. J Invent Harm. 2019;13:120. "
        "doi: 10.1234/s1-019-2046-y."
    )
    assert [(r.route, r.number, r.pages) for r in page.references] == [("vancouver", 1, "2–3"), ("springer", 2, "5–9")]


def test_a_page_of_an_archive() -> None:
    """Raised marks between names, identifiers each in its line, link labels in square brackets."""
    page = read(
        "<div>J Invent Harm. 2019; 13: 120.</div><div>Published online 2019 May 3. doi: 10.1234/abc</div><div>PMID: 31043171</div>"
        "<h1>Purple ears</h1><div>Ada Quill,<sup>1</sup> Bob Marlow,<sup>1,2</sup> and Cleo Pot<sup>2</sup></div>"
        "<div><sup>1</sup>Department of Tea</div><h2>Abstract</h2><p>We describe a girl.</p><h2>References</h2>"
        "<div>1. Leaf F. Tea. J Tea. 2001;<b>1</b>:2. [<a>PubMed</a>] [<a>Google Scholar</a>]</div>"
    )
    assert isinstance(page.citation.vancouver, Fact)
    assert page.citation.vancouver.value == (
        "Quill A, Marlow B, Pot C. Purple ears. J Invent Harm. 2019;13:120. doi: 10.1234/abc."
    )
    assert isinstance(page.citation.pmid, Fact) and page.citation.pmid.value == "31043171"
    assert [r.route for r in page.references] == ["vancouver"]
    assert [s.part for s in page.sections if "Department" in page.text[s.start : s.end]] == [Part.AUTHORS]
