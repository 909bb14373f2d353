"""Whatever comes in: a Document whose spans all quote its text, or an InputError; in time that grows with the input only."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nocere.document import Document
from nocere.errors import InputError
from nocere.reading import read_document
from nocere.span import check_spans


def check(data: bytes) -> Document | None:
    """The document, its invariants held, or None where it was refused."""
    try:
        document = read_document(data, "x")
    except InputError as refusal:
        assert "\n" not in str(refusal)
        return None
    check_spans(document, document.text)
    assert Document.load(document.model_dump_json()) == document
    ends = 0
    for section in document.sections:
        assert ends <= section.start < section.end <= len(document.text)
        assert section.heading is None or section.heading.end <= section.start
        ends = section.end
    assert all(len(fact.quote) for fact in document.citation.authors)
    assert read_document(data, "x") == document
    return document


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    check(data)


@given(st.text(max_size=400))
def test_any_text_is_kept_to_the_last_character(text: str) -> None:
    document = check(text.encode("utf-8", "surrogatepass"))
    if document and document.media_type == "text/plain" and document.encoding == "utf-8":
        assert document.text == text.removeprefix("\ufeff")


LINES = st.sampled_from(
    ["Abstract", "Abstract: A boy.", "ABSTRACT A boy", "References", "References:", "REFERENCES: 1. A", "Case 1",
     "Case 2: A girl.", "A boy took tea. RESULTS: Ears. CONCLUSION: No.", "[1] Quill, A. (2001) Ears. Tea, 1, 2-3.",
     "[2] x", "1. Quill A. Ears. Tea. 2001;1:2.", "2. Pot B. Ears. Tea. 2001;1:2.", "3.",
     "Cite this paper: Quill, A. (2001) Ears. Tea, 1, 2-3.", "JIH Vol.3 No.1 , January 2014",
     "Tea. 2019 May 3;13(1):120. doi: 10.1234/x", "Purple ears after tea", "Ada Quill, Bob Pot", "Department of Tea",
     "Keywords: tea", "Acknowledgements", "© 2019 Us", "PMID: 12", "DOI: 10.1234/x", "", "", " ", "\u00a0",
     "é\u0301😀", "Discussion", "Treatment", "a@b.org"]
)  # fmt: skip


@given(st.lists(LINES, max_size=14), st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\u2028"]))
def test_any_order_of_lines(lines: list[str], end: str) -> None:
    """However a report is put together, nothing is lost, doubled or out of order."""
    text = end.join(lines)
    document = check(text.encode())
    if document:
        assert document.text == text
        held = sum(section.end - section.start for section in document.sections)
        assert held <= len(text)


TAGS = st.sampled_from(
    ["<p>", "</p>", "<div class='footer'>", "</div>", "<ol>", "<li>", "</li>", "</ol>", "<h1>", "</h1>",
     "<table><tr><td>", "</table>", "<script>", "</script>", "<b", ">", "<!--", "-->", "<![CDATA[", "]]>", "&#0;",
     "&#xD800;", "&#x110000;", "&amp", "&lt;p&gt;", "<pre>", "</pre>", "<footer>", "</footer>",
     "<section id=references>", "</section>", "<sup>2</sup>", "<br>", "<plaintext>", "<svg>", "<math>", "<template>",
     "<frameset>", "<html>", "<body hidden>", "<meta name=citation_author content='Quill, A'>",
     "<meta name=citation_doi content='10.1234/x'>", "A boy", "Abstract", "References",
     "[1] Quill, A. (2001) Ears. Tea, 1, 2-3.", "\u0000", "\u000b", "\ufffe", "é", " "]
)  # fmt: skip


@given(st.lists(TAGS, max_size=30).map(lambda tags: "<html>" + "".join(tags)))
def test_any_page(page: str) -> None:
    check(page.encode())


MEGABYTE = 1_000_000
BOMBS = {
    "one word": "A" * MEGABYTE,
    "words": "the boy " * (MEGABYTE // 8),
    "spaces": "A" + " " * MEGABYTE + "b",
    "full stops": "A. " * (MEGABYTE // 3),
    "commas": "Quill, A. , " * (MEGABYTE // 12),
    "digits": "A" + "1" * MEGABYTE,
    "brackets": "A" + "(" * MEGABYTE,
    "headings": "Results: " * (MEGABYTE // 9),
    "cite line": "Cite this paper: " + "Quill, A. , " * (MEGABYTE // 12),
    "one reference": "References\n" + "Quill, A. , " * (MEGABYTE // 12),
    "doi": "DOI: 10.1234/" + "x" * MEGABYTE,
    "angles": "A <" + "<" * MEGABYTE,
    "attributes": "<p " + "a='b' " * (MEGABYTE // 6) + ">A</p>",
    "classes": "<p class='" + "a-b " * (MEGABYTE // 4) + "'>A</p>",
    "comment": "<p>A<!--" + "-" * MEGABYTE,
    "entities": "<p>A" + "&amp;" * (MEGABYTE // 5),
    "meta": "<html>" + "<meta name=citation_author content='Quill, A'>" * (MEGABYTE // 46) + "<p>A",
    "combining": "a" + "\u0301" * (MEGABYTE // 2),
    "emoji": "A" + "👩‍👧" * (MEGABYTE // 12),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_megabyte_in_one_line_takes_no_time(name: str) -> None:
    data = BOMBS[name].encode()
    begun = time.process_time()
    read_document(data, name)
    assert time.process_time() - begun < 3


LONG = {
    "lines": "A\n" * 50_000,
    "headings": "Abstract\nA boy.\nReferences\nx\n" * 3_000,
    "references": "\n".join(f"[{n}] Quill, A. ({1900 + n % 100}) Ears. Tea, {n}, 2-3." for n in range(1, 3000)),
    "items": "<ol>" + "<li>A boy" * 20_000,
    "footers": "<article><footer>A</footer></article>" * 5_000,
    "unclosed": "<b>A<i>b</b>" * 100,
}


@pytest.mark.parametrize("name", LONG)
def test_many_lines_take_time_in_step(name: str) -> None:
    data = LONG[name].encode()
    begun = time.process_time()
    try:
        read_document(data, name)
    except InputError as refusal:
        assert "nested too deep" in str(refusal)
    assert time.process_time() - begun < 5
